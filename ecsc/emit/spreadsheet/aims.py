"""Goals with their SMART letters, and KPI targets beside which the figures reached are filled in."""

from __future__ import annotations

from ecsc.emit.measures.grouping import in_order
from ecsc.emit.measures.words import direction, frequency, unit, verdict
from ecsc.emit.spreadsheet.cells import PERCENT, Cell, Column, Formula, Number, Sheet, cell, letter
from ecsc.messages import Words
from ecsc.plan.aim_types import GoalPlan, TargetRow
from ecsc.plan.types import Plan

LETTERS = ("S", "M", "A", "R", "T")


def goals_sheet(plan: Plan, w: Words) -> Sheet:
    """Return the goals, each with what it is measured by, from where to where, and its SMART letters."""
    people = {person.id: person.name for person in plan.people}
    metrics = {metric.id: metric.name for metric in plan.metrics}
    above = {objective.id: objective.name for objective in plan.objectives}
    above |= {goal.id: goal.name for goal in plan.goals}
    columns = (
        Column(w("Id"), 22), Column(w("Goal"), 44), Column(w("Supports"), 32), Column(w("Metric"), 24),
        Column(w("Baseline"), 18), Column(w("Target"), 18), Column(w("From"), 12), Column(w("Due"), 12),
        Column(w("Owner"), 16), *(Column(one, 11) for one in LETTERS), Column(w("Description"), 50),
    )  # fmt: skip

    def row(goal: GoalPlan) -> tuple[Cell, ...]:
        verdicts: dict[str, str] = {one.letter: verdict(one.verdict, w) for one in goal.smart}
        supports = goal.parent or goal.supports or ""
        return (
            goal.id, goal.name, above.get(supports, supports), metrics.get(goal.metric or "", goal.metric or ""),
            cell(goal.baseline, w), cell(goal.target, w), goal.start, goal.due,
            people.get(goal.owner or "", goal.owner or ""), *(verdicts.get(one, "") for one in LETTERS),
            goal.description,
        )  # fmt: skip

    return Sheet(w("Goals"), columns, tuple(row(goal) for goal in plan.goals))


def targets_sheet(plan: Plan, w: Words) -> Sheet:
    """Return the KPI targets with an empty column for what was reached, and formulas that judge it."""
    people = {person.id: person.name for person in plan.people}
    goals = {goal.id: goal.name for goal in plan.goals}
    columns = (
        Column(w("Metric id"), 20), Column(w("Metric"), 28), Column(w("Period"), 12), Column(w("From"), 12),
        Column(w("To"), 12), Column(w("Channel"), 16), Column(w("For"), 16), Column(w("Committed"), 18),
        Column(w("Actual"), 18, fill_in=True), Column(w("Attainment"), 12), Column(w("Reached"), 10),
        Column(w("Floor"), 18), Column(w("Stretch"), 18), Column(w("Unit"), 12), Column(w("Better"), 18),
        Column(w("Frequency"), 12), Column(w("Owner"), 16), Column(w("Goal"), 40), Column(w("Formula"), 40),
    )  # fmt: skip

    def row(number: int, one: TargetRow) -> tuple[Cell, ...]:
        committed = cell(one.committed, w)
        return (
            one.metric, one.metric_name, one.period.label, one.period.first, one.period.last,
            one.channel_name or one.channel, one.scope, committed, None,
            *_judged(number, one.direction, committed, w), cell(one.floor, w), cell(one.stretch, w),
            unit(one.unit, one.committed, w), direction(one.direction, w), frequency(one.frequency, w),
            people.get(one.owner or "", one.owner), goals.get(one.of or ""), one.formula,
        )  # fmt: skip

    rows = tuple(row(number, one) for number, one in enumerate(in_order(plan), 2))
    return Sheet(w("KPI targets"), columns, rows)


def _judged(number: int, better: str | None, committed: Cell, w: Words) -> tuple[Cell, Cell]:
    """Return attainment (actual ÷ target) and whether the target is reached; both empty without a figure."""
    if not isinstance(committed, Number):
        return None, None
    target, actual = f"{letter(7)}{number}", f"{letter(8)}{number}"
    share = Formula(f'=IF(AND(ISNUMBER({actual}),{target}<>0),{actual}/{target},"")', format=PERCENT)
    if better is None:
        return share, None
    sign = "<=" if better == "down" else ">="
    told = f'IF({actual}{sign}{target},"{w("yes")}","{w("no")}")'
    return share, Formula(f'=IF(ISNUMBER({actual}),{told},"")')
