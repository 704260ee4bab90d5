"""Below the chart: work without dates, and what else has to be said."""

from __future__ import annotations

from msgspec import Struct

from ecsc.emit.pictures.gantt import ink
from ecsc.emit.pictures.gantt.labels import Labels
from ecsc.emit.pictures.gantt.layout import MARGIN, WIDTH
from ecsc.emit.pictures.gantt.retail import name_of
from ecsc.emit.pictures.gantt.shapes import Chart
from ecsc.emit.pictures.gantt.text import clean, shorten
from ecsc.plan.time_types import LaunchPlan
from ecsc.plan.types import Plan, PromotionPlan

_SIZE = 11.0
_ROOM = WIDTH - 2 * MARGIN
_COLUMNS = 3
_MOST_UNDATED = 30
_MOST_BEYOND = 5
_LINE = 18.0


class Foot(Struct, frozen=True):
    """Markup and the y where it ends."""

    parts: tuple[str, ...]
    bottom: float


def undated(plan: Plan, labels: Labels, y: float) -> Foot:
    """Return the work that has no dates, by reason, below `y`."""
    w, parts = labels.w, list[str]()
    reasons: dict[str, list[str]] = {}
    for task in plan.work.tasks:
        if task.every is None and (task.start is None or task.finish is None):
            if task.contingent:
                reason = w("Not scheduled: runs only when a risk or a trigger starts it")
            elif task.status == "dropped":
                reason = w("Not scheduled: dropped")
            else:
                reason = w("Not scheduled: its dates cannot be computed")
            about = (
                clean(task.name) or task.id,
                labels.person(task.owner),
                labels.length(task.duration) if task.duration else "",
            )
            reasons.setdefault(reason, []).append(" · ".join(part for part in about if part))
    for stone in plan.work.milestones:
        if stone.date is None:
            reason = w("Not scheduled: its dates cannot be computed")
            reasons.setdefault(reason, []).append(clean(stone.name) or stone.id)
    for reason, items in reasons.items():
        y += 24
        parts.append(ink.text("strong small", MARGIN, y, shorten(reason, _SIZE, _ROOM, bold=True)))
        cells = items if len(items) <= _MOST_UNDATED else items[: _MOST_UNDATED - 1]
        if len(items) > len(cells):
            cells = [*cells, w("and {count} more", count=str(len(items) - len(cells)))]
        room = _ROOM / _COLUMNS
        for index, told in enumerate(cells):
            column = index % _COLUMNS
            y += _LINE if column == 0 else 0
            x = MARGIN + room * column
            dash = ink.rect("undated", x + 0.5, y - 8.5, 12, 8, ' rx="2"')
            words = ink.text("small", x + 18, y, shorten(told, _SIZE, room - 30))
            parts.append(f"<g>{ink.title(told)}{dash}{words}</g>")
    return Foot(tuple(parts), y)


def _when(item: PromotionPlan | LaunchPlan, labels: Labels) -> str:
    """Return the days of a promotion, or the day of a launch."""
    return labels.window(item) if isinstance(item, PromotionPlan) else labels.w.day(item.date)


def _folded_buffers(plan: Plan, chart: Chart, labels: Labels) -> list[str]:
    """Return how many feeding buffers follow work that has no row of its own, and how many are too short."""
    shown = {drawn.row.task.id for drawn in chart.rows if drawn.row.task}
    hidden = [one for one in plan.work.buffers if one.kind == "feeding" and one.after not in shown]
    if not hidden:
        return []
    short = sum(bool(labels.short(one)) for one in hidden)
    return [
        labels.w(
            "Feeding buffers of folded work: {count}, too short: {short}",
            count=str(len(hidden)),
            short=str(short),
        )
    ]


def _baseline_notes(plan: Plan, labels: Labels) -> list[str]:
    """Return what the baseline had that the plan has not, and what is new in the plan."""
    w, base, told = labels.w, plan.work.baseline, list[str]()
    if base is not None and base.gone:
        told.append(w("In the baseline and no longer in the plan: {names}", names=_few(base.gone, labels)))
    if base is not None and base.new:
        told.append(w("Not in the baseline: {names}", names=_few(base.new, labels)))
    return told


def _few(ids: tuple[str, ...], labels: Labels) -> str:
    """Return the first names of `ids`, the rest counted."""
    names = [labels.names.get(one, one) for one in ids[:_MOST_BEYOND]]
    if len(ids) > len(names):
        names.append(labels.w("and {count} more", count=str(len(ids) - len(names))))
    return ", ".join(shorten(name, _SIZE, 200) for name in names)


def notes(plan: Plan, chart: Chart, labels: Labels, y: float) -> Foot:
    """Return the remarks below the legend."""
    w = labels.w
    beyond = chart.offers.beyond
    told = [
        w("Outside the chart: {name}, {window}", name=item.name, window=_when(item, labels))
        for item in beyond[:_MOST_BEYOND]
    ]
    if len(beyond) > _MOST_BEYOND:
        told.append(
            w(
                "Outside the chart: {count} more promotions and launches",
                count=str(len(beyond) - _MOST_BEYOND),
            )
        )
    nameless = [band.promotion.name for band in chart.offers.bands if not band.label]
    nameless += [star.launch.name for star in chart.offers.stars if not star.label]
    if nameless:
        told.append(w("Without room for their names: {names}", names=", ".join(nameless)))
    if chart.seasons.omitted:
        told.append(
            w("Retail days too close together to be drawn: {count}", count=str(chart.seasons.omitted))
        )
    days = list(dict.fromkeys(name_of(one.day) for one in chart.seasons.days if not one.label))
    if days:
        told.append(w("Retail days without room for their names: {names}", names=", ".join(days)))
    told += [*_folded_buffers(plan, chart, labels), *_baseline_notes(plan, labels)]
    if plan.work.calendar.provisional_years:
        years = ", ".join(str(year) for year in plan.work.calendar.provisional_years)
        told.append(w("Holidays of {years} are not announced yet: dates may move.", years=years))
    parts = []
    for index, words in enumerate(told):
        y += 22 if index == 0 else 16
        parts.append(ink.text("note", MARGIN, y, shorten(words, _SIZE, _ROOM)))
    return Foot(tuple(parts), y)
