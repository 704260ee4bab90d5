"""The documents and rows of a strategy as a scenario has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from ecsc.diagnostics import PathStep, Span
from ecsc.model.readers import identifier
from ecsc.model.rows import Rows
from ecsc.model.scenarios.ground import Ground, value_at
from ecsc.model.scenarios.resolving import Change, resolve
from ecsc.model.scenarios.written import changes_written
from ecsc.source import Document


def applied(
    documents: Sequence[Document], rows: Mapping[str, Rows], scenario: str
) -> tuple[tuple[Document, ...], dict[str, Rows]]:
    """Return the documents and rows with the changes of a scenario made; the given ones stay as they are.

    A changed value points to the line of its change. Changes that cannot be made are left out:
    `check_scenarios` tells them. An unknown scenario changes nothing.
    """
    changes, _ = resolve(changes_written(documents).get(scenario, ()), Ground(documents, rows))
    after = [
        _changed(document, [one for one in changes if one.home.document == number])
        for number, document in enumerate(documents)
    ]
    by_table: dict[str, list[Change]] = {}
    for one in changes:
        if one.home.document is None:
            by_table.setdefault(one.section, []).append(one)
    return tuple(after), {
        section: _changed_rows(table, by_table.get(section, ())) for section, table in rows.items()
    }


def _changed(document: Document, changes: Iterable[Change]) -> Document:
    moved = {one.home.path: (one.written.document, one.written.place) for one in changes}
    if not moved:
        return document
    values = {one.home.path: one.written.value for one in changes}
    damaged = frozenset(path for path in document.damaged if not _lies_in(path, values))
    return msgspec.structs.replace(
        document, data=with_values(document.data, values), damaged=damaged, moved=moved
    )


def _lies_in(path: tuple[PathStep, ...], places: Mapping[tuple[PathStep, ...], Any]) -> bool:
    """Return whether what could not be read lies in a value that is not read any more."""
    return any(path[:length] in places for length in range(1, len(path) + 1))


def _changed_rows(table: Rows, changes: Iterable[Change]) -> Rows:
    depth = table.section.count(".") + 1
    values: dict[tuple[PathStep, ...], Any] = {}
    moved: dict[tuple[str, str], Span] = {}
    damaged = dict(table.damaged)
    for one in changes:
        entry, field = (identifier(step) for step in one.home.path[depth : depth + 2])
        values[one.home.path[depth:]] = one.written.value
        moved[entry, field] = one.written.document.span(one.written.place)
        damaged[entry] = damaged.get(entry, frozenset()) - {field}
    if not moved:
        return table
    return msgspec.structs.replace(
        table, entries=with_values(table.entries, values), damaged=damaged, moved=moved
    )


def with_values(data: Mapping[str, Any], values: Mapping[tuple[PathStep, ...], Any]) -> dict[str, Any]:
    """Return plain data with other values at some paths. Only what lies on a path is copied, once."""
    top: dict[str, Any] = dict(data)
    copies: dict[tuple[PathStep, ...], Any] = {(): top}
    for path, value in values.items():
        for length in range(1, len(path)):
            if path[:length] not in copies:
                above, step = copies[path[: length - 1]], path[length - 1]
                below = value_at(above, (step,))
                copies[path[:length]] = above[step] = (
                    list(below) if isinstance(below, list) else dict(below or {})
                )
        copies[path[:-1]][path[-1]] = value
    return top


__all__ = ["applied", "with_values"]
