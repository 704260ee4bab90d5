"""The expression language: formulas of metrics, conditions of rules, milestones and policies.

In: the text of a formula, a `Scope` that knows the names, an `Environment` that knows the values. Out: a
tree, the same tree with units bound, a value or what is missing for it, and problems placed by code-point
offsets into the text. Knows no model. May import `diagnostics` and `quantity`; lark with the first formula.
"""

from ecsc.expr.bound import Typed
from ecsc.expr.check import check
from ecsc.expr.evaluate import STEP_LIMIT, evaluate
from ecsc.expr.functions import FUNCTIONS, Function, Parameter
from ecsc.expr.parse import parse
from ecsc.expr.printing import print_expression
from ecsc.expr.problem import Problem
from ecsc.expr.reckon import EvaluationError
from ecsc.expr.rules import RULES
from ecsc.expr.scope import Action, Ambiguous, Environment, Missing, Resolved, Scope, Value
from ecsc.expr.tree import Node
from ecsc.expr.types import (
    ACTION,
    BOOLEAN,
    DATE,
    DURATION,
    NUMBER,
    PERIOD,
    POINTS,
    RATE,
    TEXT,
    Type,
    collection,
    count,
    money,
    record,
)

__all__ = [
    "ACTION", "BOOLEAN", "DATE", "DURATION", "FUNCTIONS", "NUMBER", "PERIOD", "POINTS", "RATE", "RULES",
    "STEP_LIMIT", "TEXT", "Action", "Ambiguous", "Environment", "EvaluationError", "Function", "Missing",
    "Node", "Parameter", "Problem", "Resolved", "Scope", "Type", "Typed", "Value", "check", "collection",
    "count", "evaluate", "money", "parse", "print_expression", "record",
]  # fmt: skip
