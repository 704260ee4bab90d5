"""What is waived, in brief: the finding, and who accepts it until when and why."""

from __future__ import annotations

from collections.abc import Sequence

from ecsc.messages import Words
from ecsc.report.columns import fold, visible, width
from ecsc.report.layout import Layout
from ecsc.report.snippet import place_name
from ecsc.report.told import ToldWaived

SHOWN = 20
"""Findings that are waived and shown before the rest is only counted."""


def waived_lines(waived: Sequence[ToldWaived], w: Words, layout: Layout) -> str:
    """Return the lines of what is waived in one strategy, ending in an empty line."""
    rows: list[str] = []
    for one in waived[:SHOWN]:
        finding = one.finding
        level = f"{w('waived')}[{finding.code}]"
        message = visible(finding.message)
        rows.append(layout.paint("frame", level) + _folded(f"{finding.name}: {message}", level, layout))
        rows.append(f"{layout.paint('frame', '  -->')} {place_name(finding.at)}")
        line = "      " + visible(accepted(one, w))
        rows.append(fold(line, layout.width, "      ") if layout.fold else line)
    if len(waived) > SHOWN:
        rows.append(w("and {n} more (--format json lists all)", n=len(waived) - SHOWN))
    return "\n".join(rows) + "\n\n"


def accepted(one: ToldWaived, w: Words) -> str:
    """Return until when a finding is accepted, by whom and why."""
    return w("until {until} by {owner}: {reason}", until=w.day(one.until), owner=one.owner, reason=one.reason)


def _folded(rest: str, level: str, layout: Layout) -> str:
    """Return the text after the level, folded as if the level stood before it."""
    if not layout.fold:
        return f" {rest}"
    lead = "." * (width(level) + 1)
    return " " + fold(lead + rest, layout.width, "    ")[len(lead) :]
