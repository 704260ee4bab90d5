"""Promotion windows as bands over the chart, their labels packed into lanes."""

from __future__ import annotations

import datetime as dt

from ecsc.emit.gantt.axis import Scale
from ecsc.emit.gantt.shapes import Band
from ecsc.emit.gantt.text import shorten, width
from ecsc.plan.types import PromotionPlan
from ecsc.quantity import Window

LABEL_SIZE = 10.5
MOST_LANES = 4

_LEAST = 3.0
_LONGEST_LABEL = 150.0
_GAP = 5.0


def bands(
    promotions: tuple[PromotionPlan, ...], scale: Scale
) -> tuple[tuple[Band, ...], tuple[PromotionPlan, ...], int]:
    """Return the bands by start, the promotions that lie outside the axis, and the number of lanes.

    When the lanes are full a band stands in one more, without a label.
    """
    drawn: list[Band] = []
    beyond: list[PromotionPlan] = []
    ends = [scale.x - _GAP] * MOST_LANES
    dated = [(item.window, item) for item in promotions if item.window is not None]
    for window, promotion in sorted(dated, key=lambda pair: (pair[0].start, pair[0].end, pair[1].id)):
        start, end = _days(window)
        if end <= scale.first or start > scale.last:
            beyond.append(promotion)
            continue
        x = scale.at(start)
        span = max(scale.at(end) - x, _LEAST)
        x = min(x, scale.right - span)
        label = shorten(promotion.name, LABEL_SIZE, _LONGEST_LABEL)
        room = width(label, LABEL_SIZE)
        label_x = _label_x(x, span, room, scale)
        left, right = min(x, label_x), max(x + span, label_x + room)
        lane = next((index for index, taken in enumerate(ends) if taken + _GAP <= left), None)
        if lane is None:
            lane, label = MOST_LANES, ""
        else:
            ends[lane] = right
        drawn.append(Band(promotion, x, span, lane, label, label_x))
    return tuple(drawn), tuple(beyond), max((band.lane for band in drawn), default=-1) + 1


def _label_x(x: float, span: float, room: float, scale: Scale) -> float:
    """Return where a label begins: inside its band, right of it, or left of it at the axis' end."""
    if room + 8 <= span:
        return x + 4
    if x + span + 4 + room <= scale.right:
        return x + span + 4
    return max(x - 4 - room, scale.x)


def _days(window: Window) -> tuple[float, float]:
    """Return start and end of a window in days, as fractional ordinals; the end is exclusive."""

    def ordinal(moment: dt.datetime) -> float:
        return moment.toordinal() + (moment.hour * 60 + moment.minute) / 1440

    return ordinal(window.start), ordinal(window.end)
