"""Formulas, criteria and conditions: parsed once, typed once, every problem placed in its field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from msgspec import Struct

from ecsc.diagnostics import At, Finding
from ecsc.diagnostics.slips import meant_by
from ecsc.expr import Problem, Type, Typed, check, parse, types
from ecsc.expr.rules import UNKNOWN_FUNCTION, UNKNOWN_NAME
from ecsc.expr.tree import Name
from ecsc.link.findings import UNKNOWN_STANDARD
from ecsc.link.metric_parts import cycles, metric_parts, settled
from ecsc.link.metrics import PERCENT, TIME_UNITS, currency_of
from ecsc.link.scope import StrategyScope
from ecsc.model import SECTIONS, Strategy
from ecsc.model.goals import Metric

Place: TypeAlias = tuple[str, str, str]


class _Formula(Struct, frozen=True):
    """A formula as found: where it stands, what it is about, and the type it must have.

    A `lenient` one may name what nobody defines.
    """

    place: Place
    text: str
    subject: str | None
    expected: Type | None
    shared: bool = False
    lenient: bool = False


def _formulas(strategy: Strategy, metrics: Mapping[str, Metric]) -> Iterator[_Formula]:
    for metric in metrics.values():
        if metric.formula is not None:
            place = ("metrics", metric.id, "formula")
            yield _Formula(place, metric.formula, None, metric_unit(metric, strategy.header.currency))
    yield from _of_work(strategy)
    yield from _successes(strategy)
    for promotion in strategy.promotions.values():
        if promotion.applies_to is not None:
            yield _Formula(("promotions", promotion.id, "applies_to"), promotion.applies_to, "products", None)
    yield from _of_products(strategy)
    for risk in strategy.risks.values():
        if risk.trigger is not None:
            yield _Formula(("risks", risk.id, "trigger"), risk.trigger, "products", types.BOOLEAN)
    for policy in strategy.policies.values():
        if policy.for_each is not None and policy.for_each not in SECTIONS:
            continue  # a rule says so: of what it is about, nothing is known
        if strategy.is_idle(policy):
            continue
        place = ("policies", policy.id, "check")
        shared = policy.id in strategy.shared
        yield _Formula(place, policy.check, policy.for_each, types.BOOLEAN, shared)


def _of_work(strategy: Strategy) -> Iterator[_Formula]:
    for milestone in strategy.milestones.values():
        if milestone.criterion is not None:
            yield _Formula(
                ("milestones", milestone.id, "criterion"), milestone.criterion, None, types.BOOLEAN
            )
    for task in strategy.tasks.values():
        if task.for_each is not None:
            yield _Formula(
                ("tasks", task.id, "for_each"), task.for_each, None, types.collection(types.record())
            )


def _of_products(strategy: Strategy) -> Iterator[_Formula]:
    """Yield when a product is dropped or added, when its price changes and to what, and which products it is about.

    What the shop counts and knows (`units_sold(6 months)`, `price`) need not be defined; how it is written is checked.
    """
    for each in strategy.portfolio_rules.values():
        yield _Formula(
            ("portfolio_rules", each.id, "when"), each.when, "products", types.BOOLEAN, lenient=True
        )
    for one in strategy.pricing_rules.values():
        yield _Formula(("pricing_rules", one.id, "when"), one.when, "products", types.BOOLEAN, lenient=True)
        yield _Formula(("pricing_rules", one.id, "then"), one.then, "products", None, lenient=True)
    for section, rules in (
        ("portfolio_rules", strategy.portfolio_rules),
        ("pricing_rules", strategy.pricing_rules),
    ):
        for rule in rules.values():
            if rule.applies_to is not None:
                yield _Formula((section, rule.id, "applies_to"), rule.applies_to, "products", None)


def _successes(strategy: Strategy) -> Iterator[_Formula]:
    """Yield what makes a launch a success, said of one or of all."""
    for launch in strategy.launches.values():
        if launch.success is not None:
            yield _Formula(("launches", launch.id, "success"), launch.success, None, types.BOOLEAN)
    plan = strategy.launch_plan
    if plan is not None and plan.success is not None:
        yield _Formula(("launch_plan", "", "success"), plan.success, None, types.BOOLEAN)


def metric_unit(metric: Metric, currency: str) -> Type | None:
    """Return the type that a metric's unit says, or None without a unit."""
    unit = metric.unit
    if unit is None:
        return None
    if code := currency_of(unit, currency):
        return types.money(code, per=unit.partition(" per ")[2])
    if unit in PERCENT:
        return types.RATE
    if unit in TIME_UNITS:
        return types.duration(TIME_UNITS[unit])
    if unit in ("ratio", "score", "stars") or " per " in unit:
        return types.NUMBER
    return types.count(unit)


class _Binder:
    """Types every formula, metrics first as they are needed."""

    def __init__(self, strategy: Strategy, metrics: Mapping[str, Metric]) -> None:
        self.strategy = strategy
        self.metrics = metrics
        self.typed: dict[Place, Typed] = {}
        self.findings: list[Finding] = []
        self._types: dict[str, Type] = {}
        self._open: list[str] = []
        self._scopes: dict[tuple[str | None, bool], StrategyScope] = {}

    def metric_type(self, name: str) -> Type:
        """Return the type of a metric: what its unit says, else what its formula makes."""
        if name in self._types:
            return self._types[name]
        metric = self.metrics[name]
        stated = metric_unit(metric, self.strategy.header.currency)
        if stated is not None or metric.formula is None:
            self._types[name] = stated if stated is not None else types.UNKNOWN
            return self._types[name]
        if name in self._open:
            return types.UNKNOWN
        self._open.append(name)
        typed = self.bind(_Formula(("metrics", name, "formula"), metric.formula, None, None))
        self._open.pop()
        self._types[name] = typed.type if typed is not None else types.UNKNOWN
        return self._types[name]

    def _scope(self, subject: str | None, *, shared: bool) -> StrategyScope:
        """Return what formulas about an entry of `subject` see, one scope for all of them."""
        key = (subject, shared)
        if key not in self._scopes:
            self._scopes[key] = StrategyScope(
                self.strategy, self.metric_type, self.metrics, subject, shared=shared
            )
        return self._scopes[key]

    def bind(self, formula: _Formula) -> Typed | None:
        """Return the typed formula, or None when it cannot be read; note its problems once."""
        if formula.place in self.typed:
            return self.typed[formula.place]
        header = self.strategy.header
        node, problems = parse(formula.text, header.currency, header.fiscal_year_start)
        found = list(problems)
        typed: Typed | None = None
        if node is not None:
            scope = self._scope(formula.subject, shared=formula.shared)
            typed, more = check(node, scope, formula.expected)
            found.extend(more)
        lenient = formula.lenient and not isinstance(node, Name)  # words without a gap read as a name
        self.findings.extend(
            _finding(formula, problem)
            for problem in found
            if not (lenient and problem.rule in (UNKNOWN_NAME, UNKNOWN_FUNCTION))
        )
        if typed is None or any(problem.fatal for problem in problems):
            return None
        self.typed[formula.place] = typed
        return typed


def bind_formulas(
    strategy: Strategy, metrics: Mapping[str, Metric]
) -> tuple[Mapping[Place, Typed], tuple[Finding, ...]]:
    """Return every formula of the strategy typed, and what is wrong with them, cycles included."""
    findings = list(_unknown_standards(strategy))
    binder = _Binder(strategy, metrics)
    parts = metric_parts(strategy, metrics)
    order = settled(parts)
    for name in order:  # the parts first, so that a long chain of formulas is no deep one
        binder.metric_type(name)
    for formula in _formulas(strategy, metrics):
        binder.bind(formula)
    if len(order) < len(parts):
        findings.extend(cycles(metrics, parts))
    unique: dict[tuple[object, ...], Finding] = {}
    for finding in binder.findings:
        unique.setdefault((finding.rule.code, str(finding.at), getattr(finding.at, "within", None)), finding)
    findings.extend(unique.values())
    return binder.typed, tuple(findings)


def _finding(formula: _Formula, problem: Problem) -> Finding:
    section, identifier, field = formula.place
    at = At(section, identifier, (field,), within=(problem.start, problem.end))
    hint = problem.hint
    if formula.shared and problem.rule is UNKNOWN_NAME and not problem.params.get("near"):
        hint = "a metric that only some strategies have is written in full: `metrics.{name}`"
    return Finding(problem.rule, problem.message, at, params=problem.params, hint=hint, meant=problem.meant)


def _unknown_standards(strategy: Strategy) -> Iterator[Finding]:
    if not any(metric.standard for metric in strategy.metrics.values()):
        return
    import difflib

    from ecsc.catalogue import metric_names, standard_metrics

    known = standard_metrics()
    for metric in strategy.metrics.values():
        if metric.standard is not None and metric.standard not in known:
            called = {name.casefold(): meant for name, meant in metric_names().items()}
            close = difflib.get_close_matches(metric.standard.casefold(), called, n=5, cutoff=0.6)
            near = list(dict.fromkeys(called[name] for name in close))
            yield Finding(
                UNKNOWN_STANDARD,
                "`{name}` is not a standard metric",
                At("metrics", metric.id, ("standard",)),
                params={"name": metric.standard, "near": near, "known": list(known)},
                hint="did you mean {near}?" if near else "the standard metrics are {known}",
                meant=meant_by(metric.standard, near, known),
            )
