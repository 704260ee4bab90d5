"""The Gantt chart in a real browser: it draws, and nothing that an author names runs."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import Any

from ecsc.emit import emit
from ecsc.pipeline import StrategyInput, compile_strategy
from ecsc.workspace import find_strategies

ROOT = Path(__file__).parent.parent.parent
HOSTILE = """ecsc: 1
strategy: {id: demo, name: "</text><script>document.title='pwned'</script>", period: 2026-Q1, currency: CNY}
people:
  lin: {name: "<img src=x onerror=document.title='pwned'>"}
tasks:
  a: {name: "]]><script>document.title='pwned'</script>&#x1F600; 店铺 مرحبا", owner: lin, duration: 10d}
  b: {name: "javascript:document.title='pwned'", owner: lin, duration: 5d, after: a}
"""


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


def test_the_example_draws(browser: Any, tmp_path: Path) -> None:
    (given,), _ = find_strategies([str(ROOT / "examples" / "apparel_brand")])
    svg = tmp_path / "gantt.svg"
    svg.write_bytes(gantt(given))
    page = browser.new_page(viewport={"width": 1000, "height": 1400})
    page.goto(svg.as_uri())
    width, height, distinct = rows(page.screenshot())
    page.close()
    assert (width, height) == (1000, 1400)
    assert len(distinct) > 300, "most of the picture is empty"


def test_nothing_an_author_writes_runs(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    drawn = gantt(StrategyInput("demo", (("demo.yaml", HOSTILE.encode()),))).decode()
    path.write_text(f"<!doctype html><title>calm</title><body>{drawn}</body>", "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    assert page.title() == "calm"
    assert "店铺" in page.content()
    page.close()
