"""Whole diagrams: the opening lines and the sections below them."""

from __future__ import annotations

from ecsc.emit.mermaid.escape import cell_width, clean, comment, line, shorten
from ecsc.emit.mermaid.sections import Section, near_promotions, sections
from ecsc.emit.mermaid.split import pack
from ecsc.messages import Words
from ecsc.plan.types import Plan

_LEAST_LEFT, _MOST_LEFT = 75, 260
_TITLE = 160
"""Columns of the title, which has a line of its own: it may be longer than a label."""


def write_diagrams(plan: Plan, w: Words, notice: str = "") -> tuple[str, ...]:
    """Return the texts of the diagrams of `plan`, one unless Mermaid's limit asks for more.

    `notice` stands in the title before everything else.
    """
    found = sections(plan, w)
    return pack(found, lambda number: _head(plan, w, found, number, notice), w)


def _head(plan: Plan, w: Words, found: tuple[Section, ...], number: int, notice: str) -> str:
    """Return the opening lines; `number` counts the diagrams of a plan, 0 where there is one."""
    title = f"⚠ {notice} · " if notice else ""
    title += shorten(clean(plan.strategy.name) or plan.strategy.id, 60)
    title += f" · {w('part {number}', number=str(number))}" if number else ""
    title += f" · {w('Finish: {day}', day=w.day(plan.work.finish))}" if plan.work.finish else ""
    lines = [
        "---",
        "config:",
        "  gantt:",
        f"    leftPadding: {_left(found)}",
        "---",
        "gantt",
        f"    title {line(title, plan.strategy.id, _TITLE)}",
        f"    accDescr: {line(_facts(plan, w, notice), cells=_TITLE)}",
        "    dateFormat YYYY-MM-DD",
        f"    axisFormat {_axis_format(plan)}",
        "    todayMarker off",
    ]
    if any(task.buffer > 0 for task in plan.work.tasks):
        lines.append(f"    {comment(w('Bars end without their buffers.'))}")
    near = {item.id for item in near_promotions(plan)}
    far = [item for item in plan.promotions if item.window is not None and item.id not in near]
    if far:
        names = ", ".join(shorten(clean(item.name) or item.id, 40) for item in far[:5])
        lines.append(f"    {comment(w('Promotions left out, too far from the rest: {names}', names=names))}")
    unseen = _unseen(plan, w)
    if unseen:
        names = ", ".join(unseen)
        lines.append(f"    {comment(w('Mermaid has no form for this, see gantt.svg: {names}', names=names))}")
    if not found:
        lines.append(f"    {comment(w('There is no scheduled work yet.'))}")
    return "\n".join(lines) + "\n"


def _unseen(plan: Plan, w: Words) -> list[str]:
    """Return what the plan knows of its time and Mermaid has no form for."""
    work = plan.work
    based = any(task.baseline_finish for task in work.tasks)
    known = (
        (based or any(stone.baseline_date for stone in work.milestones), w("baseline")),
        (work.forecast_finish is not None, w("forecast")),
        (any(task.near_critical for task in work.tasks), w("nearly critical work")),
        (bool(work.load), w("load")),
        (any(one.dates and one.every for one in work.duties), w("regular work")),
    )
    return [name for there, name in known if there]


def _facts(plan: Plan, w: Words, notice: str) -> str:
    """Return the sentence that says how the plan stands and where it ends."""
    work, period = plan.work, plan.strategy.period
    parts = [notice] if notice else []
    parts.append(w.days(period.first, period.last))
    if work.finish:
        parts.append(w("Finish: {day}", day=w.day(work.finish)))
        if work.buffer_finish and work.buffer_finish > work.finish:
            parts.append(w("with buffers: {day}", day=w.day(work.buffer_finish)))
    if work.forecast_finish and work.forecast_finish != work.finish:
        parts.append(w("Forecast: {day}", day=w.day(work.forecast_finish)))
    return ", ".join(parts)


def _left(found: tuple[Section, ...]) -> int:
    """Return the padding for the longest section name: Mermaid writes on into the bars otherwise."""
    longest = max((cell_width(section.name) for section in found), default=0)
    return min(max(longest * 6 + 24, _LEAST_LEFT), _MOST_LEFT)


def _axis_format(plan: Plan) -> str:
    """Return the axis' date format, with the year where the plan spans more than one."""
    years = {plan.strategy.period.first.year, plan.strategy.period.last.year}
    years |= {day.year for day in (plan.work.start, plan.work.finish) if day is not None}
    return "%Y-%m-%d" if len(years) > 1 else "%m-%d"
