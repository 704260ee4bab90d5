"""What sales leave over, and the tax in prices: 557 and 558."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ecsc.appraisal import Contribution
from ecsc.assess import Assessed
from ecsc.assess.margins import ChannelMargin
from ecsc.assess.price_tax import usual
from ecsc.diagnostics import At, Finding, Rule, Severity, undecidable
from ecsc.quantity import Money
from ecsc.rules.rule import rule

_HINTS = {
    "refunds": "the largest part of it are refunds: {cost}",
    "commission": "the largest part of it is the commission: {cost}",
    "fees": "the largest part of it are fees: {cost}",
    "goods": "the largest part of it are goods and their sending: {cost}",
    "spend": "the largest part of it is marketing: {cost}",
}


@rule(
    "ECS557",
    "channel-loses",
    Severity.WARNING,
    "goals.target|breakdown",
    "channels.commission|commission_by_category|payment_fee|fees|return_insurance|returns|share_of_sales",
    "products.list_price|unit_cost|fulfilment",
    "tactics.cost|channel|window",
    "pricing.tax",
    "targets.committed",
)
def channel_loses(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The planned sales of each channel leave something over, in all and in every period.

    From gross sales go refunds, the tax in prices, commission, fees, what returns cost, goods with their
    sending, and what the channel's tactics cost where they fall. A step that nothing tells leaves the sum open.

    Fails:

    ```yaml
    metrics: {gmv: {standard: gmv}, refund_rate: {unit: percent}}
    goals:
      sales: {metric: gmv, baseline: 0, target: 100000, due: 2026-12-31, owner: lin,
              breakdown: [{split: channel, shares: {shop: 100%}}]}
    targets: {back: {metric: refund_rate, period: 2026, committed: 10%, owner: lin}}
    channels: {shop: {commission: 5%, payment_fee: 0.6%}}
    pricing: {tax: {included: true, rate: 13%}}
    products: {tee: {list_price: 100, unit_cost: 40, fulfilment: 10}}
    tactics: {ads: {channel: shop, window: 2026-01-01..2026-12-31, cost: 60000}}
    ```

    Passes:

    ```yaml
    metrics: {gmv: {standard: gmv}, refund_rate: {unit: percent}}
    goals:
      sales: {metric: gmv, baseline: 0, target: 100000, due: 2026-12-31, owner: lin,
              breakdown: [{split: channel, shares: {shop: 100%}}]}
    targets: {back: {metric: refund_rate, period: 2026, committed: 10%, owner: lin}}
    channels: {shop: {commission: 5%, payment_fee: 0.6%}}
    pricing: {tax: {included: true, rate: 13%}}
    products: {tee: {list_price: 100, unit_cost: 40, fulfilment: 10}}
    tactics: {ads: {channel: shop, window: 2026-01-01..2026-12-31, cost: 20000}}
    ```
    """
    open_goals: dict[str, list[str]] = {}
    for one in assessed.margins:
        if one.missing and _begun(one):
            open_goals.setdefault(one.goal, []).extend(one.missing)
        left = one.steps.contribution
        losing = [row for row in one.periods if (row.steps.contribution or 0) < 0]
        if left is not None and left < 0:
            yield _loses(rule, one, one.steps, "{channel} loses {loss} on its planned sales of {gross}")
        elif losing:
            worst = min(losing, key=lambda row: row.steps.contribution or Decimal(0))
            yield _loses(
                rule,
                one,
                worst.steps,
                "{channel} loses {loss} in {period}"
                if len(losing) == 1
                else "{channel} loses money in {count} periods, the most in {period}: {loss}",
                period=worst.period,
                count=len(losing),
            )
    for goal, missing in open_goals.items():
        yield undecidable(rule, At("goals", goal, part="key"), *dict.fromkeys(missing), subject=goal)


def _begun(one: ChannelMargin) -> bool:
    """Return whether the author has begun to say what sales cost: then what lacks is worth a word."""
    return one.steps.goods is not None and one.steps.commission is not None


def _loses(rule: Rule, one: ChannelMargin, steps: Contribution, message: str, **more: object) -> Finding:
    largest = max(_HINTS, key=lambda step: getattr(steps, step) or Decimal(0))
    return Finding(
        rule,
        message,
        At("channels", one.channel, part="key"),
        params={
            "channel": one.channel,
            "loss": Money(-(steps.contribution or Decimal(0)), one.currency),
            "gross": Money(steps.gross, one.currency),
            "cost": Money(getattr(steps, largest), one.currency),
            **more,
        },
        hint=_HINTS[largest],
    )


@rule("ECS558", "tax-in-prices-assumed", Severity.INFO, "pricing.tax|by_category")
def tax_in_prices_assumed(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Whoever compares prices with costs says whether the prices include tax.

    Costs are without it. In China and the European Union shoppers see prices with it, in the United States without.
    Where the strategy does not say, that custom is taken, and this finding says so.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, regions: [CN]}
    products: {tee: {list_price: 100, unit_cost: 40}}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, regions: [CN]}
    pricing: {tax: {included: true, rate: 13%}}
    products: {tee: {list_price: 100, unit_cost: 40}}
    ```
    """
    strategy = assessed.linked.strategy
    pricing = strategy.pricing
    taxes = [pricing.tax, *(one.tax for one in pricing.by_category.values())] if pricing is not None else []
    if any(tax is not None and tax.included is not None for tax in taxes):
        return
    first = next(
        (one for one in strategy.products.values() if one.list_price and one.unit_cost and not one.tax), None
    )
    custom = usual(strategy) if first is not None else None
    if first is None or custom is None:
        return
    region, included = custom
    yield Finding(
        rule,
        "nothing says whether prices include tax; they are taken to, as is usual in {region}"
        if included
        else "nothing says whether prices include tax; they are taken not to, as is usual in {region}",
        At("pricing", path=("tax",)) if pricing is not None else At("products", first.id, ("list_price",)),
        params={"region": region},
        hint="add `tax: {{included: true, rate: 13%}}` under `pricing`, with the rate of your goods"
        if included
        else "add `tax: {{included: false}}` under `pricing`",
    )


RULES = (channel_loses, tax_in_prices_assumed)
