"""A table for a comment on a pull request, or for the summary of a job (GitHub Flavored Markdown)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ecsc.diagnostics import Span
from ecsc.messages import Markdown, markdown, shortened
from ecsc.report.closing import closing_line
from ecsc.report.formats.asked import Report
from ecsc.report.formats.places import file_of
from ecsc.report.text import severity_word
from ecsc.report.told import Told, ToldSuppressed, ToldWaived, Where

MOST_ROWS = 100
"""Rows of a table before the rest is only counted."""

MOST_CHARACTERS = 60_000
"""What all tables may come to: a comment holds 65,536 characters, and heads and counts need some of them."""

LONGEST_CELL = 500

_LIVE = re.compile(r"@(?=\w)|#(?=\d)|(?<=[A-Za-z]):(?=//)|(?<=\bwww)\.|(?<=\bmailto):", re.IGNORECASE)
"""What GitHub and GitLab turn into a link or a call to somebody, whatever is escaped around it."""

_PARTED = "&#8203;"
"""A blank of no width, which they do not read across."""


def render(report: Report) -> Iterator[str]:
    """Yield a heading with the counts, a table of the findings, the most serious first, and what is set aside."""
    w = report.w
    fails = any(one.fails for one in report.checked)
    yield f"### {_cell(closing_line(report.checked, w, failed=fails))}\n"
    found = sorted((finding for _, finding in report.findings()), key=lambda one: one.severity.rank)
    tables = _Tables(report)
    if found:
        heads = [w("Severity"), w("Rule"), w("Where"), w("What is wrong"), w("What would be right")]
        yield "\n" + "".join(
            tables.rows(heads, [_finding(one, report) for one in found[:MOST_ROWS]], len(found))
        )
    aside: list[ToldWaived | ToldSuppressed] = []
    for one in report.checked:
        aside += [*one.waived, *one.suppressed]
    if aside:
        yield f"\n<details><summary>{w.count('{n} set aside', '{n} set aside', len(aside))}</summary>\n\n"
        heads = [w("Rule"), w("Where"), w("What is wrong"), w("Until"), w("Owner"), w("Reason")]
        yield "".join(tables.rows(heads, [_aside(each, report) for each in aside[:MOST_ROWS]], len(aside)))
        yield "\n</details>\n"


class _Tables:
    """Tables that share what a comment can hold."""

    def __init__(self, report: Report) -> None:
        self._w = report.w
        self._room = MOST_CHARACTERS

    def rows(self, heads: Sequence[str], rows: Sequence[str], total: int) -> Iterator[str]:
        """Yield a table of `rows`, and how many of `total` are not in it."""
        yield _row(heads)
        yield _row(["---"] * len(heads))
        shown = 0
        for row in rows:
            # Pages count UTF-16 units.
            self._room -= len(row.encode("utf-16-le", "surrogatepass")) // 2
            if self._room < 0:
                break
            shown += 1
            yield row
        if shown < total:
            yield "\n" + _cell(self._w("and {n} more", n=total - shown)) + "\n"


def _finding(finding: Told, report: Report) -> str:
    level = severity_word(finding.severity, report.w)
    return _row(
        (
            f"**{level}**" if finding.severity.rank == 0 else level,
            f"{finding.code} {finding.name}",
            _place(finding.at, report),
            _cell(finding.message),
            _cell(finding.hint),
        )
    )


def _aside(each: ToldWaived | ToldSuppressed, report: Report) -> str:
    finding, w = each.finding, report.w
    if isinstance(each, ToldWaived):
        until, owner = w.day(each.until), each.owner
    else:
        until, owner = "", ""
    reason = each.reason or ("" if isinstance(each, ToldWaived) else _how(each, report))
    return _row(
        (
            f"{finding.code} {finding.name}",
            _place(finding.at, report),
            _cell(finding.message),
            until,
            _cell(owner),
            _cell(reason),
        )
    )


def _how(each: ToldSuppressed, report: Report) -> str:
    return report.w("by a comment") if each.how == "comment" else report.w("in the baseline")


def _place(at: Where, report: Report) -> str:
    if not isinstance(at, Span):
        return _cell(at)
    return _cell(f"{file_of(at, report)}:{at.line}") if at.file else ""


def _cell(text: str) -> str:
    """Return text as it prints in a cell: no part of it ends the cell, is a link or calls anybody.

    Code spans are not used, for in a cell no escape of a backslash before a pipe is safe in them.
    """
    safe = markdown(shortened(text, LONGEST_CELL))
    return Markdown(_LIVE.sub(lambda sign: _parted(sign[0]), safe))


def _parted(sign: str) -> str:
    return sign + _PARTED if sign in "@#:" else _PARTED + sign


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
