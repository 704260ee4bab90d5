"""Promises of milestones: 490, 658 and 659. Days in the order of the work and inside phases, results with work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TypeAlias

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.rules.chains import problems
from ecsc.rules.rule import rule
from ecsc.schedule import Boundary, ProblemKind

_Promise: TypeAlias = tuple[dt.date, str]


@rule("ECS658", "promises-out-of-order", Severity.WARNING)
def promises_out_of_order(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A milestone is not promised for a day before that of one it waits for.

    It may wait directly or through tasks. Links with a lead (`x - 5d`) say nothing about the order. A milestone
    that falls after its own promise is told as that alone.

    Fails:

    ```yaml
    tasks:
      design: {name: Design, owner: lin, duration: 5d}
      build: {name: Build, owner: lin, duration: 5d, after: designed}
    milestones:
      designed: {due: week 10, after: design}
      built: {due: week 6, after: build}
    ```

    Passes:

    ```yaml
    tasks:
      design: {name: Design, owner: lin, duration: 5d}
      build: {name: Build, owner: lin, duration: 5d, after: designed}
    milestones:
      designed: {due: week 6, after: design}
      built: {due: week 10, after: build}
    ```
    """
    strategy, table = assessed.linked.strategy, assessed.timetable
    if len(table.due) < 2:
        return
    schedule = table.schedule
    missed = {one.activity for one in problems(assessed, ProblemKind.DUE_MISSED)}
    latest: dict[str, _Promise] = {}
    for number in reversed(schedule.backwards):
        activity = schedule.placement.activities[number]
        name = activity.id
        if activity.boundary is Boundary.FIRST:
            continue  # when a phase starts says nothing about what in it is promised
        before = [
            latest[link.predecessor]
            for link in activity.links
            if link.lag >= 0 and link.predecessor in latest
        ]
        carried = max(before, default=None, key=lambda promise: promise[0])
        due = table.due.get(name) if name in strategy.milestones else None
        if due is not None and carried is not None and due < carried[0] and name not in missed:
            yield Finding(
                rule,
                "{name} is promised for {due}, but waits for {awaited}, which is promised for {later}",
                At("milestones", name, ("due",)),
                params={"name": name, "due": due, "awaited": carried[1], "later": carried[0]},
                hint="promise {name} for {later} or after, or {awaited} for {due} or before",
                related=(Related(At("milestones", carried[1], ("due",)), "promised for {later}"),),
            )
        if due is not None and (carried is None or due >= carried[0]):
            carried = (due, name)
        if carried is not None:
            latest[name] = carried


@rule("ECS659", "promise-outside-phase", Severity.WARNING, "milestones.due|phase", "phases.window")
def promise_outside_phase(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A milestone is promised for a day inside the window of its phase.

    `week 10` counts from the strategy's first day, so it easily lies in another quarter than its phase.

    Fails:

    ```yaml
    phases:
      grow: {name: Grow, window: 2026-Q2}
    milestones:
      tested: {due: week 10, phase: grow}
    ```

    Passes:

    ```yaml
    phases:
      grow: {name: Grow, window: 2026-Q2}
    milestones:
      tested: {due: week 20, phase: grow}
    ```
    """
    strategy = assessed.linked.strategy
    for name, due in assessed.timetable.due.items():
        phase = strategy.phases.get(strategy.milestones[name].phase or "")
        if phase is None or phase.window is None:
            continue
        first, last = phase.window.start.date(), phase.window.last_day
        if not first <= due <= last:
            yield Finding(
                rule,
                "{name} is promised for {due}, outside the window of its phase {phase}",
                At("milestones", name, ("due",)),
                params={"name": name, "due": due, "phase": phase.id, "first": first, "last": last},
                label="{due}",
                hint="the window is {first} to {last}: promise a day inside it, or widen the window",
                related=(Related(At("phases", phase.id, ("window",)), "the window"),),
            )


@rule(
    "ECS490",
    "result-without-work",
    Severity.WARNING,
    "criterion",
    "after",
    "phase",
    "serves",
    "goals.breakdown",
)
def result_without_work(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A milestone that promises a result waits for the work that brings it about.

    The first order does not come in week 8 because it is written down. A milestone says what it waits for (`after`),
    the phase it closes or what it serves; one that a goal's breakdown names is on that goal's way. Looked at once
    there are tasks.

    Fails:

    ```yaml
    metrics:
      orders: {name: Orders, unit: orders, aggregation: sum, direction: up}
    tasks:
      open_shop: {name: Open the shop, owner: lin, duration: 20d}
    milestones:
      first_order: {due: week 8, criterion: orders >= 1}
    ```

    Passes:

    ```yaml
    metrics:
      orders: {name: Orders, unit: orders, aggregation: sum, direction: up}
    tasks:
      open_shop: {name: Open the shop, owner: lin, duration: 20d}
    milestones:
      first_order: {due: week 8, criterion: orders >= 1, after: open_shop}
    ```
    """
    strategy = assessed.linked.strategy
    if not strategy.tasks:
        return
    named = {
        milestone
        for goal in strategy.goals.values()
        for cut in goal.breakdown
        for milestone in cut.milestones.values()
    }
    for milestone in strategy.milestones.values():
        if milestone.criterion is None or milestone.id in named:
            continue
        if not (milestone.after or milestone.phase or milestone.serves):
            yield Finding(
                rule,
                "{name} promises a result, and no work brings it about",
                At("milestones", milestone.id, ("criterion",)),
                params={"name": milestone.id},
                hint="add `after:`, the tasks that bring it about",
            )


RULES = (result_without_work, promises_out_of_order, promise_outside_phase)
