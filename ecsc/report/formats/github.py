"""Workflow commands of GitHub Actions: annotations beside the lines of a pull request.

Source: GitHub, "Workflow commands for GitHub Actions"; escapes as in `@actions/core`, `command.ts`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.diagnostics import Severity, Span
from ecsc.report.checked import Checked, tally
from ecsc.report.closing import closing_line
from ecsc.report.formats.asked import Report
from ecsc.report.formats.places import end_column, file_of, is_whole_file, text_of
from ecsc.report.told import Told

KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}

MOST_SHOWN = 10
"""So many annotations of a kind GitHub shows of one step; the log has all."""


def render(report: Report) -> Iterator[str]:
    """Yield a command a finding, the most serious first, and a line for people where some are not shown."""
    findings = sorted(report.findings(), key=lambda each: each[1].severity.rank)
    for one, finding in findings:
        yield _command(finding, one, report)
    counts = tally(report.checked)
    if max(counts.errors, counts.warnings, counts.infos) > MOST_SHOWN:
        w = report.w
        told = w("GitHub shows {n} annotations of a kind; this log has all of them", n=MOST_SHOWN)
        yield f"{_data(closing_line(report.checked, w, failed=True))}\n{_data(told)}\n"


def _command(finding: Told, one: Checked, report: Report) -> str:
    at = finding.at
    properties = {"title": f"{finding.code} {finding.name}", "file": file_of(at, report, one)}
    if isinstance(at, Span):
        properties["line"] = str(at.line)
        if not is_whole_file(at):
            properties["endLine"] = str(at.end_line)
            # Columns count only where both ends are on one line.
            if (end := end_column(at)) is not None:
                properties |= {"col": str(at.column), "endColumn": str(end)}
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{KINDS[finding.severity]} {given}::{_data(text_of(finding))}\n"


def _data(text: str) -> str:
    """Return text as the message of a command; the percent sign first, for the others make new ones."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
