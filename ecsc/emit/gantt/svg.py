"""The picture as one self-contained SVG file: no scripts, no fonts to fetch, its own background."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ecsc.emit.gantt import body, foot, frame
from ecsc.emit.gantt.labels import Labels
from ecsc.emit.gantt.layout import MARGIN, TIER, WIDTH, lay_out
from ecsc.emit.gantt.rows import choose_rows
from ecsc.emit.gantt.text import clean
from ecsc.plan.types import Plan

if TYPE_CHECKING:
    from jinja2 import Template

_LONG = 40
"""From so many rows on, the axis is repeated below them."""


def write_svg(plan: Plan, labels: Labels, language: str, notice: str = "") -> str:
    """Return the SVG document of `plan`; `notice` stands in a banner under the title."""
    from markupsafe import Markup

    facts = frame.facts(plan, labels)
    note = frame.fold_note(choose_rows(plan).fold, labels)
    lines = frame.flow(facts, 13, WIDTH - 2 * MARGIN)[:3]
    head = 58.0 + 17 * len(lines) + (17 if note else 0)
    top = head + (frame.BANNER if notice else 0)
    chart = lay_out(plan, labels, top)
    empty = not any(drawn.bar or drawn.buffer or drawn.mark is not None for drawn in chart.rows)
    y = chart.bottom
    below = list(frame.holiday_names(chart, y))
    y += TIER if below else 0
    if len(chart.rows) > _LONG:
        below += frame.tick_texts(chart.tiers[-1], y, labels, lead=len(chart.tiers) == 1)
        y += TIER
    absent = [frame.nothing(chart, labels)] if empty else []
    undated = foot.undated(plan, labels, y)
    legend = foot.legend(chart, labels, undated.bottom + 6)
    notes = foot.notes(plan, chart, labels, legend.bottom)
    layers = (
        [*frame.headline(plan, lines, note), *frame.banner(notice, head)],
        [*body.stripes(chart)],
        [*frame.days_off(chart), *frame.promotion_tints(chart)],
        [*frame.axis(chart, labels), *below],
        [*frame.promotion_lanes(chart, labels)],
        [*body.arrows(chart)],
        [*frame.as_of_line(chart, labels, plan)],
        [*body.shapes(chart, labels), *absent],
        [*body.names(chart, labels)],
        [*undated.parts, *legend.parts, *notes.parts],
    )
    text: str = _shell().render(
        language=language,
        width=int(WIDTH),
        height=int(notes.bottom + 20),
        title=clean(plan.strategy.name or plan.strategy.id),
        desc=clean(". ".join([notice, *facts] if notice else facts)),
        layers=[Markup("\n".join(part for part in layer if part)) for layer in layers],  # noqa: S704
    )
    return text


@cache
def _shell() -> Template:
    """Return the template of the document, read once."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("ecsc.emit.gantt", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("gantt.svg.j2")
