"""Formulas as equations: which names each has, and which equations each name stands in, looked up once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ecsc.expr.tree import Chain, Literal, Name, Negative, Node


def names_of(tree: Node) -> list[str]:
    """Return the metrics that a formula names, as often as it does; an empty name where it is no arithmetic."""
    match tree:
        case Name(path=path):
            return [path[-1] if path[0] == "metrics" else ".".join(path)]
        case Chain(first=first, rest=rest):
            return [name for node in (first, *(node for _, node in rest)) for name in names_of(node)]
        case Negative(operand=operand):
            return names_of(operand)
        case Literal():
            return []
        case _:
            return ["", ""]  # stands for a name that is never known, so that the formula is left alone


class Equations(Mapping[str, Node]):
    """The trees of formulas by the metric that each makes, in the order of the metrics.

    `names` has the names of each, as often as they stand in it; `users` the metrics whose formulas have a name;
    `grounded` those whose formulas have none at all; `place` says which comes first.
    """

    def __init__(self, trees: Mapping[str, Node]) -> None:
        self._trees = dict(trees)
        self.names = {metric: names_of(tree) for metric, tree in self._trees.items()}
        self.place = {metric: number for number, metric in enumerate(self._trees)}
        self.grounded = tuple(metric for metric, names in self.names.items() if not names)
        self.users: dict[str, list[str]] = {}
        for metric, names in self.names.items():
            for name in dict.fromkeys(names):
                self.users.setdefault(name, []).append(metric)

    def __getitem__(self, metric: str) -> Node:
        return self._trees[metric]

    def __iter__(self) -> Iterator[str]:
        return iter(self._trees)

    def __len__(self) -> int:
        return len(self._trees)
