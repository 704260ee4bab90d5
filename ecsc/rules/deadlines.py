"""Deadlines: 610 to 612 and 617. A date that cannot be kept is told with the chain that causes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.promised_days import opening
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.model import Strategy
from ecsc.rules.bounds import is_impossible, is_squeezed
from ecsc.rules.chains import chain, last_day, problems
from ecsc.rules.network import work_at
from ecsc.rules.rule import rule
from ecsc.schedule import ProblemKind, day_of


def _opening_deadline(assessed: Assessed, task: str, due_instant: int) -> str | None:
    """Return the promotion or launch whose opening is the task's deadline, None when `due` is."""
    strategy = assessed.linked.strategy
    found = strategy.tasks.get(task)
    names = found.ready_for if found is not None else ()
    return next((name for name in names if opening(strategy, name) == due_instant), None)


def _unfinished_stage(assessed: Assessed, launch: str, task: str) -> tuple[str, str] | None:
    """Return the first stage of a launch, with its task, that ends on its day or after; none if `task` does none."""
    stages = assessed.stages.get(launch, ())
    if task not in (stage.task for stage in stages):
        return None
    day = assessed.linked.strategy.launches[launch].date
    for stage in stages:
        days = assessed.timetable.days_of(stage.task or "")
        if stage.task is not None and days is not None and days[1] >= day:
            return stage.id, stage.task
    return None


def _due_at(assessed: Assessed, task: str, due: dt.date) -> At:
    """Return where a task's deadline is written: with it, or with the stage of a launch that it does."""
    for launch in assessed.linked.strategy.launches.values():
        for stage, gate in launch.gates.items():
            if gate.task == task and gate.due == due:
                return At("launches", launch.id, ("gates", stage, "due"))
    return At("tasks", task, ("due",))


def _pin(strategy: Strategy, task: str) -> tuple[Related, ...]:
    """Return the pin of a task as a place that explains its dates."""
    if strategy.tasks[task].start is None:
        return ()
    return (Related(At("tasks", task, ("start",)), "pinned here"),)


@rule("ECS610", "due-missed", Severity.ERROR)
def due_missed(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A task finishes by its `due` day.

    The finding shows the chain of work that drives the finish. `due` is a deadline: it never moves a task.

    Fails:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d, due: 2026-01-07}
    ```

    Passes:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d, due: 2026-01-31}
    ```
    """
    strategy = assessed.linked.strategy
    for problem in problems(assessed, ProblemKind.DUE_MISSED):
        if problem.activity not in strategy.tasks or problem.required is None:
            continue
        if is_impossible(assessed, problem) or is_squeezed(assessed, problem):
            continue  # told as what it is
        if _opening_deadline(assessed, problem.activity, problem.required) is not None:
            continue
        days = assessed.timetable.days_of(problem.activity)
        driving, related = chain(assessed, problem.activity)
        yield Finding(
            rule,
            "{name} is due on {due} but finishes on {finish}",
            _due_at(assessed, problem.activity, last_day(problem.required)),
            params={
                "name": problem.activity,
                "due": last_day(problem.required),
                "finish": days and days[1],
                "chain": driving,
            },
            label="earliest finish is {finish}",
            hint="shorten or start earlier something in {chain}, or move the day"
            if strategy.tasks[problem.activity].start is None
            else "its start is pinned: pin it earlier, shorten it, or move the day",
            related=(*related, *_pin(strategy, problem.activity)),
        )


@rule("ECS611", "due-missed-by-buffer", Severity.WARNING)
def due_missed_by_buffer(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A task keeps its deadline with its buffer, not only without.

    Fails:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 5d, buffer: 3d, due: 2026-01-08}
    ```

    Passes:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 5d, buffer: 3d, due: 2026-01-31}
    ```
    """
    for problem in problems(assessed, ProblemKind.DUE_MISSED_BY_BUFFER):
        if problem.required is None or problem.actual is None:
            continue
        promotion = _opening_deadline(assessed, problem.activity, problem.required)
        driving, related = chain(assessed, problem.activity)
        yield Finding(
            rule,
            "{name} keeps its deadline of {due} only without its buffer, which ends on {buffer_finish}",
            work_at(assessed.linked.strategy, problem.activity, "ready_for" if promotion else "due"),
            params={
                "name": problem.activity,
                "due": last_day(problem.required),
                "buffer_finish": last_day(problem.actual),
                "chain": driving,
            },
            hint="shorten or start earlier something in {chain}, or accept the risk with `buffer: 0d`",
            related=related,
        )


@rule("ECS612", "promotion-not-ready", Severity.ERROR)
def promotion_not_ready(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What a promotion or a launch needs is finished before it begins.

    A promotion begins as its window opens, a launch as its day begins; the last stage of a launch is what it needs.

    Fails:

    ```yaml
    promotions:
      flash: {offer: 5折, window: 2026-01-08..2026-01-09}
    tasks:
      photos: {name: Photos, owner: lin, duration: 20d, ready_for: flash}
    ```

    Passes:

    ```yaml
    promotions:
      flash: {offer: 5折, window: 2026-03-08..2026-03-09}
    tasks:
      photos: {name: Photos, owner: lin, duration: 20d, ready_for: flash}
    ```
    """
    strategy = assessed.linked.strategy
    for problem in problems(assessed, ProblemKind.DUE_MISSED):
        if problem.required is None:
            continue
        opens = _opening_deadline(assessed, problem.activity, problem.required)
        if opens is None or is_impossible(assessed, problem) or is_squeezed(assessed, problem):
            continue
        launch = opens in strategy.launches
        stage = _unfinished_stage(assessed, opens, problem.activity)
        days = assessed.timetable.days_of(stage[1] if stage else problem.activity)
        driving, related = chain(assessed, problem.activity)
        day = Related(At("launches", opens, ("date",)), "the day") if launch else None
        yield Finding(
            rule,
            "{opening} comes out on {opens}, but its stage {stage} is finished on {finish}"
            if stage
            else "{opening} comes out on {opens}, but {name} finishes on {finish}"
            if launch
            else "{opening} starts on {opens}, but {name} finishes on {finish}",
            At("launches", opens, ("date",)) if stage else At("tasks", problem.activity, ("ready_for",)),
            params={
                "opening": opens,
                "opens": day_of(problem.required),
                "name": problem.activity,
                "stage": stage and stage[0],
                "finish": days and days[1],
                "chain": driving,
            },
            hint="shorten or start earlier something in {chain}, or move the launch"
            if launch
            else "shorten or start earlier something in {chain}, or move the promotion",
            related=related
            if stage
            else (day or Related(At("promotions", opens, ("window",)), "the window"), *related),
        )


@rule("ECS617", "milestone-missed", Severity.ERROR)
def milestone_missed(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A milestone falls on its promised day or before.

    `week 6` means the last working day of the sixth block of seven days from the period's first day.

    Fails:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d}
    milestones:
      tested: {due: week 1, after: shop}
    ```

    Passes:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d}
    milestones:
      tested: {due: week 6, after: shop}
    ```
    """
    strategy = assessed.linked.strategy
    for problem in problems(assessed, ProblemKind.DUE_MISSED):
        if problem.activity not in strategy.milestones or problem.required is None:
            continue
        if last_day(problem.required) < strategy.header.period.first:
            continue  # that it is promised for a day before the strategy begins is told by itself
        days = assessed.timetable.days_of(problem.activity)
        driving, related = chain(assessed, problem.activity)
        yield Finding(
            rule,
            "{name} is promised for {due} but falls on {day}",
            At("milestones", problem.activity, ("due",)),
            params={
                "name": problem.activity,
                "due": last_day(problem.required),
                "day": days and days[1],
                "chain": driving,
            },
            label="earliest is {day}",
            hint="shorten or start earlier something in {chain}, or promise a later day",
            related=related,
        )


RULES = (
    due_missed,
    due_missed_by_buffer,
    promotion_not_ready,
    milestone_missed,
)
