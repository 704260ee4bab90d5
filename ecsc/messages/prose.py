"""Manuals and help as blocks: what is prose is translated paragraph by paragraph, examples stay as they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

_FENCE = "```"
_LEFT_OUT = re.compile(r"Left out, (?P<then>[^.]*(?:\.(?! )[^.]*)*)\.(?: |\Z)")


class Block(NamedTuple):
    """A part of a manual: a paragraph or a list item on one line behind its `mark`, or code as it is written."""

    text: str
    mark: str = ""
    code: bool = False


def left_out(description: str) -> str:
    """Return what a field's description says it is when it is left out, empty where it does not."""
    found = _LEFT_OUT.search(description)
    return found["then"] if found is not None else ""


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a Markdown text: paragraphs, the items of lists, and fenced code."""
    for part in _parts(text):
        if part.startswith(_FENCE):
            yield Block(part, code=True)
        elif re.match(r"[-*] ", part):
            for item in re.split(r"\n(?=[-*] )", part):
                yield Block(" ".join(item[2:].split()), item[:2])
        else:
            yield Block(" ".join(part.split()))


def retold(text: str, w: Callable[[str], str]) -> str:
    """Return a Markdown text with each paragraph in other words; its code stays, each paragraph is one line."""
    told = ""
    before: Block | None = None
    for one in blocks(text):
        if before is not None:
            told += "\n" if one.mark and before.mark else "\n\n"
        told += one.text if one.code else one.mark + w(one.text)
        before = one
    return told


def _parts(text: str) -> Iterator[str]:
    """Yield what blank lines part, fenced code whole."""
    part: list[str] = []
    fenced = False
    for line in text.strip().splitlines():
        starts = line.startswith(_FENCE)
        if starts and not fenced and part:
            yield "\n".join(part)
            part = []
        if line.strip() or fenced:
            part.append(line)
        if starts:
            fenced = not fenced
        if part and not fenced and (starts or not line.strip()):
            yield "\n".join(part)
            part = []
    if part:
        yield "\n".join(part)
