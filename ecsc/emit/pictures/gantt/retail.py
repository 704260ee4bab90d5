"""Retail days (618, 双11) over the chart: their windows in lanes of their own, and the day each is named for."""

from __future__ import annotations

from ecsc.emit.pictures.gantt.axis import Scale
from ecsc.emit.pictures.gantt.packing import Stretch, outside, pack
from ecsc.emit.pictures.gantt.shapes import Season, Seasons
from ecsc.emit.pictures.gantt.text import clean
from ecsc.plan.time_types import RetailDayPlan

_CROWD = 4
"""Retail days are too many when more than one of so many has no room for its name."""


def name_of(day: RetailDayPlan) -> str:
    """Return what a retail day is called in the picture; an author's own day has its id alone, read as words."""
    name = clean(day.name) or day.id
    return name.replace("_", " ") if name == day.id else name


def seasons(days: tuple[RetailDayPlan, ...], scale: Scale) -> Seasons:
    """Return the windows on the axis by start, and the number of lanes they take.

    Windows outside are left out in silence: the calendar of shops goes on for ever in both directions. On an
    axis so long that many find no room for their names, none is drawn.
    """
    ordered = sorted(days, key=lambda day: (day.first, day.last, day.id))
    shapes = [
        (day, Stretch(day.first.toordinal(), day.last.toordinal() + 1, name_of(day), 6)) for day in ordered
    ]
    near = [(day, shape) for day, shape in shapes if not outside(shape, scale)]
    packed, lanes = pack([shape for _, shape in near], scale)
    if sum(not place.label for place in packed) > len(packed) // _CROWD:
        return Seasons((), 0, omitted=len(packed))
    return Seasons(
        tuple(
            Season(
                day,
                place.x,
                place.width,
                scale.at(day.core.toordinal() + 0.5) if scale.holds(day.core) else None,
                place.lane,
                place.label,
                place.label_x,
            )
            for (day, _), place in zip(near, packed, strict=True)
        ),
        lanes,
    )
