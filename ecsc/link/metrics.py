"""Metrics with everything filled in: what `standard` takes over from the shipped catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from ecsc.catalogue import standard_metrics
from ecsc.quantity import QuantityError, parse_currency

if TYPE_CHECKING:
    from ecsc.expr import Typed
    from ecsc.model.goals import Metric

TIME_UNITS = {"seconds": "s", "minutes": "min", "hours": "h", "days": "d", "weeks": "w", "months": "month"}
"""Units of a metric that measures time."""

PERCENT = ("percent", "%")
"""Units of a metric that is a share, said in percent."""


def currency_of(unit: str | None, currency: str) -> str:
    """Return the currency of a metric's unit, empty for what is no money.

    `money` and `money per order` are in the strategy's currency, `USD` and `USD per order` in their own.
    """
    what = (unit or "").partition(" per ")[0]
    if what == "money":
        return currency
    if len(what) != 3 or not what.isascii() or not what.isupper():
        return ""
    try:
        return parse_currency(what)
    except QuantityError:
        return ""  # three capital letters that are no currency: SKU


def fill(metrics: Mapping[str, Metric], language: str, currency: str) -> Mapping[str, Metric]:
    """Return the metrics with the fields of their standard definition, in `language`, where none is written.

    A shipped formula is taken over only when every metric it names is defined: else it is a remark, not
    an equation. The catalogue is read only when a metric asks for it.
    """
    return {
        identifier: _plain_unit(
            _filled(metric, metrics, language) if metric.standard is not None else metric, currency
        )
        for identifier, metric in metrics.items()
    }


def _plain_unit(metric: Metric, currency: str) -> Metric:
    """Return the metric with `money` for a unit that names the strategy's own currency."""
    unit = metric.unit or ""
    if unit == currency:
        return msgspec.structs.replace(metric, unit="money")
    if unit.startswith(f"{currency} per "):
        return msgspec.structs.replace(metric, unit="money" + unit.removeprefix(currency))
    return metric


def with_aggregation(metric: Metric, formula: Typed | None) -> Metric:
    """Return a calculated metric with the way its values add up, where only its formula says it.

    Money and counts add up; what is divided by something is a ratio.
    """
    if metric.aggregation is not None or formula is None:
        return metric
    made = formula.type
    if made.kind in ("rate", "ratio", "compound") or (made.kind == "money" and made.things):
        return msgspec.structs.replace(metric, aggregation="ratio")
    return msgspec.structs.replace(metric, aggregation="sum") if made.kind in ("money", "count") else metric


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
