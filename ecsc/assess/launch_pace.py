"""How many launches come out in each quarter or month, beside how many there are to be."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from msgspec import Struct

from ecsc.quantity import Count, Frequency, Period, split_period

if TYPE_CHECKING:
    from ecsc.model import Strategy
    from ecsc.quantity.splitting import Axis

_AXES: dict[tuple[str, int], Axis] = {
    ("w", 1): "week", ("month", 1): "month", ("quarter", 1): "quarter", ("month", 3): "quarter",
    ("month", 6): "half", ("quarter", 2): "half", ("year", 1): "year",
}  # fmt: skip


TIMES_A_YEAR: dict[Axis, int] = {"week": 52, "month": 12, "quarter": 4, "half": 2, "year": 1}


class PaceBlock(Struct, frozen=True):
    """One quarter (or month, week …) of the plan: the launches in it, in the order of their days."""

    period: Period
    launches: tuple[str, ...]


def wanted(pace: Frequency) -> int | None:
    """Return how many launches each block has to have, a whole number from 1; None for what counts no launches."""
    value = pace.value
    if not isinstance(value, Count) or value.value < 1 or value.value != value.value.to_integral_value():
        return None
    return int(value.value)


def axis_of(pace: Frequency) -> Axis | None:
    """Return the blocks of the calendar that a pace is for; None where it is for none."""
    return _AXES.get((pace.per, pace.count))


def pace_blocks(strategy: Strategy) -> tuple[PaceBlock, ...] | None:
    """Return the blocks that lie wholly in the plan's period; None where the pace is in no block of the calendar.

    Of a quarter that the strategy only begins or ends in, nobody can ask for all its launches.
    """
    plan = strategy.launch_plan
    if plan is None or (axis := axis_of(plan.pace)) is None:
        return None
    start = strategy.header.fiscal_year_start
    parts = split_period(plan.period or strategy.header.period, axis, start)
    return tuple(
        PaceBlock(part, _launches_in(part, strategy)) for part in parts if _is_whole(part, axis, start)
    )


def _launches_in(part: Period, strategy: Strategy) -> tuple[str, ...]:
    inside = [one for one in strategy.launches.values() if part.first <= one.date <= part.last]
    return tuple(one.id for one in sorted(inside, key=lambda one: (one.date, one.id)))


def _is_whole(part: Period, axis: Axis, fiscal_year_start: int) -> bool:
    """Return whether a part is a whole block: cut again from its neighbourhood, it is no longer."""
    day = dt.timedelta(days=1)
    wider = Period(part.first - day, part.last + day, part.kind, part.label, part.fiscal)
    return any(
        one.first == part.first and one.last == part.last
        for one in split_period(wider, axis, fiscal_year_start)
    )
