"""The level of each promotion, and what it goes together with."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from ecsc.assess.offers.customers import Customers
from ecsc.model.offer import Promotion, level_of
from ecsc.model.reach import MemberTier
from ecsc.offers import Level, Stacking

RULES: Final = "price"
"""The level of price rules, which no author can name."""


def level_for(promotion: Promotion, customers: Customers, tiers: Mapping[str, MemberTier]) -> Level:
    """Return the level of a promotion: as stated, else by its kind and by whom it is for."""
    return level_of(replace(promotion, segments=customers.segments), tiers)


def stacking(promotion: Promotion, *, with_rules: bool) -> Stacking:
    """Return what a promotion goes together with. `exclusive` wins over `stacks_with`, and `none` over all else.

    A price that a rule has changed is the price every promotion starts from, an exclusive one too; so where there are
    such rules (`with_rules`) each promotion accepts them.
    """
    named = frozenset(unicodedata.normalize("NFC", one).strip() for one in promotion.stacks_with)
    if promotion.exclusive or "none" in named:
        return Stacking(partners=frozenset((RULES,))) if with_rules else Stacking(nothing=True)
    if "all" in named:
        return Stacking(everything=True)
    return Stacking(partners=named | {RULES} if named and with_rules else named)
