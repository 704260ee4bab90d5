"""Promotion windows as bands over the chart, and launches as stars among them."""

from __future__ import annotations

import datetime as dt

from ecsc.emit.pictures.gantt.axis import Scale
from ecsc.emit.pictures.gantt.packing import Stretch, outside, pack
from ecsc.emit.pictures.gantt.shapes import Band, Offers, Star
from ecsc.emit.pictures.gantt.text import clean
from ecsc.plan.time_types import LaunchPlan
from ecsc.plan.types import Plan, PromotionPlan
from ecsc.quantity import Window

STAR = 6.5
"""Half the width of a launch's star."""


def offers(plan: Plan, scale: Scale) -> Offers:
    """Return promotions and launches by start in common lanes, and those that lie outside the axis."""
    named: list[tuple[Stretch, str, PromotionPlan | LaunchPlan]] = []
    named += [
        (Stretch(*_days(one.window), one.name), one.id, one)
        for one in plan.promotions
        if one.window is not None
    ]
    for launch in plan.work.launches:
        day = launch.date.toordinal() + 0.5
        shape = Stretch(day, day, clean(launch.name) or launch.id, 2 * STAR, beside=True)
        named.append((shape, launch.id, launch))
    named.sort(key=lambda one: (one[0].start, one[0].end, one[1]))
    near = [one for one in named if not outside(one[0], scale)]
    packed, lanes = pack([_centred(one[0], scale) for one in near], scale)
    bands, stars = [], []
    for (_, _, item), place in zip(near, packed, strict=True):
        if isinstance(item, LaunchPlan):
            stars.append(Star(item, place.x + STAR, place.lane, place.label, place.label_x))
        else:
            bands.append(Band(item, place.x, place.width, place.lane, place.label, place.label_x))
    beyond = [item for shape, _, item in named if outside(shape, scale)]
    return Offers(tuple(bands), tuple(stars), tuple(beyond), lanes)


def _centred(shape: Stretch, scale: Scale) -> Stretch:
    """Return the stretch of a star around its day; that of a band as it is."""
    if not shape.beside:
        return shape
    half = STAR / scale.day
    return Stretch(max(shape.start - half, scale.first), shape.end, shape.name, 2 * STAR, beside=True)


def _days(window: Window) -> tuple[float, float]:
    """Return start and end of a window in days, as fractional ordinals; the end is exclusive."""

    def ordinal(moment: dt.datetime) -> float:
        return moment.toordinal() + (moment.hour * 60 + moment.minute) / 1440

    return ordinal(window.start), ordinal(window.end)
