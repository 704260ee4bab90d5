"""Reviewdog's diagnostic format: columns count UTF-8 bytes from 1, ends are exclusive.

Source: reviewdog, `proto/rdf/reviewdog.proto` and its JSON schema.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ecsc.diagnostics import Severity, Span
from ecsc.report.checked import Checked
from ecsc.report.formats.asked import Report
from ecsc.report.formats.places import byte_column, file_of, is_whole_file, text_of
from ecsc.report.told import Told

LEVELS = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def render(report: Report) -> Iterator[str]:
    """Yield the document; what stands in no file is left out, since reviewdog has no place for it."""
    document = {
        "source": {"name": "ecsc"},
        "diagnostics": [
            _diagnostic(finding, one, report)
            for one, finding in report.findings()
            if isinstance(finding.at, Span) and finding.at.file
        ],
    }
    text = json.dumps(document, ensure_ascii=report.ascii_only, indent=2)
    yield text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"


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
        found["relatedLocations"] = related
    # A suggestion is applied with one click, so only what cannot change the meaning is one.
    suggestions = [
        {"range": _range(fix.span, one.sources), "text": fix.text}
        for fix in finding.fixes
        if fix.safe and isinstance(finding.at, Span) and fix.span.file == finding.at.file
    ]
    if suggestions:
        found["suggestions"] = suggestions
    return found


def _location(at: Span | str, one: Checked, report: Report) -> dict[str, Any]:
    found: dict[str, Any] = {"path": file_of(at, report)}
    if isinstance(at, Span) and not is_whole_file(at):
        found["range"] = _range(at, one.sources)
    return found


def _range(at: Span, sources: Mapping[str, Any]) -> dict[str, Any]:
    ends = (("start", at.line, at.column), ("end", at.end_line, at.end_column))
    found: dict[str, Any] = {}
    for name, line, column in ends:
        counted = byte_column(at, column, line, sources)
        found[name] = {"line": line} if counted is None else {"line": line, "column": counted}
    return found
