"""What is left at the lowest price, and what cannot be told of it: 804 to 806."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from ecsc.assess import Assessed
from ecsc.assess.offers.price_rules import PREFIX
from ecsc.assess.offers.types import OfferRow
from ecsc.assess.pricing import pricing_of
from ecsc.diagnostics import At, Finding, Related, Rule, Severity, undecidable
from ecsc.rules.offers.stacks import FIELDS, SHOWN, attained, place_of, stacks
from ecsc.rules.rule import rule


@rule(
    "ECS804",
    "margin-below-target",
    Severity.WARNING,
    *FIELDS,
    "pricing.target_margin|by_category|tax",
    "promotions.budget|funded_by",
)
def margin_below_target(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A combination that leaves less than the target margin is one that somebody has paid for.

    A discount whose cost is bounded and charged to a budget line is an investment that was decided. One that has no
    bound, or that no line pays, lowers the margin without anybody having said so. A price rule with the `intent`
    `clearance` says it.

    Fails:

    ```yaml
    pricing: {target_margin: 40%, tax: {included: false}}
    channels:
      shop: {kind: own_site, payment_fee: 1%}
    products:
      dress: {list_price: 199, unit_cost: 70, fulfilment: 8}
    promotions:
      flash: {offer: 5折, level: item, window: 2026-05-20..2026-05-21, redeem: automatic}
    ```

    Passes:

    ```yaml
    pricing: {target_margin: 40%, tax: {included: false}}
    budgets:
      brand: {limit: 100000, includes_discounts: true}
    channels:
      shop: {kind: own_site, payment_fee: 1%}
    products:
      dress: {list_price: 199, unit_cost: 70, fulfilment: 8}
    promotions:
      flash:
        offer: 5折
        level: item
        window: 2026-05-20..2026-05-21
        redeem: automatic
        limits: {units: 100}
        budget: brand
    ```
    """
    from ecsc.assess.offers.exposures import Exposures

    strategy = assessed.linked.strategy
    exposures = Exposures(strategy)

    def paid_for(name: str) -> bool:
        if name.startswith(PREFIX):
            rule_ = strategy.pricing_rules[name.removeprefix(PREFIX)]
            return rule_.intent == "clearance"
        promotion = strategy.promotions.get(name)
        return (
            promotion is not None
            and promotion.budget is not None
            and exposures.of(promotion).worst is not None
        )

    def unpaid(row: OfferRow) -> bool:
        path = row.worst.dearest_to_seller
        return row.counted == "thin" and path is not None and not all(paid_for(one) for one in path.offers)

    for stack in stacks(assessed, attained(assessed, unpaid)):
        worst = stack.rows[0]
        products = {row.product for row in stack.rows}
        yield Finding(
            rule,
            "{product} leaves {share} of its price without tax with {offers}, less than the target margin of {target}"
            if len(products) == 1
            else "{product} leaves {share} of its price without tax with {offers}, less than the target margin of "
            "{target}; others that leave too little: {others}",
            stack.place,
            params={
                "product": worst.product,
                "share": worst.for_seller.share,
                "target": pricing_of(strategy, strategy.products[worst.product].category).target_margin,
                "offers": stack.offers,
                "others": len(products) - 1,
            },
            hint="bound the offer (`limits`) and say which line pays (`budget`), or take less off",
            related=tuple(Related(at, "goes together with it") for at in stack.beside),
        )


@rule(
    "ECS805",
    "margin-not-decidable",
    Severity.INFO,
    *FIELDS,
    "channels.kind|commission|payment_fee|fees|returns|return_insurance|commission_by_category",
    "pricing.tax|by_category",
)
def margin_not_decidable(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What is left of a product at its lowest price can be told: its cost, its sending, the channel's fees are known.

    Otherwise nobody knows whether an offer sells at a loss. The floor is checked all the same.

    Fails:

    ```yaml
    pricing: {tax: {included: false}}
    channels:
      shop: {kind: own_site, payment_fee: 1%}
    products:
      dress: {list_price: 199, fulfilment: 8}
    promotions:
      flash: {offer: 5折, level: item, window: 2026-05-20..2026-05-21, redeem: automatic}
    ```

    Passes:

    ```yaml
    pricing: {tax: {included: false}}
    channels:
      shop: {kind: own_site, payment_fee: 1%}
    products:
      dress: {list_price: 199, unit_cost: 60, fulfilment: 8}
    promotions:
      flash: {offer: 5折, level: item, window: 2026-05-20..2026-05-21, redeem: automatic}
    ```
    """
    view = assessed.offers
    if view is None:
        return
    rows = [row for row in view.rows if row.for_seller.missing and _lowered(row)]
    if not rows:
        return
    products = list(dict.fromkeys(row.product for row in rows))
    missing = dict.fromkeys(_of_any(what) for row in rows for what in row.for_seller.missing)
    found = undecidable(rule, At("products", products[0], part="key"), *missing, subject=products[0])
    yield replace(
        found,
        hint="state it, so that offers can be held against cost",
        related=tuple(
            Related(At("products", one, part="key"), "this one too") for one in products[1 : SHOWN + 1]
        ),
    )


def _of_any(what: str) -> str:
    """Return what is missing without the name of the product it is missing of, which the finding tells."""
    return f"`{what.rsplit('.', 1)[-1]}" if what.startswith("`products.") else what


def _lowered(row: OfferRow) -> bool:
    return row.at_bound.price.amount < row.list_price.amount


@rule("ECS806", "combinations-beyond-limit", Severity.WARNING, *FIELDS)
def combinations_beyond_limit(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Offers are few enough, or say clearly enough what they go together with, for the lowest price to be found.

    Beyond the limit only a price is told that no order goes below; the true one may be much higher.

    Fails:

    ```yaml
    products:
      dress: {list_price: 199, floor_price: 1}
    promotions:
      a: {offer: 1元无门槛, level: shop, window: 2026-05-01..2026-05-31, redeem: code, stacks_with: all}
      b: {offer: 1元无门槛, level: shop, window: 2026-05-01..2026-05-31, redeem: code, stacks_with: all}
      c: {offer: 1元无门槛, level: shop, window: 2026-05-01..2026-05-31, redeem: code, stacks_with: all}
      d: {offer: 1元无门槛, level: shop, window: 2026-05-01..2026-05-31, redeem: code, stacks_with: all}
      e: {offer: 1元无门槛, level: shop, window: 2026-05-01..2026-05-31, redeem: code, stacks_with: all}
      f: {offer: 1元无门槛, level: shop, window: 2026-05-01..2026-05-31, redeem: code, stacks_with: all}
    ```

    Passes:

    ```yaml
    products:
      dress: {list_price: 199, floor_price: 1}
    promotions:
      a: {offer: 1元无门槛, level: shop, window: 2026-05-01..2026-05-31, redeem: code}
      b: {offer: 1元无门槛, level: shop, window: 2026-05-01..2026-05-31, redeem: code}
    ```
    """
    view = assessed.offers
    rows = [row for row in view.rows if not row.worst.exact] if view is not None else []
    if not rows:
        return
    names = rows[0].worst.bound.offers
    products = list(dict.fromkeys(row.product for row in rows))
    yield Finding(
        rule,
        "too many combinations of offers to find the lowest price of {product}: {price} is a limit that holds"
        if len(products) == 1
        else "too many combinations of offers to find the lowest prices of {product} and of {others} more: "
        "{price} is a limit that holds for {product}",
        place_of(assessed, names[0]) if names else At("products", products[0], part="key"),
        params={
            "product": products[0],
            "price": rows[0].at_bound.price,
            "others": len(products) - 1,
        },
        hint="say in `stacks_with` which of them go together, or make them differ in `level`",
    )


RULES = (margin_below_target, margin_not_decidable, combinations_beyond_limit)
