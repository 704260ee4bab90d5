"""All rules there are, and the search that runs them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module

import msgspec

from ecsc.assess import Assessed
from ecsc.catalogue import shipped_thresholds
from ecsc.diagnostics import At, Finding, Related, Rule
from ecsc.messages import Phrase
from ecsc.model import Strategy
from ecsc.rules.rule import Check

FAMILIES: dict[str, tuple[str, ...]] = {
    "ecsc.rules.smart": ("goals",),
    "ecsc.rules.smart_plan": ("goals",),
    "ecsc.rules.breakdown": ("goals",),
    "ecsc.rules.breakdown_keys": ("goals",),
    "ecsc.rules.drivers": ("goals",),
    "ecsc.rules.targets": ("goals", "targets", "objectives"),
    "ecsc.rules.coverage": ("market", "initiatives", "objectives", "goals", "constraints"),
    "ecsc.rules.market": (
        "market",
        "market.sources",
        "market.personas",
        "market.competitors",
        "market.findings",
        "market.technology",
    ),
    "ecsc.rules.market_people": (
        "market",
        "market.sources",
        "market.personas",
        "market.competitors",
        "market.technology",
    ),
    "ecsc.rules.research": ("market.research",),
    "ecsc.rules.near_ids": ("goals", "channels"),
    "ecsc.rules.segments": ("market.segments",),
    "ecsc.rules.initiatives": ("initiatives", "operations"),
    "ecsc.rules.rhythm": ("teams", "meetings"),
    "ecsc.rules.horizons": ("goals", "objectives", "metrics"),
    "ecsc.rules.phase_order": ("phases",),
    "ecsc.rules.goal_tree": ("goals",),
    "ecsc.rules.split_parts": ("goals",),
    "ecsc.rules.traffic": ("tactics",),
    "ecsc.rules.identities": ("targets", "actuals"),
    "ecsc.rules.units": ("goals", "targets", "metrics"),
    "ecsc.rules.metric_ranges": ("metrics",),
    "ecsc.rules.populations": ("goals",),
    "ecsc.rules.money": (
        "budgets",
        "tasks",
        "tactics",
        "promotions",
        "automation",
        "membership",
        "market.research",
        "operations",
        "initiatives",
        "campaigns",
    ),
    "ecsc.rules.exposure": ("promotions",),
    "ecsc.rules.contingency": ("budgets",),
    "ecsc.rules.contribution": ("goals", "products"),
    "ecsc.rules.stock_cash": ("inventory", "suppliers"),
    "ecsc.rules.capabilities": ("tasks", "tactics", "messages", "automation", "roadmap"),
    "ecsc.rules.prices": ("products",),
    "ecsc.rules.product_terms": ("products", "pricing"),
    "ecsc.rules.channel_terms": ("channels", "products", "pricing"),
    "ecsc.rules.product_currencies": ("products",),
    "ecsc.rules.portfolio": ("portfolio_rules",),
    "ecsc.rules.launch_pace": ("launch_plan",),
    "ecsc.rules.discounts": ("promotions",),
    "ecsc.rules.offers.terms": ("promotions",),
    "ecsc.rules.offers.parts": ("promotions",),
    "ecsc.rules.offers.promotion_terms": ("promotions",),
    "ecsc.rules.offers.lowest_prices": ("promotions", "pricing_rules"),
    "ecsc.rules.offers.margins_left": ("promotions", "pricing_rules"),
    "ecsc.rules.offers.limits_said": ("promotions",),
    "ecsc.rules.offers.combining": ("promotions",),
    "ecsc.rules.offers.item_prices": ("promotions",),
    "ecsc.rules.offers.goods_covered": ("promotions",),
    "ecsc.rules.offers.price_rules": ("pricing_rules",),
    "ecsc.rules.offers.former_price": ("price_history",),
    "ecsc.rules.limits": ("constraints", "exchange_rates", "metrics"),
    "ecsc.rules.automation": ("automation",),
    "ecsc.rules.membership": ("membership",),
    "ecsc.rules.service": ("service",),
    "ecsc.rules.channels": ("channels",),
    "ecsc.rules.funnel_stages": ("tactics",),
    "ecsc.rules.audiences": ("promotions", "messages", "market.segments"),
    "ecsc.rules.channel_criteria": ("channel_selection",),
    "ecsc.rules.channel_selection": ("channel_selection",),
    "ecsc.rules.phasing": ("budgets",),
    "ecsc.rules.overlaps": ("budgets", "targets"),
    "ecsc.rules.public_names": ("tactics", "campaigns", "promotions", "messages"),
    "ecsc.rules.shares": ("metrics", "targets", "channels", "automation", "messages"),
    "ecsc.rules.product_ids": ("products",),
    "ecsc.rules.days_in_order": ("issues", "market.sources", "actuals"),
    "ecsc.rules.line_periods": ("budgets",),
    "ecsc.rules.tactics": ("tactics",),
    "ecsc.rules.network": ("tasks", "milestones"),
    "ecsc.rules.work_circles": ("tasks", "milestones"),
    "ecsc.rules.bounds": ("tasks",),
    "ecsc.rules.deadlines": ("tasks", "milestones"),
    "ecsc.rules.pins": ("tasks",),
    "ecsc.rules.buffers": ("tasks",),
    "ecsc.rules.launches": ("launches", "stage_gates"),
    "ecsc.rules.templates": ("tasks",),
    "ecsc.rules.listing": ("products",),
    "ecsc.rules.recurring": ("meetings", "reports", "tasks", "launches"),
    "ecsc.rules.promises": ("milestones",),
    "ecsc.rules.periods": (),
    "ecsc.rules.countries": (),
    "ecsc.rules.calendars": (),
    "ecsc.rules.retail_days": (),
    "ecsc.rules.work": (),
    "ecsc.rules.load": ("people",),
    "ecsc.rules.experiments": ("experiments",),
    "ecsc.rules.experiment_sizes": ("experiments",),
    "ecsc.rules.experiment_times": ("experiments",),
    "ecsc.rules.experiment_overlaps": ("experiments",),
    "ecsc.rules.experiment_results": ("experiments",),
    "ecsc.rules.measurement": ("goals", "targets", "reports", "metrics"),
    "ecsc.rules.reporting": ("goals", "targets", "reports", "metrics"),
    "ecsc.rules.triggers": ("triggers",),
    "ecsc.rules.trigger_actions": ("triggers",),
    "ecsc.rules.funnels": ("funnels",),
    "ecsc.rules.evidence": ("decisions", "assumptions"),
    "ecsc.rules.feedback": ("feedback",),
    "ecsc.rules.issues": ("issues",),
    "ecsc.rules.roadmap": ("roadmap", "campaigns"),
    "ecsc.rules.estimates": (),
    "ecsc.rules.simulation": (),
    "ecsc.rules.progress": ("tasks", "milestones"),
    "ecsc.rules.baseline": (),
    "ecsc.rules.risks": ("risks",),
    "ecsc.rules.controls": ("security", "security.controls", "messages", "tactics"),
    "ecsc.rules.breaches": ("security", "security.controls", "messages", "tactics"),
    "ecsc.rules.backups": ("security.backups",),
    "ecsc.rules.claims": ("legal.claims", "legal"),
    "ecsc.rules.public_offers": ("promotions", "tactics"),
    "ecsc.rules.personal_data": ("messages", "tactics"),
    "ecsc.rules.licences": ("legal.assets",),
    "ecsc.rules.legal_reviews": ("legal.claims", "legal.assets", "legal.reviews"),
    "ecsc.rules.supply": ("suppliers", "logistics"),
    "ecsc.rules.inventory": ("inventory", "pricing_rules"),
    "ecsc.rules.stock_conflicts": ("inventory", "pricing_rules"),
    "ecsc.rules.policies": ("policies",),
    "ecsc.rules.thresholds": (),
    "ecsc.rules.waivers": ("waivers",),
    "ecsc.rules.waiver_days": ("waivers",),
}
"""The families of checks in the order their findings are made, and the sections without which each has
nothing to find (none: it always looks). A family is loaded when one of its sections has entries."""

RETIRED: Mapping[str, str] = {
    "ECS111": "not-compiled-yet",
    "ECS192": "not-applied-yet",
    "ECS485": "exclusive-segments-overlap",
}
"""Codes of rules that are gone, with their names: a code is never given to another rule."""

LOWER_FLOORS: tuple[str, ...] = (
    "ecsc.source.rules",
    "ecsc.source.shape.rules",
    "ecsc.model.findings",
    "ecsc.model.scenarios.rules",
    "ecsc.link.findings",
    "ecsc.expr.rules",
    "ecsc.rules.waiving",
    "ecsc.rules.plugged",
)
"""Modules whose `RULES` belong to stages that make their findings themselves, and to what is done with findings."""


def checks(families: Iterable[str] = FAMILIES) -> Iterator[Check]:
    """Yield every check, family by family."""
    for family in families:
        found: Iterable[Check] = import_module(family).RULES
        yield from found


def check_all(assessed: Assessed) -> Iterator[Finding]:
    """Yield every finding about an assessed strategy."""
    strategy = assessed.linked.strategy
    needed = (
        family
        for family, sections in FAMILIES.items()
        if not sections or any(strategy.section(section) for section in sections)
    )
    for check in checks(needed):
        yield from _as_written(check(assessed), strategy) if assessed.stages else check(assessed)


def _as_written(findings: Iterable[Finding], strategy: Strategy) -> Iterator[Finding]:
    """Yield the findings with their places in made tasks turned into the launches these were made for."""
    from ecsc.assess.stage_places import written_at

    for finding in findings:
        at = written_at(strategy, finding.at) if isinstance(finding.at, At) else finding.at
        related = tuple(_beside(one, finding.params, strategy) for one in finding.related)
        yield msgspec.structs.replace(finding, at=at, related=related)


def _beside(related: Related, params: Mapping[str, object], strategy: Strategy) -> Related:
    """Return a second place as written; where that is no longer the task's own, the label names the task."""
    from ecsc.assess.stage_places import written_at

    if not isinstance(related.at, At):
        return related
    at = written_at(strategy, related.at)
    if at is related.at:
        return related
    label = Phrase(related.label, **{**params, **related.extra})
    return Related(at, "{made} {label}", {**related.extra, "made": related.at.id, "label": label})


def _manual(check: Check) -> str:
    """Return the manual of a check with the numbers it compares with."""
    from inspect import cleandoc

    manual = cleandoc(check.rule.manual)
    if not check.thresholds:
        return manual
    known = shipped_thresholds()
    lines = [
        f"- `{name}`: {known[name]['about']}; {known[name]['value']} ({known[name]['source']})"
        for name in check.thresholds
    ]
    return "\n".join((manual, "", Phrase("Options, under `strategy.thresholds`:"), "", *lines))


def catalogue() -> tuple[Rule, ...]:
    """Return every rule of ecsc by code, those of reading, shape, references and formulas included."""
    found = [msgspec.structs.replace(check.rule, manual=_manual(check)) for check in checks()]
    for module in LOWER_FLOORS:
        found.extend(import_module(module).RULES)
    return tuple(sorted(found, key=lambda rule: rule.code))
