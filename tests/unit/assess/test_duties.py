"""Duties: what other sections than the work ask for on a date, with its owner, in plan and checklist."""

from __future__ import annotations

import csv
import io

import pytest

from ecsc.emit import emit
from ecsc.pipeline import StrategyInput, compile_strategy
from ecsc.plan.time_types import DutyPlan
from ecsc.plan.types import Plan

HEAD = """ecsc: 1
strategy: {id: demo, name: Demo, period: 2026-H1, currency: CNY}
people: {lin: {name: 林薇}, wu: {name: 吴迪}}
metrics: {conv: {standard: conversion}}
"""


def plan(text: str, head: str = HEAD) -> Plan:
    compiled = compile_strategy(StrategyInput("demo", (("demo.yaml", (head + text).encode()),))).compiled
    assert compiled is not None
    return compiled.plan


def duties(text: str, head: str = HEAD) -> dict[str, DutyPlan]:
    return {one.source: one for one in plan(text, head).work.duties}


def dates(text: str, source: str, head: str = HEAD) -> list[str]:
    return [one.date.isoformat() for one in duties(text, head)[source].dates]


def outputs(text: str, language: str = "en") -> tuple[str, list[dict[str, str]]]:
    compiled = compile_strategy(StrategyInput("demo", (("demo.yaml", (HEAD + text).encode()),))).compiled
    assert compiled is not None
    files = {one.name: one.content.decode("utf-8-sig") for one in emit(compiled, language, ["checklist"])}
    return files["checklist.md"], list(csv.DictReader(io.StringIO(files["checklist.csv"])))


def test_a_legal_review_is_counted_from_the_last_one() -> None:
    text = "legal: {owner: lin, reviews: {q: {every: quarter, last: 2025-12-31, scope: 广告}}}\n"
    assert dates(text, "legal.reviews.q") == ["2026-03-31", "2026-06-30"]
    duty = duties(text)["legal.reviews.q"]
    assert (duty.owner, duty.items, duty.every) == ("lin", ("广告",), "every quarter")


def test_a_rare_review_falls_where_the_check_takes_it_to_fall() -> None:
    text = "legal: {reviews: {y: {every: half, owner: lin}}}\n"
    assert dates(text, "legal.reviews.y") == ["2026-06-30"]


@pytest.mark.parametrize(
    ("control", "expected"),
    [
        ("status: in_place, every: quarter", {"security.controls.c": ["2026-01-01", "2026-04-01"]}),
        ("status: in_place, every: 2 months, last: 2025-12-20",
         {"security.controls.c": ["2026-02-20", "2026-04-20", "2026-06-22"]}),
        ("status: planned, due: 2026-02-13", {"security.controls.c.due": ["2026-02-13"]}),
        ("status: planned, every: quarter, due: 2026-02-13",
         {"security.controls.c.due": ["2026-02-13"], "security.controls.c": ["2026-05-13"]}),
        ("status: missing, every: week", {"security.controls.c.due": []}),
        ("status: in_place", {}),
    ],
)  # fmt: skip
def test_measures_are_put_in_place_and_done_regularly(control: str, expected: dict[str, list[str]]) -> None:
    text = f"security: {{owner: lin, controls: {{c: {{kind: vulnerability_scan, {control}}}}}}}\n"
    found = {key: [one.date.isoformat() for one in duty.dates] for key, duty in duties(text).items()}
    assert found == expected


def test_backups_are_made_on_days_off_and_tried_out_on_working_days() -> None:
    text = (
        "security: {backups: {m: {kind: full, every: day, restore_test: quarter, last_test: 2025-11-15}}}\n"
    )
    assert len(dates(text, "security.backups.m")) == 181
    assert dates(text, "security.backups.m.restore_test") == ["2026-02-16", "2026-05-15"]


def test_a_licence_is_renewed_and_a_waiver_settled_before_it_ends() -> None:
    text = "legal: {assets: {hero: {file: h, expires: 2026-05-03, owner: lin}, old: {file: o, expires: 2027-01-01}}}\n"
    text += "waivers: {w: {rule: ECS657, at: teams.x, reason: r, owner: wu, until: 2026-06-30}}\n"
    found = duties(text)
    assert sorted(found) == ["legal.assets.hero.expires", "waivers.w.until"]
    (one,) = found["legal.assets.hero.expires"].dates
    assert (str(one.date), str(one.moved_from)) == ("2026-05-01", "2026-05-03")
    assert found["waivers.w.until"].items == ("teams.x (ECS657)",)


def test_a_test_is_started_and_read_out_until_it_has_a_result() -> None:
    text = "experiments: {t: {metric: conv, start: 2026-04-20, duration: 14d, owner: wu%s}}\n"
    found = duties(text % "")
    assert [str(one.dates[0].date) for one in found.values()] == ["2026-04-20", "2026-05-04"]
    assert list(found) == ["experiments.t.start", "experiments.t.result"]
    assert duties(text % ", result: {a: {n: 10, conversions: 1}, b: {n: 10, conversions: 2}}") == {}


def test_what_no_report_holds_becomes_an_item() -> None:
    text = "market: {research: {r: {question: Q, due: 2026-02-27, sections: [competitors, 用户需求], owner: lin}}}\n"
    duty = duties(text)["market.research.r.sections"]
    assert duty.items == ("market_size", "opportunities_and_risks")
    page, _ = outputs(text, "zh-CN")
    assert (
        "- [ ] **补上报告缺的部分：Q** · 不晚于2026年2月27日\n  - [ ] 市场规模\n  - [ ] 机会与风险\n" in page
    )


def test_feedback_stock_and_iterations_come_round() -> None:
    text = (
        "iterations: {every: 2 weeks, owner: lin}\ninventory: {d: {policy: jit, review: month, owner: wu}}\n"
    )
    text += "feedback: {every: month, owner: wu, sentiment: {keywords: [退款], every: workday}}\n"
    text += "risks: {jam: {owner: lin, review: quarter, prevent: 两家快递}}\n"
    found = duties(text)
    assert found["risks.jam.review"].items == ("两家快递",)
    assert {key: len(one.dates) for key, one in found.items()} == {
        "iterations": 13, "feedback": 6, "feedback.sentiment": 129, "inventory.d.review": 6, "risks.jam.review": 2,
    }  # fmt: skip


def test_the_page_has_them_by_owner_and_date_and_the_sheet_by_a_stable_id() -> None:
    text = "assumptions: {a: {text: 达人愿意, due: 2026-02-01}}\n"
    text += "security: {controls: {e: {kind: encryption, status: planned, due: 2026-02-13, owner: wu}}}\n"
    text += "legal: {reviews: {q: {every: quarter, last: 2025-12-15, owner: wu}}}\n"
    page, rows = outputs(text)
    assert (
        "## Checks and deadlines\n\n### 吴迪\n\n- [ ] **Put in place: encryption** · by 13 Feb 2026\n" in page
    )
    assert "- **Legal review: q** · every quarter\n  - [ ] 16 Mar 2026\n  - [ ] 15 Jun 2026\n" in page
    assert "### No owner\n\n- [ ] **Test the assumption: 达人愿意** · by 1 Feb 2026\n" in page
    assert [row["Id"] for row in rows] == [
        "security.controls.e.due@2026-02-13", "legal.reviews.q@2026-03-16", "legal.reviews.q@2026-06-15",
        "assumptions.a.due@2026-02-01",
    ]  # fmt: skip
    assert rows[0]["Due"] == "2026-02-13"
    assert rows[3]["Owner"] == ""


def test_daily_duties_are_one_row_over_ten_years() -> None:
    head = HEAD.replace("2026-H1", "2026-01-01..2035-12-31")
    text = "meetings:\n" + "".join(f"  m{n}: {{every: workday, chair: lin}}\n" for n in range(300))
    compiled = compile_strategy(StrategyInput("demo", (("demo.yaml", (head + text).encode()),))).compiled
    assert compiled is not None
    shared = {id(one.dates) for one in compiled.plan.work.duties}
    assert len(shared) == 1
    (sheet,) = (one for one in emit(compiled, "en", ["checklist"]) if one.name.endswith(".csv"))
    assert sheet.content.count(b"\n") == 301


@pytest.mark.parametrize("last", ["1900-01-01", "2199-12-31", "2026-03-31", "2024-02-29"])
@pytest.mark.parametrize("every", ["day", "workday", "2 weeks", "month", "half", "9 years", "500 years"])
def test_every_anchor_ends_well(last: str, every: str) -> None:
    text = f"legal: {{reviews: {{q: {{every: {every}, last: {last}, owner: lin}}}}}}\n"
    found = dates(text, "legal.reviews.q")
    assert found == sorted(set(found))
    assert all(last < day for day in found)
    assert all("2026-01-01" <= day <= "2026-06-30" for day in found)


@pytest.mark.parametrize("period", ["1900-01-01..1900-03-31", "2199-10-01..2199-12-31"])
def test_the_first_and_the_last_days_there_are(period: str) -> None:
    head = HEAD.replace("2026-H1", period)
    year = period[:4]
    text = f"experiments: {{t: {{metric: conv, start: {year}-12-25, duration: 30d, owner: wu}}}}\n"
    text += f"legal: {{assets: {{a: {{file: x, expires: {year}-01-01}}}}, reviews: {{q: {{every: year}}}}}}\n"
    text += "security: {backups: {b: {kind: full, every: week, restore_test: month}}}\n"
    assert "security.backups.b" in duties(text, head)
