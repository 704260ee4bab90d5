"""The KPI targets as tables without markup: by goal and metric, a row a period and channel."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ecsc.assess.verdicts import Value
from ecsc.emit.figures import figure_line
from ecsc.emit.measures.grouping import GoalRows, MetricRows, by_goal
from ecsc.emit.measures.words import MARKS, measure, objections, thresholds, unit_word, value
from ecsc.messages import Words, shortened
from ecsc.plan.aim_types import GoalPlan, MetricPlan, TargetRow
from ecsc.plan.types import Plan
from ecsc.quantity import Count

DERIVED = " °"
"""The mark of a value that nobody promised: it is worked out from two splits."""


class Column(Struct, frozen=True):
    """One column: its title, whether it holds figures, and a cell for every row."""

    title: str
    figures: bool
    cells: tuple[str, ...]


class MetricTable(Struct, frozen=True):
    """One metric: what it is, the columns of its targets, and the rows of the plan they were made of."""

    metric: MetricPlan | None
    name: str
    facts: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[TargetRow, ...]


class GoalSection(Struct, frozen=True):
    """A goal, None for what is steered without one: its facts, SMART letters, objections, what it comes to, metrics."""

    goal: GoalPlan | None
    facts: str
    smart: str
    objections: tuple[str, ...]
    figures: tuple[str, ...]
    metrics: tuple[MetricTable, ...]


class _Names(Struct, frozen=True):
    """Names by id of who answers for a target and of what a goal supports; units by metric."""

    people: dict[str, str]
    aims: dict[str, str]
    units: dict[str, str | None]


def goal_sections(plan: Plan, w: Words) -> list[GoalSection]:
    """Return every goal with the tables of its metrics, last the metrics of no goal."""
    names = _Names(
        {person.id: person.name for person in plan.people},
        {objective.id: objective.name for objective in plan.objectives}
        | {goal.id: goal.name for goal in plan.goals},
        {metric.id: metric.unit for metric in plan.metrics},
    )
    return [_section(group, plan, names, w) for group in by_goal(plan)]


def counts(plan: Plan, w: Words) -> str:
    """Return how many goals, metrics and targets there are."""
    metrics = len({row.metric for row in plan.targets})
    return " · ".join((
        w.count("{n} goal", "{n} goals", len(plan.goals)),
        w.count("{n} metric with targets", "{n} metrics with targets", metrics),
        w.count("{n} target", "{n} targets", len(plan.targets)),
    ))  # fmt: skip


def levels(plan: Plan, w: Words) -> str:
    """Return what the levels mean, for those that occur."""
    told = [w("Committed is what the owner answers for.")]
    if any(row.stretch is not None for row in plan.targets):
        told.append(w("Stretch is what we aim at when all goes well."))
    if any(row.floor is not None for row in plan.targets):
        told.append(w("Floor is the lowest we accept: below it we act at once."))
    if any(row.derived for row in plan.targets):
        told.append(
            w("° is worked out from two splits of the goal: what they multiply to, promised by nobody.")
        )
    return ("" if w.language == "zh-CN" else " ").join(told)


def _section(group: GoalRows, plan: Plan, names: _Names, w: Words) -> GoalSection:
    metrics = tuple(_metric(rows, group.goal, names, w) for rows in group.metrics)
    goal = group.goal
    if goal is None:
        return GoalSection(None, "", "", (), (), metrics)
    smart = " · ".join(f"{letter.letter} {MARKS[letter.verdict]}" for letter in goal.smart)
    return GoalSection(
        goal,
        " · ".join(_goal_facts(goal, names.units.get(goal.metric or ""), names, w)),
        w("SMART: {letters}", letters=smart) if smart else "",
        tuple(line for letter in goal.smart for line in objections(letter, w)),
        tuple(figure_line(one, w) for one in plan.figures if (one.section, one.id) == ("goals", goal.id)),
        metrics,
    )


def _goal_facts(goal: GoalPlan, unit: str | None, names: _Names, w: Words) -> Iterator[str]:
    yield w("Due {day}", day=w.day(goal.due)) if goal.due else w("No due date")
    yield w("Owner: {name}", name=_person(goal.owner, names)) if goal.owner else w("Nobody owns it")
    if goal.target is not None:
        end = w.show(_with_unit(goal.target, unit, w))
        if goal.baseline is None:
            yield w("Target: {end}", end=end)
        else:
            yield w("From {start} to {end}", start=w.show(_with_unit(goal.baseline, unit, w)), end=end)
    elif goal.change:
        yield w("Change: {change}", change=goal.change)
    if goal.supports:
        yield w("Supports: {name}", name=shortened(names.aims.get(goal.supports, goal.supports)))


def _with_unit(amount: Value, unit: str | None, w: Words) -> Value:
    if isinstance(amount, Count) and not amount.unit:
        return Count(amount.value, unit_word(unit, w))
    return amount


def _person(key: str | None, names: _Names) -> str:
    return "–" if key is None else shortened(names.people.get(key, key))


def _metric(group: MetricRows, goal: GoalPlan | None, names: _Names, w: Words) -> MetricTable:
    facts = []
    if (metric := group.metric) is not None:
        facts = [
            metric.definition or "",
            " · ".join(measure(metric, w)),
            w("Formula: {formula}", formula=metric.formula) if metric.formula else "",
        ]
    limits = {thresholds(row.thresholds, row.direction, w) for row in group.rows}
    if len(limits) == 1:
        facts += limits
    owners = {row.owner for row in group.rows}
    if len(owners) == 1 and (goal is None or owners != {goal.owner}):
        owner = group.rows[0].owner
        facts.append(w("Owner: {name}", name=_person(owner, names)) if owner else w("Nobody owns it"))
    shown = tuple(_columns(group.rows, names, w))
    return MetricTable(
        group.metric, shortened(group.name, 120), tuple(filter(None, facts)), shown, group.rows
    )


def _committed(row: TargetRow, w: Words) -> str:
    return f"{value(row.committed, w)}{DERIVED if row.derived else ''}"


def _columns(rows: tuple[TargetRow, ...], names: _Names, w: Words) -> Iterator[Column]:
    """Yield the columns of one metric's targets, those in which nothing stands left out."""
    yield Column(w("Period"), False, tuple(w.period(row.period) for row in rows))
    if any(row.channel for row in rows):
        channels = (row.channel_name or row.channel or w("all channels") for row in rows)
        yield Column(w("Channel"), False, tuple(channels))
    if any(row.scope for row in rows):
        yield Column(w("For"), False, tuple(row.scope or w("all") for row in rows))
    yield Column(w("Committed"), True, tuple(_committed(row, w) for row in rows))
    if any(row.stretch for row in rows):
        yield Column(w("Stretch"), True, tuple(value(row.stretch, w) for row in rows))
    if any(row.floor for row in rows):
        yield Column(w("Floor"), True, tuple(value(row.floor, w) for row in rows))
    lights = tuple(thresholds(row.thresholds, row.direction, w) or "–" for row in rows)
    if len(set(lights)) > 1:
        yield Column(w("Thresholds"), False, lights)
    if len({row.owner for row in rows}) > 1:
        yield Column(w("Owner"), False, tuple(_person(row.owner, names) for row in rows))
