"""What decides the end and how likely promises are kept: bars with names."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ecsc.assess.verdicts import number
from ecsc.emit.chances import goal_amount, in_runs, moved, work_names
from ecsc.emit.pictures import marks
from ecsc.emit.pictures.simulation.block import Block, Paper, heading, name
from ecsc.emit.pictures.text import clean, shorten, width
from ecsc.messages import Words
from ecsc.plan.simulation_types import SimulatedGoal, SimulationPlan, Swing
from ecsc.plan.types import Plan
from ecsc.quantity import Rate

SHOWN = 10
"""Bars of one kind in the picture; the plan has them all."""

_BAR = 12.0
_LABEL = 62.0
_SIZE = 11.0


def tornado_chart(plan: Plan, simulation: SimulationPlan, w: Words, y: float, paper: Paper) -> Block:
    """Return what moves the end most, with how often it decides the end; nothing where nothing does."""
    rows = [one for one in simulation.tornado if one.span][:SHOWN]
    if not rows:
        return Block((), y)
    note = w(
        "Working days by which the end moves when one task takes its low or its high, all others the likely"
    )
    parts = heading(w("What moves the end most"), y + 24, paper, note)
    names = work_names(plan)
    criticality = {one.id: one.criticality for one in simulation.items}
    x, right = paper.margin + paper.name, paper.width - paper.margin
    if paper.name:
        right -= 230
        parts.append(marks.text("column", right + 30, y + 58, shorten(w("Decides the end"), _SIZE, 200)))
    top = y + (66 if paper.titled else 0)
    low, high = min(0, *(float(one.low) for one in rows)), max(0, *(float(one.high) for one in rows))
    unit = (right - x - 2 * _LABEL) / ((high - low) or 1)
    zero = x + _LABEL - low * unit
    for place, one in enumerate(rows):
        middle = top + paper.row * (place + 0.5)
        share = criticality.get(one.id, Decimal(0))
        beside = "" if paper.name else w("decides the end: {share}", share=Rate(share))
        parts.append(name(names.get(one.id, one.id), middle, paper, beside))
        parts += _swing(one, zero, unit, middle + paper.drop, w)
        if paper.name:
            parts += _chance(right + 30, 90, middle, share, w, "critical")
    bottom = top + paper.row * len(rows)
    parts.append(marks.line("zero", zero, top, zero, bottom))
    rest = sum(bool(one.span) for one in simulation.tornado) - len(rows)
    if rest:
        words = w.count(
            "and {n} more task that moves the end less", "and {n} more tasks that move the end less", rest
        )
        parts.append(marks.text("note", paper.margin, bottom + 14, words))
        bottom += 16
    return Block(tuple(parts), bottom + 8)


def _swing(one: Swing, zero: float, unit: float, middle: float, w: Words) -> Iterator[str]:
    left, right = sorted((zero + float(one.low) * unit, zero + float(one.high) * unit))
    first, last = min(left, zero), max(right, zero)
    yield marks.rect("sooner", first, middle - _BAR / 2, zero - first, _BAR)
    yield marks.rect("later", zero, middle - _BAR / 2, last - zero, _BAR)
    yield marks.text("value", first - 5, middle + 4, moved(one.low, w) if one.low else "", "end")
    yield marks.text("value", last + 5, middle + 4, moved(one.high, w) if one.high else "")


def chances_chart(plan: Plan, simulation: SimulationPlan, w: Words, y: float, paper: Paper) -> Block:
    """Return how likely deadlines are kept and goals are reached; nothing where nothing is promised."""
    rows = [*_deadlines(plan, simulation, w), *_goals(plan, simulation, w)]
    if not rows:
        return Block((), y)
    note = w("Share of the runs that keep the deadline or reach the target")
    parts = heading(w("How likely it is"), y + 24, paper, note)
    top, x = y + (52 if paper.titled else 0), paper.margin + paper.name
    long = 280.0 if paper.name else paper.room - 60
    for place, (title, share, told) in enumerate(rows):
        middle = top + paper.row * (place + 0.5)
        parts.append(name(title, middle, paper, told))
        parts += _chance(x, long, middle + paper.drop, share, w, "chance")
        if paper.name:
            words = shorten(told, _SIZE, paper.room - paper.name - long - 70)
            parts.append(marks.text("told", x + long + 70, middle + 4, words))
    return Block(tuple(parts), top + paper.row * len(rows) + 8)


def _deadlines(plan: Plan, simulation: SimulationPlan, w: Words) -> Iterator[tuple[str, Decimal, str]]:
    """Yield the milestones with a promise, then the tasks with a deadline that some run misses."""
    names = work_names(plan)
    dues = {one.id: one.due for one in plan.work.milestones}
    items = [one for one in simulation.items if one.on_time is not None]
    stones = [one for one in items if one.id in dues]
    tasks = sorted(
        (one for one in items if one.id not in dues and one.on_time != 1), key=lambda one: one.on_time or 0
    )
    task_dues = {one.id: one.due for one in plan.work.tasks}
    for one in (*stones[: 2 * SHOWN], *tasks[:SHOWN]):
        due = dues.get(one.id) or task_dues.get(one.id)
        told = w("P80: {day}", day=w.day(one.finish.p80))
        if due is not None:
            told = w("due {due}, P80: {day}", due=w.day(due), day=w.day(one.finish.p80))
        yield names.get(one.id, one.id), one.on_time or Decimal(0), told


def _goals(plan: Plan, simulation: SimulationPlan, w: Words) -> Iterator[tuple[str, Decimal, str]]:
    names = {one.id: clean(one.name) or one.id for one in plan.goals}
    for one in simulation.goals[: 2 * SHOWN]:
        yield names.get(one.id, one.id), one.reached, _goal_told(one, plan, w)


def _goal_told(one: SimulatedGoal, plan: Plan, w: Words) -> str:
    target = next((goal.target for goal in plan.goals if goal.id == one.id), None)
    return w(
        "target {target}, P80: {amount}",
        target=w.show(target), amount=goal_amount(one.p80, one.id, plan, w),
    )  # fmt: skip


def goals_tornado(plan: Plan, simulation: SimulationPlan, w: Words, y: float, paper: Paper) -> Block:
    """Return what moves each goal most: its drivers at their low and at their high."""
    parts: list[str] = []
    for goal in simulation.goals[:SHOWN]:
        if any(one.span for one in goal.drivers):
            block = goal_tornado(goal, plan, w, y, paper)
            parts += block.parts
            y = block.bottom
    return Block(tuple(parts), y)


def goal_tornado(goal: SimulatedGoal, plan: Plan, w: Words, y: float, paper: Paper) -> Block:
    """Return the drivers of one goal as bars around its target."""
    rows = [one for one in goal.drivers if one.span][:SHOWN]
    planned = next((one for one in plan.goals if one.id == goal.id), None)
    target = planned.target if planned is not None else None
    title = clean(planned.name) if planned is not None else goal.id
    note = w("What it comes to when one driver is at its low or its high, all others at the likely")
    parts = heading(w("What moves {goal} most", goal=title), y + 24, paper, note)
    metrics = {one.id: clean(one.name) or one.id for one in plan.metrics}
    aimed = [float(number(target))] if target is not None else []
    ends = [*aimed, *(float(end) for one in rows for end in (one.low, one.high))]
    low, high = min(ends), max(ends)
    texts = [goal_amount(end, goal.id, plan, w) for one in rows for end in (one.low, one.high)]
    label = max(width(words, _SIZE) for words in texts) + 12
    x = paper.margin + paper.name + label
    unit = (paper.room - paper.name - 2 * label) / ((high - low) or 1)
    top = y + (66 if paper.titled else 22)
    for place, one in enumerate(rows):
        middle = top + paper.row * (place + 0.5)
        first, last = sorted((one.low, one.high))
        left, right = x + (float(first) - low) * unit, x + (float(last) - low) * unit
        parts.append(name(metrics.get(one.id, one.id), middle, paper))
        middle += paper.drop
        parts.append(marks.rect("driver", left, middle - _BAR / 2, right - left, _BAR))
        parts.append(marks.text("value", left - 5, middle + 4, goal_amount(first, goal.id, plan, w), "end"))
        parts.append(marks.text("value", right + 5, middle + 4, goal_amount(last, goal.id, plan, w)))
    bottom = top + paper.row * len(rows)
    for value in aimed:
        at, words = x + (value - low) * unit, w("target {target}", target=w.show(target))
        parts.append(marks.line("aim", at, top - 4, at, bottom))
        side = "end" if at + width(words, _SIZE, bold=True) > paper.width - paper.margin else "middle"
        parts.append(marks.text("flag aim-text", at, top - 8, words, side))
    return Block(tuple(parts), bottom + 8)


def _chance(x: float, room: float, middle: float, share: Decimal, w: Words, kind: str) -> Iterator[str]:
    """Yield a bar on a track of `room` pixels, and the share beside it."""
    words = w.show(Rate(share))
    yield f"<g>{marks.title(in_runs(share, w))}"
    yield marks.rect("track", x, middle - _BAR / 2, room, _BAR)
    yield marks.rect(kind, x, middle - _BAR / 2, room * float(share), _BAR)
    yield marks.text("value", x + room + 6, middle + 4, words)
    yield "</g>"
