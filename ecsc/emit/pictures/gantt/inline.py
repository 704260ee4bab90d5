"""The picture inside a page: the same drawing without title, style and tooltips, which the page itself has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from msgspec.structs import replace

from ecsc.emit.pictures.gantt import bars, body, foot, frame, overhead
from ecsc.emit.pictures.gantt.labels import Labels
from ecsc.emit.pictures.gantt.layout import TIER, WIDTH, lay_out
from ecsc.emit.pictures.gantt.legend import entries
from ecsc.emit.pictures.gantt.positions import Laid
from ecsc.emit.pictures.gantt.shapes import Chart
from ecsc.emit.pictures.gantt.text import escape
from ecsc.emit.pictures.marks import num
from ecsc.plan.types import Plan

_TOP = 8.0
_LONG = 40
"""From so many rows on, the axis is repeated below them."""

_SLICE = 16
"""So many rows stay together on paper."""

_TOOLTIP = re.compile("<title>[^<]*</title>")
"""What a row tells on hover; a page tells it once, in its table."""


_HAIRS = re.compile(r'(?:<path class="hair" d="[^"]*"/>){2,}')
_ALONE = re.compile(r"<g>(<(?:rect|path) [^<>]*/>)</g>")


def write_inline(plan: Plan, labels: Labels, title: str) -> str:
    """Return the SVG elements of `plan`'s picture; they need `style()` and `definitions()` once in their page."""
    chart = lay_out(plan, labels, _TOP)
    y = chart.bottom
    below = list(frame.holiday_names(chart, y))
    y += TIER if below else 0
    if len(chart.rows) > _LONG:
        below += frame.tick_texts(chart.tiers[-1], y, labels, lead=len(chart.tiers) == 1)
        y += TIER
    notes = foot.notes(plan, chart, labels, y)
    layers = (
        [*body.stripes(chart)],
        [*frame.days_off(chart), *overhead.tints(chart)],
        [*frame.axis(chart, labels), *below],
        [*body.arrows(chart)],
        [*frame.as_of_line(chart, labels, plan)],
        [*overhead.lanes(chart, labels)],
        [*bars.shapes(chart, labels)],
        [*body.names(chart, labels)],
        [*notes.parts],
    )
    drawn = _TOOLTIP.sub("", "".join(f"<g>{''.join(layer)}</g>" for layer in layers if layer))
    drawn = _ALONE.sub(r"\1", _HAIRS.sub(_one_path, drawn))
    return _sliced(drawn, [0.0, *_cuts(chart), notes.bottom + 12], escape(title))


def _one_path(found: re.Match[str]) -> str:
    """Return lines that follow one another as one path: there is one below every row."""
    ways = "".join(re.findall(r' d="([^"]*)"', found[0]))
    return f'<path class="hair" d="{ways}"/>'


def _cuts(chart: Chart) -> Iterator[float]:
    """Yield where paper may part the picture: between rows, after every so many of them."""
    rows = chart.rows
    if len(rows) > _SLICE * 3 // 2:
        yield from (rows[at].y for at in range(_SLICE, len(rows) - _SLICE // 2, _SLICE))


def _sliced(drawn: str, cuts: Sequence[float], title: str) -> str:
    """Return the drawing as slices that stand one below the other without a seam.

    A page of paper ends between two slices and never through a row. The first slice holds the drawing, the
    others look at it again further down; it carries the class of its style itself, so that they see it styled.
    """
    parts: list[str] = []
    for top, bottom in pairwise(cuts):
        frame = f'viewBox="0 {num(top)} {int(WIDTH)} {num(bottom - top)}"'
        if not parts:
            parts.append(
                f'<svg class="ecsc-gantt" role="img" {frame}><title>{title}</title>'
                f'<g class="ecsc-gantt" id="ecsc-gantt-drawing">{drawn}</g></svg>'
            )
        else:
            parts.append(
                f'<svg class="ecsc-gantt" aria-hidden="true" {frame}><use href="#ecsc-gantt-drawing"/></svg>'
            )
    return "".join(parts)


def legend_samples(plan: Plan, labels: Labels, laid: Laid) -> list[tuple[str, str]]:
    """Return a small drawing and its words for everything that the picture shows, folded or not."""
    chart: Chart = lay_out(plan, labels, _TOP)
    chart = replace(chart, rows=(*chart.rows, *laid.rows), load=None)
    frame_start = '<svg class="ecsc-gantt" viewBox="0 0 30 20" aria-hidden="true">'
    return [
        (f"{frame_start}{draw(0.0, 10.0)}</svg>", words)
        for draw, words in entries(chart, labels, plan.work.near_critical)
    ]


@cache
def style() -> str:
    """Return the style sheet of the picture; its classes stand below `.ecsc-gantt`."""
    return files("ecsc.emit.pictures.gantt").joinpath("gantt.css").read_text("utf-8")


@cache
def definitions() -> str:
    """Return the patterns and arrow heads that the picture refers to, as an element of its own."""
    shared = files("ecsc.emit.pictures.gantt").joinpath("defs.svg.j2").read_text("utf-8").strip()
    return f'<svg class="ecsc-gantt definitions" width="0" height="0" aria-hidden="true">{shared}</svg>'
