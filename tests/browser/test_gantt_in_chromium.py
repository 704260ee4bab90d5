"""The Gantt chart in a real browser: it draws, and nothing that an author names runs."""

from __future__ import annotations

import shutil
import struct
import subprocess
import zlib
from pathlib import Path

import pytest

from ecsc.emit import emit
from ecsc.pipeline import StrategyInput, compile_strategy
from ecsc.workspace import find_strategies

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: browser tests are skipped"),
]

HOSTILE = """ecsc: 1
strategy: {id: demo, name: "</text><script>document.title='pwned'</script>", period: 2026-Q1, currency: CNY}
people:
  lin: {name: "<img src=x onerror=document.title='pwned'>"}
tasks:
  a: {name: "]]><script>document.title='pwned'</script>&#x1F600; 店铺 مرحبا", owner: lin, duration: 10d}
  b: {name: "javascript:document.title='pwned'", owner: lin, duration: 5d, after: a}
"""


def chromium(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    assert CHROMIUM is not None
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    return subprocess.run(
        [CHROMIUM, *FLAGS, profile, *arguments], capture_output=True, timeout=120, check=False
    )


def gantt(given: StrategyInput) -> bytes:
    compiled = compile_strategy(given).compiled
    assert compiled is not None
    return next(one.content for one in emit(compiled, "zh-CN", ["gantt"]) if one.name == "gantt.svg")


def rows(png: bytes) -> tuple[int, int, set[bytes]]:
    """Return width, height and the distinct raw rows of a PNG screenshot."""
    width, height = struct.unpack(">II", png[16:24])
    at, data = 8, b""
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += 12 + length
    raw = zlib.decompress(data)
    stride = len(raw) // height
    return width, height, {raw[row * stride : (row + 1) * stride] for row in range(height)}


def test_the_example_draws(tmp_path: Path) -> None:
    (given,), _ = find_strategies([str(ROOT / "examples" / "apparel_brand")])
    svg, shot = tmp_path / "gantt.svg", tmp_path / "shot.png"
    svg.write_bytes(gantt(given))
    chromium(tmp_path, f"--screenshot={shot}", "--window-size=1000,1400", svg.as_uri())
    width, height, distinct = rows(shot.read_bytes())
    assert (width, height) == (1000, 1400)
    assert len(distinct) > 300, "most of the picture is empty"


def test_nothing_an_author_writes_runs(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    drawn = gantt(StrategyInput("demo", (("demo.yaml", HOSTILE.encode()),))).decode()
    page.write_text(f"<!doctype html><title>calm</title><body>{drawn}</body>", "utf-8")
    dom = chromium(tmp_path, "--dump-dom", page.as_uri()).stdout.decode()
    assert "<title>calm</title>" in dom
    assert "店铺" in dom
