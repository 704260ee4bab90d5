"""Single steps of sums and products, in exact decimals, and why one may fail."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, DecimalException
from typing import Any, cast

from ecsc.diagnostics import Rule
from ecsc.expr import rules, spans, wording
from ecsc.expr.bound import Typed
from ecsc.expr.problem import Problem
from ecsc.quantity import EXACT, Duration


class EvaluationError(Exception):
    """A formula that has no value here: a division by zero, too many steps, a number too large."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def failure(rule: Rule, typed: Typed, message: str, hint: str, /, **params: object) -> EvaluationError:
    """Return the error of an operation that has no value here."""
    return EvaluationError(Problem(rule, message, typed.node.start, typed.node.end, params, hint))


def too_large(typed: Typed) -> EvaluationError:
    """Return the error of a number that 34 digits and their exponent cannot hold."""
    return failure(
        rules.FORMULA_TOO_LARGE, typed, "`{source}` gives a number too large to calculate with", "",
        source=wording.source(typed.node),
    )  # fmt: skip


def step_by(left: Any, step: str, right: Any, operand: Typed) -> object:
    """Do one step of a chain; the checker let only fitting values through."""
    if isinstance(left, dt.date):
        return _day_step(left, step, right, operand)
    if isinstance(left, Duration) or isinstance(right, Duration):
        return _span_step(left, step, right, operand)
    if step == "/" and not right:
        raise failure(
            rules.DIVISION_BY_ZERO, operand, "`{source}` is zero, and nothing can be divided by zero",
            "say what holds then, as in `a / b if b > 0 else 0`", source=wording.source(operand.node),
        )  # fmt: skip
    try:
        match step:
            case "+":
                return EXACT.add(left, right)
            case "-":
                return EXACT.subtract(left, right)
            case "*":
                return EXACT.multiply(left, right)
            case "/":
                return EXACT.divide(left, right)
            case "relative +":
                return EXACT.multiply(left, EXACT.add(Decimal(1), right))
            case _:
                return EXACT.multiply(left, EXACT.subtract(Decimal(1), right))
    except DecimalException as error:
        raise too_large(operand) from error


def _day_step(day: dt.date, step: str, right: Any, operand: Typed) -> object:
    if isinstance(right, dt.date):
        return Duration(Decimal((day - right).days), "d", "calendar")
    moved = spans.later(day, right, 1 if step == "+" else -1)
    if moved is None:
        raise failure(
            rules.FORMULA_TOO_LARGE, operand, "`{source}` leads to a day outside of the calendar", "",
            source=wording.source(operand.node),
        )  # fmt: skip
    return moved


def _span_step(left: Any, step: str, right: Any, operand: Typed) -> object:
    if isinstance(left, Duration) and isinstance(right, Duration):
        if left.unit == right.unit and step in "+-":
            value = cast(Decimal, step_by(left.value, step, right.value, operand))
            return Duration(value, left.unit, left.kind if left.kind == right.kind else "")
        value = cast(Decimal, step_by(spans.in_days(left), step, spans.in_days(right), operand))
        return value if step == "/" else Duration(value, "d")
    span, factor = (left, right) if isinstance(left, Duration) else (right, left)
    return Duration(cast(Decimal, step_by(span.value, step, factor, operand)), span.unit, span.kind)
