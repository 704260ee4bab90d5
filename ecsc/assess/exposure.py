"""The most a promotion can cost the seller, where its own limits already say so."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from ecsc.model.offer import Offer, Promotion
from ecsc.quantity import EXACT, Money, QuantityError, parse_money

SELLER = "seller"

_SPEND_AND_SAVE = re.compile(r"(每)?满(?P<at>[\d.]+)元?(减|立减)(?P<off>[\d.]+)元?\Z")
_PLAIN_COUPON = re.compile(r"(?P<off>[\d.]+)元(无门槛)?(券|优惠券)?\Z")


def exposure(promotion: Promotion, currency: str) -> Money | None:
    """Return the upper bound of what the promotion gives away, or None when its limits do not say.

    `limits.spend` is a bound by itself: what the budget line may be charged. A fixed amount off is bounded
    by the number of redemptions, of which the seller bears his share. Of two bounds the lower one holds.
    """
    limits = promotion.limits
    if limits is None:
        return None
    spend, redeemed = limits.spend, None
    off = amount_off(promotion.offer, currency)
    if off is not None and limits.redemptions is not None and not promotion.repeat:
        amount = EXACT.multiply(EXACT.multiply(off.amount, limits.redemptions), sellers_share(promotion))
        redeemed = Money(amount, off.currency)
    if spend is None or redeemed is None or spend.currency != redeemed.currency:
        return spend or redeemed
    return min(spend, redeemed, key=lambda bound: bound.amount)


def sellers_share(promotion: Promotion) -> Decimal:
    """Return the part of a benefit that the seller pays: all of it unless `funded_by` says otherwise.

    `funded_by` names who pays what share; where it leaves the seller out, he pays what the others do not.
    """
    shares = promotion.funded_by
    if SELLER in shares:
        return shares[SELLER].value
    return max(1 - sum((share.value for share in shares.values()), Decimal(0)), Decimal(0))


def amount_off(offer: str | Offer, currency: str) -> Money | None:
    """Return the fixed amount one redemption takes off, or None for another kind of offer."""
    if isinstance(offer, Offer):
        return offer.amount_off
    folded = unicodedata.normalize("NFKC", offer).replace("滿", "满").replace("減", "减").replace(" ", "")
    match = _SPEND_AND_SAVE.match(folded) or _PLAIN_COUPON.match(folded)
    if match is None or folded.startswith("每"):
        return None
    try:
        return parse_money(match["off"], currency)
    except QuantityError:
        return None
