"""Links to phases: one activity without length for each edge of a phase that something waits for.

Waiting for a phase is waiting for the last of its tasks with its buffer (a milestone: without), for its start
waiting for the first of them to start, as for a summary task or a container. Tasks that have no dates do not
count.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Literal

from msgspec import Struct, structs

from ecsc.model import Strategy
from ecsc.schedule import Activity, Boundary, Link, LinkKind

_STARTS = frozenset({LinkKind.START_START, LinkKind.START_FINISH})


class PhaseEdge(Struct, frozen=True):
    """The start or the finish of a phase; `buffered` where the tasks' buffers are waited for as well."""

    phase: str
    end: Literal["start", "finish"]
    buffered: bool = False


class PhaseLinks:
    """The awaited edges of phases, gathered while links are translated."""

    def __init__(self, strategy: Strategy, out: Collection[str]) -> None:
        """Know which tasks each phase has, without those that are `out` of the schedule."""
        self._members: dict[str, list[str]] = {}
        self._taken = {*strategy.tasks, *strategy.milestones}
        self._names: dict[PhaseEdge, str] = {}
        for task in strategy.tasks.values():
            if task.phase is not None and task.id not in out:
                self._members.setdefault(task.phase, []).append(task.id)

    def link(self, link: Link, *, to_milestone: bool) -> Link | None:
        """Return a link to a phase as one to its edge, none for a phase of which nothing has dates."""
        phase = link.predecessor
        if phase not in self._members:
            return None
        starts = link.kind in _STARTS
        edge = PhaseEdge(phase, "start" if starts else "finish", not starts and not to_milestone)
        name = self._names.get(edge)
        if name is None:
            name = f"{phase}.{edge.end}{' with buffers' if edge.buffered else ''}"
            while name in self._taken:
                name += "'"
            self._taken.add(name)
            self._names[edge] = name
        return structs.replace(link, predecessor=name)

    def activities(self) -> Iterator[Activity]:
        """Yield the edges as activities."""
        for edge, name in self._names.items():
            starts = edge.end == "start"
            kind = LinkKind.START_START if starts else LinkKind.FINISH_START
            yield Activity(
                name,
                0,
                links=tuple(Link(task, kind) for task in self._members[edge.phase]),
                milestone=not edge.buffered,
                boundary=Boundary.FIRST if starts else Boundary.LAST,
            )

    def edges(self) -> Mapping[str, PhaseEdge]:
        """Return the edges by the id of their activity."""
        return {name: edge for edge, name in self._names.items()}
