"""Who can buy at a lowest price, and when: as widely as the offers that are used allow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from msgspec import Struct

from ecsc.offers import Good, Line, Offer, Path
from ecsc.offers.terms import covers, goes_together
from ecsc.offers.till import receipt


class Reach(Struct, frozen=True):
    """The customers and the time of a price: `segment` None for anybody, `start` and `end` half-open, None for open."""

    segment: str | None
    start: dt.datetime | None
    end: dt.datetime | None


def reach_of(path: Path, good: Good, channel: str, offers: Mapping[str, Offer]) -> Reach:
    """Return who and when, for a price found in a context.

    A context also has offers that were not used. It is for its segment only if one that was used is; it goes on as
    long as all that were used run, unless an automatic offer that would be used beside them runs in a part of that.
    """
    used = [offers[one] for one in path.offers]
    segment = path.segment if any(one.segments is not None for one in used) else None
    starts = [one.start for one in used if one.start is not None]
    ends = [one.end for one in used if one.end is not None]
    wide = Reach(segment, max(starts, default=None), min(ends, default=None))
    beside = (
        other
        for other in offers.values()
        if other.automatic and other.id not in path.offers and covers(other, good, channel)
        if other.segments is None or segment in other.segments
        if _meet(other, wide) and all(goes_together(other, one) for one in used)
    )
    if any(_changes(other, used, path, good) for other in beside):
        return Reach(segment, path.start, path.end)
    return wide


def _changes(offer: Offer, used: Sequence[Offer], path: Path, good: Good) -> bool:
    """Return whether an offer beside the others would make another order of it."""
    paid, was = receipt([Line(good, path.pieces)], (*used, offer)), path.receipt
    return (paid.total, paid.pays_seller, paid.gifts) != (was.total, was.pays_seller, was.gifts)


def _meet(offer: Offer, reach: Reach) -> bool:
    before = offer.end is not None and reach.start is not None and offer.end <= reach.start
    after = offer.start is not None and reach.end is not None and reach.end <= offer.start
    return not before and not after
