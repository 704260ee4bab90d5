"""Circles of work: 601. Nothing waits for itself, not through other work nor through phases."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.phase_links import PhaseEdge
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.link.circles import loop_text, shortest_loop
from ecsc.messages import Phrase
from ecsc.model import Strategy
from ecsc.rules.network import work_at
from ecsc.rules.rule import rule
from ecsc.schedule import Cycle


@rule("ECS601", "dependency-cycle", Severity.ERROR)
def dependency_cycle(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """No work waits for itself, directly, through other work or through a phase.

    What waits for a phase waits for each of its tasks, and each task of a phase waits for what the phase waits
    for. Each knot of work is reported once, by its shortest loop through the member that is defined first,
    with every link of the loop. The other dates are computed as if these links were not there.

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
    strategy, edges = assessed.linked.strategy, assessed.timetable.phase_edges
    for cycle in assessed.timetable.schedule.cycles:
        loop = _witness(cycle)
        if len(loop) == 1:
            yield _of_itself(strategy, loop[0], rule)
        elif len(loop) == 2 and loop[1] in edges:
            yield _of_its_own_phase(strategy, loop[0], edges[loop[1]], rule)
        else:
            links = zip(loop, (*loop[1:], loop[0]), strict=True)
            (at, label, told), *others = (
                _member(edges[waits], awaited)
                if waits in edges
                else _waits(strategy, waits, edges.get(awaited) or awaited)
                for waits, awaited in links
            )
            yield Finding(
                rule,
                "{chain}: these wait for each other in a circle",
                at,
                params={"chain": loop_text([_named(each, edges.get(each)) for each in loop]), **told},
                label=label,
                hint="take one of these links out",
                related=tuple(Related(*other) for other in others),
            )


def _witness(cycle: Cycle) -> tuple[str, ...]:
    """Return the shortest loop through the cycle's first-defined member, that member first."""
    import networkx as nx

    first = cycle.activities[0]
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from(cycle.links)
    return shortest_loop(graph, first)


def _named(identifier: str, edge: PhaseEdge | None) -> str:
    if edge is None:
        return identifier
    if edge.end == "start":
        return Phrase("the start of the phase {phase}", phase=edge.phase)
    return Phrase("the phase {phase}", phase=edge.phase)


def _of_itself(strategy: Strategy, name: str, rule: Rule) -> Finding:
    at = _place(strategy, name, name)
    if at.section == "phases":
        return Finding(
            rule,
            "{name} waits for itself: its phase {phase} waits for it",
            at,
            params={"name": name, "phase": at.id},
            hint="name work of another phase, or take {name} out of this one",
            related=(Related(At("tasks", name, ("phase",)), "{name} is a part of the phase {phase}"),),
        )
    return Finding(
        rule, "{name} waits for itself", at, params={"name": name}, hint="take itself out of `after`"
    )


def _of_its_own_phase(strategy: Strategy, task: str, edge: PhaseEdge, rule: Rule) -> Finding:
    at = _place(strategy, task, edge)
    told = {"name": task, "phase": edge.phase, "edge": _named(task, edge)}
    if at.section == "phases":
        return Finding(
            rule,
            "the phase {phase} waits for itself",
            at,
            params=told,
            hint="take the phase out of its own `after`",
        )
    return Finding(
        rule,
        "{name} waits for {edge}, of which it is a part",
        at,
        params=told,
        hint="name the task that it really waits for, or take {name} out of the phase",
        related=(Related(At("tasks", task, ("phase",)), "{name} is a part of it", told),),
    )


def _member(edge: PhaseEdge, task: str) -> tuple[At, str, dict[str, object]]:
    told: dict[str, object] = {"task": task, "phase": edge.phase}
    return At("tasks", task, ("phase",)), "{task} is a part of the phase {phase}", told


def _waits(strategy: Strategy, waits: str, awaited: str | PhaseEdge) -> tuple[At, str, dict[str, object]]:
    told: dict[str, object] = {
        "awaited": awaited if isinstance(awaited, str) else _named("", awaited),
        "waits": waits,
    }
    at = _place(strategy, waits, awaited)
    if at.section == "phases":
        return at, "each task of the phase {phase} waits for {awaited}", {**told, "phase": at.id}
    return at, "waits for {awaited}", told


def _place(strategy: Strategy, waits: str, awaited: str | PhaseEdge) -> At:
    """Return the place that makes `waits` wait for `awaited`: its own link, or that of its phase."""
    task = strategy.tasks.get(waits)
    entity = task or strategy.milestones.get(waits)
    phase = strategy.phases.get(task.phase or "") if task is not None else None
    for field in ("after", "finish_after"):
        for index, link in enumerate(getattr(entity, field, ())):
            if _names(link.target, link.end, awaited):
                return work_at(strategy, waits, field, index)
    for index, link in enumerate(phase.after if phase is not None else ()):
        if phase is not None and _names(link.target, link.end, awaited):
            return At("phases", phase.id, ("after", index))
    return work_at(strategy, waits)


def _names(target: str, end: str, awaited: str | PhaseEdge) -> bool:
    if isinstance(awaited, str):
        return target == awaited
    return (target, end) == (awaited.phase, awaited.end)


RULES = (dependency_cycle,)
