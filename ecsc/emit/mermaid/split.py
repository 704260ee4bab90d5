"""Sections packed into as few diagrams as Mermaid's text limit allows."""

from __future__ import annotations

from collections.abc import Callable

from ecsc.emit.mermaid.escape import comment
from ecsc.emit.mermaid.sections import Section
from ecsc.messages import Words

LIMIT = 50_000
"""Mermaid's `maxTextSize`: it draws an error instead of a text longer than this, in UTF-16 units."""


def length(text: str) -> int:
    """Return the length of `text` as JavaScript counts it."""
    return len(text.encode("utf-16-le")) // 2


def pack(
    sections: tuple[Section, ...], head: Callable[[int], str], w: Words, limit: int = LIMIT
) -> tuple[str, ...]:
    """Return the texts of the diagrams: one where everything fits, else whole phases to each.

    `head` makes the opening lines of a diagram from its number, 0 where there is only one. A phase that is
    too long on its own is cut, and a comment says what is left out.
    """
    whole = head(0) + "".join(_text(section) for section in sections)
    if length(whole) <= limit:
        return (whole,)
    room = limit - length(head(10_000_000))
    bodies: list[list[str]] = []
    used = room + 1
    for section in sections:
        text = _cut(section, room, w)
        size = length(text)
        if used + size > room:
            bodies.append([])
            used = 0
        bodies[-1].append(text)
        used += size
    if len(bodies) == 1:
        return (head(0) + "".join(bodies[0]),)
    return tuple(head(number) + "".join(body) for number, body in enumerate(bodies, 1))


def _text(section: Section) -> str:
    return f"    section {section.name}\n" + "".join(f"    {line}\n" for line in section.lines)


def _cut(section: Section, room: int, w: Words) -> str:
    """Return the text of a section, cut where it is longer than `room`."""
    text = _text(section)
    if length(text) <= room:
        return text
    note_room = 400
    used, kept = length(f"    section {section.name}\n"), 0
    for line in section.lines:
        used += length(line) + 5
        if used > room - note_room:
            break
        kept += 1
    note = w(
        "{count} rows of this phase are left out, Mermaid draws at most {limit} characters. See gantt.svg.",
        count=str(len(section.lines) - kept),
        limit=str(LIMIT),
    )
    return _text(Section(section.name, section.lines[:kept])) + f"    {comment(note)}\n"
