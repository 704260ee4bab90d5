"""The picture as one self-contained SVG file: no scripts, no fonts to fetch, its own background."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.emit.chances import how
from ecsc.emit.pictures import marks
from ecsc.emit.pictures.shell import shell
from ecsc.emit.pictures.simulation.bars import chances_chart, goals_tornado, tornado_chart
from ecsc.emit.pictures.simulation.block import FILE, Block
from ecsc.emit.pictures.simulation.finish import finish_chart
from ecsc.emit.pictures.text import clean, shorten
from ecsc.messages import Words
from ecsc.plan.simulation_types import SimulationPlan
from ecsc.plan.types import Plan

MARGIN, ROOM, WIDTH = FILE.margin, FILE.room, FILE.width
_BANNER = 26.0


def write_svg(plan: Plan, simulation: SimulationPlan, w: Words, notice: str = "") -> str:
    """Return the SVG document of a plan's simulation; `notice` stands in a banner under the title."""
    from markupsafe import Markup

    made = " · ".join(how(simulation, w))
    name = clean(plan.strategy.name) or plan.strategy.id
    title = w("Simulation: {name}", name=name)
    head = [
        marks.text("title", MARGIN, 36, shorten(title, 20, ROOM, bold=True)),
        marks.text("facts", MARGIN, 56, shorten(made, 13, ROOM)),
    ]
    y = 64.0
    if notice:
        words = shorten(notice, 13, ROOM - 20, bold=True)
        head.append(marks.rect("banner", MARGIN, y + 4, ROOM, _BANNER, ' rx="3"'))
        head.append(marks.text("alarm-text", MARGIN + 10, y + 21, words))
        y += _BANNER + 12
    blocks = [Block(tuple(head), y)]
    for chart in (finish_chart, tornado_chart, chances_chart, goals_tornado):
        blocks.append(chart(plan, simulation, w, blocks[-1].bottom, FILE))
    blocks.append(_undecided(plan, simulation, w, blocks[-1].bottom))
    text: str = shell("ecsc.emit.simulation", "simulation.svg.j2").render(
        language=w.language,
        width=int(WIDTH),
        height=int(blocks[-1].bottom + 20),
        title=title,
        desc=made,
        layers=[Markup("\n".join(filter(None, one.parts))) for one in blocks if one.parts],  # noqa: S704
    )
    return text


def _undecided(plan: Plan, simulation: SimulationPlan, w: Words, y: float) -> Block:
    """Return the goals that could not be simulated, and why."""
    names = {one.id: clean(one.name) or one.id for one in plan.goals}
    told = [
        w(
            "{goal}: not decidable because {missing} is missing",
            goal=names.get(one.id, one.id),
            missing=list(one.missing),
        )
        for one in simulation.undecided
    ]
    parts = list(_lines(told, y))
    return Block(tuple(parts), y + 16 * len(told) + (8 if told else 0))


def _lines(told: list[str], y: float) -> Iterator[str]:
    for number, words in enumerate(told):
        yield marks.text("note", MARGIN, y + 16 * (number + 1), shorten(words, 11, ROOM))
