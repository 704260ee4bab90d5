"""Jira: a row an issue, phases as epics, tasks and milestones below them.

The importer asks for the form of days: `yyyy-MM-dd`. Issues are numbered in the file, which is what `Parent` and
`Blocked By` name (map the latter to the link *is blocked by*); rows are in the order that Jira wants, epics first.
The first label of each is `section.id`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from ecsc.emit.import_files.cards import Card, addresses
from ecsc.messages import csv_file, one_line, shortened
from ecsc.plan.types import Plan

HEADER = (
    "Summary", "Issue Type", "Issue Id", "Parent", "Description", "Assignee", "Reporter", "Priority", "Labels",
    "Labels", "Start Date", "Due Date",
)  # fmt: skip
LONGEST_SUMMARY = 255
"""Jira refuses a longer one; the whole of it then opens the description."""
MOST_LINKS = 30
"""So many columns of links there are at most; the description names all that an issue waits for."""

Row = list[str | int | tuple[str, ...] | None]


def jira(plan: Plan, found: Sequence[Card]) -> bytes:
    """Return the phases and cards as Jira's CSV importer reads them."""
    used = {card.list_key for card in found}
    phases = [phase for phase in plan.work.phases if f"phases.{phase.id}" in used]
    numbers = {f"phases.{phase.id}": number for number, phase in enumerate(phases, 1)}
    numbers |= {card.key: number for number, card in enumerate(found, len(phases) + 1)}
    emails = addresses(plan)
    reporter = emails.get(plan.strategy.owner or "", "")
    width = min(MOST_LINKS, max((len(card.waits_for) for card in found), default=0))
    rows: list[Row] = [[*HEADER, *["Blocked By"] * width]]
    for phase in phases:
        name = one_line(phase.name) or phase.id
        rows.append([
            shortened(name, LONGEST_SUMMARY), "Epic", numbers[f"phases.{phase.id}"], "", _described(name, ()),
            emails.get(phase.owner or "", ""), reporter, "Medium", f"phases.{phase.id}", "", _day(phase.start),
            _day(phase.finish), *[""] * width,
        ])  # fmt: skip
    rows += [_issue(card, numbers, reporter, width) for card in found]
    return csv_file(rows, bom=False)


def _issue(card: Card, numbers: dict[str, int], reporter: str, width: int) -> Row:
    links = [numbers[key] for key in card.waits_for][:width]
    return [
        shortened(card.name, LONGEST_SUMMARY), "Task", numbers[card.key], numbers.get(card.list_key, ""),
        _described(card.name, (*card.notes, *(f"* {step.text}" for step in card.steps))), card.email, reporter,
        "High" if card.critical else "Medium", card.key, "milestone" if card.milestone else "", _day(card.start),
        _day(card.finish), *links, *[""] * (width - len(links)),
    ]  # fmt: skip


def _described(name: str, lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(_lines(name, lines))


def _lines(name: str, lines: Sequence[str]) -> Iterator[str]:
    if len(name) > LONGEST_SUMMARY:
        yield name
    yield from lines


def _day(day: dt.date | None) -> str:
    return "" if day is None else day.isoformat()
