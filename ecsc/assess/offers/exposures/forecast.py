"""How often an offer is planned to be used, where the strategy says so: no bound, but what is to be expected."""

from __future__ import annotations

from ecsc.model import Strategy
from ecsc.model.offer import Promotion
from ecsc.quantity import Count

NEW_MEMBERS = "new_members"


def planned_uses(promotion: Promotion, strategy: Strategy) -> int | None:
    """Return the planned uses: of what every new member gets once, the new members that a goal wants.

    None for every other promotion: nothing in a strategy says how many of those who may use an offer will.
    """
    membership, limits = strategy.membership, promotion.limits
    if membership is None or promotion.id not in membership.welcome:
        return None
    if limits is not None and limits.per_customer not in (None, 1):
        return None
    counted = {name for name, metric in strategy.metrics.items() if NEW_MEMBERS in (name, metric.standard)}
    for goal in strategy.goals.values():
        whole = goal.scope is None and goal.every is None and goal.population is None
        if whole and goal.metric in (counted or {NEW_MEMBERS}) and isinstance(goal.target, Count):
            return max(int(goal.target.value), 0)
    return None
