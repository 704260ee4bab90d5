"""From places in a strategy to places in files: the only way back to the YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec

from ecsc.diagnostics import At, Finding, Fix, PathStep, Place, Related, Span, Waived, identified, sort_key
from ecsc.diagnostics.finding import Meant
from ecsc.model.readers import identifier
from ecsc.model.sections import SECTIONS, home_of
from ecsc.model.shared import NOTHING_SHARED, Shared
from ecsc.source import Document, SourceText

if TYPE_CHECKING:
    from ecsc.model.rows import Rows


class Locator:
    """Turns the `At`s of findings into `Span`s through the documents and tables they came from."""

    def __init__(
        self, documents: Sequence[Document], rows: Mapping[str, Rows], shared: Shared = NOTHING_SHARED
    ) -> None:
        self._documents = documents
        files, packs = ([one.document for one in part] for part in (shared.files, shared.packs))
        # In the order in which they were read: of two policies of one id the first one counts.
        self._of_policies = (*files, *documents, *packs)
        self._rows = rows

    def located(
        self, findings: Iterable[Finding], waived: Iterable[Waived]
    ) -> tuple[tuple[Finding, ...], tuple[Waived, ...]]:
        """Return all that was found in a strategy, located and identified: what counts, and what is waived."""
        found, aside = self.locate_all(findings), self.locate_waived(waived)
        if not found and not aside:
            return found, aside
        together = [*((one, None) for one in found), *((each.finding, each) for each in aside)]
        together.sort(key=lambda pair: sort_key(pair[0]))
        named = zip(identified(one for one, _ in together), (each for _, each in together), strict=True)
        left: list[Finding] = []
        accepted: list[Waived] = []
        for one, each in named:
            if each is None:
                left.append(one)
            else:
                accepted.append(msgspec.structs.replace(each, finding=one))
        return tuple(left), tuple(accepted)

    def locate_all(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return the findings located, each once, sorted by file, place and code."""
        located: dict[object, Finding] = {}
        for finding in findings:
            one = self.locate(finding)
            located.setdefault((*sort_key(one), one.message, repr(one.params)), one)
        return tuple(sorted(located.values(), key=sort_key))

    def locate_waived(self, waived: Iterable[Waived]) -> tuple[Waived, ...]:
        """Return the same of findings that are waived."""
        located: dict[object, Waived] = {}
        for each in waived:
            one = self.locate(each.finding)
            there = msgspec.structs.replace(each, finding=one, at=self.span(each.at))
            located.setdefault((*sort_key(one), one.message, repr(one.params)), there)
        return tuple(sorted(located.values(), key=lambda each: sort_key(each.finding)))

    def locate(self, finding: Finding) -> Finding:
        """Return the finding with spans for its place and its related places."""
        related = tuple(Related(self.span(one.at), one.label, one.extra) for one in finding.related)
        about = finding.at if isinstance(finding.at, At) else finding.about or self._entry_at(finding.at)
        at = self.span(finding.at)
        fixes = finding.fixes or (self._fixes(finding.meant, at) if finding.meant is not None else ())
        return msgspec.structs.replace(finding, at=at, related=related, about=about, fixes=fixes)

    def _entry_at(self, at: Span) -> At | None:
        """Return the place in the strategy that stands at a span, None where none does: in a comment, a broken line."""
        for document in (*self._documents, *self._of_policies):
            if document.source.file == at.file:
                return _at(document.path_at(at.start))
        return self._cells.get((at.file, at.start))

    @cached_property
    def _cells(self) -> Mapping[tuple[str, int], At]:
        """Return the place in the strategy of every cell of a table, by file and offset."""
        return {
            (cell.file, cell.start): At(section, entry, (field,) if field != "id" else ())
            for section, rows in self._rows.items()
            for entry, (table, _) in rows.homes.items()
            for field in rows.columns[table.file]
            if field is not None and (cell := rows.span(entry, field)) is not None
        }

    def _fixes(self, meant: Meant, at: Span) -> tuple[Fix, ...]:
        """Return the fix that writes what was meant, none where the word does not stand there once as it was read."""
        source = self._source(at.file)
        if source is None or not meant.was:
            return ()
        written = source.text[at.start : at.end]
        found = list(re.finditer(rf"(?<![\w.]){re.escape(meant.was)}(?![\w.])", written))
        mark = written[:1]
        text = meant.text
        if mark in ("'", '"') and mark in text:  # inside quotation marks the other ones stand for a text
            text = text.replace(mark, "'" if mark == '"' else '"')
        if len(found) != 1 or (mark in ("'", '"') and ("\\" in text or ("'" in text and '"' in text))):
            return ()
        start, end = (at.start + offset for offset in found[0].span())
        return (Fix(source.span(start, end), text, meant.safe),)

    def _source(self, file: str) -> SourceText | None:
        for document in (*self._documents, *self._of_policies):
            if document.source.file == file:
                return document.source
        tables = (table for rows in self._rows.values() for table, _ in rows.homes.values())
        return next((table.source for table in tables if table.file == file), None)

    def span(self, place: Place) -> Span:
        """Return the span of a place; of an entity that no file defines, the strategy's header."""
        if isinstance(place, Span):
            return place
        for document in self._of_policies if place.section == "policies" else self._documents:
            path = _path_in(document, place)
            if path is not None:
                return _span(document, path, place)
        rows = self._rows.get(place.section)
        if rows is not None and place.id:
            cell = rows.span(place.id, str(place.path[0]) if place.path else None)
            if cell is not None:
                return cell
        if place.section == "strategy" and place.path:
            return self.span(At("strategy", part="key"))
        if self._documents:
            return self._documents[0].span((), "key")
        return Span("", 0, 0, 1, 1, 1, 1)

    def written(self, section: str, entry: str) -> dict[str, Any] | None:
        """Return the fields of an entry as its files write them, None where none does; "" is a single section's id."""
        found: dict[str, Any] = {}
        for document in self._of_policies if section == "policies" else self._documents:
            path = _path_in(document, At(section, entry))
            fields = _value(document, path) if path is not None else None
            if isinstance(fields, dict):
                found = fields | found
        rows = self._rows.get(section)
        if rows is not None and entry in rows.entries:
            found |= rows.entries[entry]
        return found or None


def _at(path: Sequence[PathStep]) -> At | None:
    """Return the place in the strategy that the path of a document leads to, None of an empty one."""
    section, rest = home_of(path)
    if not path:
        return None
    if not rest or section not in SECTIONS or SECTIONS[section].single or not isinstance(rest[0], str):
        return At(section, path=rest)
    return At(section, identifier(rest[0]), rest[1:])


def _path_in(document: Document, place: At) -> tuple[str | int, ...] | None:
    """Return the path of the place in this document, with the id as this file spells it; None if not here."""
    entries: object = document.data
    for step in place.section.split("."):
        entries = entries.get(step) if isinstance(entries, dict) else None
    if not isinstance(entries, dict):
        return None
    if not place.id:
        if place.path and place.path[0] not in entries:
            return None
        return place.full_path
    if place.id in entries:
        return place.full_path
    for written in entries:
        if not written.isascii() and identifier(written) == place.id:
            return (*place.section.split("."), written, *place.path)
    return None


def _span(document: Document, path: tuple[str | int, ...], place: At) -> Span:
    """Return the span of a path; the first item of a field written without a list is the field's value."""
    if path and isinstance(path[-1], int) and not isinstance(_value(document, path[:-1]), list):
        path = path[:-1]
    return document.span(path, place.part, place.within)


def _value(document: Document, path: tuple[str | int, ...]) -> object:
    node: object = document.data
    for step in path:
        if isinstance(node, dict):
            node = node.get(step)
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            node = node[step]
        else:
            return None
    return node
