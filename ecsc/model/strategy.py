"""The strategy as read: every section as typed entities by id."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ecsc.model.header import Header
from ecsc.model.sections import SECTIONS

if TYPE_CHECKING:
    from ecsc.diagnostics import Rule
    from ecsc.model.execution import Launch, LaunchPlan, Meeting, Milestone, Phase, Report, StageGate, Task
    from ecsc.model.goals import DataSource, Goal, Metric, Objective, Target
    from ecsc.model.governance import Origin, Policy, Waiver
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
    from ecsc.model.offer import (
        PortfolioRule,
        PricePoint,
        Pricing,
        PricingRule,
        Product,
        Promotion,
        StockPolicy,
    )
    from ecsc.model.operations import AutomationTool, Operation, Service
    from ecsc.model.reach import (
        Campaign,
        Channel,
        ChannelSelection,
        Funnel,
        Initiative,
        Membership,
        Message,
        Tactic,
    )
    from ecsc.model.resources import (
        BudgetLine,
        Capability,
        Constraint,
        DeliveryWay,
        ExchangeRate,
        Person,
        Supplier,
        Team,
    )
    from ecsc.model.risk import Asset, Backup, Claim, Control, Legal, LegalReview, Risk, Security


class Strategy(Struct, frozen=True):
    """One strategy. Entities stand in the order written, files in name order.

    `header_read` is False when the header could not be read and `header` is a stand-in: what needs the
    period or the currency must not be said then. `damaged` names, by (section, id), the fields that were
    dropped because they could not be read; `lost` the entities that could not be built at all, whose ids
    still count as defined; `torn` the sections of which entries are missing altogether, because the section
    or its table could not be read. `target_steps` is the place value of the last digit written of each goal's
    target (10000 for `100万`): what "about a million" allows. `whole` is False when part of a file is unknown.
    """

    header: Header
    header_read: bool = True
    whole: bool = True
    damaged: Mapping[tuple[str, str], frozenset[str]] = {}
    lost: frozenset[tuple[str, str]] = frozenset()
    torn: frozenset[str] = frozenset()
    target_steps: Mapping[str, Decimal] = {}
    company: Company | None = None
    market: Market | None = None
    market_sources: Mapping[str, Source] = {}
    market_trends: Mapping[str, Trend] = {}
    market_personas: Mapping[str, Persona] = {}
    market_segments: Mapping[str, Segment] = {}
    market_competitors: Mapping[str, Competitor] = {}
    market_technology: Mapping[str, Technology] = {}
    market_findings: Mapping[str, MarketFinding] = {}
    market_research: Mapping[str, Research] = {}
    objectives: Mapping[str, Objective] = {}
    metrics: Mapping[str, Metric] = {}
    data_sources: Mapping[str, DataSource] = {}
    goals: Mapping[str, Goal] = {}
    targets: Mapping[str, Target] = {}
    people: Mapping[str, Person] = {}
    teams: Mapping[str, Team] = {}
    budgets: Mapping[str, BudgetLine] = {}
    capabilities: Mapping[str, Capability] = {}
    constraints: Mapping[str, Constraint] = {}
    exchange_rates: Mapping[str, ExchangeRate] = {}
    suppliers: Mapping[str, Supplier] = {}
    logistics: Mapping[str, DeliveryWay] = {}
    products: Mapping[str, Product] = {}
    portfolio_rules: Mapping[str, PortfolioRule] = {}
    pricing: Pricing | None = None
    pricing_rules: Mapping[str, PricingRule] = {}
    inventory: Mapping[str, StockPolicy] = {}
    price_history: Mapping[str, PricePoint] = {}
    promotions: Mapping[str, Promotion] = {}
    launches: Mapping[str, Launch] = {}
    launch_plan: LaunchPlan | None = None
    stage_gates: Mapping[str, StageGate] = {}
    channels: Mapping[str, Channel] = {}
    channel_selection: ChannelSelection | None = None
    initiatives: Mapping[str, Initiative] = {}
    campaigns: Mapping[str, Campaign] = {}
    tactics: Mapping[str, Tactic] = {}
    funnels: Mapping[str, Funnel] = {}
    membership: Membership | None = None
    messages: Mapping[str, Message] = {}
    phases: Mapping[str, Phase] = {}
    tasks: Mapping[str, Task] = {}
    milestones: Mapping[str, Milestone] = {}
    meetings: Mapping[str, Meeting] = {}
    reports: Mapping[str, Report] = {}
    operations: Mapping[str, Operation] = {}
    service: Service | None = None
    automation: Mapping[str, AutomationTool] = {}
    triggers: Mapping[str, Trigger] = {}
    iterations: Iterations | None = None
    experiments: Mapping[str, Experiment] = {}
    decisions: Mapping[str, Decision] = {}
    assumptions: Mapping[str, Assumption] = {}
    feedback: Feedback | None = None
    issues: Mapping[str, Issue] = {}
    checkins: Mapping[str, Checkin] = {}
    actuals: Mapping[str, Actual] = {}
    revisions: Mapping[str, Revision] = {}
    roadmap: Mapping[str, RoadmapItem] = {}
    scenarios: Mapping[str, ScenarioPlan] = {}
    risks: Mapping[str, Risk] = {}
    security: Security | None = None
    security_controls: Mapping[str, Control] = {}
    security_backups: Mapping[str, Backup] = {}
    legal: Legal | None = None
    legal_claims: Mapping[str, Claim] = {}
    legal_assets: Mapping[str, Asset] = {}
    legal_reviews: Mapping[str, LegalReview] = {}
    policies: Mapping[str, Policy] = {}
    shared: Mapping[str, Origin] = {}
    plugged: tuple[Rule, ...] = ()
    waivers: Mapping[str, Waiver] = {}

    def section(self, name: str) -> Mapping[str, Any]:
        """Return the entities of the section `name` by id; empty for a section without entries.

        A section that is one object has it under the empty id.
        """
        section = SECTIONS.get(name)
        if section is None:
            return {}
        found: Any = getattr(self, section.field)
        if not section.single:
            return found or {}
        return {} if found is None else {"": found}

    def inner(self, section: str, path: str) -> BudgetLine | None:
        """Return a budget line by its dotted path, the one inside another too; None where there is none."""
        if section != "budgets":
            return None
        first, *rest = path.split(".")
        line = self.budgets.get(first)
        for key in rest:
            line = line.lines.get(key) if line is not None else None
        return line

    def is_idle(self, policy: Policy) -> bool:
        """Return whether a policy of a pack is about nothing here; its formula, known to be right, can rest."""
        origin = self.shared.get(policy.id)
        return bool(origin and origin.pack and policy.for_each and not self.section(policy.for_each))

    def defines(self, section: str, identifier: str) -> bool:
        """Return whether `section` has an entry `identifier`, even one that could not be read."""
        return identifier in self.section(section) or (section, identifier) in self.lost

    @property
    def intact(self) -> bool:
        """Return whether everything that was written could be read."""
        return self.whole and not (self.damaged or self.lost or self.torn)

    def knows(self, *sections: str) -> bool:
        """Return whether every entry of the sections is known: else what looks undefined may only be unread."""
        return self.whole and self.torn.isdisjoint(sections)

    def lacks(self, section: str, identifier: str, *fields: str) -> bool:
        """Return whether one of an entity's fields was dropped because it could not be read."""
        return not self.damaged.get((section, identifier), frozenset()).isdisjoint(fields)

    def unread(self, section: str, *fields: str) -> bool:
        """Return whether an entry of `section`, or one of these fields of an entry, could not be read.

        What nothing in the section seems to say may then have been said there.
        """
        return (
            not self.knows(section)
            or any(home == section for home, _ in self.lost)
            or any(
                home == section and not dropped.isdisjoint(fields)
                for (home, _), dropped in self.damaged.items()
            )
        )
