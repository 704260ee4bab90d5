"""What a promotion gives, as a benefit in coins, and what it takes for granted."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias

from msgspec import Struct

from ecsc.assess.offers.coins import Coins, NoCoins
from ecsc.model import Strategy
from ecsc.model.offer import Offer, Promotion, ShortOffer, repeats
from ecsc.offers import AmountOff, BuyAndGet, FixedPrice, NoMoneyOff, PercentOff, Step, Steps
from ecsc.quantity import Money

Benefit: TypeAlias = PercentOff | AmountOff | FixedPrice | BuyAndGet | Steps | NoMoneyOff

SEVERAL = "it has several kinds of benefit"
NOTHING = "it does not say what the customer gets"
MORE_THAN_ALL = "it takes {share} off"
HALF_SAID = "it has a `{given}` and no `{lacking}`"
SAME_STEP = "two of its steps start at {at}"

_KINDS = ("percent_off", "amount_off", "fixed_price", "buy", "tiers")


class NoBenefit(Exception):  # noqa: N818
    """An offer whose benefit cannot be reckoned: a template with parameters, and the field that says it."""

    def __init__(self, reason: str, field: str = "", **params: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = f"offer.{field}" if field else "offer"
        self.params = tuple(params.items())


class Reckoned(Struct, frozen=True):
    """A benefit, the threshold in coins and in pieces, whether it repeats, and the defaults taken, by field."""

    benefit: Benefit
    threshold: int | None
    threshold_pieces: int | None
    repeats: bool
    defaults: tuple[tuple[str, str], ...]


def reckoned(promotion: Promotion, coins: Coins) -> Reckoned:
    """Return what a promotion gives.

    Raises `NoBenefit` where its offer does not say one kind of benefit in full, `NoCoins` where an amount of it
    cannot be put in coins.
    """
    offer = promotion.offer
    kinds = [name for name in _KINDS if getattr(offer, name) not in (None, ())]
    if len(kinds) > 1:
        raise NoBenefit(SEVERAL)
    defaults: dict[str, str] = {}
    benefit = _benefit(promotion, coins, defaults)
    threshold = None
    if offer.threshold is not None:
        threshold = coins.of(offer.threshold, "promotions", promotion.id, "offer.threshold")
    pieces = offer.threshold_pieces
    if promotion.threshold_base is None and (threshold or isinstance(benefit, Steps)):
        defaults["threshold_base"] = "current"
    by_share = isinstance(benefit, PercentOff) or (
        isinstance(benefit, Steps) and any(step.share is not None for step in benefit.steps)
    )
    if promotion.percent_base is None and by_share:
        defaults["percent_base"] = "current"
    again = repeats(promotion)
    if isinstance(benefit, BuyAndGet):
        again = promotion.repeat is not False
    said = promotion.repeat is not None or (isinstance(offer, ShortOffer) and offer.repeats)
    if isinstance(benefit, BuyAndGet | AmountOff) and not said:
        defaults["repeat"] = "true" if again else "false"
    return Reckoned(benefit, threshold, pieces, again, tuple(defaults.items()))


def _benefit(promotion: Promotion, coins: Coins, defaults: dict[str, str]) -> Benefit:
    offer = promotion.offer
    if offer.percent_off is not None:
        share = offer.percent_off.value
        if share > 1:
            raise NoBenefit(MORE_THAN_ALL, "percent_off", share=str(offer.percent_off))
        return PercentOff(share, promotion.percent_base or "current")
    if offer.amount_off is not None:
        return AmountOff(coins.of(offer.amount_off, "promotions", promotion.id, "offer.amount_off"))
    if offer.fixed_price is not None:
        return FixedPrice(coins.of(offer.fixed_price, "promotions", promotion.id, "offer.fixed_price"))
    if offer.buy is not None or offer.get is not None:
        return _buy_and_get(offer, defaults)
    if offer.tiers:
        return _steps(promotion, coins)
    if not offer.gift and not offer.free_shipping:
        raise NoBenefit(NOTHING)
    return NoMoneyOff()


def _buy_and_get(offer: Offer, defaults: dict[str, str]) -> BuyAndGet:
    if offer.buy is None or offer.get is None:
        given, lacking = ("buy", "get") if offer.get is None else ("get", "buy")
        raise NoBenefit(HALF_SAID, given, given=given, lacking=lacking)
    share = offer.get_percent_off.value if offer.get_percent_off is not None else Decimal(1)
    if share > 1:
        raise NoBenefit(MORE_THAN_ALL, "get_percent_off", share=str(offer.get_percent_off))
    if offer.get_percent_off is None:
        defaults["offer.get_percent_off"] = "100%"
    if offer.choose is None:
        defaults["offer.choose"] = "cheapest"
    return BuyAndGet(offer.buy, offer.get, share, dearest=offer.choose == "most_expensive")


def _steps(promotion: Promotion, coins: Coins) -> Steps:
    found: dict[int, Step] = {}
    for number, tier in enumerate(promotion.offer.tiers):
        field = f"offer.tiers.{number}"
        at = coins.of(tier.at, "promotions", promotion.id, f"{field}.at")
        if at in found:
            raise NoBenefit(SAME_STEP, "tiers", at=str(coins.money(at)))
        if isinstance(tier.off, Money):
            found[at] = Step(at, amount=coins.of(tier.off, "promotions", promotion.id, f"{field}.off"))
        elif tier.off.value > 1:
            raise NoBenefit(MORE_THAN_ALL, "tiers", share=str(tier.off))
        else:
            found[at] = Step(at, share=tier.off.value)
    return Steps(tuple(found[at] for at in sorted(found)), promotion.percent_base or "current")


def gift_cost(promotion: Promotion, strategy: Strategy, coins: Coins) -> int | None:
    """Return what the gift of a promotion costs the seller, in coins; None without one, or where nobody says it."""
    product = strategy.products.get(promotion.offer.gift or "")
    if product is None or product.unit_cost is None:
        return None
    try:
        return coins.of(product.unit_cost, "products", product.id, "unit_cost")
    except NoCoins:
        return None


def unknown_gift(promotion: Promotion, strategy: Strategy, coins: Coins) -> str:
    """Return what the cost of a promotion's gift cannot be told without, empty where it is known or there is none."""
    gift = promotion.offer.gift
    if not gift or gift_cost(promotion, strategy, coins) is not None:
        return ""
    return (
        f"`products.{gift}.unit_cost`"
        if gift in strategy.products
        else f"`promotions.{promotion.id}.offer.gift`"
    )
