"""The checklists in a real browser: ticks are kept, counted, filtered, exported, sent in a link and printed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ecsc.emit import emit
from ecsc.pipeline import StrategyInput, compile_strategy

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser

WORK = """ecsc: 1
strategy: {id: demo, name: Demo, period: 2026-01-01..2026-06-30, currency: CNY, owner: lin}
people:
  lin: {name: 林薇}
  chen: {name: "=HYPERLINK(1)"}
phases:
  build: {name: Build}
tasks:
  shop: {name: Shop, owner: lin, phase: build, duration: 5d, checklist: [Licence, "=1+1"]}
  goods: {name: Goods, owner: chen, phase: build, duration: 15d, after: shop}
  picked: {name: Picked, owner: chen, phase: build, duration: 1d, status: done}
meetings:
  weekly: {name: Weekly, every: week}
"""


@pytest.fixture
def page_file(tmp_path: Path) -> Path:
    return write(tmp_path / "index.html", WORK)


def write(target: Path, text: str) -> Path:
    compiled = compile_strategy(StrategyInput("demo", (("demo.yaml", text.encode()),))).compiled
    assert compiled is not None
    target.write_bytes(emit(compiled, "en", ["page"])[0].content)
    return target


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    context.set_default_timeout(10_000)
    yield context
    context.close()


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.on("pageerror", lambda problem: pytest.fail(str(problem)))
    page.goto(address)
    page.locator("[data-do=unfold]").click()
    return page


def told(page: Page) -> str:
    return page.locator("#tick-told").inner_text()


def test_ticks_are_kept_and_counted(context: BrowserContext, page_file: Path) -> None:
    page = opened(context, page_file.as_uri())
    page.locator("#checklists").get_by_label("Licence").check()
    assert told(page) == "林薇: 1 of 2 ticked"
    assert page.locator("details.listed").first.locator(".n").inner_text() == "2 of 4 ticked"
    again = opened(context, page_file.as_uri())
    assert again.locator("#checklists").get_by_label("Licence").is_checked()
    assert again.locator("#checklists").get_by_label("Picked").is_disabled()
    assert told(again) == "2 of 30 ticked"
    again.on("dialog", lambda dialog: dialog.accept())
    again.locator("[data-do=clear]").click()
    assert not again.locator("#checklists").get_by_label("Licence").is_checked()
    assert not opened(context, page_file.as_uri()).get_by_label("Licence").is_checked()


def test_filters_by_owner_week_and_what_is_open(context: BrowserContext, page_file: Path) -> None:
    page = opened(context, page_file.as_uri())
    page.locator("#tick-owner").select_option("=chen")
    assert page.locator("#checklists").get_by_text("Goods", exact=True).is_visible()
    assert not page.locator("#checklists").get_by_text("Licence").is_visible()
    page.locator("#tick-open").check()
    assert not page.locator("#checklists").get_by_label("Picked").is_visible()
    page.locator("#tick-owner").select_option("*")
    page.locator("#tick-week").select_option("2026-02-16")
    assert page.locator(".days li:visible").count() == 1
    page.wait_for_function(
        "() => location.hash.includes('week=2026-02-16')"
    )  # written when the reader pauses
    again = opened(context, page.url)
    assert again.locator("#tick-week").input_value() == "2026-02-16"
    assert again.locator("li[data-i=shop]").is_hidden()


def test_work_of_several_weeks_shows_in_each(context: BrowserContext, page_file: Path) -> None:
    page = opened(context, page_file.as_uri())
    shown = [
        week
        for week in page.locator("#tick-week option").evaluate_all("all => all.map(one => one.value)")
        if week
        and (page.locator("#tick-week").select_option(week) and page.locator("li[data-i=goods]").is_visible())
    ]
    assert len(shown) >= 3


def test_the_sheet_of_ticks_has_no_formula(context: BrowserContext, page_file: Path) -> None:
    page = opened(context, page_file.as_uri())
    page.locator("#checklists").get_by_label("Licence").check()
    with page.expect_download() as download:
        page.locator("[data-do=export]").click()
    content = Path(download.value.path()).read_bytes()
    assert download.value.suggested_filename == "demo-ticks.csv"
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(rows) == 30
    assert [row["Done"] for row in rows if row["Acceptance item"] == "Licence"] == ["yes"]
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    assert {"'=1+1"} <= {row["Acceptance item"] for row in rows}
    assert {"'=HYPERLINK(1)"} <= {row["Owner"] for row in rows}


def copied(page: Page) -> str:
    """Return the link that the page shows where it may not copy it."""
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.locator("[data-do=link]").click()
    link = page.locator("#tick-link input").input_value()
    assert link.startswith("file:")
    return link


def test_a_link_carries_ticks_and_filters(browser: Browser, context: BrowserContext, page_file: Path) -> None:
    page = opened(context, page_file.as_uri())
    page.locator("#checklists").get_by_label("Licence").check()
    page.locator("#tick-owner").select_option("=lin")
    link = copied(page)
    other = browser.new_context()
    theirs = opened(other, link)
    assert theirs.locator("#tick-owner").input_value() == "=lin"
    assert not theirs.locator("#checklists").get_by_label("Licence").is_checked(), (
        "nothing is taken over unasked"
    )
    assert "This link carries 1 ticks." in theirs.locator("#tick-carried").inner_text()
    theirs.locator("[data-do=take]").click()
    assert theirs.locator("#checklists").get_by_label("Licence").is_checked()
    theirs.wait_for_function("() => !location.hash.includes('ticks=')")
    other.close()


def test_ticks_of_another_version_are_left_out(
    context: BrowserContext, page_file: Path, tmp_path: Path
) -> None:
    page = opened(context, page_file.as_uri())
    page.locator("#checklists").get_by_label("Licence").check()
    ticks = copied(page).split("#", 1)[1]
    changed = write(
        tmp_path / "later.html", WORK.replace("[Licence", "[Lease, Licence").replace("id: demo", "id: other")
    )
    later = opened(context, f"{changed.as_uri()}#{ticks}")
    assert "another version" in told(later)
    assert later.locator("#tick-carried").is_hidden()
    assert not later.locator("#checklists").get_by_label("Lease").is_checked()


def test_on_paper_each_owner_begins_a_page(context: BrowserContext, page_file: Path) -> None:
    page = opened(context, page_file.as_uri())
    page.locator("#checklists").get_by_label("Licence").check()
    page.evaluate(
        "window.print = () => {"
        " window.seen = [...document.querySelectorAll('.by-owner > div')].map(one => one.innerText);"
        " window.kept = document.querySelector('.by-owner input:checked')?.parentElement.textContent;"
        " window.dispatchEvent(new Event('afterprint')); }"
    )
    page.locator("[data-do=print]").click()
    seen = page.evaluate("window.seen")
    assert len(seen) == 3, "nobody's work has a page too"
    assert page.locator(".by-owner").count() == 0
    assert page.evaluate("window.kept") == "Licence"


def test_without_scripts_all_is_there(browser: Browser, page_file: Path) -> None:
    still = browser.new_context(java_script_enabled=False)
    page = still.new_page()
    page.goto(page_file.as_uri())
    assert page.locator("#checklists").get_by_text("Licence").is_visible()
    assert page.locator("#checklists li input").count() == 0
    boxed = "(item) => getComputedStyle(item, '::before').content"
    assert page.locator("#checklists").get_by_text("Licence").evaluate(boxed) == '""', "a box on paper"
    assert page.locator("#checklists b", has_text="Picked").evaluate(boxed) == '"✓"', "and a tick in it"
    assert not page.locator(".tick-tools").is_visible()
    still.close()


def test_a_browser_that_keeps_nothing_says_so(context: BrowserContext, page_file: Path) -> None:
    page = context.new_page()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('denied'); }})"
    )
    page.goto(page_file.as_uri())
    page.locator("[data-do=unfold]").click()
    page.locator("#checklists").get_by_label("Licence").check()
    assert "keeps nothing" in told(page)


def test_the_page_fits_a_narrow_screen(context: BrowserContext, page_file: Path) -> None:
    page = opened(context, page_file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_what_was_chosen_just_before_a_reload_is_kept(context: BrowserContext, page_file: Path) -> None:
    page = opened(context, f"{page_file.as_uri()}#checklists")
    page.evaluate("""() => {
      const week = document.getElementById("tick-week");
      week.value = "2026-02-16";
      week.dispatchEvent(new Event("change", { bubbles: true }));
      document.querySelector("[data-zoom=week]").click();
      document.querySelector("#checklists input[type=checkbox]:not([id], :disabled)").click();
      location.reload();
    }""")
    page.wait_for_function("() => document.getElementById('tick-week')?.value === '2026-02-16'")
    assert page.locator("[data-zoom=week]").get_attribute("aria-pressed") == "true"
    assert page.locator("#checklists li input:checked:not(:disabled)").count() == 1
    assert "week=2026-02-16" in page.url
    page.goto("about:blank")
    page.goto(page_file.as_uri())
    assert page.locator("#tick-week").input_value() == "", "another visit begins anew"
