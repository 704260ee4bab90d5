"""What all outputs for people share: errors told at the top, the day taken for today, metrics by name."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest
from msgspec import structs

from ecsc.catalogue import standard_metrics
from ecsc.compiled import Compiled
from ecsc.diagnostics import At, Finding, Rule, Severity
from ecsc.emit import emit
from ecsc.emit.criteria import criterion_words
from ecsc.emit.lateness import days_late
from ecsc.emit.metric_names import in_language
from ecsc.messages import words
from tests.unit.emit_text.plan_samples import (
    CALENDAR,
    day,
    empty,
    metric,
    milestone,
    target,
    task,
    with_plan,
    with_work,
    yuan,
)

PEOPLES = ("gantt.svg", "gantt.mmd", "checklist.md", "kpi_targets.md")
RULE = Rule("ECS501", "budget-overcommitted", Severity.ERROR, "A line holds what is committed to it.\n")


def found(errors: int, infos: int = 1) -> Compiled:
    wrong = Finding(RULE, "wrong", At("budgets", "a"))
    other = wrong.with_severity(Severity.WARNING), wrong.with_severity(Severity.INFO)
    compiled = with_work(empty(), tasks=(task("a", "Alfa", "01-05", "01-09"),))
    return Compiled(compiled.plan, (*[wrong] * errors, *other * infos))


def outputs(compiled: Compiled, language: str = "en") -> dict[str, str]:
    texts = (one for one in emit(compiled, language) if not one.name.endswith(".xlsx"))
    return {one.name: one.content.decode() for one in texts}


@pytest.mark.parametrize(
    ("errors", "language", "said"),
    [
        (1, "en", "This plan has 1 error and is not valid yet"),
        (9, "en", "This plan has 9 errors and is not valid yet"),
        (9, "zh-CN", "本计划有 9 个错误，尚未通过检查，暂不可用"),
    ],
)
def test_every_output_for_people_says_at_its_top_that_a_plan_is_not_valid(
    errors: int, language: str, said: str
) -> None:
    made = outputs(found(errors), language)
    for name in PEOPLES:
        assert said in made[name]
    assert made["checklist.md"].splitlines()[2] == f"> **⚠ {said}**"
    assert made["kpi_targets.md"].splitlines()[2] == f"> **⚠ {said}**"
    assert f"    title ⚠ {said} · " in made["gantt.mmd"]
    assert made["gantt.svg"].index(said) < made["gantt.svg"].index(
        "<style>"
    )  # what is read out says it first
    assert f'<text class="alarm-text" x="58" y="86.5">{said}</text>' in made["gantt.svg"]
    assert json.loads(made["kpi_targets.json"])["errors"] == errors
    assert f"DESCRIPTION:{said}" in made["calendar.ics"].replace("\r\n ", "")
    for name in ("jira.csv", "asana.csv", "trello.csv"):
        assert f'"{said}\n' in made[name]


def test_a_sound_plan_says_nothing_of_it() -> None:
    made = outputs(found(0))
    for name in PEOPLES:
        assert "not valid" not in made[name]
        assert "⚠" not in made[name]
    assert 'class="banner"' not in made["gantt.svg"]
    assert json.loads(made["kpi_targets.json"])["errors"] == 0


def test_the_day_taken_for_today() -> None:
    plain = found(0)
    head = structs.replace(plain.plan.strategy, as_of=dt.date(2026, 6, 15))
    seen = with_plan(plain, strategy=head)
    english, chinese = outputs(seen), outputs(seen, "zh-CN")
    for name in ("checklist.md", "kpi_targets.md", "gantt.svg"):
        assert "As of 15 Jun 2026" in english[name]
        assert "截至2026年6月15日" in chinese[name]
        assert "As of" not in outputs(plain)[name]
    assert "todayMarker off" in english["gantt.mmd"]
    assert "As of" not in english["gantt.mmd"]
    assert json.loads(english["kpi_targets.json"])["strategy"]["as_of"] == "2026-06-15"


GMV, ROAS = metric("gmv", "Gross merchandise value", unit="money"), metric("roas", "ROAS", unit="ratio")


@pytest.mark.parametrize(
    ("written", "language", "said"),
    [
        ("gmv >= 1150000", "en", "Gross merchandise value ≥ CNY 1,150,000"),
        ("gmv >= 1150000", "zh-CN", "Gross merchandise value ≥ 1,150,000 元"),
        ("gmv ≥ 115万", "en", "Gross merchandise value ≥ CNY 1,150,000"),
        ("metrics.gmv < CNY 5", "en", "Gross merchandise value < CNY 5"),
        ("roas > 1.5", "en", "ROAS > 1.5"),
        ("roas != 2%", "en", "ROAS ≠ 2%"),
        ("roas == 3", "en", "ROAS = 3"),
        ("gmv >= 1 and roas > 1", "en", ""),
        ("gmv(6 months) > 5", "en", ""),
        ("1150000 <= gmv", "en", ""),
        ("unknown >= 3", "en", ""),
        ("gmv >= roas", "en", ""),
        ("gmv in [1, 2]", "en", ""),
        ("gmv >= ", "en", ""),
        ("`", "en", ""),
        ("", "en", ""),
        ("(" * 500, "en", ""),
    ],
)
def test_a_simple_criterion_is_told_in_words(written: str, language: str, said: str) -> None:
    plan = with_plan(empty(), metrics=(GMV, ROAS)).plan
    assert criterion_words(written, plan, words(language)) == said


def test_criteria_in_every_output() -> None:
    stones = (
        milestone("a", "Simple", "01-05", criterion="gmv >= 1150000"),
        milestone("b", "Not simple", "01-06", criterion="gmv >= 1 and `odd` <b>"),
    )
    made = outputs(with_plan(with_work(empty(), milestones=stones), metrics=(GMV,)))
    assert "Reached when Gross merchandise value ≥ CNY 1,150,000" in made["checklist.md"]
    assert "Reached when ``gmv >= 1 and `odd` <b>``" in made["checklist.md"]
    assert "Gross merchandise value ≥ CNY 1,150,000" in made["checklist.csv"]
    assert "Gross merchandise value ≥ CNY 1,150,000" in made["gantt.svg"]
    assert "gmv &gt;= 1 and" in made["gantt.svg"]


def test_shipped_names_follow_the_language_of_the_output() -> None:
    shipped = standard_metrics()["gmv"]
    names, definitions = shipped["name"], shipped["definition"]
    taken = metric("gmv", names["zh-CN"], standard="gmv", definition=definitions["zh-CN"])
    own = metric("sales", "Sales of ours", standard="gmv", definition="What we sold.")
    plain = metric("plain", names["zh-CN"])
    rows = tuple(target(one, "2026-Q1", yuan("1"), from_goal=False) for one in (taken, own, plain))
    compiled = with_plan(empty(), metrics=(taken, own, plain), targets=rows)
    plan = in_language(compiled.plan, "en")
    assert [one.name for one in plan.metrics] == [names["en"], "Sales of ours", names["zh-CN"]]
    assert [one.definition for one in plan.metrics] == [definitions["en"], "What we sold.", None]
    assert [row.metric_name for row in plan.targets] == [names["en"], "Sales of ours", names["zh-CN"]]
    assert in_language(plan, "zh-CN") == compiled.plan
    made = outputs(compiled)
    assert f"### {names['en']}\n\n- {definitions['en']}" in made["kpi_targets.md"]
    assert names["en"] in made["kpi_targets.csv"]
    assert names["zh-CN"] in outputs(compiled, "zh-CN")["kpi_targets.csv"]
    read = json.loads(made["kpi_targets.json"])  # the same in every language
    assert read["targets"][0]["metric_name"] == names["zh-CN"]


@pytest.mark.parametrize(
    ("due", "finish", "late"),
    [
        (None, "01-09", 0),
        ("01-09", "01-09", 0),
        ("01-12", "01-09", 0),
        ("01-08", "01-09", 1),
        ("01-09", "01-12", 1),  # over a weekend
        ("01-09", "01-10", 1),  # who works on Saturdays alone is late all the same
        ("02-13", "02-24", 7),  # Spring Festival on the 17th is off, Saturday the 14th is worked
    ],
)
def test_days_late_are_working_days(due: str | None, finish: str, late: int) -> None:
    one = task("a", "Alfa", "01-05", finish, due=day(due) if due else None)
    assert days_late(one, CALENDAR) == Decimal(late)


def test_a_late_task_says_so_in_the_checklist() -> None:
    late = task("a", "Alfa", "01-05", "01-09", due=day("01-06"))
    text = outputs(with_work(empty(), tasks=(late,)))["checklist.md"]
    assert "due 6 Jan 2026 · 3 working days late" in text


def test_one_word_for_what_is_left_before_a_promise() -> None:
    stones = tuple(
        milestone(f"m{slack}", "M", "01-05", due=day("01-05"), slack=Decimal(slack)) for slack in (-1, 0, 2)
    )
    made = outputs(with_work(empty(), milestones=stones))
    for said in ("1 working day late", "no slack", "2 working days of slack"):
        assert said in made["checklist.md"]
        assert said in made["gantt.svg"]
    assert "| Slack |" in made["checklist.md"]
    for gone in ("spare", "Room", "just in time"):
        assert gone not in made["checklist.md"]
