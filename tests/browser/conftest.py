"""A real Chromium, and the pages it looks at: built once, opened with nothing allowed but the page itself."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bench.strategies import write_strategy
from ecsc.emit import emit
from ecsc.pipeline import compile_strategy
from ecsc.workspace import find_strategies

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parent.parent.parent
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip

WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
});
"""
"""Keeps what the page's policy forbids while it loads, from before its first line runs."""


class Opened:
    """A page in a browser, and what it asked for or complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []

    def violations(self) -> list[str]:
        """Return what the page's policy forbade."""
        found: list[str] = self.page.evaluate("window.violations")
        return found


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all tests of this folder, so that `-m browser` and `-m 'not browser'` part them from the others."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return Chromium: the one that `CHROMIUM` names, else the machine's; the tests are skipped without."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("no Chromium on this machine (nor in CHROMIUM): browser tests are skipped")
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the pages to look at by name: both examples in both languages, and a thousand tasks."""
    folder = tmp_path_factory.mktemp("pages")
    large = folder / "large.yaml"
    write_strategy(large, 1000)
    sources = {
        "apparel": (ROOT / "examples" / "apparel_brand", "zh-CN"),
        "apparel-en": (ROOT / "examples" / "apparel_brand", "en"),
        "grocery": (ROOT / "examples" / "grocery_d2c", "en"),
        "thousand": (large, "en"),
    }
    built = {name: folder / f"{name}.html" for name in sources}
    for name, (source, language) in sources.items():
        (given,), _ = find_strategies([str(source)])
        compiled = compile_strategy(given).compiled
        assert compiled is not None
        built[name].write_bytes(emit(compiled, language, ("page",))[0].content)
    return built


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Opened]]:
    """Open a file or an address in a context of its own; the options are Playwright's for a context.

    Every request is kept in `requests`; unless `requests_pass`, all but the document itself are stopped.
    """
    contexts = []

    def look(target: Path | str, *, width: int = 1440, requests_pass: bool = False, **options: Any) -> Opened:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        context.set_default_timeout(20_000)
        context.add_init_script(WATCH)
        opened = Opened(context.new_page())
        address = target if isinstance(target, str) else target.as_uri()

        def pass_on(route: Any) -> None:
            opened.requests.append(route.request.url)
            if requests_pass or route.request.url == address:
                route.continue_()
            else:
                route.abort()

        context.route("**/*", pass_on)
        opened.page.on("console", lambda said: opened.complaints.append(f"{said.type}: {said.text}"))
        opened.page.on("pageerror", lambda problem: opened.complaints.append(str(problem)))
        opened.page.goto(address)
        return opened

    yield look
    for context in contexts:
        context.close()
