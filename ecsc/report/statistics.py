"""How often each rule was broken, the most frequent first: a table for people, a document for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from ecsc import __version__
from ecsc.diagnostics import Severity
from ecsc.messages import Words
from ecsc.report.checked import Checked
from ecsc.report.layout import Layout
from ecsc.report.rows import laid_out
from ecsc.report.text import severity_word

FORMAT_VERSION = 1
"""Raised when a key changes its meaning or goes; new keys may come without."""


class Frequency(Struct, frozen=True):
    """How many findings a rule has at one severity, and for how many of them a fix is known."""

    code: str
    name: str
    severity: Severity
    count: int
    fixable: int


def frequencies(checked: Iterable[Checked]) -> list[Frequency]:
    """Return how often each rule was broken, by number, then by code and severity."""
    found: dict[tuple[str, str, Severity], list[bool]] = {}
    for one in checked:
        for each in one.findings:
            found.setdefault((each.code, each.name, each.severity), []).append(bool(each.fixes))
    rows = [Frequency(*key, len(fixes), sum(fixes)) for key, fixes in found.items()]
    return sorted(rows, key=lambda row: (-row.count, row.code, row.severity.rank))


def statistics_text(checked: Sequence[Checked], w: Words, layout: Layout) -> Iterator[str]:
    """Yield a table with a line a rule, nothing where there are no findings."""
    rows = frequencies(checked)
    if not rows:
        return iter(())
    heads = (w("rule"), w("name"), w("severity"), w("number"), w("fixable"))
    cells = [
        (
            row.code,
            row.name,
            severity_word(row.severity, w),
            str(row.count),
            str(row.fixable) if row.fixable else "",
        )
        for row in rows
    ]
    return laid_out([(1, heads), *((1, line) for line in cells)], layout)


def statistics_json(checked: Sequence[Checked], *, ascii_only: bool = False) -> Iterator[str]:
    """Yield the same as one JSON document."""
    rules = [
        {
            "code": row.code,
            "name": row.name,
            "severity": row.severity.value,
            "count": row.count,
            "fixable": row.fixable,
        }
        for row in frequencies(checked)
    ]
    document = {"format": "ecsc-statistics", "version": FORMAT_VERSION, "ecsc": __version__, "rules": rules}
    yield json.dumps(document, ensure_ascii=ascii_only, indent=2) + "\n"
