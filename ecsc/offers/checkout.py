"""What a customer pays for an order: the permitted set of offers that is cheapest, and why the others were not used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from msgspec.structs import replace

from ecsc.offers.choices import Choices, TooManyChoicesError, choices_of
from ecsc.offers.lots import Lots
from ecsc.offers.results import Receipt, Refused
from ecsc.offers.terms import Line, Offer, goes_together, runs
from ecsc.offers.till import in_order, measured, open_order, reached, receipt, use

MOST_STEPS = 200_000


class TooManyOffersError(Exception):
    """Raised when an order has more permitted combinations than can be looked at."""


def checkout(
    lines: Sequence[Line],
    channel: str,
    offers: Sequence[Offer],
    at: dt.datetime,
    segments: frozenset[str] = frozenset(),
) -> Receipt:
    """Return the receipt of an order on a channel at an instant, for a customer of some segments.

    The customer gets the cheapest permitted set; automatic offers are used as the rules of the till say. Every other
    offer is listed with the reason. Raises TooManyOffersError.
    """
    away = {
        offer.id: found
        for offer in offers
        if (found := _away(offer, lines, channel, at, segments)) is not None
    }
    open_ = in_order([offer for offer in offers if offer.id not in away])
    try:
        chosen = _Cheapest(lines, choices_of(open_)).best()
    except TooManyChoicesError as error:
        raise TooManyOffersError from error
    paid = receipt(lines, chosen)
    taken = frozenset(one.offer for one in paid.taken)
    used = [offer for offer in chosen if offer.id in taken]
    refused = (
        away.get(offer.id) or _refused(offer, used, lines) for offer in offers if offer.id not in taken
    )
    return replace(paid, refused=tuple(refused))


def cheapest(lines: Sequence[Line], choices: Choices, most_steps: int = MOST_STEPS) -> Receipt:
    """Return the receipt of the cheapest permitted set of some choices, without the offers that are not used.

    Raises TooManyOffersError.
    """
    return receipt(lines, _Cheapest(lines, choices, most_steps).best())


def _away(
    offer: Offer, lines: Sequence[Line], channel: str, at: dt.datetime, segments: frozenset[str]
) -> Refused | None:
    """Return why an offer is not open to an order at all."""
    if offer.times == 0:
        return Refused(offer.id, "used_up")
    if offer.channels is not None and channel not in offer.channels:
        return Refused(offer.id, "other_channel")
    if offer.goods is not None and not any(line.good.id in offer.goods for line in lines):
        return Refused(offer.id, "other_goods")
    if offer.segments is not None and not offer.segments & segments:
        return Refused(offer.id, "other_segment")
    return None if runs(offer, at) else Refused(offer.id, "not_running")


def _refused(offer: Offer, used: Sequence[Offer], lines: Sequence[Line]) -> Refused:
    """Return why an offer that is open to an order took nothing off it."""
    against = next((one for one in used if not goes_together(offer, one)), None)
    lots = open_order(lines)
    # What it does not go together with would be gone if it were used: that lowers nothing its threshold is held to.
    for one in in_order([*(one for one in used if goes_together(one, offer)), offer]):
        if one is offer:
            break
        lots = use(one, lots, _lines(one, lines)).lots
    covered = _lines(offer, lines)
    mine = lots if covered is None else tuple(lot for lot in lots if lot.line in covered)
    if not reached(offer, mine):
        short = max((offer.threshold or 0) - measured(offer, mine), 0)
        return Refused(offer.id, "under_threshold", against.id if against else "", short)
    if against is not None:
        return Refused(offer.id, "does_not_stack", against.id)
    return Refused(offer.id, "another_is_cheaper" if use(offer, lots, covered).off else "nothing_off")


def _lines(offer: Offer, lines: Sequence[Line]) -> frozenset[int] | None:
    if offer.goods is None:
        return None
    return frozenset(index for index, line in enumerate(lines) if line.good.id in offer.goods)


class _Cheapest:
    """The search for the cheapest permitted set of one order."""

    def __init__(self, lines: Sequence[Line], choices: Choices, most_steps: int = MOST_STEPS) -> None:
        self.choices = choices
        self.lots = open_order(lines)
        self.covered = {one.id: _lines(one, lines) for level in choices.offers for one in level}
        self.most_off = self._most_off()
        self.found: tuple[int, tuple[Offer, ...]] | None = None
        self.most_steps = most_steps
        self.steps = 0

    def best(self) -> tuple[Offer, ...]:
        """Return the cheapest permitted set in the order of the till; of equals the first that was looked at."""
        self._walk(0, self.lots, 0, 0, ())
        return self.found[1] if self.found is not None else ()

    def _most_off(self) -> list[int]:
        """Return for each level what it and all after it take off at most: an offer takes most at list prices."""
        most = [0]
        for level, stacked in zip(reversed(self.choices.offers), reversed(self.choices.stacked), strict=True):
            offs = [use(one, self.lots, self.covered[one.id]).off for one in level]
            most.insert(0, most[0] + (sum(offs) if stacked else max(offs)))
        return most

    def _walk(self, level: int, lots: Lots, used: int, refused: int, offers: tuple[Offer, ...]) -> None:
        self.steps += 1
        if self.steps > self.most_steps:
            raise TooManyOffersError
        cost = sum(lot.cost for lot in lots)
        if self.found is not None and cost - self.most_off[level] >= self.found[0]:
            return
        if level == len(self.choices.levels):
            if self.choices.is_whole(used):
                self.found = cost, offers
            return
        for choice in self.choices.levels[level]:
            if not choice.mask & refused:
                after = lots
                for one in choice.offers:
                    after = use(one, after, self.covered[one.id]).lots
                chosen = (*offers, *choice.offers)
                self._walk(level + 1, after, used | choice.mask, refused | choice.refuses, chosen)
