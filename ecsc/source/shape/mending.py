"""Fixes of values and entries: what is written in place of one on a single line, and lines that move to the right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ecsc.diagnostics import Fix
from ecsc.source.segments import quote_edits

if TYPE_CHECKING:
    from ecsc.source.document import Document
    from ecsc.source.shape.schema_files import DataPath


def on_one_line(document: Document, path: DataPath, text: str, *, safe: bool) -> tuple[Fix, ...]:
    """Return the fix that writes `text` in place of the value at `path`; none of a block over lines or an alias."""
    span = document.span(path)
    written = document.source.text[span.start : span.end]
    if span.line != span.end_line or written[:1] in ("", "-", "|", ">", "&", "*", "!"):
        return ()
    return (Fix(span, text, safe),)


def in_quotes(document: Document, path: DataPath) -> tuple[Fix, ...]:
    """Return the fix that puts a value, as it is written, in quotation marks; none for one over several lines.

    It is safe: what stands there was read as names with values, or as yes or no, and only a text can stand there.
    """
    span = document.span(path)
    text = document.source.text
    if span.line != span.end_line or text[span.start : span.start + 1] in ("", "-", "&", "*", "!", '"', "'"):
        return ()
    edits = quote_edits(text, span.start, span.end)
    return tuple(Fix(document.source.span(edit.start, edit.end), edit.text, safe=True) for edit in edits)


def as_item(document: Document, path: DataPath) -> tuple[Fix, ...]:
    """Return the fix that makes the fields at `path` the only item of a list: in brackets, or behind a dash."""
    source, span = document.source, document.span(path)
    start = source.line_start(span.line)
    if source.text[span.start : span.start + 1] == "{":
        around = (source.span(span.start, span.start), source.span(span.end, span.end))
        return Fix(around[0], "[", safe=True), Fix(around[1], "]", safe=True)
    if source.text[start : span.start].strip():
        return ()
    following = (source.line_start(line) for line in range(span.line + 1, span.end_line + 1))
    shifted = [source.span(at, at) for at in following if source.text[at : at + 1] not in ("\r", "\n", "")]
    return (
        Fix(source.span(span.start, span.start), "- ", safe=True),
        *(Fix(at, "  ", safe=True) for at in shifted),
    )


def indented(document: Document, paths: Iterable[DataPath]) -> tuple[Fix, ...]:
    """Return the fix that puts two more blanks in front of every line of the entries at `paths`; none inside braces.

    What the lines belong to then is a guess, so it is not safe.
    """
    source = document.source
    fixes: list[Fix] = []
    for path in paths:
        first = document.span(path, "key")
        last = max(first.end_line, document.span(path).end_line)
        start = source.line_start(first.line)
        if source.text[start : first.start].strip():
            return ()
        for line in range(first.line, last + 1):
            if source.line_text(line).strip():
                at = source.line_start(line)
                fixes.append(Fix(source.span(at, at), "  ", safe=False))
    return tuple(fixes)
