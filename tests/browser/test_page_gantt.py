"""The schedule on the page in a real browser: with scripts, without them, and by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ecsc.emit import emit
from ecsc.pipeline import StrategyInput, compile_strategy
from ecsc.workspace import find_strategies

ROOT = Path(__file__).parent.parent.parent
pytestmark = pytest.mark.browser

SMALL = """ecsc: 1
strategy: {id: demo, name: Demo, period: 2026-03-01..2026-05-31, currency: CNY}
goals:
  reach: {name: More buyers, metric: gmv, target: CNY 100, due: 2026-05-31, owner: lin}
people:
  lin: {name: Lin Wei}
  bo: {name: Chen Bo}
phases:
  make: {name: Make}
  sell: {name: Sell}
tasks:
  photos: {name: Photos, owner: lin, duration: 5d, phase: make, start: 2026-03-02}
  texts: {name: Texts, owner: bo, duration: 3d, phase: make, after: photos}
  proof: {name: Proof, owner: lin, duration: 1d, phase: make, start: 2026-03-02}
  list: {name: List, owner: bo, duration: 4d, phase: sell, after: texts}
  promote: {name: Promote, owner: lin, duration: 10d, phase: sell, after: list}
milestones:
  open: {name: Open, phase: sell, after: list, due: 2026-03-27}
"""
HOSTILE = """ecsc: 1
strategy: {id: demo, name: "</title><script>window.ran=1</script>", period: 2026-Q1, currency: CNY}
people:
  lin: {name: "</script><img src=x onerror='window.ran=1'>"}
phases:
  p: {name: "<svg onload='window.ran=1'>"}
tasks:
  a: {name: "</td></table></script><script>window.ran=1</script>", owner: lin, duration: 10d, phase: p}
  b: {name: "<img src=x onerror='window.ran=1'>", owner: lin, duration: 5d, after: a, phase: p}
"""
LIVE = ".gantt-live"
ROWS = ".gantt-row"
NAMES = """() => [...document.querySelectorAll('.gantt-row')]
  .sort((one, other) => parseFloat(one.style.top) - parseFloat(other.style.top))
  .map((row) => row.querySelector('.text').textContent)"""
TAGS = """() => Object.fromEntries([...document.querySelectorAll('.gantt-row')]
  .map((row) => [row.querySelector('.text').textContent, row.querySelector('.tag').textContent.slice(2)])
  .filter(([name, tag]) => tag))"""


def many(tasks: int, phases: int = 20) -> str:
    lines = [
        "ecsc: 1",
        "strategy: {id: big, name: Big, period: 2026-01-01..2026-12-31, currency: CNY}",
        "phases:",
    ]
    lines += [f"  p{number}: {{name: Phase {number}}}" for number in range(phases)]
    lines.append("tasks:")
    for number in range(tasks):
        after = f", after: t{number - 1}" if number % 5 else ""
        phase = number * phases // tasks
        lines.append(
            f"  t{number}: {{name: Task {number}, duration: {number % 9 + 1}d, phase: p{phase}{after}}}"
        )
    return "\n".join(lines) + "\n"


def written(text: str, path: Path, language: str = "en") -> str:
    """Write the page of a strategy and return its address."""
    return _emitted(StrategyInput("demo", (("demo.yaml", text.encode()),)), path, language)


def _emitted(given: StrategyInput, path: Path, language: str) -> str:
    compiled = compile_strategy(given).compiled
    assert compiled is not None
    page = next(one for one in emit(compiled, language, ["page"]) if one.name == "index.html")
    path.write_bytes(page.content)
    return path.as_uri()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """Return a page that fails its test for every error that a script of it throws or is refused for."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened, errors = context.new_page(), list[str]()
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    yield opened
    context.close()
    assert errors == []


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(SMALL, tmp_path_factory.mktemp("small") / "index.html")


def names(page: Any) -> list[str]:
    found: list[str] = page.evaluate(NAMES)
    return found


def kept(page: Any, part: str, *, without: bool = False) -> None:
    """Wait until the address holds `part` (or no more of it): it is written when the reader pauses."""
    page.wait_for_function(f"(part) => {'!' if without else ''}location.hash.includes(part)", arg=part)


def focused(page: Any) -> str:
    name: str = page.evaluate("() => document.activeElement.querySelector('.text')?.textContent ?? ''")
    return name


def test_without_scripts_picture_and_table_are_there(browser: Any, small: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(small)
    assert page.locator(".gantt-picture svg").first.is_visible()
    assert page.locator("table.work").get_by_text("Promote").is_visible()
    assert not page.locator(LIVE).is_visible()
    context.close()


def test_with_scripts_the_chart_takes_the_place_of_the_picture(page: Any, small: str) -> None:
    page.goto(small)
    assert page.locator(LIVE).is_visible()
    assert not page.locator(".gantt-picture").is_visible()
    assert names(page) == ["Make", "Photos", "Proof", "Texts", "Sell", "List", "Open", "Promote"]


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_fitted_bars_stand_where_the_picture_has_them(page: Any, tmp_path: Path, language: str) -> None:
    (given,), _ = find_strategies([str(ROOT / "examples" / "apparel_brand")])
    page.goto(_emitted(given, tmp_path / "index.html", language))
    shares = """(query) => {
      const bars = [...document.querySelectorAll(query)].map((bar) => bar.getBBox());
      const first = Math.min(...bars.map((bar) => bar.x)), last = Math.max(...bars.map((bar) => bar.x + bar.width));
      return bars.map((bar) => [(bar.x - first) / (last - first), bar.width / (last - first)]);
    }"""
    page.evaluate("() => { document.querySelector('.gantt-scroll').style.maxHeight = 'none'; }")
    page.locator("[data-zoom=fit]").click()
    page.evaluate("() => { document.querySelector('.gantt-picture').style.display = 'block'; }")
    kinds = "rect.task, {0} rect.critical"
    drawn = page.evaluate(shares, f".gantt-plane {kinds.format('.gantt-plane')}")
    static = page.evaluate(shares, f".gantt-picture {kinds.format('.gantt-picture')}")
    assert len(drawn) == len(static) > 40
    for one, other in zip(drawn, static, strict=True):
        assert one == pytest.approx(other, abs=0.002)


def test_a_phase_folds_and_unfolds_and_the_address_keeps_it(page: Any, small: str) -> None:
    page.goto(small)
    page.locator("#gantt").get_by_role("button", name="Fold Make").click()
    assert names(page) == ["Make", "Sell", "List", "Open", "Promote"]
    assert page.locator(ROWS).first.get_attribute("aria-expanded") == "false"
    kept(page, "fold=")
    page.reload()
    assert names(page) == ["Make", "Sell", "List", "Open", "Promote"]
    page.locator("#gantt").get_by_role("button", name="Fold all", exact=True).click()
    assert names(page) == ["Make", "Sell"]
    page.locator("#gantt").get_by_role("button", name="Unfold all").click()
    assert len(names(page)) == 8
    kept(page, "fold", without=True)


def test_zoom_changes_scale_and_ticks_and_the_address_keeps_it(page: Any, small: str) -> None:
    page.goto(f"{small}#gantt")
    wide = "() => document.querySelector('.gantt-plane rect.critical').getBBox().width"
    widths = {}
    for zoom in ("day", "week", "month", "quarter"):
        page.locator(f"[data-zoom={zoom}]").click()
        widths[zoom] = page.evaluate(wide)
        assert page.locator(f"[data-zoom={zoom}]").get_attribute("aria-pressed") == "true"
    assert sorted(widths, key=lambda zoom: -widths[zoom]) == ["day", "week", "month", "quarter"]
    kept(page, "#gantt&zoom=quarter")
    page.locator("[data-zoom=day]").click()
    page.evaluate("() => { document.querySelector('.gantt-scroll').scrollLeft = 0; }")
    page.wait_for_timeout(100)
    ticks = page.locator(".gantt-axis text.tick").all_text_contents()
    assert ticks[:5] == ["Mar 2026", "1", "2", "3", "4"] or {"1", "2", "3", "4"} <= set(ticks)
    kept(page, "zoom=day")
    page.reload()
    assert page.locator("[data-zoom=day]").get_attribute("aria-pressed") == "true"


def test_filters_show_only_what_matches_and_say_how_many(page: Any, small: str) -> None:
    page.goto(small)
    page.locator("#gantt").get_by_label("Owner", exact=True).select_option(label="Chen Bo")
    assert names(page) == ["Make", "Texts", "Sell", "List"]
    assert page.locator(".gantt-shown").text_content() == "2 of 6 rows match"
    page.locator("#gantt").get_by_label("Phase", exact=True).select_option(label="Sell")
    assert names(page) == ["Sell", "List"]
    kept(page, "gantt-owner=Chen%20Bo&gantt-phase=Sell")
    page.reload()
    assert names(page) == ["Sell", "List"]
    page.locator("#gantt").get_by_label("Owner", exact=True).select_option("")
    page.locator("#gantt").get_by_label("Phase", exact=True).select_option("")
    page.locator("#gantt").get_by_label("Critical only").check()
    assert names(page) == ["Make", "Photos", "Texts", "Sell", "List", "Promote"]


def test_a_filter_without_matches_says_so(page: Any, tmp_path: Path) -> None:
    page.goto(written(SMALL.replace("Texts, owner: bo", "Texts, owner: lin"), tmp_path / "index.html"))
    page.locator("#gantt").get_by_label("Owner", exact=True).select_option(label="Chen Bo")
    page.locator("#gantt").get_by_label("Phase", exact=True).select_option(label="Make")
    assert names(page) == []
    assert page.locator(".gantt-shown").text_content() == "Nothing matches these filters."


def test_an_address_can_be_changed_by_hand(page: Any, small: str) -> None:
    page.goto(small)
    page.evaluate("() => { location.hash = '#gantt&gantt-owner=Nobody&fold=f0'; }")
    page.wait_for_function("() => document.querySelectorAll('.gantt-row').length === 5")
    assert names(page) == ["Make", "Sell", "List", "Open", "Promote"], (
        "an owner that is not there filters nothing"
    )
    page.evaluate("() => { location.hash = '#findings'; }")
    page.wait_for_function("() => location.hash === '#findings&gantt-owner=Nobody&fold=f0'")


def test_reading_a_row_names_what_drives_it_and_what_it_drives(page: Any, small: str) -> None:
    page.goto(small)
    page.locator(ROWS, has_text="Texts").hover(position={"x": 5, "y": 5})
    assert page.evaluate(TAGS) == {
        "Photos": "drives it", "List": "driven by it", "Open": "driven by it", "Promote": "driven by it",
    }  # fmt: skip
    details = page.locator(".gantt-details").inner_text()
    assert "Photos (5 working days, Lin Wei) ends on 6 Mar 2026" in details
    assert details.rstrip().endswith("List")
    page.mouse.move(5, 5)
    assert page.evaluate(TAGS) == {}


def test_a_long_schedule_names_what_drives_a_row_too(page: Any, tmp_path: Path) -> None:
    page.goto(written(many(320), tmp_path / "index.html"))
    page.locator("#gantt [data-fold=none]").click()
    row = page.locator("table.work tr", has_text="Task 4").first
    assert row.locator("td").last.text_content().strip().isdigit(), "the table has its number"
    page.locator(ROWS, has=page.get_by_text("Task 4", exact=True)).hover(position={"x": 5, "y": 5})
    terms = page.locator(".gantt-details dl > div").all_inner_texts()
    assert [one.split() for one in terms if one.startswith("Driven by")] == [["Driven", "by", "Task", "3"]]
    links = page.evaluate("window.page.gantt.items.filter((one) => one.l?.length).length")
    assert links == 320 * 4 // 5, "usual links are there although the data does not say them"


def test_a_folded_phase_says_how_many_in_it_drive_the_row(page: Any, small: str) -> None:
    page.goto(small)
    page.locator("#gantt").get_by_role("button", name="Fold Make").click()
    page.locator(ROWS, has_text="Promote").click(position={"x": 60, "y": 5})
    assert page.locator(ROWS, has_text="Make").locator(".tag").text_content() == "◂ 2 drive it"


def test_the_chart_is_walked_by_keyboard_alone(page: Any, small: str) -> None:
    page.goto(small)
    page.locator("#gantt").get_by_label("Critical only").focus()
    page.keyboard.press("Tab")
    assert focused(page) == "Make"
    walked = []
    for key in ("ArrowDown", "ArrowDown", "End", "ArrowUp", "ArrowLeft", "ArrowLeft", "Home", "ArrowUp"):
        page.keyboard.press(key)
        walked.append(focused(page))
    assert walked == ["Photos", "Proof", "Promote", "Open", "Sell", "Sell", "Make", "Make"]
    assert names(page) == ["Make", "Photos", "Proof", "Texts", "Sell"], "the second ArrowLeft folds the phase"
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    assert names(page)[-1] == "Promote"
    page.keyboard.press("Enter")
    assert names(page)[-1] == "Sell"
    assert page.locator(f"{ROWS}[tabindex='0']").count() == 1


def test_enter_pins_the_highlight_and_escape_releases_it(page: Any, small: str) -> None:
    page.goto(small)
    page.locator(ROWS, has_text="Texts").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    selected = f"{ROWS}[aria-selected='true'] .text"
    assert page.locator(selected).all_text_contents() == ["Texts"]
    assert page.locator(".gantt-details .title").text_content().startswith("Texts (pinned")
    page.keyboard.press("Escape")
    assert page.locator(selected).count() == 0


def test_plus_and_minus_zoom(page: Any, small: str) -> None:
    page.goto(small)
    page.locator(ROWS).first.focus()
    pressed = "() => document.querySelector('[data-zoom][aria-pressed=true]').dataset.zoom"
    page.keyboard.press("+")
    finer = page.evaluate(pressed)
    page.keyboard.press("+")
    assert (finer, page.evaluate(pressed)) == ("day", "day")
    for expected in ("week", "month", "quarter", "quarter"):
        page.keyboard.press("-")
        assert page.evaluate(pressed) == expected
    page.keyboard.press("0")
    assert page.evaluate(pressed) == "fit"


def test_hostile_names_run_nothing(page: Any, tmp_path: Path) -> None:
    page.goto(written(HOSTILE, tmp_path / "index.html"))
    page.locator(ROWS).nth(2).click()
    assert page.evaluate("() => window.ran === undefined")
    assert "<img src=x onerror='window.ran=1'>" in names(page)


def test_a_hostile_address_does_no_harm(page: Any, small: str) -> None:
    for hash_ in (
        "#gantt&zoom=__proto__&fold=oNaN.99&gantt-owner=%E0%A4%A&gantt-phase=-1",
        "#&&==&fold=",
        "#%00&zoom=day=day",
    ):
        page.goto("about:blank")
        page.goto(small + hash_)
        assert names(page)


def test_a_thousand_tasks_open_folded_and_only_what_is_seen_is_drawn(page: Any, tmp_path: Path) -> None:
    page.goto(written(many(1_000), tmp_path / "index.html"))
    assert names(page)[:2] == ["Phase 0", "Phase 1"]
    page.locator("#gantt").get_by_role("button", name="Unfold all").click()
    assert page.locator(".gantt-body").get_attribute("aria-rowcount") == "1020"
    assert page.locator(ROWS).count() < 80
    page.locator(ROWS).first.focus()
    page.keyboard.press("End")
    assert focused(page).startswith("Task 99")
    assert page.locator(ROWS).count() < 80
    page.evaluate("() => { document.querySelector('.gantt-scroll').scrollTop = 9000; }")
    page.wait_for_timeout(100)
    page.evaluate("() => { document.querySelector('.gantt-scroll').scrollTop = 8000; }")
    page.wait_for_timeout(100)
    assert focused(page).startswith("Task 99"), "the row that has the focus stays, wherever one looks"
    places = [int(row.get_attribute("aria-rowindex")) for row in page.locator(ROWS).all()]
    assert places == sorted(places)


@pytest.mark.parametrize("width", [1440, 390])
def test_the_page_does_not_scroll_sideways(page: Any, small: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(small)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_paper_has_the_picture_and_the_table(page: Any, small: str) -> None:
    page.goto(small)
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".gantt-picture").is_visible()
    assert not page.locator(LIVE).is_visible()
    assert page.locator("table.work").get_by_text("Promote").is_visible()
