"""Reviewdog's diagnostic format: columns count UTF-8 bytes from 1, ends are exclusive.

Source: reviewdog, `proto/rdf/reviewdog.proto` and its JSON schema.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ecsc.diagnostics import Severity, Span
from ecsc.report.checked import Checked
from ecsc.report.formats.asked import Report
from ecsc.report.formats.places import byte_column, document_of, file_of, is_whole_file, text_of
from ecsc.report.told import Told, Where

if TYPE_CHECKING:
    from ecsc.source import SourceText

LEVELS = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def render(report: Report) -> Iterator[str]:
    """Yield the document."""
    document = {
        "source": {"name": "ecsc"},
        "diagnostics": [_diagnostic(finding, one, report) for one, finding in report.findings()],
    }
    yield document_of(document, report)


def _diagnostic(finding: Told, one: Checked, report: Report) -> dict[str, Any]:
    found: dict[str, Any] = {
        "message": text_of(finding),
        "location": _location(finding.at, one, report),
        "severity": LEVELS[finding.severity],
        "code": {"value": finding.code},
    }
    related = [
        {"message": each.message, "location": _location(each.at, one, report)}
        for each in finding.related
        if isinstance(each.at, Span) and each.at.file
    ]
    if related:
        found["related_locations"] = related
    if suggestion := _suggestion(finding, one):
        found["suggestions"] = [suggestion]
    return found


def _suggestion(finding: Told, one: Checked) -> dict[str, Any] | None:
    """Return the fix that one click makes: one that is safe, in this file, alone, and whose columns are known."""
    if len(finding.fixes) != 1 or not isinstance(finding.at, Span):
        return None
    (fix,) = finding.fixes
    # Without columns whole lines would be replaced.
    if not fix.safe or fix.span.file != finding.at.file or fix.span.file not in one.sources:
        return None
    return {"range": _range(fix.span, one.sources), "text": fix.text}


def _location(at: Where, one: Checked, report: Report) -> dict[str, Any]:
    found: dict[str, Any] = {"path": file_of(at, report, one)}
    if isinstance(at, Span) and at.file and not is_whole_file(at):
        found["range"] = _range(at, one.sources)
    return found


def _range(at: Span, sources: Mapping[str, SourceText]) -> dict[str, Any]:
    """Return a range in bytes; of a text that is not at hand, in lines, which is true if less exact."""
    ends = (("start", at.line, at.column), ("end", at.end_line, at.end_column))
    found: dict[str, Any] = {}
    for name, line, column in ends:
        counted = byte_column(at, column, line, sources)
        found[name] = {"line": line} if counted is None else {"line": line, "column": counted}
    return found
