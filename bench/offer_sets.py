"""A script of its own: the lowest prices of a made-up shop, to be timed as a process. `none` only makes the shop."""

from __future__ import annotations

import datetime as dt
import random
import sys
from decimal import Decimal

from ecsc.offers import (
    LEVELS,
    AmountOff,
    BuyAndGet,
    FixedPrice,
    Good,
    Level,
    Offer,
    PercentOff,
    Step,
    Steps,
)
from ecsc.offers.table import worst_of_all
from ecsc.offers.terms import Benefit

START = dt.datetime.fromisoformat("2026-03-01")
GOODS, CATEGORIES, PRICES, CHANNELS, WINDOWS, OFFERS = 500, 8, 40, 5, 8, 40
PRICE_ENDS, STEP = 2_900, 900


def goods() -> tuple[Good, ...]:
    """Return goods in categories, at so many different prices."""
    return tuple(Good(f"g{number}", PRICE_ENDS + STEP * (number % PRICES)) for number in range(GOODS))


def offers(kind: str) -> tuple[Offer, ...]:
    """Return offers over five levels and eight windows: of a `shop`, or a `crowd` that all meet."""
    chance = random.Random(20260301)
    channels = [f"c{number}" for number in range(CHANNELS)]
    crowd = kind == "crowd"
    windows = []
    for number in range(WINDOWS):
        begin = START + dt.timedelta(days=chance.randrange(20) if crowd else 14 * number)
        windows.append((begin, begin + dt.timedelta(days=100 if crowd else 28)))
    made = []
    for number in range(OFFERS):
        level = LEVELS[1 + number % 5]
        begin, end = windows[number // 5 % WINDOWS]
        category = chance.randrange(CATEGORIES)
        some = frozenset(f"g{one}" for one in range(GOODS) if one % CATEGORIES == category)
        benefit, fields = _benefit(level, chance)
        made.append(
            Offer(
                f"o{number}",
                level,
                benefit,
                goods=some if chance.random() < 0.5 else None,
                channels=frozenset(chance.sample(channels, 2)) if crowd and chance.random() < 0.4 else None,
                segments=frozenset({"silver"}) if level == "member" else None,
                start=begin,
                end=end,
                automatic=chance.random() < (0.5 if crowd else 0.33),
                threshold=fields.get("threshold"),
                repeats=bool(fields.get("repeats")),
                times=fields.get("times"),
            )
        )
    return tuple(made)


def _benefit(level: Level, chance: random.Random) -> tuple[Benefit, dict[str, int]]:
    """Return a benefit as offers of a level have it, with the terms that belong to it."""
    percent = PercentOff(Decimal(chance.choice([5, 10, 15, 20, 30])) / 100)
    if level in ("item", "member"):
        kinds: list[tuple[Benefit, dict[str, int]]] = [
            (percent, {}),
            (PercentOff(Decimal("0.5")), {"times": 1}),
            (FixedPrice(9_900), {}),
            (BuyAndGet(2, 1), {"repeats": 1}),
        ]
    else:
        kinds = [
            (percent, {}),
            (AmountOff(chance.choice([1_000, 2_000])), {}),
            (AmountOff(3_000), {"threshold": chance.choice([9_900, 19_900, 29_900])}),
            (AmountOff(3_000), {"threshold": 30_000, "repeats": 1}),
            (Steps((Step(30_000, 3_000), Step(50_000, 6_000), Step(100_000, 15_000))), {}),
        ]
    return chance.choice(kinds)


def main() -> None:
    """Find the lowest price of every good on every channel."""
    kind = sys.argv[1]
    shop, terms = goods(), offers(kind)
    if kind != "none":
        channels = tuple(f"c{number}" for number in range(CHANNELS))
        found = worst_of_all(shop, channels, terms)
        print(len(found), sum(one.exact for one in found))


if __name__ == "__main__":
    main()
