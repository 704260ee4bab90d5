"""GitLab Code Quality: a JSON array that a merge request shows beside its lines.

Source: GitLab documentation, "Code Quality", "Code Quality report format" (a subset of Code Climate's).
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from ecsc.diagnostics import Severity, Span
from ecsc.report.formats.asked import Report
from ecsc.report.formats.places import Fingerprints, file_of, text_of

LEVELS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report) -> Iterator[str]:
    """Yield the array; what stands in no file is left out, since the format has no place for it."""
    fingerprints = Fingerprints(report)
    entries = [
        {
            "description": text_of(finding).replace("\n\n", " "),
            "check_name": finding.code,
            "fingerprint": fingerprints.of(one, finding),
            "severity": LEVELS[finding.severity],
            "location": {
                "path": file_of(finding.at, report),
                "lines": {"begin": finding.at.line, "end": finding.at.end_line},
            },
        }
        for one, finding in report.findings()
        if isinstance(finding.at, Span) and finding.at.file
    ]
    text = json.dumps(entries, ensure_ascii=report.ascii_only, indent=2)
    yield text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"
