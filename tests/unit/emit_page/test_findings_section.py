"""Findings, gaps and waivers on the page: by severity, with who can supply what is missing."""

from __future__ import annotations

import re

from ecsc.diagnostics import At
from ecsc.emit.page.findings import MOST
from ecsc.emit.page.owners import Owners
from tests.unit.emit_page.strategies import HEAD, HOSTILE, PEOPLE, SHOP, compiled, page

GAPS = (
    HEAD.replace("owner: lin", "owner: lin, as_of: 2026-01-02")
    + PEOPLE
    + """metrics:
  gmv: {standard: gmv, owner: lin}
  churn: {name: Churn, unit: percent, direction: down, owner: chen}
goals:
  chen_goal: {name: 流失率, metric: churn, target: 5%, due: 2026-06-30, owner: chen, drivers: {gmv: 100}}
tasks:
  a: {name: 开店, duration: 5d}
waivers:
  later: {rule: owner-missing, at: tasks.a, reason: "HOSTILE", owner: lin, until: 2026-03-31}
"""
).replace("HOSTILE", HOSTILE.replace('"', '\\"'))


def section_of(html: str, name: str) -> str:
    found = re.search(rf'<section id="{name}".*?</section>', html, re.DOTALL)
    assert found is not None
    return found[0]


def test_what_is_not_decidable_names_who_can_supply_it() -> None:
    html = page(GAPS)
    assert any(one.outcome == "undecidable" for one in compiled(GAPS).findings)
    table = section_of(html, "findings").split("Not decidable", 1)[1]
    assert "流失率" in table
    assert "陈洁" in table
    summary = section_of(html, "on-track")
    assert re.search(r"Not decidable for [^<]*流失率[^<]*.*陈洁 can supply it", summary)


def test_waivers_say_who_until_when_and_why() -> None:
    assert compiled(GAPS).waived
    table = section_of(page(GAPS), "findings").split("Accepted for now", 1)[1]
    assert "林薇" in table
    assert "31 Mar 2026" in table
    assert "&lt;img src=x onerror=alert(1)&gt;" in table


def test_findings_have_sign_word_code_place_and_help() -> None:
    found = section_of(page(GAPS), "findings")
    assert re.search(
        r'<td class="state (bad|warn)"><span aria-hidden="true">[✗!]</span> (error|warning)<td>ECS\d{3}',
        found,
    )
    assert re.search(r"<td>demo\.yaml:\d+", found)
    assert "<code>" in found


def test_more_findings_than_fit_are_counted() -> None:
    tasks = "".join(f"  t{i}: {{name: Task {i}, duration: 1d}}\n" for i in range(MOST + 50))
    found = section_of(page(HEAD + PEOPLE + "tasks:\n" + tasks), "findings")
    assert found.count("<tr><td class=") <= MOST
    assert re.search(r"ECS\d{3}: \d+ more", found)


def test_an_owner_answers_for_the_entry_of_that_section() -> None:
    owners = Owners(compiled(SHOP).plan)
    assert owners.of(At("tasks", "goods")) == "chen"
    assert owners.of(At("risks", "stock")) == "chen"
    assert owners.of(At("tasks", "unknown")) == "lin"
    assert owners.of(At("strategy")) == "lin"
    assert owners.of(None) == "lin"
