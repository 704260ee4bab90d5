"""A till written from the rules alone (the first lines of `ecsc.offers.terms`): it knows pieces, and prices each.

It shares no code with `ecsc.offers` but the types of goods and offers. An order is a heap of pieces, each with what
it costs now; an offer is put to every piece in turn. The lowest price is found by paying every order there is.
No bounds, no short cuts, no tables.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, permutations, product
from typing import NamedTuple

from ecsc.offers.terms import (
    LEVELS,
    AmountOff,
    BuyAndGet,
    FixedPrice,
    Good,
    Line,
    NoMoneyOff,
    Offer,
    PercentOff,
    Steps,
)

SOME_DAY = dt.datetime.fromisoformat("2026-06-01")
"""When nothing has a window, any instant will do."""


class Took(NamedTuple):
    """What an offer took off each line; `came` tells that its threshold was reached, whatever it took."""

    offer: str
    by_line: tuple[int, ...]
    came: bool


class Paid(NamedTuple):
    """What each line costs in the end, and what each offer took off on the way."""

    by_line: tuple[int, ...]
    taken: tuple[Took, ...]


class Lowest(NamedTuple):
    """The lowest price of a piece, and the least a piece brings the seller, over all orders tried."""

    price: Fraction
    proceeds: Fraction


class _Row:
    """A line of the order, with what each of its pieces costs now; together they cost whole coins."""

    def __init__(self, line: Line) -> None:
        self.good = line.good
        self.each = [Fraction(line.good.price)] * line.pieces
        self.cost = line.good.price * line.pieces

    @property
    def least(self) -> int:
        """What the line costs at least, now."""
        return min(self.cost, self.floor * len(self.each))

    @property
    def floor(self) -> int:
        return (self.good.floor or 0) if self.good.floor_enforced else 0

    @property
    def alike(self) -> bool:
        """Whether all pieces cost the same in whole coins."""
        return self.each[0].denominator == 1 and len(set(self.each)) == 1

    def settle(self, cost: int) -> None:
        """Let the line cost so much, its pieces in the proportion in which they stand."""
        total = sum(self.each)
        if total != cost:
            self.each = [piece * cost / total for piece in self.each]
        self.cost = cost


def half_up(value: Fraction) -> int:
    """Return the nearest whole coin, the upper one of two."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def pay(lines: Sequence[Line], offers: Sequence[Offer]) -> Paid:
    """Return what an order costs with all the offers, by level and in a level as they stand."""
    rows = [_Row(line) for line in lines]
    taken = []
    for offer in (each for level in LEVELS for each in offers if each.level == level):
        before = [row.cost for row in rows]
        came = _apply(rows, offer)
        off = tuple(was - row.cost for was, row in zip(before, rows, strict=True))
        taken.append(Took(offer.id, off, came))
    return Paid(tuple(row.cost for row in rows), tuple(taken))


def brings(lines: Sequence[Line], offers: Sequence[Offer]) -> Fraction:
    """Return what the seller gets for an order: the money, the shares of others, less the gifts."""
    paid = pay(lines, offers)
    by_id = {offer.id: offer for offer in offers}
    found = Fraction(sum(paid.by_line))
    for took in paid.taken:
        offer = by_id[took.offer]
        found += sum(took.by_line) * (1 - Fraction(offer.seller_share))
        if took.came:
            found -= offer.gift or 0
    return found


def _apply(rows: Sequence[_Row], offer: Offer) -> bool:
    part = [row for row in rows if (offer.goods is None or row.good.id in offer.goods) and row.each]
    if not part or offer.times == 0:
        return False
    reached = _worth(part, offer.threshold_on)
    if offer.threshold is not None and reached < offer.threshold:
        return False
    if offer.threshold_pieces is not None and sum(len(row.each) for row in part) < offer.threshold_pieces:
        return False
    if by_piece(offer):
        _cheapen(part, offer)
        return True
    amount = _amount(part, offer, reached)
    if offer.cap is not None:
        amount = min(amount, offer.cap)
    _take(part, max(0, amount), spill=isinstance(offer.benefit, AmountOff))
    return True


def _worth(part: Sequence[_Row], base: str) -> int:
    if base == "list":
        return sum(row.good.price * len(row.each) for row in part)
    return sum(row.cost for row in part)


def by_piece(offer: Offer) -> bool:
    """Rule 2."""
    if isinstance(offer.benefit, FixedPrice):
        return True
    if isinstance(offer.benefit, AmountOff):
        unconditional = offer.threshold is None and offer.threshold_pieces is None
        return offer.repeats and unconditional and offer.cap is None
    early = offer.level in {"price", "item", "member"}
    return isinstance(offer.benefit, PercentOff) and early and offer.cap is None


def _cheapen(part: Sequence[_Row], offer: Offer) -> None:
    pieces = [(-price, row, at) for row, each in enumerate(part) for at, price in enumerate(each.each)]
    chosen = {(row, at) for _, row, at in sorted(pieces)[: offer.times]}
    for number, row in enumerate(part):
        alike = row.alike
        for at, price in enumerate(row.each):
            if (number, at) in chosen:
                new = _cheaper(offer, row.good, price)
                if alike:
                    new = Fraction(half_up(new))
                row.each[at] = min(price, max(new, Fraction(row.floor)))
        row.settle(max(row.least, half_up(sum(row.each, Fraction(0)))))


def _cheaper(offer: Offer, good: Good, price: Fraction) -> Fraction:
    benefit = offer.benefit
    if isinstance(benefit, FixedPrice):
        return Fraction(benefit.price)
    if isinstance(benefit, AmountOff):
        return price - benefit.amount
    assert isinstance(benefit, PercentOff)
    base = Fraction(good.price) if benefit.of == "list" else price
    return max(Fraction(0), price - base * Fraction(benefit.share))


def _amount(part: Sequence[_Row], offer: Offer, reached: int) -> int:
    """Return what an offer would take off the covered part."""
    benefit = offer.benefit
    if isinstance(benefit, AmountOff):
        count = 1
        if offer.repeats:
            count = sum(len(row.each) for row in part)
            if offer.threshold:
                count = reached // offer.threshold
            elif offer.threshold_pieces:
                count //= offer.threshold_pieces
        return benefit.amount * (count if offer.times is None else min(count, offer.times))
    if isinstance(benefit, PercentOff):
        return half_up(Fraction(benefit.share) * _worth(part, benefit.of))
    if isinstance(benefit, Steps):
        steps = [step for step in benefit.steps if step.at <= reached]
        if not steps:
            return 0
        step = max(steps, key=lambda each: each.at)
        if step.amount is not None:
            return step.amount
        return half_up(Fraction(step.share or 0) * _worth(part, benefit.of))
    if isinstance(benefit, BuyAndGet):
        return _of_sets(part, offer, benefit)
    return 0


def _of_sets(part: Sequence[_Row], offer: Offer, benefit: BuyAndGet) -> int:
    pieces = sorted((piece for row in part for piece in row.each), reverse=benefit.dearest)
    sets = len(pieces) // (benefit.buy + benefit.get)
    if not offer.repeats:
        sets = min(sets, 1)
    if offer.times is not None:
        sets = min(sets, offer.times)
    share = min(Fraction(1), Fraction(benefit.share))
    return half_up(share * sum(pieces[: sets * benefit.get], Fraction(0)))


def _take(part: Sequence[_Row], amount: int, *, spill: bool) -> None:
    """Share an amount over lines in proportion to what they cost; those that cannot bear their share bear less."""
    amount = min(amount, sum(row.cost - (row.least if spill else 0) for row in part))
    if not amount:
        return
    if not spill:
        for row, share in zip(part, by_largest_remainder(amount, [row.cost for row in part]), strict=True):
            row.settle(max(row.cost - share, row.least))
        return
    shares = dict.fromkeys(range(len(part)), 0)
    numbers = list(range(len(part)))
    while numbers and amount:
        shared = by_largest_remainder(amount, [part[number].cost for number in numbers])
        over = [
            number
            for number, share in zip(numbers, shared, strict=True)
            if share > part[number].cost - part[number].least
        ]
        if not over:
            shares.update(zip(numbers, shared, strict=True))
            break
        for number in over:
            shares[number] = part[number].cost - part[number].least
            amount -= shares[number]
            numbers.remove(number)
    for number, row in enumerate(part):
        row.settle(row.cost - shares[number])


def by_largest_remainder(amount: int, weights: Sequence[int]) -> list[int]:
    """Return shares that sum to `amount`; what division leaves goes to the largest remainders, first come."""
    total = sum(weights)
    exact = [Fraction(amount * weight, total) for weight in weights]
    shares = [each.numerator // each.denominator for each in exact]
    left = sorted(range(len(weights)), key=lambda at: (shares[at] - exact[at], at))
    for at in left[: amount - sum(shares)]:
        shares[at] += 1
    return shares


def accepts(offer: Offer, other: Offer) -> bool:
    """Return whether one offer agrees to stand beside another."""
    if offer.stacking.nothing:
        return False
    if offer.stacking.everything:
        return True
    if offer.stacking.partners:
        return bool({other.id, other.level} & offer.stacking.partners)
    return other.level != offer.level or NoMoneyOff in {type(offer.benefit), type(other.benefit)}


def agree(first: Offer, second: Offer) -> bool:
    """Return whether two different offers accept each other."""
    return first.id != second.id and accepts(first, second) and accepts(second, first)


def usable(
    lines: Sequence[Line], channel: str, offers: Sequence[Offer], at: dt.datetime, segment: str | None
) -> list[Offer]:
    """Return the offers that run, are open to the customer and cover something in the order."""

    def covers(offer: Offer) -> bool:
        here = offer.channels is None or channel in offer.channels
        goods = [line.good for line in lines if line.pieces]
        sold = [good.id for good in goods if good.channels is None or channel in good.channels]
        return here and any(offer.goods is None or id_ in offer.goods for id_ in sold)

    return [
        offer
        for offer in offers
        if (offer.start is None or offer.start <= at)
        and (offer.end is None or at < offer.end)
        and (offer.segments is None or segment in offer.segments)
        and offer.times != 0
        and covers(offer)
    ]


def permitted(offers: Sequence[Offer]) -> Iterator[tuple[Offer, ...]]:
    """Yield every set that rule 7 allows: all agree, and no automatic offer is left out that agrees with all."""
    for size in range(len(offers) + 1):
        for chosen in combinations(offers, size):
            if not all(agree(first, second) for first, second in combinations(chosen, 2)):
                continue
            if any(
                offer.automatic and offer not in chosen and all(agree(offer, each) for each in chosen)
                for offer in offers
            ):
                continue
            yield chosen


def orders(chosen: Sequence[Offer]) -> Iterator[tuple[Offer, ...]]:
    """Yield a set in every order that its levels leave open."""
    levels = [[offer for offer in chosen if offer.level == level] for level in LEVELS]
    for each in product(*(permutations(level) for level in levels)):
        yield tuple(offer for level in each for offer in level)


def instants(offers: Sequence[Offer]) -> list[dt.datetime]:
    """Return instants between which nothing changes: every edge of a window, and one before them all."""
    edges = {edge for offer in offers for edge in (offer.start, offer.end) if edge is not None}
    return [min(edges) - dt.timedelta(days=1), *sorted(edges)] if edges else [SOME_DAY]


def ways(
    lines: Sequence[Line], channel: str, offers: Sequence[Offer], segments: Sequence[str]
) -> set[tuple[Offer, ...]]:
    """Return every list of offers with which an order can be paid, at any time, by anybody."""
    return {
        order
        for at in instants(offers)
        for segment in (None, *segments)
        for chosen in permitted(usable(lines, channel, offers, at, segment))
        for order in orders(chosen)
    }


def lowest(
    good: Good, channel: str, offers: Sequence[Offer], most_pieces: int, segments: Sequence[str]
) -> Lowest:
    """Return the lowest price and proceeds of a piece over all orders of this good alone."""
    most = most_pieces if good.stock is None else min(most_pieces, good.stock)
    found = []
    for order in ways([Line(good, 1)], channel, offers, segments):
        for pieces in range(1, most + 1):
            lines = [Line(good, pieces)]
            price = Fraction(sum(pay(lines, order).by_line), pieces)
            found.append(Lowest(price, brings(lines, order) / pieces))
    return Lowest(min(each.price for each in found), min(each.proceeds for each in found))


def lowest_in_any_basket(
    good: Good,
    others: Sequence[Good],
    channel: str,
    offers: Sequence[Offer],
    most_pieces: int,
    segments: Sequence[str],
) -> Fraction:
    """Return the lowest price of a piece of a good in any order that also holds pieces of the others.

    A coin for every offer is added to what the line costs: so much may rounding have taken off it.
    """
    found = []
    for counts in product(range(1, most_pieces + 1), *(range(most_pieces + 1) for _ in others)):
        if sum(counts) > most_pieces:
            continue
        lines = [Line(each, count) for each, count in zip((good, *others), counts, strict=True) if count]
        for order in ways(lines, channel, offers, segments):
            cost = pay(lines, order).by_line[0] + len(order)
            found.append(Fraction(cost, counts[0]))
    return min(found)


def cheapest(
    lines: Sequence[Line], channel: str, offers: Sequence[Offer], at: dt.datetime, segment: str | None
) -> int:
    """Return the least that a customer pays for one order at one instant."""
    return min(
        sum(pay(lines, order).by_line)
        for chosen in permitted(usable(lines, channel, offers, at, segment))
        for order in orders(chosen)
    )
