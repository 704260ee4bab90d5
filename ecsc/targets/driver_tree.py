"""Drivers that are themselves made of drivers: what the planned parts of a planned metric make of it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, DecimalException

from msgspec import Struct

from ecsc.expr.tree import Node
from ecsc.targets.drivers import DECIMALS, NotLinearError, value_of
from ecsc.targets.equations import names_of

_DEEPEST = 200
"""So many formulas below one another are followed; what is planned is never so far from what it is made of."""


class Made(Struct, frozen=True):
    """What a metric's own formula makes of it, and the planned metrics below it, however deep."""

    value: Decimal
    below: frozenset[str]


def made_drivers(
    equations: Mapping[str, Node], known: Mapping[str, Decimal], wanted: str = ""
) -> Mapping[str, Made]:
    """Return, of the `known` metrics, those that follow from other known ones through the formulas.

    A formula is only read forward, and one that is reached below is followed down to what is known. `wanted` is
    never used: what is planned is to make it, not to be made of it.
    """
    found = {}
    for name in known:
        if name in equations and name != wanted:
            made = _made(name, equations, known, frozenset((name, wanted)))
            if made is not None:
                found[name] = made
    return {name: Made(made.value, _all_below(name, found)) for name, made in found.items()}


def _all_below(name: str, made: Mapping[str, Made]) -> frozenset[str]:
    """Return the known metrics below a made one, those below them included."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        for below in made[waiting.pop()].below - seen:
            seen.add(below)
            if below in made and below != name:
                waiting.append(below)
    return frozenset(seen)


def _made(
    metric: str, equations: Mapping[str, Node], known: Mapping[str, Decimal], barred: frozenset[str]
) -> Made | None:
    """Return what the formula of `metric` makes, None where a part of it is not known without the barred ones."""
    if len(barred) > _DEEPEST:
        return None
    values: dict[str, Decimal] = {}
    below: set[str] = set()
    for name in names_of(equations[metric]):
        if name in values:
            continue
        if name in barred:
            return None
        if name in known:
            values[name] = known[name]
            below.add(name)
            continue
        part = _made(name, equations, known, barred | {name}) if name in equations else None
        if part is None:
            return None
        values[name] = part.value
        below |= part.below
    try:
        return Made(value_of(DECIMALS, equations[metric], values), frozenset(below))
    except (DecimalException, NotLinearError):
        return None


def beside(name: str, known: Mapping[str, Decimal], made: Mapping[str, Made]) -> dict[str, Decimal]:
    """Return the known metrics that stay as they are when `name` changes: not what it makes, nor what makes it."""
    below = made[name].below if name in made else frozenset()
    return {
        other: value
        for other, value in known.items()
        if other != name and other not in below and not (other in made and name in made[other].below)
    }
