"""Markdown tables of figures."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ecsc.messages import Markdown, markdown


def table(heading: Sequence[str], rows: Sequence[Sequence[str]], text: Collection[int] = (0,)) -> Markdown:
    """Return a table; the columns numbered in `text` are flush left, all others right."""
    rules = ["---" if number in text else "--:" for number in range(len(heading))]
    lines: list[list[str]] = [[markdown(cell) for cell in heading], rules]
    lines += [[markdown(cell) for cell in row] for row in rows]
    return Markdown("\n".join(f"| {' | '.join(line)} |" for line in lines))
