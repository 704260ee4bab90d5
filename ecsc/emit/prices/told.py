"""The prices of a plan with names for ids and words for verdicts, in a reader's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, TypeAlias

from ecsc.emit.price_names import verdict_words
from ecsc.messages import Words, shortened
from ecsc.plan.offer_types import OffersPlan, OrderWay, PriceCase, PriceRow, PriceWay
from ecsc.plan.types import Plan
from ecsc.quantity import Money, Rate, format_number, minor_unit

State: TypeAlias = Literal["bad", "warn", "unknown", "good"]

_SHARE = Decimal("0.001")
_LONGEST, _MOST, _WHOLE = 40, 5, 500
"""So many characters of a name, and so many offers, stand in a line of a page; and in a cell of a spreadsheet."""


class Prices:
    """The prices of `plan.offers`, as `w` tells them, with names cut to what a line has room for, or `whole`."""

    def __init__(self, plan: Plan, offers: OffersPlan, w: Words, *, whole: bool = False) -> None:
        self.offers = offers
        self.w = w
        self._longest = _WHOLE if whole else _LONGEST
        self._most = _WHOLE if whole else _MOST
        self._products = {one.id: one.name for one in plan.products}
        self._channels = {one.id: one.name for one in plan.channels}
        rules = plan.chapters.offer.pricing_rules
        self._offers = {one.id: one.name for one in plan.promotions}
        self._offers |= {f"pricing_rules.{one.id}": one.name or one.id for one in rules}
        membership = plan.chapters.reach.membership
        tiers = membership.tiers if membership is not None else {}
        self._segments = {one.id: one.name or one.id for one in plan.chapters.market.segments}
        self._segments |= {name: tier.name or name for name, tier in tiers.items()}

    def case(self, row: PriceRow) -> PriceCase:
        """Return what is left at the prices of a row."""
        return self.offers.cases[row.case]

    def way(self, row: PriceRow) -> PriceWay:
        """Return the prices of a row."""
        return self.offers.ways[self.case(row).way]

    def product(self, identifier: str) -> str:
        """Return a product's name."""
        return shortened(self._products.get(identifier) or identifier, self._longest)

    def channel(self, identifier: str) -> str:
        """Return a channel's name, nothing for a strategy without channels."""
        return shortened(self._channels.get(identifier) or identifier, self._longest)

    def place(self, row: PriceRow) -> str:
        """Return a product with its channel."""
        return self.placed(row.product, row.channel)

    def placed(self, product: str, channel: str) -> str:
        """Return a product with its channel, by their ids."""
        product, channel = self.product(product), self.channel(channel)
        return self.w("{product} ({channel})", product=product, channel=channel) if channel else product

    def entry(self, section: str, identifier: str) -> str:
        """Return the name of an entry that is a product, channel, promotion or price rule, else its id."""
        known = {"products": self._products, "channels": self._channels, "promotions": self._offers}
        names = known.get(section, self._offers)
        own = identifier if section in known else f"{section}.{identifier}"
        return shortened(names.get(own) or identifier or section, self._longest)

    def uncounted(self, case: PriceCase) -> str:
        """Return the offers that could lower a price and are not counted, nothing where all are."""
        left_out = (self.offers.left_out[place] for place in case.uncounted)
        names = dict.fromkeys(self.entry(one.section, one.id) for one in left_out)
        return self.w.show(list(names)[: self._most]) if names else ""

    def offer(self, identifier: str) -> str:
        """Return the name of a promotion or price rule."""
        return shortened(self._offers.get(identifier) or identifier, self._longest)

    def segment(self, identifier: str | None) -> str:
        """Return the name of a segment or a tier of the membership, nothing for anybody."""
        return shortened(self._segments.get(identifier) or identifier, self._longest) if identifier else ""

    def together(self, offers: Sequence[str]) -> str:
        """Return offers in the order they are taken off; that there are none is said."""
        told = " + ".join(map(self.offer, offers[: self._most])) or self.w("no offer")
        more = len(offers) - self._most
        return self.w("{names} and {n} more", names=told, n=more) if more > 0 else told

    def money(self, amount: Decimal | None) -> Money | None:
        """Return an amount of the plan's offers as money."""
        return None if amount is None else Money(amount, self.offers.currency)

    def show(self, amount: Decimal | None) -> str:
        """Return an amount as people read it, in whole coins where it is none less; a dash where it is not known."""
        if amount is None:
            return "–"
        coins = Money(amount.quantize(self.coin, ROUND_HALF_UP), self.offers.currency)
        return self.w.show(coins if coins.amount or not amount else self.money(amount))

    def bare(self, amount: Decimal | None) -> str:
        """Return an amount as `show` does, without the currency: that stands in the heading."""
        if amount is None:
            return "–"
        coin = self.coin
        places = -int(coin.as_tuple().exponent)
        whole = amount.quantize(coin, ROUND_HALF_UP)
        if amount and not whole:
            return format_number(amount, self.w.language, places + 2)
        return format_number(whole, self.w.language, places, places)

    @property
    def coin(self) -> Decimal:
        """Return the smallest unit of the currency."""
        return minor_unit(self.offers.currency)

    def share(self, share: Decimal | None) -> str:
        """Return a share in percent with one decimal, a dash where it is not known."""
        return "–" if share is None else self.w.show(Rate(share.quantize(_SHARE, ROUND_HALF_UP)))

    def circumstances(self, order: OrderWay) -> str:
        """Return how many pieces, who and when, as far as it is not one piece, anybody, at any time."""
        return " · ".join(self._circumstances(order))

    def _circumstances(self, order: OrderWay) -> Iterator[str]:
        w = self.w
        if order.pieces > 1:
            yield w.count("{n} piece in the order", "{n} pieces in the order", order.pieces)
        if order.segment is not None:
            yield w(
                "for {segment}",
                segment=shortened(self._segments.get(order.segment, order.segment), self._longest),
            )
        if when := self.when(order.start, order.end):
            yield when

    def when(self, start: dt.datetime | None, end: dt.datetime | None) -> str:
        """Return the days of a time that begins with `start` and is over at `end`."""
        w = self.w
        if start is not None and end is not None:
            last = end - dt.timedelta(microseconds=1)
            if start.time() == end.time() == dt.time():
                return w.days(start.date(), last.date())
            if start.date() == last.date():
                return f"{w.day(start.date())} {start:%H:%M}–{'24:00' if end.date() > last.date() else f'{end:%H:%M}'}"
            return w("{first} – {last}", first=_instant(start, w), last=_instant(end, w))
        if start is not None:
            return w("from {time}", time=_instant(start, w))
        if end is not None:
            return w("until {time}", time=_instant(end, w))
        return ""

    def instant(self, time: dt.datetime) -> str:
        """Return a time; midnight is the day it begins."""
        return _instant(time, self.w)

    def decisive(self, row: PriceRow) -> OrderWay | None:
        """Return the order that the verdict is about: the cheapest, or the one that brings the seller least."""
        case, way = self.case(row), self.way(row)
        return way.poorest if way.poorest is not None and case.verdict != "below_floor" else way.lowest

    def price(self, row: PriceRow) -> Decimal:
        """Return the lowest price of a row, the bound where nothing closer is known."""
        way = self.way(row)
        return way.lowest.price if way.lowest is not None else way.bound.price

    def used(self, row: PriceRow) -> tuple[str, ...]:
        """Return the offers that lead to the lowest price of a row."""
        way = self.way(row)
        return way.bound.offers if way.lowest is None else tuple(step.offer for step in way.lowest.steps)


def _instant(time: dt.datetime, w: Words) -> str:
    """Return a time; midnight is the day it begins."""
    return w.day(time.date()) if time.time() == dt.time() else f"{w.day(time.date())} {time:%H:%M}"


def state(case: PriceCase) -> State:
    """Return how a price stands."""
    if case.meant and case.loss is not None and case.verdict != "below_floor":
        return "warn"
    if case.loss == "alone" or case.verdict == "below_floor":
        return "bad"
    if case.loss in ("with_others", "unproven") or "below_floor" in (case.verdict, case.bound_verdict):
        return "bad" if case.loss == "with_others" else "warn"
    if case.loss is None:
        return "unknown"
    return "warn" if case.verdict == "thin" else "good"


def verdict(case: PriceCase, way: PriceWay, prices: Prices) -> str:
    """Return the verdict in words, with a sign that does not need colour."""
    w = prices.w
    sign = {"bad": "✗", "warn": "!", "unknown": "?", "good": "✓"}[state(case)]
    told = [verdict_words(case.verdict, w)]
    if case.verdict == "below_floor" and case.loss == "alone":
        told.append(w("at a loss"))
    if case.meant:
        told.append(w("loss leader"))
    if case.loss in ("with_others", "unproven") and case.verdict not in ("below_cost", "below_break_even"):
        told.append(
            w("at a loss with other goods") if case.loss == "with_others" else w("a loss is not ruled out")
        )
    elif case.bound_verdict == "below_floor" != case.verdict:
        known = way.bound.fillers is not None
        told.append(
            w("under the floor with other goods")
            if known
            else w("under the floor is not ruled out with other goods")
        )
    if not way.exact:
        told.append(w("only a limit is known"))
    if case.uncounted:
        told.append(w("{offers} not counted", offers=prices.uncounted(case)))
    return f"{sign} {w.show(told)}"
