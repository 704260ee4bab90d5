"""Goals that are made of goals: the roll-up is stated, never guessed."""

from __future__ import annotations

import pytest

from tests.unit.assess.strategies import codes, result

METRICS = """metrics:
  gmv: {standard: gmv}
  conversion: {standard: conversion}
"""


def tree(roll_up: str, children: tuple[str, ...], target: str = "100万", metric: str = "gmv") -> str:
    text = METRICS + f"goals:\n  whole: {{metric: {metric}, target: {target}, due: 2026-12-31{roll_up}}}\n"
    for number, child in enumerate(children):
        text += f"  part{number}: {{metric: {metric}, {child}, parent: whole}}\n"
    return text


@pytest.mark.parametrize(
    ("how", "target", "parts", "holds"),
    [("sum", "100", ("60", "40"), True), ("sum", "100", ("60", "30"), False),
     ("average", "50", ("60", "40"), True), ("average", "100", ("60", "40"), False),
     ("min", "40", ("60", "40"), True), ("max", "60", ("60", "40"), True), ("max", "100", ("60", "40"), False),
     ("sum", "100万", ("33万", "33万", "33万"), True), ("sum", "100万", ("33.0万", "33.0万", "33.0万"), False)],
)  # fmt: skip
def test_the_children_make_the_parent_by_its_roll_up(
    how: str, target: str, parts: tuple[str, ...], holds: bool
) -> None:
    children = tuple(f"target: {part}, due: 2026-12-31" for part in parts)
    assert ("ECS457" not in codes(tree(f", roll_up: {how}", children, target))) is holds


def test_the_last_is_the_one_that_is_due_last() -> None:
    children = ("target: 100, due: 2026-12-31", "target: 40, due: 2026-06-30")
    assert "ECS457" not in codes(tree(", roll_up: last", children, "100"))


def test_a_target_of_every_month_counts_as_often_as_it_comes() -> None:
    children = ("target: 50, every: month, due: 2026-12-31", "target: 400, due: 2026-12-31")
    assert "ECS457" not in codes(tree(", roll_up: sum", children, "1000"))


def test_the_gap_and_each_child_are_named() -> None:
    children = ("target: 60万, due: 2026-12-31", "target: 30万, due: 2026-12-31")
    found = next(
        one for one in result(tree(", roll_up: sum", children)).findings if one.rule.code == "ECS457"
    )
    assert str(found.params["gap"]) == "CNY 100000"
    assert [one.extra["child"] for one in found.related] == ["part0", "part1"]


def test_several_rates_without_a_roll_up_are_not_decidable() -> None:
    children = ("target: 2%, due: 2026-12-31", "target: 3%, due: 2026-12-31")
    found = [
        one for one in result(tree("", children, "2.5%", "conversion")).findings if one.rule.code == "ECS457"
    ]
    assert [one.missing for one in found] == [("roll_up",)]


def test_one_goal_below_needs_no_roll_up() -> None:
    assert not [
        one
        for one in result(tree("", ("target: 60, due: 2026-12-31",))).findings
        if one.rule.code == "ECS457"
    ]


def test_children_in_another_unit_are_not_decidable() -> None:
    text = tree(", roll_up: sum", ("target: 60, due: 2026-12-31",)) + (
        "  other: {metric: conversion, target: 2%, due: 2026-12-31, parent: whole}\n"
    )
    found = [one for one in result(text).findings if one.rule.code == "ECS457"]
    assert [one.outcome for one in found] == ["undecidable"]


def test_none_says_that_they_do_not_make_it() -> None:
    assert "ECS457" not in codes(tree(", roll_up: none", ("target: 1, due: 2026-12-31",)))


def test_who_brings_about_a_part_serves_the_whole() -> None:
    text = METRICS + (
        "goals:\n"
        "  whole: {metric: gmv, target: 9, due: 2026-12-31, parent: part}\n"
        "  part: {metric: gmv, target: 9, due: 2026-12-31, parent: whole}\n"
        "  lone: {metric: gmv, target: 9, due: 2026-11-30, parent: whole}\n"
    )
    work = "tasks:\n  shop: {owner: lin, duration: 5d, serves: part}\n"
    unserved = [finding for finding in result(text).findings if finding.rule.code == "ECS407"]
    assert [str(finding.params["goal"]) for finding in unserved] == ["whole", "part", "lone"]
    left = [finding for finding in result(text + work).findings if finding.rule.code == "ECS407"]
    assert [str(finding.params["goal"]) for finding in left] == ["lone"], (
        "what serves a part does not serve another"
    )


@pytest.mark.parametrize(
    ("period", "of", "guarded"),
    [("2026-06", "sales", True), ("2026-12", "sales", False), ("2026-06", "turnover", False)],
)
def test_a_target_on_the_way_shows_whether_a_goal_is_on_course(period: str, of: str, guarded: bool) -> None:
    text = METRICS + (
        "goals:\n"
        "  sales: {metric: gmv, target: 9, due: 2026-12-31}\n"
        "  turnover: {metric: gmv, target: 9, due: 2026-11-30, breakdown: [{split: half, shares: {2026-H1: 100%}}]}\n"
        f"targets:\n  early: {{metric: gmv, period: {period}, of: {of}, committed: 4}}\n"
    )
    assert ("ECS410" not in codes(text)) is guarded
