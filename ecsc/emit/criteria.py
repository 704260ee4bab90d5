"""What a milestone must show, as people read it: `gmv >= 1150000` with the metric's name and its unit."""

from __future__ import annotations

from ecsc.messages import Words
from ecsc.plan.aim_types import MetricPlan
from ecsc.plan.types import Plan
from ecsc.quantity import Count, Duration, Money, Points, Rate

_SIGNS = {"==": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}


def criterion_words(text: str, plan: Plan, w: Words) -> str:
    """Return the comparison of one metric with one value in words; empty for any other condition."""
    from ecsc.expr import parse
    from ecsc.expr.tree import Comparison, Literal, Name

    node, problems = parse(text, plan.strategy.currency, plan.strategy.fiscal_year_start)
    if any(problem.fatal for problem in problems):
        return ""
    match node:
        case Comparison(relation, left=Name(path), right=Literal(value)) if relation in _SIGNS:
            metric = _metric(path, plan)
        case _:
            return ""
    if metric is None or not isinstance(value, Count | Money | Rate | Points | Duration):
        return ""
    if isinstance(value, Count) and not value.unit and (metric.unit or "").startswith("money"):
        value = Money(value.value, plan.strategy.currency)
    return f"{metric.name} {_SIGNS[relation]} {w.show(value)}"


def _metric(path: tuple[str, ...], plan: Plan) -> MetricPlan | None:
    if len(path) > 2 or (len(path) == 2 and path[0] != "metrics"):
        return None
    return next((metric for metric in plan.metrics if metric.id == path[-1]), None)
