"""Prices that change by themselves: 821 to 824. Above the floor, not for ever, on purpose, and one way."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ecsc.assess import Assessed
from ecsc.assess.offers.covered_goods import CoveredGoods
from ecsc.assess.offers.rule_actions import Move, action_of, conditions_of, move_of
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.model.exchange import Exchange
from ecsc.quantity import EXACT, Count, Money, Rate, minor_unit, to_coins
from ecsc.rules.rule import rule

_SHOWN = 5
_TIMES = 3
"""After so many times the finding on a rule without a stop tells where the price is."""


@rule(
    "ECS821",
    "price-rule-under-floor",
    Severity.ERROR,
    "then",
    "applies_to",
    "products.list_price|floor_price|category",
)
def price_rule_under_floor(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A price rule that fires once leaves each product above its floor price.

    The rule is reckoned from the list price, before any promotion; what promotions make of it is told elsewhere.

    Fails:

    ```yaml
    products: {dress: {list_price: 199, floor_price: 170}}
    pricing_rules:
      clear: {when: stock < 20, then: price - 20%, intent: clearance, once: true}
    ```

    Passes:

    ```yaml
    products: {dress: {list_price: 199, floor_price: 150}}
    pricing_rules:
      clear: {when: stock < 20, then: price - 20%, intent: clearance, once: true}
    ```
    """
    strategy = assessed.linked.strategy
    covered, exchange, currency = CoveredGoods(strategy), Exchange(strategy), strategy.header.currency
    for one in strategy.pricing_rules.values():
        action = action_of(one, strategy)
        goods = covered.of(one.applies_to) if action is not None else None
        if action is None or not goods:
            continue
        found = []
        for product in goods:
            if product.list_price is None or product.floor_price is None:
                continue
            price, floor = (
                exchange.converted(each, currency) for each in (product.list_price, product.floor_price)
            )
            if price is None or floor is None:
                continue
            left = to_coins(action.once(price.amount), minor_unit(currency), "ROUND_HALF_UP")
            if left < floor.amount <= price.amount:
                found.append((product, Money(max(left, Decimal(0)), currency), floor))
        if found:
            product, left_at, floor_at = found[0]
            yield Finding(
                rule,
                "{rule} takes {product} to {price}, below its floor of {floor}"
                if len(found) == 1
                else "{rule} takes {product} to {price}, below its floor of {floor}, and {others} more like it",
                At("pricing_rules", one.id, ("then",)),
                params={
                    "rule": one.name or one.id,
                    "product": product.name or product.id,
                    "price": left_at,
                    "floor": floor_at,
                    "others": len(found) - 1,
                },
                hint="lower the price by less, take them out with `applies_to`, or lower `floor_price`",
                related=tuple(
                    Related(At("products", each.id, ("floor_price",)), "its floor is {here}", {"here": limit})
                    for each, _, limit in found[:_SHOWN]
                ),
            )


@rule("ECS822", "price-rule-without-stop", Severity.WARNING, "then", "once", "cooldown", "until")
def price_rule_without_stop(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A rule that changes the price from what it is fires once, or waits and has an end.

    Its condition still holds after it has fired: 20% off the current price is 36% off the next time and 49% the third.
    `once: true` stops it; so do `cooldown`, how long it waits, and `until` together. A rule that reckons from the
    list price changes nothing by firing again.

    Fails:

    ```yaml
    pricing_rules:
      clear: {when: stock < 20, then: price - 20%, intent: clearance}
    ```

    Passes:

    ```yaml
    pricing_rules:
      clear: {when: stock < 20, then: price - 20%, intent: clearance, once: true}
      tail: {when: stock < 5, then: list_price * 0.6, intent: clearance}
    ```
    """
    strategy = assessed.linked.strategy
    for one in strategy.pricing_rules.values():
        action = action_of(one, strategy)
        if (
            action is None
            or not action.repeats
            or one.once
            or (one.cooldown is not None and one.until is not None)
        ):
            continue
        share = Decimal(1)
        for _ in range(_TIMES):
            share = EXACT.multiply(share, action.factor)
        yield Finding(
            rule,
            "{rule} fires again as long as it holds: after {times} times the price is {share} of what it was"
            if not action.plus
            else "{rule} fires again as long as it holds, and changes the price each time",
            At("pricing_rules", one.id, ("then",)),
            params={
                "rule": one.name or one.id,
                "times": Count(Decimal(_TIMES)),
                "share": Rate(share.quantize(Decimal("0.001"))),
            },
            hint="add `once: true`, or `cooldown:` and `until:`",
        )


@rule("ECS823", "scarce-and-cheaper", Severity.WARNING, "when", "then", "intent")
def scarce_and_cheaper(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A rule that lowers the price when few pieces are left says that it is to clear them.

    Scarce goods usually become dearer, or stay. `intent: clearance` tells that the last pieces are to go and no more
    are ordered.

    Fails:

    ```yaml
    pricing_rules:
      low: {when: stock < 20, then: price - 20%, once: true}
    ```

    Passes:

    ```yaml
    pricing_rules:
      low: {when: stock < 20, then: price - 20%, once: true, intent: clearance}
    ```
    """
    strategy = assessed.linked.strategy
    for one in strategy.pricing_rules.values():
        if one.intent not in (None, "scarcity"):
            continue
        action = action_of(one, strategy)
        if action is None or action.direction != "down":
            continue
        few = next(
            (
                bounds.high
                for name, bounds in conditions_of(one, strategy).items()
                if name.rpartition(".")[2] == "stock" and bounds.high is not None and bounds.low is None
            ),
            None,
        )
        if few is not None:
            yield Finding(
                rule,
                "{rule} is for scarce goods, but lowers the price below {pieces} pieces"
                if one.intent
                else "{rule} lowers the price below {pieces} pieces, and does not say that it is to clear them",
                At("pricing_rules", one.id, ("intent",) if one.intent else ("when",)),
                params={"rule": one.name or one.id, "pieces": Count(few)},
                hint="write `intent: clearance`, or let the price rise",
            )


@rule(
    "ECS824",
    "price-rules-contradict",
    Severity.WARNING,
    "pricing_rules.when|then|applies_to",
    "products.category",
)
def price_rules_contradict(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Two price rules that can hold together for one product do not move its price both ways.

    Which of the two comes last decides the price, and neither does what it is for.

    Fails:

    ```yaml
    pricing_rules:
      clear: {when: stock < 20, then: price - 20%, intent: clearance, once: true}
      scarce: {when: stock < 10, then: price + 10%, intent: scarcity, once: true}
    ```

    Passes:

    ```yaml
    pricing_rules:
      clear: {when: stock > 500, then: price - 20%, intent: clearance, once: true}
      scarce: {when: stock < 10, then: price + 10%, intent: scarcity, once: true}
    ```
    """
    strategy = assessed.linked.strategy
    covered = CoveredGoods(strategy)
    earlier: list[Move] = []
    for one in strategy.pricing_rules.values():
        move = move_of(one, covered)
        if move is None:
            continue
        other = next((each for each in earlier if each.against(move)), None)
        if other is not None:
            yield Finding(
                rule,
                "{rule} and {other} can hold together, and one raises the price that the other lowers",
                At("pricing_rules", one.id, ("when",)),
                params={"rule": one.name or one.id, "other": other.rule.name or other.rule.id},
                hint="let their conditions exclude each other, or keep their goods apart with `applies_to`",
                related=(Related(At("pricing_rules", other.rule.id, ("when",)), "the other rule"),),
            )
        earlier.append(move)


RULES = (price_rule_under_floor, price_rule_without_stop, scarce_and_cheaper, price_rules_contradict)
