"""The measures of the page for leadership: its size, its first paint, and how fast its chart folds and zooms."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench.measures import MIDDLE, Plan
from bench.processes import ecsc, output_of
from bench.strategies import write_listed, write_phased
from bench.table import Row, Target, seconds

KB = 1000
RAW = {1_000: 600 * KB, MIDDLE: 5000 * KB}
"""How many bytes a page may have, by its tasks."""

PACKED = {1_000: 150 * KB}
PAINT, STEP = 1.0, {1_000: 0.1, MIDDLE: 0.2}
"""Seconds until a page is painted first, and that a fold or a zoom may take, by its tasks."""

_WITHIN = Target(1)
_STEPS = {
    "unfold all": "[data-fold=none]",
    "fold a phase": ".gantt-row.head",
    "zoom to days": "[data-zoom=day]",
    "zoom to all": "[data-zoom=fit]",
    "fold all": "[data-fold=all]",
}
_TIMED = """async (query) => {
  const start = performance.now();
  document.querySelector(query).click();
  await new Promise((done) => requestAnimationFrame(() => {
    const after = new MessageChannel();
    after.port1.onmessage = done;
    after.port2.postMessage(0);
  }));
  return (performance.now() - start) / 1000;
}"""
_PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000"


def page(plan: Plan) -> Iterator[Row]:
    """Yield size and speed of the page, each beside its limit."""
    for tasks in (size for size in (1_000, MIDDLE) if size <= max(plan.sizes)):
        written = _page(plan.folder, tasks, write_phased, "en")
        yield from _sizes("page", written, tasks)
        yield from _speed(written, tasks, plan.rounds)
    yield from _sizes("page, Chinese with items", _page(plan.folder, 1_000, write_listed, "zh-CN"), 1_000)


def _page(folder: Path, tasks: int, write: Callable[[Path, int], None], language: str) -> Path:
    source, target = folder / f"{write.__name__}_{tasks}.yaml", folder / f"{write.__name__}_{tasks}"
    write(source, tasks)
    output_of(ecsc("build", source, "-o", target, "--emit", "page", "--lang", language), folder)
    return target / "index.html"


def _sizes(title: str, written: Path, tasks: int) -> Iterator[Row]:
    content = written.read_bytes()
    yield _size(f"{title}, bytes / limit", tasks, len(content), RAW[tasks])
    if tasks in PACKED:
        yield _size(f"{title}, gzip / limit", tasks, len(gzip.compress(content, 9)), PACKED[tasks])


def _size(title: str, tasks: int, found: int, limit: int) -> Row:
    return Row(title, tasks, f"{found / KB:.0f} kB", f"{limit / KB:.0f} kB", (found / limit,), _WITHIN)


def _speed(written: Path, tasks: int, rounds: int) -> Iterator[Row]:
    """Yield the first paint and the steps; without a browser one row that says what is missing."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        yield Row("page, in a browser", tasks, note='not installed: pip install "ecsc[bench]"')
        return
    if chromium is None:
        yield Row("page, in a browser", tasks, note="no Chromium on this machine")
        return
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        runs = [_visit(browser, written) for _ in range(rounds)]
        browser.close()
    for name in runs[0]:
        found, limit = [run[name] for run in runs], PAINT if name == "first paint" else STEP[tasks]
        middle = sorted(found)[len(found) // 2]
        ratios = tuple(each / limit for each in found)
        yield Row(f"page, {name} / limit", tasks, seconds(middle), seconds(limit), ratios, _WITHIN)


def _visit(browser: Any, written: Path) -> dict[str, float]:
    """Open the page anew, and return the seconds of its first paint and of every step."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    opened = context.new_page()
    opened.goto(written.as_uri())
    opened.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length > 0")
    found = {"first paint": float(opened.evaluate(_PAINTED))}
    opened.evaluate("() => document.getElementById('gantt').scrollIntoView()")
    for name, query in _STEPS.items():
        found[name] = float(opened.evaluate(_TIMED, query))
    context.close()
    return found


PAGES = {"page": page}
"""The measures by the name that `--only` takes."""
