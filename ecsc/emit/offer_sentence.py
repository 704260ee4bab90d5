"""A promotion in one sentence: what comes off what, how often, with what, for whom, where and when."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from ecsc.assess.offers.customers import CustomersOf
from ecsc.assess.offers.levels import level_for
from ecsc.messages import Words
from ecsc.model import Strategy
from ecsc.model.offer import Offer, Promotion, Tier, repeats
from ecsc.offers.terms import PIECEWISE_LEVELS, Level
from ecsc.quantity import Rate

_ALL, _NOTHING = Rate(Decimal(1)), Rate(Decimal(0))


def offer_sentence(promotion: Promotion, strategy: Strategy, w: Words) -> str:
    """Return what a promotion gives, with what is stated of it and what is taken where nothing is."""
    said = ""
    for clause in _clauses(promotion, strategy, w):
        said = w("{clauses}; {clause}", clauses=said, clause=clause) if said else clause
    return said


class Reach(Struct, frozen=True):
    """Where a promotion stands and who gets it, as its prices are reckoned; no segments and channels for all."""

    level: Level
    segments: tuple[str, ...]
    channels: tuple[str, ...]


def reach_of(promotion: Promotion, strategy: Strategy) -> Reach:
    """Return the level, the segments and the channels of a promotion, with what follows from where it is named."""
    known = CustomersOf(strategy)
    customers = known.of(promotion)
    return Reach(level_for(promotion, customers, known.tiers), customers.segments, customers.channels)


def by_piece(promotion: Promotion, level: str) -> bool:
    """Return whether an offer changes the price of single pieces rather than what an order comes to."""
    offer = promotion.offer
    if offer.amount_off is not None:
        whole = offer.threshold is None and offer.threshold_pieces is None and promotion.cap is None
        return whole and repeats(promotion)
    share = offer.percent_off is not None and level in PIECEWISE_LEVELS and promotion.cap is None
    return share or offer.fixed_price is not None


def _clauses(promotion: Promotion, strategy: Strategy, w: Words) -> Iterator[str]:
    reach = reach_of(promotion, strategy)
    offer, level = promotion.offer, reach.level
    money = [] if _is_free(offer) else [_benefit(promotion, level, w)]
    beside = list(_beside(offer, w))
    if not money and beside:
        beside[0] = _from_on(offer, beside[0], w)
    yield from money or (() if beside else (w("nothing off the price"),))
    yield from beside
    if offer.threshold is not None or offer.tiers:
        yield _base(promotion, level, w)
    if _has_a_share(offer) and promotion.percent_base == "list":
        yield w("the percentage is of the list price")
    yield from _how_often(promotion, w)
    if promotion.cap is not None:
        yield w("at most {cap} off one order", cap=promotion.cap)
    yield from _limits(promotion, w, pieces=by_piece(promotion, level))
    yield _together(promotion, level, w)
    yield w("for {segments} alone", segments=reach.segments) if reach.segments else w("for everybody")
    if promotion.applies_to is not None:
        yield w("on {goods}", goods=str(promotion.applies_to))
    if reach.channels:
        yield w("on the channels {channels}", channels=reach.channels)
    if promotion.window is not None:
        yield w("running {window}", window=promotion.window)
    if promotion.expires is not None:
        yield w("good for {time} after it was given out", time=promotion.expires)
    if promotion.redeem == "code":
        yield w("with a code or a coupon")
    if promotion.funded_by:
        paid = tuple(f"{name} {share}" for name, share in promotion.funded_by.items())
        yield w("paid for by {shares}", shares=paid)


def _benefit(promotion: Promotion, level: str, w: Words) -> str:
    """Return what comes off, from what on."""
    offer = promotion.offer
    if offer.tiers:
        steps = tuple(_step(one, w) for one in offer.tiers)
        return w("{steps}: only the highest step that is reached counts", steps=steps)
    if offer.buy is not None or offer.get is not None:
        return _sets(offer, w)
    if offer.fixed_price is not None:
        return _from_on(offer, w("a piece costs {price}, where that is less", price=offer.fixed_price), w)
    if offer.amount_off is not None:
        return _money(promotion, w)
    off = offer.percent_off or _NOTHING
    paid = Rate(1 - off.value)
    if by_piece(promotion, level):
        return _from_on(offer, w("{off} off each piece, {paid} to pay", off=off, paid=paid), w)
    return _from_on(offer, w("{off} off the order, {paid} to pay", off=off, paid=paid), w)


def _money(promotion: Promotion, w: Words) -> str:
    offer, each = promotion.offer, repeats(promotion)
    off, at, pieces = offer.amount_off, offer.threshold, offer.threshold_pieces
    if at is not None and pieces is None:
        if each:
            return w("{off} off for every full {at} of an order", off=off, at=at)
        return w("{off} off every order of {at} or more", off=off, at=at)
    if pieces is not None and at is None:
        if each:
            return w("{off} off for every full {pieces} pieces of an order", off=off, pieces=pieces)
        return w("{off} off every order of {pieces} pieces or more", off=off, pieces=pieces)
    if at is None and each:
        return w("{off} off every piece", off=off)
    return _from_on(offer, w("{off} off any order", off=off), w)


def _from_on(offer: Offer, told: str, w: Words) -> str:
    if offer.threshold is not None and offer.threshold_pieces is not None:
        return w(
            "{offer}, from {at} and {pieces} pieces on",
            offer=told, at=offer.threshold, pieces=offer.threshold_pieces,
        )  # fmt: skip
    if offer.threshold is not None:
        return w("{offer}, from an order of {at} on", offer=told, at=offer.threshold)
    if offer.threshold_pieces is not None:
        return w("{offer}, from {pieces} pieces on", offer=told, pieces=offer.threshold_pieces)
    return told


def _step(tier: Tier, w: Words) -> str:
    return w("{off} off from {at} on", off=tier.off, at=tier.at)


def _sets(offer: Offer, w: Words) -> str:
    off = offer.get_percent_off or _ALL
    whole = (offer.buy or 0) + (offer.get or 0)
    if offer.choose == "most_expensive":
        return w(
            "of every {whole} pieces the dearest {get} for {off} less", whole=whole, get=offer.get, off=off
        )
    return w("of every {whole} pieces the cheapest {get} for {off} less", whole=whole, get=offer.get, off=off)


def _beside(offer: Offer, w: Words) -> Iterator[str]:
    if offer.gift is not None:
        yield w("{gift} comes with it", gift=offer.gift)
    if offer.free_shipping:
        yield w("shipping is free")


def _base(promotion: Promotion, level: str, w: Words) -> str:
    if promotion.threshold_base == "list":
        return w("the order counts at list prices")
    if level == "item":
        return w("the order counts as it stands before other offers")
    if level == "member":
        return w("the order counts as it stands after the offers on single products")
    if level == "shop":
        return w("the order counts as it stands after the offers on single products and those for members")
    return w("the order counts as it stands after the offers of the levels before")


def _how_often(promotion: Promotion, w: Words) -> Iterator[str]:
    offer = promotion.offer
    sets = offer.buy is not None or offer.get is not None
    if sets and promotion.repeat is False:
        yield w("for one set of an order")
    elif sets:
        yield w("for every full set")
    elif offer.amount_off is not None and not repeats(promotion):
        yield w("once an order")


def _limits(promotion: Promotion, w: Words, *, pieces: bool) -> Iterator[str]:
    limits = promotion.limits
    if limits is None:
        return
    if limits.redemptions is not None:
        yield w.count("for the first order", "for the first {n} orders", limits.redemptions)
    if limits.units is not None:
        yield w.count("one piece in all", "{n} pieces in all", limits.units)
    if limits.per_customer is not None and pieces:
        yield w.count("one piece a customer", "{n} pieces a customer", limits.per_customer)
    elif limits.per_customer is not None:
        yield w.count("once a customer", "{n} times a customer", limits.per_customer)
    if limits.per_order is not None and pieces:
        yield w.count(
            "one piece of an order, the dearest", "{n} pieces of an order, the dearest ones", limits.per_order
        )
    elif limits.per_order is not None:
        yield w.count("counted once an order", "counted {n} times an order at most", limits.per_order)
    if limits.spend is not None:
        yield w("{spend} given away in all", spend=limits.spend)


def _together(promotion: Promotion, level: str, w: Words) -> str:
    if promotion.exclusive or promotion.stacks_with == ("none",):
        return w("with no other offer")
    if "all" in promotion.stacks_with:
        return w("with any other offer that accepts it")
    if promotion.stacks_with:
        return w("with {others} alone, where they accept it", others=promotion.stacks_with)
    return w("with offers of other levels, not with another one of the level {level}", level=level)


def _is_free(offer: Offer) -> bool:
    """Return whether an offer changes no price: a gift or free shipping alone."""
    kinds = (offer.percent_off, offer.amount_off, offer.fixed_price, offer.buy, offer.get)
    return not offer.tiers and all(one is None for one in kinds)


def _has_a_share(offer: Offer) -> bool:
    return offer.percent_off is not None or any(isinstance(one.off, Rate) for one in offer.tiers)
