"""What `explain` prints of a part of the strategy: lines for people, the same as data for programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ecsc.diagnostics import Span
from ecsc.emit.understood import Understood
from ecsc.emit.understood_fields import Field
from ecsc.messages import Words

FORMAT_VERSION = 1


def understood_text(found: Understood, w: Words) -> Iterator[tuple[int, str]]:
    """Yield lines as (depth, text): what is written and read, then what is left out and what it is then."""
    yield 0, f"{found.name}  {place(found.span)}"
    yield from ((1, line) for line in found.about)
    for one in found.fields:
        if one.origin in ("written", "unread"):
            yield 1, f"{': '.join(filter(None, (one.name, _pair(one, w))))}{_where(one.span, found.span, w)}"
        elif one.origin == "missing":
            yield 1, w("{field}: not written, and nothing takes its place", field=one.name)
    taken = [one for one in found.fields if one.origin == "standard"]
    if taken:
        yield 0, w("Taken from the standard metric")
        yield from ((1, f"{one.name}: {one.read}") for one in taken)
    left_out = [one for one in found.fields if one.origin == "default"]
    if left_out:
        yield 0, w("Left out, so taken as")
        yield from ((1, f"{one.name}: {one.read}") for one in left_out)
    if found.sentence:
        yield 0, w("In words")
        yield 1, found.sentence
    if found.figures:
        yield 0, w("Worked out from it")
        yield from ((1, line) for line in found.figures)


def _where(span: Span | None, home: Span, w: Words) -> str:
    if span is None:
        return ""
    told = w("line {n}", n=str(span.line)) if span.file == home.file else place(span)
    return f"  ({told})"


def _pair(one: Field, w: Words) -> str:
    if one.origin == "unread":
        return w("{written} could not be read; `ecsc check` says why", written=one.written)
    same = not one.read or _bare(one.read) == _bare(one.written)
    return one.written if same else f"{one.written} → {one.read}"


def _bare(text: str) -> str:
    return re.sub(r"[\s\[\]\"',]+", "", text)


def place(span: Span) -> str:
    """Return a place as terminals make a link of it: `goals.yaml:12`."""
    return f"{span.file}:{span.line}"


def understood_document(found: list[Understood], strategy: str | None, w: Words) -> dict[str, Any]:
    """Return the same for programs."""
    return {
        "format": "ecsc-explain",
        "version": FORMAT_VERSION,
        "language": w.language,
        "strategy": strategy,
        "items": [
            {
                "name": one.name,
                "file": one.span.file,
                "line": one.span.line,
                "fields": [
                    {
                        "path": list(field.path),
                        "origin": field.origin,
                        "written": field.written or None,
                        "read": field.read or None,
                        "file": field.span.file if field.span is not None else None,
                        "line": field.span.line if field.span is not None else None,
                    }
                    for field in one.fields
                ],
                "figures": list(one.figures),
                "sentence": one.sentence or None,
            }
            for one in found
        ],
    }
