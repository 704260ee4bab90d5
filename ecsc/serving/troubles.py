"""Findings as the page over the page shows them: what is wrong, where, the line itself, what would be right."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from ecsc.diagnostics import Severity
from ecsc.messages import Words
from ecsc.report import Checked, Layout, Told
from ecsc.report.columns import visible
from ecsc.report.snippet import gutter_width, place_name, snippet
from ecsc.report.text import severity_word

WIDTH = 96
"""Columns of a line of source; longer ones are cut around the place."""


class Trouble(Struct, frozen=True):
    """One thing that is wrong. `place` is `file:line:column`, `source` the line and its mark; both may be empty."""

    title: str
    message: str
    place: str = ""
    source: str = ""
    hint: str = ""


def troubles(checked: Iterable[Checked], w: Words) -> tuple[Trouble, ...]:
    """Return the errors among the findings, in their order."""
    return tuple(
        _trouble(finding, one, w)
        for one in checked
        for finding in one.findings
        if finding.severity is Severity.ERROR
    )


def _trouble(finding: Told, one: Checked, w: Words) -> Trouble:
    label = visible(finding.label)
    rows = snippet(finding.at, label, one.sources, Layout(width=WIDTH), gutter_width((finding.at,)), "error")
    return Trouble(
        f"{severity_word(finding.severity, w)}[{finding.code}]",
        visible(finding.message),
        place_name(finding.at),
        "\n".join(rows[1:]),
        visible(finding.hint),
    )
