"""The linked strategy: everything a later stage looks up instead of searching."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from ecsc.diagnostics import Finding
from ecsc.link.amounts import with_threshold_units, with_units
from ecsc.link.circles import check_circles
from ecsc.link.metrics import fill, with_aggregation
from ecsc.link.references import check_references, edges
from ecsc.link.unused import check_unused
from ecsc.model import Strategy

if TYPE_CHECKING:
    import networkx as nx

    from ecsc.expr import Typed
    from ecsc.model.goals import Metric


class LinkedStrategy(Struct, frozen=True):
    """A strategy with its references known to hold, save those that findings name.

    `metrics` are the strategy's, filled from the catalogue; `formulas` the typed trees by place;
    `servants` the ids of the work that serves a goal, objective or tactic, by its id. Levels, drivers and
    thresholds are in the units of their metrics, wherever what was written can be put in them.
    """

    strategy: Strategy
    metrics: Mapping[str, Metric]
    formulas: Mapping[tuple[str, str, str], Typed]
    servants: Mapping[str, tuple[str, ...]]

    def served_by(self, purpose: str) -> tuple[str, ...]:
        """Return the ids of the work and launches that serve `purpose`, those of its tactics included."""
        direct = self.servants.get(purpose, ())
        through = (servant for tactic in direct for servant in self.servants.get(tactic, ()))
        return tuple(dict.fromkeys((*direct, *through)))

    def graph(self) -> nx.DiGraph[str]:
        """Return the reference graph: nodes `section.id`, an edge from what names to what is named."""
        import networkx as nx

        graph: nx.DiGraph[str] = nx.DiGraph()
        for edge in edges(self.strategy):
            graph.add_edge(".".join(edge.source), ".".join(edge.target), field=edge.field)
        return graph


def link(strategy: Strategy) -> tuple[LinkedStrategy, tuple[Finding, ...]]:
    """Return the linked strategy and everything about it that does not hold together."""
    findings = list(check_references(strategy))
    findings.extend(check_circles(strategy))
    findings.extend(check_unused(strategy))
    currency = strategy.header.currency
    metrics = fill(strategy.metrics, strategy.header.language, currency)
    formulas: Mapping[tuple[str, str, str], Typed] = {}
    if _has_formulas(strategy):
        # The expression language is loaded only for a strategy that uses it.
        from ecsc.link.formulas import bind_formulas

        formulas, formula_findings = bind_formulas(strategy, metrics)
        findings.extend(formula_findings)
    metrics = {
        name: with_threshold_units(
            with_aggregation(metric, formulas.get(("metrics", name, "formula"))), currency
        )
        for name, metric in metrics.items()
    }
    if strategy.objectives or strategy.goals or strategy.targets:
        strategy = with_units(strategy, metrics)
    linked = LinkedStrategy(strategy, metrics, formulas, _servants(strategy))
    return linked, tuple(findings)


def _has_formulas(strategy: Strategy) -> bool:
    return (
        not all(map(strategy.is_idle, strategy.policies.values()))
        or any(metric.formula or metric.standard for metric in strategy.metrics.values())
        or any(milestone.criterion for milestone in strategy.milestones.values())
        or strategy.launch_plan is not None
        or bool(strategy.portfolio_rules or strategy.pricing_rules)
        or any(launch.success for launch in strategy.launches.values())
        or any(promotion.applies_to for promotion in strategy.promotions.values())
        or any(risk.trigger for risk in strategy.risks.values())
        or any(task.for_each is not None for task in strategy.tasks.values())
    )


def _servants(strategy: Strategy) -> Mapping[str, tuple[str, ...]]:
    """Return the work that serves each purpose; dropped work and work that may never run serve none."""
    found: dict[str, list[str]] = {}
    for entities in (strategy.tactics, strategy.tasks, strategy.milestones, strategy.launches):
        for identifier, entity in entities.items():
            if getattr(entity, "status", None) == "dropped" or getattr(entity, "contingent", None):
                continue
            for purpose in entity.serves:
                found.setdefault(purpose, []).append(identifier)
    return {purpose: tuple(names) for purpose, names in found.items()}
