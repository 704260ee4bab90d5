"""Owners and purpose: 630 to 632, 634 and 636. Every piece of work has one person and a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.stage_places import named_owner, split_stage
from ecsc.diagnostics import At, Finding, Rule, Severity
from ecsc.model.execution import Task
from ecsc.rules.progress import contradiction
from ecsc.rules.rule import rule
from ecsc.schedule import DriverKind


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
    strategy = assessed.linked.strategy
    for task in strategy.tasks.values():
        if task.owner is None:
            yield Finding(
                rule,
                "nobody owns {name}",
                At("tasks", task.id, part="key"),
                params={"name": named_owner(strategy, task)},
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
    strategy = assessed.linked.strategy
    teams = strategy.teams
    if not teams:
        return
    for task in strategy.tasks.values():
        if task.owner in teams:
            yield Finding(
                rule,
                "{name} is owned by the team {team}, by no person",
                At("tasks", task.id, ("owner",)),
                params={"name": named_owner(strategy, task), "team": task.owner},
                hint="name one person of the team",
            )


@rule(
    "ECS632",
    "serves-nothing",
    Severity.WARNING,
    "tasks.serves|after|finish_after|ready_for",
    "milestones.after",
    "risks.respond",
)
def serves_nothing(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """In a strategy with goals, every task serves one, directly or through what waits for it.

    A task counts as serving a goal when it names one in `serves`, prepares a promotion, does a stage of a launch
    or responds to a risk, or when such work or a milestone waits for it. The header's and a phase's purpose are
    not guessed, and work that was dropped needs nothing any more.

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
    needed = {name for risk in strategy.risks.values() for name in risk.respond}
    needed |= {
        stage.task for stages in assessed.stages.values() for stage in stages if stage.task is not None
    }
    useful = {
        task.id
        for task in strategy.tasks.values()
        if task.serves or task.ready_for or task.contingent or task.id in needed
    }
    dropped = {task.id for task in strategy.tasks.values() if task.status == "dropped"}
    useful = (useful - dropped) | set(strategy.milestones)
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
    return (name for name in strategy.tasks if name not in useful and name not in dropped)


@rule("ECS636", "behind-the-day", Severity.WARNING)
def behind_the_day(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """On the day that counts as today, work stands where the plan says it stands.

    With `as_of` (in the header or as `--as-of`), a task that should be finished is `done`, one that should
    have begun is at least `started`, and nothing is done before it begins, unless `finished` says when. Without
    it nothing depends on a day. Work that only waits for other work that is behind is not told by itself.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, as_of: 2026-06-30}
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, as_of: 2026-06-30}
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d, status: done}
    ```
    """
    strategy = assessed.linked.strategy
    today = strategy.header.as_of
    if today is None:
        return
    for task in strategy.tasks.values():
        days = assessed.timetable.days_of(task.id)
        if contradiction(task) is not None or (task.status == "done" and task.finished is not None):
            continue  # of the one the status is to blame; the other was done early, and says when
        if _held_up(assessed, task):
            continue  # it follows from what it waits for
        message = _behind(task.status or "planned", *days, today) if days is not None else ""
        if message and days is not None:
            yield Finding(
                rule,
                message,
                At("tasks", task.id, ("status",), part="value" if task.status else "key"),
                params={
                    "name": task.id,
                    "start": days[0],
                    "finish": days[1],
                    "today": today,
                    "gate": ".".join(("gates", *(made := split_stage(task.id) or ())[1:], "task")),
                },
                hint="let a task of your own do the stage (`{gate}:`) and give that its `status`"
                if made
                else "bring `status` up to date, or plan the rest anew",
            )


def _held_up(assessed: Assessed, task: Task) -> bool:
    """Return whether work has not begun because what it waits for is not done."""
    forecast = assessed.forecast
    if forecast is None or task.status not in (None, "planned") or task.id not in forecast.schedule.numbers:
        return False
    return forecast.schedule.driver(task.id).kind is DriverKind.LINK


def _behind(status: str, start: dt.date, finish: dt.date, today: dt.date) -> str:
    """Return how a task's status contradicts the day, as a message template; empty where it does not."""
    if status == "done":
        return "{name} is done, but starts on {start}, after {today}" if start > today else ""
    if finish < today:
        return "{name} was to be finished on {finish} and is not done on {today}"
    if status == "planned" and start < today:
        return "{name} was to start on {start} and has not started on {today}"
    return ""


@rule("ECS634", "no-task", Severity.WARNING, "tasks.")
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


RULES = (owner_missing, owner_is_team, serves_nothing, behind_the_day, no_task)
