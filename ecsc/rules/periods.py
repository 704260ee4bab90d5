"""The strategy's period: 618, 621, 622, 633 and 635."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.capacity import capacity_share
from ecsc.assess.project_buffer import buffered_end, project_buffer
from ecsc.diagnostics import At, Finding, Rule, Severity
from ecsc.rules.calendars import idle_owners
from ecsc.rules.chains import chain, problems
from ecsc.rules.network import work_at
from ecsc.rules.rule import rule
from ecsc.schedule import HORIZON_YEARS, ProblemKind, day_of


@rule("ECS618", "outside-period", Severity.ERROR)
def outside_period(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """All work finishes inside the strategy's period, and is pinned, bounded and promised for days inside it.

    Only the first task of a chain that runs over the end is reported; what follows it follows from it.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026-01, currency: CNY}
    tasks:
      shop: {name: Shop, owner: lin, duration: 40d}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026-Q1, currency: CNY}
    tasks:
      shop: {name: Shop, owner: lin, duration: 40d}
    ```
    """
    strategy, table = assessed.linked.strategy, assessed.timetable
    period = strategy.header.period
    for name in _first_over(assessed, period.last):
        days = table.days_of(name)
        driving, related = chain(assessed, name)
        yield Finding(
            rule,
            "{name} finishes on {finish}, after the strategy's period {period}",
            work_at(strategy, name),
            params={"name": name, "finish": days and days[1], "period": period, "chain": driving},
            hint="shorten something in {chain}, or extend the period",
            related=related,
        )
    for name, due in table.due.items():
        if not period.first <= due <= period.last:
            yield Finding(
                rule,
                "{name} is promised for {due}, outside the strategy's period {period}",
                At("milestones", name, ("due",)),
                params={"name": name, "due": due, "period": period},
                hint="choose a day inside the period",
            )
    for task in strategy.tasks.values():
        for field in ("start", "not_before", "due"):
            day = getattr(task, field)
            if day is not None and not period.first <= day <= period.last:
                yield Finding(
                    rule,
                    "{day} lies outside the strategy's period {period}",
                    At("tasks", task.id, (field,)),
                    params={"day": day, "period": period},
                    hint="choose a day inside the period",
                )


def _first_over(assessed: Assessed, last: dt.date) -> Iterator[str]:
    """Yield the tasks that end after `last` although nothing they wait for does.

    What never ends has no day to tell: that is another finding.
    """
    schedule = assessed.timetable.schedule
    never = last + dt.timedelta(days=HORIZON_YEARS * 366)
    if schedule.finish is None or day_of(schedule.finish - 1) <= last:
        return
    over: set[str] = set()
    told = {task for tasks in idle_owners(assessed).values() for task in tasks}
    for name in schedule.ids:
        ends = schedule.placed(name).last_day
        if ends <= last:
            continue
        over.add(name)
        if ends >= never or name in told:
            continue  # that its owner never works is told of the owner
        driver = schedule.driver(name)
        if name in assessed.linked.strategy.tasks and (driver.source is None or driver.source not in over):
            yield name


@rule("ECS621", "no-working-day", Severity.ERROR)
def no_working_day(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The calendar has working days, for everybody who has work.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026-01, currency: CNY, calendar: {holidays: [2020-01-01..2099-12-31]}}
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026-01, currency: CNY}
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d}
    ```
    """
    told = frozenset(task for tasks in idle_owners(assessed).values() for task in tasks)
    for kind in (ProblemKind.NO_WORKING_TIME, ProblemKind.BEYOND_HORIZON):
        for problem in problems(assessed, kind):
            if problem.activity in told:
                continue  # that its owner never works is told of the owner
            due = assessed.timetable.due.get(problem.activity)
            if due is not None and due > assessed.linked.strategy.header.period.last:
                continue  # ECS618 says that its promised day lies outside the period
            if _has_idle_owner(assessed, problem.activity):
                continue  # ECS522 says so where its owner's capacity is written
            yield Finding(
                rule,
                "{name} finds no working day to run on"
                if kind is ProblemKind.NO_WORKING_TIME
                else "{name} does not end within 50 years",
                work_at(assessed.linked.strategy, problem.activity),
                params={"name": problem.activity},
                hint="look at `calendar.workweek`, `calendar.holidays`, the owner's `absent` and `capacity`, "
                "and the durations",
            )


def _has_idle_owner(assessed: Assessed, identifier: str) -> bool:
    """Return whether work that is given by its effort has an owner without any time."""
    strategy = assessed.linked.strategy
    task = strategy.tasks.get(identifier)
    if task is None or task.duration is not None or task.effort is None or task.every is not None:
        return False
    owner = strategy.people.get(task.owner or "")
    return owner is not None and not capacity_share(owner, assessed.timetable.days_per_week(owner.id))


@rule(
    "ECS633",
    "phase-outside-window",
    Severity.ERROR,
    "phases.window",
    "tasks.after|finish_after|duration|effort|start|not_before",
)
def phase_outside_window(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The tasks of a phase lie inside the phase's window.

    A window says when the phase is meant to be and moves nothing: a task begins when what it waits for allows, on
    the period's first day if it waits for nothing.

    Fails:

    ```yaml
    phases:
      build: {name: Build, window: 2026-01}
    tasks:
      shop: {name: Shop, owner: lin, duration: 40d, phase: build}
    ```

    Passes:

    ```yaml
    phases:
      build: {name: Build, window: 2026-Q1}
    tasks:
      shop: {name: Shop, owner: lin, duration: 40d, phase: build}
    ```
    """
    strategy = assessed.linked.strategy
    if not any(phase.window for phase in strategy.phases.values()):
        return
    for task in strategy.tasks.values():
        phase = strategy.phases.get(task.phase or "")
        days = assessed.timetable.days_of(task.id)
        if phase is None or phase.window is None or days is None:
            continue
        first, last = phase.window.start.date(), phase.window.last_day
        if days[0] < first or days[1] > last:
            yield Finding(
                rule,
                "{name} runs from {start} to {finish}, outside the window of its phase {phase}",
                At("tasks", task.id, part="key"),
                params={
                    "name": task.id,
                    "start": days[0],
                    "finish": days[1],
                    "phase": phase.id,
                    "first": first,
                    "last": last,
                },
                hint="the window is {first} to {last} and holds no task back: say when {name} begins with"
                " `not_before: {first}`, or widen the window"
                if days[0] < first
                else "the window is {first} to {last} and moves no task: shorten {name}, let it begin earlier,"
                " or widen the window",
            )


@rule("ECS635", "window-outside-period", Severity.ERROR)
def window_outside_period(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Tactics, promotions, phases, meetings, reports and targets lie inside the strategy's period.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026-H1, currency: CNY}
    promotions:
      double_11: {offer: 5折, window: 2026-11-11}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY}
    promotions:
      double_11: {offer: 5折, window: 2026-11-11}
    ```
    """
    strategy = assessed.linked.strategy
    period = strategy.header.period
    windows = [
        (At(section, name, ("window",)), window.start.date(), window.last_day)
        for section in ("tactics", "promotions", "phases", "meetings", "reports")
        for name, entity in strategy.section(section).items()
        if (window := entity.window) is not None
    ]
    windows += [
        (At("targets", target.id, ("period",)), target.period.first, target.period.last)
        for target in strategy.targets.values()
    ]
    for at, first, last in windows:
        if first < period.first or last > period.last:
            yield Finding(
                rule,
                "{first} to {last} is not inside the strategy's period {period}",
                at,
                params={"first": first, "last": last, "period": period},
                hint="choose days inside the period, or extend the period",
            )


@rule("ECS622", "buffer-outside-period", Severity.WARNING)
def buffer_outside_period(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The last buffer ends inside the strategy's period too.

    A plan that is in time only if nothing goes wrong has no buffer.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026-01, currency: CNY, buffer: {policy: project, size: 50%}}
    tasks:
      shop: {name: Shop, owner: lin, duration: 20d}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026-Q1, currency: CNY, buffer: {policy: project, size: 50%}}
    tasks:
      shop: {name: Shop, owner: lin, duration: 20d}
    ```
    """
    strategy, table = assessed.linked.strategy, assessed.timetable
    finish, period = table.schedule.finish, strategy.header.period
    end = buffered_end(table, project_buffer(strategy, table))
    if finish is None or end is None or day_of(finish - 1) > period.last or end <= period.last:
        return
    yield Finding(
        rule,
        "the work ends on {finish}, but with its buffers on {end}, after the strategy's period {period}",
        At("strategy", path=("period",)),
        params={"finish": day_of(finish - 1), "end": end, "period": period},
        hint="extend the period, shorten the work, or accept a smaller buffer",
    )


RULES = (
    buffer_outside_period,
    outside_period,
    no_working_day,
    phase_outside_window,
    window_outside_period,
)
