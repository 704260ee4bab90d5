"""Driver trees: what planned drivers make of a target through the metrics' own formulas.

Formulas are read as equations. `conversion = orders / visitors` gives the orders when the two others are
planned, so a tree of any shape can be followed, not one fixed product.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, DecimalException

from msgspec import Struct

from ecsc.expr.tree import Chain, Literal, Name, Negative, Node
from ecsc.quantity import EXACT, Count, Money, Rate

_STEPS = 1000


class Derived(Struct, frozen=True):
    """What could be computed: `values` by metric, and `through` the metrics whose formulas were used, in order."""

    values: Mapping[str, Decimal]
    through: tuple[str, ...]


def derive(wanted: str, equations: Mapping[str, Node], known: Mapping[str, Decimal]) -> Derived | None:
    """Return everything that follows from `known` up to `wanted`, or None when it does not follow.

    `equations` maps a metric to the tree of its formula; rates are fractions and money plain amounts.
    A value of `wanted` in `known` is not used: the point is what the others make of it.
    """
    values = {name: value for name, value in known.items() if name != wanted}
    through: list[str] = []
    for _ in range(_STEPS):
        if wanted in values:
            return Derived(values, tuple(through))
        found = _next(equations, values, wanted)
        if found is None:
            return None
        name, value, metric = found
        values[name] = value
        through.append(metric)
    return None


def _next(
    equations: Mapping[str, Node], values: Mapping[str, Decimal], wanted: str
) -> tuple[str, Decimal, str] | None:
    """Return the first value that one equation adds, the wanted metric's own formula first."""
    order = sorted(equations, key=lambda name: name != wanted)
    for metric in order:
        tree = equations[metric]
        unknown = {name for name in _names(tree) if name not in values}
        try:
            if metric not in values and not unknown:
                return metric, _value(tree, values), metric
            if metric in values and len(unknown) == 1:
                (name,) = unknown
                if _names(tree).count(name) == 1:
                    return name, _invert(tree, name, values[metric], values), metric
        except (DecimalException, NotLinearError):
            continue
    return None


class NotLinearError(Exception):
    """The formula has a part that cannot be turned round (a call, a condition)."""


def _names(tree: Node) -> list[str]:
    match tree:
        case Name(path=path):
            return [path[-1] if path[0] == "metrics" else ".".join(path)]
        case Chain(first=first, rest=rest):
            return [name for node in (first, *(node for _, node in rest)) for name in _names(node)]
        case Negative(operand=operand):
            return _names(operand)
        case Literal():
            return []
        case _:
            return ["", ""]  # stands for a name that is never known, so that the formula is left alone


def _value(tree: Node, values: Mapping[str, Decimal]) -> Decimal:
    match tree:
        case Name():
            return values[_names(tree)[0]]
        case Literal(value=Count() | Rate() as literal):
            return literal.value
        case Literal(value=Money() as literal):
            return literal.amount
        case Negative(operand=operand):
            return EXACT.minus(_value(operand, values))
        case Chain(first=first, rest=rest):
            total = _value(first, values)
            for sign, node in rest:
                total = _OPERATIONS[sign](total, _value(node, values))
            return total
        case _:
            raise NotLinearError


_OPERATIONS: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": EXACT.add,
    "-": EXACT.subtract,
    "*": EXACT.multiply,
    "/": EXACT.divide,
}
_INVERSES = {"+": "-", "-": "+", "*": "/", "/": "*"}


def _invert(tree: Node, name: str, result: Decimal, values: Mapping[str, Decimal]) -> Decimal:
    """Return the value of `name` for which `tree` gives `result`; the name stands in it once."""
    match tree:
        case Name():
            return result
        case Negative(operand=operand):
            return _invert(operand, name, EXACT.minus(result), values)
        case Chain(first=first, rest=rest):
            return _invert_chain(first, rest, name, result, values)
        case _:
            raise NotLinearError


def _invert_chain(
    first: Node,
    rest: tuple[tuple[str, Node], ...],
    name: str,
    result: Decimal,
    values: Mapping[str, Decimal],
) -> Decimal:
    """Undo the chain from the right up to the part that holds `name`."""
    for index in range(len(rest) - 1, -1, -1):
        sign, node = rest[index]
        if name not in _names(node):
            result = _OPERATIONS[_INVERSES[sign]](result, _value(node, values))
            continue
        before = _value(first, values)
        for earlier, part in rest[:index]:
            before = _OPERATIONS[earlier](before, _value(part, values))
        turned = (
            _OPERATIONS[_INVERSES[sign]](result, before)
            if sign in "+*"
            else _OPERATIONS[sign](before, result)
        )
        return _invert(node, name, turned, values)
    return _invert(first, name, result, values)
