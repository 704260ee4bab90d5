"""What failed at the gate, in the author's words: one finding a cause, in the order of the file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from ecsc.diagnostics import Finding, Span
from ecsc.source.shape import rules
from ecsc.source.shape.engines import Failure
from ecsc.source.shape.mending import indented
from ecsc.source.shape.schema_files import DataPath, bundle, fields_of
from ecsc.source.shape.slips import Slip, slips
from ecsc.source.shape.suggest import near_words, same_word
from ecsc.source.shape.wrong_keys import bad_id, missing_keys, unknown_key
from ecsc.source.shape.wrong_values import wrong_value

if TYPE_CHECKING:
    from ecsc.source.document import Document

_CAUSES: Final = ("type", "const", "enum", "pattern", "minimum", "maximum")
"""Which keyword tells the cause when several fail at one value."""

A_SLIP: Final = 0.85
"""How alike a key must be to one of ours, by difflib's ratio, for the file to be taken for one of ours."""

_ANYBODYS: Final = frozenset({"id", "name", "description", "version", "owner", "language"})
"""Fields of the header that files of other programs have as well."""


class Report:
    """The findings so far, the paths not to be read, and the paths about which nothing more is told."""

    def __init__(self, document: Document) -> None:
        self.findings: list[Finding] = []
        self.bad: set[DataPath] = set()
        self._told: set[DataPath] = set(document.damaged)

    def add(self, finding: Finding, *paths: DataPath, followers: bool = False) -> None:
        """Take a finding on `paths`; unless `followers`, what lies under them is not told again."""
        self.findings.append(finding)
        self.bad.update(paths)
        if not followers:
            self._told.update(paths)

    def lose(self, section: str, entries: object) -> None:
        """Note the entries of a section that is not read: others may name them, and are right to.

        `entries` is the section as it was written, in a misspelt place or as a list; each that has an id
        is noted under the section it was meant for.
        """
        if isinstance(entries, list):
            written = (item for item in entries if isinstance(item, dict) and item)
            entries = [item.get("id", next(iter(item))) for item in written]
        if isinstance(entries, dict | list) and section in fields_of(bundle()):
            self.bad.update((section, name) for name in entries if isinstance(name, str))

    def covers(self, path: DataPath) -> bool:
        """Return whether a finding stands already for `path` or for something above it."""
        return any(path[:length] in self._told for length in range(len(path) + 1))


def explain(
    document: Document, failed: Sequence[Failure], header_keys: frozenset[str]
) -> tuple[tuple[Finding, ...], frozenset[DataPath]]:
    """Return the findings for `failed` and the paths that must not be read, as `check_shape` promises."""
    data, report = document.data, Report(document)
    report.bad.update(each.full_path for each in failed if report.covers(each.full_path))
    if isinstance(data, dict):
        if is_foreign(data):
            report.add(_foreign(document), *((name,) for name in data))
            return tuple(report.findings), frozenset(report.bad)
        for slip in slips(data):
            report.add(_not_indented(document, slip), *slip.paths)
            if len(slip.path) == 1:
                report.lose(str(slip.path[0]), dict.fromkeys(slip.keys))
    left = sorted(
        (each for each in failed if not report.covers(each.full_path)), key=lambda each: len(each.path)
    )
    renamed = _keys(document, left, report)
    _missing(document, left, report, renamed | {(("strategy",), key) for key in header_keys})
    causes: dict[DataPath, str] = {}
    for each in left:
        if each.keyword in _CAUSES:
            known = causes.setdefault(each.path, each.keyword)
            causes[each.path] = min(known, each.keyword, key=_CAUSES.index)
    for path, keyword in causes.items():
        finding = None if report.covers(path) else wrong_value(document, path, keyword)
        if finding is not None:
            report.add(finding, path)
            if len(path) == 1:
                report.lose(str(path[0]), data[str(path[0])])
    return tuple(sorted(report.findings, key=_position)), frozenset(report.bad)


def _position(finding: Finding) -> tuple[int, str]:
    return (finding.at.start if isinstance(finding.at, Span) else 0), finding.rule.code


def _keys(document: Document, left: list[Failure], report: Report) -> set[tuple[DataPath, str]]:
    """Tell unknown and misspelt keys; return the fields that they were most likely meant to be."""
    renamed: set[tuple[DataPath, str]] = set()
    for each in left:
        if each.keyword == "additionalProperties":
            finding, meant = unknown_key(document, each.path, each.key)
            report.add(finding, each.full_path)
            renamed.add((each.path, meant))
            if not each.path:
                report.lose(meant, document.data[each.key])
        elif each.keyword == "propertyNames":
            report.add(bad_id(document, each.full_path), each.full_path, followers=True)
    return renamed


def _missing(
    document: Document, left: list[Failure], report: Report, given: set[tuple[DataPath, str]]
) -> None:
    """Tell which entries lack fields, unless an unknown key beside them was meant to be the field."""
    lacking: dict[DataPath, list[str]] = {}
    for each in left:
        if each.keyword == "required":
            names = lacking.setdefault(each.path, [])
            if (each.path, each.key) not in given:
                names.append(each.key)
            elif each.path != ("strategy",):
                report.bad.add(each.path)
    if ("strategy",) in lacking and _header_is_elsewhere(document.data["strategy"], given):
        del lacking["strategy",]
    for path, names in lacking.items():
        if names and not report.covers(path):
            report.add(missing_keys(document, path, names), path, followers=True)


def _header_is_elsewhere(part: dict[str, Any], given: set[tuple[DataPath, str]]) -> bool:
    """Return whether another file holds the head of the header: what is missing is told there, once."""
    for name in bundle()["$defs"]["strategy"]["required"]:
        if name in part:
            return False
        if (("strategy",), name) in given:
            return True
    return False


def is_foreign(data: dict[Any, Any]) -> bool:
    """Return whether no key of the file is ours, nor a misspelling of one."""
    known = bundle()["properties"]
    header = fields_of(bundle()["$defs"]["strategy"])

    def ours(key: str) -> bool:
        return (
            key in known
            or key.startswith("x-")
            or (key in header and key not in _ANYBODYS)
            or bool(same_word(key, bundle()))
            or bool(near_words(key, known, A_SLIP))
        )

    return bool(data) and not any(ours(str(key)) for key in data)


def _foreign(document: Document) -> Finding:
    first = next(iter(document.data)) if isinstance(document.data, dict) else ""
    return Finding(
        rules.FOREIGN_FILE,
        "this file has no section of a strategy, and is left out",
        document.span((first,), "key"),
        params={"sections": list(fields_of(bundle()))[:6]},
        hint="sections are {sections} and more; exclude it in `ecsc.toml` if it is not meant to be read",
    )


def _not_indented(document: Document, slip: Slip) -> Finding:
    return Finding(
        rules.NOT_INDENTED,
        "`{where}` has nothing under it, and what belongs there follows at the same depth: {keys}",
        document.span(slip.path, "key"),
        params={"where": ".".join(map(str, slip.path)), "keys": list(slip.keys[:5])},
        label="what follows should be indented",
        hint="put two more blanks in front of {keys}, so that they stand under `{where}`",
        fixes=indented(document, slip.paths[1:]),
    )
