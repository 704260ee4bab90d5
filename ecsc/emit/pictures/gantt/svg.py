"""The picture as one self-contained SVG file: no scripts, no fonts to fetch, its own background."""

from __future__ import annotations

from msgspec.structs import replace

from ecsc.emit.pictures.gantt import bars, body, foot, frame, overhead
from ecsc.emit.pictures.gantt.labels import Labels
from ecsc.emit.pictures.gantt.layout import MARGIN, TIER, WIDTH, lay_out
from ecsc.emit.pictures.gantt.legend import legend
from ecsc.emit.pictures.gantt.load_ink import load_rows
from ecsc.emit.pictures.gantt.load_strip import load_strip
from ecsc.emit.pictures.gantt.rows import choose_rows
from ecsc.emit.pictures.gantt.text import clean
from ecsc.emit.pictures.shell import shell
from ecsc.plan.types import Plan

_LONG = 40
"""From so many rows on, the axis is repeated below them; earlier where the load strip follows."""

_LONG_WITH_LOAD = 15


def write_svg(plan: Plan, labels: Labels, language: str, notice: str = "") -> str:
    """Return the SVG document of `plan`; `notice` stands in a banner under the title."""
    from markupsafe import Markup

    facts = frame.facts(plan, labels)
    note = frame.fold_note(choose_rows(plan).fold, labels)
    lines = frame.flow(facts, 13, WIDTH - 2 * MARGIN)[:3]
    head = 58.0 + 17 * len(lines) + (17 if note else 0)
    top = head + (frame.BANNER if notice else 0)
    chart = lay_out(plan, labels, top)
    empty = all(drawn.empty for drawn in chart.rows)
    y = chart.bottom
    below = list(frame.holiday_names(chart, y))
    y += TIER if below else 0
    if len(chart.rows) > (_LONG_WITH_LOAD if plan.work.load else _LONG):
        below += frame.tick_texts(chart.tiers[-1], y, labels, lead=len(chart.tiers) == 1)
        y += TIER
    chart = replace(chart, load=load_strip(plan.work.load, chart.scale, y + 8))
    if chart.load is not None:
        y = chart.load.bottom
    absent = [frame.nothing(chart, labels)] if empty else []
    undated = foot.undated(plan, labels, y)
    explained = legend(chart, labels, plan.work.near_critical, undated.bottom + 6)
    notes = foot.notes(plan, chart, labels, explained.bottom)
    layers = (
        [*frame.headline(plan, lines, note), *frame.banner(notice, head)],
        [*body.stripes(chart)],
        [*frame.days_off(chart), *overhead.tints(chart)],
        [*frame.axis(chart, labels), *below],
        [*body.arrows(chart)],
        [*frame.as_of_line(chart, labels, plan)],
        [*overhead.lanes(chart, labels)],
        [*bars.shapes(chart, labels), *absent],
        [*body.names(chart, labels)],
        [*load_rows(chart, labels)],
        [*undated.parts, *explained.parts, *notes.parts],
    )
    text: str = shell("ecsc.emit.pictures.gantt", "gantt.svg.j2").render(
        language=language,
        width=int(WIDTH),
        height=int(notes.bottom + 20),
        title=clean(plan.strategy.name or plan.strategy.id),
        desc=clean(". ".join([notice, *facts] if notice else facts)),
        layers=[Markup("\n".join(part for part in layer if part)) for layer in layers],  # noqa: S704
    )
    return text
