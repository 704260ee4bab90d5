"""The price of one product: 814, 818 and 819. One at a time, the same where it is said to be, and lower than listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ecsc.assess import Assessed
from ecsc.assess.offers.covered_goods import CoveredGoods
from ecsc.assess.offers.meetings import Meetings, Reach, says_stacking
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.model.exchange import Exchange
from ecsc.model.offer import Promotion
from ecsc.model.reach import Channel
from ecsc.rules.rule import rule

_SHOWN = 5


def changes_prices(reach: Reach) -> bool:
    """Return whether a promotion changes the price that everybody sees of a product."""
    promotion, offer = reach.promotion, reach.promotion.offer
    from_on = offer.threshold is not None or offer.threshold_pieces is not None
    if reach.level != "item" or promotion.redeem == "code" or from_on:
        return False
    return any(one is not None for one in (offer.percent_off, offer.amount_off, offer.fixed_price))


def two_prices(one: Reach, other: Reach) -> bool:
    """Return whether two promotions that meet give a product two prices, and nothing is said of which holds."""
    return (
        changes_prices(one)
        and changes_prices(other)
        and not (says_stacking(one.promotion) or says_stacking(other.promotion))
        and one.segments == other.segments
    )


@rule(
    "ECS814",
    "fixed-price-not-lower",
    Severity.WARNING,
    "offer",
    "applies_to",
    "products.list_price|category|channels",
)
def fixed_price_not_lower(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A fixed price is lower than the list price of each product it is for.

    一口价99 on goods listed at 50 takes nothing off, and what is announced for them is no offer.

    Fails:

    ```yaml
    products:
      dress: {list_price: 199}
      socks: {list_price: 50}
    promotions:
      all_99: {offer: 一口价99, window: 2026-03-01..2026-03-31}
    ```

    Passes:

    ```yaml
    products:
      dress: {list_price: 199}
      socks: {list_price: 50}
    promotions:
      all_99: {offer: 一口价99, window: 2026-03-01..2026-03-31, applies_to: products where list_price > 99}
    ```
    """
    strategy = assessed.linked.strategy
    covered, exchange = CoveredGoods(strategy), Exchange(strategy)
    for promotion in strategy.promotions.values():
        fixed = promotion.offer.fixed_price
        if fixed is None:
            continue
        found = []
        for product in covered.sold(promotion.applies_to, promotion.channels) or ():
            listed = exchange.converted(product.list_price, fixed.currency) if product.list_price else None
            if listed is not None and listed.amount <= fixed.amount:
                found.append((product, product.list_price))
        if found:
            (first, price), *rest = found
            yield Finding(
                rule,
                "{promotion} sells {product} at {fixed}, but it is listed at {price}"
                if not rest
                else "{promotion} sells {product} at {fixed}, but it is listed at {price}, and {others} more like it",
                At("promotions", promotion.id, ("offer",)),
                params={
                    "promotion": promotion.name or promotion.id,
                    "product": first.name or first.id,
                    "fixed": fixed,
                    "price": price,
                    "others": len(rest),
                },
                hint="take them out with `applies_to`, or lower the price",
                related=tuple(
                    Related(At("products", one.id, ("list_price",)), "listed at {here}", {"here": listed})
                    for one, listed in found[:_SHOWN]
                ),
            )


@rule(
    "ECS818",
    "two-prices-at-once",
    Severity.WARNING,
    "promotions.window|channels|segments|applies_to|stacks_with|exclusive|level|offer|redeem",
)
def two_prices_at_once(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A product has one promotional price at a time.

    Two offers that change the price of the same goods, on the same channel and days, announce two prices. Which one
    holds is said by `stacks_with` or `exclusive`; better, their windows or goods are kept apart.

    Fails:

    ```yaml
    products: {dress: {list_price: 199}}
    promotions:
      spring: {offer: 9折, window: 2026-03-01..2026-03-31}
      queen_day: {offer: 一口价99, window: 2026-03-07..2026-03-08}
    ```

    Passes:

    ```yaml
    products: {dress: {list_price: 199}}
    promotions:
      spring: {offer: 9折, window: 2026-03-01..2026-03-31}
      queen_day: {offer: 一口价99, window: 2026-03-07..2026-03-08, exclusive: true}
    ```
    """
    strategy = assessed.linked.strategy
    meetings = Meetings(strategy)
    told: set[str] = set()
    candidates = [
        name
        for name, reach in meetings.reaches.items()
        if changes_prices(reach) and not says_stacking(reach.promotion)
    ]
    for earlier, later in meetings.pairs(candidates):
        one, other = earlier.promotion, later.promotion
        if other.id in told or not two_prices(earlier, later):
            continue
        told.add(other.id)
        yield Finding(
            rule,
            "{promotion} gives goods another price than {other} at the same time, and nothing says which holds",
            At("promotions", other.id, ("offer",)),
            params={"promotion": other.name or other.id, "other": one.name or one.id},
            hint="keep their windows or goods apart, or add `exclusive: true` or `stacks_with:`",
            related=(Related(At("promotions", one.id, ("offer",)), "the other price"),),
        )


@rule(
    "ECS819",
    "price-differs-by-channel",
    Severity.WARNING,
    "channels",
    "channels.price_policy",
    "promotions.channels|window|applies_to|offer",
)
def price_differs_by_channel(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """An offer on the price of goods is on all channels where one promises the same price everywhere.

    `price_policy: same_everywhere` says that customers find no other price elsewhere; `promotions_may_differ` that
    list prices are the same. The same offer written once for each channel counts as one.

    Fails:

    ```yaml
    channels:
      taobao: {kind: marketplace, price_policy: same_everywhere}
      douyin: {kind: social, price_policy: may_differ}
    promotions:
      flash: {offer: 5折, window: 2026-03-07, channels: [douyin]}
    ```

    Passes:

    ```yaml
    channels:
      taobao: {kind: marketplace, price_policy: promotions_may_differ}
      douyin: {kind: social, price_policy: may_differ}
    promotions:
      flash: {offer: 5折, window: 2026-03-07, channels: [douyin]}
    ```
    """
    strategy = assessed.linked.strategy
    same = {name: one for name, one in strategy.channels.items() if one.price_policy == "same_everywhere"}
    if not same or len(strategy.channels) < 2:
        return
    covered, reaches = CoveredGoods(strategy), Meetings(strategy).reaches
    together: dict[tuple[object, ...], set[str]] = {}
    for promotion in (one.promotion for one in reaches.values() if changes_prices(one)):
        together.setdefault(_terms(promotion), set()).update(promotion.channels or strategy.channels)
    for promotion in strategy.promotions.values():
        if not promotion.channels or not changes_prices(reaches[promotion.id]):
            continue
        on = together[_terms(promotion)]
        selling = _selling(covered, promotion, strategy.channels)
        here, elsewhere = selling & on, [name for name in strategy.channels if name in selling - on]
        held = [name for name in same if name in selling]
        if not here or not elsewhere or not held:
            continue
        yield Finding(
            rule,
            "{promotion} lowers prices on {channels}, but not on {elsewhere}; {same} has the same price everywhere",
            At("promotions", promotion.id, ("channels",)),
            params={
                "promotion": promotion.name or promotion.id,
                "channels": [name for name in strategy.channels if name in here],
                "elsewhere": elsewhere,
                "same": held[0],
            },
            hint="put it on all of them, or write `price_policy: promotions_may_differ`",
            related=(Related(At("channels", held[0], ("price_policy",)), "the same price everywhere"),),
        )


def _terms(promotion: Promotion) -> tuple[object, ...]:
    """Return what two promotions have in common that are one offer on several channels."""
    return (
        repr(promotion.offer),
        promotion.applies_to,
        str(promotion.window),
        promotion.segments,
    )


def _selling(covered: CoveredGoods, promotion: Promotion, channels: Mapping[str, Channel]) -> set[str]:
    """Return the channels that sell any of the goods of a promotion; all where no goods are known."""
    goods = covered.of(promotion.applies_to)
    if not goods or any(not one.channels for one in goods):
        return set(channels)
    return {name for one in goods for name in one.channels if name in channels}


RULES = (fixed_price_not_lower, two_prices_at_once, price_differs_by_channel)
