"""What part of a whole each thing is: the tactics' budget by tactic, stage and kind; complaints by class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct

from ecsc.assess import Assessed
from ecsc.assess.launch_pace import pace_blocks, wanted
from ecsc.assess.spending import Spend
from ecsc.model.learning import Feedback
from ecsc.quantity import EXACT, Money, Rate

_STEP = Decimal("0.0001")
"""Shares are told to a hundredth of a percent, half to even."""


class BudgetShare(Struct, frozen=True):
    """What one tactic, stage or kind costs, and its part of all tactics; a stage or kind nobody states is None."""

    name: str | None
    cost: Money
    share: Rate


class FeedbackShare(Struct, frozen=True):
    """One class of feedback: how often, its part of all, and the part of it and of every more frequent one."""

    category: str
    name: str
    count: int
    share: Rate
    cumulative: Rate
    owner: str | None
    route: str | None


class LaunchCount(Struct, frozen=True):
    """How many launches a stretch of the launch plan has, beside how many it is to have."""

    period: str
    launches: tuple[str, ...]
    wanted: int


class SharesPlan(Struct, frozen=True):
    """Parts of wholes, largest first. Budgets are in the strategy's currency; what is in another is left out."""

    tactics: tuple[BudgetShare, ...] = ()
    stages: tuple[BudgetShare, ...] = ()
    kinds: tuple[BudgetShare, ...] = ()
    feedback: tuple[FeedbackShare, ...] = ()
    launches: tuple[LaunchCount, ...] = ()


def shares_plan(assessed: Assessed) -> SharesPlan:
    """Return the parts of every whole that the strategy states."""
    strategy = assessed.linked.strategy
    tactics = strategy.tactics
    currency = strategy.header.currency
    spends = [one for one in _tactic_spends(assessed) if one.amount.currency == currency]
    feedback = strategy.feedback
    return SharesPlan(
        tactics=_budget(((one.id, one.amount) for one in spends), currency),
        stages=_budget(((tactics[one.id].stage, one.amount) for one in spends), currency),
        kinds=_budget(((tactics[one.id].kind, one.amount) for one in spends), currency),
        feedback=tuple(feedback_shares(feedback)) if feedback is not None else (),
        launches=launch_counts(assessed),
    )


def _tactic_spends(assessed: Assessed) -> Iterator[Spend]:
    ledger = assessed.ledger
    for account in ledger.accounts.values():
        yield from (one for one in account.own if one.section == "tactics")
    yield from (one for one in ledger.unfunded if one.section == "tactics")


def _budget(costs: Iterable[tuple[str | None, Money]], currency: str) -> tuple[BudgetShare, ...]:
    """Return the sums by name, the largest first; none where nothing costs anything."""
    sums: dict[str | None, Decimal] = {}
    for name, cost in costs:
        sums[name] = EXACT.add(sums.get(name, Decimal(0)), cost.amount)
    whole = sum(sums.values(), Decimal(0))
    if not whole:
        return ()
    ranked = sorted(sums.items(), key=lambda one: (-one[1], one[0] is None, one[0] or ""))
    return tuple(BudgetShare(name, Money(cost, currency), _part(cost, whole)) for name, cost in ranked)


def feedback_shares(feedback: Feedback) -> Iterator[FeedbackShare]:
    """Yield the classes of feedback that were counted, the most frequent first (Pareto)."""
    counts = {name: count for name, count in feedback.counts.items() if count > 0}
    whole, so_far = Decimal(sum(counts.values())), 0
    for name, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        so_far += count
        about = feedback.categories.get(name)
        yield FeedbackShare(
            category=name,
            name=(about.name if about is not None else None) or name,
            count=count,
            share=_part(Decimal(count), whole),
            cumulative=_part(Decimal(so_far), whole),
            owner=about.owner if about is not None else None,
            route=about.route if about is not None else None,
        )


def launch_counts(assessed: Assessed) -> tuple[LaunchCount, ...]:
    """Return the launches of each whole quarter (or month …) of the launch plan, in the order of time."""
    strategy = assessed.linked.strategy
    asked = wanted(strategy.launch_plan.pace) if strategy.launch_plan is not None else None
    if asked is None:
        return ()
    return tuple(
        LaunchCount(block.period.label, block.launches, asked) for block in pace_blocks(strategy) or ()
    )


def _part(part: Decimal, whole: Decimal) -> Rate:
    return Rate(EXACT.divide(part, whole).quantize(_STEP))
