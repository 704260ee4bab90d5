"""What a delay would do: two assessments of one strategy, compared.

Computed, not estimated: the strategy is scheduled again with the change, and everything that hangs on dates is
read from both: work, milestones, deadlines, what has to be ready for promotions and launches, the goals that
late work serves, and when budget lines are spent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from ecsc.assess.assessed import Assessed
from ecsc.assess.delays import Change, day_minutes, with_changes
from ecsc.assess.lengths import exact_days
from ecsc.assess.money_moved import MoneyMoved, money_moved
from ecsc.assess.project_buffer import buffered_end, project_buffer
from ecsc.assess.promised_days import opening
from ecsc.assess.timetable import Timetable
from ecsc.model import Strategy
from ecsc.schedule import ProblemKind, day_of

Days = tuple[dt.date, dt.date]


class Shift(Struct, frozen=True):
    """A task or milestone that moves: first and last day before and after, by `days` at its end.

    Days are working days of its own calendar (days on the clock where `on_clock`), negative when it comes
    earlier. `changed` is the task that was tried, the others follow.
    """

    section: Literal["tasks", "milestones"]
    id: str
    name: str
    before: Days
    after: Days
    days: Decimal
    on_clock: bool
    changed: bool


class PromiseKept(Struct, frozen=True):
    """A milestone that moves, with its promised day: working days of slack before and after."""

    milestone: str
    name: str
    due: dt.date
    before: Decimal
    after: Decimal
    newly_missed: bool


class Missed(Struct, frozen=True):
    """A deadline that is kept without the change and missed with it.

    `kind` says whose it is: the task's own `due`, or the opening of the promotion or launch `id`; `day` is the
    last good day, `finish` when the task ends now.
    """

    task: str
    kind: Literal["due", "promotion", "launch"]
    id: str
    name: str
    day: dt.date
    finish: dt.date


class GoalPassed(Struct, frozen=True):
    """A goal due on `due` that moved work (`by`) serves, which now ends after that day."""

    goal: str
    name: str
    due: dt.date
    by: str
    finish: dt.date


class Contradiction(Struct, frozen=True):
    """A task that cannot start on `day`, for it waits for `awaited` (none: its own `not_before` forbids it);
    `earliest` is when it can.
    """

    task: str
    awaited: str | None
    day: dt.date
    earliest: dt.date


class Room(Struct, frozen=True):
    """The float of a changed task before the change, in days of its own calendar; none without any."""

    task: str
    name: str
    free_float: Decimal | None
    total_float: Decimal | None
    on_clock: bool


class Impact(Struct, frozen=True):
    """Everything that a change moves. `finish` and `end` (with buffers) are the last days before and after.

    `endless` are the ids of work that would end beyond the horizon of its calendar, and without the change not.
    """

    changes: tuple[Change, ...]
    shifts: tuple[Shift, ...]
    promises: tuple[PromiseKept, ...]
    missed: tuple[Missed, ...]
    goals: tuple[GoalPassed, ...]
    money: tuple[MoneyMoved, ...]
    contradictions: tuple[Contradiction, ...]
    room: tuple[Room, ...]
    finish: Days | None
    end: Days | None
    finish_days: Decimal
    endless: tuple[str, ...]

    @property
    def followers(self) -> tuple[Shift, ...]:
        """Return what moves besides the changed tasks themselves."""
        return tuple(one for one in self.shifts if not one.changed)


def impact(assessed: Assessed, changes: Sequence[Change]) -> Impact:
    """Return what `changes` would move. Raises `KeyError` for a task that has no dates."""
    later = with_changes(assessed, changes)
    strategy, before, after = assessed.linked.strategy, assessed.timetable, later.timetable
    changed = {one.task for one in changes}
    shifts = tuple(_shifts(strategy, before, after, changed))
    moved = [one.id for one in shifts]
    finish = _pair(before.schedule.finish, after.schedule.finish)
    return Impact(
        tuple(changes),
        shifts,
        tuple(_promises(strategy, before, after, moved)),
        tuple(_missed(strategy, before, after)),
        tuple(_goals(assessed, shifts)),
        money_moved(assessed, later, frozenset(moved)),
        tuple(_contradictions(before, after)),
        tuple(_room(strategy, before, name) for name in dict.fromkeys(one.task for one in changes)),
        finish,
        _ends(assessed, later),
        before.days_between(*finish) if finish is not None else Decimal(0),
        _endless(before, after),
    )


def _endless(before: Timetable, after: Timetable) -> tuple[str, ...]:
    known = set(_beyond(before))
    return tuple(name for name in _beyond(after) if name not in known)


def _beyond(table: Timetable) -> list[str]:
    problems = table.schedule.problems
    return [each.activity for each in problems if each.kind is ProblemKind.BEYOND_HORIZON]


def _pair(before: int | None, after: int | None) -> Days | None:
    return None if before is None or after is None else (day_of(before - 1), day_of(after - 1))


def _ends(assessed: Assessed, later: Assessed) -> Days | None:
    ends = [
        buffered_end(one.timetable, project_buffer(one.linked.strategy, one.timetable))
        for one in (assessed, later)
    ]
    return None if ends[0] is None or ends[1] is None else (ends[0], ends[1])


def _shifts(strategy: Strategy, before: Timetable, after: Timetable, changed: set[str]) -> Iterator[Shift]:
    found = []
    for order, name in enumerate((*strategy.tasks, *strategy.milestones)):
        if name not in before.schedule.numbers:
            continue
        old, new = before.schedule.placed(name), after.schedule.placed(name)
        if (old.start, old.finish) == (new.start, new.finish):
            continue
        calendar = after.schedule.placement.calendar(after.schedule.numbers[name])
        minutes = calendar.work_before(new.finish) - calendar.work_before(old.finish)
        if not minutes:
            minutes = calendar.work_before(new.start) - calendar.work_before(old.start)
        task = strategy.tasks.get(name)
        named = (task or strategy.milestones[name]).name or name
        shift = Shift(
            "tasks" if task is not None else "milestones",
            name,
            named,
            (old.first_day, old.last_day),
            (new.first_day, new.last_day),
            exact_days(minutes, day_minutes(before, name)),
            name in before.on_clock,
            name in changed,
        )
        found.append((new.start, order, shift))
    yield from (shift for _, _, shift in sorted(found, key=lambda one: one[:2]))


def _promises(
    strategy: Strategy, before: Timetable, after: Timetable, moved: Sequence[str]
) -> Iterator[PromiseKept]:
    for name in moved:
        due = before.due.get(name)
        milestone = strategy.milestones.get(name)
        if due is None or milestone is None:
            continue
        old, new = before.schedule.placed(name).last_day, after.schedule.placed(name).last_day
        slack = before.days_between(old, due), after.days_between(new, due)
        yield PromiseKept(name, milestone.name or name, due, *slack, old <= due < new)


def _missed(strategy: Strategy, before: Timetable, after: Timetable) -> Iterator[Missed]:
    known = {one.activity for one in before.schedule.problems if one.kind is ProblemKind.DUE_MISSED}
    for problem in after.schedule.problems:
        task = strategy.tasks.get(problem.activity)
        if problem.kind is not ProblemKind.DUE_MISSED or problem.activity in known or task is None:
            continue
        placed = after.schedule.placed(task.id)
        finish = placed.last_day
        if task.due is not None and finish > task.due:
            yield Missed(task.id, "due", task.id, task.name or task.id, task.due, finish)
        for name in task.ready_for:
            opens = opening(strategy, name)
            if opens is None or placed.finish <= opens:
                continue
            launch = strategy.launches.get(name)
            promotion = launch or strategy.promotions[name]
            kind: Literal["launch", "promotion"] = "promotion" if launch is None else "launch"
            yield Missed(task.id, kind, name, promotion.name or name, day_of(opens - 1), finish)


def _goals(assessed: Assessed, shifts: Sequence[Shift]) -> Iterator[GoalPassed]:
    linked = assessed.linked
    by_id = {one.id: one for one in shifts}
    if not by_id:
        return
    for goal in linked.strategy.goals.values():
        if goal.due is None:
            continue
        for name in linked.served_by(goal.id):
            one = by_id.get(name)
            if one is not None and one.before[1] <= goal.due < one.after[1]:
                yield GoalPassed(goal.id, goal.name or goal.id, goal.due, name, one.after[1])


def _contradictions(before: Timetable, after: Timetable) -> Iterator[Contradiction]:
    kinds = (ProblemKind.PIN_CONFLICT, ProblemKind.PIN_BEFORE_BOUND)
    known = {(one.activity, one.kind) for one in before.schedule.problems if one.kind in kinds}
    for one in after.schedule.problems:
        if one.kind not in kinds or (one.activity, one.kind) in known:
            continue
        if one.required is not None and one.actual is not None:
            yield Contradiction(one.activity, one.other or None, day_of(one.actual), day_of(one.required))


def _room(strategy: Strategy, table: Timetable, name: str) -> Room:
    placed, day = table.schedule.placed(name), day_minutes(table, name)
    free, total = (
        None if one is None else exact_days(one, day) for one in (placed.free_float, placed.total_float)
    )
    return Room(name, strategy.tasks[name].name or name, free, total, name in table.on_clock)
