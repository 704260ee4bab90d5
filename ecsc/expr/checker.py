"""What all parts of the check share: the scopes, the problems found, and how two values are fitted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeAlias, cast

from ecsc.diagnostics import Rule
from ecsc.diagnostics.finding import Meant
from ecsc.expr import rules, wording
from ecsc.expr.bound import Typed
from ecsc.expr.problem import Problem
from ecsc.expr.scan import MAX_PROBLEMS
from ecsc.expr.scope import Scope
from ecsc.expr.tree import Node
from ecsc.expr.types import AMOUNTS, CurrencyClash, Type, same_kind
from ecsc.quantity import Duration, DurationUnit


class Checker:
    """One run over one formula: the scopes from the outside in, and the problems found so far."""

    def __init__(self, scope: Scope, binders: Mapping[type, Binder]) -> None:
        self.scopes: list[Scope] = [scope]
        self.problems: list[Problem] = []
        self._binders = binders

    def problem(
        self,
        rule: Rule,
        node: Node,
        message: str,
        hint: str = "",
        meant: Meant | None = None,
        /,
        **params: object,
    ) -> None:
        """Report a problem that covers all of `node`, and what `node` was meant to be."""
        self.report(Problem(rule, message, node.start, node.end, params, hint, meant))

    def report(self, problem: Problem) -> None:
        """Report a problem, unless there are plenty already and the formula is refused anyway."""
        if not self.crowded:
            self.problems.append(problem)

    @property
    def crowded(self) -> bool:
        """Return whether more problems would help nobody."""
        return len(self.problems) >= MAX_PROBLEMS and any(problem.fatal for problem in self.problems)

    def bind(self, node: Node) -> Typed:
        """Return `node` with names and units bound; its type is unknown where a problem was reported."""
        return self._binders[type(node)](self, node)

    def fit(self, left: Typed, right: Typed, how: str) -> bool:
        """Return whether two values can be compared, added or chosen between; report it where they cannot."""
        try:
            fits = same_kind(left.type, right.type)
        except CurrencyClash as clash:
            self.clash(right.node, clash)
            return False
        if not fits:
            self.mismatch(left, right, how)
        return fits

    def timed(self, value: Typed, beside: Type) -> Typed:
        """Return a bare number beside a length of time with a unit of its own as so many of that unit."""
        if value.operation != "constant" or value.type.kind != "bare" or not beside.things:
            return value
        if beside.kind != "duration" or not isinstance(value.detail, Decimal):
            return value
        length = Duration(value.detail, cast(DurationUnit, beside.things[0][0]))
        return Typed("constant", beside, value.node, detail=length)

    def mismatch(self, left: Typed, right: Typed, how: str) -> None:
        """Report two values whose kinds do not go together."""
        self.report(
            Problem(
                rules.UNIT_MISMATCH,
                {
                    "compare": "`{left}` is {left_type} and `{right}` is {right_type}: "
                    "they cannot be compared",
                    "choose": "`{left}` is {left_type} and `{right}` is {right_type}: "
                    "one formula cannot give both",
                    "add": "`{left}` is {left_type} and `{right}` is {right_type}: they cannot be added up",
                    "multiply": "`{left}` is {left_type} and `{right}` is {right_type}: "
                    "they cannot be multiplied or divided",
                }[how],
                left.node.start,
                right.node.end,
                {
                    "left": wording.source(left.node),
                    "left_type": wording.describe(left.type),
                    "right": wording.source(right.node),
                    "right_type": wording.describe(right.type),
                },
                _mismatch_hint(left, right, how),
            )
        )

    def clash(self, node: Node, clash: CurrencyClash) -> None:
        """Report two currencies that meet without an exchange rate."""
        self.problem(
            rules.CURRENCY_MISMATCH, node, "{left} and {right} meet, and no exchange rate is stated",
            "write both in one currency, or state the rate of {right} under `exchange_rates`",
            left=clash.left.currency, right=clash.right.currency,
        )  # fmt: skip

    def exchange(self, operand: Typed, currency: str) -> Typed:
        """Return money in another currency, where the scope has the rate; else the operand unchanged."""
        own = operand.type
        if own.kind != "money" or not own.currency or not currency or own.currency == currency:
            return operand
        rate = self.scopes[0].exchange(own.currency, currency)
        if rate is None:
            return operand
        changed = Type("money", currency, 1, own.things)
        return Typed("exchange", changed, operand.node, (operand,), key=rate.key)

    def condition(self, node: Node) -> Typed:
        """Bind a node that must be a condition."""
        typed = self.bind(node)
        if typed.type.kind not in ("boolean", "unknown"):
            self.problem(
                rules.UNIT_MISMATCH, node, "`{source}` is {type}; a condition is due here",
                "compare it with something, as in `{source} > 0`",
                source=wording.source(node), type=wording.describe(typed.type),
            )  # fmt: skip
        return typed


def _mismatch_hint(left: Typed, right: Typed, how: str) -> str:
    kinds = {left.type.kind, right.type.kind}
    if "collection" in kinds:
        return "make one value of several with sum, average, min, max or count"
    if kinds & {"rate", "points"} and kinds & {"money", "count", "compound", "number"}:
        if how == "add":
            return "to take a share off, multiply: `{left} * (1 - {right})`"
        return "compare with an amount of the same unit, or divide first to get a share: `part / whole > 3%`"
    if "bare" in kinds and kinds & {"duration", "date"}:
        return "a length of time says its unit, as in `7 days`"
    if kinds == {"date", "period"}:
        return "ask whether a day lies in a period with `in`"
    if "text" in kinds and kinds & (AMOUNTS | {"date", "duration"}):
        return "days and amounts stand without quotes, texts in quotes"
    if how == "multiply" and "duration" in kinds:
        return "make a number of days of it with `days(…)`"
    return ""


Binder: TypeAlias = Callable[[Checker, Any], Typed]
"""Binds the nodes of one class, which is why the node's type cannot be said here."""
