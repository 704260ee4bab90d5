"""Who delivers when the first choice cannot: 937 to 940."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.elapsed import days_in
from ecsc.assess.express import average_order, slacks
from ecsc.assess.goods import keys
from ecsc.assess.stock import stock_views
from ecsc.assess.suppliers import ItemSuppliers, by_item, common_causes
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.model.thresholds import number_threshold
from ecsc.quantity import Duration, Money
from ecsc.rules.brief import some
from ecsc.rules.rule import rule


@rule(
    "ECS937",
    "too-few-backups",
    Severity.ERROR,
    "suppliers.supplies",
    "products.category",
    thresholds=("backup_suppliers",),
)
def too_few_backups(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Enough backup suppliers stand by for each item, besides the primary one.

    The handbook asks for two backups; "two suppliers in all" would leave nobody to turn to when the second one
    stops as well. A supplier without `role` is a first choice. An item is a product or a category.

    Fails:

    ```yaml
    suppliers:
      sucai: {supplies: [{products: [dress], role: primary}]}
      huafeng: {supplies: [{products: [dress], role: backup}]}
    ```

    Passes:

    ```yaml
    suppliers:
      sucai: {supplies: [{products: [dress], role: primary}]}
      huafeng: {supplies: [{products: [dress], role: backup}]}
      mingyue: {supplies: [{products: [dress], role: backup}]}
    ```
    """
    strategy = assessed.linked.strategy
    needed = number_threshold(strategy, "backup_suppliers")
    short: dict[tuple[tuple[str, ...], tuple[str, ...]], list[ItemSuppliers]] = {}
    for view in by_item(strategy).values():
        if len(view.backups) < needed:
            key = tuple(one.id for one in view.primary), tuple(one.id for one in view.backups)
            short.setdefault(key, []).append(view)
    for views in short.values():
        first = views[0]
        named = (*first.primary, *first.backups)
        yield Finding(
            rule,
            "{items} has {count} of {needed} backup suppliers"
            if len(views) == 1
            else "{items} have {count} of {needed} backup suppliers",
            At("suppliers", named[0].id, ("supplies",)),
            params={
                "items": [view.item for view in views[:5]],
                "count": len(first.backups),
                "needed": int(needed),
            },
            hint="add suppliers with `role: backup` for it",
            related=tuple(
                Related(At("suppliers", one.id, ("supplies",)), "a backup") for one in first.backups
            ),
        )


@rule("ECS938", "suppliers-fail-together", Severity.WARNING, "suppliers.region|parent|supplies")
def suppliers_fail_together(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A backup supplier does not fail for the same cause as the one it stands by for.

    A flood or a lockdown hits a region, an insolvency all daughters of a company.

    Fails:

    ```yaml
    suppliers:
      sucai: {region: Hangzhou, supplies: [{products: [dress], role: primary}]}
      huafeng: {region: Hangzhou, supplies: [{products: [dress], role: backup}]}
      mingyue: {region: Suzhou, supplies: [{products: [dress], role: backup}]}
    ```

    Passes:

    ```yaml
    suppliers:
      sucai: {region: Hangzhou, supplies: [{products: [dress], role: primary}]}
      huafeng: {region: Guangzhou, supplies: [{products: [dress], role: backup}]}
      mingyue: {region: Suzhou, supplies: [{products: [dress], role: backup}]}
    ```
    """
    for cause in common_causes(by_item(assessed.linked.strategy)):
        backup = cause.suppliers[-1]
        yield Finding(
            rule,
            "{suppliers} are all in {value}: what stops one stops the others, and {items} with them"
            if cause.kind == "region"
            else "{suppliers} belong to {value}: what stops one stops the others, and {items} with them",
            At("suppliers", backup.id, (cause.kind,))
            if getattr(backup, cause.kind)
            else At("suppliers", backup.id, part="key"),
            params={
                "suppliers": [one.name or one.id for one in cause.suppliers],
                "value": cause.value,
                "items": list(cause.items[:5]),
            },
            hint="find a backup elsewhere",
            related=tuple(
                Related(
                    At("suppliers", one.id, (cause.kind,))
                    if getattr(one, cause.kind)
                    else At("suppliers", one.id, part="key"),
                    "the same cause",
                )
                for one in cause.suppliers[:-1]
            ),
        )


@rule(
    "ECS939",
    "backup-too-slow",
    Severity.WARNING,
    "suppliers.supplies",
    "inventory.demand|safety_stock|horizon",
)
def backup_too_slow(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The safety stock lasts until the fastest backup supplier has delivered.

    Said only where demand, safety stock and the lead time of a backup are known.

    Fails:

    ```yaml
    suppliers:
      sucai: {supplies: [{products: [dress], role: primary, lead_time: 2w}]}
      huafeng: {supplies: [{products: [dress], role: backup, lead_time: 4w}]}
    inventory:
      dresses:
        applies_to: products where category == "dress"
        demand: 100 per week
        safety_stock: 20%
        horizon: 2w
    ```

    Passes:

    ```yaml
    suppliers:
      sucai: {supplies: [{products: [dress], role: primary, lead_time: 2w}]}
      huafeng: {supplies: [{products: [dress], role: backup, lead_time: 2d}]}
    inventory:
      dresses:
        applies_to: products where category == "dress"
        demand: 100 per week
        safety_stock: 20%
        horizon: 2w
    ```
    """
    strategy = assessed.linked.strategy
    items = by_item(strategy)
    if not any(view.backup_lead for view in items.values()):
        return
    slowest = max((view for view in items.values() if view.backup_lead), key=_backup_days)
    for stock in stock_views(strategy):
        if stock.goods is None or stock.cover_days is None:
            continue
        found = (
            [slowest]
            if stock.goods.everything
            else [items[key] for key in sorted(keys(stock.goods, strategy)) if key in items]
        )
        late = [view for view in found if view.backup_lead and _backup_days(view) > stock.cover_days]
        if not late:
            continue
        worst = max(late, key=_backup_days)
        yield Finding(
            rule,
            "the safety stock of {stock} lasts {cover} days, and a backup supplier needs {lead}",
            At("inventory", stock.policy.id, part="key"),
            params={
                "stock": stock.policy.name or stock.policy.id,
                "cover": round(stock.cover_days, 1),
                "lead": worst.backup_lead,
            },
            hint="keep more stock, or find a faster backup",
            related=some(
                [Related(At("suppliers", one.id, ("supplies",)), "a backup") for one in worst.backups]
            ),
        )


def _backup_days(view: ItemSuppliers) -> float:
    return float(days_in(view.backup_lead)) if isinstance(view.backup_lead, Duration) else 0.0


@rule(
    "ECS940",
    "express-at-a-loss",
    Severity.WARNING,
    "surcharge",
    "products.list_price|unit_cost|fulfilment",
    "channels.commission|payment_fee",
    "goals.drivers|target",
    "targets.committed",
)
def express_at_a_loss(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What is sent by express still earns something after the surcharge.

    Counted at the list price, less commission and fees of the dearest channel, unit cost and fulfilment, as far
    as they are stated; the way's own `cost` stands in for a fulfilment that is not. A surcharge is paid for a
    parcel: where an average order is planned (a metric with `standard: aov`), the parcel holds as many pieces as it
    pays for, else one. Who rushes goods to keep a promise may lose money on each parcel.

    Fails:

    ```yaml
    logistics:
      rush: {mode: express, surcharge: 40}
    products:
      scarf: {name: Scarf, list_price: 99, unit_cost: 60, fulfilment: 8}
    ```

    Passes:

    ```yaml
    logistics:
      rush: {mode: express, surcharge: 15}
    products:
      scarf: {name: Scarf, list_price: 99, unit_cost: 60, fulfilment: 8}
    ```
    """
    strategy = assessed.linked.strategy
    ways = [one for one in strategy.logistics.values() if one.surcharge is not None]
    if not ways or not strategy.products:
        return
    order = average_order(assessed.linked)
    for way in ways:
        if way.surcharge is None or way.surcharge.currency != strategy.header.currency:
            continue
        found = slacks(strategy, way.cost, order)
        count = bisect_left(found, way.surcharge.amount, key=lambda one: one.left)
        if count:
            first = found[0]
            yield Finding(
                rule,
                _express_message(count, order is not None),
                At("logistics", way.id, ("surcharge",)),
                params={
                    "way": way.name or way.id,
                    "product": first.product.name or first.product.id,
                    "loss": Money(way.surcharge.amount - first.left, way.surcharge.currency),
                    "count": count,
                    "order": order,
                },
                hint="let the customer pay for it, or keep it for what earns more"
                if order is not None
                else "let the customer pay for it, or keep it for what earns more; to count with orders of"
                " several pieces, plan a metric with `standard: aov`",
                related=tuple(
                    Related(
                        At("products", one.product.id, ("list_price",)),
                        "{left} is left before the surcharge",
                        {"left": Money(one.left, way.surcharge.currency)},
                    )
                    for one in found[: min(count, 5)]
                ),
            )


def _express_message(count: int, by_order: bool) -> str:
    if by_order:
        if count == 1:
            return "sent by {way}, {product} loses {loss} an order of {order}"
        return "sent by {way}, {count} products lose money, {product} the most: {loss} an order of {order}"
    if count == 1:
        return "sent by {way} one by one, {product} loses {loss} a piece"
    return "sent by {way} one by one, {count} products lose money, {product} the most: {loss} a piece"


RULES = (too_few_backups, suppliers_fail_together, backup_too_slow, express_at_a_loss)
