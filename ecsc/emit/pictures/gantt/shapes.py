"""The picture as geometry: pixels and plan items, no markup, so that other outputs can draw the same."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from ecsc.emit.pictures.gantt.axis import Idle, Scale, Tick, Unit
from ecsc.emit.pictures.gantt.rows import Fold, Row
from ecsc.plan.time_types import BufferPlan, LaunchPlan, PersonLoad, RetailDayPlan, WeekLoad
from ecsc.plan.types import PromotionPlan


class Span(Struct, frozen=True):
    """A stretch of a row, from its left edge, in pixels."""

    x: float
    width: float

    @property
    def right(self) -> float:
        """Return the right edge."""
        return self.x + self.width


class Feeder(Struct, frozen=True):
    """A feeding buffer and the stretch it covers, None where there is no room for any of it."""

    buffer: BufferPlan
    span: Span | None


class Drawn(Struct, frozen=True):
    """A row with what stands in it. `y` is its top, `middle` its centre line.

    `bar` runs from the first day to the last, both in; `buffer` follows it, then the `feeders` (feeding
    buffers), and `slack` (total float) follows all. `progress` is what is worked off, `forecast` what is
    foreseen beyond the bar, `baseline` where the baseline had it. `critical` are the critical stretches of
    a folded row, `marks` the centres of its milestones. `mark` is the centre of a milestone, `due` of its
    promise (or the end of a task's due day), `before` of its baseline, `ahead` of its forecast. `ticks` are
    the centres of recurring dates, `steady` the stretch where they are too dense to tell apart.
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
    baseline: Span | None = None
    forecast: Span | None = None
    progress: Span | None = None
    feeders: tuple[Feeder, ...] = ()
    before: float | None = None
    ahead: float | None = None
    ticks: tuple[float, ...] = ()
    steady: Span | None = None

    @property
    def middle(self) -> float:
        """Return the y of the centre line."""
        return self.y + self.height / 2

    @property
    def empty(self) -> bool:
        """Return whether nothing of the row's own stands in the chart."""
        return not (self.bar or self.buffer or self.mark is not None or self.ticks or self.steady)


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


class Star(Struct, frozen=True):
    """A launch: the centre of its star, its lane, its label and where that begins."""

    launch: LaunchPlan
    x: float
    lane: int
    label: str
    label_x: float


class Offers(Struct, frozen=True):
    """Promotions and launches over the chart, those beyond its axis, and how many lanes they take."""

    bands: tuple[Band, ...]
    stars: tuple[Star, ...]
    beyond: tuple[PromotionPlan | LaunchPlan, ...]
    lanes: int


class Season(Struct, frozen=True):
    """A retail day's window: its stretch, the centre of its core day, its lane and its label."""

    day: RetailDayPlan
    x: float
    width: float
    core: float | None
    lane: int
    label: str
    label_x: float


class Seasons(Struct, frozen=True):
    """The retail days over the chart, how many lanes they take, and how many are too many to be drawn."""

    days: tuple[Season, ...]
    lanes: int
    omitted: int = 0


class Cell(Struct, frozen=True):
    """A person's load in one cell of the strip: its stretch and its weeks, the heaviest of them first.

    `level` is that week's load over its capacity, 0.9 for 90 %, None where there is no capacity at all.
    """

    x: float
    width: float
    weeks: tuple[WeekLoad, ...]
    level: float | None
    over: bool


class Strip(Struct, frozen=True):
    """One person's row of the load strip; `y` is its top."""

    person: PersonLoad
    y: float
    cells: tuple[Cell, ...]


class Load(Struct, frozen=True):
    """The load strip: its people, the cells' unit, and how many people (`over` of them overloaded) it omits."""

    top: float
    bottom: float
    unit: Unit
    strips: tuple[Strip, ...]
    omitted: int
    over: int


class Columns(Struct, frozen=True):
    """The columns of text left of the chart: left edges and widths in pixels; an owner width of 0 is none."""

    name: Span
    owner: Span
    dates: Span


class Chart(Struct, frozen=True):
    """The whole picture. The axis begins at `top`, the rows at `body`; the rows end at `bottom`.

    `seasons_top` and `lanes_top` are where the lanes of retail days and of promotions begin, `as_of` the
    middle of the day taken for today, None where there is none or it is not drawn. `load` is the
    strip below the rows.
    """

    width: float
    columns: Columns
    scale: Scale
    tiers: tuple[tuple[Tick, ...], ...]
    idle: tuple[Idle, ...]
    offers: Offers
    seasons: Seasons
    rows: tuple[Drawn, ...]
    arrows: tuple[Arrow, ...]
    top: float
    seasons_top: float
    lanes_top: float
    body: float
    bottom: float
    fold: Fold
    as_of: float | None = None
    load: Load | None = None


Ends = Literal["FS", "SS", "FF", "SF"]
