"""The lowest price of every good on every channel. What is the same for two of them is worked out once."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ecsc.offers.choices import TooManyChoicesError
from ecsc.offers.cuts import Others, asks_around
from ecsc.offers.results import Worst
from ecsc.offers.search import MOST_PIECES, beyond, worst_in
from ecsc.offers.settings import Setting, settings_of
from ecsc.offers.terms import Good, Offer, covers
from ecsc.offers.walk import Budget


def worst_of_all(
    goods: Sequence[Good], channels: Sequence[str], offers: Sequence[Offer], *, most_pieces: int = MOST_PIECES
) -> tuple[Worst, ...]:
    """Return the lowest price of each good on each channel it is sold on, by good, then by channel."""
    table = _Table(goods, offers, most_pieces)
    return tuple(
        table.worst(good, channel)
        for good in goods
        for channel in channels
        if good.channels is None or channel in good.channels
    )


class _Table:
    """Settings by the offers that make them, results by all that they depend on."""

    def __init__(self, goods: Sequence[Good], offers: Sequence[Offer], most_pieces: int) -> None:
        self.goods = goods
        self.offers = offers
        self.most_pieces = most_pieces
        self.budget = Budget()
        self.floors = any(good.floor_enforced and good.floor for good in goods)
        self.settings: dict[tuple[str, ...], tuple[Setting, ...] | None] = {}
        self.found: dict[tuple[object, ...], Worst] = {}
        self.others: dict[str, Others] = {}
        self.assortments: dict[tuple[str, ...], Others] = {}
        self.nothing = Others()

    def worst(self, good: Good, channel: str) -> Worst:
        """Return the lowest price of a good on a channel."""
        mine = tuple(offer for offer in self.offers if covers(offer, good, channel))
        names = tuple(offer.id for offer in mine)
        pieces = min(self.most_pieces, good.stock if good.stock is not None else self.most_pieces)
        around = self.floors or any(asks_around(offer) for offer in mine)
        others = self._others(channel) if around else self.nothing
        floor = good.floor if good.floor_enforced else None
        key = (names, good.price, floor, pieces, id(others))
        found = self.found.get(key)
        if found is None:
            found = self.found[key] = self._worked_out(good, channel, mine, names, others)
        return replace(found, good=good.id, channel=channel)

    def _others(self, channel: str) -> Others:
        """Return the goods an order on a channel may hold."""
        if channel not in self.others:
            sold = tuple(good for good in self.goods if good.channels is None or channel in good.channels)
            alike = tuple(good.id for good in sold)
            self.others[channel] = self.assortments.setdefault(alike, Others(sold))
        return self.others[channel]

    def _worked_out(
        self,
        good: Good,
        channel: str,
        mine: tuple[Offer, ...],
        names: tuple[str, ...],
        others: Others,
    ) -> Worst:
        if names not in self.settings:
            try:
                self.settings[names] = settings_of(mine)
            except TooManyChoicesError:
                self.settings[names] = None
        settings = self.settings[names]
        if settings is None:
            return beyond(good, channel, mine, others)
        return worst_in(
            good, channel, mine, settings, others, most_pieces=self.most_pieces, budget=self.budget
        )
