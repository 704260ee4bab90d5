"""Lines that should be indented: an entry with nothing under it, and its fields beside it instead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from ecsc.source.shape.schema_files import DataPath, Schema, bundle, entry_of, fields_of, inside, resolved


class Slip(Struct, frozen=True):
    """The empty key at `path`, and the `keys` that follow it at its own depth and belong under it."""

    path: DataPath
    keys: tuple[str, ...]

    @property
    def paths(self) -> tuple[DataPath, ...]:
        """Return the path of the empty key and those of the keys that belong under it."""
        return (self.path, *((*self.path[:-1], key) for key in self.keys))


def slips(data: dict[Any, Any]) -> Iterator[Slip]:
    """Yield the slips among the sections of a file and among the entries of each section."""
    root = bundle()
    yield from _among_sections(data, root)
    for name, section in data.items():
        schema = root["properties"].get(name)
        entry = entry_of(resolved(schema)) if schema else None
        if entry is not None and isinstance(section, dict):
            yield from _among_entries(section, (name,), fields_of(entry))


def _among_sections(data: dict[Any, Any], root: Schema) -> Iterator[Slip]:
    empty, below, keys = "", {}, list[str]()
    for name, value in data.items():
        if name in root["properties"] or str(name).startswith("x-"):
            if keys:
                yield Slip((empty,), tuple(keys))
            schema = inside(root, name)
            entry = entry_of(schema) if schema else None
            below = fields_of(entry or schema or {}) if value is None else {}
            empty, keys, entries = name, [], entry is not None
        elif below and (_has_field(value, below) if entries else name in below):
            keys.append(name)
    if keys:
        yield Slip((empty,), tuple(keys))


def _has_field(value: object, fields: dict[str, Schema]) -> bool:
    return isinstance(value, dict) and any(key in fields for key in value)


def _among_entries(section: dict[Any, Any], path: DataPath, fields: dict[str, Schema]) -> Iterator[Slip]:
    empty, keys = None, list[str]()
    for name, value in section.items():
        if empty is not None and name in fields and not _has_field(value, fields):
            keys.append(name)
            continue
        if empty is not None and keys:
            yield Slip((*path, empty), tuple(keys))
        empty, keys = (name, []) if value is None else (None, [])
    if empty is not None and keys:
        yield Slip((*path, empty), tuple(keys))
