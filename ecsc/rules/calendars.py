"""Calendars of people and teams, and half days: 641 to 643."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from msgspec.structs import replace

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.model import Strategy
from ecsc.model.resources import Person, Team
from ecsc.quantity import Period
from ecsc.rules.rule import rule
from ecsc.schedule import Calendar, days_within, end_of_day, instant_of

OWNED_SHOWN = 3
"""Tasks that are shown of somebody who has no day for any."""


def idle_owners(assessed: Assessed) -> dict[str, tuple[str, ...]]:
    """Return the tasks of each person and team whose own calendar works on no day of the strategy's period.

    Where the strategy itself has no working day nobody is to blame.
    """
    table, strategy = assessed.timetable, assessed.linked.strategy
    period = strategy.header.period
    idle = {
        number
        for number, calendar in enumerate(table.calendars.each)
        if number and not _works(calendar, period)
    }
    found: dict[str, list[str]] = {}
    if not idle or not _works(table.calendar, period):
        return {}
    for task in strategy.tasks.values():
        owner = task.owner or ""
        dated = task.id in table.schedule.numbers and task.id not in table.on_clock
        if dated and table.calendars.number(owner) in idle:
            found.setdefault(owner, []).append(task.id)
    return {owner: tuple(tasks) for owner, tasks in found.items()}


def _works(calendar: Calendar, period: Period) -> bool:
    first, last = instant_of(period.first), end_of_day(period.last)
    return calendar.work_before(last) > calendar.work_before(first)


@rule("ECS641", "never-works", Severity.ERROR)
def never_works(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Whoever owns work has a working day in the strategy's period.

    Fails:

    ```yaml
    people:
      lin: {name: Lin, absent: 2025-12-01..2027-01-31}
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d}
    ```

    Passes:

    ```yaml
    people:
      lin: {name: Lin, absent: 2025-12-01..2026-01-31}
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d}
    ```
    """
    strategy = assessed.linked.strategy
    for owner, tasks in idle_owners(assessed).items():
        yield Finding(
            rule,
            "{owner} works on no day of {period}, but owns {tasks}"
            if len(tasks) <= OWNED_SHOWN
            else "{owner} works on no day of {period}, but owns {count} tasks",
            _whose(strategy, owner),
            params={
                "owner": owner,
                "period": strategy.header.period,
                "tasks": list(tasks[:OWNED_SHOWN]),
                "count": len(tasks),
            },
            hint="give the work to somebody else, or look at `absent` and `calendar`, also of the team",
            related=tuple(
                Related(At("tasks", task, ("owner",)), "owned here") for task in tasks[:OWNED_SHOWN]
            ),
        )


def _whose(strategy: Strategy, owner: str) -> At:
    """Return the place that says when somebody works: `absent`, else `calendar`, else the entry itself."""
    section = "people" if owner in strategy.people else "teams"
    one: Person | Team = strategy.people[owner] if section == "people" else strategy.teams[owner]
    if one.absent:
        return At(section, owner, ("absent",))
    return At(section, owner, ("calendar",)) if one.calendar is not None else At(section, owner, part="key")


@rule("ECS642", "half-of-a-day-off", Severity.WARNING)
def half_of_a_day_off(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A half day is a working day otherwise: of a day off there is no half to take away.

    A Saturday of which the morning is worked is an extra workday and a half day.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, calendar: {half_days: [2026-02-14]}}
    ```

    Passes:

    ```yaml
    strategy:
      id: demo
      name: Demo
      period: 2026
      currency: CNY
      calendar: {half_days: [2026-02-14], extra_workdays: [2026-02-14]}
    ```
    """
    strategy, table = assessed.linked.strategy, assessed.timetable
    own = [(At("strategy", path=("calendar",)), strategy.header.calendar.half_days, table.calendar)]
    for section in ("people", "teams"):
        for name, one in strategy.section(section).items():
            if one.calendar is not None and one.calendar.half_days:
                at = At(section, name, ("calendar",))
                own.append((at, one.calendar.half_days, table.calendar_of(name)))
    for at, halves, calendar in own:
        for index, half in enumerate(halves):
            days = days_within(
                [(half.first, half.last)], strategy.header.period.first, strategy.header.period.last
            )
            if not days or any(_minutes(calendar, day) for day in days):
                continue
            yield Finding(
                rule,
                "{day} is a day off, so there is no half of it to work"
                if len(days) == 1
                else "{day} are days off, so there is no half of them to work",
                At(at.section, at.id, (*at.path, "half_days", index)),
                params={"day": half},
                hint="write it under `extra_workdays` too if half of it is worked, or take it out",
            )


def _minutes(calendar: Calendar, day: dt.date) -> int:
    """Return the minutes worked on a day by somebody who is not absent."""
    if not calendar.rules.absences:
        return calendar.minutes_on(day)
    present = replace(calendar.rules, absences=())
    return present.minutes(day.toordinal(), day.toordinal(), calendar.minutes_per_day)[0]


@rule("ECS643", "workday-while-absent", Severity.WARNING)
def workday_while_absent(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A day somebody works besides the usual ones does not lie inside their own absence, which wins.

    Fails:

    ```yaml
    people:
      lin: {name: Lin, absent: 2026-02-01..2026-02-28, calendar: {extra_workdays: [2026-02-14]}}
    ```

    Passes:

    ```yaml
    people:
      lin: {name: Lin, absent: 2026-02-16..2026-02-28, calendar: {extra_workdays: [2026-02-14]}}
    ```
    """
    strategy = assessed.linked.strategy
    for section in ("people", "teams"):
        for name, one in strategy.section(section).items():
            if one.calendar is None or not one.absent:
                continue
            for index, extra in enumerate(one.calendar.extra_workdays):
                over = next(
                    (
                        n
                        for n, away in enumerate(one.absent)
                        if away.first <= extra.first and extra.last <= away.last
                    ),
                    None,
                )
                if over is not None:
                    yield Finding(
                        rule,
                        "{day} is no workday of {name}, who is absent then",
                        At(section, name, ("calendar", "extra_workdays", index)),
                        params={"day": extra, "name": name},
                        hint="cut the absence where somebody works, or take the day out",
                        related=(Related(At(section, name, ("absent", over)), "absent here"),),
                    )


RULES = (never_works, half_of_a_day_off, workday_while_absent)
