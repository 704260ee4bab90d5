"""The order of the stages: the only place that knows it.

bytes → Document → (shape) → Strategy → LinkedStrategy → Assessed → Plan. Each stage returns its value and
its findings; a stage whose input is missing is left out, never guessed.
"""

from __future__ import annotations

import datetime as dt
import fnmatch
import posixpath
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec import Struct

from ecsc.diagnostics import Finding, Severity
from ecsc.locating import Locator
from ecsc.model import SECTIONS, build
from ecsc.model.findings import several_strategies
from ecsc.model.header import Simulation
from ecsc.source import Document, SourceText, read_document, unreadable
from ecsc.source.shape.gate import check_shape

if TYPE_CHECKING:
    from ecsc.assess import Assessed
    from ecsc.assess.baseline import Baseline as Measure
    from ecsc.assess.baseline import NoBaseline
    from ecsc.compiled import Compiled
    from ecsc.model.header import Baseline
    from ecsc.model.rows import Rows
    from ecsc.source.tables import Table


NO_FILE = "there is no such file"
NO_FILE_HINT = "write it with `ecsc baseline`, or mend its name"


class NotThereError(Exception):
    """What a strategy names cannot be had. `reason` and `hint` are message templates, `params` their values."""

    def __init__(self, reason: str, hint: str, **params: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint
        self.params = params


def _nothing_beside(path: str) -> bytes:  # noqa: ARG001 - what it would read
    raise NotThereError(NO_FILE, NO_FILE_HINT)


def _no_past(revision: str) -> StrategyInput:  # noqa: ARG001 - ditto
    raise NotThereError("no git repository can be read here", "name a `file:` instead")


class StrategyInput(Struct, frozen=True):
    """One strategy as files: YAML files with their bytes, and what lies beside them, read on demand.

    `files` are (name as shown to people, bytes) in sorted order; `tables` maps a path relative to the
    strategy's folder, with `/`, to a function that reads it. Nothing outside the folder can be named.
    `beside` reads one other file by such a path, `past` the strategy as it stood at a git revision; both
    raise `NotThereError`.
    """

    folder: str
    files: tuple[tuple[str, bytes], ...]
    tables: Mapping[str, Callable[[], bytes]] = {}
    beside: Callable[[str], bytes] = _nothing_beside
    past: Callable[[str], StrategyInput] = _no_past


class Result(Struct, frozen=True):
    """What came of one strategy: located, sorted findings, the texts they point into, the plan if any.

    `assessed` is what the plan is made of, for questions that change it. `name` is the strategy's id where it
    could be read; `counts` how many entries each section has; `baseline_file` the file that the strategy itself
    names for its baseline; `tables` are the tables that it names; `locator` leads from its
    entries back to the files.
    """

    folder: str
    findings: tuple[Finding, ...]
    sources: Mapping[str, SourceText]
    compiled: Compiled | None
    name: str = ""
    counts: Mapping[str, int] = {}
    baseline_file: str | None = None
    assessed: Assessed | None = None
    tables: tuple[str, ...] = ()
    locator: Locator | None = None


class _Read(Struct, frozen=True):
    """The files of a strategy, read and held against the schema."""

    documents: tuple[Document, ...]
    bad: tuple[frozenset[tuple[str | int, ...]], ...]
    tables: tuple[Table, ...]
    rows: Mapping[str, Rows]
    table_names: tuple[str, ...]
    findings: tuple[Finding, ...]


def _simulation(
    own: Simulation | None, asked: Mapping[str, int] | Literal[False] | None
) -> Simulation | None:
    """Return the simulation to play: the strategy's own, with what was asked for in place of its settings."""
    if asked is False:
        return None
    return own if asked is None else msgspec.structs.replace(own or Simulation(), **asked)


def compile_strategy(
    given: StrategyInput,
    *,
    as_of: dt.date | None = None,
    baseline: Baseline | None = None,
    plan: bool = True,
    simulate: Mapping[str, int] | Literal[False] | None = None,
) -> Result:
    """Compile one strategy.

    `compiled` is None when the header cannot be read, or when no `plan` is wanted. `as_of` replaces the
    strategy's own day, `baseline` its own baseline, an empty one for none; the clock is never asked.
    `simulate` asks for a simulation though the header may not, with these `runs` and `seed` in place of its
    own; False is for who reads no simulation, whatever the header says. Only a plan is simulated, and that
    raises `MissingExtraError` without numpy.
    """
    read = _read(given)
    headed = [document for document in read.documents if "id" in _header_keys(document)]
    if len(headed) > 1:
        headers = [document.span(("strategy",), "key") for document in headed]
        return Result(given.folder, (several_strategies(headers),), _sources(read), None)
    strategy, findings = build(read.documents, read.bad, read.rows.values())
    header = strategy.header
    chosen = {
        "as_of": as_of or header.as_of,
        "baseline": header.baseline if baseline is None else baseline,
        "simulation": _simulation(header.simulation, simulate),
    }
    strategy = msgspec.structs.replace(strategy, header=msgspec.structs.replace(header, **chosen))
    found = [*read.findings, *findings]
    compiled: Compiled | None = None
    assessed: Assessed | None = None
    locator = Locator(read.documents, read.rows)
    if strategy.header_read:
        from ecsc.link import link

        linked, link_findings = link(strategy)
        found.extend(link_findings)
        from ecsc.assess import assess
        from ecsc.rules import check_all

        before = _baseline(given, strategy.header.baseline)
        assessed = assess(linked, before)
        found.extend(check_all(assessed))
        if plan:
            from ecsc.compiled import Compiled
            from ecsc.plan.making import make_plan

            made = make_plan(assessed, source_hash(given, read.table_names, before))
            compiled = Compiled(made, locator.locate_all(found))
    else:
        from ecsc.link.references import check_references

        found.extend(check_references(strategy))
    located = compiled.findings if compiled is not None else locator.locate_all(found)
    counts = {name: len(entries) for name in SECTIONS if (entries := strategy.section(name))}
    name = strategy.header.id if strategy.header_read else ""
    own = header.baseline.file if header.baseline is not None else None
    return Result(
        given.folder,
        located,
        _sources(read),
        compiled,
        name,
        counts,
        own,
        assessed,
        read.table_names,
        locator,
    )


def _baseline(given: StrategyInput, named: Baseline | None) -> Measure | NoBaseline | None:
    """Return the plan to measure against, or why there is none; None where none is named, or two are."""
    if named is None or (named.file is None) == (named.revision is None):
        return None
    from ecsc.assess.baseline import Baseline as Measure
    from ecsc.assess.baseline import NoBaseline
    from ecsc.source.baseline_file import NoBaselineError, dates_of

    field: Literal["file", "revision"] = "revision" if named.file is None else "file"
    try:
        if named.file is not None:
            return Measure(named.file, dates_of(given.beside(named.file)))
        return _measure(given.past(named.revision or ""), named.revision or "")
    except (NotThereError, NoBaselineError) as problem:
        return NoBaseline(field, problem.reason.format(**problem.params), problem.hint)


def _measure(given: StrategyInput, revision: str) -> Measure:
    """Return the dates of a strategy as it once stood. A baseline of its own does not count."""
    from ecsc.assess import assess
    from ecsc.assess.baseline import Baseline as Measure
    from ecsc.assess.baseline import recorded
    from ecsc.link import link

    read = _read(given)
    strategy, findings = build(read.documents, read.bad, read.rows.values())
    if not strategy.header_read:
        raise NotThereError("the strategy could not be read at that revision", "name another revision")
    linked, link_findings = link(strategy)
    assessed = assess(linked)
    times = assessed.timetable
    found = (*read.findings, *findings, *link_findings)
    errors = sum(finding.level is Severity.ERROR for finding in found) + len(times.schedule.cycles)
    return Measure(revision, recorded(assessed.linked.strategy, times), errors)


def _sources(read: _Read) -> dict[str, SourceText]:
    texts = {document.source.file: document.source for document in read.documents}
    return texts | {table.file: table.source for table in read.tables}


def _read(given: StrategyInput) -> _Read:
    documents: list[Document] = []
    findings: list[Finding] = []
    for file, raw in given.files:
        document, found = read_document(file, raw)
        documents.append(document)
        findings.extend(found)
    header_keys = [key for document in documents for key in _header_keys(document)]
    bad: list[frozenset[tuple[str | int, ...]]] = []
    for document in documents:
        shape_findings, refused = check_shape(document, header_keys)
        findings.extend(shape_findings)
        bad.append(refused)
    tables, rows, names = _tables(documents, given, findings)
    return _Read(tuple(documents), tuple(bad), tables, rows, names, tuple(findings))


def _header_keys(document: Document) -> Sequence[str]:
    header = document.data.get("strategy")
    return list(header) if isinstance(header, dict) else []


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
        for section, pattern in declared.items() if isinstance(declared, dict) else ():
            if section not in SECTIONS or not SECTIONS[section].table or not isinstance(pattern, str):
                continue
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

    shown = posixpath.normpath(posixpath.join(given.folder, name))
    try:
        raw = given.tables[name]()
    except OSError as error:
        findings.append(unreadable(shown, error.strerror or str(error)))
        return None
    table, found = read_table(shown, raw)
    findings.extend(found)
    return table


def source_hash(
    given: StrategyInput, tables: Sequence[str] = (), baseline: Measure | NoBaseline | None = None
) -> str:
    """Return the SHA-256 of the strategy's sources in hex: each file's base name, length and bytes, in order.

    `tables` are the tables it names, `baseline` the dates it is measured against, which are a source too; the
    folder's own path does not count, so a copy has the same hash.
    """
    from hashlib import sha256

    digest = sha256()
    for name, raw in (*given.files, *((name, _bytes_of(given, name)) for name in sorted(set(tables)))):
        digest.update(f"{posixpath.basename(name)}\0{len(raw)}\0".encode())
        digest.update(raw)
    if (dates := getattr(baseline, "dates", None)) is not None:
        from ecsc.source.baseline_file import bytes_of

        digest.update(bytes_of(dates))
    return digest.hexdigest()


def _bytes_of(given: StrategyInput, table: str) -> bytes:
    """Return the bytes of a table, none of one that cannot be read: that is told where it is named."""
    try:
        return given.tables[table]()
    except OSError:
        return b""


__all__ = ["NO_FILE", "NO_FILE_HINT", "NotThereError", "Result", "StrategyInput", "compile_strategy"]
