"""Formulas and conditions as people read them: `boxes_sent * basket` with the names of the metrics and `×`."""

from __future__ import annotations

import re

from msgspec.structs import replace

from ecsc.messages import Words
from ecsc.plan.types import Plan

_PIECE = re.compile(
    r"""(?P<quoted>"[^"]*"|'[^']*')"""
    r"|(?<![\w.])(?P<name>[^\W\d]\w*(?:\.\w+)*)(?P<call>\s*\()?"
    r"|(?P<sign>[<>!=]=|\*|/)"
)
_SIGNS = {"<=": "≤", ">=": "≥", "!=": "≠", "==": "=", "*": "×", "/": "÷"}


def formula_words(text: str, plan: Plan, w: Words) -> str:
    """Return a formula with the names of metrics for their ids; what else it names stays as it is written."""
    names = {metric.id: metric.name for metric in plan.metrics}
    joints = {"and": w("and"), "or": w("or")}

    def told(piece: re.Match[str]) -> str:
        if sign := piece["sign"]:
            return _SIGNS[sign]
        name = piece["name"]
        if not name or piece["call"]:
            return piece[0]
        return joints.get(name) or names.get(name.removeprefix("metrics.")) or name

    return _PIECE.sub(told, text)


def with_formulas_in_words(plan: Plan, w: Words) -> Plan:
    """Return `plan` with the formulas of its metrics as people read them."""
    metrics = tuple(
        replace(metric, formula=formula_words(metric.formula, plan, w)) if metric.formula else metric
        for metric in plan.metrics
    )
    return replace(plan, metrics=metrics)
