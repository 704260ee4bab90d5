"""Retail days as the plan shows them."""

from __future__ import annotations

import datetime as dt

from ecsc.assess import Assessed
from ecsc.plan.time_types import RetailDayPlan


def retail_day_plans(assessed: Assessed, first: dt.date, last: dt.date) -> tuple[RetailDayPlan, ...]:
    """Return the windows of retail days that touch the plan's days, by first day.

    A shipped event has its name in the strategy's language, an author's own event its id.
    """
    header = assessed.linked.strategy.header
    land = assessed.timetable.calendar.rules.country
    if land is None and not header.calendar.retail_days:
        return ()
    from ecsc.assess.retail_days import retail_windows

    windows = retail_windows(header, land.country if land is not None else None, first, last)
    return tuple(
        RetailDayPlan(
            id=one.id,
            name=one.event.name[header.language] if one.event is not None else one.id,
            first=one.first,
            last=one.last,
            core=one.core,
            source=one.source,
            provisional=one.provisional,
        )
        for one in windows
    )
