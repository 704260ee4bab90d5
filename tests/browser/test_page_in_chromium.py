"""The page for leadership in a real browser: quiet, accessible, readable everywhere, and good on paper."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias
from unicodedata import normalize

import pytest

Pages: TypeAlias = dict[str, Path]
Look: TypeAlias = Callable[..., Any]

ALL = ("apparel", "apparel-en", "grocery", "thousand")
EXAMPLES = ("apparel", "grocery")
MOST_SHEETS = {"apparel": 24, "grocery": 27, "thousand": 60}
"""Sheets of A4 that nobody would print more of."""

PRINTED_WIDTH = 673
"""Pixels between the margins of a sheet (178 mm); a page that is wider is printed smaller, all of it."""

HIDDEN = """() => {
  const seen = (node) => {
    if (node.closest("details:not([open])") && !node.matches("summary")) return true;
    if (node.closest(".visually-hidden, .skip, title, script, style")) return true;
    if (node.closest(".by-script") && !document.documentElement.classList.contains("scripted")) return true;
    const box = node.getBoundingClientRect(), style = getComputedStyle(node);
    return box.width > 0 && box.height > 0 && style.visibility === "visible" && Number(style.opacity) > 0;
  };
  const holds = (node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
  return [...document.querySelectorAll("body *")].filter((node) => holds(node) && !seen(node))
    .map((node) => `${node.tagName} ${node.className.baseVal ?? node.className}: ${node.textContent.slice(0, 60)}`);
}"""
"""The elements with text of their own that cannot be seen though nobody folded them away.

What is `.by-script` (the controls, and the chart that they work on) is not there without scripts: it would do
nothing, and the picture, the table and the lists hold all of it.
"""

WIDER = """() => {
  const wide = document.documentElement.clientWidth, found = [];
  if (document.documentElement.scrollWidth <= wide) return found;
  for (const node of document.querySelectorAll("body *"))
    if (node.getBoundingClientRect().right > wide + 1 && !node.parentElement.closest(".wide"))
      found.push(`${node.tagName} ${node.className.baseVal ?? node.className}: ${node.textContent.slice(0, 60)}`);
  return found.length ? found : ["the page"];
}"""
"""What makes the page wider than the window; a `.wide` part scrolls by itself."""


@pytest.mark.parametrize("name", ALL)
def test_it_asks_for_nothing_and_complains_of_nothing(open_page: Look, pages: Pages, name: str) -> None:
    opened = open_page(pages[name])
    opened.page.wait_for_timeout(100)
    assert opened.requests == [pages[name].as_uri()]
    assert opened.complaints == []
    assert opened.violations() == []
    assert opened.page.evaluate("document.documentElement.classList.contains('scripted')"), "no script ran"


def test_the_instruments_notice(open_page: Look, tmp_path: Path) -> None:
    path = tmp_path / "bad.html"
    path.write_text(
        "<!doctype html><meta http-equiv=Content-Security-Policy content=\"script-src 'none'\"><title>x</title>"
        "<body><p id=wide><p hidden>gone</p><img src=https://evil.example/x.png onerror='pwned=1'>"
        "<script>console.log(1)</script><pre>" + "x" * 3000 + "</pre>"
    )
    opened = open_page(path, width=390)
    opened.page.wait_for_timeout(100)
    assert "https://evil.example/x.png" in opened.requests
    assert opened.complaints
    assert any("script-src" in one for one in opened.violations())
    assert opened.page.evaluate(HIDDEN) == ["P : gone"]
    assert opened.page.evaluate(WIDER)


@pytest.mark.parametrize(
    ("name", "scheme", "width"),
    [("apparel", "light", 1440), ("apparel", "dark", 390), ("grocery", "dark", 1440)],
)
def test_axe_finds_nothing(open_page: Look, pages: Pages, name: str, scheme: str, width: int) -> None:
    base = pytest.importorskip("axe_playwright_python.base")
    page = open_page(pages[name], width=width, color_scheme=scheme).page
    page.evaluate(base.AXE_SCRIPT)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    told = [
        f"{one['id']}: {each['html'][:160]} {each['failureSummary']}"
        for one in found
        for each in one["nodes"]
    ]
    assert told == []


@pytest.mark.parametrize("name", ALL)
def test_it_never_scrolls_sideways(open_page: Look, pages: Pages, name: str) -> None:
    page = open_page(pages[name]).page
    for width in (390, 834, 1440, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(WIDER) == [], f"at {width} pixels"


@pytest.mark.parametrize("name", EXAMPLES)
def test_everything_can_be_seen_without_scripts(open_page: Look, pages: Pages, name: str) -> None:
    opened = open_page(pages[name], java_script_enabled=False)
    assert opened.page.evaluate("document.documentElement.className") == ""
    assert opened.page.evaluate(HIDDEN) == []
    for control in opened.page.locator("button, select, label > input:not([type=checkbox])").all():
        assert not control.is_visible(), "a control that does nothing"
    assert opened.page.locator("section > h2").count() == opened.page.locator(".contents a").count()


RADICALS = str.maketrans(
    "⺟⺠⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳戶",
    "母民见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟户",
)
"""Signs that a font draws alike: a PDF may give back the radical for the character, which NFKC leaves as it is."""


def pressed(text: str) -> str:
    """Return a text without blanks, ligatures and radicals, which a PDF sets as it likes."""
    return "".join(normalize("NFKC", text).translate(RADICALS).split())


def sheets_of(pdf: bytes) -> list[str]:
    """Return the text of each sheet, `pressed`."""
    pypdf = pytest.importorskip("pypdf")
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return [pressed(sheet.extract_text()) for sheet in pages]


@pytest.mark.parametrize("name", ["apparel", "grocery"])
def test_goals_share_a_sheet_and_none_is_parted_from_its_targets(
    open_page: Look, pages: Pages, name: str
) -> None:
    page = open_page(pages[name]).page
    goals = [pressed(title) for title in page.locator(".goal h3").all_inner_texts()]
    targets = [pressed(title) for title in page.locator(".kpi > h3").all_inner_texts()]
    sheets = sheets_of(page.pdf(prefer_css_page_size=True))
    assert any(all(goal in sheet for goal in goals) for sheet in sheets), "goals on more than one sheet"
    feet = [sheet[-160:] for sheet in sheets]
    period = pressed(page.locator(".kpi thead th").first.inner_text())
    with_targets = [foot for foot in feet if any(title in foot for title in targets)]
    assert [foot for foot in with_targets if period not in foot] == [], "a goal's name at the foot of a sheet"


@pytest.mark.parametrize("name", ["apparel", "grocery", "thousand"])
def test_it_prints(open_page: Look, pages: Pages, name: str) -> None:
    page = open_page(pages[name]).page
    titles = [pressed(title) for title in page.locator("section > h2").all_inner_texts()]
    rows = {pressed(row) for row in page.locator("#checklists b").all_text_contents()}
    sheets = sheets_of(page.pdf(prefer_css_page_size=True))
    page.set_viewport_size({"width": PRINTED_WIDTH, "height": 900})
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") == PRINTED_WIDTH, (
        "printed smaller than it is set"
    )
    assert 2 <= len(sheets) <= MOST_SHEETS[name]
    assert all(sheets), "an empty sheet"
    whole = "".join(sheets)
    assert [title for title in titles if title not in whole] == []
    assert [row for row in rows if row not in whole] == [], "work that is not on paper"
    alone = [title for title in titles for sheet in sheets if sheet.endswith(title)]
    assert alone == [], "a title at the foot of a sheet, without what it is the title of"


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_keyboard_reaches_the_content_first(open_page: Look, pages: Pages, name: str) -> None:
    page = open_page(pages[name]).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")
    box = page.locator("section > h2").first.bounding_box()
    assert box["y"] >= 0


def test_headings_come_in_order(pages: Pages) -> None:
    for path in pages.values():
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", path.read_text("utf-8"))]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), path.name
