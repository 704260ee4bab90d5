"""The network of work: 602 to 604. What is waited for has dates."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.model import Dependency, Strategy
from ecsc.rules.rule import rule


def work_at(strategy: Strategy, identifier: str, *path: str | int) -> At:
    """Return the place of a task or milestone, its key without a path."""
    section = "tasks" if identifier in strategy.tasks else "milestones"
    return At(section, identifier, path, part="value" if path else "key")


def _links(strategy: Strategy) -> Iterator[tuple[At, Dependency]]:
    """Yield every link of tasks, milestones and phases with its place."""
    works = (("tasks", ("after", "finish_after")), ("milestones", ("after",)), ("phases", ("after",)))
    for section, fields in works:
        for name, entity in strategy.section(section).items():
            for field in fields:
                for index, link in enumerate(getattr(entity, field)):
                    yield At(section, name, (field, index)), link


@rule("ECS602", "no-duration", Severity.ERROR)
def no_duration(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A task says how long it takes, so that it and what waits for it get dates.

    Fails:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin}
    ```

    Passes:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d}
    ```
    """
    for name, reason in assessed.timetable.unscheduled.items():
        if reason == "no_duration":
            yield Finding(
                rule,
                "{name} has no duration, so it has no dates",
                At("tasks", name, part="key"),
                params={"name": name},
                hint="add `duration:`, for example `duration: 5d` (five working days), or `effort:`",
            )


@rule("ECS603", "waits-for-unscheduled", Severity.ERROR)
def waits_for_unscheduled(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Scheduled work does not wait for work that may never happen.

    A contingent task runs only when a risk or trigger starts it, a dropped one never, recurring work (`every`) is
    never finished, and in a phase without scheduled tasks there is nothing to wait for; what waits for it would
    have no date.

    Fails:

    ```yaml
    tasks:
      rescue: {name: Rescue, owner: lin, duration: 5d, contingent: true}
      launch: {name: Launch, owner: lin, duration: 5d, after: rescue}
    ```

    Passes:

    ```yaml
    tasks:
      rescue: {name: Rescue, owner: lin, duration: 5d, contingent: true}
      launch: {name: Launch, owner: lin, duration: 5d}
    ```
    """
    messages = {
        "contingent": "{name} waits for {awaited}, which runs only when a risk or a trigger starts it",
        "dropped": "{name} waits for {awaited}, which was dropped",
        "recurring": "{name} waits for {awaited}, which comes round again and again and is never finished",
        "empty": "{name} waits for {awaited}, which has no task with dates",
    }
    strategy, times = assessed.linked.strategy, assessed.timetable
    reasons = {**times.unscheduled, **dict.fromkeys(_empty_phases(assessed), "empty")}
    if not any(reason in messages for reason in reasons.values()):
        return
    for at, link in _links(strategy):
        message = messages.get(reasons.get(link.target, ""))
        if link.end == "start" and link.target in strategy.phases:
            continue  # told as a phase that has no start
        if message is not None and at.id not in reasons:
            yield Finding(
                rule,
                message,
                at,
                params={"name": at.id, "awaited": link.target},
                hint="take the link out; the date is computed without it",
                related=(
                    Related(
                        At("tasks" if link.target in strategy.tasks else "phases", link.target, part="key"),
                        "defined here",
                    ),
                ),
            )


def _empty_phases(assessed: Assessed) -> Iterator[str]:
    """Yield the phases of which nothing is scheduled, save those whose tasks only lack a duration."""
    strategy = assessed.linked.strategy
    if not strategy.phases or strategy.unread("tasks", "phase"):
        return
    members = {
        task.phase
        for task in strategy.tasks.values()
        if assessed.timetable.unscheduled.get(task.id) in (None, "no_duration")
    }
    yield from (phase for phase in strategy.phases if phase not in members)


@rule("ECS604", "phase-has-no-start", Severity.ERROR)
def phase_has_no_start(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A phase whose start is waited for has a task with dates.

    `after: build.start + 5d` is five working days after the first task of the phase starts, `after: build`
    waits for the last of them to finish.

    Fails:

    ```yaml
    phases:
      build: {name: Build}
    tasks:
      press: {name: Press, owner: lin, duration: 5d, after: build.start}
    ```

    Passes:

    ```yaml
    phases:
      build: {name: Build}
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d, phase: build}
      press: {name: Press, owner: lin, duration: 5d, after: build.start}
    ```
    """
    strategy = assessed.linked.strategy
    empty = frozenset(_empty_phases(assessed))
    if not empty:
        return
    for at, link in _links(strategy):
        if link.end == "start" and link.target in empty and at.id not in empty:
            yield Finding(
                rule,
                "the phase {phase} has no start to wait for: no task in it has dates",
                at,
                params={"phase": link.target},
                hint="put a task into the phase, or name what is really waited for, as in `shop.start`",
                related=(Related(At("phases", link.target, part="key"), "defined here"),),
            )


RULES = (no_duration, waits_for_unscheduled, phase_has_no_start)
