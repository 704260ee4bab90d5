"""Lengths in words: working days, or days on the clock."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from msgspec import structs

from ecsc.messages import Words


def in_days(number: Decimal, w: Words, *, on_clock: bool = False) -> str:
    """Return a number of working days; of hours or days of 24 hours where the length is time on the clock."""
    if on_clock and number < 1:
        return w.count(
            "{n} hour on the clock", "{n} hours on the clock", round(number * 24, 2).normalize() + 0
        )
    if on_clock:
        return w.count("{n} day on the clock", "{n} days on the clock", number)
    return w.count("{n} working day", "{n} working days", number)


@lru_cache(maxsize=4096)
def lag_words(text: str, w: Words) -> tuple[str, bool]:
    """Return a lag as this language prints it, and whether it is a lead. Days and weeks are working time."""
    from ecsc.quantity import QuantityError, parse_duration

    lead = text.strip().startswith(("-", "−", "－"))
    bare = text.strip().lstrip("+-−－＋").strip()
    if not bare:
        return "", False
    try:
        length = parse_duration(bare)
    except QuantityError:
        return bare, lead
    if not length.value:
        return "", False
    if length.unit == "d" and length.kind != "calendar":
        return in_days(length.value, w), lead
    if length.unit == "w" and not length.kind:
        length = structs.replace(length, kind="working")
    return w.show(length), lead
