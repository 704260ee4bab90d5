"""What is left of one piece at a price: `price - tax - commission - fees + what others bear - costs`, then returns.

Let `kept` be what is left of a piece that stays with the customer: the price, without the tax in it, the commission
(of its base), the channel's fees and the payment fee (of what is paid), with what others than the seller bear of the
discounts, without what the goods and sending them cost. Of every piece that is sold the share `r` comes back: its
sale is undone, and it costs `c`. What of the channel's fees is money an order, `o` a piece, does not come back. So
`kept * (1 - r) - r * (o + c)` is left, and of that go the piece's part of the return insurance, which is paid for each
order, and what its gift costs, which does not come back either.
"""

from __future__ import annotations

from decimal import Context, Decimal, localcontext
from fractions import Fraction

from msgspec import Struct

from ecsc.assess.channel_terms import ChannelTerms, channel_terms, in_currency, unrated
from ecsc.assess.offers.benefits import unknown_gift
from ecsc.assess.offers.coins import Coins
from ecsc.assess.offers.types import Margin, MarginStep
from ecsc.assess.price_tax import contained_tax, usual
from ecsc.assess.pricing import pricing_of
from ecsc.link import LinkedStrategy
from ecsc.model.offer import Product
from ecsc.offers import Path
from ecsc.quantity import EXACT, Money, Rate

NO_RETURNS = "every piece is kept"
WITH_TAX = "prices include tax"
WITHOUT_TAX = "prices are without tax"
"""How it is named what is taken for granted where a channel states no returns, and nobody says what is usual of tax."""

_ALWAYS = ("commission", "payment_fee", "goods", "fulfilment")
_NONE, _ZERO, _ONE = Fraction(0), Decimal(0), Decimal(1)
_FEWER_DIGITS = Context(prec=28)


class Sale(Struct, frozen=True):
    """A piece as it is sold, in coins a piece: what it costs, what others than the seller bear, and its gift.

    `pieces` is how many are in the order, which share what is paid for each order; `offers` are those that were used.
    """

    price: Fraction
    pieces: int = 1
    others: Fraction = _NONE
    gift: Fraction = _NONE
    offers: tuple[str, ...] = ()


def sale_of(path: Path) -> Sale:
    """Return one piece of the order by which a price is reached, which holds pieces of one good alone."""
    receipt = path.receipt
    others = (receipt.pays_seller - receipt.total) / path.pieces
    return Sale(path.price, path.pieces, others, Fraction(receipt.gifts, path.pieces), path.offers)


class Margins:
    """The margins of a strategy's products; what a channel takes and what a product costs is read once."""

    def __init__(self, linked: LinkedStrategy) -> None:
        self._strategy = linked.strategy
        self._coins = Coins(linked.strategy)
        self._channels: dict[tuple[str, str | None], ChannelTerms] = {}
        self._products: dict[tuple[str, bool], _Costs] = {}
        self._even: dict[tuple[str, str, Sale], Decimal | None] = {}

    def of(self, product: Product, channel_id: str, sale: Sale) -> Margin:
        """Return what is left of a piece on a channel, `EVERYWHERE` for a strategy without channels.

        `missing` names all that lacks, first of the product.
        """
        with localcontext(EXACT):
            return self._of(product, channel_id, sale)

    def _of(self, product: Product, channel_id: str, sale: Sale) -> Margin:
        terms = self._terms(channel_id, product.category)
        costs = self._costs(product, of_list=terms.base == "list")
        price = self._in_currency(sale.price)
        reckoned = _Reckoned(
            costs, terms, sale.pieces, self._in_currency(sale.others), self._in_currency(sale.gift)
        )
        promotions = self._strategy.promotions
        gifts = (
            unknown_gift(promotions[one], self._strategy, self._coins)
            for one in sale.offers
            if one in promotions
        )
        missing = tuple(dict.fromkeys((*costs.missing, *terms.missing, *filter(None, gifts))))
        steps = reckoned.steps(price)
        shown = tuple(
            MarginStep(key, self._money(amount))
            for key, amount in steps.items()
            if amount is not None and (amount or key in _ALWAYS)
        )
        assumed = (*costs.assumed, *terms.assumed, *([NO_RETURNS] if terms.returns is None else []))
        if missing:
            return Margin(self._money(price), shown, None, None, None, missing, assumed)
        left = price + sum((amount for amount in steps.values() if amount is not None), _ZERO)
        net = price + (steps["tax"] or _ZERO)
        share = Rate(left / net) if net > 0 else None
        key = (product.id, channel_id, Sale(_NONE, sale.pieces, sale.others, sale.gift))
        if key not in self._even:
            even = reckoned.break_even()
            # The last digits of a quotient are rounded: a price that leaves just nothing is not under it.
            self._even[key] = _FEWER_DIGITS.plus(even) if even is not None else None
        even = self._even[key]
        return Margin(
            self._money(price),
            shown,
            self._money(left),
            share,
            self._money(even) if even is not None else None,
            (),
            assumed,
        )

    def _terms(self, channel_id: str, category: str | None) -> ChannelTerms:
        key = (channel_id, category)
        if key not in self._channels:
            self._channels[key] = channel_terms(self._strategy, channel_id, category, self._coins.exchange)
        return self._channels[key]

    def _costs(self, product: Product, *, of_list: bool) -> _Costs:
        key = (product.id, of_list)
        if key not in self._products:
            self._products[key] = self._costs_of(product, of_list=of_list)
        return self._products[key]

    def _costs_of(self, product: Product, *, of_list: bool) -> _Costs:
        """Return what a piece costs and how much of its price is tax, with all that lacks for it."""
        strategy, missing = self._strategy, list[str]()
        found: dict[str, Decimal | None] = {}
        needed = ["unit_cost", "fulfilment", *(["list_price"] if of_list else [])]
        for field in needed:
            money: Money | None = getattr(product, field)
            if money is None:
                missing.append(f"`products.{product.id}.{field}`")
                continue
            found[field] = in_currency(money, self._coins.currency, self._coins.exchange)
            if found[field] is None:
                missing.append(unrated(money))
        tax = contained_tax(strategy, product.category, product.tax)
        unread = product.tax is None and strategy.lacks("pricing", "", "tax", "by_category")
        own_unread = strategy.lacks("products", product.id, "tax")
        if tax is None or unread or own_unread:
            tax = None
            missing.append(f"`products.{product.id}.tax`" if own_unread else "`pricing.tax`")
        stated = product.tax if product.tax is not None else pricing_of(strategy, product.category).tax
        assumed = list[str]()
        if tax is not None and (stated is None or stated.included is None) and usual(strategy) is not None:
            assumed.append(WITH_TAX if tax else WITHOUT_TAX)
        return _Costs(
            found.get("unit_cost"),
            found.get("fulfilment"),
            found.get("list_price"),
            tax,
            tuple(missing),
            tuple(assumed),
        )

    def _in_currency(self, coins: Fraction) -> Decimal:
        whole = EXACT.divide(Decimal(coins.numerator), Decimal(coins.denominator))
        return whole.scaleb(-self._coins.places, EXACT)

    def _money(self, amount: Decimal) -> Money:
        return Money(EXACT.plus(amount), self._coins.currency)  # nothing taken is 0, not -0


class _Costs(Struct, frozen=True):
    """What a piece costs, in units of the currency, and the share of its price that is tax; None where it lacks."""

    goods: Decimal | None
    fulfilment: Decimal | None
    list_price: Decimal | None
    tax: Decimal | None
    missing: tuple[str, ...]
    assumed: tuple[str, ...]


class _Reckoned(Struct, frozen=True):
    """The margin of a piece as a function of its price."""

    costs: _Costs
    terms: ChannelTerms
    pieces: int
    others: Decimal
    gift: Decimal

    def steps(self, price: Decimal) -> dict[str, Decimal | None]:
        """Return the steps from a price to what is left, signed, None for those that something lacks for."""
        costs, terms = self.costs, self.terms
        base = {"list": costs.list_price, "before_others": price + self.others}.get(terms.base, price)
        steps: dict[str, Decimal | None] = {
            "tax": _taken(price, costs.tax),
            "commission": _taken(base, terms.commission),
            "fees": -sum((fee.each(price, self.pieces) for fee in terms.fees), _ZERO),
            "payment_fee": _taken(price, terms.payment_fee),
            "subsidy": self.others,
            "goods": _taken(_ONE, costs.goods),
            "fulfilment": _taken(_ONE, costs.fulfilment),
        }
        amounts = list(steps.values())
        known = [one for one in amounts if one is not None]
        if terms.returns and len(known) == len(amounts):
            kept = price + sum(known, _ZERO)
            of_order = sum((fee.of_order(self.pieces) for fee in terms.fees), _ZERO)
            steps["returns"] = -terms.returns * (kept + of_order + terms.return_cost)
        steps["return_insurance"] = -terms.insurance / self.pieces
        steps["gifts"] = -self.gift
        return steps

    def left(self, price: Decimal) -> Decimal:
        """Return what is left at a price; only where nothing lacks."""
        return price + sum((one for one in self.steps(price).values() if one is not None), _ZERO)

    def break_even(self) -> Decimal | None:
        """Return the price at which nothing is left, with what others bear of this piece; None where no price does.

        So a price is under it just where something is lost.

        Fees that have reached what they come to at most rise no more, so what is left rises ever faster with the
        price, in straight lines between the prices where a fee is full: it crosses zero once.
        """
        before, low = _ZERO, self.left(_ZERO)
        if low >= 0:
            return _ZERO
        corners = {fee.full_from(self.pieces) for fee in self.terms.fees}
        for corner in sorted(one for one in corners if one is not None and one > 0):
            high = self.left(corner)
            if high >= 0:
                return before - low * (corner - before) / (high - low)
            before, low = corner, high
        rise = self.left(before + 1) - low
        return before - low / rise if rise > 0 else None


def _taken(amount: Decimal | None, share: Decimal | None) -> Decimal | None:
    return None if amount is None or share is None else -amount * share
