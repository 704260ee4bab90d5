"""Metrics with everything filled in: what `standard` takes over from the shipped catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from ecsc.catalogue import standard_metrics

if TYPE_CHECKING:
    from ecsc.model.goals import Metric

TIME_UNITS = {"seconds": "s", "minutes": "min", "hours": "h", "days": "d", "weeks": "w", "months": "month"}
"""Units of a metric that measures time."""


def fill(metrics: Mapping[str, Metric], language: str) -> Mapping[str, Metric]:
    """Return the metrics with the fields of their standard definition, in `language`, where none is written.

    A shipped formula is taken over only when every metric it names is defined: else it is a remark, not
    an equation. The catalogue is read only when a metric asks for it.
    """
    return {
        identifier: _filled(metric, metrics, language) if metric.standard is not None else metric
        for identifier, metric in metrics.items()
    }


def _filled(metric: Metric, metrics: Mapping[str, Metric], language: str) -> Metric:
    shipped = standard_metrics().get(metric.standard or "")
    if shipped is None:
        return metric
    taken: dict[str, Any] = {}
    for field in ("unit", "aggregation", "direction"):
        if getattr(metric, field) is None:
            taken[field] = shipped.get(field)
    for field in ("name", "definition"):
        if getattr(metric, field) is None:
            taken[field] = shipped[field][language]
    formula = shipped.get("formula")
    if metric.formula is None and formula is not None and _names(formula) <= metrics.keys():
        taken["formula"] = formula
    return msgspec.structs.replace(metric, **taken)


def shipped_parts(metric: Metric) -> tuple[str, ...]:
    """Return the metrics that the standard formula of `metric` names, none for a metric without one."""
    shipped = standard_metrics().get(metric.standard or "", {}) if metric.standard else {}
    return tuple(sorted(_names(shipped.get("formula", ""))))


def _names(formula: str) -> set[str]:
    """Return the names in a shipped formula, which uses names, signs and brackets only."""
    return {word for word in formula.replace("(", " ").replace(")", " ").split() if word.isidentifier()}
