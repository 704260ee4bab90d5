"""Formulas with every name found and every unit known: what the checker makes and the evaluator walks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from msgspec import Struct

from ecsc.expr.tree import Node
from ecsc.expr.types import Type

Operation: TypeAlias = Literal[
    "constant", "name", "window", "entity", "items", "where", "each", "list", "chain", "exchange", "negative",
    "not", "and", "or", "compare", "among", "between",
    "lasting", "choose", "call", "known", "default", "action",
]  # fmt: skip

Step: TypeAlias = Literal["+", "-", "*", "/", "relative +", "relative -"]
"""What a chain does with its next value. `relative -` is `price - 20%`: times one less 20 %."""


class Typed(Struct, frozen=True):
    """One operation with the type of its result, the part of the formula it stands for, and its operands.

    `key` is what the scope gave for a name. `detail` is what the operation needs besides: a constant's
    value, a chain's steps, a comparison's relation, a function's name, how many `where` outwards a name lies.
    """

    operation: Operation
    type: Type
    node: Node
    arguments: tuple[Typed, ...] = ()
    key: object = None
    detail: object = None

    def walk(self) -> Iterator[Typed]:
        """Yield this and all operations inside, in the order of the text."""
        pending = [self]
        while pending:
            current = pending.pop()
            yield current
            pending += reversed(current.arguments)

    def references(self) -> tuple[object, ...]:
        """Return the keys of all names used, each once, in the order of the text."""
        return tuple(dict.fromkeys(part.key for part in self.walk() if part.key is not None))

    def sections(self) -> tuple[str, ...]:
        """Return the sections whose entities are gone through, each once, in the order of the text."""
        found = (str(part.detail) for part in self.walk() if part.operation == "items")
        return tuple(dict.fromkeys(found))

    def divisors(self) -> tuple[Typed, ...]:
        """Return the divisors that depend on names, but for those an `if` around them looks at.

        `a / b if b > 0 else 0` is safe; of `orders / visitors` only the strategy knows.
        """
        found: list[Typed] = []
        pending: list[tuple[Typed, frozenset[object]]] = [(self, frozenset())]
        while pending:
            part, guarded = pending.pop()
            inner = guarded
            if part.operation == "choose":
                inner = guarded | set(part.arguments[1].references())
            if part.operation == "chain" and isinstance(part.detail, tuple):
                found += [
                    value
                    for step, value in zip(part.detail, part.arguments[1:], strict=True)
                    if step == "/" and (used := set(value.references())) and not used <= guarded
                ]
            pending += [(argument, inner) for argument in reversed(part.arguments)]
        return tuple(found)
