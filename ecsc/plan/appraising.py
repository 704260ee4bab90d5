"""Assessed → the plan's judgements in figures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ecsc.appraisal import Contribution, smallest_change
from ecsc.assess import Assessed
from ecsc.assess.capabilities import readiness
from ecsc.assess.channel_choice import ChannelChoice, as_rate
from ecsc.assess.discounts import given_away
from ecsc.assess.returns import points_liability, tool_returns
from ecsc.assess.service import DAYS, HOURS, hours_of
from ecsc.model import Strategy
from ecsc.plan.appraisal_types import (
    AppraisalPlan,
    ContributionPlan,
    InvestmentPlan,
    PeriodContribution,
    RankedChannel,
    ReadyPlan,
    ServicePlan,
    WeightChange,
)
from ecsc.quantity import EXACT, Money, Rate, to_coins

_SHARE, _TENTH = Decimal("0.0001"), Decimal("0.1")


def appraisal_plan(assessed: Assessed) -> AppraisalPlan:
    """Return everything that is judged in figures; parts about which the strategy says nothing are empty."""
    strategy = assessed.linked.strategy
    ranking, tipping = _ranking(strategy, assessed.choice)
    points = points_liability(assessed.linked, assessed.breakdowns)
    return AppraisalPlan(
        ranking=ranking,
        tipping=tipping,
        contribution=tuple(_contribution(assessed)),
        investments=tuple(_investments(strategy)),
        points_liability=points.amount if points is not None else None,
        capabilities=tuple(_capabilities(assessed)),
        service=_service(strategy),
    )


def _ranking(
    strategy: Strategy, choice: ChannelChoice | None
) -> tuple[tuple[RankedChannel, ...], WeightChange | None]:
    if choice is None or not choice.ranking:
        return (), None
    selection = choice.selection
    names = {one.id: one.name for one in strategy.channels.values()}
    names |= {key: one.name for key, one in selection.candidates.items()}
    found = tuple(
        RankedChannel(
            one.id, names.get(one.id) or one.id, as_rate(one.score), one.place, one.id in selection.chosen
        )
        for one in choice.ranking
    )
    if len(found) < 2:
        return found, None
    above, below = found[0].id, found[1].id
    change = smallest_change(choice.criteria, choice.matrix, above, below)
    if change is None:
        return found, None
    return found, WeightChange(
        above, below, change.criterion, as_rate(change.weight), as_rate(change.changed)
    )


def _contribution(assessed: Assessed) -> Iterator[ContributionPlan]:
    strategy = assessed.linked.strategy
    given_by = given_away(strategy, assessed.timetable, assessed.margins) if assessed.margins else {}
    for one in assessed.margins:
        rows = zip(one.periods, given_by[one.goal, one.channel], strict=True)
        yield ContributionPlan(
            channel=one.channel,
            goal=one.goal,
            missing=one.missing,
            by=one.by,
            assumed=one.assumed,
            periods=tuple(
                PeriodContribution(
                    period=row.period,
                    missing=row.missing,
                    given_away=_money(given, one.currency),
                    **_steps(row.steps, one.currency),
                )
                for row, given in rows
            ),
            **_steps(one.steps, one.currency),
        )


def _steps(steps: Contribution, currency: str) -> dict[str, Any]:
    """Return the steps of a contribution as money, and its margin as a rate."""
    return {
        "gross": Money(steps.gross, currency),
        **{
            field: _money(getattr(steps, field), currency)
            for field in ("tax", "refunds", "net", "commission", "fees", "goods", "spend", "contribution")
        },
        "margin": Rate(to_coins(steps.margin, _SHARE)) if steps.margin is not None else None,
    }


def _money(amount: Decimal | None, currency: str) -> Money | None:
    return None if amount is None else Money(amount, currency)


def _investments(strategy: Strategy) -> Iterator[InvestmentPlan]:
    currency = strategy.header.currency
    for one in tool_returns(strategy):
        found, tool = one.result, strategy.automation[one.tool]
        yield InvestmentPlan(
            tool=one.tool,
            name=tool.name or tool.id,
            years=found.years if found is not None else None,
            cost=Money(found.cost, currency) if found is not None else None,
            saving=Money(found.saving, currency) if found is not None else None,
            roi=Rate(found.roi.quantize(_SHARE)) if found is not None and found.roi is not None else None,
            payback_months=found.payback_months.quantize(_TENTH)
            if found is not None and found.payback_months is not None
            else None,
            missing=one.missing,
        )


def _capabilities(assessed: Assessed) -> Iterator[ReadyPlan]:
    strategy = assessed.linked.strategy
    for one in readiness(strategy, assessed.timetable).values():
        known = strategy.capabilities.get(one.capability)
        name = (known.name if known is not None else None) or one.capability
        yield ReadyPlan(one.capability, name, one.instant == 0, one.day, one.task)


def _service(strategy: Strategy) -> ServicePlan | None:
    service = strategy.service
    hours = hours_of(service).per_week if service is not None else None
    if service is None or hours is None or not 0 < hours <= DAYS * HOURS:
        return None
    each = service.hours_per_agent_per_week
    return ServicePlan(
        hours_per_week=hours,
        share_of_week=Rate(EXACT.divide(Decimal(hours), Decimal(DAYS * HOURS)).quantize(_SHARE)),
        staff_hours_needed=hours * (service.at_once if service.at_once is not None else 1),
        staff_hours=service.agents * each if service.agents is not None and each is not None else None,
    )
