"""Scenarios as they are written: which there are, and each change with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from ecsc.diagnostics import PathStep
from ecsc.model.readers import identifier
from ecsc.source import Document


class Written(Struct, frozen=True):
    """One change as it stands in a file: `key` is the path it names, `place` leads to it in `document`."""

    scenario: str
    key: str
    value: Any
    document: Document
    place: tuple[PathStep, ...]


def scenario_ids(documents: Sequence[Document]) -> tuple[str, ...]:
    """Return the ids of the scenarios in the order written."""
    return tuple(dict.fromkeys(name for name, _, _, _ in _entries(documents)))


def changes_written(documents: Sequence[Document]) -> dict[str, list[Written]]:
    """Return the changes of each scenario that can be read; of one that is defined twice, the first counts."""
    found: dict[str, list[Written]] = {}
    for name, key, entry, document in _entries(documents):
        if name not in found:
            found[name] = list(_changes(name, key, entry, document))
    return found


def _entries(documents: Sequence[Document]) -> Iterator[tuple[str, str, Any, Document]]:
    for document in documents:
        section = document.data.get("scenarios")
        for key, entry in section.items() if isinstance(section, dict) else ():
            yield identifier(key), key, entry, document


def _changes(name: str, key: str, entry: Any, document: Document) -> Iterator[Written]:
    changes = entry.get("changes") if isinstance(entry, Mapping) else None
    if not isinstance(changes, dict):
        return
    inside = {one[:4] for one in document.damaged}
    for path, value in changes.items():
        place = ("scenarios", key, "changes", path)
        torn = place in inside or any(place[:length] in document.damaged for length in range(1, 4))
        if value is not None and isinstance(path, str) and not torn:
            yield Written(name, path, value, document, place)
