"""Findings for a reader: what is wrong, the place underlined, what explains it, what would be right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ecsc.diagnostics import Severity
from ecsc.messages import Words
from ecsc.report.checked import Checked
from ecsc.report.columns import fold, titled, visible, width
from ecsc.report.fixable import MARK, is_fixable
from ecsc.report.layout import Layout, tone_of
from ecsc.report.snippet import gutter_width, place_name, snippet
from ecsc.report.told import Told
from ecsc.report.waived import waived_lines

if TYPE_CHECKING:
    from ecsc.source import SourceText

RELATED_SHOWN = 8
"""Places shown under one finding before the rest is only counted; machine formats list all."""

SAME_SHOWN = 50
"""Errors and warnings of one rule shown before the rest is only counted: nobody mends more in one go."""

NOTES_SHOWN = 3
"""Infos of one rule shown before the rest is only counted."""


def as_text(checked: Sequence[Checked], w: Words, layout: Layout) -> Iterator[str]:
    """Yield a block of lines a finding, each ending in a line end and an empty line.

    Errors and warnings come as the pipeline sorted them, by place; of many of one rule the last are only
    counted. Infos follow in brief and folded by
    rule, so that what must be done does not drown in what is good to know; what is waived comes last.
    """
    notes: dict[str, list[Told]] = {}
    serious: dict[str, list[Told]] = {}
    for one in checked:
        for finding in one.findings:
            if finding.severity is Severity.INFO and not layout.notes_in_full:
                notes.setdefault(finding.code, []).append(finding)
                continue
            same = serious.setdefault(finding.code, [])
            same.append(finding)
            if len(same) <= SAME_SHOWN:
                yield _block(finding, one.sources, w, layout)
    for same in serious.values():
        if len(same) > SAME_SHOWN:
            yield _rest(same[SAME_SHOWN:], w, layout) + "\n\n"
    for same in notes.values():
        yield _notes(same, w, layout)
    for one in checked:
        if one.waived:
            yield waived_lines(one.waived, w, layout)


def _block(finding: Told, sources: Mapping[str, SourceText], w: Words, layout: Layout) -> str:
    tone = tone_of(finding.severity)
    gutter = gutter_width((finding.at, *(related.at for related in finding.related[:RELATED_SHOWN])))
    label = visible(finding.label)
    arrow, colons = (layout.paint("frame", " " * gutter + mark) for mark in ("-->", ":::"))
    rows = [_headline(finding, w, layout), f"{arrow} {place_name(finding.at)}"]
    rows += snippet(finding.at, label, sources, layout, gutter, tone)
    for related in finding.related[:RELATED_SHOWN]:
        label = visible(related.message)
        rows.append(f"{colons} {place_name(related.at)}")
        shown = snippet(related.at, label, sources, layout, gutter, "frame")
        if not shown and label:
            rows[-1] += f": {label}"
        rows += shown
    hidden = len(finding.related) - RELATED_SHOWN
    if hidden > 0:
        rows.append(
            f"{colons} "
            + w.count(
                "and {n} more place (--format json lists them)",
                "and {n} more places (--format json lists them)",
                hidden,
            )
        )
    rows.append(_help(finding, w, layout))
    return "\n".join(rows) + "\n\n"


def _headline(finding: Told, w: Words, layout: Layout) -> str:
    level = f"{severity_word(finding.severity, w)}[{finding.code}]"
    message = visible(finding.message)
    marked = layout.fixes != "none" and is_fixable(finding, unsafe=layout.fixes == "all")
    mark = f"{MARK} " if marked else ""
    rest = f"{mark}{finding.name}: {message}"
    if layout.fold:
        lead = "." * (width(level) + 1)  # stands for the coloured part, whose escapes take no columns
        rest = fold(lead + rest, layout.width, "    ")[len(lead) :]
    return f"{layout.paint(tone_of(finding.severity), level)} {layout.paint('strong', rest)}"


def _help(finding: Told, w: Words, layout: Layout) -> str:
    title = "  " + titled(w("help"))
    hint = visible(finding.hint)
    manual = f"ecsc explain {finding.code}"
    text = f"{title}{hint} ({manual})" if hint else title + manual
    if layout.fold:
        text = fold(text, layout.width, " " * width(title))
    painted = len(title.rstrip())
    return layout.paint("help", text[:painted]) + text[painted:]


def _notes(same: list[Told], w: Words, layout: Layout) -> str:
    rows: list[str] = []
    for finding in same[:NOTES_SHOWN]:
        rows.append(_headline(finding, w, layout))
        rows.append(f"{layout.paint('frame', '  -->')} {place_name(finding.at)}")
    rest = same[NOTES_SHOWN:]
    if rest:
        rows.append(_rest(rest, w, layout))
    return "\n".join(rows) + "\n\n"


def _rest(rest: Sequence[Told], w: Words, layout: Layout) -> str:
    """Return the line that stands for findings of one rule that are not shown."""
    first = rest[0]
    level = layout.paint(tone_of(first.severity), f"{severity_word(first.severity, w)}[{first.code}]")
    more = w("{name}: {n} more like this (--format concise lists all)", name=first.name, n=len(rest))
    return f"{level} {more}"


def severity_word(severity: Severity, w: Words) -> str:
    """Return a severity as people read it."""
    if severity is Severity.ERROR:
        return w("error")
    return w("warning") if severity is Severity.WARNING else w("info")
