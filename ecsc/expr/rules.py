"""The rules about formulas, codes ECS301 to ECS315 (312 waits for pricing rules)."""

from __future__ import annotations

from typing import Final

from ecsc.diagnostics import Rule
from ecsc.expr.rules_units import (
    AMBIGUOUS_PERCENT,
    CURRENCY_MISMATCH,
    DIFFERENT_THINGS,
    DIVISION_BY_ZERO,
    UNIT_MISMATCH,
    WRONG_RESULT,
)
from ecsc.expr.rules_words import (
    AMBIGUOUS_NAME,
    FORMULA_CHARACTERS,
    FORMULA_CYCLE,
    FORMULA_SYNTAX,
    FORMULA_TOO_LARGE,
    UNKNOWN_FUNCTION,
    UNKNOWN_NAME,
    WRONG_ARGUMENTS,
)

RULES: Final[tuple[Rule, ...]] = (
    FORMULA_SYNTAX,
    FORMULA_CHARACTERS,
    UNKNOWN_NAME,
    UNKNOWN_FUNCTION,
    WRONG_ARGUMENTS,
    UNIT_MISMATCH,
    CURRENCY_MISMATCH,
    AMBIGUOUS_PERCENT,
    AMBIGUOUS_NAME,
    FORMULA_CYCLE,
    DIVISION_BY_ZERO,
    FORMULA_TOO_LARGE,
    DIFFERENT_THINGS,
    WRONG_RESULT,
)

__all__ = [
    "AMBIGUOUS_NAME",
    "AMBIGUOUS_PERCENT",
    "CURRENCY_MISMATCH",
    "DIFFERENT_THINGS",
    "DIVISION_BY_ZERO",
    "FORMULA_CHARACTERS",
    "FORMULA_CYCLE",
    "FORMULA_SYNTAX",
    "FORMULA_TOO_LARGE",
    "RULES",
    "UNIT_MISMATCH",
    "UNKNOWN_FUNCTION",
    "UNKNOWN_NAME",
    "WRONG_ARGUMENTS",
    "WRONG_RESULT",
]
