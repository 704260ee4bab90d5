"""Lines and tables on a screen: what is told as (depth, line), where a line of cells stands in columns with its
neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from ecsc.report.columns import fold, visible, width
from ecsc.report.layout import Layout

Shown: TypeAlias = tuple[int, str | tuple[str, ...]]
"""A line with its depth: a sentence, or the cells of a table. The first cells of a table are its heads."""

_GAP = 2
_INDENT = "  "
_LEAST_NAME = 12
_NUMBER = re.compile(r"[-+≥]?[0-9][0-9,.]*\s?%?|[0-9,]+ × [0-9][0-9,.]*|–|")


def laid_out(lines: Iterable[Shown], layout: Layout) -> Iterator[str]:
    """Yield lines as they stand on the screen, each with its line end; the outermost sentences stand out.

    The cells between two outermost sentences are one table, sentences among them its headings.
    """
    block: list[Shown] = []
    for line in lines:
        if line[0] == 0:
            yield from _block(block, layout)
            block = []
        block.append(line)
    yield from _block(block, layout)


def _block(block: Sequence[Shown], layout: Layout) -> Iterator[str]:
    table = iter(_table([(depth, line) for depth, line in block if isinstance(line, tuple)], layout))
    for depth, line in block:
        if isinstance(line, tuple):
            yield next(table)
            continue
        text = _INDENT * depth + visible(line)
        if layout.fold:
            text = fold(text, layout.width, _INDENT * (depth + 1))
        yield (layout.paint("strong", text) if not depth else text).rstrip() + "\n"


def _table(rows: Sequence[tuple[int, tuple[str, ...]]], layout: Layout) -> Iterator[str]:
    """Yield a table as wide as the screen: figures flush right, words flush left, the widest words cut to fit."""
    if not rows:
        return
    shown = [[visible(cell) for cell in row] for _, row in rows]
    columns = range(max(map(len, shown)))
    for row in shown:
        row.extend("" for _ in columns[len(row) :])
    widths = [max(width(row[at]) for row in shown) for at in columns]
    figures = [at > 0 and all(_NUMBER.fullmatch(row[at]) for row in shown[1:]) for at in columns]
    indent = max(depth for depth, _ in rows) * len(_INDENT)
    over = indent + sum(widths) + _GAP * (len(widths) - 1) - layout.width
    # Names give way, the widest first, down to what they can still be told apart by.
    for at in sorted(columns, key=lambda at: -widths[at]):
        if over > 0 and not figures[at]:
            cut = min(over, max(widths[at] - _LEAST_NAME, 0))
            widths[at] -= cut
            over -= cut
    for number, (row, (depth, _)) in enumerate(zip(shown, rows, strict=True)):
        cells = []
        for at, cell in enumerate(row):
            told = cut_to(cell, widths[at])
            blanks = " " * (widths[at] - width(told))
            cells.append(blanks + told if figures[at] else told + blanks)
        line = (_INDENT * depth + (" " * _GAP).join(cells)).rstrip()
        yield (layout.paint("frame", line) if not number else line) + "\n"


def cut_to(text: str, room: int) -> str:
    """Return `text` within `room` columns, an ellipsis for what is left out."""
    if width(text) <= room:
        return text
    while text and width(text) > room - 1:
        text = text[:-1]
    return text.rstrip() + "…"
