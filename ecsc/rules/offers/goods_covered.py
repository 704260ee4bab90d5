"""What an offer is for: 815, 816 and 820. Goods that exist, sold where it runs, in money that can be compared."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.offers.covered_goods import CoveredGoods
from ecsc.assess.offers.exposures.each import amounts_of
from ecsc.diagnostics import At, Finding, Rule, Severity
from ecsc.model.exchange import Exchange
from ecsc.model.offer import Promotion
from ecsc.rules.rule import rule


@rule("ECS815", "promotion-without-goods", Severity.ERROR, "applies_to", "products.category|list_price")
def promotion_without_goods(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A promotion with `applies_to` is for one product at least.

    A category that is spelt otherwise in the table of products covers nothing, and nobody notices before the day.

    Fails:

    ```yaml
    products: {dress_01: {category: 连衣裙, list_price: 199}}
    promotions:
      flash: {offer: 5折, window: 2026-03-07, applies_to: products where category == "裙子"}
    ```

    Passes:

    ```yaml
    products: {dress_01: {category: 连衣裙, list_price: 199}}
    promotions:
      flash: {offer: 5折, window: 2026-03-07, applies_to: products where category == "连衣裙"}
    ```
    """
    strategy = assessed.linked.strategy
    if not strategy.products or not strategy.knows("products"):
        return
    covered = CoveredGoods(strategy)
    categories = list(dict.fromkeys(one.category for one in strategy.products.values() if one.category))
    for promotion in strategy.promotions.values():
        if promotion.applies_to is not None and covered.of(promotion.applies_to) == ():
            yield Finding(
                rule,
                "{promotion} is for no product: none of the {count} is what `applies_to` says",
                At("promotions", promotion.id, ("applies_to",)),
                params={
                    "promotion": promotion.name or promotion.id,
                    "count": len(strategy.products),
                    "categories": categories[:10],
                },
                hint="the categories are {categories}" if categories else "no product has a category",
            )


@rule(
    "ECS816",
    "promotion-off-its-channels",
    Severity.ERROR,
    "channels",
    "applies_to",
    "products.category|channels",
)
def promotion_off_its_channels(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A promotion runs on a channel on which one of its goods is sold.

    Customers of that channel would look for goods that it does not have.

    Fails:

    ```yaml
    channels: {taobao: {kind: marketplace}, douyin: {kind: social}}
    products: {dress: {list_price: 199, channels: [taobao]}}
    promotions:
      flash: {offer: 5折, window: 2026-03-07, channels: [douyin]}
    ```

    Passes:

    ```yaml
    channels: {taobao: {kind: marketplace}, douyin: {kind: social}}
    products: {dress: {list_price: 199, channels: [taobao, douyin]}}
    promotions:
      flash: {offer: 5折, window: 2026-03-07, channels: [douyin]}
    ```
    """
    strategy = assessed.linked.strategy
    if not strategy.knows("products"):
        return
    covered = CoveredGoods(strategy)
    for promotion in strategy.promotions.values():
        goods = covered.of(promotion.applies_to)
        if goods and covered.sold(promotion.applies_to, promotion.channels) == ():
            yield Finding(
                rule,
                "{promotion} runs on {channels}, but its goods are sold on {sold} only",
                At("promotions", promotion.id, ("channels",)),
                params={
                    "promotion": promotion.name or promotion.id,
                    "channels": promotion.channels,
                    "sold": list(dict.fromkeys(name for one in goods for name in one.channels)),
                },
                hint="add a channel of the goods, or sell them there: `channels` of the products",
            )


@rule(
    "ECS820",
    "offer-without-rate",
    Severity.WARNING,
    "offer",
    "cap",
    "products.list_price",
    "exchange_rates.base|quote|rate|date",
)
def offer_without_rate(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """An offer in another currency than its goods has an exchange rate.

    Without one nobody can tell whether a threshold is reached, what the price comes to, or what is left of it.

    Fails:

    ```yaml
    products: {dress: {list_price: 199}}
    promotions:
      coupon: {offer: {threshold: USD 30, amount_off: USD 5}, level: shop, window: 2026-03-01..2026-03-31}
    ```

    Passes:

    ```yaml
    products: {dress: {list_price: 199}}
    exchange_rates: {dollar: {base: USD, quote: CNY, rate: 7.1, date: 2026-01-01}}
    promotions:
      coupon: {offer: {threshold: USD 30, amount_off: USD 5}, level: shop, window: 2026-03-01..2026-03-31}
    ```
    """
    strategy = assessed.linked.strategy
    covered, exchange = CoveredGoods(strategy), Exchange(strategy)
    uncounted = {
        spend.id
        for account in assessed.ledger.accounts.values()
        for spend in account.own
        if spend.section == "promotions" and spend.amount.currency != account.currency
    }
    for promotion in strategy.promotions.values():
        if promotion.id in uncounted:
            continue  # its budget line cannot count it either, and says so
        for goods_in in _currencies(promotion, covered):
            money = next(
                (
                    one
                    for one in amounts_of(promotion)
                    if one is not None and exchange.converted(one, goods_in) is None
                ),
                None,
            )
            if money is not None:
                yield Finding(
                    rule,
                    "{promotion} has {money}, but no exchange rate tells what that is in {currency}",
                    At("promotions", promotion.id, ("offer",)),
                    params={
                        "promotion": promotion.name or promotion.id,
                        "money": money,
                        "currency": goods_in,
                        "base": money.currency,
                    },
                    hint="add to `exchange_rates`: `{{base: {base}, quote: {currency}, rate: …, date: …}}`",
                )
                break


def _currencies(promotion: Promotion, covered: CoveredGoods) -> list[str]:
    """Return the currencies of the list prices of an offer's goods; the strategy's where none is known."""
    goods = covered.sold(promotion.applies_to, promotion.channels) or ()
    found = dict.fromkeys(one.list_price.currency for one in goods if one.list_price is not None)
    return list(found) or [covered.strategy.header.currency]


RULES = (promotion_without_goods, promotion_off_its_channels, offer_without_rate)
