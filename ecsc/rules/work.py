"""Owners and purpose: 630 to 634. Every piece of work has one person and a reason."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Rule, Severity
from ecsc.rules.rule import rule


@rule("ECS630", "owner-missing", Severity.ERROR)
def owner_missing(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Every task has an owner.

    Fails:

    ```yaml
    tasks:
      shop: {name: Shop, duration: 10d}
    ```

    Passes:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d}
    ```
    """
    for task in assessed.linked.strategy.tasks.values():
        if task.owner is None:
            yield Finding(
                rule,
                "nobody owns {name}",
                At("tasks", task.id, part="key"),
                params={"name": task.id},
                hint="add `owner:`, the id of one person",
            )


@rule("ECS631", "owner-is-team", Severity.WARNING)
def owner_is_team(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A task is owned by one person, not by a team alone.

    Fails:

    ```yaml
    teams:
      design: {name: Design}
    tasks:
      shop: {name: Shop, owner: design, duration: 10d}
    ```

    Passes:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d}
    ```
    """
    teams = assessed.linked.strategy.teams
    if not teams:
        return
    for task in assessed.linked.strategy.tasks.values():
        if task.owner in teams:
            yield Finding(
                rule,
                "{name} is owned by the team {team}, by no person",
                At("tasks", task.id, ("owner",)),
                params={"name": task.id, "team": task.owner},
                hint="name one person of the team",
            )


@rule("ECS632", "serves-nothing", Severity.WARNING)
def serves_nothing(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """In a strategy with goals, every task serves one, directly or through what waits for it.

    A task counts as serving a goal when it names one in `serves`, prepares a promotion, or when work or a
    milestone that does waits for it. The header's and a phase's purpose are not guessed.

    Fails:

    ```yaml
    goals:
      sales: {name: Sales}
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d}
    ```

    Passes:

    ```yaml
    goals:
      sales: {name: Sales}
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d, serves: sales}
    ```
    """
    strategy = assessed.linked.strategy
    if not strategy.goals:
        return
    for name in _useless(assessed):
        yield Finding(
            rule,
            "{name} serves no goal, and nothing that does waits for it",
            At("tasks", name, part="key"),
            params={"name": name},
            hint="add `serves:`, the goal, objective or tactic it is for",
        )


def _useless(assessed: Assessed) -> Iterator[str]:
    strategy = assessed.linked.strategy
    responses = {name for risk in strategy.risks.values() for name in risk.respond}
    useful = {
        task.id
        for task in strategy.tasks.values()
        if task.serves
        or task.ready_for
        or task.contingent
        or task.status == "dropped"
        or task.id in responses
    }
    useful |= set(strategy.milestones)
    waits: dict[str, list[str]] = {}
    for task in strategy.tasks.values():
        waits[task.id] = [link.target for link in (*task.after, *task.finish_after)]
    for milestone in strategy.milestones.values():
        waits[milestone.id] = [link.target for link in milestone.after]
    pending = list(useful)
    phases: dict[str, list[str]] = {}
    for task in strategy.tasks.values():
        phases.setdefault(task.phase or "", []).append(task.id)
    while pending:
        for awaited in waits.get(pending.pop(), ()):
            for name in phases.get(awaited, (awaited,)):
                if name not in useful:
                    useful.add(name)
                    pending.append(name)
    return (name for name in strategy.tasks if name not in useful)


@rule("ECS633", "phase-outside-window", Severity.ERROR)
def phase_outside_window(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The tasks of a phase lie inside the phase's window.

    Fails:

    ```yaml
    phases:
      build: {name: Build, window: 2026-01}
    tasks:
      shop: {name: Shop, owner: lin, duration: 40d, phase: build}
    ```

    Passes:

    ```yaml
    phases:
      build: {name: Build, window: 2026-Q1}
    tasks:
      shop: {name: Shop, owner: lin, duration: 40d, phase: build}
    ```
    """
    strategy = assessed.linked.strategy
    if not any(phase.window for phase in strategy.phases.values()):
        return
    for task in strategy.tasks.values():
        phase = strategy.phases.get(task.phase or "")
        days = assessed.timetable.days_of(task.id)
        if phase is None or phase.window is None or days is None:
            continue
        first, last = phase.window.start.date(), phase.window.last_day
        if days[0] < first or days[1] > last:
            yield Finding(
                rule,
                "{name} runs from {start} to {finish}, outside the window of its phase {phase}",
                At("tasks", task.id, part="key"),
                params={
                    "name": task.id,
                    "start": days[0],
                    "finish": days[1],
                    "phase": phase.id,
                    "first": first,
                    "last": last,
                },
                hint="the window is {first} to {last}: move the task, or widen the window",
            )


@rule("ECS635", "window-outside-period", Severity.ERROR)
def window_outside_period(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Tactics, promotions, phases and targets lie inside the strategy's period.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026-H1, currency: CNY}
    promotions:
      double_11: {offer: 5折, window: 2026-11-11}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY}
    promotions:
      double_11: {offer: 5折, window: 2026-11-11}
    ```
    """
    strategy = assessed.linked.strategy
    period = strategy.header.period
    windows = [
        (At(section, name, ("window",)), window.start.date(), window.last_day)
        for section in ("tactics", "promotions", "phases")
        for name, entity in strategy.section(section).items()
        if (window := entity.window) is not None
    ]
    windows += [
        (At("targets", target.id, ("period",)), target.period.first, target.period.last)
        for target in strategy.targets.values()
    ]
    for at, first, last in windows:
        if first < period.first or last > period.last:
            yield Finding(
                rule,
                "{first} to {last} is not inside the strategy's period {period}",
                at,
                params={"first": first, "last": last, "period": period},
                hint="choose days inside the period, or extend the period",
            )


@rule("ECS634", "no-task", Severity.WARNING)
def no_task(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A strategy with goals has tasks.

    Fails:

    ```yaml
    goals:
      sales: {name: Sales}
    ```

    Passes:

    ```yaml
    goals:
      sales: {name: Sales}
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d, serves: sales}
    ```
    """
    strategy = assessed.linked.strategy
    if strategy.goals and not strategy.tasks:
        yield Finding(
            rule,
            "the strategy has goals, but no task works towards them",
            At("strategy", part="key"),
            hint="add a `tasks:` section",
        )


RULES = (owner_missing, owner_is_team, serves_nothing, phase_outside_window, no_task, window_outside_period)
