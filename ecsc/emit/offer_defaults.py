"""What is taken of a promotion where it says nothing, and what to write where something else is meant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from ecsc.emit.offer_sentence import by_piece, reach_of
from ecsc.messages import Words
from ecsc.model import Strategy
from ecsc.model.offer import Promotion, ShortOffer, repeats
from ecsc.quantity import Rate

Taken: TypeAlias = tuple[tuple[str, ...], str]
"""The way to a field that is left out, and what is taken instead, with what says otherwise."""


def offer_defaults(promotion: Promotion, strategy: Strategy, w: Words) -> Iterator[Taken]:
    """Yield the fields a promotion leaves out that would change what it gives, in the order of the language."""
    reach = reach_of(promotion, strategy)
    offer, level = promotion.offer, reach.level
    if promotion.level is None:
        yield ("level",), _level(level, w)
    if not reach.segments:
        yield ("segments",), w("everybody; `segments: [vip]` for some alone")
    if promotion.applies_to is None:
        yield ("applies_to",), w("all products")
    if not reach.channels:
        yield ("channels",), w("all channels")
    if promotion.window is None:
        yield ("window",), w("always; `window: 2026-05-01..2026-05-31` for some days")
    if promotion.threshold_base is None and (offer.threshold is not None or offer.tiers):
        yield (
            ("threshold_base",),
            w("the price after earlier offers; `threshold_base: list` for the list price"),
        )
    if promotion.percent_base is None and (
        offer.percent_off is not None or any(isinstance(one.off, Rate) for one in offer.tiers)
    ):
        yield ("percent_base",), w("the price after earlier offers; `percent_base: list` for the list price")
    yield from _how_often(promotion, w)
    if promotion.cap is None and _unbounded(promotion, level):
        yield ("cap",), w("no bound; `cap: 50` for at most 50 off one order")
    if promotion.limits is None:
        yield ("limits",), w("no limit; `limits: {{redemptions: 1000}}` for the first 1,000 orders")
    if not promotion.stacks_with and not promotion.exclusive:
        yield (
            ("stacks_with",),
            w("offers of other levels, none of its own; `none`, `all`, ids or levels say otherwise"),
        )
    if not promotion.funded_by:
        yield ("funded_by",), w("the seller alone; `funded_by: {{platform: 30%}}` where others pay a part")
    if promotion.redeem is None:
        yield ("redeem",), w("by itself; `redeem: code` for a coupon or a code")


def _level(level: str, w: Words) -> str:
    if level == "shop":
        return w("shop, for it is about a whole order; `level: item` for one about single products")
    if level == "member":
        return w("member, for it is for tiers of the membership alone")
    return w("item, for it is about single products; `level: shop` for a coupon on the order")


def _how_often(promotion: Promotion, w: Words) -> Iterator[Taken]:
    offer = promotion.offer
    sets = offer.buy is not None or offer.get is not None
    if promotion.repeat is None and sets:
        yield ("repeat",), w("for every full set; `repeat: false` for one set of an order")
    elif promotion.repeat is None and offer.amount_off is not None and not repeats(promotion):
        if offer.threshold is not None or offer.threshold_pieces is not None:
            yield ("repeat",), w("once an order; 每满 or `repeat: true` for every full threshold")
        else:
            yield ("repeat",), w("once an order; `repeat: true` for every piece")
    if sets and offer.choose is None:
        if isinstance(offer, ShortOffer):
            yield (
                ("offer", "choose"),
                w("the cheapest pieces; in fields `choose: most_expensive` says otherwise"),
            )
        else:
            yield ("offer", "choose"), w("the cheapest pieces; `choose: most_expensive` says otherwise")


def _unbounded(promotion: Promotion, level: str) -> bool:
    """Return whether more goods in an order mean more off, of the whole order."""
    share = promotion.offer.percent_off is not None and not by_piece(promotion, level)
    return share or (promotion.offer.amount_off is not None and repeats(promotion))
