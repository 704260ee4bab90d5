"""The timetable: a strategy's tasks and milestones as a network, computed, and read back as days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from ecsc.assess.activities import Translator
from ecsc.assess.calendars import Calendars, calendars_of
from ecsc.assess.lengths import exact_days, is_elapsed
from ecsc.assess.phase_links import PhaseEdge
from ecsc.assess.promised_days import due_day
from ecsc.assess.recurring import dates_of_recurring
from ecsc.model import Strategy
from ecsc.schedule import (
    MINUTES_PER_DAY,
    Calendar,
    Entries,
    Network,
    Schedule,
    build_calendar,
    compute,
    end_of_day,
    instant_of,
)


class Timetable(Struct, frozen=True):
    """The computed schedule and what it was computed on.

    `unscheduled` are ids of tasks without dates and why: `contingent`, `dropped`, `recurring`, `no_duration`.
    `recurring` has the dates of recurring work by section and id: tasks with `every`, meetings, reports.
    `on_clock` are tasks whose length is time on the clock, whose minutes and floats are then of 24-hour days.
    `phase_edges` are the starts and ends of phases that something waits for, by the id of their activity.
    `due` are the promised days of milestones, resolved from weeks and periods.
    """

    schedule: Schedule
    calendars: Calendars
    unscheduled: Mapping[str, str]
    due: Mapping[str, dt.date]
    on_clock: frozenset[str] = frozenset()
    recurring: Mapping[tuple[str, str], Entries] = {}
    phase_edges: Mapping[str, PhaseEdge] = {}

    @property
    def calendar(self) -> Calendar:
        """Return the strategy's own calendar, on which milestones fall and slack is counted."""
        return self.calendars.base

    def calendar_of(self, owner: str | None) -> Calendar:
        """Return the working calendar of a person or team; the strategy's for nobody and strangers."""
        return self.calendars.of(owner)

    def days_per_week(self, owner: str | None) -> int:
        """Return how many days a week a person or team works."""
        return len(self.calendar_of(owner).rules.workweek)

    def dates_of(self, identifier: str) -> tuple[dt.date, ...]:
        """Return the dates of a task that comes round, none of any other."""
        found = self.recurring.get(("tasks", identifier))
        return tuple(entry.date for entry in found.dates) if found is not None else ()

    def days_of(self, identifier: str) -> tuple[dt.date, dt.date] | None:
        """Return the first and last working day of a task or milestone, None when it has no dates."""
        if identifier not in self.schedule.numbers:
            return None
        placed = self.schedule.placed(identifier)
        return placed.first_day, placed.last_day

    def working_days(self, first: dt.date, last: dt.date, task: str = "") -> int:
        """Return on how many days between two dates, both in, something is worked.

        By the strategy's calendar, or by that of the owner of `task`; a half day is a day.
        """
        number = self.schedule.numbers.get(task)
        if number is None or task in self.on_clock:
            return self.calendar.count_days(first, last)
        return self.schedule.placement.calendar(number).count_days(first, last)

    def working_minutes(self, first: dt.date, last: dt.date) -> int:
        """Return the minutes that the strategy's calendar works between two dates, both in."""
        return self.calendar.work_before(end_of_day(last)) - self.calendar.work_before(instant_of(first))

    def days_between(self, day: dt.date, due: dt.date) -> Decimal:
        """Return the working days after `day` up to `due`; negative when the day lies after it."""
        first, last = sorted((day, due))
        minutes = self.working_minutes(first + dt.timedelta(days=1), last) if first < last else 0
        return exact_days(minutes if day <= due else -minutes)


def timetable(strategy: Strategy) -> Timetable:
    """Return the strategy's timetable. Tasks with a duration count from the first day of the period."""
    header = strategy.header
    own = calendars_of(strategy)
    base, calendars = own.base, list(own.each)
    clock: int | None = None
    if any(task.duration is not None and is_elapsed(task.duration) for task in strategy.tasks.values()):
        # `72h` runs on the clock, nights and holidays included: a calendar that never rests.
        clock = len(calendars)
        whole_day = ((0, MINUTES_PER_DAY),)
        calendars.append(build_calendar(header.period.first, header.period.last, range(7), hours=whole_day))
    translator = Translator(strategy, own, clock)
    activities, unscheduled = translator.tasks()
    due = {
        name: day for name, one in strategy.milestones.items() if (day := due_day(one, header.period, base))
    }
    activities.extend(translator.milestone(one, due.get(one.id)) for one in strategy.milestones.values())
    activities.extend(translator.phases.activities())
    network = Network(tuple(activities), tuple(calendars), instant_of(header.period.first))
    on_clock = frozenset(one.id for one in activities if clock is not None and one.calendar == clock)
    dates = dates_of_recurring(strategy, own)
    return Timetable(compute(network), own, unscheduled, due, on_clock, dates, translator.phases.edges())
