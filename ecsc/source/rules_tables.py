"""The manual of the rules about tables (CSV files beside the strategy)."""

from __future__ import annotations

from ecsc.diagnostics import Rule, Severity

RAGGED_ROW = Rule(
    "ECS060",
    "ragged-row",
    Severity.ERROR,
    """Every row of a table has as many cells as its header.

A row with more cells mostly has a comma inside a text without quotation marks, and everything behind it is in
the wrong column. It is left out; missing cells at the end are read as empty.
""",
)
EMPTY_HEADER = Rule(
    "ECS061",
    "empty-header",
    Severity.ERROR,
    """Every column of a table that has values has a name.

A column without one cannot be read; empty columns at the right edge, as spreadsheets leave them, are passed over.
""",
)
DUPLICATE_HEADER = Rule(
    "ECS062",
    "duplicate-header",
    Severity.ERROR,
    """Every column of a table has a name of its own.

Of two columns with the same name it is not clear which counts. The first is read.
""",
)
EMPTY_TABLE = Rule(
    "ECS063",
    "empty-table",
    Severity.WARNING,
    """A table has a header and at least one row.

An empty table is mostly an export that found nothing.
""",
)
TABLE_QUOTE = Rule(
    "ECS064",
    "table-quote",
    Severity.ERROR,
    """Every quotation mark in a table that opens a cell is closed.

An open one swallows the rows below it. A quotation mark inside a quoted cell is doubled.
""",
)

TABLE_RULES: tuple[Rule, ...] = (RAGGED_ROW, EMPTY_HEADER, DUPLICATE_HEADER, EMPTY_TABLE, TABLE_QUOTE)
