"""What a strategy as a whole must speak of: 430 to 432, 489 and 491. Quiet until the author has begun that chapter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.model import Strategy
from ecsc.model.goals import Dimension
from ecsc.rules.rule import rule

DIMENSIONS: tuple[str, ...] = get_args(Dimension)

MARKET = (
    "market.sources",
    "market.trends",
    "market.personas",
    "market.competitors",
    "market.technology",
    "market.findings",
    "market.research",
)
WAYS = ("initiatives", "tactics", "campaigns", "operations")
RESOURCES = {
    "capabilities": ("technology", ("capabilities", "automation")),
    "people": ("people", ("people", "teams")),
    "budgets": ("money", ("budgets",)),
}
"""What there is to work with: the section that says it, the kind of constraint on it, all sections that tell."""
MONITORING = ("meetings", "reports", "triggers", "iterations", "checkins")


@rule(
    "ECS430",
    "dimension-uncovered",
    Severity.WARNING,
    "goals.dimension|supports",
    "initiatives.dimension",
    "objectives.dimension",
)
def dimension_uncovered(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Each of the four dimensions of a strategy has a goal or an initiative.

    They are market positioning, customer relations, operating efficiency and brand building. Once objectives of
    two dimensions, an initiative or a market are there, the others are asked for: a dimension of which nobody speaks
    is usually forgotten, not decided against. A goal without a dimension has that of the objective it supports.

    Fails:

    ```yaml
    initiatives:
      story: {name: Tell the story, family: marketing, dimension: brand_building}
    ```

    Passes:

    ```yaml
    initiatives:
      story: {name: Tell the story, family: marketing, dimension: brand_building}
      club: {name: A club for members, family: marketing, dimension: customer_relations}
      stock: {name: Fewer steps in the warehouse, family: operations, dimension: operating_efficiency}
      range: {name: A range for the young, family: product, dimension: market_positioning}
    ```
    """
    strategy = assessed.linked.strategy
    covered, wanted = _dimensions(strategy)
    begun = strategy.market is not None or any(one.dimension for one in strategy.initiatives.values())
    if not wanted and not (covered and begun):
        return
    missing = [one for one in DIMENSIONS if one not in covered]
    unserved = [one for one in missing if one in wanted]
    for dimension in unserved:
        yield Finding(
            rule,
            "no goal and no initiative is about {dimension}, which `{objective}` is about",
            At("objectives", wanted[dimension], ("dimension",)),
            params={"dimension": dimension, "objective": wanted[dimension]},
            hint="let a goal support `{objective}`, or add an initiative with `dimension: {dimension}`",
        )
    silent = [one for one in missing if one not in wanted]
    if silent and (begun or len(wanted) > 1):
        yield Finding(
            rule,
            "no goal and no initiative is about {dimensions}",
            At("strategy", part="key"),
            params={"dimensions": silent},
            hint="add a goal or an initiative with that `dimension`, or waive this with the reason",
        )


def _dimensions(strategy: Strategy) -> tuple[frozenset[str], dict[str, str]]:
    """Return the dimensions that goals and initiatives are about, and for each the objective that names it first."""
    wanted: dict[str, str] = {}
    for objective in strategy.objectives.values():
        if objective.dimension is not None:
            wanted.setdefault(objective.dimension, objective.id)
    covered = {one.dimension for one in strategy.initiatives.values()}
    for goal in strategy.goals.values():
        above = strategy.objectives.get(goal.supports or "")
        covered.add(goal.dimension or (above.dimension if above is not None else None))
    return frozenset(one for one in covered if one is not None), wanted


@rule("ECS431", "core-element-missing", Severity.WARNING)
def core_element_missing(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A strategy has its four core elements: market analysis, goals, ways to reach them, and monitoring.

    Once a market or an initiative is described, what is still missing is named: goals; initiatives, tactics,
    campaigns or operations; and meetings, reports, triggers or iterations that watch over them.

    Fails:

    ```yaml
    initiatives:
      story: {name: Tell the story, family: marketing}
    ```

    Passes:

    ```yaml
    market: {competition: Three brands hold the traffic., behaviour: Bought on the phone.}
    goals:
      sales: {name: Sales, owner: lin}
    initiatives:
      story: {name: Tell the story, family: marketing}
    meetings:
      review: {every: month, kind: review, chair: lin}
    ```
    """
    strategy = assessed.linked.strategy
    if strategy.market is None and not strategy.initiatives:
        return
    elements = {
        "market": strategy.market is not None or _any(strategy, MARKET),
        "goals": _any(strategy, ("goals",)),
        "initiatives": _any(strategy, WAYS),
        "meetings": _any(strategy, MONITORING),
    }
    missing = [name for name, there in elements.items() if not there]
    if missing and strategy.knows("market", "goals", *WAYS, *MONITORING):
        yield Finding(
            rule,
            "a core element of the strategy is missing: {missing}",
            At("strategy", part="key"),
            params={"missing": missing},
            hint="a strategy says what the market is like (`market`), what is to be reached (`goals`), "
            "how (`initiatives`) and how it is watched (`meetings`, `reports`)",
        )


def _any(strategy: Strategy, sections: tuple[str, ...]) -> bool:
    return any(strategy.section(name) for name in sections) or any(
        section in sections for section, _ in strategy.lost
    )


@rule("ECS432", "goals-on-no-finding", Severity.INFO, "goals.evidence")
def goals_on_no_finding(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Goals follow from what is known of the market.

    When a market is described, but holds no finding and no source, nobody can tell what the goals build on.

    Fails:

    ```yaml
    market: {competition: Three brands hold the traffic., behaviour: Bought on the phone.}
    goals:
      sales: {name: Sales, owner: lin}
    ```

    Passes:

    ```yaml
    market:
      competition: Three brands hold the traffic.
      behaviour: Bought on the phone.
      findings:
        phone: {text: Two thirds buy on the phone.}
    goals:
      sales: {name: Sales, owner: lin, evidence: phone}
    ```
    """
    strategy = assessed.linked.strategy
    if strategy.market is None or not strategy.goals:
        return
    if _any(strategy, ("market.findings", "market.sources")) or not strategy.knows("market"):
        return
    first = next(iter(strategy.goals))
    yield Finding(
        rule,
        "the goals build on no finding about the market and on no source",
        At("market", part="key"),
        hint="add `findings:` and `sources:` to `market`, and name them in the goals' `evidence`",
        related=(Related(At("goals", first, part="key"), "the first goal"),),
    )


@rule("ECS489", "resources-not-assessed", Severity.WARNING, "constraints.kind")
def resources_not_assessed(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Who looks at what there is to work with looks at technology, people and money.

    Once limits are stated (`constraints`), the kinds of which nothing is said are named: what is not looked at is
    found missing when the work has begun. A constraint speaks of its `kind`.

    Fails:

    ```yaml
    constraints:
      no_recommendations: {statement: The shop system cannot recommend., kind: technology}
    ```

    Passes:

    ```yaml
    constraints:
      no_recommendations: {statement: The shop system cannot recommend., kind: technology}
    budgets:
      marketing: {limit: 50万}
    ```
    """
    strategy = assessed.linked.strategy
    if not strategy.constraints:
        return
    kinds = {one.kind for one in strategy.constraints.values()}
    missing = [
        section
        for section, (kind, sections) in RESOURCES.items()
        if kind not in kinds and not _any(strategy, sections)
    ]
    if missing and strategy.knows("constraints", *(one for _, held in RESOURCES.values() for one in held)):
        yield Finding(
            rule,
            "nothing is said about some of what there is to work with: {missing}",
            At("constraints", next(iter(strategy.constraints)), part="key"),
            params={"missing": missing},
            hint="add {missing}, or a constraint of that kind",
        )


@rule("ECS491", "neither-tests-nor-risks", Severity.WARNING)
def neither_tests_nor_risks(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A strategy says how it gets better and what may go wrong.

    Looked at once a market or an initiative is described, and there are goals and work. `experiments` and
    `iterations` make it better; `risks` and `scenarios` say what may go wrong.

    Fails:

    ```yaml
    goals:
      sales: {name: Sales, owner: lin}
    initiatives:
      story: {name: Tell the story, family: marketing}
    tasks:
      film: {name: Film the story, owner: lin, duration: 5d}
    ```

    Passes:

    ```yaml
    goals:
      sales: {name: Sales, owner: lin}
    initiatives:
      story: {name: Tell the story, family: marketing}
    tasks:
      film: {name: Film the story, owner: lin, duration: 5d}
    iterations: {every: 2 weeks, owner: lin}
    risks:
      rain: {name: Rain, signal: The forecast, prevent: An indoor place, owner: lin}
    ```
    """
    strategy = assessed.linked.strategy
    if strategy.market is None and not strategy.initiatives:
        return
    if not strategy.goals or not _any(strategy, ("tasks", "tactics")):
        return
    sections = {"experiments": ("experiments", "iterations"), "risks": ("risks", "scenarios")}
    missing = [name for name, held in sections.items() if not _any(strategy, held)]
    if missing and strategy.knows("market", *(one for held in sections.values() for one in held)):
        yield Finding(
            rule,
            "nothing says how the strategy gets better and what may go wrong"
            if len(missing) > 1
            else "nothing says how the strategy gets better"
            if missing == ["experiments"]
            else "nothing says what may go wrong",
            At("strategy", part="key"),
            params={"missing": missing},
            hint="add {missing}",
        )


RULES = (
    dimension_uncovered,
    core_element_missing,
    goals_on_no_finding,
    resources_not_assessed,
    neither_tests_nor_risks,
)
