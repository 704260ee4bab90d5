"""Estimates: 665 to 669. What a simulation is to vary must be a range, and hold what is planned."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ecsc.assess import Assessed
from ecsc.assess.estimates import (
    Estimated,
    driver_estimate,
    on_clock,
    task_estimate,
    wrong_amounts,
    wrong_lengths,
)
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
    for at, estimate, view in _estimates(assessed):
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
    for at, estimate, view in _estimates(assessed):
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


@rule("ECS667", "estimate-of-no-driver", Severity.ERROR, "drivers")
def estimate_of_no_driver(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """An estimate in `driver_estimates` belongs to one of the goal's `drivers`.

    The target is derived from the drivers; what is not one of them changes nothing, however uncertain it is.

    Fails:

    ```yaml
    metrics:
      gmv: {standard: gmv}
      visitors: {standard: visitors}
      orders: {standard: orders}
    goals:
      sales:
        {metric: gmv, target: 1000000, drivers: {orders: 10000}, driver_estimates: {visitors: {low: 1, high: 2}}}
    ```

    Passes:

    ```yaml
    metrics:
      gmv: {standard: gmv}
      orders: {standard: orders}
    goals:
      sales:
        {metric: gmv, target: 1000000, drivers: {orders: 10000}, driver_estimates: {orders: {low: 8000, high: 12000}}}
    ```
    """
    linked = assessed.linked
    for goal in linked.strategy.goals.values():
        for driver in goal.driver_estimates:
            if driver in goal.drivers or driver not in linked.metrics:  # an unknown id is told by itself
                continue
            yield Finding(
                rule,
                "{driver} is not one of the drivers of {goal}",
                At("goals", goal.id, ("driver_estimates", driver), part="key"),
                params={"driver": driver, "goal": goal.id, "drivers": list(goal.drivers)},
                hint="estimate one of the drivers, {drivers}, or add this one with the value it is planned with"
                if goal.drivers
                else "add `drivers:` with the values that multiply up to the target",
            )


@rule("ECS668", "estimate-in-wrong-unit", Severity.ERROR, "duration", "drivers", "metrics.unit|standard")
def estimate_in_wrong_unit(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """An estimate is in the unit of what it estimates.

    `72h` runs on the clock, nights and weekends included, and `9d` are working days: one cannot be the low end
    of the other. The estimate of a driver is in the unit of its metric, as the driver itself.

    Fails:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d, estimate: {low: 72h, high: 20d}}
    ```

    Passes:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d, estimate: {low: 9d, high: 20d}}
    ```
    """
    linked = assessed.linked
    for task in linked.strategy.tasks.values():
        for field in wrong_lengths(task):
            clock = on_clock(task)
            yield Finding(
                rule,
                "{value} is working time, and {name} runs on the clock"
                if clock
                else "{value} is time on the clock, and {name} takes working days",
                At("tasks", task.id, ("estimate", field)),
                params={"value": getattr(task.estimate, field), "name": task.id},
                hint="write it as the duration is written, in hours or calendar days such as `72h` or `3cd`"
                if clock
                else "write it in working days or weeks, such as `9d` or `2w`",
                related=(Related(At("tasks", task.id, ("duration",)), "the duration"),)
                if task.duration is not None
                else (),
            )
    for goal in linked.strategy.goals.values():
        for driver, estimate in goal.driver_estimates.items():
            for field in wrong_amounts(estimate, driver, linked) if driver in goal.drivers else ():
                yield Finding(
                    rule,
                    "{value} is not in the unit of {metric}",
                    At("goals", goal.id, ("driver_estimates", driver, field)),
                    params={
                        "value": getattr(estimate, field),
                        "metric": driver,
                        "unit": linked.metrics[driver].unit if driver in linked.metrics else "",
                        "planned": goal.drivers[driver],
                    },
                    hint="write it as the driver is written, as in {planned}",
                    related=(Related(At("metrics", driver, part="key"), "its unit is {unit}"),),
                )


@rule(
    "ECS669",
    "nothing-to-simulate",
    Severity.INFO,
    "tasks.estimate|duration|effort",
    "goals.driver_estimates|drivers",
)
def nothing_to_simulate(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A simulation has something uncertain to vary.

    Only tasks with an `estimate` and drivers with `driver_estimates` vary; without any, all runs are the plan
    itself and no simulation is written. Nor does an estimate of nothing vary, or that of work without length.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, simulation: {runs: 10000}}
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, simulation: {runs: 10000}}
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d, estimate: {low: 8d, high: 20d}}
    ```
    """
    from ecsc.assess.uncertainty import anything_uncertain

    linked = assessed.linked
    for at, estimate, view in _estimates(assessed):
        if at.section == "tasks" and (view.high <= 0 or view.planned == 0):
            yield Finding(
                rule,
                "{name} has no length, so its estimate varies nothing"
                if view.high > 0
                else "{name} is estimated at {high}, so there is nothing to vary",
                at,
                params={"name": at.id, "high": estimate.high},
                hint="give it a duration and an estimate of more than nothing, or leave the estimate out",
            )
    if linked.strategy.header.simulation is not None and not anything_uncertain(linked, assessed.timetable):
        yield Finding(
            rule,
            "there is nothing to simulate: no task has an estimate that varies, and no goal uncertain drivers",
            At("strategy", path=("simulation",)),
            hint="add `estimate: {{low: 8d, high: 20d}}` to tasks, or `driver_estimates:` to goals",
        )


def _estimates(assessed: Assessed) -> Iterator[tuple[At, Estimate | AmountEstimate, Estimated]]:
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


RULES = (
    estimate_out_of_order,
    plan_outside_estimate,
    estimate_of_no_driver,
    estimate_in_wrong_unit,
    nothing_to_simulate,
)
