"""How much is told: statistics with as many digits as they can bear, places as many as somebody looks at."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal

from msgspec.structs import replace

from ecsc.diagnostics import Related

_FIGURES = Context(prec=3)

PLACES = 10
"""So many of the places that are all of one kind are listed; the last of them says how many more there are."""


def brief(value: Decimal) -> Decimal:
    """Return a number with three significant digits, as statistics are told."""
    return _FIGURES.plus(value)


def some(places: Sequence[Related]) -> tuple[Related, ...]:
    """Return the first places of many of one kind, the last of them with the number of those left out."""
    if len(places) <= PLACES:
        return tuple(places)
    last = places[PLACES - 1]
    more = {**last.extra, "left_out": len(places) - PLACES}
    return (*places[: PLACES - 1], replace(last, label=last.label + ", and {left_out} more", extra=more))
