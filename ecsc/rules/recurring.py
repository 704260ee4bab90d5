"""Recurring work: 655 to 657. It comes round, what it says has an effect, and every team meets."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.recurring import recurring, stretch
from ecsc.diagnostics import At, Finding, Rule, Severity
from ecsc.model import Strategy
from ecsc.model.execution import Gate, Meeting, Report, Task
from ecsc.quantity import Recurrence
from ecsc.rules.rule import rule
from ecsc.schedule import HORIZON_YEARS, MOST_DATES

ONCE_ONLY = (
    "start", "after", "finish_after", "schedule", "ready_for", "buffer", "estimate",
    "started", "finished", "remaining", "for_each",
)  # fmt: skip
"""Fields of work that is done once, which mean nothing for work that comes round."""


@rule(
    "ECS655", "never-comes-round", Severity.WARNING, "every", "weekday", "day", "window", "not_before", "due"
)
def never_comes_round(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Recurring work comes round at least once in its days, and not without end.

    A date on a day off moves to the next worked day of the same week or month, else to the last one before. A
    week or month without a worked day has no date.

    Fails:

    ```yaml
    meetings:
      review: {every: quarter, day: last, window: 2026-01-01..2026-02-28}
    ```

    Passes:

    ```yaml
    meetings:
      review: {every: quarter, day: last, window: 2026-01-01..2026-03-31}
    ```
    """
    strategy = assessed.linked.strategy
    for section, item, every in recurring(strategy):
        found = assessed.timetable.recurring[section, item.id]
        first, last = stretch(strategy, item)
        if found.dates and not found.cut:
            continue
        yield Finding(
            rule,
            "{name} comes round more than {most} times or for more than {years} years; the rest is left out"
            if found.cut
            else "{name} has no days to come round in: they end on {last}, before they begin on {first}"
            if last < first
            else "{name} comes round {every}, but never from {first} to {last}",
            At(section, item.id, ("every",)),
            params={
                "name": item.id,
                "every": every,
                "first": first,
                "last": last,
                "most": MOST_DATES,
                "years": HORIZON_YEARS,
            },
            hint="shorten its days"
            if found.cut
            else "widen its days, or choose another day of the week or month",
        )


@rule("ECS656", "without-effect", Severity.WARNING)
def without_effect(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What recurring work and stages say has an effect.

    A `weekday` says nothing about what comes round every day, a `day` of the month nothing about weeks. On a
    `weekday` that is never worked it never is: every date moves to another day. Work that
    comes round has no start and no finish, so nothing can pin or link them. A stage that is skipped, or done by
    a task of your own, takes nothing from `gates` that the task says itself.

    Fails:

    ```yaml
    meetings:
      standup: {every: workday, weekday: mon}
    ```

    Passes:

    ```yaml
    meetings:
      standup: {every: week, weekday: mon}
    ```
    """
    strategy = assessed.linked.strategy
    for section, item, every in recurring(strategy):
        if _is_never_worked(assessed, section, item, every):
            yield _idle(
                rule,
                At(section, item.id, ("weekday",)),
                "{name} is never on the `weekday` it names, which nobody works: all its {n} dates move",
                "name a day that is worked, or work on that day: `workweek` in the `calendar`",
                name=item.id,
                n=len(assessed.timetable.recurring[section, item.id].dates),
            )
        for field in _idle_days(item, every):
            yield _idle(
                rule,
                At(section, item.id, (field,)),
                "`{field}` has no effect on {name}, which comes round {every}",
                name=item.id,
                every=every,
            )
        for field in ONCE_ONLY if isinstance(item, Task) else ():
            if getattr(item, field):
                yield _idle(
                    rule,
                    At("tasks", item.id, (field,)),
                    "`{field}` has no effect on {name}, which comes round {every} and has no start and finish",
                    name=item.id,
                    every=every,
                )
    for task in strategy.tasks.values():
        for field in ("weekday", "day") if task.every is None else ():
            if getattr(task, field) is not None:
                yield _idle(
                    rule,
                    At("tasks", task.id, (field,)),
                    "`{field}` has no effect on {name}, which does not come round",
                    "take it out, or say how often with `every:`",
                    name=task.id,
                )
    yield from _idle_gates(strategy, rule)


def _idle(rule: Rule, at: At, message: str, hint: str = "take `{field}` out", /, **params: object) -> Finding:
    return Finding(rule, message, at, params={"field": str(at.path[-1]), **params}, hint=hint)


def _idle_days(item: Task | Meeting | Report, every: Recurrence) -> Iterator[str]:
    if item.weekday is not None and (every.unit in ("day", "workday") or _by_month(item, every)):
        yield "weekday"
    if item.day is not None and every.unit in ("day", "workday", "week"):
        yield "day"


def _is_never_worked(
    assessed: Assessed, section: str, item: Task | Meeting | Report, every: Recurrence
) -> bool:
    """Return whether an item has dates, all of them moved, and its weekday is none of the week that is worked."""
    if item.weekday is None or "weekday" in _idle_days(item, every):
        return False
    table = assessed.timetable
    calendar = table.calendar if isinstance(item, Meeting) else table.calendar_of(item.owner)
    found = table.recurring[section, item.id].dates
    return (
        item.weekday not in calendar.rules.workweek and bool(found) and all(one.moved_from for one in found)
    )


def _by_month(item: Task | Meeting | Report, every: Recurrence) -> bool:
    """Return whether the day of the month decides, so that the weekday does not."""
    return item.day is not None and every.unit != "week"


def _idle_gates(strategy: Strategy, rule: Rule) -> Iterator[Finding]:
    for launch in strategy.launches.values():
        for stage, gate in launch.gates.items():
            for field in _idle_of_gate(gate):
                yield _idle(
                    rule,
                    At("launches", launch.id, ("gates", stage, field)),
                    "`{field}` has no effect: {launch} skips its stage {stage}"
                    if gate.skip is not None
                    else "`{field}` has no effect: {task} does the stage {stage}, and says so itself",
                    launch=launch.id,
                    stage=stage,
                    task=gate.task,
                )


def _idle_of_gate(gate: Gate) -> Iterator[str]:
    overruled: tuple[str, ...] = ()
    if gate.skip is not None:
        overruled = ("task", "due", "duration", "owner")
    elif gate.task is not None:
        overruled = ("duration", "owner")
    yield from (field for field in overruled if getattr(gate, field) is not None)


@rule(
    "ECS657",
    "team-without-meeting",
    Severity.WARNING,
    "meetings.participants|chair",
    "tasks.owner",
    "people.team",
)
def team_without_meeting(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Where there are meetings, every team that has work takes part in one.

    A team takes part when it, or somebody of it, is among the `participants` or leads the meeting. A meeting
    without participants is for everybody.

    Fails:

    ```yaml
    teams:
      design: {name: Design}
      sales: {name: Sales}
    people:
      lin: {name: Lin, team: design}
    tasks:
      shop: {name: Shop, owner: lin, duration: 5d}
    meetings:
      weekly: {every: week, participants: sales}
    ```

    Passes:

    ```yaml
    teams:
      design: {name: Design}
      sales: {name: Sales}
    people:
      lin: {name: Lin, team: design}
    tasks:
      shop: {name: Shop, owner: lin, duration: 5d}
    meetings:
      weekly: {every: week, participants: [sales, design]}
    ```
    """
    strategy = assessed.linked.strategy
    meetings = strategy.meetings.values()
    if not meetings or any(not meeting.participants for meeting in meetings):
        return
    met = {_team(strategy, who) for meeting in meetings for who in (*meeting.participants, meeting.chair)}
    working: dict[str, list[str]] = {}
    for task in strategy.tasks.values():
        team = _team(strategy, task.owner)
        if team is not None and task.status != "dropped":
            working.setdefault(team, []).append(task.id)
    for team, tasks in working.items():
        if team not in met:
            yield Finding(
                rule,
                "no meeting has anybody of the team {team}, which works on {tasks}",
                At("teams", team, part="key"),
                params={"team": team, "tasks": tasks[:3] + (["…"] if len(tasks) > 3 else [])},
                hint="add it to the `participants:` of a meeting",
            )


def _team(strategy: Strategy, who: str | None) -> str | None:
    """Return the team of an owner or participant: itself, or the person's."""
    if who in strategy.teams:
        return who
    person = strategy.people.get(who or "")
    return person.team if person is not None and person.team in strategy.teams else None


RULES = (never_comes_round, without_effect, team_without_meeting)
