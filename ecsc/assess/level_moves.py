"""What a levelled schedule moves, because of whom, and which deadlines it newly misses."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal

from ecsc.assess.lengths import DAY, exact_days
from ecsc.assess.load import Workload
from ecsc.assess.proposal import Days, Missed, Move
from ecsc.assess.timetable import Timetable
from ecsc.model import Strategy
from ecsc.model.execution import Task
from ecsc.schedule import MINUTES_PER_DAY, Placed, ProblemKind, Schedule, day_of, instant_of
from ecsc.schedule.demand import stretches
from ecsc.schedule.levelling import Levelled, Room

BUSY_WITH = 3
"""Tasks named for which somebody has no time earlier: those that end last before the moved one starts."""


def moves(
    strategy: Strategy, table: Timetable, room: Room, levelled: Levelled, after: Schedule, load: Workload
) -> Iterator[Move]:
    """Yield what stands on other days, in the order of the new starts and then as defined."""
    before = table.schedule
    causes = _Causes(room, levelled, after, load)
    found: list[tuple[int, int, Move]] = []
    for name in after.ids:
        number = after.numbers[name]
        old, new = before.placed(name), after.placed(name)
        person, busy_with, follows = causes.of(number)
        if _days(old) == _days(new):
            continue
        minutes = after.scheduled[number] - before.scheduled[number]
        on_clock = name in table.on_clock
        by = exact_days(minutes, MINUTES_PER_DAY if on_clock else DAY)
        section = _section(strategy, name)
        found.append(
            (
                new.start,
                number,
                Move(section, name, _days(old), _days(new), by, on_clock, person, busy_with, follows),
            )
        )
    for _, _, move in sorted(found, key=lambda one: one[:2]):
        yield move


def _days(placed: Placed) -> Days:
    return Days(placed.first_day, placed.last_day)


def _section(strategy: Strategy, name: str) -> Literal["tasks", "milestones"]:
    return "milestones" if name in strategy.milestones else "tasks"


class _Causes:
    """Because of whom each activity stands later; asked in the order of the network."""

    def __init__(self, room: Room, levelled: Levelled, after: Schedule, load: Workload) -> None:
        self._after, self._load = after, load
        self._delayed = set(levelled.delayed)
        self._persons: dict[int, str | None] = {}
        ends: dict[int, list[tuple[int, int]]] = {}
        for number, resource, taken in stretches(after.placement, room.demands, after.early):
            ends.setdefault(resource, []).append((taken.end, number))
        self._ends = {resource: sorted(each) for resource, each in ends.items()}

    def of(self, number: int) -> tuple[str | None, tuple[str, ...], str | None]:
        """Return (person, the person's tasks before it, predecessor it follows)."""
        after = self._after
        if number in self._delayed:
            resource = self._load.demands.of[number].resource
            owner = self._persons[number] = self._load.people[resource]
            return owner, self._busy_with(number, resource), None
        source = after.driver(after.placement.activities[number].id).source
        if source is None or after.scheduled[number] != after.early[number]:
            self._persons[number] = None
            return None, (), None
        person = self._persons[number] = self._persons.get(after.numbers[source])
        return person, (), source

    def _busy_with(self, number: int, resource: int) -> tuple[str, ...]:
        calendar = self._load.demands.resources[resource].calendar
        place = self._after.placement
        own = place.calendar(number)
        start = place.calendars[calendar].work_before(own.start_at(self._after.early[number]))
        ends = self._ends[resource]
        upto = bisect_right(ends, (start, len(place.activities)))
        busy = [one for _, one in ends[max(upto - BUSY_WITH, 0) : upto] if one != number]
        return tuple(place.activities[one].id for one in busy)


def newly_missed(strategy: Strategy, table: Timetable, after: Schedule) -> Iterator[Missed]:
    """Yield the deadlines that were kept and are not any more, in definition order."""
    known = {one.activity for one in table.schedule.problems if one.kind is ProblemKind.DUE_MISSED}
    for problem in after.problems:
        if problem.kind is not ProblemKind.DUE_MISSED or problem.activity in known:
            continue
        name = problem.activity
        placed = after.placed(name)
        task = strategy.tasks.get(name)
        openings = tuple(_openings(strategy, task, placed.finish)) if task is not None else ()
        due = day_of((problem.required or 1) - 1)
        yield Missed(_section(strategy, name), name, due, placed.last_day, openings)


def _openings(strategy: Strategy, task: Task, finish: int) -> Iterator[str]:
    """Yield the promotions and launches that begin before the task is finished."""
    for name in task.ready_for:
        promotion, launch = strategy.promotions.get(name), strategy.launches.get(name)
        opens: dt.datetime | None = None
        if promotion is not None and promotion.window is not None:
            opens = promotion.window.start
        elif launch is not None:
            opens = dt.datetime.combine(launch.date, dt.time())
        if opens is not None and instant_of(opens.date(), opens.hour * 60 + opens.minute) < finish:
            yield name
