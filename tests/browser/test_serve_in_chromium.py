"""`ecsc serve` before a real browser: the page reloads by itself, and shows what is broken without losing the plan."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest

pytest.importorskip("watchfiles", reason="the extra serve is not installed")

Look: TypeAlias = Callable[..., Any]
ROOT = Path(__file__).parent.parent.parent
STRATEGY = "ecsc: 1\nstrategy: {{id: demo, name: {name}, period: 2026-Q1, currency: CNY}}\n"
OVER = ".ecsc-over"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "strategy.yaml"
    path.write_text(STRATEGY.format(name="Alpha"))
    return path


@pytest.fixture
def address(file: Path) -> Iterator[str]:
    with subprocess.Popen(
        [sys.executable, "-m", "ecsc.cli", "serve", str(file.parent), "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        env={**os.environ, "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT)},
    ) as running:  # fmt: skip
        assert running.stdout is not None
        yield next(line.split(" ")[0] for line in running.stdout if "http://" in line)
        running.kill()


def test_the_page_follows_and_shows_what_is_broken(open_page: Look, file: Path, address: str) -> None:
    opened = open_page(address, requests_pass=True)
    page = opened.page
    assert page.locator("h1").inner_text() == "Alpha"
    file.write_text(STRATEGY.format(name="Beta"))
    page.locator("h1", has_text="Beta").wait_for()
    file.write_text(STRATEGY.format(name="Gamma") + "tasks:\n  a: {ownr: lin, name: <b>x</b>}\n")
    page.wait_for_selector(OVER)
    assert page.locator("h1").inner_text() == "Beta"
    assert f"{file.name}:4:7" in page.locator(OVER).inner_text()
    box = page.locator(OVER).bounding_box()
    assert box["y"] + box["height"] <= 901, "what is wrong is out of sight"
    page.locator(f"{OVER} summary").click()
    assert page.locator(f"{OVER} li").first.is_hidden(), "it can be folded away to read the plan"
    file.write_text(STRATEGY.format(name="Delta"))
    page.locator("h1", has_text="Delta").wait_for()
    assert page.locator(OVER).count() == 0
    assert [line for line in opened.complaints if "ERR_" not in line] == []
    assert opened.violations() == []
    assert {one.removeprefix(address) for one in opened.requests} <= {"", "events", "favicon.ico"}


def test_what_is_shown_over_the_page_is_accessible(open_page: Look, file: Path, address: str) -> None:
    base = pytest.importorskip("axe_playwright_python.base")
    page = open_page(address, requests_pass=True, width=390).page
    file.write_text(STRATEGY.format(name="Gamma") + "tasks:\n  a: {ownr: lin}\n")
    page.wait_for_selector(OVER)
    page.evaluate(base.AXE_SCRIPT)
    found = page.evaluate(f"axe.run('{OVER}', {{resultTypes: ['violations']}})")["violations"]
    assert [f"{one['id']}: {each['html']}" for one in found for each in one["nodes"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390
