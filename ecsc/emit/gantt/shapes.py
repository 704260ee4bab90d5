"""The picture as geometry: pixels and plan items, no markup, so that other outputs can draw the same."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from ecsc.emit.gantt.axis import Idle, Scale, Tick
from ecsc.emit.gantt.rows import Fold, Row
from ecsc.plan.types import PromotionPlan


class Span(Struct, frozen=True):
    """A stretch of a row, from its left edge, in pixels."""

    x: float
    width: float

    @property
    def right(self) -> float:
        """Return the right edge."""
        return self.x + self.width


class Drawn(Struct, frozen=True):
    """A row with what stands in it. `y` is its top, `middle` its centre line.

    `bar` runs from the first day to the last, both in; `buffer` follows it, `slack` (total float) follows
    both. `critical` are the critical stretches of a folded row, `marks` the centres of its milestones.
    `mark` is the centre of a milestone and `due` of its promise, or the end of a task's due day.
    """

    row: Row
    y: float
    height: float
    bar: Span | None = None
    buffer: Span | None = None
    slack: Span | None = None
    mark: float | None = None
    due: float | None = None
    late: bool = False
    critical: tuple[Span, ...] = ()
    marks: tuple[float, ...] = ()

    @property
    def middle(self) -> float:
        """Return the y of the centre line."""
        return self.y + self.height / 2


class Arrow(Struct, frozen=True):
    """A dependency as corners of an orthogonal line; it enters the target at the last one."""

    corners: tuple[tuple[float, float], ...]
    critical: bool


class Band(Struct, frozen=True):
    """A promotion window: its stretch, the lane its label stands in, and where the label begins."""

    promotion: PromotionPlan
    x: float
    width: float
    lane: int
    label: str
    label_x: float


class Columns(Struct, frozen=True):
    """The columns of text left of the chart: left edges and widths in pixels; an owner width of 0 is none."""

    name: Span
    owner: Span
    dates: Span


class Chart(Struct, frozen=True):
    """The whole picture. The axis begins at `top`, the rows at `body`, and both end at `bottom`.

    `lanes_top` is where the lanes of promotions begin, `as_of` the middle of the day taken for today, None
    where there is none or it is not drawn.
    """

    width: float
    columns: Columns
    scale: Scale
    tiers: tuple[tuple[Tick, ...], ...]
    idle: tuple[Idle, ...]
    bands: tuple[Band, ...]
    beyond: tuple[PromotionPlan, ...]
    lanes: int
    rows: tuple[Drawn, ...]
    arrows: tuple[Arrow, ...]
    top: float
    lanes_top: float
    body: float
    bottom: float
    fold: Fold
    as_of: float | None = None


Ends = Literal["FS", "SS", "FF", "SF"]
