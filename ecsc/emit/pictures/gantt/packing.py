"""Named stretches of time packed into lanes, so that no name runs into another."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from ecsc.emit.pictures.gantt.axis import Scale
from ecsc.emit.pictures.gantt.text import shorten, width

LABEL_SIZE = 10.5
MOST_LANES = 4

_LONGEST_LABEL = 150.0
_GAP = 5.0


class Stretch(Struct, frozen=True):
    """A stretch to be packed: first and last moment as day ordinals, the last no longer in, and its name.

    It is drawn `least` pixels wide where it lasts shorter. `beside` keeps the name off the shape.
    """

    start: float
    end: float
    name: str
    least: float = 3.0
    beside: bool = False


class Packed(Struct, frozen=True):
    """A stretch in pixels, the lane it stands in, its name as it fits (empty without room) and where."""

    x: float
    width: float
    lane: int
    label: str
    label_x: float


def outside(stretch: Stretch, scale: Scale) -> bool:
    """Return whether nothing of a stretch lies on the axis."""
    return stretch.end <= scale.first or stretch.start > scale.last


def pack(stretches: Sequence[Stretch], scale: Scale) -> tuple[tuple[Packed, ...], int]:
    """Return the stretches, given by start, in lanes, and the number of lanes.

    When the lanes are full a stretch stands in one more, without its name.
    """
    packed: list[Packed] = []
    ends = [scale.x - _GAP] * MOST_LANES
    for stretch in stretches:
        x = scale.at(stretch.start)
        span = max(scale.at(stretch.end) - x, stretch.least)
        x = min(x, scale.right - span)
        label = shorten(stretch.name, LABEL_SIZE, _LONGEST_LABEL)
        room = width(label, LABEL_SIZE)
        label_x = _label_x(x, span, room, scale, beside=stretch.beside)
        left, right = min(x, label_x), max(x + span, label_x + room)
        lane = next((index for index, taken in enumerate(ends) if taken + _GAP <= left), None)
        if lane is None:
            lane, label = MOST_LANES, ""
        else:
            ends[lane] = right
        packed.append(Packed(x, span, lane, label, label_x))
    return tuple(packed), max((one.lane for one in packed), default=-1) + 1


def _label_x(x: float, span: float, room: float, scale: Scale, *, beside: bool) -> float:
    """Return where a label begins: inside its shape, right of it, or left of it at the axis' end."""
    if room + 8 <= span and not beside:
        return x + 4
    if x + span + 4 + room <= scale.right:
        return x + span + 4
    return max(x - 4 - room, scale.x)
