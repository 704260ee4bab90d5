"""Tree → typed operations: names found in the scope, units fitted together, all mistakes reported."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ecsc.expr import arithmetic, calls, entities, naming, rules, wording
from ecsc.expr.bound import Typed
from ecsc.expr.checker import Binder, Checker
from ecsc.expr.problem import Problem
from ecsc.expr.scope import Scope
from ecsc.expr.tree import (
    Between,
    Call,
    Chain,
    Comparison,
    Conditional,
    Lasting,
    Listing,
    Literal,
    Logic,
    Member,
    Name,
    Negative,
    Node,
    Not,
    Where,
)
from ecsc.expr.types import BOOLEAN, UNKNOWN, CurrencyClash, Type, common, same_kind


def check(node: Node, scope: Scope, expected: Type | None = None) -> tuple[Typed | None, tuple[Problem, ...]]:
    """Return the formula with names and units bound, and everything wrong with it.

    `expected` is what the field needs: `BOOLEAN` for a condition, an amount with its unit, a collection
    of records, `ACTION`. The result is None when a problem is an error.
    """
    checker = Checker(scope, _BINDERS)
    typed = checker.bind(node)
    if expected is not None:
        typed = _expect(checker, typed, expected)
    problems = tuple(sorted(checker.problems, key=lambda problem: (problem.start, problem.end)))
    return (None if any(problem.fatal for problem in problems) else typed), problems


def _expect(checker: Checker, typed: Typed, expected: Type) -> Typed:
    """Report a result that is not what the field needs."""
    try:
        typed = checker.exchange(typed, expected.currency)
        fits = same_kind(expected, typed.type)
    except CurrencyClash as clash:
        checker.clash(typed.node, clash)
        return typed
    if not fits:
        hint = {
            "boolean": "compare it with something, as in `stock < 20`",
            "collection": 'choose some, as in `products where category == "dress"`',
            "action": "write what to do, as in `start(rush_replenishment)`",
        }.get(expected.kind, "")
        checker.problem(
            rules.WRONG_RESULT, typed.node, "the formula gives {found}; {expected} is due here", hint,
            found=wording.describe(typed.type), expected=wording.describe(expected),
        )  # fmt: skip
    return typed


def _listing(checker: Checker, node: Listing) -> Typed:
    return naming.list_of(checker, node, [checker.bind(item) for item in node.items])


def _negative(checker: Checker, node: Negative) -> Typed:
    operand = checker.bind(node.operand)
    if not operand.type.is_amount and operand.type.kind not in ("duration", "unknown"):
        checker.problem(
            rules.UNIT_MISMATCH, node, "`{source}` is {type}; a minus stands before amounts only", "",
            source=wording.source(node.operand), type=wording.describe(operand.type),
        )  # fmt: skip
        return Typed("negative", UNKNOWN, node, (operand,))
    return Typed("negative", operand.type, node, (operand,))


def _not(checker: Checker, node: Not) -> Typed:
    return Typed("not", BOOLEAN, node, (checker.condition(node.operand),))


def _logic(checker: Checker, node: Logic) -> Typed:
    return Typed(node.word, BOOLEAN, node, tuple(checker.condition(part) for part in node.operands))


def _compare(checker: Checker, node: Comparison) -> Typed:
    if node.relation in ("in", "not in"):
        return _among(checker, node)
    left, right = _pair(checker, node.left, node.right)
    right = checker.timed(checker.exchange(right, left.type.currency), left.type)
    left = checker.timed(left, right.type)
    if checker.fit(left, right, "compare"):
        arithmetic.check_percent(checker, left, right)
        ordered = left.type.is_amount or left.type.kind in ("duration", "date", "unknown")
        if left.type.kind in ("collection", "action") or (node.relation not in ("==", "!=") and not ordered):
            checker.problem(
                rules.UNIT_MISMATCH, node, "`{relation}` does not work with {type}",
                "make one value of several with sum, average, min, max or count"
                if left.type.kind == "collection" else "amounts and days are larger or smaller; "
                "of anything else ask `==` or `!=`",
                relation=node.relation, type=wording.describe(left.type),
            )  # fmt: skip
    return Typed("compare", BOOLEAN, node, (left, right), detail=node.relation)


def _pair(checker: Checker, left: Node, right: Node) -> tuple[Typed, Typed]:
    """Bind two sides, the one that is no bare name first, for it tells what the other may be."""
    if isinstance(left, Name) and len(left.path) == 1 and isinstance(right, Literal):
        bound = checker.bind(right)
        return naming.bind_beside(checker, left, UNKNOWN), bound
    bound = checker.bind(left)
    return bound, naming.bind_beside(checker, right, bound.type)


def _among(checker: Checker, node: Comparison) -> Typed:
    left = checker.bind(node.left)
    right = naming.bind_beside(checker, node.right, left.type)
    negated = node.relation == "not in"
    typed = Typed("among", BOOLEAN, node, (left, right), detail=negated)
    match right.type.kind:
        case "unknown":
            fits = True
        case "collection":
            item = right.type.item or UNKNOWN
            fits = checker.fit(left, Typed(right.operation, item, right.node), "compare")
            return typed
        case "text":
            fits = left.type.kind in ("text", "unknown")
        case "period":
            fits = left.type.kind in ("date", "period", "unknown")
        case _:
            fits = False
    if not fits:
        checker.problem(
            rules.UNIT_MISMATCH, node, "{left_type} cannot lie in {right_type}",
            'behind `in` stand a list, as in `["a", "b"]`, a period or a text',
            left_type=wording.describe(left.type), right_type=wording.describe(right.type),
        )  # fmt: skip
    return typed


def _between(checker: Checker, node: Between) -> Typed:
    value = checker.bind(node.value)
    bound = [checker.exchange(checker.bind(end), value.type.currency) for end in (node.low, node.high)]
    ends = [checker.timed(end, value.type) for end in bound]
    for end in ends:
        if checker.fit(value, end, "compare"):
            arithmetic.check_percent(checker, value, end)
    if not (value.type.is_amount or value.type.kind in ("duration", "date", "unknown")):
        checker.problem(
            rules.UNIT_MISMATCH, node.value, "`{relation}` does not work with {type}",
            "amounts and days are larger or smaller; of anything else ask `==` or `!=`",
            relation="between", type=wording.describe(value.type),
        )  # fmt: skip
    return Typed("between", BOOLEAN, node, (value, *ends), detail=node.negated)


def _lasting(checker: Checker, node: Lasting) -> Typed:
    condition, span = checker.condition(node.condition), checker.bind(node.span)
    if span.type.kind not in ("duration", "unknown"):
        checker.problem(
            rules.UNIT_MISMATCH, node.span, "`for` needs a length of time, and `{source}` is {type}",
            "say the unit, as in `for 7 days`",
            source=wording.source(node.span), type=wording.describe(span.type),
        )  # fmt: skip
    return Typed("lasting", BOOLEAN, node, (condition, span))


def _choose(checker: Checker, node: Conditional) -> Typed:
    value, condition = checker.bind(node.value), checker.condition(node.condition)
    otherwise = checker.exchange(checker.bind(node.otherwise), value.type.currency)
    kind = common(value.type, otherwise.type) if checker.fit(value, otherwise, "choose") else UNKNOWN
    return Typed("choose", kind, node, (value, condition, otherwise))


_BINDERS: Final[Mapping[type, Binder]] = {
    Literal: arithmetic.bind_literal, Name: naming.bind_name, Listing: _listing, Negative: _negative,
    Not: _not, Logic: _logic, Comparison: _compare, Between: _between, Lasting: _lasting,
    Conditional: _choose, Where: entities.bind_where, Member: entities.bind_member, Call: calls.bind_call,
    Chain: arithmetic.bind_chain,
}  # fmt: skip
