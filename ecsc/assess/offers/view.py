"""The lowest price of every product on every channel, what is left of it, and whether that will do."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from ecsc.assess.offers.margins import Margins, Sale, sale_of
from ecsc.assess.offers.price_protection import later_refunds
from ecsc.assess.offers.terms import offer_terms
from ecsc.assess.offers.types import EVERYWHERE, Margin, OfferRow, OfferTerms, OfferView, PriceVerdict
from ecsc.assess.offers.uncounted import Uncounted, beside
from ecsc.assess.pricing import pricing_of
from ecsc.link import LinkedStrategy
from ecsc.model.offer import Product
from ecsc.model.thresholds import number_threshold
from ecsc.offers import Worst
from ecsc.offers.table import worst_of_all
from ecsc.quantity import EXACT, Money

BAD: tuple[PriceVerdict, ...] = ("below_floor", "below_cost", "below_break_even")


def offer_view(linked: LinkedStrategy) -> OfferView | None:
    """Return the table of products by channels; None for a strategy without any product that has a price."""
    strategy = linked.strategy
    terms = offer_terms(strategy)
    if not terms.goods:
        return None
    pieces = max(int(number_threshold(strategy, "order_pieces")), 1)
    channels = terms.channels or (EVERYWHERE,)
    found = worst_of_all(terms.goods, channels, terms.offers, most_pieces=pieces)
    rows = _Rows(linked, terms)
    return OfferView(terms, tuple(rows.row(one) for one in found), later_refunds(strategy, terms))


class _Rows:
    """Makes the rows of a table."""

    def __init__(self, linked: LinkedStrategy, terms: OfferTerms) -> None:
        self._strategy = linked.strategy
        self._terms = terms
        self._goods = {good.id: good for good in terms.goods}
        self._margins = Margins(linked)
        self._uncounted = Uncounted(terms)

    def row(self, worst: Worst) -> OfferRow:
        """Return the row of one product on one channel."""
        good, product = self._goods[worst.good], self._strategy.products[worst.good]
        bound = Sale(worst.bound.price, others=worst.bound.others)
        lowest = sale_of(worst.attainable) if worst.attainable is not None else bound
        poorest = sale_of(worst.dearest_to_seller) if worst.dearest_to_seller is not None else lowest
        at_worst = self._margin(product, worst.channel, lowest)
        at_bound = at_worst if bound.price == lowest.price else self._margin(product, worst.channel, bound)
        for_seller = at_worst if poorest == lowest else self._margin(product, worst.channel, poorest)
        floor = None if good.floor is None else Fraction(good.floor)
        uncounted = self._uncounted.of(product.id, worst.channel)
        counted = self._verdict(product, lowest.price, floor, for_seller)
        return OfferRow(
            product=product.id,
            channel=worst.channel,
            list_price=self._money(Fraction(good.price)),
            floor=None if floor is None else self._money(floor),
            worst=worst,
            at_list=self._margin(product, worst.channel, Sale(Fraction(good.price))),
            at_worst=at_worst,
            at_bound=at_bound,
            for_seller=for_seller,
            verdict=beside(uncounted, counted),
            bound_verdict=beside(uncounted, self._verdict(product, worst.bound.price, floor, at_bound)),
            counted=counted,
            loss_leader=bool(product.loss_leader),
            uncounted=uncounted,
            reached_verdict=self._reached(product, worst, floor),
        )

    def _reached(self, product: Product, worst: Worst, floor: Fraction | None) -> PriceVerdict:
        """Return the verdict of the cheapest order that was found beyond the exact limit."""
        if worst.reached is None:
            return "not_decidable"
        margin = self._margin(product, worst.channel, sale_of(worst.reached))
        return self._verdict(product, worst.reached.price, floor, margin)

    def _margin(self, product: Product, channel: str, sale: Sale) -> Margin:
        return self._margins.of(product, channel, sale)

    def _money(self, coins: Fraction) -> Money:
        whole = Decimal(coins.numerator).scaleb(-self._terms.places, EXACT)
        return Money(EXACT.divide(whole, Decimal(coins.denominator)), self._terms.currency)

    def _verdict(
        self, product: Product, price: Fraction, floor: Fraction | None, margin: Margin
    ) -> PriceVerdict:
        """Return the worst that holds of a price in coins; costs are judged by what is left for the seller."""
        if floor is not None and price < floor:
            return "below_floor"
        if margin.amount is None:
            return "not_decidable"
        if margin.amount.amount < 0:
            cost = product.unit_cost
            if (
                cost is not None
                and cost.currency == margin.price.currency
                and margin.price.amount < cost.amount
            ):
                return "below_cost"
            return "below_break_even"
        target = pricing_of(self._strategy, product.category).target_margin
        if target is not None and margin.share is not None and margin.share.value < target.value:
            return "thin"
        return "safe"
