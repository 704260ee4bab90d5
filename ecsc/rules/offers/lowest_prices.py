"""The lowest price that any permitted combination of offers reaches: 800 to 803."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ecsc.assess import Assessed
from ecsc.assess.offers.types import OfferRow
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.quantity import Money
from ecsc.rules.offers.stacks import FIELDS, SHOWN, Stack, attained, bounded, stacks
from ecsc.rules.rule import rule


def _told(
    rule: Rule, stack: Stack, message: str, more: str, hint: str, limit: Iterable[Money | None]
) -> Finding:
    """Return one finding for all products that one combination brings too low, the worst first."""
    worst = stack.rows[0]
    products = list(dict.fromkeys(row.product for row in stack.rows))
    limits = dict(zip(stack.rows, limit, strict=True))
    others = [row for row in stack.rows if row.product != worst.product]
    shown = list({row.product: row for row in reversed(others)}.values())[::-1][:SHOWN]
    return Finding(
        rule,
        more if len(products) > 1 else message,
        stack.place,
        params={
            "product": worst.product,
            "price": stack.price(worst),
            "limit": limits[worst],
            "offers": stack.offers,
            "pieces": stack.pieces(worst),
            "channel": worst.channel,
            "others": len(products) - 1,
            "fillers": stack.fillers(worst),
        },
        hint=hint,
        related=(
            *(Related(at, "goes together with it") for at in stack.beside),
            Related(
                At("products", worst.product, part="key"), "falls to {price}", {"price": stack.price(worst)}
            ),
            *(
                Related(
                    At("products", row.product, part="key"), "falls to {price}", {"price": stack.price(row)}
                )
                for row in shown
            ),
        ),
    )


def _below_floor(row: OfferRow) -> bool:
    return row.proven == "below_floor"


@rule("ECS800", "price-below-floor", Severity.ERROR, *FIELDS, thresholds=("order_pieces",))
def price_below_floor(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """No permitted combination of offers brings a product below its floor price.

    Every set of offers that go together is tried, in every order within a level, at every instant, for every
    segment, and for orders of one piece up to `order_pieces` of them. The finding names the cheapest set. A shop
    that refuses to go below the floor says `floor_enforced: true`.

    Fails:

    ```yaml
    products:
      dress: {list_price: 199, floor_price: 100, unit_cost: 50, fulfilment: 8}
    promotions:
      flash: {offer: 5折, level: item, window: 2026-05-20..2026-05-21, redeem: automatic}
    ```

    Passes:

    ```yaml
    products:
      dress: {list_price: 199, floor_price: 99, unit_cost: 50, fulfilment: 8}
    promotions:
      flash: {offer: 5折, level: item, window: 2026-05-20..2026-05-21, redeem: automatic}
    ```
    """
    for stack in stacks(assessed, attained(assessed, _below_floor)):
        yield _told(
            rule,
            stack,
            "{product} can be had for {price} a piece, under its floor of {limit}, with {offers}",
            "{product} can be had for {price} a piece, under its floor of {limit}, with {offers}; others "
            "under theirs: {others}",
            "take less off, let fewer offers go together (`stacks_with`), leave the product out (`applies_to`), or "
            "lower the floor",
            [row.floor for row in stack.rows],
        )


@rule("ECS801", "price-below-cost", Severity.ERROR, *FIELDS)
def price_below_cost(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """No permitted combination of offers brings a product below what a piece costs.

    What is sold under cost on purpose says `loss_leader: true`. Where the price is under the floor too, only that is
    told.

    Fails:

    ```yaml
    pricing: {tax: {included: false}}
    channels:
      shop: {kind: own_site, payment_fee: 1%}
    products:
      dress: {list_price: 199, unit_cost: 100, fulfilment: 8}
    promotions:
      flash: {offer: 5折, level: item, window: 2026-05-20..2026-05-21, redeem: automatic}
    ```

    Passes:

    ```yaml
    pricing: {tax: {included: false}}
    channels:
      shop: {kind: own_site, payment_fee: 1%}
    products:
      dress: {list_price: 199, unit_cost: 70, fulfilment: 8}
    promotions:
      flash: {offer: 5折, level: item, window: 2026-05-20..2026-05-21, redeem: automatic}
    ```
    """
    products = assessed.linked.strategy.products
    for stack in stacks(
        assessed, attained(assessed, lambda row: row.proven == "below_cost" and not row.loss_leader)
    ):
        yield _told(
            rule,
            stack,
            "{product} can be had for {price} a piece, under its cost of {limit}, with {offers}",
            "{product} can be had for {price} a piece, under its cost of {limit}, with {offers}; others "
            "under theirs: {others}",
            "take less off, let fewer offers go together (`stacks_with`), leave the product out (`applies_to`), or "
            "say `loss_leader: true`",
            [products[row.product].unit_cost for row in stack.rows],
        )


@rule(
    "ECS802",
    "price-below-break-even",
    Severity.WARNING,
    *FIELDS,
    "channels.commission|payment_fee|fees|returns|return_insurance|commission_by_category",
    "pricing.tax",
)
def price_below_break_even(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """No permitted combination of offers sells at a loss, when tax, fees, sending and returns are paid.

    The price covers the piece, but not all that selling it costs. `ecsc price --worst` shows every step.

    Fails:

    ```yaml
    pricing: {tax: {included: false}}
    channels:
      shop: {kind: marketplace, commission: 20%, payment_fee: 1%}
    products:
      dress: {list_price: 199, unit_cost: 80, fulfilment: 8}
    promotions:
      flash: {offer: 5折, level: item, window: 2026-05-20..2026-05-21, redeem: automatic}
    ```

    Passes:

    ```yaml
    pricing: {tax: {included: false}}
    channels:
      shop: {kind: marketplace, commission: 5%, payment_fee: 1%}
    products:
      dress: {list_price: 199, unit_cost: 80, fulfilment: 8}
    promotions:
      flash: {offer: 5折, level: item, window: 2026-05-20..2026-05-21, redeem: automatic}
    ```
    """

    def loses(row: OfferRow) -> bool:
        return row.proven == "below_break_even" and not row.loss_leader

    for stack in stacks(assessed, attained(assessed, loses)):
        yield _told(
            rule,
            stack,
            "{product} sells at a loss at {price} a piece with {offers}: it breaks even at {limit}",
            "{product} sells at a loss at {price} a piece with {offers}: it breaks even at {limit}; others "
            "at a loss: {others}",
            "take less off, let fewer offers go together (`stacks_with`), or leave the product out (`applies_to`)",
            [row.for_seller.break_even for row in stack.rows],
        )


@rule("ECS803", "price-low-with-others", Severity.WARNING, *FIELDS)
def price_low_with_others(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """No order that holds other goods too brings a product below its floor or its cost.

    Alone the product is safe; but a customer who fills the order up to just where a coupon begins gets most off. The
    finding tells what the other goods are worth at list price, or that only a safe limit is known.

    Fails:

    ```yaml
    products:
      dress: {list_price: 150, floor_price: 135, unit_cost: 50, fulfilment: 8}
      scarf: {list_price: 60, floor_price: 50, unit_cost: 20, fulfilment: 8}
    promotions:
      coupon:
        offer: 满199减30
        level: shop
        window: 2026-05-01..2026-06-20
        redeem: code
        limits: {redemptions: 100}
    ```

    Passes:

    ```yaml
    products:
      dress: {list_price: 150, floor_price: 120, unit_cost: 50, fulfilment: 8}
      scarf: {list_price: 60, floor_price: 45, unit_cost: 20, fulfilment: 8}
    promotions:
      coupon:
        offer: 满199减30
        level: shop
        window: 2026-05-01..2026-06-20
        redeem: code
        limits: {redemptions: 100}
    ```
    """
    bad = ("below_floor", "below_cost")

    def only_with_others(row: OfferRow) -> bool:
        told = row.verdict in bad or (row.verdict == "below_break_even" and row.bound_verdict == "below_cost")
        spared = row.loss_leader and row.bound_verdict == "below_cost"
        return row.worst.exact and row.bound_verdict in bad and not told and not spared

    def reached(row: OfferRow) -> bool:
        return only_with_others(row) and row.worst.bound.fillers is not None

    def not_ruled_out(row: OfferRow) -> bool:
        return only_with_others(row) and row.worst.bound.fillers is None

    products = assessed.linked.strategy.products
    for stack in (
        one
        for wanted in (reached, not_ruled_out)
        for one in stacks(assessed, bounded(assessed, wanted), with_others=True)
    ):
        known = reached(stack.rows[0])
        limits = [
            row.floor if row.bound_verdict == "below_floor" else products[row.product].unit_cost
            for row in stack.rows
        ]
        yield _told(
            rule,
            stack,
            "{product} falls to {price} a piece, under {limit}, with {offers} in an order with other goods"
            if known
            else "{product} costs at least {price} a piece with {offers} in an order with other goods: that it falls "
            "under {limit} is not ruled out",
            "{product} falls to {price} a piece, under {limit}, with {offers} in an order with other goods; "
            "others under theirs: {others}"
            if known
            else "{product} costs at least {price} a piece with {offers} in an order with other goods: that it falls "
            "under {limit} is not ruled out; others under theirs: {others}",
            "take less off, raise the threshold, or let fewer offers go together (`stacks_with`)"
            if stack.fillers(stack.rows[0]) is None
            else "other goods for {fillers} at list price get there: take less off, raise the threshold, or let fewer "
            "offers go together (`stacks_with`)",
            limits,
        )


RULES = (price_below_floor, price_below_cost, price_below_break_even, price_low_with_others)
