"""A strategy's goods, promotions and price rules as the terms that lowest prices are found from.

Every default that is used is listed in `assumed`, by its field; every entry that prices are reckoned without, in
`left_out`, with the reason. Nothing here raises on what authors write, and nothing is found wrong: rules do that.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from ecsc.assess.offers.benefits import NoBenefit, Reckoned, gift_cost, reckoned
from ecsc.assess.offers.coins import Coins, NoCoins
from ecsc.assess.offers.customers import Customers, CustomersOf, segments_of
from ecsc.assess.offers.exposures import sellers_share
from ecsc.assess.offers.goods import UNREAD, Selection, channels_of, goods_and_left_out
from ecsc.assess.offers.levels import level_for, stacking
from ecsc.assess.offers.times import times, window
from ecsc.assess.offers.types import Assumed, LeftOut, OfferTerms
from ecsc.assess.offers.uncounted import lost_offers
from ecsc.model import Strategy
from ecsc.model.offer import Promotion, ShortOffer
from ecsc.offers import Level, NoMoneyOff, Offer

_READ = (
    "offer", "level", "applies_to", "channels", "segments", "window", "threshold_base", "percent_base", "repeat",
    "cap", "limits", "stacks_with", "exclusive", "funded_by", "expires", "redeem",
)  # fmt: skip
"""The fields that a price depends on: where one could not be read, what would come out is not what is meant."""


def offer_terms(strategy: Strategy) -> OfferTerms:
    """Return the goods and offers of a strategy in coins of its currency, in the order written, price rules last.

    Left out are products without a list price, and promotions and price rules that cannot be reckoned with.
    """
    coins = Coins(strategy)
    goods, missing = goods_and_left_out(strategy, coins)
    selection = Selection(strategy, goods)
    rules: tuple[Offer, ...] = ()
    without_rules: tuple[LeftOut, ...] = ()
    if strategy.pricing_rules:
        from ecsc.assess.offers.price_rules import price_rules

        rules, without_rules = price_rules(strategy, coins, selection)
    builder = _Builder(strategy, coins, selection, with_rules=bool(rules))
    offers = [offer for one in strategy.promotions.values() if (offer := builder.offer(one)) is not None]
    named = (name for offer in offers for name in sorted(offer.segments or ()))
    return OfferTerms(
        currency=coins.currency,
        places=coins.places,
        goods=goods,
        offers=(*offers, *rules),
        channels=channels_of(strategy),
        segments=segments_of(strategy, named),
        assumed=(*builder.assumed, *coins.assumed),
        left_out=(*missing, *builder.left_out, *without_rules, *lost_offers(strategy)),
    )


class _Builder:
    """Makes an offer of each promotion, and notes what it takes for granted and what it leaves out."""

    def __init__(self, strategy: Strategy, coins: Coins, selection: Selection, *, with_rules: bool) -> None:
        self._strategy, self._coins, self._selection = strategy, coins, selection
        self._customers = CustomersOf(strategy)
        self._with_rules = with_rules
        self.assumed: list[Assumed] = []
        self.left_out: list[LeftOut] = []

    def offer(self, promotion: Promotion) -> Offer | None:
        """Return a promotion as an offer, None where it is left out."""
        lost = next(
            (field for field in _READ if self._strategy.lacks("promotions", promotion.id, field)), None
        )
        if lost is not None:
            self._leave_out(promotion, (lost,), UNREAD, (("field", lost),))
            return None
        try:
            benefit = reckoned(promotion, self._coins)
            cap = None
            if promotion.cap is not None:
                cap = self._coins.of(promotion.cap, "promotions", promotion.id, "cap")
        except NoBenefit as why:
            self._leave_out(promotion, _path(promotion, why.field), why.reason, why.params)
            return None
        except NoCoins as why:
            self._leave_out(promotion, _path(promotion, why.field), why.reason, why.params)
            return None
        meant = self._selection.of(promotion.applies_to, "promotions", promotion.id)
        self.left_out.extend(meant.unread)
        if meant.products is not None and not meant.products:
            return None
        customers = self._customers.of(promotion)
        level = level_for(promotion, customers, self._customers.tiers)
        self.assumed.extend(
            Assumed("promotions", promotion.id, field, value)
            for field, value in _defaults(promotion, benefit, customers, level)
        )
        return self._made(promotion, benefit, cap, meant.products, customers, level)

    def _made(
        self,
        promotion: Promotion,
        benefit: Reckoned,
        cap: int | None,
        goods: frozenset[str] | None,
        customers: Customers,
        level: Level,
    ) -> Offer:
        start, end = window(promotion)
        offer = Offer(
            promotion.id,
            level,
            benefit.benefit,
            threshold=benefit.threshold,
            threshold_pieces=benefit.threshold_pieces,
            threshold_on=promotion.threshold_base or "current",
            repeats=benefit.repeats,
            cap=cap,
            goods=goods,
            channels=frozenset(customers.channels)
            if customers.channels and self._strategy.channels
            else None,
            segments=frozenset(customers.segments) or None,
            start=start,
            end=end,
            stacking=stacking(promotion, with_rules=self._with_rules),
            automatic=promotion.redeem != "code",
            seller_share=min(sellers_share(promotion), Decimal(1)),
            gift=gift_cost(promotion, self._strategy, self._coins),
            free_shipping=bool(promotion.offer.free_shipping),
        )
        return replace(offer, times=times(offer, promotion.limits))

    def _leave_out(
        self,
        promotion: Promotion,
        path: tuple[str, ...],
        reason: str,
        params: tuple[tuple[str, str], ...] = (),
    ) -> None:
        lacks = self._strategy.lacks
        goods = channels = None
        if not lacks("promotions", promotion.id, "applies_to"):
            goods = self._selection.of(promotion.applies_to, "promotions", promotion.id).possible
        if (
            promotion.channels
            and self._strategy.channels
            and not lacks("promotions", promotion.id, "channels")
        ):
            channels = frozenset(promotion.channels)
        self.left_out.append(LeftOut("promotions", promotion.id, path, reason, params, goods, channels))


def _path(promotion: Promotion, field: str) -> tuple[str, ...]:
    """Return where a field of a promotion stands: of an offer in short there are none."""
    first, *rest = field.split(".")
    short = first == "offer" and isinstance(promotion.offer, ShortOffer)
    return (first,) if short else (first, *rest[:1])


def _defaults(
    promotion: Promotion, benefit: Reckoned, customers: Customers, level: Level
) -> Iterator[tuple[str, str]]:
    """Yield by field what is taken for a promotion because it does not say it, in the words of the language."""
    if promotion.level is None:
        yield "level", level
    if not customers.stated:
        yield "segments", ", ".join(customers.segments)
    if promotion.window is None:
        yield "window", "always"
    yield from benefit.defaults
    if not promotion.stacks_with and not promotion.exclusive:
        yield "stacks_with", "other_levels"
    if promotion.redeem is None:
        yield "redeem", "automatic"
    if not promotion.funded_by and not isinstance(benefit.benefit, NoMoneyOff):
        yield "funded_by", "seller"
    if promotion.offer.free_shipping:
        yield "offer.free_shipping", "fulfilment"
