"""Which sources have which metrics, what triggers watch, and what claims hedge: words that help and mislead."""

from __future__ import annotations

import pytest

from ecsc.assess.wording import vague_word
from tests.unit.assess.strategies import codes, result

SOURCED = """metrics:
  m: {{name: {name}, unit: {unit}, direction: up, source: s}}
data_sources:
  s: {{kind: {kind}}}
targets:
  t: {{metric: m, period: 2026-Q2, owner: lin, committed: {value}}}
"""


@pytest.mark.parametrize(
    ("name", "kind", "doubted"),
    [
        ("NPS", "web_analytics", True), ("ＮＰＳ", "web_analytics", True), ("淨推薦值", "shop", True),
        ("NPS", "survey", False), ("NPS", "other", False), ("NPSX", "web_analytics", False),
        ("訪客數", "survey", True), ("访客数", "shop", False), ("毛利额", "shop", True),
        ("Stockings sold", "crm", False),
        ("转化率", "public_opinion", True), ("跳出率", "web_analytics", False), ("任务完成率", "survey", False),
    ],
)  # fmt: skip
def test_a_source_has_what_its_kind_has(name: str, kind: str, doubted: bool) -> None:
    found = codes(SOURCED.format(name=name, unit="score", kind=kind, value=40))
    assert ("ECS719" in found) == doubted


TRIGGER = """metrics:
  conversion: {{standard: conversion}}
  转化率: {{name: 转化率, unit: percent, direction: up}}
triggers:
  t: {{when: '{when}', then: x, minimum_sample: 2000}}
"""


@pytest.mark.parametrize(
    ("when", "wordy"),
    [
        ("conversion < low", True), ("conversion is too low", True), ("转化率偏低", True), ("轉化率過低", True),
        ("conversion < 1.5%", False), ("转化率低于 2%", False), ("转化率 < 2%", False),
        ("conversion < 高价值客户", False),
        ("", False), ("((((", False), ("'", False),
    ],
)  # fmt: skip
def test_a_trigger_names_a_number(when: str, wordy: bool) -> None:
    assert ("ECS725" in codes(TRIGGER.format(when=when.replace("'", "''")))) == wordy


@pytest.mark.parametrize(
    ("claim", "hedge"),
    [("Users may like it", "may"), ("We open in May", None), ("用戶應該喜歡", "应该"), ("有这种可能性", None),
     ("估计值为 3%", None), ("大概率", "大概"), ("Mayor", None)],
)  # fmt: skip
def test_hedges_have_false_friends(claim: str, hedge: str | None) -> None:
    assert vague_word(claim, "hedges") == hedge


def test_what_could_not_be_read_is_not_missed_a_second_time() -> None:
    text = """metrics:
  m: {standard: conversoin}
targets:
  t: {metric: m, period: 2026-Q2, owner: lin, committed: 2%}
experiments:
  x: {metric: m, stopping: fixed, variants: {a: {x: k}, b: {x: l}}}
"""
    assert not {"ECS718", "ECS703"} & set(codes(text))


def test_silence_where_nothing_is_said() -> None:
    text = "metrics:\n  m: {standard: conversion, source: s}\ndata_sources:\n  s: {kind: shop}\n"
    assert [code for code in codes(text) if code.startswith("ECS7")] == []


def test_a_report_that_comes_too_seldom_is_told_once_with_all_its_metrics() -> None:
    text = """data_sources: {crm: {kind: crm, refresh: daily}}
metrics:
  members: {name: Members, unit: people, aggregation: last, direction: up, source: crm}
  leavers: {name: Leavers, unit: people, aggregation: sum, direction: down, source: crm}
targets:
  a: {metric: members, period: 2026-06, committed: 4, owner: lin}
  b: {metric: leavers, period: 2026-06, committed: 4, owner: lin}
iterations: {every: week}
reports:
  monthly: {every: month, owner: lin, recipients: lin, metrics: [members, leavers]}
"""
    (finding,) = (one for one in result(text).findings if one.rule.code == "ECS724")
    assert finding.params["metrics"] == ["members", "leavers"]
