"""Rows of tables become entries of sections: columns are field names or their aliases, `;` parts lists."""

from __future__ import annotations

import difflib
import typing
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from ecsc.catalogue import column_aliases
from ecsc.diagnostics import Finding, Related, Span
from ecsc.model.columns import bad_columns, column_of, with_units
from ecsc.model.findings import BAD_CELL, NO_TABLE, ROW_TWICE, reserved_id
from ecsc.model.readers import identifier
from ecsc.model.row_ids import made_id, needed_columns
from ecsc.model.sections import RESERVED_IDS, SECTIONS
from ecsc.source.tables import Table

_YES = frozenset({"true", "yes", "y", "1", "是", "真"})
_NO = frozenset({"false", "no", "n", "0", "否", "假"})


class Rows(Struct, frozen=True):
    """The entries of one section that come from tables: raw fields by id, and where each one stands.

    `damaged` names the fields of an entry whose cells could not be read; `torn` tells that some row, or all
    of a table, gave no entry at all. `moved` says where a field (entry, field) stands whose value is not the
    cell's.
    """

    section: str
    entries: Mapping[str, Mapping[str, Any]]
    homes: Mapping[str, tuple[Table, int]]
    columns: Mapping[str, tuple[str | None, ...]]
    damaged: Mapping[str, frozenset[str]] = {}
    torn: bool = False
    moved: Mapping[tuple[str, str], Span] = {}

    def span(self, entry: str, field: str | None) -> Span | None:
        """Return where an entry's field stands: its cell, or the cell of its id; None for another entry."""
        if field is not None and (entry, field) in self.moved:
            return self.moved[entry, field]
        home = self.homes.get(entry)
        if home is None:
            return None
        table, row = home
        fields = self.columns[table.file]
        wanted = field if field in fields else "id"
        return table.span(row, fields.index(wanted) if wanted in fields else 0)


def read_rows(section: str, tables: Sequence[Table]) -> tuple[Rows, tuple[Finding, ...]]:
    """Return the entries of `section` that stand in `tables`, and what is wrong with columns and cells."""
    reader = _Reader(section)
    for table in tables:
        reader.read(table)
    rows = Rows(section, reader.entries, reader.homes, reader.columns, reader.damaged, reader.torn)
    return rows, tuple(reader.findings)


class _Reader:
    """The rows of one section while its tables are read one after another."""

    def __init__(self, section: str) -> None:
        self.section = section
        self.entries: dict[str, dict[str, Any]] = {}
        self.homes: dict[str, tuple[Table, int]] = {}
        self.columns: dict[str, tuple[str | None, ...]] = {}
        self.damaged: dict[str, frozenset[str]] = {}
        self.torn = False
        self.findings: list[Finding] = []
        self._kinds = _kinds(section)

    def read(self, table: Table) -> None:
        """Add the rows of one table."""
        aliases = column_aliases(self.section)
        columns = [column_of(name, self._kinds, aliases) for name in table.header]
        fields = tuple(one.field for one in columns)
        units = tuple(one.unit for one in columns)
        self.columns[table.file] = fields
        self.findings.extend(bad_columns(table, fields, self._kinds, self.section))
        if "id" not in fields and not set(needed_columns(self.section)) <= set(fields):
            self.torn = True
            return
        for number, row in enumerate(table.rows):
            entry = self._entry(table, number, row, fields)
            if entry is None:
                continue
            self.homes[entry] = (table, number)
            bad: list[str] = []
            self.entries[entry] = dict(
                _cells(table, number, with_units(row, units), fields, self._kinds, self.findings, bad)
            )
            if bad:
                self.damaged[entry] = frozenset(bad)

    def _entry(
        self, table: Table, number: int, row: Sequence[str], fields: Sequence[str | None]
    ) -> str | None:
        """Return the id of a row: its cell, or what its other cells make; None with a finding where there is none."""
        if "id" in fields:
            column = fields.index("id")
            return self._id(table, number, identifier(row[column]), column)
        needed = needed_columns(self.section)
        made = made_id(self.section, fields, row)
        if made is not None:
            return self._id(table, number, made, fields.index(needed[0]), made_of=needed)
        empty = next(name for name in needed if not row[fields.index(name)].strip())
        self.findings.append(
            Finding(
                BAD_CELL,
                "this row has no `{field}`",
                table.span(number, fields.index(empty)),
                params={"field": empty},
                hint="fill the cell, or take the row out",
            )
        )
        self.torn = True
        return None

    def _id(
        self, table: Table, number: int, entry: str, column: int, made_of: Sequence[str] = ()
    ) -> str | None:
        """Return the id of a row, or None with a finding when it is none or already taken."""
        at = table.span(number, column)
        if entry in self.homes:
            first, home = self.homes[entry]
            columns = self.columns[first.file]
            of_first = first.span(
                home, columns.index("id" if "id" in columns else needed_columns(self.section)[0])
            )
            self.findings.append(
                Finding(
                    ROW_TWICE,
                    "`{id}` has two rows",
                    at,
                    params={"id": entry, "made_of": [*made_of, "channel"]},
                    hint="keep one: both have the same {made_of}"
                    if made_of
                    else "give one of them another id",
                    related=(Related(of_first, "first row"),),
                )
            )
            return None
        if entry in RESERVED_IDS:
            self.findings.append(reserved_id(at, entry))
        elif not entry:
            self.findings.append(
                Finding(BAD_CELL, "this row has no id", at, hint="give every row an id of its own")
            )
        elif not entry.isidentifier():
            self.findings.append(
                Finding(
                    BAD_CELL,
                    "`{id}` cannot be an id",
                    at,
                    params={"id": entry},
                    hint="an id starts with a letter, then letters, digits and `_`, as in `p618`",
                )
            )
        else:
            return entry
        self.torn = True
        return None


def _kinds(section: str) -> Mapping[str, str]:
    """Return how a cell of each field is to be read: `text`, `list`, `bool` or `int`; nested fields have no column."""
    kinds: dict[str, str] = {}
    for name, hint in typing.get_type_hints(SECTIONS[section].entity_type()).items():
        parts = set(typing.get_args(hint)) or {hint}
        if typing.get_origin(hint) is tuple:
            kinds[name] = "list"
        elif bool in parts:
            kinds[name] = "bool"
        elif int in parts:
            kinds[name] = "int"
        elif not any(isinstance(part, type) and _has_fields(part) for part in parts):
            kinds[name] = "text"
    return kinds


def _has_fields(part: type[Any]) -> bool:
    """Return whether a type has entries or fields of its own, for which no cell has room; quantities have none."""
    return issubclass(part, Mapping) or (
        issubclass(part, Struct) and part.__module__.startswith("ecsc.model.")
    )


def _cells(
    table: Table,
    number: int,
    row: Sequence[str],
    fields: Sequence[str | None],
    kinds: Mapping[str, str],
    findings: list[Finding],
    bad: list[str],
) -> Iterator[tuple[str, Any]]:
    """Yield the fields of one row; an empty cell states nothing. Fields that cannot be read go to `bad`."""
    for column, (field, cell) in enumerate(zip(fields, row, strict=True)):
        if field is None or field == "id" or not cell:
            continue
        kind = kinds[field]
        if kind == "list":
            yield field, [part.strip() for part in cell.replace("；", ";").split(";") if part.strip()]
        elif kind == "bool" and cell.lower() in _YES | _NO:
            yield field, cell.lower() in _YES
        elif kind == "int" and cell.isdecimal() and len(cell) < 20:
            yield field, int(cell)
        elif kind == "text":
            yield field, cell
        else:
            bad.append(field)
            findings.append(
                Finding(
                    BAD_CELL,
                    "`{cell}` is not true or false" if kind == "bool" else "`{cell}` is not a whole number",
                    table.span(number, column),
                    params={"cell": cell},
                    hint="write `true` or `false`" if kind == "bool" else "write digits only",
                )
            )


def no_table(at: Span, pattern: str, known: Sequence[str]) -> Finding:
    """Return the finding for a table that is not beside the strategy."""
    near = difflib.get_close_matches(pattern, known, n=5, cutoff=0.4)
    outside = pattern.startswith(("/", "~")) or ".." in pattern.split("/") or ":" in pattern
    return Finding(
        NO_TABLE,
        "`{path}` would leave the strategy's folder" if outside else "there is no table `{path}`",
        at,
        params={"path": pattern, "near": near},
        hint="keep tables inside the strategy's folder and name them from there"
        if outside
        else ("did you mean {near}?" if near else "paths are relative to the strategy's folder, with `/`"),
    )
