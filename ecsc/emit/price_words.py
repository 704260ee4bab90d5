"""Words of prices: when, who, which offer, why one was not used, what was taken for granted, what is left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from ecsc.assess.offers.price_rules import PREFIX
from ecsc.assess.offers.types import Assumed, LeftOut, Margin, OfferRow, OfferTerms
from ecsc.assess.offers.ways import Reach, reach_of
from ecsc.assess.rounding import to_add_up
from ecsc.emit.price_names import meaning
from ecsc.messages import Words, shortened
from ecsc.model import Strategy
from ecsc.offers import Offer, Path, Refused
from ecsc.quantity import EXACT, Money, Rate

NO_TIME = dt.time()
_TENTH_OF_A_PERCENT = Decimal("0.001")
NAMED = 4
"""So many ids are named in a line; the documents have all of them."""


class PriceWords:
    """The words of one strategy's prices in one language."""

    def __init__(self, strategy: Strategy, terms: OfferTerms, w: Words) -> None:
        self.w = w
        self.terms = terms
        self.offers: Mapping[str, Offer] = {offer.id: offer for offer in terms.offers}
        self.goods = {good.id: good for good in terms.goods}
        self._strategy = strategy

    def product(self, identifier: str) -> str:
        """Return a product's id and name."""
        found = self._strategy.products.get(identifier)
        return named(identifier, found.name if found is not None else None)

    def channel(self, identifier: str) -> str:
        """Return a channel's id and name."""
        found = self._strategy.channels.get(identifier)
        return named(identifier, found.name if found is not None else None)

    def offer(self, identifier: str) -> str:
        """Return an offer's id and name, a price rule's name alone."""
        found = self._strategy.promotions.get(identifier)
        return named(identifier, found.name) if found is not None else self.brief(identifier)

    def brief(self, identifier: str) -> str:
        """Return an offer's id, of a price rule its name: what stands before its id is no word of the author's."""
        rule = self._strategy.pricing_rules.get(identifier.removeprefix(PREFIX))
        if rule is None or not identifier.startswith(PREFIX):
            return identifier
        return shortened(rule.name or rule.id)

    def chain(self, offers: Iterable[str]) -> str:
        """Return offers in the order in which they are taken off."""
        return " > ".join(map(self.brief, offers))

    def segment(self, identifier: str) -> str:
        """Return the name of customers, with their id where it is another."""
        tiers = self._strategy.membership.tiers if self._strategy.membership is not None else {}
        one = tiers.get(identifier) or self._strategy.market_segments.get(identifier)
        return named(identifier, getattr(one, "name", None))

    def who(self, segment: str | None) -> str:
        """Return who buys."""
        return self.w("anybody") if segment is None else self.segment(segment)

    def reach(self, row: OfferRow, path: Path) -> Reach:
        """Return who can buy at a price of a row, and when."""
        return reach_of(path, self.goods[row.product], row.channel, self.offers)

    # Amounts

    def money(self, coins: Fraction | int) -> Money:
        """Return coins as money, rounded half up to a coin."""
        return Money(self._rounded(self.exact(Fraction(coins))), self.terms.currency)

    def exact(self, coins: Fraction) -> Decimal:
        """Return coins as an amount of the currency, to as many digits as there are."""
        whole = Decimal(coins.numerator).scaleb(-self.terms.places, EXACT)
        return EXACT.divide(whole, Decimal(coins.denominator))

    def rounded(self, money: Money) -> Money:
        """Return an amount rounded half up to a coin; less than half a coin keeps two places more."""
        amount = self._rounded(money.amount)
        if not amount and money.amount:
            amount = self._rounded(money.amount, 2)
        return Money(amount, money.currency)

    def figure(self, amount: Money | Fraction | int) -> str:
        """Return an amount for a table, where its currency stands elsewhere."""
        money = self.rounded(amount) if isinstance(amount, Money) else self.money(amount)
        return format(money.amount, ",f")

    def steps(self, price: Fraction, margin: Margin) -> Iterator[tuple[str, str]]:
        """Yield the steps from a price to what is left, as figures that add up as they are printed."""
        if margin.amount is None:
            return
        unit = Decimal(1).scaleb(-self.terms.places)
        left = margin.amount.amount.quantize(unit, ROUND_HALF_UP, EXACT)
        between = EXACT.subtract(left, self.money(price).amount)
        taken = [step for step in margin.steps if step.amount.amount]
        parts = iter(to_add_up([step.amount.amount for step in taken], between, unit))
        for step in margin.steps:
            amount = next(parts) if step.amount.amount else unit - unit
            yield step.key, format(amount or abs(amount), ",f")

    def share(self, share: Rate | None) -> str:
        """Return a share to a tenth of a percent, a dash where there is none."""
        if share is None:
            return "–"
        tenths = share.value.quantize(_TENTH_OF_A_PERCENT, ROUND_HALF_UP, EXACT)
        return f"{tenths * 100:.1f}%"

    def _rounded(self, amount: Decimal, more: int = 0) -> Decimal:
        found = amount.quantize(Decimal(1).scaleb(-self.terms.places - more), ROUND_HALF_UP, EXACT)
        return found or abs(found)

    # When

    def instant(self, at: dt.datetime) -> str:
        """Return an instant as a reader says it: the day, with the time unless it is midnight."""
        if at.time() == NO_TIME:
            return self.w.day(at.date())
        return self.w("{day}, {time}", day=self.w.day(at.date()), time=at.time().isoformat("minutes"))

    def last(self, end: dt.datetime) -> str:
        """Return the last day or time before an end."""
        return self.instant(end - dt.timedelta(days=1)) if end.time() == NO_TIME else self.instant(end)

    def when(self, start: dt.datetime | None, end: dt.datetime | None) -> str:
        """Return a half-open span of time."""
        if start is None:
            return self.w("at any time") if end is None else self.w("until {last}", last=self.last(end))
        if end is None:
            return self.w("from {first}", first=self.instant(start))
        if start.time() == end.time() == NO_TIME:
            return self.w.days(start.date(), (end - dt.timedelta(days=1)).date())
        if start.date() == end.date():
            times = (start.time().isoformat("minutes"), end.time().isoformat("minutes"))
            return self.w(
                "{day}, {first} to {last}", day=self.w.day(start.date()), first=times[0], last=times[1]
            )
        return self.w("{first} to {last}", first=self.instant(start), last=self.last(end))

    # Offers

    def level(self, identifier: str) -> str:
        """Return what the level of an offer is called."""
        w = self.w
        return {
            "price": w("price rule"),
            "item": w("product offer"),
            "member": w("member offer"),
            "shop": w("shop offer"),
            "platform": w("platform offer"),
            "payment": w("payment offer"),
        }[self.offers[identifier].level]

    def refusal(self, refused: Refused, at: dt.datetime) -> str:
        """Return why an offer was not used."""
        w, offer = self.w, self.offers[refused.offer]
        match refused.reason:
            case "not_running":
                return self._not_running(offer, at)
            case "other_channel":
                return w(
                    "only on {channels}", channels=few(map(self.channel, sorted(offer.channels or ())), w)
                )
            case "other_goods":
                return w("for other products")
            case "other_segment":
                return w(
                    "only for {segments}", segments=few(map(self.segment, sorted(offer.segments or ())), w)
                )
            case "under_threshold":
                return self._under(refused, offer)
            case "used_up":
                return w("there are none of it: its limit is 0")
            case "does_not_stack":
                return w("does not go together with {offer}", offer=refused.because)
            case "another_is_cheaper":
                return w("another choice is cheaper")
            case "nothing_off":
                promotion = self._strategy.promotions.get(refused.offer)
                if promotion is not None and promotion.offer.gift is not None:
                    return w("its gift comes along, and nothing is taken off")
                return w("takes nothing off here")

    def _not_running(self, offer: Offer, at: dt.datetime) -> str:
        if offer.start is not None and at < offer.start:
            return self.w("runs from {first}", first=self.instant(offer.start))
        last = self.last(offer.end) if offer.end is not None else self.instant(at)
        return self.w("ran until {last}", last=last)

    def _under(self, refused: Refused, offer: Offer) -> str:
        w = self.w
        if refused.short:
            told = w("under its threshold: {amount} lack", amount=self.money(refused.short))
        else:
            told = w.count(
                "under its threshold of {n} piece",
                "under its threshold of {n} pieces",
                offer.threshold_pieces or 0,
            )
        if refused.because:
            return w("{reason}, and does not go together with {offer}", reason=told, offer=refused.because)
        return told

    # What the answer rests on

    def assumed(self, among: Iterable[str]) -> Iterator[str]:
        """Yield the defaults taken for some offers, each with the field that would say it or something else."""
        wanted = set(among)
        found: dict[tuple[str, str], list[str]] = {}
        for one in self.terms.assumed:
            if one.section == "promotions" and one.id in wanted:
                found.setdefault((one.field, one.value), []).append(one.id)
        for (field, value), offers in found.items():
            told = {"meaning": self.meaning(field, value), "offers": few(offers, self.w), "field": field}
            yield self.w("{meaning}: {offers} (`{field}`)", **told)

    def left_out(self, section: str) -> Iterator[str]:
        """Yield the entries of a section that prices are reckoned without, each with the reason."""
        for one in self.terms.left_out:
            if one.section == section:
                yield self._without(one)

    def uncounted(self, rows: Iterable[OfferRow]) -> Iterator[str]:
        """Yield the offers that could lower a price of some rows and are not counted, each with the reason."""
        for one in dict.fromkeys(one for row in rows for one in row.uncounted):
            yield self.w("not counted: {offer}", offer=self._without(one))

    def _without(self, one: LeftOut) -> str:
        where = f"{one.section}.{one.id}" if one.id else one.section
        entry = self._strategy.section(one.section).get(one.id)
        if entry is not None and entry.name and entry.name != one.id:
            where = f"{where} {shortened(entry.name)}"
        return self.w("{offer}: {reason}", offer=where, reason=self.w(one.reason, **dict(one.params)))

    def meaning(self, field: str, value: str) -> str:
        """Return what a default means."""
        return meaning(field, value, self.w)

    def rests_on(self, one: Assumed) -> str:
        """Return one default in words."""
        return self.meaning(one.field, one.value)


def named(identifier: str, name: str | None) -> str:
    """Return an id, with the name behind it where that is another."""
    told = shortened(name) if name else ""
    return f"{identifier} {told}" if told and told.casefold() != identifier.casefold() else identifier


def uncounted_ids(row: OfferRow) -> Iterator[str]:
    """Yield what names the offers that could lower a price and are left out, a section where that is all known."""
    for one in row.uncounted:
        if one.id:
            yield one.id if one.section == "promotions" else f"{one.section}.{one.id}"
        else:
            yield one.section


def few(names: Iterable[str], w: Words) -> str:
    """Return names as a list, the first ones of many."""
    all_ = list(names)
    if len(all_) <= NAMED:
        return w.show(all_)
    return w("{names} and {n} more", names=", ".join(all_[: NAMED - 1]), n=len(all_) - NAMED + 1)


def in_play(refused: Iterable[Refused], used: Iterable[str]) -> tuple[str, ...]:
    """Return the offers an answer depends on: those used, and those that the order itself kept away."""
    near = ("under_threshold", "does_not_stack", "another_is_cheaper", "nothing_off")
    return (*used, *(one.offer for one in refused if one.reason in near))
