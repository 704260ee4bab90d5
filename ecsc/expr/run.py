"""One evaluation of a formula: the environments it is in, and the steps it has left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from ecsc.expr import rules
from ecsc.expr.bound import Typed
from ecsc.expr.reckon import failure
from ecsc.expr.scope import Environment, Missing


class Run:
    """One evaluation: the environments from the outside in, and the steps left."""

    def __init__(self, environment: Environment, steps: int, operations: Mapping[str, Operation]) -> None:
        self.environments = [environment]
        self.operations = operations
        self.steps = steps
        self.limit = steps

    def evaluate(self, typed: Typed) -> object:
        """Return the value of an operation, plain, or what is missing for it."""
        self.count(typed)
        return self.operations[typed.operation](self, typed)

    def count(self, typed: Typed) -> None:
        """Take one step, or stop the evaluation when none is left."""
        self.steps -= 1
        if self.steps < 0:
            raise failure(
                rules.FORMULA_TOO_LARGE, typed, "the calculation takes more than {limit} steps",
                "choose fewer entities, or give parts of it names of their own", limit=self.limit,
            )  # fmt: skip

    def values(self, typed: Typed) -> list[object] | Missing:
        """Return the values of all operands, or everything that is missing for them."""
        return completed([self.evaluate(argument) for argument in typed.arguments])

    def inside(self, environment: Environment, typed: Typed) -> object:
        """Return the value of an operation for one entity."""
        self.environments.append(environment)
        try:
            return self.evaluate(typed)
        finally:
            self.environments.pop()


def completed(values: Sequence[object]) -> list[object] | Missing:
    """Return the values, or all that is missing in any of them, items of collections included."""
    what: dict[str, None] = {}
    for value in values:
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Missing):
                what.update(dict.fromkeys(item.what))
    return Missing(tuple(what)) if what else list(values)


Operation: TypeAlias = Callable[[Run, Typed], object]
"""What one operation of `Typed` does in an evaluation."""
