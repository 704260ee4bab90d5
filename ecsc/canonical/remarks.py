"""The comments of a text, found by the marks of the parser alone: the proof that a layout keeps each of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ecsc.canonical.texts import comment_of
from ecsc.source.marks import Mark

_COMMENT = re.compile(r"[#%][^\n]*")
_HEAD = re.compile(r"[^\n]*")
_BEFORE_VALUE = re.compile(r"&[^\s#]+(?:[ \t\n]|#[^\n]*)*")


def comments_in(text: str, marks: Sequence[Mark]) -> Counter[str]:
    """Return how often each comment stands in a text with these marks, directives too, as a layout writes them."""
    stretches = _beside(marks, text)
    return Counter(
        comment_of(found[0]) for start, end in stretches for found in _COMMENT.finditer(text, start, end)
    )


def _beside(marks: Iterable[Mark], text: str) -> Iterator[tuple[int, int]]:
    """Yield where no single value stands, the first line of a block text left out: there is no other `#`."""
    at = 0
    for mark in marks:
        if mark.kind != "text":
            continue
        found = _BEFORE_VALUE.match(text, mark.start, mark.end) if mark.anchor else None
        start = found.end() if found is not None else mark.start
        if mark.style in ("|", ">"):
            head = _HEAD.match(text, start, mark.end)
            start = head.end() if head is not None else start
        yield at, start
        at = mark.end
    yield at, len(text)
