"""Alternatives ranked by weighted criteria, and how far the ranking is from another one.

Scores are put on a scale from 0 to 1, by the criterion's own ends where it states them, else by the least and
the best among the alternatives (min-max); a criterion of which less is better is turned round. Reckoned in
fractions, so that a tie is one and not a matter of the last digit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

Scores = Mapping[str, Mapping[str, Decimal]]
"""By alternative, then criterion; every cell is there."""

Matrix = Mapping[str, Mapping[str, Fraction]]
"""Scores on the scale from 0 to 1, 1 the best, in the same shape."""


class Criterion(Struct, frozen=True):
    """What alternatives are judged by; `low` and `high` are the ends of its scale, both or neither."""

    id: str
    weight: Decimal
    lower_is_better: bool = False
    low: Decimal | None = None
    high: Decimal | None = None


class Ranked(Struct, frozen=True):
    """An alternative with its weighted score from 0 to 1 and its place; those that tie share a place."""

    id: str
    score: Fraction
    place: int


class Change(Struct, frozen=True):
    """The change of one weight that makes two alternatives equal, the other weights as they are.

    `relative` is its size as a share of the weight.
    """

    criterion: str
    weight: Fraction
    changed: Fraction
    relative: Fraction


def normalised(criteria: Sequence[Criterion], scores: Scores) -> Matrix:
    """Return the scores from 0 to 1. Where all alternatives are alike in a criterion, each has 1 in it."""
    found: dict[str, dict[str, Fraction]] = {name: {} for name in scores}
    for one in criteria:
        column = {name: Fraction(row[one.id]) for name, row in scores.items()}
        low = Fraction(one.low) if one.low is not None else min(column.values(), default=Fraction(0))
        high = Fraction(one.high) if one.high is not None else max(column.values(), default=Fraction(0))
        for name, value in column.items():
            share = (value - low) / (high - low) if high != low else Fraction(1)
            found[name][one.id] = 1 - share if one.lower_is_better and high != low else share
    return found


def ranked(criteria: Sequence[Criterion], matrix: Matrix) -> tuple[Ranked, ...]:
    """Return the alternatives, best first; those that tie keep the order they came in."""
    weights = [(one.id, Fraction(one.weight)) for one in criteria]
    made = {
        name: sum((weight * row[key] for key, weight in weights), Fraction(0)) for name, row in matrix.items()
    }
    order = sorted(made, key=lambda name: -made[name])
    found: list[Ranked] = []
    for number, name in enumerate(order, 1):
        ties = bool(found) and found[-1].score == made[name]
        found.append(Ranked(name, made[name], found[-1].place if ties else number))
    return tuple(found)


def dominators(matrix: Matrix, name: str) -> tuple[str, ...]:
    """Return the alternatives that are nowhere worse than `name` and somewhere better."""
    mine = matrix[name]
    return tuple(
        other
        for other, row in matrix.items()
        if other != name
        and all(row[key] >= mine[key] for key in mine)
        and any(row[key] > mine[key] for key in mine)
    )


def smallest_change(criteria: Sequence[Criterion], matrix: Matrix, above: str, below: str) -> Change | None:
    """Return the smallest change of one weight, in relation to it, that lets `below` draw level with `above`.

    Taking d from the weight of criterion k closes the gap at d = (P_above - P_below) / (n_above,k - n_below,k);
    no weight can fall under 0. None where no weight alone can do it. After Triantaphyllou and Sanchez (1997), "A
    sensitivity analysis approach for some deterministic multi-criteria decision-making methods".
    """
    weights = {one.id: Fraction(one.weight) for one in criteria}
    lead = sum(
        (weight * (matrix[above][key] - matrix[below][key]) for key, weight in weights.items()), Fraction(0)
    )
    found: list[Change] = []
    for key, weight in weights.items():
        apart = matrix[above][key] - matrix[below][key]
        if apart == 0 or weight <= 0:
            continue
        taken = lead / apart
        if taken <= weight:
            found.append(Change(key, weight, weight - taken, abs(taken) / weight))
    return min(found, key=lambda change: change.relative, default=None)
