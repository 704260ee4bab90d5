"""Owners and purpose: 630 to 632 and 634. Every piece of work has one person and a reason."""

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

    A task counts as serving a goal when it names one in `serves`, prepares a promotion or responds to a risk,
    or when such work or a milestone waits for it. The header's and a phase's purpose are not guessed, and
    work that was dropped needs nothing any more.

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
        if task.serves or task.ready_for or task.contingent or task.id in responses
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


RULES = (owner_missing, owner_is_team, serves_nothing, no_task)
