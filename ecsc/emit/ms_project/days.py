"""Working days as whole numbers, and the dates of a plan as places among them."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left

from msgspec import Struct

from ecsc.plan.work_types import CalendarPlan, LinkEnds


class Span(Struct, frozen=True):
    """Where work lies: days, both in; a milestone has no length and lies at the end of its day."""

    first: dt.date
    last: dt.date
    milestone: bool = False


class WorkingDays:
    """The working days of a calendar from the first to the last day that anything lies on."""

    def __init__(self, calendar: CalendarPlan, first: dt.date, last: dt.date) -> None:
        off = {one.date for one in calendar.holidays}.difference(calendar.extra_workdays)
        extra = set(calendar.extra_workdays)
        days = (dt.date.fromordinal(one) for one in range(first.toordinal(), last.toordinal() + 1))
        self._days = [
            day for day in days if day in extra or (day.weekday() in calendar.workweek and day not in off)
        ]

    def worked(self, day: dt.date) -> bool:
        """Return whether a day is worked."""
        place = self._before(day)
        return place < len(self._days) and self._days[place] == day

    def length(self, span: Span) -> int:
        """Return how many working days there are in a span."""
        return 0 if span.milestone else self._after(span.last) - self._before(span.first)

    def room(self, ends: LinkEnds, before: Span, after: Span) -> int:
        """Return how many working days lie between the two ends that a link ties, negative where they overlap."""
        tied_from = self._finish(before) if ends[0] == "F" else self._start(before)
        tied_to = self._start(after) if ends[1] == "S" else self._finish(after)
        return tied_to - tied_from

    def _start(self, span: Span) -> int:
        return self._after(span.first) if span.milestone else self._before(span.first)

    def _finish(self, span: Span) -> int:
        return self._after(span.last)

    def _before(self, day: dt.date) -> int:
        return bisect_left(self._days, day)

    def _after(self, day: dt.date) -> int:
        place = self._before(day)
        return place + (place < len(self._days) and self._days[place] == day)
