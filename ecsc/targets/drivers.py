"""Driver trees: what planned drivers make of a target through the metrics' own formulas.

Formulas are read as equations. `conversion = orders / visitors` gives the orders when the two others are
planned, so a tree of any shape can be followed, not one fixed product.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, DecimalException
from heapq import heappop, heappush
from typing import Generic, TypeVar

from msgspec import Struct

from ecsc.expr.tree import Chain, Literal, Name, Negative, Node
from ecsc.quantity import EXACT, Count, Money, Rate
from ecsc.targets.equations import Equations, names_of

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
    indexed = equations if isinstance(equations, Equations) else Equations(equations)
    search = _Search(
        arithmetic, indexed, {name: value for name, value in known.items() if name != wanted}, wanted
    )
    for _ in range(_STEPS):
        if wanted in search.values:
            return Derivation(search.values, tuple(search.through))
        if not search.step():
            return None
    return None


class _Search(Generic[_N]):
    """The values found so far, and the equations that may give another one.

    Of those that do, the first counts, the wanted metric's own before all others. Only equations with a known name
    are looked at, each again when one more of its names is known.
    """

    def __init__(
        self, arithmetic: Arithmetic[_N], equations: Equations, values: dict[str, _N], wanted: str
    ) -> None:
        self.arithmetic = arithmetic
        self.equations = equations
        self.values = values
        self.through: list[str] = []
        self._first = wanted
        self._waiting: list[tuple[int, str]] = []
        for metric in equations.grounded:
            self._wait(metric)
        self._unseen = list(values)

    def step(self) -> bool:
        """Find one more value; return whether there was one."""
        found = self._found(self._first)
        if found is None:
            while self._unseen:
                name = self._unseen.pop()
                for metric in (name, *self.equations.users.get(name, ())):
                    self._wait(metric)
            while self._waiting and found is None:
                found = self._found(heappop(self._waiting)[1])
        if found is None:
            return False
        name, value, metric = found
        self.values[name] = value
        self.through.append(metric)
        self._unseen.append(name)
        return True

    def _wait(self, metric: str) -> None:
        if metric in self.equations:
            heappush(self._waiting, (self.equations.place[metric], metric))

    def _found(self, metric: str) -> tuple[str, _N, str] | None:
        """Return what one equation adds: the metric itself, or the only name in it that is not known."""
        if metric not in self.equations:
            return None
        tree, names, values = self.equations[metric], self.equations.names[metric], self.values
        unknown = {name for name in names if name not in values}
        try:
            if metric not in values and not unknown:
                return metric, value_of(self.arithmetic, tree, values), metric
            if metric in values and len(unknown) == 1:
                (name,) = unknown
                if names.count(name) == 1:
                    return name, _invert(self.arithmetic, tree, name, values[metric], values), metric
        except (DecimalException, NotLinearError):
            pass
        return None


class NotLinearError(Exception):
    """The formula has a part that cannot be turned round (a call, a condition)."""


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
