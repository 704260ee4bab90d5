"""The plan at a glance: what it is, how it stands, and how the workbook is used."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.emit.spreadsheet.cells import Cell, Column, Sheet
from ecsc.messages import Words, one_line
from ecsc.plan.types import Plan


def glance_sheet(plan: Plan, w: Words, notice: str) -> Sheet:
    """Return what is said of a plan in two columns; `notice` stands first."""
    columns = (Column(w("Plan"), 26), Column(one_line(plan.strategy.name) or plan.strategy.id, 70))
    return Sheet(w("Plan"), columns, tuple(_rows(plan, w, notice)), held=0)


def _rows(plan: Plan, w: Words, notice: str) -> Iterator[tuple[Cell, ...]]:
    head, work = plan.strategy, plan.work
    people = {person.id: person.name for person in plan.people}
    if notice:
        yield w("Status"), notice
    yield w("From"), head.period.first
    yield w("To"), head.period.last
    if head.as_of:
        yield w("As of"), head.as_of
    if head.owner:
        yield w("Owner"), people.get(head.owner, head.owner)
    if work.finish:
        yield w("Work ends"), work.finish
    if work.buffer_finish:
        yield w("Work ends, with buffer"), work.buffer_finish
    yield w("Currency"), head.currency
    if head.description:
        yield w("Description"), head.description
    yield w("To fill in"), w("The column Actual of the KPI targets; attainment is actual ÷ committed.")
    yield w("Sources (SHA-256)"), head.source_hash
