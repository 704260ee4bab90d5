"""Lengths in words: working days, or days on the clock."""

from __future__ import annotations

from decimal import Decimal

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
