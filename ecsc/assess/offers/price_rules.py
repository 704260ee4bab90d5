"""Price rules as offers of the level `price`: what `then` plainly makes of a price."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ecsc.assess.offers.benefits import Benefit
from ecsc.assess.offers.coins import Coins, NoCoins
from ecsc.assess.offers.goods import UNREAD, Selection
from ecsc.assess.offers.levels import RULES
from ecsc.assess.offers.types import LeftOut
from ecsc.expr import Node, parse
from ecsc.expr.tree import Chain, Literal, Name
from ecsc.model import Strategy
from ecsc.model.offer import PricingRule
from ecsc.offers import AmountOff, FixedPrice, Offer, PercentOff
from ecsc.offers.terms import Base
from ecsc.quantity import EXACT, Count, Money, Rate

PREFIX = "pricing_rules."
"""What stands before a rule's id in the id of its offer: promotions may have the same ids."""

NOT_PLAIN = (
    "what `{then}` makes of a price is not plain: only a share or an amount off, or a price, is reckoned with"
)
TOO_MUCH = "`{then}` takes off more than there is"
DEARER = "`{then}` makes nothing cheaper"

_READ = ("then", "applies_to", "until")
_BASES: dict[tuple[str, ...], Base] = {("price",): "current", ("list_price",): "list"}
_ONE = Decimal(1)
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
    header = strategy.header
    node, problems = parse(rule.then, header.currency, header.fiscal_year_start)
    if node is None or any(problem.fatal for problem in problems):
        return NOT_PLAIN
    price = _amount(node, coins.currency)
    if price is not None:
        return FixedPrice(coins.of(price, "pricing_rules", rule.id, "then"))
    step = _step(node)
    if step is None:
        return NOT_PLAIN
    base, sign, operand = step
    share = _share(sign, operand)
    if share is not None:
        if share > 1:
            return TOO_MUCH
        return PercentOff(share, base) if share > 0 else DEARER
    money = _amount(operand, coins.currency)
    if sign == "+":
        return DEARER
    if sign != "-" or money is None or base != "current":
        return NOT_PLAIN
    return AmountOff(coins.of(money, "pricing_rules", rule.id, "then"))


def _step(node: Node) -> tuple[Base, str, Node] | None:
    """Return of `price - 20%` or `0.8 * list_price` the base, the sign and the other operand."""
    if not isinstance(node, Chain) or len(node.rest) != 1:
        return None
    (sign, second), first = node.rest[0], node.first
    if sign == "*" and isinstance(second, Name):
        first, second = second, first
    base = _BASES.get(first.path) if isinstance(first, Name) else None
    return (base, sign, second) if base is not None else None


def _share(sign: str, operand: Node) -> Decimal | None:
    """Return the share that a step takes off, negative for one that adds; None where it is no share."""
    value = operand.value if isinstance(operand, Literal) else None
    if isinstance(value, Rate) and sign in "+-":
        return value.value if sign == "-" else EXACT.minus(value.value)
    number = value.value if isinstance(value, Count | Rate) else None
    if number is None or sign not in "*/" or number < 0:
        return None
    if sign == "*":
        return EXACT.subtract(_ONE, number)
    return EXACT.subtract(_ONE, EXACT.divide(_ONE, number)) if number else None


def _amount(node: Node, currency: str) -> Money | None:
    value = node.value if isinstance(node, Literal) else None
    if isinstance(value, Count) and not value.unit and value.value >= 0:
        return Money(value.value, currency)
    return value if isinstance(value, Money) and value.amount >= 0 else None
