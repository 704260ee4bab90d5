"""The most that one use of an offer takes off: of a piece, of a set, of an order. Amounts in coins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from msgspec import Struct

from ecsc.assess.offers.exposures.exposure_types import Open, Unit
from ecsc.assess.offers.exposures.goods import GoodsInCoins, PricedGood
from ecsc.model.offer import Offer, OfferLimits, Promotion, Tier, level_of, repeats
from ecsc.model.reach import MemberTier
from ecsc.quantity import EXACT, Money, Rate

_PIECEWISE = ("item", "member")


class Terms(Struct, frozen=True):
    """An offer in coins. Amounts in a currency without a rate are lacking, which `unread` tells."""

    promotion: Promotion
    unit: Unit
    get: int
    share: Decimal | None
    amount: int | None
    threshold: int | None
    fixed: int | None
    cap: int | None
    tiers: tuple[tuple[int, Tier], ...]
    gift: int | None
    unread: bool

    @property
    def offer(self) -> Offer:
        """Return the offer as written."""
        return self.promotion.offer

    @property
    def limits(self) -> OfferLimits:
        """Return the limits, empty ones where none are written."""
        return self.promotion.limits or OfferLimits()

    @property
    def set_size(self) -> int:
        """Return how many pieces are sold with one use at least."""
        return (self.offer.buy or 0) + self.get if self.unit == "set" else 1


def terms_of(promotion: Promotion, goods: GoodsInCoins) -> Terms:
    """Return an offer in coins of the currency that its goods are in."""
    offer, stated = promotion.offer, amounts_of(promotion)
    coins = [goods.coins(one) for one in stated]
    starts = [goods.coins(tier.at) or 0 for tier in offer.tiers]
    return Terms(
        promotion,
        _unit(promotion, goods.tiers),
        offer.get or 1 if offer.buy is not None else 1,
        _share(offer),
        coins[0],
        coins[1],
        coins[2],
        coins[3],
        tuple(zip(starts, offer.tiers, strict=True)),
        goods.cost(offer.gift) if offer.gift is not None else 0,
        any(money is not None and one is None for money, one in zip(stated, coins, strict=True)),
    )


def amounts_of(promotion: Promotion) -> tuple[Money | None, ...]:
    """Return the amounts of an offer: off, threshold, fixed price, cap, then those of its steps."""
    offer = promotion.offer
    return (
        offer.amount_off,
        offer.threshold,
        offer.fixed_price,
        promotion.cap,
        *(tier.at for tier in offer.tiers),
        *(tier.off for tier in offer.tiers if isinstance(tier.off, Money)),
    )


def _unit(promotion: Promotion, tiers: Mapping[str, MemberTier]) -> Unit:
    offer = promotion.offer
    if offer.buy is not None:
        return "set"
    if offer.fixed_price is not None:
        return "piece"
    from_on = offer.threshold is not None or offer.threshold_pieces is not None
    if offer.percent_off is not None and not from_on:
        return "piece" if level_of(promotion, tiers) in _PIECEWISE and promotion.cap is None else "order"
    if offer.amount_off is not None and not from_on and promotion.cap is None and repeats(promotion):
        return "piece"
    return "order"


def _share(offer: Offer) -> Decimal | None:
    if offer.buy is not None:
        return offer.get_percent_off.value if offer.get_percent_off is not None else Decimal(1)
    return offer.percent_off.value if offer.percent_off is not None else None


def of_order(terms: Terms, goods: GoodsInCoins) -> tuple[int | None, tuple[Open, ...]]:
    """Return the most that one order is lowered by, None with why where nothing says so."""
    if terms.unread:
        return None, ("exchange_rate",)
    if terms.gift is None:
        return None, ("gift_cost",)
    off, why = _off_order(terms, goods)
    if terms.cap is not None:
        off = terms.cap if off is None else min(off, terms.cap)
    return (None, why) if off is None else (off + terms.gift, ())


def _off_order(terms: Terms, goods: GoodsInCoins) -> tuple[int | None, tuple[Open, ...]]:
    if terms.amount is not None:
        if not repeats(terms.promotion):
            return terms.amount, ()
        most = least(terms.limits.per_order, terms.limits.per_customer)
        return (None, ("repeats",)) if most is None else (most * terms.amount, ())
    if terms.tiers:
        if any(isinstance(tier.off, Rate) for _, tier in terms.tiers):
            return None, ("order_size",)
        return max(goods.coins(tier.off) or 0 for _, tier in terms.tiers if isinstance(tier.off, Money)), ()
    if terms.share is not None or terms.fixed is not None:
        return None, ("order_size",)
    return (0, ()) if _gives(terms.offer) else (None, ("benefit",))


def _gives(offer: Offer) -> bool:
    """Return whether an offer that takes no money off gives something else."""
    return offer.gift is not None or bool(offer.free_shipping)


def of_piece(terms: Terms, price: int | None, goods: GoodsInCoins) -> int | None:
    """Return the most that one covered piece is lowered by, a gift with it; None where its price is not known.

    Of an offer on an order it is the piece's part: no order is lowered by more than its pieces together.
    """
    if terms.unread or terms.gift is None:
        return None
    off = _off_piece(terms, price, goods)
    return None if off is None else off + terms.gift


def _off_piece(terms: Terms, price: int | None, goods: GoodsInCoins) -> int | None:
    if terms.amount is not None and terms.threshold is None:
        return terms.amount if price is None else min(terms.amount, price)
    rate = terms.share
    if terms.amount is not None:
        rate = _part(terms.amount, terms.threshold or 0)
    elif terms.tiers:
        rate = max(
            tier.off.value if isinstance(tier.off, Rate) else _part(goods.coins(tier.off) or 0, at)
            for at, tier in terms.tiers
        )
    if rate is None and terms.fixed is None:
        return 0 if _gives(terms.offer) else None
    if price is None:
        return None
    if terms.fixed is not None:
        return max(price - terms.fixed, 0)
    share = max(min(rate or Decimal(0), Decimal(1)), Decimal(0))
    if terms.unit == "piece":
        left = EXACT.multiply(Decimal(price), 1 - share)
        return price - int(left.to_integral_value(rounding=ROUND_HALF_UP))
    return int(EXACT.multiply(Decimal(price), share).to_integral_value(rounding=ROUND_CEILING))


def _part(amount: int, threshold: int) -> Decimal:
    return EXACT.divide(Decimal(amount), Decimal(threshold)) if threshold > 0 else Decimal(1)


def dearest(
    terms: Terms, priced: Sequence[PricedGood], pieces: int | None, goods: GoodsInCoins
) -> int | None:
    """Return the most that so many pieces are lowered by together: those that are lowered most, as far as they go.

    None for `pieces` is as many as there are. None is returned where that is no number, or a price is not known.
    """
    found = [(of_piece(terms, one.price, goods), one.pieces) for one in priced]
    known = [(off, most) for off, most in found if off is not None]
    if not found or len(known) < len(found):
        return None
    total, left = 0, pieces
    for off, most in sorted(known, key=lambda one: -one[0]):
        if left == 0 or not off:
            break
        if most is None and left is None:
            return None
        taken = least(most, left) or 0
        total += off * taken
        left = left - taken if left is not None else None
    return total


def least(*numbers: int | None) -> int | None:
    """Return the least of the numbers that are known, None where none is."""
    return min((one for one in numbers if one is not None), default=None)
