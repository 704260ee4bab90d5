"""Offers that prices are reckoned without though they may lower them: no price can be called safe beside those."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess.offers.types import LeftOut, OfferTerms, PriceVerdict
from ecsc.model import Strategy

NOT_READ = "it could not be read"
SOME_NOT_READ = "some of its entries could not be read"

SECTIONS = ("promotions", "pricing_rules")
"""The sections that lower prices."""

_GOOD: tuple[PriceVerdict, ...] = ("safe", "thin")


def lost_offers(strategy: Strategy) -> Iterator[LeftOut]:
    """Yield the promotions and price rules of which nothing could be read, and the sections that lack entries."""
    for section in SECTIONS:
        for home, name in sorted(strategy.lost):
            if home == section:
                yield LeftOut(section, name, (), NOT_READ)
        if not strategy.knows(section):
            yield LeftOut(section, "", (), SOME_NOT_READ)


class Uncounted:
    """The offers left out of some terms that could lower a price."""

    def __init__(self, terms: OfferTerms) -> None:
        self._left_out = tuple(one for one in terms.left_out if one.section in SECTIONS)

    def of(self, product: str, channel: str) -> tuple[LeftOut, ...]:
        """Return those that could lower the price of a product on a channel."""
        return tuple(
            one
            for one in self._left_out
            if (one.goods is None or product in one.goods)
            and (one.channels is None or channel in one.channels)
        )


def beside(uncounted: tuple[LeftOut, ...], verdict: PriceVerdict) -> PriceVerdict:
    """Return a verdict beside what is not counted: what is bad stays so, what is good can no longer be told."""
    return "not_decidable" if uncounted and verdict in _GOOD else verdict
