"""What a promotion gives, as a customer would say it: `10% off, on orders from EUR 30`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ecsc.messages import Words
from ecsc.model.offer import Offer
from ecsc.plan.types import PromotionPlan


def offer_words(promotion: PromotionPlan, w: Words) -> str:
    """Return an offer in words; one that the author wrote in short stays as it is."""
    given = promotion.benefit
    return promotion.offer if given is None else ", ".join(_parts(given, w)) or promotion.offer


def _parts(given: Offer, w: Words) -> Iterator[str]:
    if given.percent_off is not None:
        yield w("{share} off", share=given.percent_off)
    if given.amount_off is not None:
        yield w("{amount} off", amount=given.amount_off)
    if given.fixed_price is not None:
        yield w("at {price}", price=given.fixed_price)
    if given.buy is not None and given.get is not None:
        yield from _bundle(given, w)
    for tier in given.tiers:
        yield w("{off} off from {amount}", off=tier.off, amount=tier.at)
    if given.gift is not None:
        yield w("a gift: {name}", name=given.gift)
    if given.free_shipping:
        yield w("free shipping")
    if given.threshold is not None:
        yield w("on orders from {amount}", amount=given.threshold)
    if given.threshold_pieces is not None:
        yield w.count("from one piece on", "from {n} pieces on", given.threshold_pieces)


def _bundle(given: Offer, w: Words) -> Iterator[str]:
    """Yield what is got for what is bought; with all of its price taken off it is free."""
    share = given.get_percent_off
    if share is None:
        yield w("buy {buy}, get {get}", buy=given.buy, get=given.get)
    elif share.value == Decimal(1):
        yield w("buy {buy}, get {get} free", buy=given.buy, get=given.get)
    else:
        yield w("buy {buy}, get {get} at {share} off", buy=given.buy, get=given.get, share=share)
    if given.choose == "cheapest":
        yield w("the cheapest of them")
    elif given.choose == "most_expensive":
        yield w("the dearest of them")
