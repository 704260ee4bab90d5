"""Bounds that leave no room: 605 and 607. What no shorter work before it could mend is told as what it is."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.rules.chains import chain, last_day, problems
from ecsc.rules.rule import rule
from ecsc.schedule import Problem, ProblemKind, day_of, instant_of


def is_impossible(assessed: Assessed, problem: Problem) -> bool:
    """Return whether a missed deadline lies before the task's own `not_before`."""
    task = assessed.linked.strategy.tasks.get(problem.activity)
    if task is None or task.not_before is None or task.start is not None or problem.required is None:
        return False
    return instant_of(task.not_before) >= problem.required


def is_squeezed(assessed: Assessed, problem: Problem) -> bool:
    """Return whether a missed deadline is that of work that was to run as late as it allows.

    The stages that a launch makes are laid late too, but nobody wrote so: their launch is told.
    """
    task = assessed.linked.strategy.tasks.get(problem.activity)
    if any(
        stage.made and stage.task == problem.activity for one in assessed.stages.values() for stage in one
    ):
        return False
    late = task is not None and task.schedule == "late" and task.start is None
    return late and not is_impossible(assessed, problem)


def _deadline(assessed: Assessed, problem: Problem) -> tuple[Related, ...]:
    task = assessed.linked.strategy.tasks[problem.activity]
    own = task.due is not None and problem.required is not None and task.due == last_day(problem.required)
    return (Related(At("tasks", task.id, ("due",) if own else ("ready_for",)), "the deadline"),)


@rule("ECS605", "bound-after-deadline", Severity.ERROR, "due", "ready_for")
def bound_after_deadline(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A task may start before it has to be finished.

    With `not_before` after `due`, or after the opening of what it has to be ready for, no plan keeps both.

    Fails:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 2d, not_before: 2026-03-02, due: 2026-02-20}
    ```

    Passes:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 2d, not_before: 2026-02-02, due: 2026-02-20}
    ```
    """
    for problem in problems(assessed, ProblemKind.DUE_MISSED):
        if problem.required is None or not is_impossible(assessed, problem):
            continue
        yield Finding(
            rule,
            "{name} may not start before {bound}, but has to be finished by {due}",
            At("tasks", problem.activity, ("not_before",)),
            params={
                "name": problem.activity,
                "bound": assessed.linked.strategy.tasks[problem.activity].not_before,
                "due": last_day(problem.required),
            },
            hint="let it start earlier, or move the deadline: no plan keeps both",
            related=_deadline(assessed, problem),
        )


@rule("ECS607", "late-without-room", Severity.ERROR, "due", "ready_for")
def late_without_room(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Work that is to run as late as possible can start early enough to keep its deadline.

    `schedule: late` lays it right before its deadline. Where what it waits for ends after that start, it runs
    as early as it can and is late all the same; the finding shows the chain that holds it back.

    Fails:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d}
      press: {name: Press, owner: lin, duration: 5d, after: shop, schedule: late, due: 2026-01-16}
    ```

    Passes:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d}
      press: {name: Press, owner: lin, duration: 5d, after: shop, schedule: late, due: 2026-03-31}
    ```
    """
    schedule = assessed.timetable.schedule
    for problem in problems(assessed, ProblemKind.DUE_MISSED):
        if problem.required is None or not is_squeezed(assessed, problem):
            continue
        number = schedule.numbers[problem.activity]
        calendar = schedule.placement.calendar(number)
        minutes = schedule.placement.activities[number].minutes
        latest = calendar.start_at(calendar.work_before(problem.required) - minutes)
        driving, related = chain(assessed, problem.activity)
        yield Finding(
            rule,
            "{name} would have to start on {latest} to be finished by {due}, but cannot start before {day}",
            At("tasks", problem.activity, ("schedule",)),
            params={
                "name": problem.activity,
                "latest": day_of(latest),
                "due": last_day(problem.required),
                "day": schedule.placed(problem.activity).first_day,
                "chain": driving,
            },
            label="no room to run late",
            hint="shorten or start earlier something in {chain}, or move the deadline",
            related=(*_deadline(assessed, problem), *related),
        )


RULES = (bound_after_deadline, late_without_room)
