"""Trello: its export's columns, which are what its power-ups and other tools read.

Trello itself imports no CSV. Instants are chosen so that their text names the same day as the plan, in UTC and in
the strategy's time zone alike.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from ecsc.emit.import_files.cards import Card
from ecsc.messages import Words, csv_file, one_line
from ecsc.plan.types import Plan

HEADER = (
    "Card ID", "Card Name", "Card URL", "Card Description", "Labels", "Members", "Due Date", "Attachment Count",
    "Attachment Links", "Checklist Item Total Count", "Checklist Item Completed Count", "Vote Count",
    "Comment Count", "Last Activity Date", "List ID", "List Name", "Board ID", "Board Name", "Archived",
    "Start Date", "Due Complete",
)  # fmt: skip

Row = list[str | int | tuple[str, ...] | None]


def trello(plan: Plan, found: Sequence[Card], w: Words) -> bytes:
    """Return the cards as a board of Trello exports them."""
    head = plan.strategy
    zone = ZoneInfo(head.timezone)
    rows: list[Row] = [[*HEADER]]
    for card in found:
        described = (*card.notes, *(f"- {step.text}" for step in card.steps))
        labels = (
            w("milestone") if card.milestone else "",
            w("on the critical path") if card.critical else "",
        )
        done = len(card.steps) if card.done else 0
        rows.append([
            card.key, card.name, "", described, ", ".join(filter(None, labels)), card.owner,
            _last(card.finish, zone), 0, "",
            len(card.steps), done, 0, 0, "", card.list_key, card.list, head.id, one_line(head.name), "false",
            _first(card.start, zone), "true" if card.done else "false",
        ])  # fmt: skip
    return csv_file(rows, bom=False)


def _first(day: dt.date | None, zone: ZoneInfo) -> str:
    """Return the first minute that lies on a day in UTC and in `zone`."""
    return "" if day is None else max(f"{day.isoformat()}T00:00", _utc(day, dt.time(0), zone)) + ":00.000Z"


def _last(day: dt.date | None, zone: ZoneInfo) -> str:
    """Return the last minute that lies on a day in UTC and in `zone`."""
    return (
        "" if day is None else min(f"{day.isoformat()}T23:59", _utc(day, dt.time(23, 59), zone)) + ":00.000Z"
    )


def _utc(day: dt.date, time: dt.time, zone: ZoneInfo) -> str:
    try:
        instant = dt.datetime.combine(day, time, zone).astimezone(dt.UTC)
    except OverflowError:  # the first and the last day there is
        return f"{day.isoformat()}T{time:%H:%M}"
    return instant.replace(tzinfo=None).isoformat(timespec="minutes")
