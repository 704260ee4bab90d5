"""What price rules do, and whether two can hold together."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ecsc.assess.offers.covered_goods import CoveredGoods
from ecsc.assess.offers.rule_actions import Action, action_of, conditions_of, move_of
from ecsc.model import Strategy
from tests.unit.assess.strategies import result

GOODS = """products:
  dress: {list_price: 199, category: dress}
  socks: {list_price: 50, category: socks}
"""


def strategy_of(rules: str) -> Strategy:
    assessed = result(f"{GOODS}pricing_rules:\n{rules}").assessed
    assert assessed is not None
    return assessed.linked.strategy


def action(then: str) -> Action | None:
    strategy = strategy_of(f"  one: {{when: stock < 20, then: {then}, once: true, intent: clearance}}\n")
    return action_of(strategy.pricing_rules["one"], strategy)


@pytest.mark.parametrize(
    ("then", "at_100", "direction", "repeats"),
    [
        ("price - 20%", 80, "down", True),
        ("price - 10", 90, "down", True),
        ("price - 10元", 90, "down", True),
        ("price * 0.8", 80, "down", True),
        ("price * 80%", 80, "down", True),
        ("0.8 * price", 80, "down", True),
        ("80% * list_price", 80, "down", False),
        ("price / 2", 50, "down", True),
        ("price + 5%", 105, "up", True),
        ("list_price * 0.8", 80, "down", False),
        ("CNY 75", 75, None, False),
        ("price * 1", 100, None, False),
    ],
)
def test_what_a_plain_rule_does(then: str, at_100: int, direction: str | None, repeats: bool) -> None:
    found = action(then)
    assert found is not None
    assert found.once(Decimal(100)) == at_100
    assert (found.direction, found.repeats) == (direction, repeats)


@pytest.mark.parametrize(
    "then",
    [
        "price - USD 10",
        "min(price, 90)",
        "price - cost - 1",
        "20%",
        "price * CNY 2",
        "competitor.price - 1",
        "9 - price",
    ],
)
def test_what_is_not_plain_is_left_alone(then: str) -> None:
    assert action(then) is None


@pytest.mark.parametrize(
    ("first", "second", "meet"),
    [
        ("stock < 20", "stock < 10", True),
        ("stock < 20", "stock >= 20", False),
        ("stock <= 20", "stock >= 20", True),
        ("20 > stock", "stock > 30", False),
        ("stock between 5 and 9", "stock == 9", True),
        ("stock between 5 and 9", "stock > 9", False),
        ("stock < 20 and stock > 10", "stock < 10", False),
        ("stock < 20", "competitor_price < 100", True),
        ("stock < 20 and competitor_price < 100", "competitor_price > 100", False),
    ],
)
def test_conditions_that_can_hold_together(first: str, second: str, meet: bool) -> None:
    strategy = strategy_of(
        f"  one: {{when: {first}, then: price - 20%}}\n  two: {{when: {second}, then: price + 10%}}\n"
    )
    covered = CoveredGoods(strategy)
    one, two = (move_of(rule, covered) for rule in strategy.pricing_rules.values())
    assert one is not None
    assert two is not None
    assert one.against(two) == two.against(one) == meet
    assert conditions_of(one.rule, strategy)


def test_rules_for_other_goods_do_not_meet() -> None:
    strategy = strategy_of(
        "  one: {when: stock < 20, then: price - 20%, applies_to: products where list_price > 100}\n"
        "  two: {when: stock < 20, then: price + 10%, applies_to: products where list_price < 100}\n"
    )
    covered = CoveredGoods(strategy)
    one, two = (move_of(rule, covered) for rule in strategy.pricing_rules.values())
    assert one is not None
    assert two is not None
    assert not one.against(two)
