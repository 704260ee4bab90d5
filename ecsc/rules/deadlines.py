"""Deadlines: 610 to 612 and 617. A date that cannot be kept is told with the chain that causes it."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.model import Strategy
from ecsc.rules.bounds import is_impossible, is_squeezed
from ecsc.rules.chains import chain, last_day, problems
from ecsc.rules.network import work_at
from ecsc.rules.rule import rule
from ecsc.schedule import ProblemKind, day_of


def _promotion_deadline(assessed: Assessed, task: str, due_instant: int) -> str | None:
    """Return the promotion whose opening is the task's deadline, None when `due` is."""
    strategy = assessed.linked.strategy
    found = strategy.tasks.get(task)
    if found is None:
        return None
    for name in found.ready_for:
        window = strategy.promotions[name].window if name in strategy.promotions else None
        if (
            window is not None
            and window.start.toordinal() * 1440 + window.start.hour * 60 + window.start.minute == due_instant
        ):
            return name
    return None


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
        if _promotion_deadline(assessed, problem.activity, problem.required) is not None:
            continue
        days = assessed.timetable.days_of(problem.activity)
        driving, related = chain(assessed, problem.activity)
        yield Finding(
            rule,
            "{name} is due on {due} but finishes on {finish}",
            At("tasks", problem.activity, ("due",)),
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
        promotion = _promotion_deadline(assessed, problem.activity, problem.required)
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
    """What a promotion needs is finished before its window opens.

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
    for problem in problems(assessed, ProblemKind.DUE_MISSED):
        if problem.required is None:
            continue
        promotion = _promotion_deadline(assessed, problem.activity, problem.required)
        if promotion is None or is_impossible(assessed, problem) or is_squeezed(assessed, problem):
            continue
        days = assessed.timetable.days_of(problem.activity)
        driving, related = chain(assessed, problem.activity)
        yield Finding(
            rule,
            "{promotion} starts on {opens}, but {name} finishes on {finish}",
            At("tasks", problem.activity, ("ready_for",)),
            params={
                "promotion": promotion,
                "opens": day_of(problem.required),
                "name": problem.activity,
                "finish": days and days[1],
                "chain": driving,
            },
            hint="shorten or start earlier something in {chain}, or move the promotion",
            related=(Related(At("promotions", promotion, ("window",)), "the window"), *related),
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
