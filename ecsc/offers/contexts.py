"""Who buys when: the different sets of offers that are open to one customer at one instant.

Windows are swept once, from one start or end to the next; between two of them nothing changes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from ecsc.offers.terms import Offer, runs
from ecsc.offers.till import in_order


class Context(NamedTuple):
    """Offers that a customer of one segment (None for none) can use in a span of time; None is open on that side."""

    segment: str | None
    start: dt.datetime | None
    end: dt.datetime | None
    offers: tuple[Offer, ...]


def contexts_of(offers: Sequence[Offer]) -> tuple[Context, ...]:
    """Return the contexts that differ, the earliest of equals first, customers of no segment before the others.

    One is left out when another has all its offers and only such more as nobody need use: whatever can be bought
    there can be bought here.
    """
    offers = in_order(offers)
    segments = [None, *dict.fromkeys(one for offer in offers for one in sorted(offer.segments or ()))]
    found: dict[frozenset[str], Context] = {}
    for start, end in _spans(offers):
        running = [offer for offer in offers if _runs_through(offer, start)]
        for segment in segments:
            open_ = tuple(one for one in running if one.segments is None or segment in one.segments)
            found.setdefault(frozenset(one.id for one in open_), Context(segment, start, end, open_))
    forced = {
        ids: frozenset(one.id for one in context.offers if one.automatic) for ids, context in found.items()
    }
    return tuple(
        context
        for ids, context in found.items()
        if not any(ids < others and forced[others] <= ids for others in found)
    )


def _spans(offers: Sequence[Offer]) -> list[tuple[dt.datetime | None, dt.datetime | None]]:
    marks: list[dt.datetime | None] = [
        *sorted({mark for offer in offers for mark in (offer.start, offer.end) if mark is not None})
    ]
    return list(zip([None, *marks], [*marks, None], strict=True))


def _runs_through(offer: Offer, start: dt.datetime | None) -> bool:
    if start is None:
        return offer.start is None
    return runs(offer, start)
