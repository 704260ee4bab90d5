"""The edges of checks that a row of the handbook asks for: when they speak, and when they keep silent."""

from __future__ import annotations

import pytest

from tests.unit.assess.strategies import codes, result

METRIC = "metrics:\n  orders: {name: Orders, unit: orders, aggregation: sum, direction: up}\n"
TASK = "tasks:\n  open: {name: Open, owner: lin, duration: 5d}\n"
GOAL = "goals:\n  sales: {name: Sales, owner: lin, evidence: "


@pytest.mark.parametrize(
    ("rest", "told"),
    [("", True), (", after: open", False), (", serves: sold", False), (", phase: launch", False)],
)
def test_a_result_has_work_behind_it(rest: str, told: bool) -> None:
    milestone = f"milestones:\n  first: {{due: week 8, criterion: orders >= 1{rest}}}\n"
    others = "phases:\n  launch: {name: Launch}\nobjectives:\n  sold: {name: Sold}\n"
    assert ("ECS490" in codes(METRIC + TASK + others + milestone)) is told
    assert "ECS490" not in codes(METRIC + others + milestone), "without any task there is nothing to wait for"


def test_a_result_that_a_goal_counts_on_is_on_its_way() -> None:
    goal = "goals:\n  sales: {name: Sales, owner: lin, breakdown: [{split: quarter, milestones: {2026-Q1: first}}]}\n"
    milestone = "milestones:\n  first: {due: week 8, criterion: orders >= 1}\n"
    assert "ECS490" not in codes(METRIC + TASK + goal + milestone)


def test_a_result_that_cannot_be_read_is_told_once() -> None:
    found = codes(
        METRIC + TASK + "milestones:\n  first: {due: week 8, criterion: orders >= 1, after: opne}\n"
    )
    assert "ECS490" not in found


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        ("a: {via: email, every: week}", False),
        ("a: {via: email, trigger: viewed}", True),
        ("a: {via: email, trigger: viewed, frequency_cap: 1 per week}", False),
        ("a: {via: email, trigger: registration}", False),
        ("a: {via: email, every: week}\n  b: {via: sms, every: week}", True),
        ("a: {via: email, every: month}\n  b: {via: sms, every: month}", False),
        ("a: {via: email, every: workday}", True),
        ("a: {via: email, every: 2 weeks, segments: [x]}\n  b: {via: sms, every: 2 weeks}", False),
        ("a: {via: email, every: 2 weeks, segments: [x]}\n  b: {via: sms, every: week}", True),
        ("a: {via: email, trigger: schedule}\n  b: {via: sms, trigger: schedule}", False),
        ("a: {via: email, every: week, segments: [x]}\n  b: {via: sms, every: week, segments: [y]}", False),
        ("a: {via: email, every: week, segments: [x]}\n  b: {via: sms, every: week, segments: [x, y]}", True),
        ("a: {via: email, every: week}\n  b: {via: sms, every: week, frequency_cap: 1 per week}", False),
    ],
)
def test_messages_add_up_for_the_same_people(messages: str, told: bool) -> None:
    assert ("ECS492" in codes(f"messages:\n  {messages}\n")) is told


@pytest.mark.parametrize(
    ("evidence", "told"),
    [
        ("phone_buyer", True),
        ("phone_buyers", False),
        ("上年增长 60%", False),
        ("[phone_buyers, 门店问卷]", False),
    ],
)
def test_evidence_may_be_words_but_no_slip_of_an_id(evidence: str, told: bool) -> None:
    text = f"market:\n  findings:\n    phone_buyers: {{text: 64 % buy on the phone.}}\n{GOAL}{evidence}}}\n"
    assert ("ECS493" in codes(text)) is told


def test_an_audience_may_be_words_too() -> None:
    personas = "market:\n  personas:\n    young_urban: {name: 都市青年}\n"
    channel = "channels:\n  taobao: {kind: marketplace, audience: "
    assert "ECS493" in codes(f"{personas}{channel}young_urbn}}\n")
    assert "ECS493" not in codes(f"{personas}{channel}young_urban}}\n")
    assert "ECS493" not in codes(f"{personas}{channel}18-30 岁追逐潮流的青年}}\n")


@pytest.mark.parametrize(
    ("name", "told"),
    [("Marketing ROI", True), ("ROI投放", True), ("投資回報率", True), ("投产比", True),
     ("Heroin", False), ("Android", False)],
)  # fmt: skip
def test_a_return_is_known_by_whole_words(name: str, told: bool) -> None:
    text = f"metrics:\n  m: {{name: {name}, unit: number, aggregation: ratio, direction: up}}\n"
    assert ("ECS560" in codes(text)) is told


def test_a_return_may_be_known_by_its_id() -> None:
    metric = "metrics:\n  roi: {name: Ads, unit: number, aggregation: ratio, direction: up"
    assert "ECS560" in codes(metric + "}\n")
    assert "ECS560" not in codes(metric + ", definition: revenue by spend}\n")


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("面料通过有机认证", True),
        ("拥有權威認證", True),
        ("Certified organic", True),
        ("支持实名认证", False),
        ("会员需实名认证", False),
        ("销量第一，权威认证", False),
        ("亚麻连衣裙", False),
    ],
)
def test_a_certificate_is_proven_once(claim: str, told: bool) -> None:
    """What claims a rank too is asked for evidence already."""
    assert ("ECS948" in codes(f"legal:\n  claims:\n    c: {{text: {claim}}}\n")) is told


def test_a_constraint_speaks_of_its_kind() -> None:
    limits = "constraints:\n  a: {statement: No recommendations., kind: technology}\n"
    assert "ECS489" in codes(limits)
    assert "ECS489" not in codes(limits + "  b: {statement: Half a million., kind: money}\n")
    assert "ECS489" not in codes(limits + "budgets:\n  marketing: {limit: 50万}\n")


@pytest.mark.parametrize(
    ("there", "help_"),
    [
        ("", ["experiments", "risks"]),
        ("risks:\n  r: {name: R, owner: lin}\n", ["experiments"]),
        ("iterations: {every: month, owner: lin}\n", ["risks"]),
    ],
)
def test_what_is_not_spoken_of_is_named(there: str, help_: list[str]) -> None:
    text = f"initiatives:\n  story: {{name: Story, family: marketing}}\n{TASK}{there}"
    assert "ECS491" not in codes(text), "goals come first"
    text += "goals:\n  sales: {name: Sales, owner: lin}\n"
    (found,) = (one for one in result(text).findings if one.rule.code == "ECS491")
    assert found.params["missing"] == help_


def test_an_issue_is_steered_by_a_goal_or_a_target() -> None:
    issue = "issues:\n  i: {text: Few orders, metric: orders}\n"
    assert "ECS740" in codes(METRIC + issue)
    assert "ECS740" not in codes(METRIC + issue.replace("orders}", "odres}")), (
        "what nobody defines is told once"
    )
    assert "ECS740" not in codes(METRIC + issue + "goals:\n  g: {name: G, metric: orders, owner: lin}\n")


def test_the_same_rule_twice_overlaps_even_where_it_cannot_be_compared() -> None:
    rule = "orders > 3 or vip"
    text = f"market:\n  segments:\n    a: {{rule: {rule}, exclusive: true}}\n    b: {{rule: {rule}, exclusive: true}}\n"
    assert [one.level for one in result(text).findings if one.rule.code == "ECS467"] == ["info", "error"]


@pytest.mark.parametrize(
    ("budgets", "paid_by", "told"),
    [
        ("{m: {limit: 1万, lines: {a: {limit: 1千}}}}", "m.a", True),
        ("{m: {limit: 1万, includes_discounts: true, lines: {a: {limit: 1千}}}}", "m.a", False),
        ("{m: {limit: 1万, lines: {a: {limit: 1千, includes_discounts: false}}}}", "m.a", False),
        ("{m: {limit: 1万, lines: {a: {limit: 1千, includes_discounts: false}}}}", "m", True),
        ("{m: {limit: 1万, includes_discounts: maybe}}", "m", False),
        ("{m: {limit: 1万}}", "nothing", False),
    ],
)
def test_a_line_says_whether_it_pays_discounts(budgets: str, paid_by: str, told: bool) -> None:
    offer = f"promotions:\n  p: {{offer: 5折, limits: {{spend: 100}}, budget: {paid_by}}}\n"
    found = [one.rule.code for one in result(f"budgets: {budgets}\n{offer}").findings]
    assert ("ECS549" in found) is told
