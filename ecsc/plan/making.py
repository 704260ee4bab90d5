"""Assessed → Plan: every entity of the strategy in the form that outputs read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ecsc.assess import Assessed
from ecsc.assess.offers.exposures import Exposures, joint_exposure
from ecsc.assess.risks import score
from ecsc.assess.variants import sku_count
from ecsc.catalogue import zone_of
from ecsc.link import edges
from ecsc.model import Strategy
from ecsc.model.learning import ScenarioPlan
from ecsc.model.offer import Offer, in_short, level_of
from ecsc.plan.aims import goal_plans, metric_plans, objective_plans
from ecsc.plan.appraising import appraisal_plan
from ecsc.plan.budgeting import budget_plans, unfunded
from ecsc.plan.cashing import cash_plan
from ecsc.plan.chapters import chapters
from ecsc.plan.experiments import experiment_plans, funnel_plans
from ecsc.plan.figures import figures
from ecsc.plan.offering import offers_plan
from ecsc.plan.safeguards import safeguards
from ecsc.plan.scenario_changes import scenario_changes
from ecsc.plan.scheduling import work_plan
from ecsc.plan.shares import shares_plan
from ecsc.plan.target_rows import target_rows
from ecsc.plan.types import (
    ChannelPlan,
    PersonPlan,
    Plan,
    PolicyPlan,
    ProductPlan,
    PromotionPlan,
    RiskPlan,
    ScenarioHead,
    SourcePlan,
    StrategyHead,
    TacticPlan,
    TraceEdge,
)


def make_plan(assessed: Assessed, source_hash: str, scenario: ScenarioPlan | None = None) -> Plan:
    """Return the plan of an assessed strategy. `source_hash` is the SHA-256 of the sources, in hex.

    `scenario` is the one whose changes were made.
    """
    strategy = assessed.linked.strategy
    breakdowns = assessed.breakdowns
    exposures = Exposures(strategy)
    return Plan(
        strategy=_head(strategy, source_hash, scenario),
        objectives=objective_plans(strategy),
        metrics=metric_plans(assessed.linked),
        sources=tuple(
            SourcePlan(one.id, one.name or one.id, one.kind, one.product, one.refresh, one.owner)
            for one in strategy.data_sources.values()
        ),
        goals=goal_plans(assessed),
        targets=target_rows(assessed.linked, breakdowns),
        people=tuple(_people(strategy)),
        work=work_plan(assessed),
        budgets=budget_plans(assessed),
        channels=tuple(
            ChannelPlan(
                one.id,
                one.name or one.id,
                one.kind,
                one.platform,
                one.commission,
                one.budget,
                one.share_of_sales,
            )
            for one in strategy.channels.values()
        ),
        tactics=tuple(_tactics(strategy)),
        promotions=tuple(_promotions(strategy, exposures)),
        products=tuple(
            ProductPlan(
                one.id,
                one.name or one.id,
                one.category,
                one.list_price,
                one.unit_cost,
                one.floor_price,
                one.stock,
                sku_count(one),
                one.subscription,
                one.tax,
            )
            for one in strategy.products.values()
        ),
        risks=tuple(_risks(strategy)),
        policies=tuple(_policies(assessed)),
        trace=tuple(
            TraceEdge(".".join(edge.source).rstrip("."), ".".join(edge.target), edge.field)
            for edge in edges(strategy)
        ),
        experiments=experiment_plans(assessed),
        funnels=funnel_plans(assessed),
        chapters=chapters(strategy),
        safeguards=safeguards(strategy),
        appraisal=appraisal_plan(assessed),
        unfunded=unfunded(assessed),
        cash=cash_plan(assessed),
        shares=shares_plan(assessed),
        scenario_changes=scenario_changes(strategy, under=scenario is not None),
        figures=figures(assessed),
        offers=offers_plan(assessed),
        joint_exposure=joint_exposure(exposures.all(), strategy) if strategy.promotions else None,
    )


def _head(strategy: Strategy, source_hash: str, scenario: ScenarioPlan | None) -> StrategyHead:
    header = strategy.header
    under = None if scenario is None else ScenarioHead(scenario.id, scenario.name or scenario.id)
    return StrategyHead(
        id=header.id,
        name=header.name if under is None else f"{header.name} – {under.name}",
        owner=header.owner,
        period=header.period,
        currency=header.currency,
        timezone=header.timezone or zone_of(header.calendar.country),
        language=header.language,
        fiscal_year_start=header.fiscal_year_start,
        description=header.description,
        as_of=header.as_of,
        source_hash=source_hash,
        scenario=under,
    )


def _people(strategy: Strategy) -> Iterator[PersonPlan]:
    owned: dict[str, list[str]] = {}
    for section in (
        "objectives",
        "goals",
        "targets",
        "tasks",
        "milestones",
        "tactics",
        "risks",
        "launches",
        "reports",
    ):
        for identifier, entity in strategy.section(section).items():
            if entity.owner is not None:
                owned.setdefault(entity.owner, []).append(identifier)
    for meeting in strategy.meetings.values():
        if meeting.chair is not None:
            owned.setdefault(meeting.chair, []).append(meeting.id)
    for person in strategy.people.values():
        yield PersonPlan(
            person.id,
            person.name or person.id,
            "person",
            person.team,
            tuple(owned.get(person.id, ())),
            person.email,
        )
    for team in strategy.teams.values():
        yield PersonPlan(team.id, team.name or team.id, "team", None, tuple(owned.get(team.id, ())))


def _tactics(strategy: Strategy) -> Iterator[TacticPlan]:
    for tactic in strategy.tactics.values():
        channel = strategy.channels.get(tactic.channel or "")
        yield TacticPlan(
            id=tactic.id,
            name=tactic.name or tactic.id,
            stage=tactic.stage,
            kind=tactic.kind,
            channel=tactic.channel,
            window=tactic.window,
            cost=tactic.cost,
            budget=tactic.budget or (channel.budget if channel is not None else None),
            serves=tactic.serves,
            owner=tactic.owner,
        )


def _promotions(strategy: Strategy, exposures: Exposures) -> Iterator[PromotionPlan]:
    prepared: dict[str, list[str]] = {}
    for task in strategy.tasks.values():
        for promotion in task.ready_for:
            prepared.setdefault(promotion, []).append(task.id)
    tiers = strategy.membership.tiers if strategy.membership is not None else {}
    for one in strategy.promotions.values():
        yield PromotionPlan(
            id=one.id,
            name=one.name or one.id,
            level=level_of(one, tiers),
            offer=offer_text(one.offer),
            window=one.window,
            channels=one.channels,
            budget=one.budget,
            units=one.limits.units if one.limits else None,
            redemptions=one.limits.redemptions if one.limits else None,
            prepared_by=tuple(prepared.get(one.id, ())),
            per_customer=one.limits.per_customer if one.limits else None,
            spend=one.limits.spend if one.limits else None,
            exposure=exposures.of(one).worst,
            benefit=None if in_short(one.offer) else one.offer,
            exposure_detail=exposures.of(one),
        )


def offer_text(offer: Offer) -> str:
    """Return the offer in the author's shorthand, or its fields as `field value` pairs."""
    if short := in_short(offer):
        return short
    stated: Mapping[str, Any] = {
        field: value
        for field in offer.__struct_fields__
        if (value := getattr(offer, field)) is not None and value != ()
    }
    return ", ".join(f"{field.replace('_', ' ')} {_plain(value)}" for field, value in stated.items())


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return " / ".join(f"{tier.at} {tier.off}" for tier in value)
    return str(value)


def _risks(strategy: Strategy) -> Iterator[RiskPlan]:
    for risk in strategy.risks.values():
        yield RiskPlan(
            id=risk.id,
            name=risk.name or risk.id,
            category=risk.category,
            likelihood=risk.likelihood,
            impact=risk.impact,
            score=score(risk),
            trigger=risk.trigger,
            owner=risk.owner,
            prevent=risk.prevent,
            respond=risk.respond,
            signal=risk.signal,
            cause=risk.cause,
            hits=risk.hits,
        )


def _policies(assessed: Assessed) -> Iterator[PolicyPlan]:
    outcomes = {view.policy: view.outcome for view in assessed.policies}
    strategy = assessed.linked.strategy
    about_others = {view.policy for view in assessed.policies if view.absent}
    for policy in strategy.policies.values():
        idle = strategy.is_idle(policy) or policy.id in about_others
        if idle or (policy.id in strategy.shared and policy.id not in outcomes):
            continue  # shared, and not about this strategy
        yield PolicyPlan(
            policy.id,
            policy.name or policy.id,
            policy.check,
            outcomes.get(policy.id, "undecidable"),
            policy.source,
        )
