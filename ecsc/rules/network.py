"""The network of work: 601 to 605. Nothing waits for itself, and what is waited for has dates."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.link.circles import loop_text, shortest_loop
from ecsc.model import Dependency, Strategy
from ecsc.rules.rule import rule
from ecsc.schedule import Cycle


def work_at(strategy: Strategy, identifier: str, *path: str | int) -> At:
    """Return the place of a task or milestone, its key without a path."""
    section = "tasks" if identifier in strategy.tasks else "milestones"
    return At(section, identifier, path, part="value" if path else "key")


def link_at(strategy: Strategy, waits: str, awaited: str) -> At:
    """Return the place where `waits` says that it waits for `awaited` (or for the phase it belongs to)."""
    entity = strategy.tasks.get(waits) or strategy.milestones.get(waits)
    task = strategy.tasks.get(awaited)
    names = {awaited, task.phase if task is not None else None}
    for field in ("after", "finish_after"):
        for index, link in enumerate(getattr(entity, field, ())):
            if link.target in names:
                return work_at(strategy, waits, field, index)
    return work_at(strategy, waits)


def _links(strategy: Strategy) -> Iterator[tuple[At, Dependency]]:
    """Yield every link of tasks and milestones with its place."""
    for section, fields in (("tasks", ("after", "finish_after")), ("milestones", ("after",))):
        for name, entity in strategy.section(section).items():
            for field in fields:
                for index, link in enumerate(getattr(entity, field)):
                    yield At(section, name, (field, index)), link


@rule("ECS601", "dependency-cycle", Severity.ERROR)
def dependency_cycle(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """No work waits for itself, directly or through other work.

    Each knot of work is reported once, by its shortest loop through the member that is defined first, with
    every link of the loop. The other dates are computed as if these links were not there.

    Fails:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d, after: photos}
      photos: {name: Photos, owner: lin, duration: 5d, after: shop}
    ```

    Passes:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d}
      photos: {name: Photos, owner: lin, duration: 5d, after: shop}
    ```
    """
    strategy = assessed.linked.strategy
    for cycle in assessed.timetable.schedule.cycles:
        loop = _witness(cycle)
        if len(loop) == 1:
            yield Finding(
                rule,
                "{name} waits for itself",
                link_at(strategy, loop[0], loop[0]),
                params={"name": loop[0]},
                hint="take itself out of `after`",
            )
            continue
        edges = list(zip(loop, (*loop[1:], loop[0]), strict=True))
        first, *others = edges
        yield Finding(
            rule,
            "{chain}: these wait for each other in a circle",
            link_at(strategy, *first),
            params={"chain": loop_text(loop), "awaited": first[1]},
            label="waits for {awaited}",
            hint="take one of these links out",
            related=tuple(
                Related(link_at(strategy, waits, awaited), "waits for {awaited}", {"awaited": awaited})
                for waits, awaited in others
            ),
        )


def _witness(cycle: Cycle) -> tuple[str, ...]:
    """Return the shortest loop through the cycle's first-defined member, that member first."""
    import networkx as nx

    first = cycle.activities[0]
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from(cycle.links)
    return shortest_loop(graph, first)


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
    words = {
        "contingent": "runs only when a risk starts it",
        "dropped": "was dropped",
        "recurring": "comes round again and again and is never finished",
        "empty": "has no task with dates",
    }
    strategy, times = assessed.linked.strategy, assessed.timetable
    reasons = {**times.unscheduled, **dict.fromkeys(_empty_phases(assessed), "empty")}
    if not any(reason in words for reason in reasons.values()):
        return
    for at, link in _links(strategy):
        reason = words.get(reasons.get(link.target, ""))
        if reason is not None and at.id not in reasons:
            yield Finding(
                rule,
                "{name} waits for {awaited}, which " + reason,
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
    """What waits for a phase waits for its end: for the last of its tasks.

    Fails:

    ```yaml
    phases:
      build: {name: Build}
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d, phase: build}
      press: {name: Press, owner: lin, duration: 5d, after: build.start}
    ```

    Passes:

    ```yaml
    phases:
      build: {name: Build}
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d, phase: build}
      press: {name: Press, owner: lin, duration: 5d, after: shop.start}
    ```
    """
    strategy = assessed.linked.strategy
    if not strategy.phases:
        return
    for at, link in _links(strategy):
        if link.end == "start" and link.target in strategy.phases:
            yield Finding(
                rule,
                "the phase {phase} has no start of its own to wait for",
                at,
                params={"phase": link.target},
                hint="name its first task, as in `shop.start`",
            )


RULES = (dependency_cycle, no_duration, waits_for_unscheduled, phase_has_no_start)
