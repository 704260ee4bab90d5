"""GitLab Code Quality: a JSON array that a merge request shows beside its lines.

Source: GitLab documentation, "Code Quality", "Code Quality report format" (a subset of Code Climate's).
"""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.diagnostics import Severity, Span
from ecsc.report.formats.asked import Report
from ecsc.report.formats.places import Fingerprints, document_of, file_of, text_of
from ecsc.report.told import Where

LEVELS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report) -> Iterator[str]:
    """Yield the array."""
    fingerprints = Fingerprints(report)
    entries = [
        {
            "description": " ".join(text_of(finding).split()),
            "check_name": finding.code,
            "fingerprint": fingerprints.of(one, finding),
            "severity": LEVELS[finding.severity],
            "location": {
                "path": file_of(finding.at, report, one),
                "lines": _lines(finding.at),
            },
        }
        for one, finding in report.findings()
    ]
    yield document_of(entries, report)


def _lines(at: Where) -> dict[str, int]:
    return {"begin": at.line, "end": at.end_line} if isinstance(at, Span) else {"begin": 1, "end": 1}
