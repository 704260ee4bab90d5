"""Which metrics say how much of what is sold comes back, and how much is expected to."""

from __future__ import annotations

from decimal import Decimal

from ecsc.assess.units import effective_target
from ecsc.assess.wording import mentions
from ecsc.link import LinkedStrategy
from ecsc.model.goals import Metric
from ecsc.quantity import Period, Rate

_STANDARDS = ("refund_rate", "return_rate")


def is_refund_rate(metric: Metric) -> bool:
    """Return whether a metric is the share of sales that comes back: a standard one, or one that is called so."""
    if metric.standard is not None:
        return metric.standard in _STANDARDS
    return any(mentions(text, "refund_rates") for text in (metric.id, metric.name) if text)


def expected_refunds(linked: LinkedStrategy, channel: str, period: Period) -> Decimal | None:
    """Return the highest refund rate that is aimed at in a period for the channel, else for all channels.

    Refunds count before returns where both are aimed at, and targets before goals, whose value is that of the end.
    """
    refunds = [one for one in linked.metrics.values() if is_refund_rate(one)]
    refunds.sort(key=lambda one: one.standard == "return_rate")
    for metric in refunds:
        for aims in (_of_targets(linked, metric.id, period), _of_goals(linked, metric.id)):
            found = aims.get(channel, aims.get(None))
            if found is not None:
                return found
    return None


def _of_targets(linked: LinkedStrategy, metric: str, period: Period) -> dict[str | None, Decimal]:
    found: dict[str | None, Decimal] = {}
    for target in linked.strategy.targets.values():
        if target.metric == metric and isinstance(target.committed, Rate) and target.period.overlaps(period):
            scope = target.channel or (target.scope.channel if target.scope is not None else None)
            found[scope] = max(found.get(scope, Decimal(0)), target.committed.value)
    return found


def _of_goals(linked: LinkedStrategy, metric: str) -> dict[str | None, Decimal]:
    found: dict[str | None, Decimal] = {}
    for goal in linked.strategy.goals.values():
        planned = effective_target(goal) if goal.metric == metric else None
        if isinstance(planned, Rate):
            scope = goal.scope.channel if goal.scope is not None else None
            found[scope] = max(found.get(scope, Decimal(0)), planned.value)
    return found
