"""The columns of a table: which field each gives, in which unit its name says, and what is wrong with them."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from ecsc.diagnostics import Finding
from ecsc.diagnostics.slips import meant_by
from ecsc.model.findings import BAD_COLUMN
from ecsc.model.row_ids import needed_columns
from ecsc.source.tables import Table

_FEW = 5
"""Up to so many columns that are no fields are told one by one; a whole export of another program is told once."""

_UNIT = re.compile(r"\s*[(（\[]\s*(?P<unit>[^()（）\[\]]{1,8}?)\s*[)）\]]$")
_BARE = re.compile(r"[0-9][0-9,.]*")


class Column(Struct, frozen=True):
    """The field that a column gives, None for none, and the unit in its name: of 标价(元) it is 元."""

    field: str | None
    unit: str = ""


def column_of(name: str, kinds: Mapping[str, str], aliases: Mapping[str, str]) -> Column:
    """Return the field that a column called `name` gives: by its name, an alias, or either before a unit."""
    field = _field(name, kinds, aliases)
    if field is None and (match := _UNIT.search(name)):
        field = _field(name[: match.start()], kinds, aliases)
        return Column(field, match["unit"] if field is not None and kinds[field] == "text" else "")
    return Column(field)


def _field(column: str, kinds: Mapping[str, str], aliases: Mapping[str, str]) -> str | None:
    folded = unicodedata.normalize("NFKC", column).strip().lower()
    for name in (folded, aliases.get(folded), aliases.get(folded.replace(" ", "_"))):
        if name in kinds:
            return name
    return None


def with_units(row: Sequence[str], units: Sequence[str]) -> Sequence[str]:
    """Return a row whose bare numbers have the unit that their column's name says."""
    if not any(units):
        return row
    return tuple(
        f"{cell}{unit}" if unit and _BARE.fullmatch(cell) else cell
        for cell, unit in zip(row, units, strict=True)
    )


def bad_columns(
    table: Table, fields: Sequence[str | None], kinds: Mapping[str, str], section: str
) -> Iterator[Finding]:
    """Yield what is wrong with the columns of a table, whose `fields` they are."""
    unknown = [
        at
        for at, (name, field) in enumerate(zip(table.header, fields, strict=True))
        if field is None and name and not name.lower().startswith("x-")
    ]
    if len(unknown) > _FEW:
        yield Finding(
            BAD_COLUMN,
            "{count} columns are none of `{section}`: {columns} …",
            table.span(-1, unknown[0]),
            params={
                "count": len(unknown),
                "section": section,
                "columns": [f"`{table.header[at]}`" for at in unknown[:_FEW]],
                "known": list(kinds),
            },
            hint="columns are: {known}; take the others out, or start their names with `x-`",
        )
        unknown = []
    for at in unknown:
        name = table.header[at]
        near = difflib.get_close_matches(name.lower(), kinds, n=5)
        yield Finding(
            BAD_COLUMN,
            "`{column}` is not a column of `{section}`",
            table.span(-1, at),
            params={"column": name, "section": section, "near": near, "known": list(kinds)},
            hint="did you mean {near}?" if near else "columns are: {known}; or start its name with `x-`",
            meant=meant_by(name, near),
        )
    seen: set[str] = set()
    for at, field in enumerate(fields):
        if field is not None and field in seen:
            yield Finding(
                BAD_COLUMN,
                "two columns give `{field}`",
                table.span(-1, at),
                params={"field": field},
                hint="keep one of them",
            )
        seen.add(field or "")
    missing = [name for name in needed_columns(section) if name not in fields]
    if table.header and "id" not in fields and missing:
        yield Finding(
            BAD_COLUMN,
            "no column gives the `{field}` of each row",
            table.span(-1, 0),
            params={"field": missing[0]},
            hint="name one column `{field}`",
        )
