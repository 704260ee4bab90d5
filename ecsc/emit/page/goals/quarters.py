"""A goal's target by quarter or month, as small columns with their figures in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecsc.assess.verdicts import number
from ecsc.emit.page.markup import fill
from ecsc.emit.page.reader import Reader
from ecsc.emit.pictures.columns import Column, Level, columns
from ecsc.plan.aim_types import BreakdownPlan, GoalPlan

if TYPE_CHECKING:
    from markupsafe import Markup

MOST = 12
"""So many columns are drawn; a longer breakdown is a table alone."""


def quarters(goal: GoalPlan, reader: Reader) -> Markup | str:
    """Return the picture and its table; empty for a goal that is not broken down by period."""
    from markupsafe import Markup

    w = reader.w
    found = _by_period(goal)
    cells = [cell for cell in found.cells if cell.value is not None] if found else []
    if found is None or not cells:
        return ""
    axis = found.axes[0]
    rows = [(cell.keys[axis], cell.value) for cell in cells if cell.value is not None]
    title = w("Target by period: {name}", name=goal.name)
    drawn = ""
    if len(rows) <= MOST:
        level = _before(goal, found, reader)
        drawn = columns([Column(label, number(value), w.show(value)) for label, value in rows], title, level)
    return fill(
        "goals/quarters.html.j2",
        w=w,
        title=title,
        picture=Markup(drawn),  # noqa: S704 - escaped where it is drawn
        rows=[(label, w.show(value)) for label, value in rows],
    )


def _before(goal: GoalPlan, found: BreakdownPlan, reader: Reader) -> Level | None:
    """Return the baseline as a line; None where the periods are parts of the whole, which it would dwarf."""
    base = goal.baseline
    if base is None or not number(base) or any(cell.share is not None for cell in found.cells):
        return None
    return Level(number(base), reader.w("before: {value}", value=base))


def _by_period(goal: GoalPlan) -> BreakdownPlan | None:
    """Return the breakdown by quarter alone, else by month alone."""
    for axis in ("quarter", "month"):
        for one in goal.breakdowns:
            if one.axes == (axis,):
                return one
    return None
