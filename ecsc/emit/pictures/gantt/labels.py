"""Every word of the picture, in the language it is printed in."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from msgspec import Struct

from ecsc.emit.criteria import criterion_words
from ecsc.emit.driving import WorkIndex, index_work
from ecsc.emit.duty_names import duty_name
from ecsc.emit.lateness import days_late
from ecsc.emit.lengths import in_days
from ecsc.emit.pictures.gantt.axis import Tick
from ecsc.emit.pictures.gantt.rows import Row
from ecsc.emit.pictures.gantt.text import DATE_SIZE, clean, shorten
from ecsc.emit.recurrence import how_often
from ecsc.messages import Words
from ecsc.plan.time_types import BufferPlan, DutyPlan
from ecsc.plan.types import Plan, PromotionPlan
from ecsc.plan.work_types import MilestonePlan, TaskPlan

_OFTEN = 120.0
"""Width in pixels to which is cut how often work comes round: the column of dates should not grow for it."""


class Labels(Struct, frozen=True):
    """Texts for one plan. `years` tells that its work spans more than one year, so that dates name theirs.

    `fiscal` is the month its fiscal year starts in, 0 where it speaks of none; `overdue` the working days
    after their due day by task, `criteria` the readable conditions by milestone. `names` are those of all
    work by id, `work` what drives what, `launches` the names of launches. `slips` tells that the
    column of dates has room for slips.
    """

    w: Words
    people: dict[str, str]
    months: tuple[str, ...]
    years: bool
    fiscal: int
    overdue: dict[str, Decimal]
    criteria: dict[str, str]
    names: dict[str, str]
    work: WorkIndex
    launches: dict[str, str]
    slips: bool = False

    def person(self, who: str | None) -> str:
        """Return the name of an owner, the id where nobody of that id is known."""
        return self.people.get(who, who) if who else ""

    def name(self, row: Row) -> str:
        """Return what stands in the first column of a row."""
        item = row.task or row.milestone
        if item is not None:
            return clean(item.name) or item.id
        if row.kind == "buffer":
            return self.w("Project buffer")
        if row.recurring is not None:
            return clean(duty_name(row.recurring, self.w))
        if row.kind == "regular head":
            return self.w("Regular work")
        if row.kind == "regular rest":
            return self.w("More regular work: {count}", count=Decimal(row.more))
        if row.kind == "more":
            return self.w("More phases: {count}", count=Decimal(row.more))
        if row.kind == "rest" and row.group:
            return self.w("Other tasks: {count}", count=Decimal(len(row.group.tasks)))
        phase = row.group.phase if row.group else None
        return (clean(phase.name) or phase.id) if phase else self.w("Without a phase")

    def owner(self, row: Row) -> str:
        """Return the owner's name of a row, or the number of tasks behind a folded one."""
        item = row.task or row.milestone
        if item is not None:
            return self.person(item.owner)
        if row.recurring is not None:
            return self.person(row.recurring.owner)
        if row.kind in {"folded", "more"} and row.group:
            return self.w("Tasks: {count}", count=Decimal(len(row.group.tasks)))
        phase = row.group.phase if row.group and row.kind == "phase" else None
        return self.person(phase.owner) if phase else ""

    def dates(self, row: Row) -> str:
        """Return the first and last day of a row in digits, with its slip where there is room; or how often."""
        if row.task is not None:
            return self._pair(row.task.start, row.task.finish) + self._slip(row.task.slip)
        if row.milestone is not None:
            return self._digits(row.milestone.date) + self._slip(row.milestone.slip)
        if row.recurring is not None:
            return shorten(self.how_often(row.recurring), DATE_SIZE, _OFTEN)
        if row.days is not None:
            return self._pair(*row.days)
        tasks = row.group.tasks if row.group else ()
        starts = [task.start for task in tasks if task.start]
        ends = [task.finish for task in tasks if task.finish]
        return self._pair(min(starts, default=None), max(ends, default=None))

    def how_often(self, work: DutyPlan) -> str:
        """Return how often recurring work comes round."""
        return clean(how_often(work, self.w))

    def _slip(self, slip: Decimal | None) -> str:
        """Return a slip as a signed number behind a date, empty where there is none or no room."""
        if not self.slips or not slip:
            return ""
        return f" ({'+' if slip > 0 else '−'}{self.w.show(abs(slip))})"

    def _pair(self, first: dt.date | None, last: dt.date | None) -> str:
        if first is None or last is None:
            return ""
        if first == last:
            return self._digits(first)
        end = last.isoformat()[5:] if first.year == last.year else last.isoformat()
        return f"{self._digits(first)} – {end}"

    def _digits(self, day: dt.date | None) -> str:
        if day is None:
            return ""
        return day.isoformat() if self.years else day.isoformat()[5:]

    def day(self, day: dt.date) -> str:
        """Return a day in short words, with its year where the plan spans several."""
        if self.years:
            return self.w.day(day)
        return self.w("{day} {month}", month=self.months[day.month - 1], day=str(day.day))

    def length(self, days: Decimal, *, on_clock: bool = False) -> str:
        """Return a number of working days in words, or of days on the clock."""
        return in_days(days, self.w, on_clock=on_clock)

    def ticks(self, tick: Tick, *, lead: bool) -> tuple[str, ...]:
        """Return the texts of one cell of the axis, longest first; the leading tier names the year."""
        day = dt.date.fromordinal(tick.begins)
        year, month = str(day.year), self.months[day.month - 1]
        if tick.unit in {"day", "week"}:
            return (str(day.day),)
        if tick.unit == "year":
            return (year,)
        if tick.unit == "month":
            return (self.w("{month} {year}", month=month, year=year), month) if lead else (month,)
        quarter = str((day.month + 2) // 3)
        short = self.w("Q{quarter}", quarter=quarter)
        texts = (self.w("Q{quarter} {year}", quarter=quarter, year=year), short) if lead else (short,)
        if not self.fiscal:
            return texts
        months = day.year * 12 + day.month - self.fiscal
        named = (
            f"{(months // 12 + (self.fiscal > 1)) % 100:02}"  # a fiscal year is named by the one it ends in
        )
        own = str(months % 12 // 3 + 1)
        fiscal = self.w("FY{year} Q{quarter}", year=named, quarter=own)
        if (self.fiscal - 1) % 3:  # no quarter of the calendar begins where one of the fiscal year does
            return (fiscal,)
        narrow = self.w("Q{quarter}/FY{year}Q{fiscal}", quarter=quarter, year=named, fiscal=own)
        return (*(f"{text} · {fiscal}" for text in texts), narrow, short)

    def slack(self, stone: MilestonePlan) -> str:
        """Return how a milestone stands to its promise, empty where there is none."""
        if stone.slack is None:
            return ""
        if stone.slack < 0:
            return self.w("{length} late", length=self.length(-stone.slack))
        if stone.slack == 0:
            return self.w("no slack")
        if stone.critical:  # a day late still moves the end, so "slack" beside it would deny it
            return self.w("{length} before its due day", length=self.length(stone.slack))
        return self.w("{length} of slack", length=self.length(stone.slack))

    def moved(self, slip: Decimal | None) -> str:
        """Return how far work lies after or before the baseline, empty where that is not known."""
        if slip is None:
            return ""
        if slip == 0:
            return self.w("as in the baseline")
        if slip > 0:
            return self.w("{length} later than the baseline", length=self.length(slip))
        return self.w("{length} earlier than the baseline", length=self.length(-slip))

    def short(self, buffer: BufferPlan) -> str:
        """Return how much of a buffer there is room for, empty where all of it has room."""
        if buffer.room is None or buffer.room >= buffer.size:
            return ""
        size = self.length(buffer.size)
        return self.w("buffer short: {room} of {length}", room=max(buffer.room, Decimal(0)), length=size)

    def late(self, task: TaskPlan) -> str:
        """Return by how much a task ends after its due day, empty where it does not."""
        days = self.overdue.get(task.id)
        return self.w("{length} late", length=self.length(days)) if days else ""

    def window(self, promotion: PromotionPlan) -> str:
        """Return the days of a promotion, with times where it does not run whole days."""
        window = promotion.window
        if window is None:
            return ""
        if window.whole_days:
            last = window.end.date() - dt.timedelta(days=1)
            return self.w.days(window.start.date(), last)
        first, end = window.start.isoformat(" ", "minutes"), window.end.isoformat(" ", "minutes")
        return f"{first} – {end}"


def labels_for(plan: Plan, w: Words) -> Labels:
    """Return the texts of `plan` in the language of `w`."""
    work = plan.work
    days = [day for task in work.tasks for day in (task.start, task.finish) if day]
    days += [stone.date for stone in work.milestones if stone.date]
    years = bool(days) and min(days).year != max(days).year
    items: tuple[TaskPlan | MilestonePlan, ...] = (*work.tasks, *work.milestones)
    people = {person.id: clean(person.name) or person.id for person in plan.people}
    months = (
        w("Jan"), w("Feb"), w("Mar"), w("Apr"), w("May"), w("Jun"),
        w("Jul"), w("Aug"), w("Sep"), w("Oct"), w("Nov"), w("Dec"),
    )  # fmt: skip
    head = plan.strategy
    return Labels(
        w,
        people,
        months,
        years,
        head.fiscal_year_start if head.fiscal_year_start != 1 or head.period.fiscal else 0,
        {task.id: late for task in work.tasks if (late := days_late(task, work.calendar))},
        {
            stone.id: words
            for stone in work.milestones
            if stone.criterion and (words := criterion_words(stone.criterion, plan, w))
        },
        {one.id: clean(one.name) or one.id for one in work.phases}
        | {one.id: clean(one.name) or one.id for one in items},
        index_work(plan),
        {one.id: clean(one.name) or one.id for one in work.launches},
        not years and any(item.slip for item in items),
    )
