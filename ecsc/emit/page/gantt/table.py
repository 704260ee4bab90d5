"""The schedule as a table: a body a phase, a row a task or a milestone, in the order of the chart.

The chart's script reads names from these rows: the first body of class `w` belongs to the first block of the
data, and so on; in each, after its head row, the items in their order.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ecsc.emit.driving import cause
from ecsc.emit.page.reader import Reader
from ecsc.emit.pictures.gantt.labels import Labels
from ecsc.emit.pictures.gantt.positions import Block, Laid
from ecsc.emit.pictures.gantt.rows import Row
from ecsc.emit.pictures.text import clean, escape
from ecsc.plan.work_types import LinkPlan, MilestonePlan, TaskPlan

if TYPE_CHECKING:
    from markupsafe import Markup

MANY = 300
"""From more rows on the table is compact: days without their year where there is but one, and what drives a row by
its number alone, which the script puts its name to."""

STONE = "◆ "
"""What stands before a milestone's name; the script takes it off again."""


class WorkTable:
    """The rows of the table as markup. `columns` are their headings."""

    def __init__(self, reader: Reader, labels: Labels, laid: Laid) -> None:
        self._reader = reader
        self._labels = labels
        self._laid = laid
        items = [one for block in laid.blocks for one in block.items]
        found = (one.row.task or one.row.milestone for one in items)
        self._numbers = {item.id: place for place, item in enumerate(found, 1) if item is not None}
        self.compact = len(items) > MANY

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the headings, the first for the number."""
        w = self._reader.w
        return (
            w("No."), w("Task or milestone"), w("Owner"), w("Start"), w("Finish"),
            w("Room to slip"), w("Waits for"), w("Driven by"),
        )  # fmt: skip

    @property
    def bodies(self) -> Markup:
        """Return all bodies; the last, of work without dates, is not drawn in the chart."""
        from markupsafe import Markup

        parts = []
        number = 1
        for block in self._laid.blocks:
            rows = [self._row(one.row, place) for place, one in enumerate(block.items, number)]
            parts.append(f'<tbody class="w">{self._head(block)}{"".join(rows)}')
            number += len(block.items)
        undated = "".join(self._undated())
        if undated:
            parts.append(
                f'<tbody><tr class="ph"><th colspan="8" scope="rowgroup">{self._w("Not scheduled")}{undated}'
            )
        return Markup("\n".join(parts))  # noqa: S704 - every text in it is escaped below

    def _w(self, words: str) -> str:
        return escape(self._reader.w(words))

    def _head(self, block: Block) -> str:
        """Return the row that names a block, empty where it has none."""
        labels = self._labels
        if block.head is None:
            return ""
        about = " · ".join(
            part for part in (labels.owner(block.head.row), self._days(block.head.row)) if part
        )
        said = f' <span class="soft">{escape(about)}</span>' if about else ""
        return f'<tr class="ph"><th colspan="8" scope="rowgroup"><b>{escape(labels.name(block.head.row))}</b>{said}'

    def _days(self, row: Row) -> str:
        """Return the first and last day of a block's tasks as the rows print theirs, empty where it has none."""
        tasks = row.group.tasks if row.group else ()
        starts = [task.start for task in tasks if task.start]
        ends = [task.finish for task in tasks if task.finish]
        return self._reader.w.days(min(starts), max(ends)) if starts and ends else ""

    def _row(self, row: Row, number: int) -> str:
        if row.task is not None:
            cells = self._task(row.task)
        elif row.milestone is not None:
            cells = self._stone(row.milestone)
        else:
            first, last = row.days or (None, None)
            often = self._labels.how_often(row.recurring) if row.recurring is not None else ""
            cells = (
                self._labels.name(row),
                self._labels.owner(row),
                self._day(first),
                self._day(last),
                "",
                "",
                often,
            )
        return _line(str(number), cells)

    def _task(self, task: TaskPlan) -> tuple[str, ...]:
        return (
            clean(task.name) or task.id,
            self._labels.person(task.owner),
            self._day(task.start),
            self._day(task.finish),
            " · ".join(self._room(task)),
            self._waits(task.after),
            self._driven(task),
        )

    def _stone(self, stone: MilestonePlan) -> tuple[str, ...]:
        w = self._reader.w
        due = w("due {day}", day=w.day(stone.due)) if stone.due and stone.due != stone.date else ""
        forecast = (
            w("forecast {day}", day=w.day(stone.forecast_date))
            if stone.forecast_date and stone.forecast_date != stone.date
            else ""
        )
        told = (w("critical") if stone.critical else "", self._labels.slack(stone), due, forecast)
        return (
            STONE + (clean(stone.name) or stone.id),
            self._labels.person(stone.owner),
            self._day(stone.date),
            "",
            " · ".join(part for part in told if part),
            self._waits(stone.after),
            self._driven(stone),
        )

    def _room(self, task: TaskPlan) -> Iterator[str]:
        """Yield how a task stands: done or under way, critical or with so much float, late, its forecast."""
        w, labels = self._reader.w, self._labels
        if task.status == "done":
            yield w("done")
            return
        if task.status == "started":
            yield w("started")
        if task.critical:
            yield w("critical")
        elif task.total_float is not None:
            yield labels.length(task.total_float, on_clock=task.on_clock)
        if late := labels.late(task):
            yield late
        if task.forecast_finish and task.forecast_finish != task.finish:
            yield w("forecast {day}", day=w.day(task.forecast_finish))
        if task.slip:
            yield labels.moved(task.slip)

    def _waits(self, links: tuple[LinkPlan, ...]) -> str:
        """Return the numbers of what an item waits for, with the kind of link where it is not the usual one."""
        numbered = ((self._numbers.get(link.on), link.ends) for link in links)
        found = sorted((number, ends) for number, ends in numbered if number is not None)
        return ", ".join(str(number) if ends == "FS" else f"{number} {ends}" for number, ends in found)

    def _driven(self, item: TaskPlan | MilestonePlan) -> str:
        number = self._numbers.get(item.driver.on) if item.driver and item.driver.on else None
        if self.compact and number is not None:
            return str(number)
        return cause(self._labels.work, item, self._reader.w)

    def _undated(self) -> Iterator[str]:
        """Yield the work that has no dates, each with why."""
        w, work = self._reader.w, self._reader.plan.work
        for task in work.tasks:
            if task.every is None and (task.start is None or task.finish is None):
                why = (
                    w("runs only when a risk starts it") if task.contingent
                    else w("dropped") if task.status == "dropped" else w("its dates cannot be computed")
                )  # fmt: skip
                yield _line(
                    "", (clean(task.name) or task.id, self._labels.person(task.owner), "", "", "", "", why)
                )
        for stone in work.milestones:
            if stone.date is None:
                name, owner = clean(stone.name) or stone.id, self._labels.person(stone.owner)
                yield _line("", (STONE + name, owner, "", "", "", "", w("its dates cannot be computed")))

    def _day(self, day: dt.date | None) -> str:
        if day is None:
            return ""
        return self._labels.day(day) if self.compact else self._reader.w.day(day)


def _line(number: str, cells: tuple[str, ...]) -> str:
    """Return one row in few characters; HTML lets the closing tags out, and the only `th` of a row is its head."""
    name, *rest = cells
    stone = STONE if name.startswith(STONE) else ""
    told = "".join(f"<td>{escape(cell)}" for cell in rest)
    return f"\n<tr><td>{number}<th>{stone}{escape(name.removeprefix(STONE))}{told}"
