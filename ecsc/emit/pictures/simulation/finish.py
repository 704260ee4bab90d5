"""When the work is finished: the runs by day, their sum, and the days that matter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from ecsc.emit.chances import in_runs
from ecsc.emit.pictures import marks
from ecsc.emit.pictures.simulation.block import FILE, Block, Paper, heading
from ecsc.emit.pictures.text import width
from ecsc.messages import Words
from ecsc.plan.simulation_types import SimulationPlan
from ecsc.plan.types import Plan

_HEIGHT = 170.0
_FLAG = 16.0
_MOST_BARS = 160
_FEWEST_DAYS = 16
_SIZE = 11.0


class _Days(Struct, frozen=True):
    """The stretch of days that is drawn, ordinals with both ends in, how many days one bar holds, and on what."""

    first: int
    last: int
    step: int
    paper: Paper

    @property
    def left(self) -> float:
        """Return where the first day begins."""
        return self.paper.margin + 8

    @property
    def right(self) -> float:
        """Return where the last day ends; the shares stand beyond."""
        return self.paper.width - self.paper.margin - 44

    def x(self, ordinal: int) -> float:
        """Return the left edge of a day."""
        return self.left + (self.right - self.left) * (ordinal - self.first) / (self.last - self.first + 1)


class _Flag(Struct, frozen=True):
    """A day that matters: its line goes through the chart at its end, its words stand above."""

    day: int
    words: str
    kind: str


def finish_chart(plan: Plan, simulation: SimulationPlan, w: Words, y: float, paper: Paper) -> Block:
    """Return the chart of the end of the work below `y`; nothing for a plan without work."""
    finish = simulation.finish
    if finish is None or not simulation.finish_days:
        return Block((), y)
    parts = heading(w("When the work is finished"), y + 22, paper, finish_note(plan, simulation, w))
    y += 50 if paper.titled else 4
    days = _days(plan, simulation, paper)
    flags = list(_flags(plan, simulation, w, days))
    top = y + _FLAG * len(flags)
    base = top + _HEIGHT
    parts += _scale(days, top, base, w)
    parts += _bars(plan, simulation, days, base)
    parts.append(_sum(simulation, days, base))
    parts += _flag_marks(flags, days, y, base)
    return Block(tuple(parts), base + 26)


def finish_note(plan: Plan, simulation: SimulationPlan, w: Words) -> str:
    """Return how likely the work is finished within the period, as a sentence without its stop."""
    note = w(
        "{chance} the work is finished within the period, by {day}",
        chance=in_runs(simulation.on_time or Decimal(0), w), day=w.day(plan.strategy.period.last),
    )  # fmt: skip
    return note[:1].upper() + note[1:]


def _days(plan: Plan, simulation: SimulationPlan, paper: Paper) -> _Days:
    runs = [one.day.toordinal() for one in simulation.finish_days]
    first, last = runs[0], runs[-1]
    span = last - first + 1
    shown = [plan.strategy.period.last.toordinal()]
    shown += [plan.work.finish.toordinal()] if plan.work.finish is not None else []
    near = [day for day in shown if first - span <= day <= last + span]
    first, last = min([first, *near]), max([last, *near])
    pad = max((last - first) // 40, (_FEWEST_DAYS - (last - first)) // 2, 1)
    first, last = max(first - pad, 1), min(last + pad, dt.date.max.toordinal())
    most = int(_MOST_BARS * paper.width / FILE.width)
    return _Days(first, last, -(-(last - first + 1) // most), paper)


def _flags(plan: Plan, simulation: SimulationPlan, w: Words, days: _Days) -> Iterator[_Flag]:
    """Yield the percentiles, the planned finish and the end of the period where it is drawn."""
    finish = simulation.finish
    if finish is None:
        return
    for percent, day in ((50, finish.p50), (80, finish.p80), (95, finish.p95)):
        words = w("P{percent}: by {day} in {percent} of 100 runs", percent=str(percent), day=w.day(day))
        yield _Flag(day.toordinal(), words, "percentile")
    if plan.work.finish is not None and plan.work.finish.toordinal() <= days.last:
        words = w("Planned: {day}", day=w.day(plan.work.finish))
        yield _Flag(plan.work.finish.toordinal(), words, "planned")
    end = plan.strategy.period.last
    if end.toordinal() <= days.last:
        yield _Flag(end.toordinal(), w("The period ends: {day}", day=w.day(end)), "deadline")


def _flag_marks(flags: Sequence[_Flag], days: _Days, top: float, base: float) -> Iterator[str]:
    """Yield a line for each flag with its words; of a day before the chart an arrow tells where it is."""
    for number, flag in enumerate(sorted(flags, key=lambda flag: flag.day)):
        y = top + _FLAG * number
        if flag.day < days.first:
            yield marks.text(f"flag {flag.kind}-text", days.left, y + 11, f"← {flag.words}")
            continue
        x = days.x(flag.day + 1)
        yield marks.line(flag.kind, x, y + 2, x, base)
        edge, long = days.paper.width - days.paper.margin, width(flag.words, _SIZE, bold=True)
        right = x + 6 + long <= edge
        where, anchor = (x + 5, "") if right else (x - 5, "end")
        if not right and x - 5 - long < days.paper.margin:  # it fits on neither side of its line
            where, anchor = edge, "end"
        yield marks.text(f"flag {flag.kind}-text", where, y + 11, flag.words, anchor)


def _bars(plan: Plan, simulation: SimulationPlan, days: _Days, base: float) -> Iterator[str]:
    """Yield a bar for each day or stretch of days with runs; what lies beyond the period stands out."""
    counts: dict[int, int] = {}
    for one in simulation.finish_days:
        at = (one.day.toordinal() - days.first) // days.step
        counts[at] = counts.get(at, 0) + one.runs
    most, end = max(counts.values()), plan.strategy.period.last.toordinal()
    for at, runs in sorted(counts.items()):
        first = days.first + at * days.step
        left, right = days.x(first), days.x(first + days.step)
        gap = min(1.0, (right - left) * 0.2)
        height = max((_HEIGHT - 12) * runs / most, 0.75)
        kind = "runs late" if first > end else "runs"
        yield marks.rect(kind, left + gap / 2, base - height, right - left - gap, height)


def _sum(simulation: SimulationPlan, days: _Days, base: float) -> str:
    """Return the curve of the runs that are finished by each day."""
    done, path = 0, [f"M{marks.num(days.left)} {marks.num(base)}"]
    for one in simulation.finish_days:
        x = days.x(one.day.toordinal() + 1)
        path.append(f"H{marks.num(x)}")
        done += one.runs
        path.append(f"V{marks.num(base - _HEIGHT * done / simulation.runs)}")
    path.append(f"H{marks.num(days.right)}")
    return f'<path class="sum" d="{"".join(path)}"/>'


def _scale(days: _Days, top: float, base: float, w: Words) -> Iterator[str]:
    """Yield the grid: shares on the right, days below."""
    for percent in (0, 25, 50, 75, 100):
        y = base - _HEIGHT * percent / 100
        yield marks.line("grid", days.left, y, days.right, y)
        yield marks.text("tick", days.right + 6, y + 4, f"{percent}%")
    taken = days.left - 40
    for day in _ticks(days):
        words, x = w.day(day), days.x(day.toordinal())
        half = width(words, _SIZE) / 2
        yield marks.line("grid bold", x, top, x, base + 4)
        if (
            x - half >= taken + 12
            and x - half >= days.paper.margin
            and x + half <= days.paper.width - days.paper.margin
        ):
            taken = x + half
            yield marks.text("tick", x, base + 16, words, "middle")


def _ticks(days: _Days) -> Iterator[dt.date]:
    """Yield Mondays, the first days of months, or of years, whichever are neither many nor few."""
    span = days.last - days.first + 1
    for ordinal in range(days.first, days.last + 1):
        day = dt.date.fromordinal(ordinal)
        if span <= 90:
            if day.weekday() == 0:
                yield day
        elif span <= 1500:
            if day.day == 1:
                yield day
        elif day.day == day.month == 1:
            yield day
