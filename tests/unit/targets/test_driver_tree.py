"""Drivers that are made of drivers, as deep as there are formulas."""

from __future__ import annotations

from decimal import Decimal

from ecsc.expr import parse
from ecsc.expr.tree import Node
from ecsc.targets.driver_tree import beside, made_drivers


def equations(**formulas: str) -> dict[str, Node]:
    found = {}
    for name, text in formulas.items():
        node = parse(text)[0]
        assert node is not None
        found[name] = node
    return found


def known(**values: str) -> dict[str, Decimal]:
    return {name: Decimal(value) for name, value in values.items()}


FUNNEL = equations(
    conversion="orders / visitors",
    aov="gmv / orders",
    visitors="paid + organic",
    paid="spend / click_price",
)


def test_a_part_of_a_part_is_followed_down() -> None:
    made = made_drivers(FUNNEL, known(visitors="400", spend="150", click_price="0.5", organic="100"), "gmv")
    assert made["visitors"].value == 400
    assert made["visitors"].below == {"spend", "click_price", "organic"}
    assert set(made) == {"visitors"}


def test_a_quotient_follows_from_both_of_its_parts() -> None:
    made = made_drivers(FUNNEL, known(conversion="0.02", orders="30", visitors="1000"), "gmv")
    assert made["conversion"].value == Decimal("0.03")


def test_what_is_wanted_makes_no_driver() -> None:
    assert made_drivers(FUNNEL, known(aov="100", orders="30", gmv="3000"), "gmv") == {}


def test_a_circle_of_formulas_makes_nothing() -> None:
    circle = equations(a="b + 1", b="a - 1")
    assert made_drivers(circle, known(a="1")) == {}


def test_division_by_zero_makes_nothing() -> None:
    assert made_drivers(FUNNEL, known(paid="1", spend="1", click_price="0")) == {}


def test_what_a_driver_makes_and_is_made_of_does_not_stay() -> None:
    values = known(visitors="400", paid="300", spend="150", click_price="0.5", organic="100", aov="10")
    made = made_drivers(FUNNEL, values, "gmv")
    assert made["visitors"].below == {"paid", "organic", "spend", "click_price"}
    assert set(beside("paid", values, made)) == {"organic", "aov"}
    assert set(beside("spend", values, made)) == {"click_price", "organic", "aov"}
