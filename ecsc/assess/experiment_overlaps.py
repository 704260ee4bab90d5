"""Promotions and retail days that fall into the time of an experiment."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from ecsc.assess.experiments import ExperimentView, calendar_days
from ecsc.assess.retail_days import OWN, retail_windows
from ecsc.assess.timetable import Timetable
from ecsc.model import Strategy
from ecsc.model.learning import Experiment
from ecsc.model.thresholds import threshold
from ecsc.quantity import Duration


class Exceptional(Struct, frozen=True):
    """Days unlike others: of the promotion `promotion`, or of the retail day `retail_day`, both ends in."""

    first: dt.date
    last: dt.date
    promotion: str = ""
    retail_day: str = ""
    own: bool = False
    channels: tuple[str, ...] = ()


def overlaps(
    strategy: Strategy, views: Mapping[str, ExperimentView], times: Timetable
) -> Iterator[tuple[Experiment, tuple[Exceptional, ...]]]:
    """Yield each experiment with known days that meets exceptional ones on its channel, with those days.

    Windows longer than the threshold `overlapping_window` are what is usual. A promotion or an experiment
    without a channel is on all of them.
    """
    dated = [
        one for one in strategy.experiments.values() if one.start is not None and views[one.id].time.days
    ]
    if not dated:
        return
    limit = threshold(strategy, "overlapping_window")
    longest = calendar_days(limit) if isinstance(limit, Duration) else Decimal(0)
    exceptional = sorted(
        (one for one in _exceptional(strategy, times, dated, views) if (one.last - one.first).days < longest),
        key=lambda one: (one.first, one.last),
    )
    firsts = [one.first for one in exceptional]
    reach = dt.timedelta(days=int(longest))
    for one in dated:
        first, last = _days(one, views)
        start = bisect_right(firsts, first - min(reach, first - dt.date.min))
        met = tuple(
            days
            for days in exceptional[start : bisect_right(firsts, last)]
            if days.last >= first
            and (one.channel is None or not days.channels or one.channel in days.channels)
        )
        if met:
            yield one, met


def _days(one: Experiment, views: Mapping[str, ExperimentView]) -> tuple[dt.date, dt.date]:
    first, length = one.start or dt.date.min, views[one.id].time.days or Decimal(1)
    return first, first + dt.timedelta(days=min(max(0, int(-(-length // 1)) - 1), (dt.date.max - first).days))


def _exceptional(
    strategy: Strategy, times: Timetable, dated: list[Experiment], views: Mapping[str, ExperimentView]
) -> Iterator[Exceptional]:
    for promotion in strategy.promotions.values():
        if (window := promotion.window) is not None:
            days = window.start.date(), window.last_day
            yield Exceptional(*days, promotion=promotion.id, channels=promotion.channels)
    inside = [_days(one, views) for one in dated]
    land = times.calendar.rules.country
    first = max(min(one[0] for one in inside), strategy.header.period.first)
    last = min(max(one[1] for one in inside), strategy.header.period.last)
    for one in retail_windows(strategy.header, land.country if land is not None else None, first, last):
        yield Exceptional(one.first, one.last, retail_day=one.id, own=one.source == OWN)
