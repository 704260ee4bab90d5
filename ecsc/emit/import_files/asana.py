"""Asana: a row a task, below it a row for each of its acceptance items.

The columns are in the order that the importer asks for; `Dependents` names, on the row of what waits, the tasks
before it, which stand above. Asana finds tasks by their names, so that equal names get their ids. Days are ISO 8601.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from ecsc.emit.import_files.cards import Card
from ecsc.messages import csv_file

HEADER = (
    "Name", "Description", "Section", "Assignee", "Collaborators", "Start Date", "Due Date", "Type", "Tags",
    "Parent task", "Dependents", "Task ID",
)  # fmt: skip

Row = list[str | int | tuple[str, ...] | None]


def asana(found: Sequence[Card]) -> bytes:
    """Return the cards as Asana's CSV importer reads them."""
    names = _names(found)
    rows: list[Row] = [[*HEADER]]
    for card in found:
        waited = ",".join(names[key] for key in card.waits_for)
        rows.append([
            names[card.key], card.notes, card.list, card.email, "", _day(card.start), _day(card.finish),
            "Milestone" if card.milestone else "Task", card.list_key, "", waited, card.key,
        ])  # fmt: skip
        rows += [
            [step.text, "", "", card.email, "", "", "", "Task", "", names[card.key], "", f"tasks.{step.id}"]
            for step in card.steps
        ]
    return csv_file(rows, bom=False)


def _names(found: Sequence[Card]) -> dict[str, str]:
    """Return a name for each card that no other task and no acceptance item has.

    What others wait for has no comma in its name either: a comma parts the names of a list.
    """
    waited = {key for card in found for key in card.waits_for}
    plain = {card.key: card.name.replace(",", ";") if card.key in waited else card.name for card in found}
    taken = Counter(plain.values())
    taken.update({step.text for card in found for step in card.steps})
    return {key: name if taken[name] == 1 else f"{name} ({key})" for key, name in plain.items()}


def _day(day: dt.date | None) -> str:
    return "" if day is None else day.isoformat()
