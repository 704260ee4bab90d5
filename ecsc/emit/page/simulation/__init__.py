"""How certain the dates and goals are: the end of the work played many times, and what moves it most."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from ecsc.emit.chances import goal_amount, how, in_runs, moved, work_names
from ecsc.emit.page.markup import fill
from ecsc.emit.page.reader import Reader
from ecsc.emit.page.section import Section
from ecsc.emit.pictures.marks import num
from ecsc.emit.pictures.simulation.bars import chances_chart, goal_tornado, tornado_chart
from ecsc.emit.pictures.simulation.block import PAGE, Block
from ecsc.emit.pictures.simulation.finish import finish_chart, finish_note
from ecsc.emit.pictures.text import escape
from ecsc.messages import Words
from ecsc.plan.simulation_types import SimulatedGoal, SimulationPlan
from ecsc.quantity import Rate

if TYPE_CHECKING:
    from markupsafe import Markup

ROWS = 30
"""So many rows a table of figures has; the plan has them all."""

GOALS = 4
"""So many goals have a picture of what moves them."""


class Chart(Struct, frozen=True):
    """One picture with its title, the sentence under it, and the figures it is drawn from."""

    title: str
    note: str
    picture: Markup
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def section(reader: Reader) -> Section | None:
    """Return what the simulation says; None where none is played."""
    w, simulation = reader.w, reader.plan.work.simulation
    if simulation is None:
        return None
    charts = tuple(
        chart for make in (_finish, _tornado, _chances, _goals) for chart in make(reader, simulation)
    )
    names = {one.id: one.name for one in reader.plan.goals}
    undecided = [
        w(
            "{goal}: not decidable because {missing} is missing",
            goal=names.get(one.id, one.id), missing=list(one.missing),
        )
        for one in simulation.undecided
    ]  # fmt: skip
    made = " · ".join(how(simulation, w))
    body = fill("simulation/simulation.html.j2", w=w, charts=charts, undecided=undecided, made=made)
    return Section("simulation", w("How certain it is"), _lead(reader, simulation), body, w("Simulation"))


def _lead(reader: Reader, simulation: SimulationPlan) -> str:
    """Return the chance that the work ends in time, or that of the first goal where no work is played."""
    w = reader.w
    if simulation.on_time is not None:
        return w("Simulated, the work ends in time {runs}.", runs=in_runs(simulation.on_time, w))
    for one in simulation.goals:
        name, runs = reader.name(one.id), in_runs(one.reached, w)
        return w("Simulated, {goal} is reached {runs}.", goal=name, runs=runs)
    return ""


def _finish(reader: Reader, simulation: SimulationPlan) -> Iterator[Chart]:
    w, finish = reader.w, simulation.finish
    block = finish_chart(reader.plan, simulation, w, 0, PAGE)
    if finish is None or not block.parts:
        return
    rows = tuple(
        (w("in {n} of 100 runs", n=percent), w.day(day))
        for percent, day in ((50, finish.p50), (80, finish.p80), (95, finish.p95))
    )
    note = finish_note(reader.plan, simulation, w)
    yield _chart(w("When the work is finished"), note, block, (w("Finished"), w("By")), rows)


def _tornado(reader: Reader, simulation: SimulationPlan) -> Iterator[Chart]:
    w, names = reader.w, work_names(reader.plan)
    block = tornado_chart(reader.plan, simulation, w, 0, PAGE)
    if not block.parts:
        return
    decides = {one.id: one.criticality for one in simulation.items}
    rows = tuple(
        (names.get(one.id, one.id), moved(one.low, w), moved(one.high, w), _share(decides.get(one.id), w))
        for one in simulation.tornado[:ROWS]
        if one.span
    )
    note = w(
        "Working days by which the end moves when one task takes its low or its high, all others the likely"
    )
    heads = (w("Task"), w("At its low"), w("At its high"), w("Decides the end"))
    yield _chart(w("What moves the end most"), note, block, heads, rows)


def _chances(reader: Reader, simulation: SimulationPlan) -> Iterator[Chart]:
    w, names = reader.w, work_names(reader.plan)
    block = chances_chart(reader.plan, simulation, w, 0, PAGE)
    if not block.parts:
        return
    goals = {one.id: one.name for one in reader.plan.goals}
    kept = [one for one in simulation.items if one.on_time is not None]
    rows = [(names.get(one.id, one.id), _share(one.on_time, w), w.day(one.finish.p80)) for one in kept[:ROWS]]
    rows += [
        (goals.get(one.id, one.id), _share(one.reached, w), goal_amount(one.p80, one.id, reader.plan, w))
        for one in simulation.goals[:ROWS]
    ]
    note = w("Share of the runs that keep the deadline or reach the target")
    yield _chart(w("How likely it is"), note, block, (w("Promise"), w("Chance"), w("P80")), tuple(rows))


def _goals(reader: Reader, simulation: SimulationPlan) -> Iterator[Chart]:
    """Yield what moves each goal: its drivers at their low and at their high."""
    w = reader.w
    note = w("What it comes to when one driver is at its low or its high, all others at the likely")
    heads = (w("Driver"), w("At its low"), w("At its high"))
    for goal in [one for one in simulation.goals if any(each.span for each in one.drivers)][:GOALS]:
        block = goal_tornado(goal, reader.plan, w, 0, PAGE)
        title = w("What moves {goal} most", goal=reader.name(goal.id))
        yield _chart(title, note, block, heads, _drivers(goal, reader))


def _drivers(goal: SimulatedGoal, reader: Reader) -> tuple[tuple[str, ...], ...]:
    ends = [
        (one.id, *(goal_amount(end, goal.id, reader.plan, reader.w) for end in (one.low, one.high)))
        for one in goal.drivers[:ROWS]
    ]
    return tuple((reader.name(name), low, high) for name, low, high in ends)


def _share(share: Decimal | None, w: Words) -> str:
    return "–" if share is None else w.show(Rate(share))


def _chart(
    title: str, note: str, block: Block, heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
) -> Chart:
    from markupsafe import Markup

    drawn = (
        f'<svg class="picture simulated" role="img" viewBox="0 0 {num(PAGE.width)} {num(block.bottom)}">'
        f"<title>{escape(title)}</title>{''.join(filter(None, block.parts))}</svg>"
    )
    return Chart(title, note, Markup(drawn), heads, rows)  # noqa: S704 - escaped where it is drawn
