"""Settings: a context of one customer at one time, with what can be chosen in it, and as one good meets it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ecsc.offers.choices import Choices, choices_of
from ecsc.offers.contexts import Context, contexts_of
from ecsc.offers.fillers import Within
from ecsc.offers.terms import Offer, piecewise


class Setting(NamedTuple):
    """A context with what can be chosen in it; `by_piece` tells that a piece costs the same however many are bought."""

    context: Context
    choices: Choices
    by_piece: bool


class Met(NamedTuple):
    """A setting as one good meets it."""

    setting: Setting
    within: Within


def settings_of(offers: Sequence[Offer], *, some: bool = False) -> tuple[Setting, ...]:
    """Return every context of some offers, which all are for the same goods. Raises TooManyChoicesError.

    With `some` the smaller choices stand for all where there are too many.
    """
    return tuple(
        Setting(
            context, choices_of(context.offers, some=some), all(_is_by_piece(one) for one in context.offers)
        )
        for context in contexts_of(offers)
    )


def _is_by_piece(offer: Offer) -> bool:
    free = offer.threshold is None and offer.threshold_pieces is None and offer.times in (None, 0)
    return piecewise(offer) and free and not offer.gift
