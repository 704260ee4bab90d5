"""Fixes as edits of bytes: outside the fixed spans every byte stays as it is."""

from __future__ import annotations

import codecs
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from itertools import accumulate

from msgspec import Struct

from ecsc.diagnostics import Finding, Fix
from ecsc.source.decode import decode
from ecsc.source.text import LINE_BREAK


class Writable(Struct, frozen=True):
    """A file that can be written back as it was read: its text, and the mark that stands before it."""

    text: str
    mark: bytes = b""


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
    following = LINE_BREAK.search(text, at) or LINE_BREAK.search(text, 0, at)
    return written.replace("\n", following[0] if following else "\n")


class Written(Struct, frozen=True):
    """Where something is written in a text: the ranges, in order, and the places of what was only put in."""

    ranges: tuple[tuple[int, int], ...]
    put_in: frozenset[int]

    def meets(self, start: int, end: int) -> bool:
        """Return whether something is written in `start`..`end`, or at one of its ends."""
        at = bisect_right(self.ranges, (end, 1 << 62))
        return any(stop >= start for _, stop in self.ranges[max(0, at - 2) : at])


def written_by(text: str, fixes: Iterable[Fix]) -> tuple[Written, Written]:
    """Return where fixes write in the text, and where that stands in the fixed one."""
    before: list[tuple[int, int]] = []
    after: list[tuple[int, int]] = []
    moved = 0
    for fix in sorted(fixes, key=lambda each: (each.span.start, each.span.end)):
        start, end = fix.span.start, fix.span.end
        length = len(_with_breaks(fix.text, text, start))
        before.append((start, end))
        after.append((start + moved, start + moved + length))
        moved += length - (end - start)
    put_in = [number for number, (start, end) in enumerate(before) if start == end]
    old, new = (
        Written(tuple(ranges), frozenset(ranges[number][0] for number in put_in))
        for ranges in (before, after)
    )
    return old, new


class Shifts:
    """Where the places of texts lie once fixes are made in them, by the names of the files."""

    def __init__(self, texts: Mapping[str, str], findings: Iterable[Finding]) -> None:
        by_file: dict[str, list[tuple[int, int, int]]] = {}
        for finding in findings:
            for fix in finding.fixes:
                file, start, end = fix.span.file, fix.span.start, fix.span.end
                length = len(_with_breaks(fix.text, texts[file], start))
                by_file.setdefault(file, []).append((start, end, length - (end - start)))
        self._starts: dict[str, list[int]] = {}
        self._sums: dict[str, list[int]] = {}
        for file, edits in by_file.items():
            edits.sort()
            self._starts[file] = [start for start, _, _ in edits]
            self._sums[file] = [0, *accumulate(more for _, _, more in edits)]

    def of(self, file: str, offset: int) -> tuple[int, int]:
        """Return where a place lies then: before and behind what is put in right there."""
        starts = self._starts.get(file)
        if starts is None:
            return offset, offset
        sums = self._sums[file]
        return offset + sums[bisect_left(starts, offset)], offset + sums[bisect_right(starts, offset)]


def files_of(finding: Finding) -> tuple[str, ...]:
    """Return the files that the fixes of a finding change."""
    return tuple(dict.fromkeys(fix.span.file for fix in finding.fixes))
