"""Who bears a benefit."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

from ecsc.assess.offers.exposures.exposure_types import Payer
from ecsc.model.offer import Promotion
from ecsc.quantity import EXACT, Money, Rate, minor_unit, to_coins

SELLER = "seller"


def sellers_share(promotion: Promotion) -> Decimal:
    """Return the part of a benefit that the seller pays: all of it unless `funded_by` says otherwise.

    `funded_by` names who pays what share; where it leaves the seller out, he pays what the others do not.
    """
    shares = promotion.funded_by
    if SELLER in shares:
        return shares[SELLER].value
    return max(1 - sum((share.value for share in shares.values()), Decimal(0)), Decimal(0))


def borne(benefit: Money, share: Decimal) -> Money:
    """Return a share of a benefit, rounded up to a coin."""
    amount = EXACT.multiply(benefit.amount, share)
    return Money(to_coins(amount, minor_unit(benefit.currency), ROUND_CEILING), benefit.currency)


def payers(promotion: Promotion, benefit: Money | None, limit: Money | None = None) -> tuple[Payer, ...]:
    """Return who bears what part of the most that customers get, the seller first.

    `limit` is what the seller spends at most where that is less than his part: then the others bear theirs beside it.
    """
    own = sellers_share(promotion)
    if limit is not None and own:
        benefit = Money(EXACT.divide(limit.amount, own), limit.currency)
    shares = {SELLER: own}
    shares |= {who: share.value for who, share in promotion.funded_by.items() if who != SELLER}
    return tuple(Payer(who, Rate(share), _part(who, share, benefit, limit)) for who, share in shares.items())


def _part(who: str, share: Decimal, benefit: Money | None, limit: Money | None) -> Money | None:
    if who == SELLER and limit is not None:
        return limit
    return borne(benefit, share) if benefit is not None else None
