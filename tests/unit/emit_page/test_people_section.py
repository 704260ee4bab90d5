"""The load of people by week: sums of the tasks that run in it, against what the week holds."""

from __future__ import annotations

import re

from tests.unit.emit_page.strategies import HEAD, PEOPLE, page

WORK = (
    HEAD
    + PEOPLE
    + """tasks:
  one: {name: One, owner: lin, start: 2026-03-02, duration: 5d, effort: 1d}
  two: {name: Two, owner: lin, start: 2026-03-03, duration: 2d, effort: 1.5d}
  next: {name: Next, owner: lin, start: 2026-03-09, duration: 10d, effort: 10d}
  over: {name: Over, owner: lin, start: 2026-03-16, duration: 5d, effort: 2d}
  hers: {name: Hers, owner: chen, start: 2026-03-02, duration: 5d, effort: 4.5d}
  light: {name: Light, owner: chen, start: 2026-03-16, duration: 5d, effort: 0.5d}
  unsaid: {name: Unsaid, owner: chen, start: 2026-03-16, duration: 5d}
"""
)


def rows(html: str) -> dict[str, list[tuple[str, str]]]:
    """Return state and text of every cell by the head of its row, and the heads of the columns by none."""
    table = re.search(r'<table class="load">.*?</table>', html, re.DOTALL)
    assert table is not None
    heads = re.findall(r'<th scope="col">([^<]*)', table[0])
    found = {"": [("", head) for head in heads[1:]]}
    for row in re.findall(r'<tr><th scope="row">(.*)', table[0]):
        name, *cells = row.split("<td")
        parted = [re.fullmatch(r'(?: class="(\w+)")?>(.*)', cell) for cell in cells]
        found[name] = [(one[1] or "", one[2].strip()) for one in parted if one is not None]
    return found


def test_a_week_sums_what_runs_in_it() -> None:
    found = rows(page(WORK))
    assert found == {
        "": [("", "林薇"), ("", "陈洁")],
        "2 Mar 2026": [("some", "50%"), ("full", "90%")],
        "9 Mar 2026": [("full", "100%"), ("", "")],
        "16 Mar 2026": [("over", "! 140%"), ("some", "10%")],
    }


def test_who_has_too_much_is_named_and_what_is_not_counted_told() -> None:
    html = page(WORK)
    assert "Too much to do in some week: 林薇." in html
    assert "1 task states no effort and is not counted." in html
    assert "Nobody has more to do in a week than the week holds." in page(
        WORK.replace("effort: 2d", "effort: 0d")
    )


def test_a_week_of_few_days_is_full_sooner() -> None:
    away = WORK.replace("{name: 陈洁}", "{name: 陈洁, absent: [2026-03-16..2026-03-18]}")
    found = rows(page(away.replace("effort: 0.5d", "effort: 2d")))
    assert found["16 Mar 2026"][1] == ("some", "40%"), (
        "two of five parts of the work, in two days that are left"
    )
    assert found["23 Mar 2026"][1] == ("some", "24%"), "three parts of it, in five days"
