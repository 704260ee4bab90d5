"""What a customer can choose from in a context: level by level, every order of every set that goes together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ecsc.offers.limits import Steady, steady
from ecsc.offers.terms import NoMoneyOff, Offer, goes_together

MOST_CHOICES = 1_000
"""So many choices of one level are looked at; more are beyond the exact limit."""


SOME_CHOICES = 60
"""So many choices of a level are looked at beyond the exact limit."""


class Choice(NamedTuple):
    """Offers of one level in their order; `mask` has their bits, `refuses` those of all they do not go with."""

    offers: tuple[Offer, ...]
    mask: int
    refuses: int


class Choices(NamedTuple):
    """The choices of each level that has offers, and the automatic offers as pairs of bit and refused bits.

    `offers` are those of each level, `stacked` tells of which levels several can be used together, and `limits` what
    each takes off at most.
    """

    levels: tuple[tuple[Choice, ...], ...]
    offers: tuple[tuple[Offer, ...], ...]
    stacked: tuple[bool, ...]
    limits: tuple[Steady, ...]
    automatic: tuple[tuple[int, int], ...]

    def is_permitted(self, chosen: Sequence[Offer]) -> bool:
        """Return whether a set of offers that go together is whole."""
        names = {one.id for one in chosen}
        members = (one for level in self.offers for one in level)
        return self.is_whole(sum(1 << place for place, one in enumerate(members) if one.id in names))

    def is_whole(self, mask: int) -> bool:
        """Return whether no automatic offer is missing that goes together with all that are used."""
        return all(bit & mask or refuses & mask for bit, refuses in self.automatic)


class TooManyChoicesError(Exception):
    """Raised when a level has more choices than the exact limit."""


def choices_of(offers: Sequence[Offer], *, some: bool = False) -> Choices:
    """Return the choices among `offers`, which are in the order of levels. Raises TooManyChoicesError.

    Choices that take more come first as far as that can be told without a price, none at all last. With `some` those
    of a level that has too many are the smallest ones.
    """
    refuses = [
        sum(1 << other for other in range(len(offers)) if not goes_together(offers[index], offers[other]))
        & ~(1 << index)
        for index in range(len(offers))
    ]
    free = frozenset(index for index, one in enumerate(offers) if isinstance(one.benefit, NoMoneyOff))
    levels, by_level = [], []
    for _, group in groupby(range(len(offers)), key=lambda index: offers[index].level):
        found: list[Choice] = []
        members = tuple(group)
        by_level.append(tuple(offers[index] for index in members))
        sets = list(_ordered_sets(members, refuses, free))
        if len(sets) > MOST_CHOICES and not some:
            raise TooManyChoicesError
        for chosen in sets[-SOME_CHOICES:] if some else sets:
            mask = blocked = 0
            for index in chosen:
                mask |= 1 << index
                blocked |= refuses[index]
            found.append(Choice(tuple(offers[index] for index in chosen), mask, blocked))
        levels.append(tuple(found))
    automatic = tuple((1 << index, refuses[index]) for index, offer in enumerate(offers) if offer.automatic)
    stacked = tuple(any(len(choice.offers) > 1 for choice in level) for level in levels)
    limits = tuple(steady(level, stacked=some) for level, some in zip(by_level, stacked, strict=True))
    return Choices(tuple(levels), tuple(by_level), stacked, limits, automatic)


def _ordered_sets(
    group: tuple[int, ...], refuses: Sequence[int], free: frozenset[int]
) -> Iterator[tuple[int, ...]]:
    """Yield every order of every set of which all go together, larger ones first, the empty one last.

    Those that are `free`, which take no money off, come first and in one order only: it makes no difference.
    """
    found: list[tuple[int, ...]] = [()]
    for chosen in found:
        blocked = 0
        for index in chosen:
            blocked |= refuses[index] | 1 << index
        paid = bool(chosen) and chosen[-1] not in free
        found.extend(
            (*chosen, index)
            for index in group
            if not blocked >> index & 1
            and (index not in free or not (paid or (chosen and index < chosen[-1])))
        )
        if len(found) > MOST_CHOICES + 1:
            break
    yield from reversed(found)
