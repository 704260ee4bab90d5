"""The measures of offers: how long the lowest prices of a whole shop take, and how much memory."""

from __future__ import annotations

from collections.abc import Iterator

from bench.measures import Plan
from bench.processes import Command, interleaved, python
from bench.table import MIB, Row, Target, seconds, size

GOODS, CHANNELS, OFFERS = 500, 5, 40
LONGEST, MOST = 2.0, 300 * MIB
"""Seconds and bytes that the lowest prices of that many goods, channels and offers may take."""

_WITHIN = Target(1)
SHOPS = {
    "shop": "offers of a shop: two a level at a time, a third of them automatic",
    "crowd": "all windows over one another, half of the offers automatic, each for its own goods and channels",
}


def prices(plan: Plan) -> Iterator[Row]:
    """Yield the time and the memory of finding every lowest price, each beside its limit."""
    rounds = min(plan.rounds, 3)
    idle = Command(python("-m", "bench.offer_sets", "none"))
    commands = {name: Command(python("-m", "bench.offer_sets", name)) for name in SHOPS}
    runs = interleaved({"idle": idle, **commands}, rounds, plan.folder)
    for name in SHOPS:
        spent = [run.seconds - start.seconds for run, start in zip(runs[name], runs["idle"], strict=True)]
        yield Row(
            f"lowest prices, {name}, time / limit",
            GOODS * CHANNELS,
            seconds(sorted(spent)[len(spent) // 2]),
            seconds(LONGEST),
            tuple(one / LONGEST for one in spent),
            _WITHIN,
        )
        peak = max(run.peak for run in runs[name])
        yield Row(
            f"lowest prices, {name}, memory / limit",
            GOODS * CHANNELS,
            size(peak),
            size(MOST),
            (peak / MOST,),
            _WITHIN,
        )


OFFER_MEASURES = {"prices": prices}
