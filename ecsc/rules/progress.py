"""Progress: 670 to 674. What is told of the work fits together, and what it means for promises is said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.model import Strategy
from ecsc.model.execution import Task
from ecsc.rules.chains import CHAIN_SHOWN, chain_text, last_day
from ecsc.rules.network import work_at
from ecsc.rules.rule import rule
from ecsc.schedule import Problem, ProblemKind, day_of, end_of_day, instant_of

if TYPE_CHECKING:
    from ecsc.assess.forecast import Forecast


@rule("ECS670", "finished-before-started", Severity.ERROR, "started", "finished")
def finished_before_started(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Work is finished on the day it was started or later.

    Fails:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 5d, status: done, started: 2026-01-12, finished: 2026-01-09}
    ```

    Passes:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 5d, status: done, started: 2026-01-05, finished: 2026-01-09}
    ```
    """
    for task in assessed.linked.strategy.tasks.values():
        if task.started is not None and task.finished is not None and task.finished < task.started:
            yield Finding(
                rule,
                "{name} was finished on {finished}, before it was started on {started}",
                At("tasks", task.id, ("finished",)),
                params={"name": task.id, "started": task.started, "finished": task.finished},
                hint="correct one of the two days",
                related=(Related(At("tasks", task.id, ("started",)), "started here"),),
            )


@rule("ECS671", "done-in-the-future", Severity.WARNING)
def done_in_the_future(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What has really happened did so by the day that counts as today.

    A day of `started` or `finished` after `as_of` is a slip of the pen, or the day that counts as today was
    left behind. The forecast takes it as it stands.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, as_of: 2026-01-12}
    tasks:
      shop: {name: Shop, owner: lin, duration: 5d, status: done, finished: 2026-02-09}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, as_of: 2026-01-12}
    tasks:
      shop: {name: Shop, owner: lin, duration: 5d, status: done, finished: 2026-01-09}
    ```
    """
    strategy = assessed.linked.strategy
    today = strategy.header.as_of
    if today is None:
        return
    for task in strategy.tasks.values():
        for field, day in (("started", task.started), ("finished", task.finished)):
            if day is not None and day > today:
                yield Finding(
                    rule,
                    "{name}: `{field}` is {day}, which is after {today}",
                    At("tasks", task.id, (field,)),
                    params={"name": task.id, "field": field, "day": day, "today": today},
                    hint="correct the day, or bring `as_of` up to date",
                    related=(Related(At("strategy", path=("as_of",)), "the day that counts as today"),),
                )
                break


@rule("ECS672", "status-contradicted", Severity.ERROR, "status")
def status_contradicted(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The status of work and what is told of it agree.

    `finished` belongs to work that is `done`, `started` to work that is `started` or `done`, `remaining` to work
    that is `started`. The status decides: what contradicts it is not reckoned with.

    Fails:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 5d, finished: 2026-01-09}
    ```

    Passes:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 5d, status: done, finished: 2026-01-09}
    ```
    """
    for task in assessed.linked.strategy.tasks.values():
        told = contradiction(task)
        if told is not None:
            field, message, hint = told
            yield Finding(
                rule,
                message,
                At("tasks", task.id, (field,)),
                params={"name": task.id, "status": task.status or "planned", "remaining": task.remaining},
                hint=hint,
            )


def contradiction(task: Task) -> tuple[str, str, str] | None:
    """Return the field that contradicts a task's status, what is wrong and a hint; None where none does."""
    status = task.status or "planned"
    if task.finished is not None and status not in ("done", "dropped"):
        return "finished", "{name} has a finish, but its status is {status}", "write `status: done`"
    if task.started is not None and status == "planned":
        return "started", "{name} has begun, but its status is {status}", "write `status: started`"
    if task.remaining is not None and status == "planned":
        hint = "write `status: started`, or leave `remaining` out: `duration` says how long it takes"
        return "remaining", "{name} has {remaining} remaining, but its status is {status}", hint
    if task.remaining is not None and status == "done" and task.remaining.value > 0:
        hint = "write `status: started`, or leave `remaining` out"
        return "remaining", "{name} is done, but {remaining} of it remain", hint
    return None


@rule("ECS673", "done-out-of-order", Severity.WARNING, "status", "tasks.status|after|finish_after")
def done_out_of_order(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Work is not done before what it waits for is done.

    Either the link is not true, or the work that it waits for is further than its status tells.

    Fails:

    ```yaml
    tasks:
      design: {name: Design, owner: lin, duration: 5d}
      shop: {name: Shop, owner: lin, duration: 5d, after: design, status: done}
    ```

    Passes:

    ```yaml
    tasks:
      design: {name: Design, owner: lin, duration: 5d, status: done}
      shop: {name: Shop, owner: lin, duration: 5d, after: design, status: done}
    ```
    """
    strategy = assessed.linked.strategy
    for task in strategy.tasks.values():
        if task.status != "done":
            continue
        for field in ("after", "finish_after"):
            for index, link in enumerate(getattr(task, field)):
                awaited = strategy.tasks.get(link.target)
                if awaited is None or link.end == "start" or (link.lag is not None and link.lag.value < 0):
                    continue
                if awaited.status in ("done", "dropped") or awaited.contingent:
                    continue
                yield Finding(
                    rule,
                    "{name} is done, but {awaited}, which it waits for, is not",
                    At("tasks", task.id, (field, index)),
                    params={"name": task.id, "awaited": awaited.id},
                    hint="bring the status of {awaited} up to date, or take the link out",
                    related=(Related(work_at(strategy, awaited.id), "not done"),),
                )


@rule("ECS674", "forecast-misses", Severity.WARNING)
def forecast_misses(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What the plan promises is still kept as the work really stands.

    On the day that counts as today the forecast puts what is left of the work after that day. A deadline, a
    milestone or the start of a promotion that the plan keeps and the forecast misses is told with the chain
    of work that drives it. What the plan itself misses is an error of its own.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, as_of: 2026-01-12}
    tasks:
      shop: {name: Shop, owner: lin, duration: 5d, status: started, started: 2026-01-05, remaining: 4d}
      press: {name: Press, owner: lin, duration: 2d, after: shop, due: 2026-01-14}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, as_of: 2026-01-12}
    tasks:
      shop: {name: Shop, owner: lin, duration: 5d, status: done, started: 2026-01-05, finished: 2026-01-09}
      press: {name: Press, owner: lin, duration: 2d, after: shop, due: 2026-01-14}
    ```
    """
    forecast = assessed.forecast
    if forecast is None:
        return
    missed = ProblemKind.DUE_MISSED
    known = {one.activity for one in assessed.timetable.schedule.problems if one.kind is missed}
    for problem in forecast.schedule.problems:
        if problem.kind is missed and problem.activity not in known and problem.required is not None:
            yield _missed(assessed, rule, forecast, problem, problem.required)


def _missed(assessed: Assessed, rule: Rule, forecast: Forecast, problem: Problem, due: int) -> Finding:
    strategy, name = assessed.linked.strategy, problem.activity
    days, steps = forecast.days_of(name), forecast.chain(name)
    opening = _opening(strategy, name, due)
    if opening is not None:
        message = "{opening} starts on {due}, but by now {name} will be finished on {day}"
        where, day = "ready_for", day_of(due)
    else:
        message = "{name} is due on {due}, but by now will be finished on {day}"
        if name in strategy.milestones:
            message = "{name} is promised for {due}, but by now will be reached on {day}"
        where, day = "due", last_day(due)
    return Finding(
        rule,
        message,
        work_at(strategy, name, where),
        params={
            "name": name,
            "due": day,
            "day": days and days[1],
            "opening": opening,
            "chain": chain_text(steps),
        },
        label="the plan keeps it",
        hint="shorten something in {chain}, or agree on a later day",
        related=tuple(
            Related(work_at(strategy, step.activity), "will end on {end}", {"end": ends[1]})
            for step in steps[-CHAIN_SHOWN:-1]
            if (ends := forecast.days_of(step.activity)) is not None
        ),
    )


def _opening(strategy: Strategy, name: str, due: int) -> str | None:
    """Return the promotion or launch that is the deadline `due` of a task, None for its own `due`."""
    task = strategy.tasks.get(name)
    if task is None or (task.due is not None and end_of_day(task.due) == due):
        return None
    for each in task.ready_for:
        window = strategy.promotions[each].window if each in strategy.promotions else None
        if window is not None and due == instant_of(
            window.start.date(), window.start.hour * 60 + window.start.minute
        ):
            return each
    return next((each for each in task.ready_for if each in strategy.launches), None)


RULES = (
    finished_before_started,
    done_in_the_future,
    status_contradicted,
    done_out_of_order,
    forecast_misses,
)
