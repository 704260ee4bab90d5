"""A simulation in words and tables, as wide as the reader's screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ecsc.emit.chances import goal_amount, how, in_runs, moved, work_names
from ecsc.messages import Words
from ecsc.plan.simulation_types import SimulatedGoal, SimulationPlan
from ecsc.plan.types import Plan
from ecsc.quantity import Rate
from ecsc.report import Layout
from ecsc.report.columns import fold, visible, width
from ecsc.report.rows import cut_to

SHOWN = 10
"""Rows of a table; the plan has them all."""

_GAP = 2
_LEAST_NAME = 12


def simulation_text(plan: Plan, w: Words, layout: Layout) -> Iterator[str]:
    """Yield the simulation of a plan, a paragraph or table at a time."""
    name = visible(plan.strategy.name or plan.strategy.id)
    simulation = plan.work.simulation
    yield layout.paint("strong", w("Simulation: {name}", name=name)) + "\n"
    if simulation is None:
        hint = w("add `estimate: {{low: 8d, high: 20d}}` to tasks, or `driver_estimates:` to goals")
        yield fold(w("There is nothing to simulate: {hint}", hint=hint), layout.width, "  ") + "\n"
        return
    yield fold(" · ".join(how(simulation, w)), layout.width, "  ") + "\n"
    yield from _finish(plan, simulation, w, layout)
    yield from _milestones(plan, simulation, w, layout)
    yield from _critical(plan, simulation, w, layout)
    yield from _tornado(plan, simulation, w, layout)
    yield from _goals(plan, simulation, w, layout)


def _finish(plan: Plan, simulation: SimulationPlan, w: Words, layout: Layout) -> Iterator[str]:
    finish = simulation.finish
    if finish is None:
        return
    yield _title(w("When the work is finished"), layout)
    for percent, day in ((50, finish.p50), (80, finish.p80), (95, finish.p95)):
        share = in_runs(Decimal(percent) / 100, w)
        yield "  " + w("{chance} the work is finished by {day}", chance=share, day=w.day(day)) + "\n"
    if plan.work.finish is not None:
        kept = sum(one.runs for one in simulation.finish_days if one.day <= plan.work.finish)
        chance = in_runs(Decimal(kept) / simulation.runs, w)
        told = w("planned is {day}, which is kept {chance}", day=w.day(plan.work.finish), chance=chance)
        yield fold("  " + told, layout.width, "    ") + "\n"
    told = w(
        "{chance} the work is finished within the period, by {day}",
        chance=in_runs(simulation.on_time or Decimal(0), w), day=w.day(plan.strategy.period.last),
    )  # fmt: skip
    yield fold("  " + told, layout.width, "    ") + "\n"


def _milestones(plan: Plan, simulation: SimulationPlan, w: Words, layout: Layout) -> Iterator[str]:
    stones = {one.id: one for one in plan.work.milestones}
    tasks = {one.id: one for one in plan.work.tasks}
    items = [one for one in simulation.items if one.id in stones]
    due_tasks = [one for one in simulation.items if one.id in tasks and one.on_time not in (None, 1)]
    due_tasks.sort(key=lambda one: one.on_time or 0)
    names = work_names(plan)
    rows = []
    for one in (*items, *due_tasks[:SHOWN]):
        due = stones[one.id].due if one.id in stones else tasks[one.id].due
        kept = "–" if one.on_time is None else w.show(Rate(one.on_time))
        days = (one.finish.p50, one.finish.p80, one.finish.p95)
        rows.append((names[one.id], "–" if due is None else w.show(due), kept, *map(w.show, days)))
    if rows:
        yield _title(w("Milestones and deadlines"), layout)
        yield from _table((w("Name"), w("Due"), w("Kept"), "P50", "P80", "P95"), rows, layout)


def _critical(plan: Plan, simulation: SimulationPlan, w: Words, layout: Layout) -> Iterator[str]:
    stones = {one.id for one in plan.work.milestones}
    tasks = [one for one in simulation.items if one.criticality and one.id not in stones]
    tasks.sort(key=lambda one: -one.criticality)
    if not tasks:
        return
    names = work_names(plan)
    yield _title(w("What decides the end: the share of runs in which a task is critical"), layout)
    rows = [
        (
            names.get(one.id, one.id),
            w.show(Rate(one.criticality)),
            *map(w.show, (one.finish.p50, one.finish.p80)),
        )
        for one in tasks[:SHOWN]
    ]
    yield from _table((w("Task"), w("Critical"), "P50", "P80"), rows, layout)


def _tornado(plan: Plan, simulation: SimulationPlan, w: Words, layout: Layout) -> Iterator[str]:
    moving = [one for one in simulation.tornado if one.span]
    if not moving:
        return
    names = work_names(plan)
    yield _title(
        w("What moves the end most, in working days, all other tasks at their likely length"), layout
    )
    rows = [(names.get(one.id, one.id), moved(one.low, w), moved(one.high, w)) for one in moving[:SHOWN]]
    yield from _table((w("Task"), w("At its low"), w("At its high")), rows, layout)


def _goals(plan: Plan, simulation: SimulationPlan, w: Words, layout: Layout) -> Iterator[str]:
    names = {one.id: visible(one.name) or one.id for one in plan.goals}
    for goal in simulation.goals:
        yield _title(w("Goal: {name}", name=names.get(goal.id, goal.id)), layout)
        target = next((one.target for one in plan.goals if one.id == goal.id), None)
        told = w(
            "{chance} the target of {target} is reached",
            chance=in_runs(goal.reached, w),
            target=w.show(target),
        )
        yield fold("  " + told, layout.width, "    ") + "\n"
        for percent, amount in ((50, goal.p50), (80, goal.p80), (95, goal.p95)):
            chance = in_runs(Decimal(percent) / 100, w)
            yield "  " + w("{chance} it comes to {amount} or better", chance=chance,
                           amount=goal_amount(amount, goal.id, plan, w)) + "\n"  # fmt: skip
        yield from _drivers(goal, plan, w, layout)
    for missed in simulation.undecided:
        told = w(
            "{goal}: not decidable because {missing} is missing",
            goal=names.get(missed.id, missed.id), missing=list(missed.missing),
        )  # fmt: skip
        yield "\n" + fold(told, layout.width, "  ") + "\n"


def _drivers(goal: SimulatedGoal, plan: Plan, w: Words, layout: Layout) -> Iterator[str]:
    metrics = {one.id: one.name for one in plan.metrics}
    rows = [
        (metrics.get(one.id, one.id), *(goal_amount(end, goal.id, plan, w) for end in (one.low, one.high)))
        for one in goal.drivers[:SHOWN]
    ]
    yield from _table((w("Driver"), w("At its low"), w("At its high")), rows, layout)


def _title(words: str, layout: Layout) -> str:
    return "\n" + layout.paint("strong", fold(words, layout.width, "  ")) + "\n"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], layout: Layout) -> Iterator[str]:
    """Yield a table: names on the left, cut where the screen ends; all else flush right."""
    shown = [[visible(cell) for cell in row] for row in (heads, *rows)]
    widths = [max(width(row[at]) for row in shown) for at in range(len(heads))]
    room = layout.width - 2 - sum(one + _GAP for one in widths[1:])
    widths[0] = max(min(widths[0], room), _LEAST_NAME)
    for number, row in enumerate(shown):
        name = cut_to(row[0], widths[0])
        cells = [name + " " * (widths[0] - width(name))]
        cells += [
            " " * (_GAP + one - width(cell)) + cell for cell, one in zip(row[1:], widths[1:], strict=True)
        ]
        line = "  " + "".join(cells)
        yield (layout.paint("frame", line) if not number else line) + "\n"
