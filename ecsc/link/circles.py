"""Circles of references: an objective or goal that is a part of itself, a channel that takes its own orders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ecsc.diagnostics import At, Finding, Related
from ecsc.link.findings import CIRCLE
from ecsc.messages import chained
from ecsc.model import Strategy

if TYPE_CHECKING:
    import networkx as nx

LOOP_SHOWN = 8
"""Members of a circle that a message names before it leaves out the middle."""

_ABOVE = (("objectives", "parent"), ("goals", "parent"), ("channels", "orders_via"))


def check_circles(strategy: Strategy) -> Iterator[Finding]:
    """Yield one finding for each circle, at its member that is defined first."""
    for section, field in _ABOVE:
        entities = strategy.section(section)
        above = {name: found for name, one in entities.items() if (found := getattr(one, field)) in entities}
        for loop in _loops(above):
            first, *others = loop
            at = At(section, first, (field,))
            if not others:
                yield Finding(
                    CIRCLE,
                    "{name} names itself as its `{field}`",
                    at,
                    params={"name": first, "field": field},
                    hint="name another one, or leave `{field}` out",
                )
                continue
            yield Finding(
                CIRCLE,
                "{chain}: these name each other in a circle",
                at,
                params={"chain": loop_text(loop), "other": above[first]},
                label="names {other}",
                hint="take one of these links out",
                related=tuple(
                    Related(At(section, name, (field,)), "names {other}", {"other": above[name]})
                    for name in others
                ),
            )


def _loops(above: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Yield each circle of a map in which every name leads to one other at most, in source order."""
    order = {name: number for number, name in enumerate(above)}
    seen: dict[str, str] = {}
    for start in above:
        here: str | None = start
        while here is not None and here not in seen:
            seen[here] = start
            here = above.get(here)
        if here is not None and seen[here] == start:
            loop = [here]
            while (here := above[here]) != loop[0]:
                loop.append(here)
            first = loop.index(min(loop, key=order.__getitem__))
            yield (*loop[first:], *loop[:first])


def loop_text(names: Sequence[str]) -> str:
    """Return a circle in words, its first member again at the end; of a long one the middle is left out."""
    shown = names if len(names) <= LOOP_SHOWN else (*names[: LOOP_SHOWN - 2], "…", names[-1])
    return chained((*shown, names[0]))


def shortest_loop(graph: nx.DiGraph[str], first: str) -> tuple[str, ...]:
    """Return the nodes of a shortest loop through `first`, starting with it."""
    import networkx as nx

    if graph.has_edge(first, first):
        return (first,)
    paths = [nx.shortest_path(graph, following, first) for following in sorted(graph.successors(first))]
    best = min(paths, key=len)
    return (first, *best[:-1])
