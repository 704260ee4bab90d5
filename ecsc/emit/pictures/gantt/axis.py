"""The time axis: which days are drawn, where a day lies, the ticks over it and the days nobody works."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from ecsc.plan.types import Plan
from ecsc.plan.work_types import CalendarPlan, WorkPlan

Unit = Literal["day", "week", "month", "quarter", "year"]

_LEAST_WIDTH: dict[Unit, float] = {"day": 15, "week": 17, "month": 25, "quarter": 34}
_DAYS: dict[Unit, int] = {"day": 1, "week": 7, "month": 30, "quarter": 91}
_TIERS: dict[Unit, tuple[Unit, ...]] = {
    "day": ("month", "day"),
    "week": ("quarter", "month", "week"),
    "month": ("year", "quarter", "month"),
    "quarter": ("year", "quarter"),
    "year": ("year",),
}


class Scale(Struct, frozen=True):
    """Days to pixels. `first` and `last` are day ordinals, both in; `x` is the left edge in pixels."""

    first: int
    last: int
    x: float
    width: float

    @property
    def day(self) -> float:
        """Return the width of one day in pixels."""
        return self.width / (self.last - self.first + 1)

    @property
    def right(self) -> float:
        """Return the right edge in pixels."""
        return self.x + self.width

    def at(self, ordinal: float) -> float:
        """Return where the day `ordinal` begins, kept inside the axis."""
        place = self.x + (ordinal - self.first) * self.day
        return min(max(place, self.x), self.right)

    def holds(self, day: dt.date) -> bool:
        """Return whether `day` is drawn."""
        return self.first <= day.toordinal() <= self.last


class Tick(Struct, frozen=True):
    """One cell of a tier: the day ordinal it begins on, and its pixels on the axis.

    `cut` tells that its number would be read wrong because the day it names lies before the axis.
    """

    unit: Unit
    begins: int
    x: float
    width: float
    cut: bool = False


class Idle(Struct, frozen=True):
    """A run of days nobody works, in pixels; `name` is the holiday's, empty for a weekend."""

    x: float
    width: float
    name: str


def horizon(plan: Plan) -> tuple[int, int]:
    """Return the first and last day to draw as ordinals, both in.

    From the strategy's period and its work, whichever reaches further. Due days, the baseline, launches and
    promotion windows widen it by a quarter of its length at most on each side, so that one far away cannot
    squash everything.
    """
    period, work = plan.strategy.period, plan.work
    days = [period.first, period.last]
    days += [day for day in (work.start, work.finish, work.buffer_finish) if day is not None]
    days += [stone.date for stone in work.milestones if stone.date is not None]
    days += _foreseen(work)
    first, last = min(days).toordinal(), max(days).toordinal()
    reach = max(14, (last - first) // 4)
    low, high = first, last
    dues = [day for task in work.tasks for day in (task.due, task.baseline_start, task.baseline_finish)]
    dues += [day for stone in work.milestones for day in (stone.due, stone.baseline_date)]
    dues += [launch.date for launch in work.launches]
    for due in (day.toordinal() for day in dues if day is not None):
        if first - reach <= due <= last + reach:
            low, high = min(low, due), max(high, due)
    for promotion in plan.promotions:
        if promotion.window is not None:
            start = promotion.window.start.toordinal()
            end = max(start, (promotion.window.end - dt.timedelta(microseconds=1)).toordinal())
            if start >= first - reach and end <= last + reach:
                low, high = min(low, start), max(high, end)
    return low, high


def _foreseen(work: WorkPlan) -> list[dt.date]:
    """Return the days on which work is foreseen to be done, and the ends of buffers."""
    days = [task.forecast_finish for task in work.tasks if task.finish is not None]
    days += [stone.forecast_date for stone in work.milestones if stone.date is not None]
    days += [buffer.finish for buffer in work.buffers]
    return [day for day in days if day is not None]


def tiers(scale: Scale, fiscal: int = 0) -> tuple[tuple[Tick, ...], ...]:
    """Return the tiers of the axis from coarse to fine, as fine as there is room for.

    `fiscal` is the month a fiscal year starts in, 0 without one: quarters are cut as the year is.
    """
    finest: Unit = "year"
    for unit, least in _LEAST_WIDTH.items():
        if scale.day * _DAYS[unit] >= least:
            finest = unit
            break
    return tuple(tuple(_ticks(scale, unit, fiscal)) for unit in _TIERS[finest])


def _ticks(scale: Scale, unit: Unit, fiscal: int) -> Iterator[Tick]:
    """Yield the cells of one tier; the first may begin before the axis does."""
    starts = list(cell_starts(scale, unit, fiscal))
    for begins, ends in zip(starts, [*starts[1:], scale.last + 1], strict=True):
        left, right = scale.at(begins), scale.at(ends)
        if right > left:
            counted = unit == "week" or (unit == "year" and ends - begins > 366)
            yield Tick(unit, begins, left, right - left, counted and begins < scale.first)


def cell_starts(scale: Scale, unit: Unit, fiscal: int) -> Iterator[int]:
    """Yield the ordinals on which cells of `unit` begin, from the one that holds the first day."""
    if unit in {"day", "week"}:
        step = 1 if unit == "day" else 7
        begins = scale.first - ((scale.first - 1) % 7 if unit == "week" else 0)
        yield from range(max(begins, 1), scale.last + 1, step)
        return
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    years = (scale.last - scale.first) / 365.25
    if unit == "year":
        months *= next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if years / step <= 14)
    day = dt.date.fromordinal(scale.first)
    offset = (fiscal - 1) % 3 if fiscal and unit == "quarter" else 0
    count = (day.year * 12 + day.month - 1 - offset) // months * months + offset
    while True:
        year, month = divmod(count, 12)
        if year > dt.MAXYEAR:
            return
        ordinal = dt.date(year, month + 1, 1).toordinal() if year else 1
        if ordinal > scale.last:
            return
        yield ordinal
        count += months


def idle(scale: Scale, calendar: CalendarPlan) -> tuple[Idle, ...]:
    """Return the runs of days off, weekends and holidays apart; none where a day is too thin to see."""
    if scale.day < 1.2:
        return ()
    holidays = {day.date.toordinal(): day.name for day in calendar.holidays}
    extra = {day.toordinal() for day in calendar.extra_workdays}
    week = frozenset(calendar.workweek)
    runs: list[tuple[int, int, str]] = []
    for ordinal in range(scale.first, scale.last + 1):
        name = holidays.get(ordinal)
        if ordinal in extra or (name is None and (ordinal - 1) % 7 in week):
            continue
        label = name or ""
        if runs and runs[-1][1] == ordinal - 1 and runs[-1][2] == label:
            runs[-1] = (runs[-1][0], ordinal, label)
        else:
            runs.append((ordinal, ordinal, label))
    return tuple(
        Idle(scale.at(start), scale.at(end + 1) - scale.at(start), name) for start, end, name in runs
    )
