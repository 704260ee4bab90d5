"""The timetable: a strategy's tasks and milestones as a network, computed, and read back as days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal

from msgspec import Struct, structs

from ecsc.assess.calendars import Calendars, calendars_of
from ecsc.assess.capacity import capacity_share
from ecsc.assess.lengths import elapsed_minutes, exact_days, is_elapsed, working_minutes
from ecsc.assess.phase_links import PhaseEdge, PhaseLinks
from ecsc.assess.recurring import dates_of_recurring
from ecsc.model import Dependency, Strategy, WeekNumber
from ecsc.model.execution import Milestone, Task
from ecsc.model.resources import Person
from ecsc.quantity import Duration, Period, QuantityError, Rate, nth_week
from ecsc.schedule import (
    MINUTES_PER_DAY,
    Activity,
    Calendar,
    Entries,
    Link,
    LinkKind,
    Network,
    Schedule,
    build_calendar,
    compute,
    end_of_day,
    instant_of,
)

_LAST_WEEK = dt.date.max.toordinal() - 7

_NEVER = 10**12
"""How much longer work takes for somebody without time for it: beyond the horizon of every calendar."""


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
    translator = _Translator(strategy, own, clock)
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


def opening(strategy: Strategy, name: str) -> int | None:
    """Return the instant before which what a promotion or a launch needs is finished; none without a day.

    A promotion opens with its window, a launch as its day begins.
    """
    promotion = strategy.promotions.get(name)
    if promotion is not None and promotion.window is not None:
        opens = promotion.window.start
        return instant_of(opens.date(), opens.hour * 60 + opens.minute)
    launch = strategy.launches.get(name)
    return instant_of(launch.date) if launch is not None else None


def due_day(milestone: Milestone, period: Period, calendar: Calendar) -> dt.date | None:
    """Return the day a milestone is promised for: a week or period means its last working day."""
    due = milestone.due
    if isinstance(due, dt.date):
        return due
    if isinstance(due, WeekNumber):
        due = _week(period, due.number)
    if isinstance(due, Period):
        return calendar.last_working_day(due.first, due.last) or due.last
    return None


def _week(period: Period, number: int) -> Period:
    """Return the n-th week, also one beyond the period: that it lies outside is another rule's finding."""
    try:
        return nth_week(period, number)
    except QuantityError:
        first = dt.date.fromordinal(min(period.first.toordinal() + 7 * (number - 1), _LAST_WEEK))
        last = first + dt.timedelta(days=6)
        return Period(first, last, "range", f"{first}..{last}")


def _in_working_days(link: Link, calendar: int) -> Link:
    """Return a link of work on the clock: its lag in days is still of days that are worked."""
    worked = link.lag and not link.elapsed
    return structs.replace(link, lag_calendar=calendar) if worked else link


class _Translator:
    """From tasks and milestones to activities."""

    def __init__(self, strategy: Strategy, calendars: Calendars, clock: int | None) -> None:
        self.strategy = strategy
        self.clock = clock
        self.calendars = calendars
        self.buffer = strategy.header.buffer
        self._minutes: dict[Duration, int] = {}
        self._links: dict[Dependency, Link] = {}
        self._out: set[str] = set()
        self.phases = PhaseLinks(strategy, ())

    def tasks(self) -> tuple[list[Activity], dict[str, str]]:
        """Return the scheduled tasks as activities, and why each of the others has no dates."""
        unscheduled: dict[str, str] = {}
        for task in self.strategy.tasks.values():
            reason = self._left_out(task)
            if reason is not None:
                unscheduled[task.id] = reason
        self._out = set(unscheduled)
        self.phases = PhaseLinks(self.strategy, self._out)
        scheduled = (task for task in self.strategy.tasks.values() if task.id not in self._out)
        return [self._task(task) for task in scheduled], unscheduled

    def _left_out(self, task: Task) -> str | None:
        if task.contingent:
            return "contingent"
        if task.status == "dropped":
            return "dropped"
        if task.every is not None:
            return "recurring"
        return "no_duration" if task.duration is None and task.effort is None else None

    def _task(self, task: Task) -> Activity:
        on_clock = task.duration is not None and is_elapsed(task.duration)
        minutes = (
            elapsed_minutes(task.duration) if task.duration is not None and on_clock else self._length(task)
        )
        due = end_of_day(task.due) if task.due is not None else None
        for name in task.ready_for:
            instant = opening(self.strategy, name)
            if instant is not None:
                due = instant if due is None else min(due, instant)
        return Activity(
            task.id,
            minutes,
            (self.clock or 0) if on_clock else self.calendars.number(task.owner),
            self._waits(task, on_clock=on_clock) if task.after or task.finish_after or task.phase else (),
            instant_of(task.start) if task.start is not None else None,
            instant_of(task.not_before) if task.not_before is not None else None,
            None,
            due,
            task.schedule == "late",
            self._buffer(task, minutes, on_clock=on_clock),
        )

    def milestone(self, milestone: Milestone, due: dt.date | None) -> Activity:
        """Return a milestone as an activity without length."""
        links = [self._link(one, LinkKind.FINISH_START, LinkKind.START_START) for one in milestone.after]
        return Activity(
            milestone.id,
            0,
            links=self._scheduled(links, to_milestone=True),
            due=end_of_day(due) if due is not None else None,
            milestone=True,
        )

    def _waits(self, task: Task, *, on_clock: bool) -> tuple[Link, ...]:
        phase = self.strategy.phases.get(task.phase or "")
        awaited = (*task.after, *phase.after) if phase is not None else task.after
        links = [self._link(one, LinkKind.FINISH_START, LinkKind.START_START) for one in awaited]
        links += [self._link(one, LinkKind.FINISH_FINISH, LinkKind.START_FINISH) for one in task.finish_after]
        if on_clock:
            number = self.calendars.number(task.owner)
            links = [_in_working_days(link, number) for link in links]
        return self._scheduled(links, to_milestone=False)

    def _scheduled(self, links: Iterable[Link], *, to_milestone: bool) -> tuple[Link, ...]:
        """Return the links to what has dates, those to phases as links to their edges."""
        found: list[Link | None] = []
        for link in links:
            name = link.predecessor
            if name in self.strategy.phases:
                found.append(self.phases.link(link, to_milestone=to_milestone))
            elif name not in self._out and (name in self.strategy.tasks or name in self.strategy.milestones):
                found.append(link)
        return tuple(link for link in found if link is not None)

    def _link(self, dependency: Dependency, finish: LinkKind, start: LinkKind) -> Link:
        kind = finish if dependency.end == "finish" else start
        lag = dependency.lag
        if lag is None:
            return Link(dependency.target, kind)
        return Link(dependency.target, kind, self._signed(lag), is_elapsed(lag))

    def _signed(self, lag: Duration) -> int:
        if is_elapsed(lag):
            return elapsed_minutes(lag)
        return self._working(lag)

    def _length(self, task: Task) -> int:
        duration = task.duration
        if duration is not None:
            return max(self._working(duration), 0)
        effort = task.effort or Duration(Decimal(0), "d")
        return max(self._effort(effort, self.strategy.people.get(task.owner or "")), 0)

    def _working(self, duration: Duration) -> int:
        found = self._minutes.get(duration)
        if found is None:
            found = self._minutes[duration] = working_minutes(
                duration, len(self.strategy.header.calendar.workweek)
            )
        return found

    def _effort(self, effort: Duration, person: Person | None) -> int:
        """Return the length of work given by effort: stretched by the owner's capacity for it.

        `4h per day` is half of every working day, `10d per month` ten out of the working days a month holds
        on average. Nobody does more in a day than a day's work, nor in a week than the days of their own week.
        """
        days = len(self.calendars.of(person.id).rules.workweek) if person is not None else 0
        share = capacity_share(person, days)
        minutes = self._working(effort)
        return round(minutes / share) if share else int(minutes * _NEVER)

    def _buffer(self, task: Task, minutes: int, *, on_clock: bool) -> int:
        size = task.buffer if task.buffer is not None else self.buffer.size
        if size is None or (task.buffer is None and self.buffer.policy != "per_task"):
            return 0
        if isinstance(size, Rate):
            return max(int((size.value * minutes).to_integral_value()), 0)
        return max(elapsed_minutes(size) if on_clock else self._working(size), 0)
