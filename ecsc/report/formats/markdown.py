"""A table for a comment on a pull request, or for the summary of a job (GitHub Flavored Markdown)."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.diagnostics import Span
from ecsc.messages import code, markdown
from ecsc.report.closing import closing_line
from ecsc.report.formats.asked import Report
from ecsc.report.formats.places import file_of
from ecsc.report.text import severity_word
from ecsc.report.told import Told, ToldWaived

MOST_ROWS = 100
"""Rows of a table before the rest is only counted: a comment on GitHub holds 65,536 characters."""

MOST_CHARACTERS = 50_000


def render(report: Report) -> Iterator[str]:
    """Yield a heading with the counts, a table of the findings, the most serious first, and what is waived."""
    w = report.w
    fails = any(finding.severity.rank <= report.fail_on.rank for _, finding in report.findings())
    yield f"### {markdown(closing_line(report.checked, w, failed=fails))}\n"
    found = sorted((finding for _, finding in report.findings()), key=lambda one: one.severity.rank)
    if found:
        yield "\n" + _row(w("Severity"), w("Rule"), w("Where"), w("What is wrong"), w("What would be right"))
        yield _row(*["---"] * 5)
        yield from _cut([_finding(one, report) for one in found], report)
    waived = [each for one in report.checked for each in one.waived]
    if waived:
        yield f"\n<details><summary>{w.count('{n} waived', '{n} waived', len(waived))}</summary>\n\n"
        yield _row(w("Rule"), w("Where"), w("What is wrong"), w("Until"), w("Owner"), w("Reason"))
        yield _row(*["---"] * 6)
        yield from _cut([_waived(one, report) for one in waived], report)
        yield "\n</details>\n"


def _cut(rows: list[str], report: Report) -> Iterator[str]:
    shown = length = 0
    for row in rows[:MOST_ROWS]:
        length += len(row)
        if shown and length > MOST_CHARACTERS:
            break
        shown += 1
        yield row
    if shown < len(rows):
        yield "\n" + markdown(report.w("and {n} more", n=len(rows) - shown)) + "\n"


def _finding(finding: Told, report: Report) -> str:
    level = severity_word(finding.severity, report.w)
    return _row(
        f"**{level}**" if finding.severity.rank == 0 else level,
        f"{finding.code} {finding.name}",
        _place(finding, report),
        markdown(finding.message),
        markdown(finding.hint),
    )


def _waived(waived: ToldWaived, report: Report) -> str:
    one = waived.finding
    return _row(
        f"{one.code} {one.name}",
        _place(one, report),
        markdown(one.message),
        report.w.day(waived.until),
        markdown(waived.owner),
        markdown(waived.reason),
    )


def _place(finding: Told, report: Report) -> str:
    at = finding.at
    shown = f"{file_of(at, report)}:{at.line}" if isinstance(at, Span) and at.file else str(at)
    return code(shown).replace("|", "\\|") if isinstance(at, str) or at.file else ""


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |\n"
