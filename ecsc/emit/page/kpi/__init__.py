"""The KPI targets by period: what is promised, what else is aimed at, and which driver closes the way to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ecsc.emit.formula_words import with_formulas_in_words
from ecsc.emit.measures.tables import Column, GoalSection, counts, goal_sections, levels
from ecsc.emit.page.kpi.aims import aims_picture
from ecsc.emit.page.kpi.way import Way, way
from ecsc.emit.page.markup import coded, fill
from ecsc.emit.page.reader import Reader
from ecsc.emit.page.section import Section
from ecsc.emit.pictures.text import escape

if TYPE_CHECKING:
    from markupsafe import Markup

LONG = 12
"""A table of more rows than this is folded."""

MOST_ROWS = 400
"""So many rows of one metric stand on the page; the sheet has them all."""


def section(reader: Reader) -> Section:
    """Return the targets, goal by goal as in `kpi_targets.md`."""
    w, plan = reader.w, reader.plan
    title = w("KPI targets")
    if not plan.targets:
        told = w(
            "Here would stand what is promised for which period and channel: give goals a metric, a target and"
            " a due date, or write `targets`."
        )
        return Section("kpi", title, told, None)
    groups = [_group(one, reader) for one in goal_sections(with_formulas_in_words(plan, w), w)]
    body = fill("kpi/kpi.html.j2", w=w, coded=coded, groups=groups, levels=levels(plan, w), long=LONG)
    return Section("kpi", title, counts(plan, w), body)


def _group(found: GoalSection, reader: Reader) -> dict[str, object]:
    w, goal = reader.w, found.goal
    told: Way | None = way(goal, reader) if goal is not None else None
    leads = goal.metric if goal is not None else None
    # What the goal promises comes first, then the drivers that make it.
    metrics = sorted(found.metrics, key=lambda one: one.metric is None or one.metric.id != leads)
    return {
        "title": goal.name if goal is not None else w("Steered without a goal of their own"),
        "facts": found.facts,
        "way": told,
        "metrics": [
            {
                "name": one.name,
                "facts": one.facts,
                "picture": aims_picture(one, goal, reader),
                "columns": one.columns,
                "rows": _rows(one.columns),
                "count": len(one.rows),
                "left": max(0, len(one.rows) - MOST_ROWS),
            }
            for one in metrics
        ],
    }


def _rows(columns: Sequence[Column]) -> Markup:
    """Return the rows of a table, joined here for there may be hundreds."""
    from markupsafe import Markup

    lines = []
    for cells in list(zip(*(one.cells for one in columns), strict=True))[:MOST_ROWS]:
        first, *rest = (escape(cell) for cell in cells)
        marked = zip(columns[1:], rest, strict=True)
        tail = "".join(f"<td class=number>{cell}" if one.figures else f"<td>{cell}" for one, cell in marked)
        lines.append(f'<tr><th scope="row">{first}{tail}\n')
    return Markup("".join(lines))  # noqa: S704 - every cell is escaped
