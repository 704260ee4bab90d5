"""An entry of the worklist as lines of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ecsc.emit.worklist.entries import Box, Condition, Entry, Fact
from ecsc.messages import Markdown, code, markdown

_BOXES = {"open": "[ ] ", "done": "[x] ", "told": ""}


def written(entry: Entry) -> Markdown:
    """Return an entry as a list item: its line, the facts below it, and what is ticked."""
    box = _BOXES[entry.state]
    line = f"- {box}**{markdown(entry.name)}**"
    lines = [f"{line} · {markdown(entry.beside)}" if entry.beside else line]
    lines += [f"  - {_fact(fact)}" for fact in entry.facts]
    lines += _ticked(entry.boxes, box, "  ")
    return Markdown("\n".join(lines))


def _ticked(boxes: Iterable[Box], box: str, indent: str) -> Iterator[str]:
    for one in boxes:
        # The dates of what comes round are ticked although the whole of it is not.
        yield f"{indent}- {box or (_BOXES['open'] if one.day else '')}{markdown(one.text)}"
        yield from _ticked(one.parts, box, indent + "  ")


def _fact(fact: Fact) -> Markdown:
    if isinstance(fact, Condition):
        return Markdown(markdown(fact.told).replace("{criterion}", code(fact.formula)))
    return markdown(fact)
