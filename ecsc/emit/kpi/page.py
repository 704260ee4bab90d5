"""The KPI targets as a Markdown page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from msgspec import Struct

from ecsc.assess.verdicts import Value
from ecsc.emit.figures import figure_line, owner_names
from ecsc.emit.markdown_page import fill
from ecsc.emit.measure_words import MARKS, measure, objections, thresholds, unit_word, value
from ecsc.emit.standing import as_of
from ecsc.emit.target_groups import GoalRows, MetricRows, by_goal
from ecsc.messages import Markdown, Words, markdown, shortened
from ecsc.plan.aim_types import GoalPlan, TargetRow
from ecsc.plan.types import Plan
from ecsc.quantity import Count

TEMPLATE = Path(__file__).with_name("kpi_targets.md.j2")

MOST_OWNERS = 100
"""Of so many entries beside goals the page says what follows from them; plan.json has the rest."""

_TEXT, _NUMBER = "---", "--:"
_DERIVED = " °"
"""The mark of a value that nobody promised: it is worked out from two splits."""


class Names(Struct, frozen=True):
    """Names by id of who answers for a target and of what a goal supports; units by metric."""

    people: dict[str, str]
    aims: dict[str, str]
    units: dict[str, str | None]


class MetricTable(Struct, frozen=True):
    """One metric: what it is, and the table of its targets."""

    name: str
    facts: tuple[str, ...]
    table: Markdown


class Owned(Struct, frozen=True):
    """An entry other than a goal, and the figures that follow from it."""

    name: str
    figures: tuple[str, ...]


class GoalSection(Struct, frozen=True):
    """A goal: its facts, its SMART letters, the objections to them, what it comes to, and its metrics."""

    title: str
    facts: str
    smart: str
    objections: tuple[str, ...]
    figures: tuple[str, ...]
    metrics: tuple[MetricTable, ...]


def page(plan: Plan, w: Words, notice: str = "") -> bytes:
    """Return the KPI targets as Markdown in UTF-8; `notice` stands under their title."""
    names = Names(
        {person.id: person.name for person in plan.people},
        {objective.id: objective.name for objective in plan.objectives}
        | {goal.id: goal.name for goal in plan.goals},
        {metric.id: metric.unit for metric in plan.metrics},
    )
    sections = [_section(group, plan, names, w) for group in by_goal(plan)]
    return fill(
        TEMPLATE,
        w=w,
        plan=plan,
        notice=notice,
        as_of=as_of(plan, w),
        counts=_counts(plan, w),
        levels=_levels(plan, w),
        sections=sections,
        others=_others(plan, w),
    ).encode()


def _counts(plan: Plan, w: Words) -> str:
    metrics = len({row.metric for row in plan.targets})
    return " · ".join((
        w.count("{n} goal", "{n} goals", len(plan.goals)),
        w.count("{n} metric with targets", "{n} metrics with targets", metrics),
        w.count("{n} target", "{n} targets", len(plan.targets)),
    ))  # fmt: skip


def _levels(plan: Plan, w: Words) -> str:
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


def _section(group: GoalRows, plan: Plan, names: Names, w: Words) -> GoalSection:
    metrics = tuple(_metric(rows, group.goal, names, w) for rows in group.metrics)
    goal = group.goal
    if goal is None:
        return GoalSection(w("Steered without a goal of their own"), "", "", (), (), metrics)
    smart = " · ".join(f"{letter.letter} {MARKS[letter.verdict]}" for letter in goal.smart)
    return GoalSection(
        w("Goal: {name}", name=shortened(goal.name, 120)),
        " · ".join(_goal_facts(goal, names.units.get(goal.metric or ""), names, w)),
        w("SMART: {letters}", letters=smart) if smart else "",
        tuple(line for letter in goal.smart for line in objections(letter, w)),
        tuple(figure_line(one, w) for one in plan.figures if (one.section, one.id) == ("goals", goal.id)),
        metrics,
    )


def _others(plan: Plan, w: Words) -> list[Owned]:
    """Return what follows from anything but goals, entry by entry."""
    owners = owner_names(plan, w)
    groups = groupby(
        (one for one in plan.figures if one.section != "goals"), key=lambda one: (one.section, one.id)
    )
    found = [Owned(owners(*key), tuple(figure_line(one, w) for one in group)) for key, group in groups]
    if len(found) > MOST_OWNERS:
        more = w("{n} more in plan.json", n=len(found) - MOST_OWNERS)
        return [*found[:MOST_OWNERS], Owned("…", (more,))]
    return found


def _goal_facts(goal: GoalPlan, unit: str | None, names: Names, w: Words) -> Iterator[str]:
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


def _person(key: str | None, names: Names) -> str:
    return "–" if key is None else shortened(names.people.get(key, key))


def _metric(group: MetricRows, goal: GoalPlan | None, names: Names, w: Words) -> MetricTable:
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
    return MetricTable(shortened(group.name, 120), tuple(filter(None, facts)), _table(group.rows, names, w))


def _committed(row: TargetRow, w: Words) -> str:
    return f"{value(row.committed, w)}{_DERIVED if row.derived else ''}"


def _table(rows: tuple[TargetRow, ...], names: Names, w: Words) -> Markdown:
    """Return the targets of one metric as a table; columns in which nothing stands are left out."""
    owners = {row.owner for row in rows}
    lights = [thresholds(row.thresholds, row.direction, w) or "–" for row in rows]
    columns: list[tuple[str, str, list[str], bool]] = [
        (w("Period"), _TEXT, [w.period(row.period) for row in rows], True),
        (w("Channel"), _TEXT, [row.channel_name or row.channel or w("all channels") for row in rows],
         any(row.channel for row in rows)),
        (w("For"), _TEXT, [row.scope or w("all") for row in rows], any(row.scope for row in rows)),
        (w("Committed"), _NUMBER, [_committed(row, w) for row in rows], True),
        (w("Stretch"), _NUMBER, [value(row.stretch, w) for row in rows], any(row.stretch for row in rows)),
        (w("Floor"), _NUMBER, [value(row.floor, w) for row in rows], any(row.floor for row in rows)),
        (w("Thresholds"), _TEXT, lights, len(set(lights)) > 1),
        (w("Owner"), _TEXT, [_person(row.owner, names) for row in rows], len(owners) > 1),
    ]  # fmt: skip
    kept = [(title, rule, cells) for title, rule, cells, shown in columns if shown]
    lines: list[list[str]] = [[markdown(title) for title, _, _ in kept], [rule for _, rule, _ in kept]]
    lines += [[markdown(cells[number]) for _, _, cells in kept] for number in range(len(rows))]
    return Markdown("\n".join(f"| {' | '.join(line)} |" for line in lines))
