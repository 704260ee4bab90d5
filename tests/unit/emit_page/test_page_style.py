"""The page's style: contrast that everybody can read, and paper that loses nothing."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from itertools import pairwise, product

import pytest

from ecsc.emit.page.shell import SCRIPTS, STYLES, running_head
from tests.unit.emit_page.page_reading import HEAD, Read, page

SHEETS = files("ecsc.emit.page").joinpath("style")


def themes() -> dict[str, dict[str, str]]:
    """Return the colours of each theme by token."""
    text = SHEETS.joinpath("tokens.css").read_text("utf-8")
    light, dark = text.split("@media (prefers-color-scheme: dark)")[:2]
    printed = SHEETS.joinpath("print.css").read_text("utf-8")
    blocks = {"light": light, "dark": dark, "print": printed}
    return {
        name: dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6})\b", block)) for name, block in blocks.items()
    }


def luminance(colour: str) -> float:
    """Return the relative luminance (WCAG 2.2)."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    first, second = sorted((luminance(one), luminance(other)), reverse=True)
    return (first + 0.05) / (second + 0.05)


PAIRS = [
    *product(("ink", "soft", "accent", "bad", "warn", "good", "unknown"), ("paper", "ground")),
    *((name, f"{name}-paper") for name in ("accent", "bad", "warn", "good", "unknown")),
    *(("ink", f"{name}-paper") for name in ("accent", "bad", "warn", "good", "unknown")),
]


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_every_pair_of_text_and_ground_has_the_contrast_of_level_aa(theme: str) -> None:
    colours = themes()[theme]
    thin = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in PAIRS}
    assert {pair: ratio for pair, ratio in thin.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_bars_and_their_marks_stand_out_from_their_ground(theme: str) -> None:
    colours = themes()[theme]
    # Graphics that carry meaning need 3:1 (WCAG 2.2, 1.4.11).
    for mark, ground in product(("accent", "bad", "soft", "ink"), ("paper", "hair")):
        assert contrast(colours[mark], colours[ground]) >= 3, (mark, ground)


def test_colours_are_tokens_and_rooms_are_small() -> None:
    for name in STYLES:
        text = SHEETS.joinpath(f"{name}.css").read_text("utf-8")
        assert text.count("\n") <= 300, name
        if name not in ("tokens", "print"):
            assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;\s])", text) == [], name


def test_paper_unfolds_what_the_screen_folds() -> None:
    text = SHEETS.joinpath("print.css").read_text("utf-8")
    assert "details::details-content" in text
    assert "paper" in SCRIPTS
    assert "counter(pages)" in text


HOSTILE = [
    '"; } body { display: none } /*',
    "</style><script>alert(1)</script>",
    "a\\",
    "第一\n二",
    "\u202eevil",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_breaks_out_of_the_running_head(name: str) -> None:
    rule = running_head(name)
    content = rule[rule.index('content: "') + 10 : rule.index('"; font')]
    assert re.fullmatch(r"(?:[^\W_]|\\[0-9a-f]+ )*", content)
    told = re.sub(r"\\([0-9a-f]+) ", lambda match: chr(int(match[1], 16)), content)
    assert told == name.replace("\n", " ").replace("\u202e", "")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_text_everywhere(name: str) -> None:
    quoted = json.dumps(name)
    text = f"""ecsc: 1
strategy: {{id: demo, name: {quoted}, period: 2026-01-01..2026-06-30, currency: CNY, owner: lin}}
people: {{lin: {{name: {quoted}}}}}
budgets: {{m: {{name: {quoted}, limit: 1000, owner: lin}}}}
tactics: {{a: {{name: {quoted}, window: 2026-01-01..2026-03-31, cost: 500, budget: m}}}}
promotions: {{p: {{name: {quoted}, offer: 5折, limits: {{spend: 100}}, budget: m}}}}
market: {{findings: {{f: {{text: {quoted}}}}}, competitors: {{c: {{name: {quoted}}}}}}}
decisions: {{d: {{claim: {quoted}}}}}
scenarios: {{s: {{name: {quoted}, changes: {{tactics.a.cost: 600}}}}}}
launches: {{l: {{name: {quoted}, date: 2026-05-01, success: {quoted}}}}}
"""
    html = page(text)
    tags = [tag for tag, _ in Read(html).tags]
    assert tags.count("script") == 1
    assert tags.count("style") == 1
    assert all(not key.startswith("on") and key != "style" for _, found in Read(html).tags for key in found)
    assert "\u202e" not in html


IDS = """budgets: {m: {limit: 9000}, n: {limit: 9000}}
risks: {r: {name: Rain}}
promotions:
  p: {offer: 满199减30, window: 2026-01-01..2026-06-30, limits: {redemptions: 10}, budget: m}
  q: {offer: 满199减30, window: 2026-01-01..2026-06-30, limits: {redemptions: 10}, budget: n}
"""


def test_ids_are_unique_and_headings_in_order() -> None:
    read = Read(page(HEAD + IDS))
    assert sum(found.get("class") == "strokes" for _, found in read.tags) == 2 + 2 * 2
    ids = [found["id"] for _, found in read.tags if "id" in found]
    assert len(ids) == len(set(ids))
    levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
