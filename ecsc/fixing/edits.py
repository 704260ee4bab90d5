"""Fixes as edits of bytes: outside the fixed spans every byte stays as it is."""

from __future__ import annotations

import codecs
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from msgspec import Struct

from ecsc.diagnostics import Finding, Fix
from ecsc.source.decode import decode
from ecsc.source.text import LINE_BREAK


class Writable(Struct, frozen=True):
    """A file that can be written back as it was read: its text, and the mark that stands before it."""

    text: str
    mark: bytes = b""

    @property
    def raw(self) -> bytes:
        """Return the bytes of the file."""
        return self.mark + self.text.encode()


def writable(file: str, raw: bytes) -> Writable | None:
    """Return a file in UTF-8; None for one in another encoding, of which the bytes could not be kept."""
    mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
    try:
        text = raw[len(mark) :].decode()
    except UnicodeDecodeError:
        return None
    decoded = decode(file, raw)
    return Writable(text, mark) if decoded.readable and decoded.source.text == text else None


def fixed_text(text: str, fixes: Iterable[Fix]) -> str:
    """Return the text with fixes made that do not overlap; their line breaks are those of the place."""
    parts: list[str] = []
    read = 0
    for fix in sorted(fixes, key=lambda each: (each.span.start, each.span.end)):
        parts += (text[read : fix.span.start], _with_breaks(fix.text, text, fix.span.start))
        read = fix.span.end
    parts.append(text[read:])
    return "".join(parts)


def _with_breaks(written: str, text: str, at: int) -> str:
    if "\n" not in written:
        return written
    following = LINE_BREAK.search(text, at)
    if following is None:
        before = text[:at].splitlines(keepends=True)
        following = LINE_BREAK.search(before[0]) if before else None
    return written.replace("\n", following[0] if following else "\n")


class Moves:
    """Where offsets of a text lie once fixes are made: the ranges that were written, before and after."""

    def __init__(self, text: str, fixes: Sequence[Fix]) -> None:
        self.before: list[tuple[int, int]] = []
        self.after: list[tuple[int, int]] = []
        moved = 0
        for fix in sorted(fixes, key=lambda each: (each.span.start, each.span.end)):
            start, end = fix.span.start, fix.span.end
            written = len(_with_breaks(fix.text, text, start))
            self.before.append((start, end))
            self.after.append((start + moved, start + moved + written))
            moved += written - (end - start)


def touches(ranges: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Return whether `start`..`end`, its ends included, meets one of the sorted ranges."""
    at = bisect_right(ranges, (end, 1 << 62))
    return at > 0 and max(stop for _, stop in ranges[max(0, at - 2) : at]) >= start


def files_of(finding: Finding) -> tuple[str, ...]:
    """Return the files that the fixes of a finding change."""
    return tuple(dict.fromkeys(fix.span.file for fix in finding.fixes))
