"""Whether every scenario can be applied: its changes name fields, and their values can be read there."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from ecsc.diagnostics import Finding, PathStep, Span
from ecsc.model.build import build
from ecsc.model.readers import identifier
from ecsc.model.rows import Rows
from ecsc.model.scenarios.applying import with_values
from ecsc.model.scenarios.ground import Ground, is_single, value_at
from ecsc.model.scenarios.resolving import Change, resolve
from ecsc.model.scenarios.written import changes_written
from ecsc.source import Document
from ecsc.source.shape.gate import check_shape


def check_scenarios(documents: Sequence[Document], rows: Mapping[str, Rows]) -> tuple[Finding, ...]:
    """Return what is wrong with the changes of all scenarios, located at the changes.

    Values are held against the schema and read, with no more of the strategy around them than the entries they
    are in; what only the whole shows (a reference, a date, a sum) is found when the scenario is computed.
    """
    ground = Ground(documents, rows)
    header: dict[str, Any] = {}
    for document in reversed(documents):
        part = document.data.get("strategy")
        header.update(part if isinstance(part, dict) else {})
    findings: list[Finding] = []
    for written in changes_written(documents).values():
        changes, found = resolve(written, ground)
        findings += found
        if changes:
            findings += _values(changes, ground, header)
    return tuple(findings)


def _values(changes: Sequence[Change], ground: Ground, header: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield what is wrong with the values of one scenario's changes."""
    small = _small(changes, ground, header)
    found, bad = check_shape(small, list(header))
    _, unread = build((small,), (bad,))
    places = {_path(one) for one in changes}
    spans = _Spans(changes)
    for finding in (*found, *unread):
        at = finding.at
        if isinstance(at, Span):
            if spans.hold(at):
                yield finding
        elif any(at.full_path[:length] in places for length in range(1, len(at.full_path) + 1)):
            yield msgspec.structs.replace(finding, at=small.span(at.full_path, at.part, at.within))


class _Spans:
    """Where the values of changes stand, to be asked often: they lie one behind the other in their files."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self._by_file: dict[str, list[tuple[int, int]]] = {}
        for one in changes:
            span = one.written.document.span(one.written.place)
            self._by_file.setdefault(span.file, []).append((span.start, span.end))
        for spans in self._by_file.values():
            spans.sort()

    def hold(self, at: Span) -> bool:
        """Return whether a place begins in one of the values."""
        spans = self._by_file.get(at.file, [])
        number = bisect_right(spans, (at.start, sys.maxsize)) - 1
        return number >= 0 and at.start <= spans[number][1]


def _small(changes: Sequence[Change], ground: Ground, header: Mapping[str, Any]) -> Document:
    """Return a document with the header and the changed entries alone, as the scenario has them."""
    data: dict[str, Any] = {"strategy": dict(header)}
    for one in changes:
        length = _length(one)
        home = _path(one)[:length]
        if one.section != "strategy" and value_at(data, home) is None:
            entry = ground.value(msgspec.structs.replace(one.home, path=one.home.path[:length]))
            _put(data, home, dict(entry))
    values = {_path(one): one.written.value for one in changes}
    moved = {_path(one): (one.written.document, one.written.place) for one in changes}
    source = changes[0].written.document.source
    return Document(source, with_values(data, values), moved=moved)


def _length(change: Change) -> int:
    """Return how many steps lead to the entry that a change is in."""
    depth = change.section.count(".") + 1
    return depth if is_single(change.section) else depth + 1


def _path(change: Change) -> tuple[PathStep, ...]:
    """Return the path of a changed field with its id in the form in which ids are compared, as findings have it."""
    path, length = change.home.path, _length(change)
    return (*(identifier(step) for step in path[:length]), *path[length:])


def _put(data: dict[str, Any], path: Sequence[PathStep], value: Any) -> None:
    for step in path[:-1]:
        data = data.setdefault(str(step), {})
    data[str(path[-1])] = value
