"""Price rules as offers of the level `price`: what `then` plainly makes of a price."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ecsc.assess.offers.benefits import Benefit
from ecsc.assess.offers.coins import Coins, NoCoins
from ecsc.assess.offers.goods import UNREAD, Selection
from ecsc.assess.offers.levels import RULES
from ecsc.assess.offers.plain_prices import plain_price
from ecsc.assess.offers.types import LeftOut
from ecsc.model import Strategy
from ecsc.model.offer import PricingRule
from ecsc.offers import AmountOff, FixedPrice, Offer, PercentOff
from ecsc.offers.terms import Base
from ecsc.quantity import EXACT, Count, Money

PREFIX = "pricing_rules."
"""What stands before a rule's id in the id of its offer: promotions may have the same ids."""

NOT_PLAIN = (
    "what `{then}` makes of a price is not plain: only a share or an amount off, or a price, is reckoned with"
)
TOO_MUCH = "`{then}` takes off more than there is"
DEARER = "`{then}` makes nothing cheaper"

_READ = ("then", "applies_to", "until")
_BASES: dict[tuple[str, ...], Base] = {("price",): "current", ("list_price",): "list"}
_DAY = dt.timedelta(days=1)


def price_rules(
    strategy: Strategy, coins: Coins, selection: Selection
) -> tuple[tuple[Offer, ...], tuple[LeftOut, ...]]:
    """Return the price rules that lower prices as offers, and those that are left out, with why.

    A rule may have acted or not, so it is never automatic; rules are of one level, so one of them acts, once.
    """
    offers: list[Offer] = []
    missing: list[LeftOut] = []
    for rule in strategy.pricing_rules.values():
        lost = next((field for field in _READ if strategy.lacks("pricing_rules", rule.id, field)), None)
        if lost is not None:
            goods = None if lost == "applies_to" else _possible(rule, selection)
            missing.append(LeftOut("pricing_rules", rule.id, (lost,), UNREAD, (("field", lost),), goods))
            continue
        try:
            benefit = _benefit(rule, strategy, coins)
        except NoCoins as why:
            missing.append(
                LeftOut(
                    "pricing_rules", rule.id, ("then",), why.reason, why.params, _possible(rule, selection)
                )
            )
            continue
        if isinstance(benefit, str):
            goods = frozenset() if benefit == DEARER else _possible(rule, selection)
            missing.append(
                LeftOut("pricing_rules", rule.id, ("then",), benefit, (("then", rule.then),), goods)
            )
            continue
        meant = selection.of(rule.applies_to, "pricing_rules", rule.id)
        missing.extend(meant.unread)
        if meant.products is None or meant.products:
            offers.append(_offer(rule, benefit, meant.products))
    return tuple(offers), tuple(missing)


def _possible(rule: PricingRule, selection: Selection) -> frozenset[str] | None:
    """Return the products that a rule could be for, None for all."""
    return selection.of(rule.applies_to, "pricing_rules", rule.id).possible


def _offer(rule: PricingRule, benefit: Benefit, goods: frozenset[str] | None) -> Offer:
    return Offer(
        PREFIX + rule.id,
        RULES,
        benefit,
        repeats=isinstance(benefit, AmountOff),  # every piece has the price of the rule
        goods=goods,
        end=_after(rule.until),
    )


def _after(last: dt.date | None) -> dt.datetime | None:
    if last is None or last == dt.date.max:
        return None
    return dt.datetime.combine(last + _DAY, dt.time())


def _benefit(rule: PricingRule, strategy: Strategy, coins: Coins) -> Benefit | str:
    """Return what a rule makes of a price, else why it is left out, as a template over `then`."""
    said = plain_price(rule, strategy)
    if said is None:
        return NOT_PLAIN
    money = _amount(said.value, coins.currency)
    if not said.name:
        return NOT_PLAIN if money is None else FixedPrice(coins.of(money, "pricing_rules", rule.id, "then"))
    base = _BASES.get(said.name)
    if base is None:
        return NOT_PLAIN
    if said.factor is not None:
        share = EXACT.subtract(Decimal(1), said.factor)
        if share > 1:
            return TOO_MUCH
        return PercentOff(share, base) if share > 0 else DEARER
    if said.sign == "+":
        return DEARER
    if said.sign != "-" or money is None or base != "current":
        return NOT_PLAIN
    return AmountOff(coins.of(money, "pricing_rules", rule.id, "then"))


def _amount(value: object, currency: str) -> Money | None:
    if isinstance(value, Count) and not value.unit and value.value >= 0:
        return Money(value.value, currency)
    return value if isinstance(value, Money) and value.amount >= 0 else None
