"""Ids of rows in tables without an id column: made from what tells one row from another."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ecsc.model.readers import identifier
from ecsc.quantity import QuantityError, parse_date, parse_period

ROW_KEYS: Mapping[str, tuple[str, ...]] = {
    "actuals": ("metric", "period", "channel"),
    "price_history": ("product", "date", "channel"),
}
"""The columns that tell the rows of a section apart. The last one may be empty or left out."""


def needed_columns(section: str) -> tuple[str, ...]:
    """Return the columns without which a row has no id: `id` itself, or those that it is made from."""
    keys = ROW_KEYS.get(section)
    return ("id",) if keys is None else keys[:-1]


def made_id(section: str, fields: Sequence[str | None], row: Sequence[str]) -> str | None:
    """Return the id of a row, as `gmv_2026_Q1_taobao`; None where a cell that it needs is empty.

    Two spellings of one period or day (`2026Q1`, `2026-Q1`) make one id, so that rows told twice are found.
    """
    parts = []
    for name in ROW_KEYS[section]:
        cell = row[fields.index(name)].strip() if name in fields else ""
        if not cell and name != ROW_KEYS[section][-1]:
            return None
        if cell:
            parts.append(_canonical(name, cell))
    return re.sub(r"\W+", "_", "_".join(parts))


def _canonical(name: str, cell: str) -> str:
    try:
        if name == "period":
            return parse_period(cell).label
        if name == "date":
            return parse_date(cell).isoformat()
    except QuantityError:
        pass  # told when the field is read
    return identifier(cell)
