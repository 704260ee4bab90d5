"""What a strategy must speak of once it has begun a chapter, and not before."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.assess.strategies import HEAD, codes, result

QUIET = {f"ECS{number}" for number in range(430, 470)}


def test_a_strategy_without_chapters_hears_nothing_of_them() -> None:
    text = (
        "goals:\n  sales: {name: Sales, owner: lin}\ntasks:\n  work: {name: Work, owner: lin, duration: 5d}\n"
    )
    assert not QUIET & {one.rule.code for one in result(text).findings}


@pytest.mark.parametrize(
    ("said", "missing"),
    [("market_size, competitors, user_needs, opportunities_and_risks", False),
     ("市场规模预测, 競爭對手策略分析, 用户需求洞察, 机会与风险", False),
     ("市场规模预测, 用户需求洞察, 机会与风险", True)],
)  # fmt: skip
def test_the_parts_of_a_report_are_known_in_chinese_too(said: str, missing: bool) -> None:
    text = f"market:\n  research:\n    report: {{method: interview, owner: lin, sections: [{said}]}}\n"
    assert ("ECS442" in codes(text)) is missing


@pytest.mark.parametrize(("date", "old"), [("2025-01-01", False), ("2024-12-31", True)])
def test_a_source_of_a_year_ago_is_just_in_time(date: str, old: bool) -> None:
    text = f"market:\n  sources:\n    report: {{title: Report, date: {date}}}\n"
    assert ("ECS434" in codes(text)) is old
    longer = HEAD.replace("owner: lin}", "owner: lin, thresholds: {source_age: 18 months}}", 1)
    assert "ECS434" not in codes(text, longer)


@pytest.mark.parametrize(
    ("count", "level"), [("", "warning"), ("sample_size: 100,", "info"), ("sample_size: 384,", "")]
)
def test_a_small_survey_is_noted_with_its_margin(count: str, level: str) -> None:
    text = f"market:\n  research:\n    ask: {{method: questionnaire, {count} owner: lin}}\n"
    found = [one for one in result(text).findings if one.rule.code == "ECS441"]
    assert [str(one.level) for one in found] == ([level] if level else [])
    if level == "info":
        assert str(found[0].params["margin"]) == "9.8pp"


@pytest.mark.parametrize(
    ("due", "horizon", "told"),
    [("2026-12-31", "short", False), ("2026-12-31", "long", False), ("2027-01-01", "short", True),
     ("2026-12-30", "long", True), ("2029-12-31", "long", False)],
)  # fmt: skip
def test_a_year_divides_short_from_long(due: str, horizon: str, told: bool) -> None:
    text = f"objectives:\n  online: {{name: Online, horizon: {horizon}, due: {due}}}\n"
    assert ("ECS452" in codes(text)) is told


@pytest.mark.parametrize(
    ("every", "rare"),
    [("month", False), ("quarter", False), ("13 weeks", False), ("14 weeks", True), ("year", True)],
)
def test_a_review_comes_every_quarter(every: str, rare: bool) -> None:
    text = f"meetings:\n  review: {{kind: review, every: {every}, chair: lin}}\n"
    assert ("ECS448" in codes(text)) is rare


def test_phases_may_overlap() -> None:
    text = """phases:
  one: {name: One}
  two: {name: Two}
tasks:
  a: {name: A, owner: lin, duration: 20d, phase: one, start: 2026-01-05}
  b: {name: B, owner: lin, duration: 2d, phase: two, start: 2026-01-05}
"""
    assert "ECS456" not in codes(text)
    assert "ECS456" in codes(text.replace("phase: one, start: 2026-01-05", "phase: one, start: 2026-01-12"))


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [('tier == "gold"', 'tier == "silver"', True), ('tier == "gold"', "spend > 5", False),
     ("spend between 0 and 99", "spend > 99", True), ("spend between 0 and 100", "spend >= 100", False),
     ("age < 30 and spend > 100", "age >= 30", True), ("1000 > spend", "spend >= 1000", True)],
)  # fmt: skip
def test_exclusive_segments_are_kept_apart_by_a_field_of_both(one: str, other: str, apart: bool) -> None:
    text = "market:\n  segments:\n"
    for name, rule in (("a", one), ("b", other)):
        text += f"    {name}: {{rule: '{rule}', exclusive: true}}\n"
    assert ("ECS467" not in codes(text)) is apart


def test_a_strategy_that_speaks_of_all_of_it_hears_nothing() -> None:
    text = Path(__file__).with_name("chapters.yaml").read_text("utf-8")
    assert [one.rule.code for one in result(text, "").findings] == []
