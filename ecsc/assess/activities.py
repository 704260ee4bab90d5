"""Tasks and milestones as activities of a network: lengths, links, pins and buffers in minutes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from msgspec import structs

from ecsc.assess.calendars import Calendars
from ecsc.assess.capacity import capacity_share
from ecsc.assess.lengths import elapsed_minutes, is_elapsed, working_minutes
from ecsc.assess.phase_links import PhaseLinks
from ecsc.assess.promised_days import opening
from ecsc.model import Dependency, Strategy
from ecsc.model.execution import Milestone, Task
from ecsc.model.resources import Person
from ecsc.quantity import Duration, Rate
from ecsc.schedule import Activity, Link, LinkKind, end_of_day, instant_of

_NEVER = 10**12
"""How much longer work takes for somebody without time for it: beyond the horizon of every calendar."""


def _in_working_days(link: Link, calendar: int) -> Link:
    """Return a link of work on the clock: its lag in days is still of days that are worked."""
    worked = link.lag and not link.elapsed
    return structs.replace(link, lag_calendar=calendar) if worked else link


class Translator:
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
