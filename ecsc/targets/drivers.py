"""Driver trees: what planned drivers make of a target through the metrics' own formulas.

Formulas are read as equations. `conversion = orders / visitors` gives the orders when the two others are
planned, so a tree of any shape can be followed, not one fixed product.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, DecimalException
from typing import Generic, TypeVar

from msgspec import Struct

from ecsc.expr.tree import Chain, Literal, Name, Negative, Node
from ecsc.quantity import EXACT, Count, Money, Rate

_STEPS = 1000


_N = TypeVar("_N")


class Arithmetic(Struct, Generic[_N], frozen=True):
    """The numbers a tree is computed in: how a literal becomes one, the four operations, and the minus."""

    of: Callable[[Decimal], _N]
    operations: Mapping[str, Callable[[_N, _N], _N]]
    minus: Callable[[_N], _N]


DECIMALS: Arithmetic[Decimal] = Arithmetic(
    lambda literal: literal,
    {"+": EXACT.add, "-": EXACT.subtract, "*": EXACT.multiply, "/": EXACT.divide},
    EXACT.minus,
)


class Derivation(Struct, Generic[_N], frozen=True):
    """What could be computed: `values` by metric, and `through` the metrics whose formulas were used, in order."""

    values: Mapping[str, _N]
    through: tuple[str, ...]


def derive(
    wanted: str, equations: Mapping[str, Node], known: Mapping[str, Decimal]
) -> Derivation[Decimal] | None:
    """Return everything that follows from `known` up to `wanted`, or None when it does not follow.

    `equations` maps a metric to the tree of its formula; rates are fractions and money plain amounts.
    A value of `wanted` in `known` is not used: the point is what the others make of it.
    """
    return derive_in(DECIMALS, wanted, equations, known)


def derive_in(
    arithmetic: Arithmetic[_N], wanted: str, equations: Mapping[str, Node], known: Mapping[str, _N]
) -> Derivation[_N] | None:
    """Return what `derive` returns, in numbers of another kind: rows of floats, for instance."""
    values = {name: value for name, value in known.items() if name != wanted}
    through: list[str] = []
    for _ in range(_STEPS):
        if wanted in values:
            return Derivation(values, tuple(through))
        found = _next(arithmetic, equations, values, wanted)
        if found is None:
            return None
        name, value, metric = found
        values[name] = value
        through.append(metric)
    return None


def _next(
    arithmetic: Arithmetic[_N], equations: Mapping[str, Node], values: Mapping[str, _N], wanted: str
) -> tuple[str, _N, str] | None:
    """Return the first value that one equation adds, the wanted metric's own formula first."""
    order = sorted(equations, key=lambda name: name != wanted)
    for metric in order:
        tree = equations[metric]
        unknown = {name for name in names_of(tree) if name not in values}
        try:
            if metric not in values and not unknown:
                return metric, value_of(arithmetic, tree, values), metric
            if metric in values and len(unknown) == 1:
                (name,) = unknown
                if names_of(tree).count(name) == 1:
                    return name, _invert(arithmetic, tree, name, values[metric], values), metric
        except (DecimalException, NotLinearError):
            continue
    return None


class NotLinearError(Exception):
    """The formula has a part that cannot be turned round (a call, a condition)."""


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


def value_of(arithmetic: Arithmetic[_N], tree: Node, values: Mapping[str, _N]) -> _N:
    """Return the value of a formula. Raises `NotLinearError` for a part that is no arithmetic."""
    match tree:
        case Name():
            return values[names_of(tree)[0]]
        case Literal(value=Count() | Rate() as literal):
            return arithmetic.of(literal.value)
        case Literal(value=Money() as literal):
            return arithmetic.of(literal.amount)
        case Negative(operand=operand):
            return arithmetic.minus(value_of(arithmetic, operand, values))
        case Chain(first=first, rest=rest):
            total = value_of(arithmetic, first, values)
            for sign, node in rest:
                total = arithmetic.operations[sign](total, value_of(arithmetic, node, values))
            return total
        case _:
            raise NotLinearError


_INVERSES = {"+": "-", "-": "+", "*": "/", "/": "*"}


def _invert(arithmetic: Arithmetic[_N], tree: Node, name: str, result: _N, values: Mapping[str, _N]) -> _N:
    """Return the value of `name` for which `tree` gives `result`; the name stands in it once."""
    match tree:
        case Name():
            return result
        case Negative(operand=operand):
            return _invert(arithmetic, operand, name, arithmetic.minus(result), values)
        case Chain():
            return _invert_chain(arithmetic, tree, name, result, values)
        case _:
            raise NotLinearError


def _invert_chain(
    arithmetic: Arithmetic[_N], chain: Chain, name: str, result: _N, values: Mapping[str, _N]
) -> _N:
    """Undo the chain from the right up to the part that holds `name`."""
    operations, first, rest = arithmetic.operations, chain.first, chain.rest
    for index in range(len(rest) - 1, -1, -1):
        sign, node = rest[index]
        if name not in names_of(node):
            result = operations[_INVERSES[sign]](result, value_of(arithmetic, node, values))
            continue
        before = value_of(arithmetic, first, values)
        for earlier, part in rest[:index]:
            before = operations[earlier](before, value_of(arithmetic, part, values))
        turned = (
            operations[_INVERSES[sign]](result, before) if sign in "+*" else operations[sign](before, result)
        )
        return _invert(arithmetic, node, name, turned, values)
    return _invert(arithmetic, first, name, result, values)
