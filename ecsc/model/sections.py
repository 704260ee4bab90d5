"""The table of sections: which model type each one holds, in which module, and the id unions.

A chapter's module is imported only when one of its sections occurs, so a small strategy starts fast.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from msgspec import Struct


class Section(Struct, frozen=True):
    """One section of the language. `union` names the group of sections that share one space of ids.

    A section inside another has both names, as `market.personas`. A `single` one holds no entries: it is one
    object, which counts as the entry of the id "" wherever entries are looked at.
    """

    name: str
    chapter: str
    type_name: str
    union: str
    table: bool = False
    single: bool = False

    @property
    def field(self) -> str:
        """Return the name of the field of `Strategy` that holds it."""
        return self.name.replace(".", "_")

    def entity_type(self) -> type[Any]:
        """Return the model type of one entry, importing its chapter."""
        found: type[Any] = getattr(import_module(f"ecsc.model.{self.chapter}"), self.type_name)
        return found


SECTIONS: dict[str, Section] = {
    section.name: section
    for section in (
        Section("company", "market", "Company", "", single=True),
        Section("market", "market", "Market", "", single=True),
        Section("market.sources", "market", "Source", "evidence"),
        Section("market.trends", "market", "Trend", "market.trends"),
        Section("market.personas", "market", "Persona", "market.personas"),
        Section("market.segments", "market", "Segment", "market.segments"),
        Section("market.competitors", "market", "Competitor", "market.competitors"),
        Section("market.technology", "market", "Technology", "market.technology"),
        Section("market.findings", "market", "MarketFinding", "evidence"),
        Section("market.research", "market", "Research", "market.research"),
        Section("objectives", "goals", "Objective", "purposes"),
        Section("metrics", "goals", "Metric", "metrics"),
        Section("data_sources", "goals", "DataSource", "data_sources"),
        Section("goals", "goals", "Goal", "purposes"),
        Section("targets", "goals", "Target", "purposes"),
        Section("people", "resources", "Person", "people"),
        Section("teams", "resources", "Team", "people"),
        Section("budgets", "resources", "BudgetLine", "budgets"),
        Section("capabilities", "resources", "Capability", "capabilities"),
        Section("constraints", "resources", "Constraint", "constraints"),
        Section("exchange_rates", "resources", "ExchangeRate", "exchange_rates"),
        Section("suppliers", "resources", "Supplier", "suppliers"),
        Section("logistics", "resources", "DeliveryWay", "logistics"),
        Section("products", "offer", "Product", "products", table=True),
        Section("portfolio_rules", "offer", "PortfolioRule", "portfolio_rules"),
        Section("pricing", "offer", "Pricing", "", single=True),
        Section("pricing_rules", "offer", "PricingRule", "pricing_rules"),
        Section("inventory", "offer", "StockPolicy", "inventory"),
        Section("price_history", "offer", "PricePoint", "price_history", table=True),
        Section("promotions", "offer", "Promotion", "openings"),
        Section("launches", "execution", "Launch", "openings"),
        Section("launch_plan", "execution", "LaunchPlan", "", single=True),
        Section("stage_gates", "execution", "StageGate", "stage_gates"),
        Section("channels", "reach", "Channel", "channels"),
        Section("channel_selection", "reach", "ChannelSelection", "", single=True),
        Section("initiatives", "reach", "Initiative", "initiatives"),
        Section("campaigns", "reach", "Campaign", "campaigns"),
        Section("tactics", "reach", "Tactic", "tactics"),
        Section("funnels", "reach", "Funnel", "funnels"),
        Section("membership", "reach", "Membership", "", single=True),
        Section("messages", "reach", "Message", "messages"),
        Section("phases", "execution", "Phase", "work"),
        Section("tasks", "execution", "Task", "work"),
        Section("milestones", "execution", "Milestone", "work"),
        Section("meetings", "execution", "Meeting", "meetings"),
        Section("reports", "execution", "Report", "reports"),
        Section("operations", "operations", "Operation", "operations"),
        Section("service", "operations", "Service", "", single=True),
        Section("automation", "operations", "AutomationTool", "automation"),
        Section("triggers", "learning", "Trigger", "triggers"),
        Section("iterations", "learning", "Iterations", "", single=True),
        Section("experiments", "learning", "Experiment", "evidence"),
        Section("decisions", "learning", "Decision", "decisions"),
        Section("assumptions", "learning", "Assumption", "assumptions"),
        Section("feedback", "learning", "Feedback", "", single=True),
        Section("issues", "learning", "Issue", "issues"),
        Section("checkins", "learning", "Checkin", "checkins"),
        Section("actuals", "learning", "Actual", "actuals", table=True),
        Section("revisions", "learning", "Revision", "revisions"),
        Section("roadmap", "learning", "RoadmapItem", "roadmap"),
        Section("scenarios", "learning", "ScenarioPlan", "scenarios"),
        Section("risks", "risk", "Risk", "risks"),
        Section("security", "risk", "Security", "", single=True),
        Section("security.controls", "risk", "Control", "security.controls"),
        Section("security.backups", "risk", "Backup", "security.backups"),
        Section("legal", "risk", "Legal", "", single=True),
        Section("legal.claims", "risk", "Claim", "legal.claims"),
        Section("legal.assets", "risk", "Asset", "legal.assets"),
        Section("legal.reviews", "risk", "LegalReview", "legal.reviews"),
        Section("policies", "governance", "Policy", "policies"),
        Section("waivers", "governance", "Waiver", "waivers"),
    )
}
"""Every section with entries, and every one that is a single object, in the order the documentation shows them."""


def home_of(path: Sequence[object]) -> tuple[str, tuple[Any, ...]]:
    """Return the section that a path of a document leads into and the rest of the path: the innermost one."""
    if len(path) > 1 and f"{path[0]}.{path[1]}" in SECTIONS:
        return f"{path[0]}.{path[1]}", tuple(path[2:])
    return (str(path[0]), tuple(path[1:])) if path else ("", ())


SINGLETONS = ("strategy", "tables")
"""Sections that are one object, merged by top key over the files."""

RESERVED_IDS = frozenset(
    [
        "all",
        "and",
        "between",
        "else",
        "finish",
        "for",
        "from",
        "if",
        "in",
        "none",
        "not",
        "or",
        "start",
        "where",
    ]
)
"""Words of the language, which mean something in formulas and in `after:`."""
