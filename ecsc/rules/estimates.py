"""Estimates: 665 and 666. What a simulation is to vary must be a range, and hold what is planned."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ecsc.assess import Assessed
from ecsc.assess.estimates import Estimated, driver_estimate, task_estimate
from ecsc.assess.lengths import DAY
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.model.execution import Estimate
from ecsc.model.goals import AmountEstimate
from ecsc.quantity import EXACT, Duration
from ecsc.rules.rule import rule

_TENTH = Decimal("0.1")


@rule(
    "ECS665",
    "estimate-out-of-order",
    Severity.ERROR,
    "duration",
    "effort",
    "drivers",
    "metrics.unit|standard",
)
def estimate_out_of_order(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """An estimate runs from low over likely to high.

    A simulation draws from a triangle between `low` and `high` with its top at `likely`. Out of order they
    are no triangle, and the simulation plays the planned value instead, as if it were certain.

    Fails:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d, estimate: {low: 12d, likely: 10d, high: 20d}}
    ```

    Passes:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d, estimate: {low: 8d, likely: 10d, high: 20d}}
    ```
    """
    for at, estimate, view in estimates(assessed):
        likely = view.likely if estimate.likely is not None else None
        pairs = (
            ("low", view.low, "likely", likely),
            ("likely", likely, "high", view.high),
            ("low", view.low, "high", view.high),
        )
        for lower, small, upper, large in pairs:
            if small is not None and large is not None and small > large:
                yield Finding(
                    rule,
                    "{lower} is {small}, more than {upper}, which is {large}",
                    At(at.section, at.id, (*at.path, lower)),
                    params={
                        "lower": lower,
                        "upper": upper,
                        "small": getattr(estimate, lower),
                        "large": getattr(estimate, upper),
                    },
                    hint="write the three from low over likely to high",
                    related=(Related(At(at.section, at.id, (*at.path, upper)), "{upper} is {large}"),),
                )
                break


@rule(
    "ECS666",
    "plan-outside-estimate",
    Severity.WARNING,
    "estimate",
    "effort",
    "driver_estimates",
    "metrics.unit|standard",
)
def plan_outside_estimate(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What is planned lies between the low and the high of its estimate.

    A plan that counts on what the estimate rules out is kept never, or always. It is an error where `likely` is
    left out, for then the planned value itself is the likeliest.

    Fails:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 5d, estimate: {low: 8d, likely: 10d, high: 20d}}
    ```

    Passes:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d, estimate: {low: 8d, high: 20d}}
    ```
    """
    for at, estimate, view in estimates(assessed):
        if view.holds_plan or view.low > view.high:
            continue
        planned, field = _planned(assessed, at, view)
        yield Finding(
            rule,
            "{planned} is planned, which is not between {low} and {high}",
            At(at.section, at.id, (field, *at.path[1:])),
            params={"planned": planned, "low": estimate.low, "high": estimate.high},
            hint="plan with a value from {low} to {high}, or widen the estimate",
            related=(Related(at, "the estimate"),),
            severity=Severity.ERROR if estimate.likely is None else None,
        )


def _planned(assessed: Assessed, at: At, view: Estimated) -> tuple[object, str]:
    """Return what is planned as people read it, and the field that says it; work by effort has a length too."""
    strategy = assessed.linked.strategy
    if at.section == "goals":
        return strategy.goals[at.id].drivers[str(at.path[1])], "drivers"
    task = strategy.tasks[at.id]
    if task.duration is not None or view.planned is None:
        return task.duration, "duration"
    return Duration(EXACT.divide(view.planned, DAY).quantize(_TENTH), "d"), "effort"


def estimates(assessed: Assessed) -> Iterator[tuple[At, Estimate | AmountEstimate, Estimated]]:
    """Yield every estimate whose units fit: its place, as written, and in one unit."""
    linked, table = assessed.linked, assessed.timetable
    for task in linked.strategy.tasks.values():
        if task.estimate is not None:
            view = task_estimate(task, linked.strategy, table)
            if view is not None:
                yield At("tasks", task.id, ("estimate",)), task.estimate, view
    for goal in linked.strategy.goals.values():
        for driver, estimate in goal.driver_estimates.items():
            found = driver_estimate(goal, driver, linked)
            if found is not None:
                yield At("goals", goal.id, ("driver_estimates", driver)), estimate, found


RULES = (estimate_out_of_order, plan_outside_estimate)
