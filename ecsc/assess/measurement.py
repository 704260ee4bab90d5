"""The metrics that are steered: what aims at them, what watches them, and what can deliver them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from msgspec import Struct

from ecsc.assess.units import effective_target
from ecsc.assess.wording import folded
from ecsc.catalogue import measure_families, standard_metrics
from ecsc.diagnostics import At
from ecsc.link import LinkedStrategy
from ecsc.link.metrics import PERCENT
from ecsc.model import Strategy
from ecsc.model.goals import DataSource, Metric
from ecsc.quantity import Rate


class Aim(Struct, frozen=True):
    """One goal or target of a metric, who owns it, and the planned value where it is a share."""

    at: At
    owner: str | None
    share: Decimal | None


def aims_by_metric(strategy: Strategy) -> Mapping[str, tuple[Aim, ...]]:
    """Return the goals and targets of each metric that has any, in the order written."""
    found: dict[str, list[Aim]] = {}
    for goal in strategy.goals.values():
        if goal.metric is not None:
            planned = effective_target(goal)
            found.setdefault(goal.metric, []).append(
                Aim(At("goals", goal.id, ("metric",)), goal.owner, _share(planned))
            )
    for target in strategy.targets.values():
        found.setdefault(target.metric, []).append(
            Aim(At("targets", target.id, ("metric",)), target.owner, _share(target.committed))
        )
    return {metric: tuple(aims) for metric, aims in found.items()}


def steered(linked: LinkedStrategy) -> Mapping[str, tuple[Metric, tuple[Aim, ...]]]:
    """Return the metrics with goals or targets that are defined, each with those."""
    aims = aims_by_metric(linked.strategy)
    return {name: (linked.metrics[name], found) for name, found in aims.items() if name in linked.metrics}


def is_told(metric: Metric) -> bool:
    """Return whether a metric's definition is known: one with an unknown `standard` would have said the rest."""
    return metric.standard is None or metric.standard in standard_metrics()


def is_share(metric: str, linked: LinkedStrategy) -> bool:
    """Return whether a metric is a share: by its unit, else by what its formula makes."""
    unit = linked.metrics[metric].unit
    formula = linked.formulas.get(("metrics", metric, "formula"))
    return unit in PERCENT if unit is not None else formula is not None and formula.type.kind == "rate"


def cannot_deliver(metric: Metric, source: DataSource) -> tuple[str, ...]:
    """Return the kinds of source that deliver such a metric when `source` is of none of them, else nothing.

    Known by words in its name; a source of another or of no kind may deliver anything.
    """
    if source.kind in (None, "other"):
        return ()
    words = " ".join((metric.id.replace("_", " "), metric.standard or "", metric.name or ""))
    plain = folded(words)
    for family, pattern in _patterns().items():
        if pattern.search(plain):
            kinds = tuple(measure_families()[family]["kinds"])
            return () if source.kind in kinds else kinds
    return ()


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    return {
        family: re.compile(
            r"\b(?:" + "|".join(map(re.escape, found["en"])) + r")\b|" + "|".join(map(re.escape, found["zh"]))
        )
        for family, found in measure_families().items()
    }


def _share(value: object) -> Decimal | None:
    return value.value if isinstance(value, Rate) and 0 < value.value < 1 else None
