"""The KPI targets as a Markdown page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from msgspec import Struct

from ecsc.emit.figures import figure_line, owner_names
from ecsc.emit.markdown_page import fill
from ecsc.emit.measures.tables import Column, counts, goal_sections, levels
from ecsc.emit.standing import as_of
from ecsc.messages import Markdown, Words, markdown, shortened
from ecsc.plan.types import Plan

TEMPLATE = Path(__file__).with_name("kpi_targets.md.j2")

MOST_OWNERS = 100
"""Of so many entries beside goals the page says what follows from them; plan.json has the rest."""

_TEXT, _NUMBER = "---", "--:"


class Owned(Struct, frozen=True):
    """An entry other than a goal, and the figures that follow from it."""

    name: str
    figures: tuple[str, ...]


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
        others=_others(plan, w),
    ).encode()


def _others(plan: Plan, w: Words) -> list[Owned]:
    """Return what follows from anything but goals, entry by entry."""
    owners = owner_names(plan, w)
    groups = groupby(
        (one for one in plan.figures if one.section != "goals"), key=lambda one: (one.section, one.id)
    )
    found = [Owned(owners(*key), tuple(figure_line(one, w) for one in group)) for key, group in groups]
    if len(found) > MOST_OWNERS:
        more = w("{n} more in plan.json", n=len(found) - MOST_OWNERS)
        return [*found[:MOST_OWNERS], Owned("…", (more,))]
    return found


def _table(columns: Sequence[Column]) -> Markdown:
    lines: list[list[str]] = [
        [markdown(one.title) for one in columns],
        [_NUMBER if one.figures else _TEXT for one in columns],
    ]
    lines += [[markdown(cell) for cell in row] for row in zip(*(one.cells for one in columns), strict=True)]
    return Markdown("\n".join(f"| {' | '.join(line)} |" for line in lines))
