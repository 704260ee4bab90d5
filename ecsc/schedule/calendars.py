"""A working calendar: the map between working minutes and instants.

One cumulative table by day answers every question with a bisection. A *position* `w` is a count of working
minutes from the calendar's first day (negative before it). It names the whole gap between the end of working
minute `w - 1` and the start of minute `w`: `finish_at(w)` is the gap's early end (Friday 17:00),
`start_at(w)` its late end (Monday 09:00), and `work_before(t) == w` for every instant `t` in it.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from itertools import accumulate

from msgspec.structs import replace

from ecsc.schedule.axis import MINUTES_PER_DAY
from ecsc.schedule.day_rules import DayRules, spans_of
from ecsc.schedule.holidays_by_country import Holidays

OFFICE_HOURS: tuple[tuple[int, int], ...] = ((9 * 60, 17 * 60),)
HORIZON_YEARS = 50
"""How far a table may grow beyond its last and before its first day, so that no plan runs for ever."""

_HORIZON_DAYS = HORIZON_YEARS * 366
_GROWTH_DAYS = 366
_LAST_ORDINAL = dt.date.max.toordinal() - 1


class Calendar:
    """Maps working minutes to instants and back; see the module for what a position is.

    The table grows on demand, at most `HORIZON_YEARS` beyond the days it was built for. An answer that lies
    further away is the horizon itself; `reaches` tells, and `compute` reports it.
    """

    __slots__ = (
        "_ceiling",
        "_cumulative",
        "_first",
        "_floor",
        "_minutes",
        "_opening",
        "hours",
        "minutes_per_day",
        "rules",
    )

    def __init__(
        self, rules: DayRules, first_day: dt.date, last_day: dt.date, hours: tuple[tuple[int, int], ...]
    ) -> None:
        """Build the table for `first_day` to `last_day`, both in."""
        self.rules = rules
        self.hours = hours
        self._opening = (
            hours[0][0] if len(hours) == 1 else -1
        )  # the usual day without a break needs no search
        self.minutes_per_day = sum(end - begin for begin, end in hours)
        self._first = first_day.toordinal()
        last = max(last_day.toordinal(), self._first)
        self._floor = max(self._first - _HORIZON_DAYS, 1)
        self._ceiling = max(min(last + _HORIZON_DAYS, _LAST_ORDINAL), self._first)
        self._minutes = self._rules_for(self._first, last).minutes(self._first, last, self.minutes_per_day)
        self._cumulative = list(accumulate(self._minutes, initial=0))

    @property
    def table(self) -> tuple[int, Sequence[int]]:
        """Return the ordinal of the first day, and the position at the start of each day and after the last.

        It is the table as far as it has grown by now: whoever takes it asks a question first that reaches
        as far as is needed.
        """
        return self._first, self._cumulative

    @property
    def _last(self) -> int:
        return self._first + len(self._minutes) - 1

    def work_before(self, instant: int) -> int:
        """Return the position of an instant: the working minutes before it."""
        day, minute = divmod(instant, MINUTES_PER_DAY)
        index = day - self._first
        if not 0 <= index < len(self._minutes):
            self._cover(day)
            index = day - self._first
            if index < 0:
                return self._cumulative[0]
            if index >= len(self._minutes):
                return self._cumulative[-1] + 1
        worked = self._minutes[index]
        if worked:
            worked = min(worked, self._worked_until(minute))
        return self._cumulative[index] + worked

    def start_at(self, position: int) -> int:
        """Return the instant at which working minute `position` starts."""
        if position >= self._cumulative[-1] or position < self._cumulative[0]:
            self._reach(position)
            if position >= self._cumulative[-1]:
                return (self._last + 1) * MINUTES_PER_DAY
        index = max(bisect_right(self._cumulative, position) - 1, 0)
        within = max(position - self._cumulative[index], 0)
        clock = self._opening + within if self._opening >= 0 else self._clock(within)
        return (self._first + index) * MINUTES_PER_DAY + clock

    def finish_at(self, position: int) -> int:
        """Return the instant at which working minute `position - 1` ends."""
        if position > self._cumulative[-1] or position <= self._cumulative[0]:
            self._reach(position - 1)
            if position > self._cumulative[-1]:
                return (self._last + 1) * MINUTES_PER_DAY
            if position <= self._cumulative[0]:
                return self._first * MINUTES_PER_DAY
        index = bisect_left(self._cumulative, position) - 1
        within = position - self._cumulative[index]
        clock = self._opening + within if self._opening >= 0 else self._clock(within - 1) + 1
        return (self._first + index) * MINUTES_PER_DAY + clock

    def reaches(self, position: int) -> bool:
        """Return whether working minute `position - 1` lies within the horizon."""
        if position > self._cumulative[-1]:
            self._reach(position - 1)
        return position <= self._cumulative[-1]

    def minutes_on(self, day: dt.date) -> int:
        """Return the minutes worked on `day`."""
        ordinal = day.toordinal()
        self._cover(ordinal)
        index = ordinal - self._first
        return self._minutes[index] if 0 <= index < len(self._minutes) else 0

    def is_working(self, day: dt.date) -> bool:
        """Return whether any minute of `day` is worked."""
        return self.minutes_on(day) > 0

    def count_days(self, first: dt.date, last: dt.date) -> int:
        """Return on how many days from `first` to `last`, both in, something is worked; half days count too."""
        if not (self.rules.half_days or self.rules.short_days):
            begin, end = first.toordinal() * MINUTES_PER_DAY, (last.toordinal() + 1) * MINUTES_PER_DAY
            return (self.work_before(end) - self.work_before(begin)) // self.minutes_per_day
        return len(self.working_days(first, last))

    def working_days(self, first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
        """Return the days from `first` to `last`, both in, on which something is worked."""
        span = range(first.toordinal(), last.toordinal() + 1)
        return tuple(day for day in map(dt.date.fromordinal, span) if self.is_working(day))

    def last_working_day(self, first: dt.date, last: dt.date) -> dt.date | None:
        """Return the last day of a period (both ends in) that is worked, or none."""
        position = self.work_before((last.toordinal() + 1) * MINUTES_PER_DAY)
        if position <= self.work_before(first.toordinal() * MINUTES_PER_DAY):
            return None
        return dt.date.fromordinal((self.finish_at(position) - 1) // MINUTES_PER_DAY)

    def provisional_years(self, first: dt.date, last: dt.date) -> tuple[int, ...]:
        """Return the years of a period whose public holidays are not known for certain."""
        known = self.country_for(first, last)
        years = range(first.year, last.year + 1)
        return tuple(year for year in years if year in known.provisional_years) if known is not None else ()

    def country_for(self, first: dt.date, last: dt.date) -> Holidays | None:
        """Return what the country orders for the years of a period, at least; None without a country."""
        country = self.rules.country
        years = range(first.year, last.year + 1)
        if country is None or country.years.issuperset(years):
            return country
        return country.for_years(years)

    def _worked_until(self, minute: int) -> int:
        worked = 0
        for begin, end in self.hours:
            if minute <= begin:
                break
            worked += min(minute, end) - begin
        return worked

    def _clock(self, within: int) -> int:
        """Return the minute of the day at which the working minute number `within` starts."""
        for begin, end in self.hours:
            if within < end - begin:
                return begin + within
            within -= end - begin
        return self.hours[-1][1]

    def _cover(self, ordinal: int) -> None:
        if ordinal > self._last:
            self._extend(min(ordinal + _GROWTH_DAYS, self._ceiling))
        elif ordinal < self._first:
            self._prepend(max(ordinal - _GROWTH_DAYS, self._floor))

    def _reach(self, position: int) -> None:
        """Grow the table until it holds working minute `position` or meets the horizon."""
        while position >= self._cumulative[-1] and self._last < self._ceiling:
            self._extend(min(self._last + max(_GROWTH_DAYS, len(self._minutes)), self._ceiling))
        while position < self._cumulative[0] and self._first > self._floor:
            self._prepend(max(self._first - max(_GROWTH_DAYS, len(self._minutes)), self._floor))

    def _extend(self, last: int) -> None:
        if last > self._last:
            more = self._rules_for(self._last + 1, last).minutes(self._last + 1, last, self.minutes_per_day)
            total = self._cumulative.pop()
            self._cumulative.extend(accumulate(more, initial=total))
            self._minutes.extend(more)

    def _prepend(self, first: int) -> None:
        if first < self._first:
            more = self._rules_for(first, self._first - 1).minutes(
                first, self._first - 1, self.minutes_per_day
            )
            before = list(accumulate(more, initial=self._cumulative[0] - sum(more)))
            self._cumulative[:1] = before
            self._minutes[:0] = more
            self._first = first

    def _rules_for(self, first: int, last: int) -> DayRules:
        """Return the rules with the country's holidays of the years from `first` to `last`."""
        country = self.country_for(dt.date.fromordinal(first), dt.date.fromordinal(last))
        return self.rules if country is self.rules.country else replace(self.rules, country=country)


def build_calendar(  # noqa: PLR0913 - one word for each thing an author may say about a calendar
    first_day: dt.date,
    last_day: dt.date,
    workweek: Collection[int],
    holidays: Collection[dt.date] = (),
    extra_workdays: Collection[dt.date] = (),
    absences: Sequence[tuple[dt.date, dt.date]] = (),
    *,
    hours: tuple[tuple[int, int], ...] = OFFICE_HOURS,
    country: Holidays | None = None,
    short_days: Mapping[dt.date, int] | None = None,
) -> Calendar:
    """Return the calendar that works `hours` (minutes of the day, half-open, in order) on its working days.

    Precedence on a day, strongest first: `absences`, `extra_workdays`, `holidays` (the author's own), the
    country's ordered working weekends, its holidays, the work week. `short_days` names days on which only so
    many minutes are worked, from opening time; it makes no workday of a day off, and an extra workday short.
    Raises `ValueError` for hours out of order, which is a bug.
    """
    edges = [edge for pair in hours for edge in pair]
    ordered = edges == sorted(edges)
    if not hours or not ordered or edges[0] < 0 or edges[-1] > MINUTES_PER_DAY:
        raise ValueError("working hours are pairs of minutes of one day, in order")
    rules = DayRules(
        workweek=frozenset(workweek),
        country=country,
        holidays=spans_of(holidays),
        extra_workdays=spans_of(extra_workdays),
        short_days=tuple(sorted((short_days or {}).items())),
        absences=tuple(absences),
    )
    return Calendar(rules, first_day, last_day, hours)
