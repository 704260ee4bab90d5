"""A table of prices ends in time: beyond its steps only the safe limit is told, and that is said."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ecsc.offers import AmountOff, Good, Offer, PercentOff, Stacking
from ecsc.offers.table import worst_of_all
from ecsc.offers.walk import Budget

GOODS = tuple(Good(f"g{number}", 1_000 + 37 * number) for number in range(40))
OFFERS = (
    Offer("share", "item", PercentOff(Decimal("0.1"), "current"), stacking=Stacking(everything=True)),
    Offer("money", "shop", AmountOff(100), threshold=2_000, stacking=Stacking(everything=True)),
)


def test_every_price_is_exact_within_the_steps() -> None:
    assert all(one.exact for one in worst_of_all(GOODS, ["a"], OFFERS))


def test_goods_beyond_the_steps_have_a_safe_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = worst_of_all(GOODS, ["a"], OFFERS)
    monkeypatch.setattr("ecsc.offers.table.Budget", lambda: Budget(200))
    found = worst_of_all(GOODS, ["a"], OFFERS)
    assert found[0].exact
    assert not found[-1].exact
    for safe, known in zip(found, exact, strict=True):
        assert known.attainable is not None
        assert safe.bound.price <= known.attainable.price


def test_a_budget_does_not_fall_below_nothing() -> None:
    budget = Budget(3)
    budget.take(5)
    assert budget.left == 0
