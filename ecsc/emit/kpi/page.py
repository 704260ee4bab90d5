"""The KPI targets as a Markdown page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ecsc.emit.markdown_page import fill
from ecsc.emit.measures.tables import Column, counts, goal_sections, levels
from ecsc.emit.standing import as_of
from ecsc.messages import Markdown, Words, markdown, shortened
from ecsc.plan.types import Plan

TEMPLATE = Path(__file__).with_name("kpi_targets.md.j2")

_TEXT, _NUMBER = "---", "--:"


def page(plan: Plan, w: Words, notice: str = "") -> bytes:
    """Return the KPI targets as Markdown in UTF-8; `notice` stands under their title."""
    return fill(
        TEMPLATE,
        w=w,
        plan=plan,
        notice=notice,
        as_of=as_of(plan, w),
        counts=counts(plan, w),
        levels=levels(plan, w),
        sections=goal_sections(plan, w),
        shortened=shortened,
        table=_table,
    ).encode()


def _table(columns: Sequence[Column]) -> Markdown:
    lines: list[list[str]] = [[markdown(one.title) for one in columns]]
    lines.append([_NUMBER if one.figures else _TEXT for one in columns])
    lines += [list(map(markdown, row)) for row in zip(*(one.cells for one in columns), strict=True)]
    return Markdown("\n".join(f"| {' | '.join(line)} |" for line in lines))
