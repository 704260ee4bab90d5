"""What ships with ecsc in the language of the output, whatever language the strategy is written in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from ecsc.emit.retail_day_names import with_retail_days_in
from ecsc.messages import words
from ecsc.plan.aim_types import MetricPlan
from ecsc.plan.types import Plan


def in_language(plan: Plan, language: str) -> Plan:
    """Return `plan` with the shipped names of its retail days and metrics, and their definitions, in `language`.

    A return on ad spend is named with its window: after seven days or after thirty it is another figure.
    What an author wrote stays: only a text that is the shipped one of some language is replaced.
    """
    plan = with_retail_days_in(plan, language)
    if not any(metric.standard for metric in plan.metrics):
        return plan
    from ecsc.catalogue import standard_metrics

    shipped = standard_metrics()
    metrics = tuple(
        _translated(metric, shipped.get(metric.standard or ""), language) for metric in plan.metrics
    )
    renamed = {
        old.id: (old.name, new.name)
        for old, new in zip(plan.metrics, metrics, strict=True)
        if old.name != new.name
    }
    targets = tuple(
        replace(row, metric_name=renamed[row.metric][1])
        if row.metric in renamed and row.metric_name == renamed[row.metric][0]
        else row
        for row in plan.targets
    )
    return replace(plan, metrics=metrics, targets=targets)


def _translated(metric: MetricPlan, shipped: Mapping[str, Any] | None, language: str) -> MetricPlan:
    if shipped is None:
        return metric
    name: str = shipped["name"].get(language, metric.name)
    definition: str | None = shipped["definition"].get(language, metric.definition)
    if metric.name not in shipped["name"].values():
        name = metric.name
    if metric.standard == "roas" and metric.window is not None:
        w = words(language)
        name = w("{name}, {window} after a click", name=name, window=metric.window)
    return replace(
        metric,
        name=name,
        definition=definition if metric.definition in shipped["definition"].values() else metric.definition,
    )
