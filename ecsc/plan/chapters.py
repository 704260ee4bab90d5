"""The chapters of the handbook that the plan carries as they were written, with their quantities read."""

from __future__ import annotations

from msgspec import Struct

from ecsc.model import Strategy
from ecsc.model.execution import LaunchPlan
from ecsc.model.governance import Waiver
from ecsc.model.learning import (
    Actual,
    Assumption,
    Checkin,
    Decision,
    Experiment,
    Feedback,
    Issue,
    Iterations,
    Revision,
    RoadmapItem,
    ScenarioPlan,
    Trigger,
)
from ecsc.model.market import (
    Company,
    Competitor,
    Market,
    MarketFinding,
    Persona,
    Research,
    Segment,
    Source,
    Technology,
    Trend,
)
from ecsc.model.offer import PortfolioRule, PricePoint, Pricing, PricingRule, StockPolicy
from ecsc.model.operations import AutomationTool, Operation, Service
from ecsc.model.reach import Campaign, ChannelSelection, Funnel, Initiative, Membership, Message
from ecsc.model.resources import Capability, Constraint, DeliveryWay, ExchangeRate, Supplier
from ecsc.model.risk import Asset, Backup, Claim, Control, Legal, LegalReview, Security


class MarketPlan(Struct, frozen=True):
    """What is known about the market, as written: its company, sources, personas, competitors and findings."""

    company: Company | None = None
    overview: Market | None = None
    sources: tuple[Source, ...] = ()
    trends: tuple[Trend, ...] = ()
    personas: tuple[Persona, ...] = ()
    segments: tuple[Segment, ...] = ()
    competitors: tuple[Competitor, ...] = ()
    technology: tuple[Technology, ...] = ()
    findings: tuple[MarketFinding, ...] = ()
    research: tuple[Research, ...] = ()


class MeansPlan(Struct, frozen=True):
    """What the strategy can draw on and what limits it, as written."""

    capabilities: tuple[Capability, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    exchange_rates: tuple[ExchangeRate, ...] = ()
    suppliers: tuple[Supplier, ...] = ()
    logistics: tuple[DeliveryWay, ...] = ()


class OfferingPlan(Struct, frozen=True):
    """How products, prices and stock are ruled, as written."""

    portfolio_rules: tuple[PortfolioRule, ...] = ()
    pricing: Pricing | None = None
    pricing_rules: tuple[PricingRule, ...] = ()
    inventory: tuple[StockPolicy, ...] = ()
    price_history: tuple[PricePoint, ...] = ()
    launch_plan: LaunchPlan | None = None


class ReachPlan(Struct, frozen=True):
    """How customers are reached beside channels and tactics, as written."""

    channel_selection: ChannelSelection | None = None
    initiatives: tuple[Initiative, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    funnels: tuple[Funnel, ...] = ()
    membership: Membership | None = None
    messages: tuple[Message, ...] = ()


class OperationsPlan(Struct, frozen=True):
    """How the business is run, as written."""

    operations: tuple[Operation, ...] = ()
    service: Service | None = None
    automation: tuple[AutomationTool, ...] = ()


class LearningPlan(Struct, frozen=True):
    """What is learnt on the way, as written."""

    triggers: tuple[Trigger, ...] = ()
    iterations: Iterations | None = None
    experiments: tuple[Experiment, ...] = ()
    decisions: tuple[Decision, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    feedback: Feedback | None = None
    issues: tuple[Issue, ...] = ()
    checkins: tuple[Checkin, ...] = ()
    actuals: tuple[Actual, ...] = ()
    revisions: tuple[Revision, ...] = ()
    roadmap: tuple[RoadmapItem, ...] = ()
    scenarios: tuple[ScenarioPlan, ...] = ()


class ProtectionPlan(Struct, frozen=True):
    """How data is protected and the law kept, as written."""

    security_controls: tuple[Control, ...] = ()
    security_backups: tuple[Backup, ...] = ()
    security: Security | None = None
    legal_claims: tuple[Claim, ...] = ()
    legal_assets: tuple[Asset, ...] = ()
    legal_reviews: tuple[LegalReview, ...] = ()
    legal: Legal | None = None


class GovernancePlan(Struct, frozen=True):
    """Findings that are accepted for a time, as written."""

    waivers: tuple[Waiver, ...] = ()


class Chapters(Struct, frozen=True):
    """The chapters beside goals, money and work."""

    market: MarketPlan = MarketPlan()
    resources: MeansPlan = MeansPlan()
    offer: OfferingPlan = OfferingPlan()
    reach: ReachPlan = ReachPlan()
    operations: OperationsPlan = OperationsPlan()
    learning: LearningPlan = LearningPlan()
    protection: ProtectionPlan = ProtectionPlan()
    governance: GovernancePlan = GovernancePlan()


def chapters(strategy: Strategy) -> Chapters:
    """Return the chapters of a strategy, entries in the order written."""
    return Chapters(
        MarketPlan(
            company=strategy.company,
            overview=strategy.market,
            sources=tuple(strategy.market_sources.values()),
            trends=tuple(strategy.market_trends.values()),
            personas=tuple(strategy.market_personas.values()),
            segments=tuple(strategy.market_segments.values()),
            competitors=tuple(strategy.market_competitors.values()),
            technology=tuple(strategy.market_technology.values()),
            findings=tuple(strategy.market_findings.values()),
            research=tuple(strategy.market_research.values()),
        ),
        MeansPlan(
            capabilities=tuple(strategy.capabilities.values()),
            constraints=tuple(strategy.constraints.values()),
            exchange_rates=tuple(strategy.exchange_rates.values()),
            suppliers=tuple(strategy.suppliers.values()),
            logistics=tuple(strategy.logistics.values()),
        ),
        OfferingPlan(
            portfolio_rules=tuple(strategy.portfolio_rules.values()),
            pricing=strategy.pricing,
            pricing_rules=tuple(strategy.pricing_rules.values()),
            inventory=tuple(strategy.inventory.values()),
            price_history=tuple(strategy.price_history.values()),
            launch_plan=strategy.launch_plan,
        ),
        ReachPlan(
            channel_selection=strategy.channel_selection,
            initiatives=tuple(strategy.initiatives.values()),
            campaigns=tuple(strategy.campaigns.values()),
            funnels=tuple(strategy.funnels.values()),
            membership=strategy.membership,
            messages=tuple(strategy.messages.values()),
        ),
        OperationsPlan(
            operations=tuple(strategy.operations.values()),
            service=strategy.service,
            automation=tuple(strategy.automation.values()),
        ),
        LearningPlan(
            triggers=tuple(strategy.triggers.values()),
            iterations=strategy.iterations,
            experiments=tuple(strategy.experiments.values()),
            decisions=tuple(strategy.decisions.values()),
            assumptions=tuple(strategy.assumptions.values()),
            feedback=strategy.feedback,
            issues=tuple(strategy.issues.values()),
            checkins=tuple(strategy.checkins.values()),
            actuals=tuple(strategy.actuals.values()),
            revisions=tuple(strategy.revisions.values()),
            roadmap=tuple(strategy.roadmap.values()),
            scenarios=tuple(strategy.scenarios.values()),
        ),
        ProtectionPlan(
            security_controls=tuple(strategy.security_controls.values()),
            security_backups=tuple(strategy.security_backups.values()),
            security=strategy.security,
            legal_claims=tuple(strategy.legal_claims.values()),
            legal_assets=tuple(strategy.legal_assets.values()),
            legal_reviews=tuple(strategy.legal_reviews.values()),
            legal=strategy.legal,
        ),
        GovernancePlan(
            waivers=tuple(strategy.waivers.values()),
        ),
    )
