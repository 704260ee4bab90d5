"""Bytes → documents and tables, held against the schema."""

from __future__ import annotations

import fnmatch
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from ecsc.diagnostics import Finding
from ecsc.model import SECTIONS
from ecsc.model.shared import Shared
from ecsc.pipeline.inputs import NoScenarioError, StrategyInput
from ecsc.source import Document, SourceText, read_document, unreadable
from ecsc.source.comments import Commented, all_comments
from ecsc.source.shape.gate import check_shape

if TYPE_CHECKING:
    from ecsc.model.rows import Rows
    from ecsc.source.tables import Table


class Read(Struct, frozen=True):
    """The files of a strategy, read and held against the schema."""

    documents: tuple[Document, ...]
    bad: tuple[frozenset[tuple[str | int, ...]], ...]
    tables: tuple[Table, ...]
    rows: Mapping[str, Rows]
    table_names: tuple[str, ...]
    findings: tuple[Finding, ...]


def read_files(given: StrategyInput, scenario: str | None = None) -> Read:
    """Read the files of a strategy, with the changes of a scenario made.

    Raises `NoScenarioError` where the strategy has no such scenario.
    """
    documents: list[Document] = []
    findings: list[Finding] = []
    for file, raw in given.files:
        document, found = read_document(file, raw)
        documents.append(document)
        findings.extend(found)
    tables, rows, names = _tables(documents, given, findings)
    if scenario is not None or any("scenarios" in document.data for document in documents):
        documents, rows = _scenarios(documents, rows, scenario, findings)
    keys = [key for document in documents for key in header_keys(document)]
    bad: list[frozenset[tuple[str | int, ...]]] = []
    for document in documents:
        shape_findings, refused = check_shape(document, keys)
        findings.extend(shape_findings)
        bad.append(refused)
    return Read(tuple(documents), tuple(bad), tables, rows, names, tuple(findings))


def _scenarios(
    documents: Sequence[Document], rows: dict[str, Rows], wanted: str | None, findings: list[Finding]
) -> tuple[list[Document], dict[str, Rows]]:
    """Tell what is wrong with any scenario; return the documents and rows as the one that is wanted has them."""
    from ecsc.model.readers import identifier
    from ecsc.model.scenarios import applied, check_scenarios, scenario_ids

    findings.extend(check_scenarios(documents, rows))
    if wanted is None:
        return list(documents), rows
    known = scenario_ids(documents)
    if identifier(wanted) not in known:
        raise NoScenarioError(wanted, known)
    after, rows = applied(documents, rows, identifier(wanted))
    return list(after), rows


def header_keys(document: Document) -> Sequence[str]:
    """Return the fields of the header that a file gives."""
    header = document.data.get("strategy")
    return list(header) if isinstance(header, dict) else []


def sources_of(read: Read, shared: Shared) -> dict[str, SourceText]:
    """Return the texts that findings point into, by file."""
    documents = (*read.documents, *shared.documents)
    texts = {document.source.file: document.source for document in documents}
    return texts | {table.file: table.source for table in read.tables}


def comments_in(read: Read, shared: Shared) -> tuple[Commented, ...]:
    """Return the files with comments that set findings aside, policy files of the organisation included."""
    return all_comments((*read.documents, *(one.document for one in shared.files)))


def _tables(
    documents: Sequence[Document], given: StrategyInput, findings: list[Finding]
) -> tuple[tuple[Table, ...], dict[str, Rows], tuple[str, ...]]:
    """Read the tables that the documents name. Only files beside the strategy can be named at all."""
    read: list[Table] = []
    rows: dict[str, Rows] = {}
    used: list[str] = []
    if not any("tables" in document.data for document in documents):
        return (), {}, ()
    from ecsc.model.rows import no_table, read_rows

    for document in documents:
        declared = document.data.get("tables")
        for section, named in declared.items() if isinstance(declared, dict) else ():
            if (
                section not in SECTIONS
                or not SECTIONS[section].table
                or isinstance(named, (dict, list, type(None)))
            ):
                continue
            pattern = str(named)  # a file may be called by a year
            names = sorted(
                name for name in given.tables if fnmatch.fnmatchcase(name, pattern.removeprefix("./"))
            )
            if not names:
                findings.append(no_table(document.span(("tables", section)), pattern, sorted(given.tables)))
            tables = [table for name in names if (table := _table(given, name, findings)) is not None]
            read.extend(tables)
            used.extend(names)
            found_rows, found = read_rows(section, tables)
            # Of a table that is not there or cannot be opened, nobody knows what it defines.
            torn = found_rows.torn or not names or len(tables) < len(names)
            rows[section] = msgspec.structs.replace(found_rows, torn=torn)
            findings.extend(found)
    return tuple(read), rows, tuple(used)


def _table(given: StrategyInput, name: str, findings: list[Finding]) -> Table | None:
    from ecsc.source.tables import read_table

    shown = given.shown(name)
    try:
        raw = given.tables[name]()
    except OSError as error:
        findings.append(unreadable(shown, error.strerror or str(error)))
        return None
    table, found = read_table(shown, raw)
    findings.extend(found)
    return table
