"""Which metrics a formula names, the order in which they can be calculated, and the loops that allow none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from ecsc.diagnostics import At, Finding, Related
from ecsc.expr import Node, parse
from ecsc.expr.rules import FORMULA_CYCLE
from ecsc.expr.tree import Name
from ecsc.link.circles import loop_text, shortest_loop
from ecsc.model import Strategy
from ecsc.model.goals import Metric

if TYPE_CHECKING:
    import networkx as nx


def metric_parts(strategy: Strategy, metrics: Mapping[str, Metric]) -> dict[str, list[str]]:
    """Return for each metric the metrics that its formula names."""
    header = strategy.header
    parts: dict[str, list[str]] = {}
    for name, metric in metrics.items():
        formula = metric.formula
        node = parse(formula, header.currency, header.fiscal_year_start)[0] if formula else None
        parts[name] = [other for other in names_in(node) if other in metrics] if node is not None else []
    return parts


def cycles(metrics: Mapping[str, Metric], parts: Mapping[str, list[str]]) -> Iterator[Finding]:
    """Yield one finding for each loop of formulas: the shortest through its first-defined metric."""
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(metrics)
    graph.add_edges_from((name, other) for name, others in parts.items() for other in others)
    order = {name: index for index, name in enumerate(metrics)}
    for component in sorted(
        nx.strongly_connected_components(graph), key=lambda found: min(map(order.__getitem__, found))
    ):
        first = min(component, key=order.__getitem__)
        if len(component) == 1 and not graph.has_edge(first, first):
            continue
        loop = shortest_loop(graph.subgraph(component), first)
        yield Finding(
            FORMULA_CYCLE,
            "{metric} is calculated from itself: {chain}",
            At("metrics", first, ("formula",)),
            params={"metric": first, "chain": loop_text(loop)},
            hint="one of them has to be measured by a source instead of calculated",
            related=tuple(
                Related(At("metrics", name, ("formula",)), "needs {other}", {"other": other})
                for name, other in zip(loop[1:], (*loop, first)[2:], strict=True)
            ),
        )


def settled(parts: Mapping[str, list[str]]) -> list[str]:
    """Return the metrics that can be calculated from ones before them: all of them where no formulas make a loop."""
    missing = {name: len(set(others)) for name, others in parts.items()}
    users: dict[str, list[str]] = {}
    for name, others in parts.items():
        for other in set(others):
            users.setdefault(other, []).append(name)
    done = [name for name, count in missing.items() if not count]
    for name in done:  # grows while it is gone through
        for user in users.get(name, ()):
            missing[user] -= 1
            if not missing[user]:
                done.append(user)
    return done


def names_in(node: Node) -> Iterator[str]:
    """Yield the metrics a formula names, bare or as `metrics.name`, in the order written."""
    if isinstance(node, Name):
        yield node.path[-1] if node.path[0] == "metrics" else node.path[0]
        return
    for field in node.__struct_fields__:
        value = getattr(node, field)
        yield from _names_in_value(value)


def _names_in_value(value: object) -> Iterator[str]:
    if isinstance(value, tuple):
        for item in value:
            yield from _names_in_value(item)
    elif isinstance(value, Struct) and hasattr(value, "start"):
        yield from names_in(value)  # type: ignore[arg-type]
