"""The files of a strategy become one: sections merged, definitions counted, refused paths dropped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ecsc.diagnostics import Finding, PathStep, Span
from ecsc.model.findings import defined_twice, reserved_id, set_twice
from ecsc.model.governance import Origin
from ecsc.model.readers import identifier as normal
from ecsc.model.sections import RESERVED_IDS, SECTIONS, home_of
from ecsc.model.shared import NOTHING_SHARED, SECTION, Shared, SharedFile
from ecsc.source import Document

if TYPE_CHECKING:
    from ecsc.model.rows import Rows


class Assembled(Struct, frozen=True):
    """All entries by section and id, first definition first; `header` is None when there is none to read.

    `singles` are the sections that are one object, without the sections inside them; `shared` says of the
    policies that are not the strategy's own where they come from.
    """

    header: Mapping[str, Any] | None
    tables: Mapping[str, Any]
    singles: Mapping[str, Mapping[str, Any]]
    sections: Mapping[str, Mapping[str, Mapping[str, Any]]]
    damaged: Mapping[tuple[str, str], frozenset[str]]
    lost: frozenset[tuple[str, str]]
    torn: frozenset[str]
    shared: Mapping[str, Origin]


class _Assembly:
    """The strategy while its files are read one after another."""

    def __init__(self) -> None:
        self.sections: dict[str, dict[str, Mapping[str, Any]]] = {}
        self.homes: dict[str, dict[str, tuple[Document, str]]] = {}
        self.damaged: dict[tuple[str, str], frozenset[str]] = {}
        self.lost: set[tuple[str, str]] = set()
        self.torn: set[str] = set()
        self.shared: dict[str, Origin] = {}
        self.findings: list[Finding] = []

    def add(self, document: Document, section: str, entries: Mapping[str, Any]) -> None:
        """Add one file's entries of one section."""
        into = self.sections.setdefault(section, {})
        homes = self.homes.setdefault(SECTIONS[section].union, {})
        for key, raw in entries.items():
            identifier = key if key.isascii() else normal(key)
            place = (*section.split("."), key)
            if identifier in RESERVED_IDS:
                self.findings.append(reserved_id(document.span(place, "key"), identifier))
            first = homes.get(identifier)
            if first is not None:
                self._twice(first, document.span(place, "key"), section, key)
                continue
            homes[identifier] = (document, section)
            if isinstance(raw, Mapping):
                into[identifier] = raw
            else:
                self.lost.add((section, identifier))

    def add_rows(self, rows: Rows) -> None:
        """Add the entries of tables, after those of all files: what a file defines stands."""
        into = self.sections.setdefault(rows.section, {})
        homes = self.homes.setdefault(SECTIONS[rows.section].union, {})
        for entry, raw in rows.entries.items():
            at = rows.span(entry, "id")
            if entry not in homes:
                into[entry] = raw
                if entry in rows.damaged:
                    self.damaged[rows.section, entry] = rows.damaged[entry]
            elif at is not None:
                self._twice(homes[entry], at, rows.section, entry)
        if rows.torn:
            self.torn.add(rows.section)

    def add_shared(self, one: SharedFile, *, yields: bool) -> None:
        """Add the policies of a file that strategies share, or of a pack, which `yields` to what is defined."""
        data = _without(one.document.data, one.refused, self) if one.refused else one.document.data
        entries = data.get(SECTION)
        if not isinstance(entries, dict):
            return
        known = self.homes.get(SECTION, {})
        if yields:
            entries = {key: raw for key, raw in entries.items() if key not in known}
        before = frozenset(known)
        self.add(one.document, SECTION, entries)
        self.shared |= {name: one.origin for name in self.homes.get(SECTION, {}) if name not in before}

    def _twice(self, first: tuple[Document, str], at: Span, section: str, key: str) -> None:
        home, first_section = first
        self.lost.add((section, normal(key)))  # what the second one says is not read
        original = _key_span(home, first_section, key)
        self.findings.append(defined_twice(at, key, section, first_section, original))


def _key_span(document: Document, section: str, identifier: str) -> Span:
    """Return the span of the id's key, in whichever Unicode form the file spells it."""
    entries: Any = document.data
    for step in section.split("."):
        entries = entries.get(step) or {}
    written = next((key for key in entries if normal(key) == normal(identifier)), identifier)
    return document.span((*section.split("."), written), "key")


def assemble(
    documents: Sequence[Document],
    bad: Sequence[frozenset[tuple[PathStep, ...]]],
    rows: Iterable[Rows],
    shared: Shared = NOTHING_SHARED,
) -> tuple[Assembled, tuple[Finding, ...]]:
    """Return the merged sections and the findings about ids and keys that are set more than once."""
    assembly = _Assembly()
    for one in shared.files:
        assembly.add_shared(one, yields=False)
    header = _Singleton("strategy")
    tables = _Singleton("tables")
    singles = {name: _Singleton(name) for name, section in SECTIONS.items() if section.single}
    for index, document in enumerate(documents):
        refused = (bad[index] if index < len(bad) else frozenset()) | document.damaged
        data = _without(document.data, refused, assembly) if refused else document.data
        for name, entries in data.items():
            if name in singles:
                data = {**data, name: _inner(document, name, entries, assembly)}
            elif name in SECTIONS and isinstance(entries, dict):
                assembly.add(document, name, entries)
            elif name in SECTIONS and entries is not None:
                assembly.torn.add(name)
        for singleton in (header, tables, *(singles[name] for name in data if name in singles)):
            assembly.findings.extend(singleton.merge(document, data))
    for table in rows:
        assembly.add_rows(table)
    for one in shared.packs:
        assembly.add_shared(one, yields=True)
    merged = Assembled(
        header.value if header.seen else None,
        tables.value,
        {name: one.value for name, one in singles.items() if one.seen},
        assembly.sections,
        assembly.damaged,
        frozenset(assembly.lost),
        frozenset(assembly.torn),
        assembly.shared,
    )
    return merged, tuple(assembly.findings)


def _with_inner(section: str) -> Iterable[str]:
    """Return a section with those that are written inside it, which are torn with it."""
    return (section, *(name for name in SECTIONS if name.startswith(f"{section}.")))


def _inner(document: Document, name: str, entries: Any, assembly: _Assembly) -> Any:
    """Add the entries of the sections inside a single one; return what is its own."""
    if not isinstance(entries, dict):
        if entries is not None:
            assembly.torn.update(_with_inner(name))
        return entries
    own = dict(entries)
    for key in entries:
        section = f"{name}.{key}"
        if section in SECTIONS:
            inside = own.pop(key)
            if isinstance(inside, dict):
                assembly.add(document, section, inside)
            elif inside is not None:
                assembly.torn.add(section)
    return own


class _Singleton:
    """A section that is one object; its files merge by top key."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.seen = False
        self.value: dict[str, Any] = {}
        self._homes: dict[str, Document] = {}

    def merge(self, document: Document, data: Mapping[str, Any]) -> Iterable[Finding]:
        """Take over one file's keys; yield a finding for each that an earlier file has set."""
        part = data.get(self.name)
        if not isinstance(part, dict):
            return
        self.seen = True
        for key, value in part.items():
            if key in self.value:
                place = (self.name, key)
                yield set_twice(
                    document.span(place, "key"), f"{self.name}.{key}", self._homes[key].span(place, "key")
                )
                continue
            self.value[key] = value
            self._homes[key] = document


def _without(
    data: Mapping[str, Any], refused: Iterable[tuple[PathStep, ...]], assembly: _Assembly
) -> dict[str, Any]:
    """Return the data without what could not be read, noting whose fields were dropped.

    Only what lies on a refused path is copied. A refused item takes its whole list along: the other
    items would otherwise stand at positions the author did not write.
    """
    copy: dict[str, Any] = dict(data)
    own = {id(copy)}
    for path in refused:
        section, rest = home_of(path)
        if rest and (section == "strategy" or (section in SECTIONS and SECTIONS[section].single)):
            rest = ("", *rest)
        if len(rest) >= 2 and (section in SECTIONS or section == "strategy"):
            key = (section, normal(str(rest[0])))
            assembly.damaged[key] = assembly.damaged.get(key, frozenset()) | {str(rest[1])}
        elif len(rest) == 1 and section in SECTIONS:
            assembly.lost.add((section, normal(str(rest[0]))))
        elif not rest and section in SECTIONS:
            assembly.torn.update(_with_inner(section))
        elif section == "tables":
            # What would have stood in their rows is not known: of one section, or of any.
            assembly.torn.update([str(rest[0])] if rest else SECTIONS)
        _drop(copy, path, own)
    return copy


def _drop(copy: dict[str, Any], path: tuple[PathStep, ...], own: set[int]) -> None:
    """Take what `path` leads to out of `copy`; what lies above it is copied once, which `own` remembers.

    The identities in `own` are of copies alone: the objects of the data live on, so that no copy gets one of theirs.
    """
    node = copy
    for step, following in zip(path, (*path[1:], None), strict=True):
        child = node.get(str(step))
        if not isinstance(child, dict) or not isinstance(following, str):
            node.pop(str(step), None)
            return
        if id(child) not in own:
            node[str(step)] = child = dict(child)
            own.add(id(child))
        node = child
