"""Above the rows: retail days, promotions and launches in their lanes, and their bands through the rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ecsc.emit.pictures.gantt import ink
from ecsc.emit.pictures.gantt.bands import STAR
from ecsc.emit.pictures.gantt.hover import launch_story, retail_story
from ecsc.emit.pictures.gantt.labels import Labels
from ecsc.emit.pictures.gantt.layout import GUTTER, LANE
from ecsc.emit.pictures.gantt.retail import name_of
from ecsc.emit.pictures.gantt.shapes import Band, Chart, Season
from ecsc.emit.pictures.gantt.text import DATE_SIZE, clean, shorten

_POINT = 5.0
"""How far the ends of a retail day's ribbon run out into points."""


def tints(chart: Chart) -> Iterator[str]:
    """Yield the faint bands of promotions and retail days through all rows, one where several run at once."""
    height = chart.bottom - chart.body
    for left, right in _joined((band.x, band.x + band.width) for band in chart.offers.bands):
        yield ink.rect("tint", left, chart.body, right - left, height)
    for left, right in _joined((day.x, day.x + day.width) for day in chart.seasons.days):
        yield ink.rect("season-tint", left, chart.body, right - left, height)
    for day in chart.seasons.days:
        if day.core is not None:
            yield ink.line("core", day.core, chart.body, day.core, chart.bottom)


def _joined(stretches: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for left, right in sorted(stretches):
        if joined and left <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], right))
        else:
            joined.append((left, right))
    return joined


def lanes(chart: Chart, labels: Labels) -> Iterator[str]:
    """Yield the lanes above the rows, each kind with its heading."""
    w = labels.w
    if chart.seasons.days:
        yield _heading(chart, w("Retail days"), chart.seasons_top)
        yield from (_season(day, chart, labels) for day in chart.seasons.days)
    bands, stars = chart.offers.bands, chart.offers.stars
    if bands or stars:
        named = w("Promotions") if not stars else w("Launches") if not bands else w("Promotions and launches")
        yield _heading(chart, named, chart.lanes_top)
    for band in bands:
        y = chart.lanes_top + 2 + LANE * band.lane
        story = f"{clean(band.promotion.name)} · {labels.window(band.promotion)}"
        shape = ink.rect("promotion", band.x, y + 1.5, band.width, LANE - 3, ' rx="2"')
        yield f"<g>{ink.title(story)}{shape}{_label('promo', band, y + 12)}</g>"
    for one in stars:
        y = chart.lanes_top + 2 + LANE * one.lane
        shape = star(one.x, y + LANE / 2)
        words = ink.text("promo aside", one.label_x, y + 12, one.label)
        yield f"<g>{ink.title(launch_story(one.launch, labels))}{shape}{words}</g>"


def _heading(chart: Chart, words: str, top: float) -> str:
    room = chart.columns.dates.right - chart.columns.name.x - GUTTER
    return ink.text("column", chart.columns.name.x + GUTTER, top + 14, shorten(words, DATE_SIZE, room))


def _season(day: Season, chart: Chart, labels: Labels) -> str:
    y = chart.seasons_top + 2 + LANE * day.lane
    parts = [ink.title(retail_story(day.day, name_of(day.day), labels))]
    parts.append(ribbon(day.x, y + 1.5, day.width, usual=day.day.provisional))
    if day.core is not None and day.day.first != day.day.last:
        parts.append(
            f'<path class="core-mark" d="M{ink.num(day.core - 4)} {ink.num(y + LANE - 2)}h8l-4 4.5z"/>'
        )
    parts.append(_label("retail-name", day, y + 12))
    return f"<g>{''.join(parts)}</g>"


def _label(kind: str, one: Band | Season, y: float) -> str:
    """Return the name of a stretch; one that stands beside it is kept legible over lines."""
    inside = one.x < one.label_x < one.x + one.width
    return ink.text(kind if inside else f"{kind} aside", one.label_x, y, one.label)


def ribbon(x: float, y: float, width: float, *, usual: bool = False) -> str:
    """Return the ribbon of a retail day, its border dashed where only the usual window is known."""
    point, half = min(_POINT, width / 2), (LANE - 3) / 2
    kind = "retail usual" if usual else "retail"
    flat, tip, rise = ink.num(width - 2 * point), ink.num(point), ink.num(half)
    return (
        f'<path class="{kind}" d="M{ink.num(x)} {ink.num(y + half)}l{tip}-{rise}h{flat}l{tip} {rise}'
        f'l-{tip} {rise}h-{flat}z"/>'
    )


def star(x: float, y: float) -> str:
    """Return the five-pointed star of a launch around its centre."""
    points = (
        (0, -1), (0.24, -0.32), (0.95, -0.31), (0.38, 0.12), (0.59, 0.81),
        (0, 0.4), (-0.59, 0.81), (-0.38, 0.12), (-0.95, -0.31), (-0.24, -0.32),
    )  # fmt: skip
    corners = "L".join(f"{ink.num(x + STAR * dx)} {ink.num(y + STAR * dy)}" for dx, dy in points)
    return f'<path class="launch" d="M{corners}z"/>'
