"""Where a change can go: the entries of files and tables, by section and id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from ecsc.diagnostics import PathStep
from ecsc.model.readers import identifier
from ecsc.model.rows import Rows
from ecsc.model.sections import SECTIONS
from ecsc.source import Document


class Home(Struct, frozen=True):
    """Where an entry stands: the number of its document, None for a row of a table, and the path to it there."""

    document: int | None
    path: tuple[PathStep, ...]


class Ground:
    """The documents and rows of a strategy, looked up by section and id."""

    def __init__(self, documents: Sequence[Document], rows: Mapping[str, Rows]) -> None:
        self.documents = documents
        self.rows = rows
        self._entries: dict[str, dict[str, Home]] = {}

    def entries(self, section: str) -> Mapping[str, Home]:
        """Return where the entries of a section stand, by id; the first definition of an id counts."""
        found = self._entries.get(section)
        if found is None:
            found = self._entries[section] = {}
            steps = tuple(section.split("."))
            for number, document in enumerate(self.documents):
                entries = value_at(document.data, steps)
                for key in entries if isinstance(entries, dict) else ():
                    found.setdefault(identifier(key), Home(number, (*steps, key)))
            if section in self.rows:
                for key in self.rows[section].entries:
                    found.setdefault(key, Home(None, (*steps, key)))
        return found

    def single(self, section: str, field: str) -> Home | None:
        """Return where a section that is one object has `field`, else where it stands first, None for nowhere."""
        steps = tuple(section.split("."))
        objects = [value_at(document.data, steps) for document in self.documents]
        numbers = [number for number, one in enumerate(objects) if isinstance(one, dict)]
        having = (number for number in numbers if field in objects[number])
        number = next(having, numbers[0] if numbers else None)
        return None if number is None else Home(number, steps)

    def is_whole(self, section: str) -> bool:
        """Return whether all entries of a section are known: else what seems to be missing may only be unread."""
        if section in self.rows and self.rows[section].torn:
            return False
        parts = [value_at(document.data, tuple(section.split("."))) for document in self.documents]
        known = all(part is None or isinstance(part, dict) for part in parts)
        return known and all(document.whole for document in self.documents)

    def value(self, home: Home) -> Any:
        """Return what stands at a place, None for nothing."""
        if home.document is not None:
            return value_at(self.documents[home.document].data, home.path)
        section = next(
            name for name in self.rows if home.path[: name.count(".") + 1] == tuple(name.split("."))
        )
        return value_at(self.rows[section].entries, home.path[section.count(".") + 1 :])


def value_at(data: Any, path: Sequence[PathStep]) -> Any:
    """Return the value at a path of plain data, None where it leads nowhere."""
    for step in path:
        if isinstance(data, Mapping):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def is_single(section: str) -> bool:
    """Return whether a section is one object, as the header is."""
    return section == "strategy" or SECTIONS[section].single
