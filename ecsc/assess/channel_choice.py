"""The choice of channels as data: its criteria and scores read for the ranking, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from ecsc.appraisal import Criterion, Ranked, normalised, ranked
from ecsc.assess.verdicts import number
from ecsc.diagnostics import PathStep
from ecsc.model import Strategy
from ecsc.model.kinds import Amount
from ecsc.model.reach import ChannelSelection
from ecsc.model.reach import Criterion as Written
from ecsc.quantity import EXACT, Count, Money, Range, Rate


class OffScale(Struct, frozen=True):
    """A score that its criterion's scale does not have, or that is in another unit than the other scores."""

    path: tuple[PathStep, ...]
    candidate: str
    criterion: str
    score: Amount
    low: object
    high: object


class ChannelChoice(Struct, frozen=True):
    """A choice of channels, worked out.

    `weights` is their sum, `missing` the criteria on which a candidate has no score. `ranking` is empty, and so is
    `matrix`, where weights, scores or scales do not allow one.
    """

    selection: ChannelSelection
    criteria: tuple[Criterion, ...]
    candidates: tuple[str, ...]
    weights: Decimal
    missing: Mapping[str, tuple[str, ...]]
    off_scale: tuple[OffScale, ...]
    matrix: Mapping[str, Mapping[str, Fraction]] = {}
    ranking: tuple[Ranked, ...] = ()


def channel_choice(strategy: Strategy) -> ChannelChoice | None:
    """Return the choice of channels, None for a strategy that says nothing about one."""
    chosen = strategy.channel_selection
    if chosen is None:
        return None
    criteria = tuple(_criterion(name, one) for name, one in chosen.criteria.items())
    names = tuple(dict.fromkeys((*chosen.candidates, *chosen.scores, *chosen.chosen)))
    missing = {
        name: lacking
        for name in names
        if (lacking := tuple(one.id for one in criteria if one.id not in chosen.scores.get(name, {})))
    }
    weights = sum((one.weight for one in criteria), Decimal(0))
    off_scale = tuple(_off_scale(chosen))
    found = ChannelChoice(chosen, criteria, names, weights, missing, off_scale)
    if not criteria or not names or missing or off_scale or weights != 1:
        return found
    scores = {name: {one.id: number(chosen.scores[name][one.id]) for one in criteria} for name in names}
    matrix = normalised(criteria, scores)
    return ChannelChoice(
        chosen, criteria, names, weights, missing, off_scale, matrix, ranked(criteria, matrix)
    )


def _criterion(name: str, one: Written) -> Criterion:
    low, high = _ends(one)
    stated = low is not None and high is not None and number(low) < number(high)
    return Criterion(
        name,
        one.weight.value,
        one.direction == "down",
        number(low) if stated and low is not None else None,
        number(high) if stated and high is not None else None,
    )


def _ends(one: Written) -> tuple[Amount | None, Amount | None]:
    """Return the ends of a criterion's scale; one number alone is its upper end, from 0 on."""
    scale = one.scale
    if isinstance(scale, Range):
        low, high = scale.low, scale.high
        kinds = (Count, Rate, Money)
        return (low, high) if isinstance(low, kinds) and isinstance(high, kinds) else (None, None)
    return (Count(Decimal(0)), scale) if scale is not None else (None, None)


def _off_scale(chosen: ChannelSelection) -> list[OffScale]:
    found: list[OffScale] = []
    for name, one in chosen.criteria.items():
        low, high = _ends(one)
        column = [(who, row[name]) for who, row in chosen.scores.items() if name in row]
        like = low if low is not None else (column[0][1] if column else None)
        for who, score in column:
            strange = type(score) is not type(like)
            outside = (
                low is not None
                and high is not None
                and not strange
                and not number(low) <= number(score) <= number(high)
            )
            if strange or outside:
                found.append(OffScale(("scores", who, name), who, name, score, low, high))
    return found


def as_rate(share: Fraction) -> Rate:
    """Return a share as a percentage to a hundredth of a point."""
    exact = EXACT.divide(Decimal(share.numerator), Decimal(share.denominator))
    return Rate(exact.quantize(Decimal("0.0001")))
