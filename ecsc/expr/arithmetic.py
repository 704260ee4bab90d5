"""Units in sums and products, and what a percentage means where it stands."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Literal, cast

from ecsc.expr import rules, wording
from ecsc.expr.bound import Step, Typed
from ecsc.expr.checker import Checker
from ecsc.expr.tree import Chain, Negative, Node
from ecsc.expr.tree import Literal as Written
from ecsc.expr.types import (
    BARE,
    BOOLEAN,
    DATE,
    DURATION,
    PERIOD,
    POINTS,
    RATE,
    SHARES,
    TEXT,
    UNKNOWN,
    CurrencyClash,
    Type,
    common,
    count,
    divide,
    money,
    multiply,
)
from ecsc.quantity import EXACT, Count, Duration, Money, Period, Points, Rate


def bind_literal(_: Checker, node: Written) -> Typed:
    """Return a value written out, as the evaluator calculates with it."""
    value: object = node.value
    match node.value:
        case bool():
            kind = BOOLEAN
        case str():
            kind = TEXT
        case Count(number, unit):
            kind, value = (count() if unit else BARE), number
        case Money(amount, currency):
            kind, value = money(currency), amount
        case Rate(share):
            kind, value = RATE, share
        case Points(share):
            kind, value = POINTS, share
        case Duration():
            kind = DURATION
        case Period():
            kind = PERIOD
        case dt.date():
            kind = DATE
    return Typed("constant", kind, node, detail=value)


def _literal(node: Node) -> Written | None:
    """Return the value written out that `node` is, with or without a minus."""
    while isinstance(node, Negative):
        node = node.operand
    return node if isinstance(node, Written) else None


def check_percent(checker: Checker, left: Typed, right: Typed) -> None:
    """Report a plain number of 1 or more beside a share stated in percent: 3 may be 3 % or 300 %."""
    for share, number in ((left, right), (right, left)):
        written = _literal(number.node)
        if share.type.kind != "rate" or written is None or not isinstance(written.value, Count):
            continue
        value = written.value.value
        if abs(value) >= 1 and _literal(share.node) is None:
            checker.problem(
                rules.AMBIGUOUS_PERCENT, number.node,
                "`{share}` is a percentage, and `{number}` can mean {low}% or {high}%",
                "write `{low}%` or `{high}%`",
                share=wording.source(share.node), number=written.text, low=_digits(value),
                high=_digits(EXACT.multiply(value, Decimal(100))),
            )  # fmt: skip


def _digits(value: Decimal) -> str:
    return f"{value.normalize(EXACT):f}"


def bind_chain(checker: Checker, node: Chain) -> Typed:
    """Return a sum or product bound, from left to right."""
    first = checker.bind(node.first)
    kind, steps, operands = first.type, list[Step](), [first]
    for sign, part in node.rest:
        # What stands left so far, for the messages: its text and its type.
        before = Typed("chain", kind, _so_far(node, len(steps)), detail=tuple(steps))
        operand = checker.exchange(checker.bind(part), kind.currency)
        if "collection" in (kind.kind, operand.type.kind):
            checker.mismatch(before, operand, "add" if sign in "+-" else "multiply")
            kind, step = UNKNOWN, cast(Step, sign)
        elif sign in ("+", "-"):
            kind, step = _add(checker, before, sign, operand, all_written=_all_written(node, len(steps)))
        else:
            kind, step = _multiply(checker, before, "*" if sign == "*" else "/", operand), sign
        steps.append(step)
        operands.append(operand)
    return Typed("chain", kind, node, tuple(operands), detail=tuple(steps))


def _so_far(node: Chain, done: int) -> Node:
    if not done:
        return node.first
    return Chain(node.first, node.rest[:done], node.start, node.rest[done - 1][1].end)


def _all_written(node: Chain, done: int) -> bool:
    parts = (node.first, *(operand for _, operand in node.rest[:done]))
    return all(_literal(part) is not None for part in parts)


def _add(
    checker: Checker, left: Typed, sign: Literal["+", "-"], right: Typed, *, all_written: bool
) -> tuple[Type, Step]:
    kinds = (left.type.kind, right.type.kind)
    if "unknown" in kinds:
        return UNKNOWN, sign
    written = _literal(right.node)
    if written is not None and isinstance(written.value, Rate) and left.type.is_amount:
        return _percent(checker, left, sign, right, written, all_written=all_written)
    if kinds[0] == "date":
        if kinds == ("date", "date") and sign == "-":
            return DURATION, sign
        if kinds == ("date", "duration"):
            if (
                written is not None
                and isinstance(written.value, Duration)
                and written.value.kind == "working"
            ):
                checker.problem(
                    rules.UNIT_MISMATCH, right.node,
                    "formulas count calendar days, and `{source}` is working days",
                    "write it in days or weeks", source=wording.source(right.node),
                )  # fmt: skip
            return DATE, sign
    elif kinds == ("duration", "duration") or (left.type.is_amount and right.type.is_amount):
        if written is not None and isinstance(written.value, Rate):
            return UNKNOWN, sign
        if not checker.fit(left, right, "add"):
            return UNKNOWN, sign
        _check_things(checker, left, right)
        if not (_is_one(left.node) or _is_one(right.node)):
            check_percent(checker, left, right)
        return common(left.type, right.type), sign
    elif kinds[0] == "duration" and written is not None and isinstance(written.value, Rate):
        return DURATION, "relative +" if sign == "+" else "relative -"
    checker.mismatch(left, right, "add")
    return UNKNOWN, sign


def _percent(
    checker: Checker,
    left: Typed,
    sign: Literal["+", "-"],
    right: Typed,
    written: Written,
    *,
    all_written: bool,
) -> tuple[Type, Step]:
    """Decide what a percentage added or taken off means, or report that it can mean two things."""
    kind = left.type.kind
    if written.text.endswith("折"):
        checker.problem(
            rules.AMBIGUOUS_PERCENT, right.node,
            "`{source}` is what remains to pay and cannot be added or taken off",
            "multiply with it: `{left} * {source}`",
            source=written.text, left=wording.source(left.node),
        )  # fmt: skip
        return UNKNOWN, sign
    if kind in ("money", "count", "compound"):
        return left.type, "relative +" if sign == "+" else "relative -"
    if all_written and (kind in SHARES or _is_one(left.node)):
        return (left.type if kind in SHARES else RATE), sign
    share = kind in SHARES or kind == "points"
    checker.problem(
        rules.AMBIGUOUS_PERCENT, right.node,
        "`{left}` is {type}: {share} more or less can be meant in two ways",
        "write `{left} {sign} {number}pp` for percentage points, "
        "or `{left} * (1 {sign} {share})` for a share of it"
        if share else "write `{left} * (1 {sign} {share})` for a share of it, or the number itself",
        left=wording.source(left.node), type=wording.describe(left.type), sign=sign, share=written.text,
        number=_digits(EXACT.multiply(cast(Rate, written.value).value, Decimal(100))),
    )  # fmt: skip
    return UNKNOWN, sign


def _is_one(node: Node) -> bool:
    """Return whether the number 1 is written here, as in `* (1 + 15%)`, where both readings agree."""
    return isinstance(node, Written) and isinstance(node.value, Count) and node.value.value == 1


def _check_things(checker: Checker, left: Typed, right: Typed) -> None:
    """Warn where things of two names are added up: visitors and orders are neither."""
    ours, theirs = dict(left.type.things), dict(right.type.things)
    named = "" not in ours and "" not in theirs and "bare" not in (left.type.kind, right.type.kind)
    if (
        left.type.kind == right.type.kind
        and left.type.kind in ("count", "money")
        and named
        and ours != theirs
    ):
        checker.problem(
            rules.DIFFERENT_THINGS, right.node,
            "`{left}` is {left_type} and `{right}` is {right_type}: their sum counts neither",
            "", left=wording.source(left.node), left_type=wording.describe(left.type),
            right=wording.source(right.node), right_type=wording.describe(right.type),
        )  # fmt: skip


def _multiply(checker: Checker, left: Typed, sign: Literal["*", "/"], right: Typed) -> Type:
    written = right.node
    if (
        sign == "/"
        and isinstance(written, Written)
        and isinstance(written.value, Count)
        and not written.value.value
    ):
        checker.problem(
            rules.DIVISION_BY_ZERO, right.node, "nothing can be divided by zero", "divide by another number"
        )
    try:
        kind = multiply(left.type, right.type) if sign == "*" else divide(left.type, right.type)
    except CurrencyClash as clash:
        checker.clash(right.node, clash)
        return UNKNOWN
    if kind is None:
        checker.mismatch(left, right, "multiply")
        return UNKNOWN
    return kind
