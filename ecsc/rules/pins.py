"""Pinned and late work: 606 and 613 to 616. A pinned date stays where it is, so its contradictions are told."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.rules.chains import chain, problems
from ecsc.rules.network import work_at
from ecsc.rules.rule import rule
from ecsc.schedule import LinkKind, Problem, ProblemKind, day_of

_FINISHES = frozenset({LinkKind.FINISH_FINISH, LinkKind.START_FINISH})
_STARTS = frozenset({LinkKind.START_START, LinkKind.START_FINISH})


@rule("ECS613", "pin-contradicted", Severity.ERROR)
def pin_contradicted(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A pinned start is not earlier than what the task waits for allows.

    A pinned date stays where it is: the contradiction is told, the date never moves in silence.

    Fails:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d}
      press: {name: Press, owner: lin, duration: 2d, after: shop, start: 2026-01-06}
    ```

    Passes:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d}
      press: {name: Press, owner: lin, duration: 2d, after: shop, start: 2026-02-02}
    ```
    """
    for problem in problems(assessed, ProblemKind.PIN_CONFLICT):
        if problem.link is None or problem.link.kind not in _FINISHES:
            yield from _contradicted(
                assessed,
                rule,
                problem,
                "{name} is pinned to {pin}, but {awaited} lets it start on {required} at the earliest",
            )


@rule("ECS606", "pin-ends-too-early", Severity.ERROR)
def pin_ends_too_early(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A pinned start is not earlier than `finish_after` allows.

    Pinned, a task also ends on a fixed day; where that lies before the finish that it has to wait for, one of
    the two cannot be kept.

    Fails:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d}
      texts: {name: Texts, owner: lin, duration: 2d, finish_after: shop, start: 2026-01-05}
    ```

    Passes:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d}
      texts: {name: Texts, owner: lin, duration: 2d, finish_after: shop, start: 2026-02-02}
    ```
    """
    for problem in problems(assessed, ProblemKind.PIN_CONFLICT):
        if problem.link is not None and problem.link.kind in _FINISHES:
            yield from _contradicted(
                assessed,
                rule,
                problem,
                "{name} is pinned to {pin} and ends on {end}, but has to end after {awaited}: "
                "it can start on {required} at the earliest",
            )


def _contradicted(assessed: Assessed, rule: Rule, problem: Problem, message: str) -> Iterator[Finding]:
    strategy, schedule = assessed.linked.strategy, assessed.timetable.schedule
    if problem.actual is None or problem.required is None:
        return
    driving, related = chain(assessed, problem.other, problem.link)
    placed = schedule.placed(problem.other)
    starts = problem.link is not None and problem.link.kind in _STARTS
    told = ("starts on {day}", placed.first_day) if starts else ("ends on {day}", placed.last_day)
    yield Finding(
        rule,
        message,
        At("tasks", problem.activity, ("start",)),
        params={
            "name": problem.activity,
            "pin": day_of(problem.actual),
            "end": schedule.placed(problem.activity).last_day,
            "awaited": problem.other,
            "required": day_of(problem.required),
            "chain": driving,
        },
        hint="move the pin, or shorten something in {chain}",
        related=(*related, Related(work_at(strategy, problem.other), told[0], {"day": told[1]})),
    )


@rule("ECS614", "pin-before-bound", Severity.ERROR)
def pin_before_bound(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A pinned start is not before the task's own `not_before`.

    Fails:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d, start: 2026-01-05, not_before: 2026-02-02}
    ```

    Passes:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d, start: 2026-02-02}
    ```
    """
    for problem in problems(assessed, ProblemKind.PIN_BEFORE_BOUND):
        yield Finding(
            rule,
            "{name} is pinned to {pin}, before its own `not_before`",
            At("tasks", problem.activity, ("start",)),
            params={"name": problem.activity, "pin": problem.actual is not None and day_of(problem.actual)},
            hint="keep one of the two",
            related=(Related(At("tasks", problem.activity, ("not_before",)), "not before this day"),),
        )


@rule("ECS615", "pinned-to-day-off", Severity.ERROR)
def pinned_to_day_off(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A pinned start is a day on which somebody works.

    Fails:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d, start: 2026-01-04}
    ```

    Passes:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d, start: 2026-01-05}
    ```
    """
    for problem in problems(assessed, ProblemKind.PIN_OFF_WORK):
        if problem.actual is None or problem.required is None:
            continue
        yield Finding(
            rule,
            "{name} is pinned to {pin}, a day off; work starts on {day}",
            At("tasks", problem.activity, ("start",)),
            params={
                "name": problem.activity,
                "pin": day_of(problem.actual),
                "day": day_of(problem.required),
            },
            hint="pin it to {day}, or add the day to `calendar.extra_workdays`",
        )


@rule(
    "ECS616",
    "late-without-limit",
    Severity.WARNING,
    "due",
    "ready_for",
    "tasks.after|finish_after",
    "milestones.after",
)
def late_without_limit(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Work that is to run as late as possible has a deadline or something that waits for it.

    Fails:

    ```yaml
    tasks:
      party: {name: Party, owner: lin, duration: 1d, schedule: late}
    ```

    Passes:

    ```yaml
    tasks:
      party: {name: Party, owner: lin, duration: 1d, schedule: late, due: 2026-06-30}
    ```
    """
    for problem in problems(assessed, ProblemKind.LATE_WITHOUT_LIMIT):
        yield Finding(
            rule,
            "{name} is to run as late as possible, but nothing says how late that is",
            At("tasks", problem.activity, ("schedule",)),
            params={"name": problem.activity},
            hint="add `due:`, or let something wait for it",
        )


RULES = (
    pin_contradicted,
    pin_ends_too_early,
    pin_before_bound,
    pinned_to_day_off,
    late_without_limit,
)
