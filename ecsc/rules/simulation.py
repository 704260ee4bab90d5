"""What a simulation cannot use: 667 to 669. An estimate is of something, in its unit, and varies it."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.estimates import on_clock, wrong_amounts, wrong_lengths
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.rules.estimates import estimates
from ecsc.rules.rule import rule


@rule("ECS667", "estimate-of-no-driver", Severity.ERROR, "drivers")
def estimate_of_no_driver(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """An estimate in `driver_estimates`, or a baseline in `driver_baselines`, belongs to one of the goal's `drivers`.

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
        stated = (("driver_estimates", goal.driver_estimates), ("driver_baselines", goal.driver_baselines))
        for field, driver in ((field, driver) for field, given in stated for driver in given):
            if driver in goal.drivers or driver not in linked.metrics:  # an unknown id is told by itself
                continue
            yield Finding(
                rule,
                "{driver} is not one of the drivers of {goal}",
                At("goals", goal.id, (field, driver), part="key"),
                params={"driver": driver, "goal": goal.id, "drivers": list(goal.drivers)},
                hint="name one of the drivers, {drivers}, or add this one with the value it is planned with"
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
    for at, estimate, view in estimates(assessed):
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


RULES = (estimate_of_no_driver, estimate_in_wrong_unit, nothing_to_simulate)
