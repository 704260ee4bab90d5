"""No sequence of orders within an offer's limits costs more than its exposure says."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ecsc.assess.offers.exposures import Exposures
from tests.unit.assess.strategies import result

OFFERS: dict[str, dict[str, Any]] = {
    "offer: 7折": {"piece": lambda price: price - _half_up(Fraction(price * 7, 10))},
    "offer: 一口价9": {"piece": lambda price: max(price - 900, 0)},
    "offer: {amount_off: 3}, repeat: true": {"piece": lambda price: min(price, 300)},
    "offer: 满20减3, level: shop": {"order": lambda total, _: 300 if total >= 2000 else 0},
    "offer: 每满10减2, level: shop": {"order": lambda total, times: 200 * min(total // 1000, times)},
    "offer: 每满10减2, level: shop, cap: 5": {
        "order": lambda total, times: min(200 * min(total // 1000, times), 500)
    },
    "offer: 满10减1/满30减6, level: shop": {
        "order": lambda total, _: 600 if total >= 3000 else 100 if total >= 1000 else 0
    },
    "offer: 8折, level: shop": {"order": lambda total, _: _half_up(Fraction(total, 5))},
    "offer: 8折, level: shop, cap: 7": {"order": lambda total, _: min(_half_up(Fraction(total, 5)), 700)},
    "offer: 满15打8折, level: shop": {
        "order": lambda total, _: _half_up(Fraction(total, 5)) if total >= 1500 else 0
    },
    "offer: 5元无门槛, level: shop": {"order": lambda total, _: min(total, 500)},
    "offer: 买2送1": {"set": (2, 1, Fraction(1))},
    "offer: buy 1 get 2 at 50% off": {"set": (1, 2, Fraction(1, 2))},
}
PEOPLE = 3
ENDLESS = 10**6


def _half_up(number: Fraction) -> int:
    return int(number + Fraction(1, 2))


class Shop:
    """A shop that takes one offer off, order by order, and stops at each of its limits."""

    def __init__(
        self, offer: dict[str, Any], prices: list[int], stock: list[int], limits: dict[str, int]
    ) -> None:
        self.offer, self.prices, self.stock, self.limits = offer, prices, list(stock), limits
        self.left = {name: limits.get(name, ENDLESS) for name in ("redemptions", "units", "spend")}
        self.left["spend"] *= 100
        self.used = [0] * PEOPLE
        self.given = 0

    def sell(self, who: int, wanted: list[int]) -> None:
        taken = [min(one, have) for one, have in zip(wanted, self.stock, strict=True)]
        prices = sorted((p for p, n in zip(self.prices, taken, strict=True) for _ in range(n)), reverse=True)
        uses = min(
            self.limits.get("per_order", ENDLESS),
            self.limits.get("per_customer", ENDLESS) - self.used[who],
        )
        if not prices or uses <= 0 or self.left["redemptions"] <= 0:
            return
        off, used, units = self._lowered(prices, uses)
        if not off or off > self.left["spend"]:
            return
        self.given += off
        self.used[who] += used
        self.left = {
            "redemptions": self.left["redemptions"] - 1,
            "units": self.left["units"] - units,
            "spend": self.left["spend"] - off,
        }
        self.stock = [have - n for have, n in zip(self.stock, taken, strict=True)]

    def _lowered(self, prices: list[int], uses: int) -> tuple[int, int, int]:
        """Return what is taken off, and how many uses and units that takes."""
        if "piece" in self.offer:
            count = min(uses, len(prices), self.left["units"])
            return sum(map(self.offer["piece"], prices[:count])), count, count
        if "set" in self.offer:
            buy, get, share = self.offer["set"]
            sets = min(uses, len(prices) // (buy + get), self.left["units"] // get)
            cheapest = prices[len(prices) - sets * get :]
            return int(share * sum(cheapest)), sets, sets * get
        if len(prices) > self.left["units"]:
            return 0, 0, 0
        return self.offer["order"](sum(prices), uses), 1, len(prices)


@given(
    offer=st.sampled_from(sorted(OFFERS)),
    limits=st.dictionaries(
        st.sampled_from(["redemptions", "units", "per_order", "per_customer", "spend"]),
        st.integers(0, 7),
        max_size=4,
    ),
    prices=st.lists(st.integers(1, 4000), min_size=1, max_size=3),
    stock=st.lists(st.integers(0, 6), min_size=3, max_size=3),
    orders=st.lists(
        st.tuples(st.integers(0, PEOPLE - 1), st.lists(st.integers(0, 4), min_size=3, max_size=3)), max_size=8
    ),
    sellers=st.sampled_from([100, 70, 33]),
    short=st.booleans(),
)
@settings(max_examples=300, deadline=None)
def test_no_orders_cost_more(
    offer: str,
    limits: dict[str, int],
    prices: list[int],
    stock: list[int],
    orders: list[tuple[int, list[int]]],
    sellers: int,
    short: bool,
) -> None:
    stated = ", ".join(f"{name}: {value}" for name, value in limits.items())
    goods = "".join(
        f"  p{index}: {{list_price: {price / 100:.2f}, stock: {stock[index]}}}\n"
        for index, price in enumerate(prices)
    )
    window = "2026-03-07" if short else "2026"
    text = f"""market: {{segments: {{some: {{size: {PEOPLE}}}}}}}
products:
{goods}promotions:
  it: {{{offer}, window: {window}, segments: [some], limits: {{{stated}}}, funded_by: {{seller: {sellers}%}}}}
"""
    assessed = result(text).assessed
    assert assessed is not None
    (found,) = Exposures(assessed.linked.strategy).all()
    have = stock[: len(prices)] if short else [ENDLESS] * len(prices)
    shop = Shop(OFFERS[offer], prices, have, limits)
    for who, wanted in orders:
        shop.sell(who, wanted[: len(prices)])
    if found.worst is None:
        assert found.open
        return
    assert Fraction(shop.given * sellers, 100) <= Fraction(found.worst.amount) * 100, text
