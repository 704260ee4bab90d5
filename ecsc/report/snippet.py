"""The lines of source under a finding: a gutter with the line number, and the place underlined."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ecsc.diagnostics import Span
from ecsc.report.columns import visible, width, window
from ecsc.report.layout import Layout, Tone
from ecsc.report.told import Where

if TYPE_CHECKING:
    from ecsc.source import SourceText

LEAST_GUTTER = 2
LEAST_ROOM = 20


def place_name(at: Where) -> str:
    """Return a place as `file:line:column`, or by name when it has no position."""
    return visible(f"{at.file}:{at.line}:{at.column}" if isinstance(at, Span) else str(at))


def gutter_width(places: tuple[Where, ...]) -> int:
    """Return how wide the column of line numbers must be for all of `places`."""
    return max([LEAST_GUTTER, *(len(str(at.line)) for at in places if isinstance(at, Span))])


def snippet(
    at: Where, label: str, sources: Mapping[str, SourceText], layout: Layout, gutter: int, tone: Tone
) -> list[str]:
    """Return the underlined line of `at` with `label` beside the mark; nothing when the text is not at hand.

    The main place is marked with `^`, a related one (tone `frame`) with `-`. A place over several lines is
    marked to the end of its first one.
    """
    source = sources.get(at.file) if isinstance(at, Span) else None
    if source is None or not isinstance(at, Span) or (not source.text and not label):
        return []
    line = source.line_text(at.line).rstrip("\r\n")
    end = at.end_column - 1 if at.end_line == at.line else len(line)
    room = max(LEAST_ROOM, layout.width - gutter - 3)
    text, lead, columns = window(line, at.column - 1, end, room)
    bar = layout.paint("frame", f"{'':>{gutter}} |")
    marks = " " * lead + layout.paint(tone, ("-" if tone == "frame" else "^") * columns)
    rows = [bar, f"{layout.paint('frame', f'{at.line:>{gutter}} |')} {text}".rstrip(), f"{bar} {marks}"]
    if label and lead + columns + 1 + width(label) <= room:
        rows[-1] += " " + layout.paint(tone, label)
    elif label:
        lead = max(0, min(lead, room - width(label)))
        rows.append(f"{bar} {' ' * lead}{layout.paint(tone, label)}")
    return rows
