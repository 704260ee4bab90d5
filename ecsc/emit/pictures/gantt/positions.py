"""The same geometry unfolded and in days instead of pixels, for who draws it at a scale of their own.

`lay_open` draws every row with the functions that draw the picture, on an axis on which a day is a hundred
units; `positions` writes that down as plain data with short keys, in days from the first day of the axis.

Spans are `[x, width]`. Of an item: `b` bar, `u` its buffer, `q` feeding buffers, `f` room to slip, `m` the
centre of a milestone, `d` its promise or a task's due day, `L` 1 where that is missed, `a` the baseline's bar,
`z` a milestone's baseline, `c` forecast bar, `h` a milestone's forecast, `p` worked off, `t` ticks of recurring
work, `y` the stretch of those too dense, `k` flags (1 critical, 2 nearly critical, 4 done, 8 started), `o` the
owner's and `g` the goals' places in lists that the caller keeps, `s` words beside it, `v` the item that drives
it, `l` its links `[item, ends, critical]` with `ends` an index of `ENDS` and, as a fourth, where a feeding
buffer in between ends; without `l` an item that something drives has one link, from the end of that to its
start, critical where both are. Anything else that is absent is none. Items refer to each other by their place.
Of a block: `n` how many items it has, and `h` what stands in its row when it is folded (`x` its critical stretches,
`n` its milestones); without `h` it never folds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from msgspec import Struct

from ecsc.emit.pictures.gantt.axis import Scale, Tick, Unit, cell_starts, horizon, idle
from ecsc.emit.pictures.gantt.bars import said_of_milestone, said_of_task
from ecsc.emit.pictures.gantt.labels import Labels
from ecsc.emit.pictures.gantt.retail import name_of
from ecsc.emit.pictures.gantt.row_shapes import draw, feeding
from ecsc.emit.pictures.gantt.rows import Group, Row, choose_rows, group_work, items_of
from ecsc.emit.pictures.gantt.shapes import Drawn, Span
from ecsc.emit.pictures.gantt.text import clean
from ecsc.messages import isolated
from ecsc.plan.types import Plan
from ecsc.plan.work_types import LinkPlan, MilestonePlan, TaskPlan

ENDS = ("FS", "SS", "FF", "SF")

_UNITS = 100.0
"""Units of length a day has here, so that what is drawn at least so many pixels wide stays below a day."""

_MOST_TICKS = 400
_MOST_DAYS = 7305
"""Days off are written down for twenty years at most: beyond, nobody looks at single days."""

_EPOCH = 719163
"""The ordinal of 1970-01-01, from which scripts count days."""

Data: TypeAlias = dict[str, Any]


class Block(Struct, frozen=True):
    """Rows that fold together: the row that stands for them when folded (None for rows that never do)."""

    group: Group | None
    head: Drawn | None
    folded: Drawn | None
    items: tuple[Drawn, ...]


class Laid(Struct, frozen=True):
    """All rows in blocks, on an axis of `scale` (a day is a hundred units)."""

    scale: Scale
    blocks: tuple[Block, ...]

    @property
    def rows(self) -> tuple[Drawn, ...]:
        """Return all rows from top to bottom, folded and unfolded ones."""
        heads = (block.folded for block in self.blocks if block.folded)
        return (*heads, *(one for block in self.blocks for one in block.items))


def lay_open(plan: Plan) -> Laid:
    """Return all scheduled work, nothing folded, then the project buffer and recurring work under its own head."""
    first, last = horizon(plan)
    scale = Scale(first, last, 0.0, (last - first + 1) * _UNITS)
    feeds, today = feeding(plan), plan.strategy.as_of

    def drawn(row: Row) -> Drawn:
        return draw(row, 0.0, 30.0, scale, feeds, today)

    headed = bool(plan.work.phases)
    blocks = []
    for group in group_work(plan):
        items = tuple(drawn(row) for row in items_of(group))
        head = drawn(Row("phase", group=group)) if headed else None
        folded = drawn(Row("folded", group=group)) if headed else None
        blocks.append(Block(group, head, folded, items))
    after = [row for row in choose_rows(plan).rows if row.kind.startswith("regular") or row.kind == "buffer"]
    held = tuple(drawn(row) for row in after if row.kind == "buffer")
    if held:
        blocks.append(Block(None, None, None, held))
    named = [drawn(row) for row in after if row.kind == "regular head"]
    for head in named:
        items = tuple(drawn(row) for row in after if row.kind in {"regular", "regular rest"})
        blocks.append(Block(None, head, head, items))
    return Laid(scale, tuple(blocks))


def positions(
    plan: Plan, laid: Laid, labels: Labels, owners: Mapping[str, int], goals: Mapping[str, int]
) -> Data:
    """Return all that a script needs to draw the rows; `owners` and `goals` are places by id."""
    rows = [one for block in laid.blocks for one in block.items]
    place = {item.id: index for index, one in enumerate(rows) if (item := _item(one)) is not None}
    feeders = {(one.row.task.id, fed.buffer.joins): _days(fed.span.right)
               for one in rows if one.row.task for fed in one.feeders if fed.span and fed.buffer.joins}  # fmt: skip
    return {
        "days": laid.scale.last - laid.scale.first + 1,
        "from": laid.scale.first - _EPOCH,
        **_around(plan, laid.scale, labels),
        "blocks": [_block(block) for block in laid.blocks],
        "items": [_described(one, labels, place, feeders, owners, goals) for one in rows],
    }


def _around(plan: Plan, scale: Scale, labels: Labels) -> Data:
    """Return what stands around the rows: ticks, days off, retail days, promotions, launches, today."""
    units: tuple[Unit, ...] = ("year", "quarter", "month")
    day = plan.strategy.as_of
    found: Data = {
        "ticks": {unit: ticks for unit in units if len(ticks := _ticks(scale, unit, labels)) <= _MOST_TICKS},
        "idle": [
            [*_span(Span(run.x, run.width)), *([clean(run.name)] if run.name else [])]
            for run in (idle(scale, plan.work.calendar) if scale.last - scale.first < _MOST_DAYS else ())
        ],
        "retail": [
            [one.first.toordinal() - scale.first, one.last.toordinal() + 1 - scale.first,
             one.core.toordinal() - scale.first, name_of(one), int(one.provisional)]
            for one in sorted(plan.work.retail_days, key=lambda one: (one.first, one.last, one.id))
        ],
        "offers": sorted(_offers(plan, scale)),
    }  # fmt: skip
    if day and scale.holds(day):
        found["today"] = day.toordinal() - scale.first + 0.5
    return found


def _offers(plan: Plan, scale: Scale) -> Iterator[list[Any]]:
    """Yield promotions as `[from, to, name]` and launches as `[day, day, name]`, in days."""
    for one in plan.promotions:
        if one.window is not None:
            start, end = one.window.start, one.window.end
            from_, to = (
                moment.toordinal() - scale.first + round((moment.hour * 60 + moment.minute) / 1440, 2)
                for moment in (start, end)
            )
            yield [from_, to, isolated(clean(one.name))]
    for launch in plan.work.launches:
        day = launch.date.toordinal() - scale.first + 0.5
        yield [day, day, isolated(clean(launch.name) or launch.id)]


def _ticks(scale: Scale, unit: Unit, labels: Labels) -> list[list[Any]]:
    """Return where the cells of a tier begin, and their texts, longest first: leading, then below another tier."""
    found = []
    for begins in cell_starts(scale, unit, labels.fiscal):
        tick = Tick(unit, begins, 0.0, 0.0)
        lead, plain = labels.ticks(tick, lead=True), labels.ticks(tick, lead=False)
        found.append([begins - scale.first, list(lead), *([list(plain)] if plain != lead else [])])
    return found


def _block(block: Block) -> Data:
    """Return a block: how many items, whether it has a head, and what stands in its row."""
    found: Data = {"n": len(block.items)}
    if block.head is None or block.folded is None:
        return found
    found["h"] = _shapes(block.folded) | {"x": [_span(span) for span in block.folded.critical]}
    found["h"]["n"] = [_days(mark) for mark in block.folded.marks]
    return found


def _item(drawn: Drawn) -> TaskPlan | MilestonePlan | None:
    return drawn.row.task or drawn.row.milestone


def _described(
    drawn: Drawn,
    labels: Labels,
    place: Mapping[str, int],
    feeders: Mapping[tuple[str, str], float],
    owners: Mapping[str, int],
    goals: Mapping[str, int],
) -> Data:
    item, found = _item(drawn), _shapes(drawn)
    if item is None:
        work = drawn.row.recurring
        if work is not None and work.owner is not None and work.owner in owners:
            found["o"] = owners[work.owner]
        return found
    flags = int(item.critical)
    if isinstance(item, TaskPlan):
        flags += 2 * item.near_critical + 4 * (item.status == "done") + 8 * (item.status == "started")
        told = said_of_task(drawn, item, labels)
    else:
        told = said_of_milestone(drawn, item, labels)
    driver = item.driver.on if item.driver else None
    drives = place.get(driver) if driver else None
    links = [_link(link, item, place, labels, feeders) for link in item.after if link.on in place]
    more: Data = {
        "k": flags or None,
        "s": " · ".join(told),
        "v": drives,
        "o": owners.get(item.owner or ""),
        "g": [goals[one] for one in item.serves if one in goals],
        "l": links,
    }
    both = int(drives is not None and item.critical and labels.work.items[driver or ""].critical)
    if links == [[drives, 0, both]]:
        del more["l"]
    elif not links and drives is not None:
        found["l"] = links
    return found | {key: value for key, value in more.items() if value not in (None, "", [])}


def _link(
    link: LinkPlan,
    item: TaskPlan | MilestonePlan,
    place: Mapping[str, int],
    labels: Labels,
    feeders: Mapping[tuple[str, str], float],
) -> list[float]:
    critical = link.binding and item.critical and labels.work.items[link.on].critical
    found: list[float] = [place[link.on], ENDS.index(link.ends), int(critical)]
    if (link.on, item.id) in feeders:
        found.append(feeders[link.on, item.id])
    return found


def _shapes(drawn: Drawn) -> Data:
    """Return the shapes of a row, those that it has."""
    spans = {"b": drawn.bar, "u": drawn.buffer, "f": drawn.slack, "a": drawn.baseline,
             "c": drawn.forecast, "p": drawn.progress, "y": drawn.steady}  # fmt: skip
    places = {"m": drawn.mark, "d": drawn.due, "z": drawn.before, "h": drawn.ahead}
    found: Data = {key: _span(span) for key, span in spans.items() if span is not None}
    found |= {key: _days(value) for key, value in places.items() if value is not None}
    if drawn.late:
        found["L"] = 1
    if drawn.ticks:
        found["t"] = [_days(one) for one in drawn.ticks]
    if feeding_spans := [_span(one.span) for one in drawn.feeders if one.span]:
        found["q"] = feeding_spans
    return found


def _span(span: Span) -> list[float]:
    return [_days(span.x), _days(span.width)]


def _days(units: float) -> float:
    """Return a length in days with at most two decimals, whole where it is whole."""
    days = round(units / _UNITS, 2)
    return int(days) if days == int(days) else days
