"""Breakdowns: the cells of a whole along its axes, and whether they make the whole up again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal, TypeAlias

from msgspec import Struct

from ecsc.quantity import EXACT

Kind: TypeAlias = Literal["sum", "last", "max", "min", "distinct", "mean", "unknown"]


class Cell(Struct, frozen=True):
    """One cell: a key for each axis, in the order of the axes, and its number."""

    keys: tuple[str, ...]
    value: Decimal


class SumCheck(Struct, frozen=True):
    """Parts against a whole. `gap` is whole minus what the parts make; within `allowed` it is rounding.

    `holds` is None when the parts of such a measure cannot be put together without more numbers, as
    for a ratio without the plan of its denominator.
    """

    holds: bool | None
    made: Decimal | None
    gap: Decimal | None
    allowed: Decimal


def flatten(tree: Mapping[str, Any], axes: Sequence[str]) -> tuple[tuple[tuple[str, ...], Any], ...]:
    """Return (keys, leaf) for every leaf of a tree nested once an axis; branches of other depth are kept short."""
    found: list[tuple[tuple[str, ...], Any]] = []

    def walk(node: Mapping[str, Any], keys: tuple[str, ...]) -> None:
        for key, child in node.items():
            if isinstance(child, Mapping) and len(keys) + 1 < len(axes):
                walk(child, (*keys, key))
            elif not isinstance(child, Mapping):
                found.append(((*keys, key), child))

    walk(tree, ())
    return tuple(found)


def last_digit(value: Decimal) -> Decimal:
    """Return one unit of the last digit that was stated: 1 for `100`, 0.1 for `2.5`, 10000 for `1.00E+6`."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(0)


def tolerance(parts: Iterable[Decimal]) -> Decimal:
    """Return how far rounded parts may miss their whole: half a unit of the last stated digit each."""
    return sum((last_digit(part) / 2 for part in parts), Decimal(0))


def check_parts(whole: Decimal, parts: Sequence[Decimal], kind: Kind) -> SumCheck:
    """Return whether `parts`, in order, make up `whole` for a measure of `kind`.

    `sum` adds up; `last` (a level at the end, such as members) is its last part; `max` and `min` are the
    extreme part. `distinct` counts are never added: each part is at most the whole, and together the
    parts are at least the whole. A `mean` (a ratio, an average) lies between its parts; where exactly depends
    on weights that are not known here.
    """
    allowed = tolerance(parts)
    total = sum(parts, Decimal(0))
    if kind == "distinct":
        largest = max(parts, default=Decimal(0))
        gap = whole - largest if largest > whole else max(whole - total, Decimal(0))
        return SumCheck(abs(gap) <= allowed, None, gap, allowed)
    if kind == "mean" and parts and not min(parts) <= whole <= max(parts):
        return SumCheck(False, None, whole - min(parts, key=lambda part: abs(whole - part)), allowed)
    if kind in ("mean", "unknown") or not parts:
        return SumCheck(None, None, None, allowed)
    made = {"sum": total, "last": parts[-1], "max": max(parts), "min": min(parts)}[kind]
    return SumCheck(abs(whole - made) <= allowed, made, whole - made, allowed)


def cross(rows: Sequence[Cell], columns: Sequence[Cell], whole: Decimal) -> tuple[Cell, ...]:
    """Return the cells of two breakdowns of different axes: they multiply unless a matrix is given.

    Each row keeps its value and is cut by the columns' shares of `whole`; a whole of zero has no shares.
    """
    if not whole:
        return ()
    return tuple(
        Cell((*row.keys, *column.keys), EXACT.divide(EXACT.multiply(row.value, column.value), whole))
        for row in rows
        for column in columns
    )
