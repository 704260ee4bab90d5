"""Rules about stock that cannot hold together: two ways to keep it, or an order and a price cut at one level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from ecsc.assess.goods import Goods, goods_of, keys
from ecsc.assess.stock import StockView, keeps_safety_stock
from ecsc.diagnostics import At
from ecsc.model import Strategy
from ecsc.model.offer import PricingRule, StockPolicy
from ecsc.quantity import Count


class ReorderLevel(Struct, frozen=True):
    """At how many pieces an order goes out, and where that is said."""

    pieces: Decimal
    at: At


class PriceAgainstOrder(Struct, frozen=True):
    """A price rule that acts below so many pieces, and the order that goes out before."""

    rule: PricingRule
    below: Decimal
    order: ReorderLevel


def kept_both_ways(
    views: Sequence[StockView], strategy: Strategy
) -> Iterator[tuple[StockPolicy, StockPolicy]]:
    """Yield each stock class without stock to spare (`jit`) with one that keeps a safety stock for its goods.

    A class that says both of itself comes with itself.
    """
    keeping: dict[str, StockPolicy] = {}
    anything = any_goods = None
    for view in views:
        if view.policy.policy == "jit" or view.goods is None or not keeps_safety_stock(view.policy):
            continue
        any_goods = any_goods or view.policy
        if view.goods.everything:
            anything = anything or view.policy
        for key in view.goods.categories | view.goods.products:
            keeping.setdefault(key, view.policy)
    for view in views:
        if view.policy.policy != "jit":
            continue
        if keeps_safety_stock(view.policy):
            yield view.policy, view.policy
        elif view.goods is not None:
            wanted = sorted(keys(view.goods, strategy))
            other = next((keeping[key] for key in wanted if key in keeping), None)
            found = other or anything or (any_goods if view.goods.everything else None)
            if found is not None:
                yield view.policy, found


def prices_against_orders(views: Sequence[StockView], strategy: Strategy) -> Iterator[PriceAgainstOrder]:
    """Yield each rule that lowers the price of scarce goods for which an order has gone out by then."""
    general, levels = _reorder_levels(views, strategy)
    top = max((*levels.values(), *([general] if general else [])), key=_pieces, default=None)
    if top is None:
        return
    for rule in strategy.pricing_rules.values():
        below = _scarce_below(rule, strategy)
        goods = goods_of(rule.applies_to, strategy) if below is not None else None
        if below is None or goods is None:
            continue
        found = top if goods.everything else _highest(goods, general, levels, strategy)
        if found is not None and found.pieces >= below:
            yield PriceAgainstOrder(rule, below, found)


def _reorder_levels(
    views: Sequence[StockView], strategy: Strategy
) -> tuple[ReorderLevel | None, dict[str, ReorderLevel]]:
    """Return the highest level at which an order goes out: for all goods, and by category and product.

    A price rule looks at the stock of one product. The level of a class of several is of their stock together and
    says nothing of one of them.
    """
    levels: dict[str, ReorderLevel] = {}
    general: ReorderLevel | None = None
    for view in views:
        if view.reorder_at is None or view.goods is None or len(_members(view.goods, strategy)) > 1:
            continue
        path = ("reorder_point",) if view.policy.reorder_point is not None else ()
        at = At("inventory", view.policy.id, path, part="value" if path else "key")
        level = ReorderLevel(view.reorder_at, at)
        if view.goods.everything:
            general = _higher(general, level)
        for key in view.goods.categories | view.goods.products:
            levels[key] = _higher(levels.get(key), level)
    for product in strategy.products.values():
        if product.reorder_point is not None:
            level = ReorderLevel(product.reorder_point.value, At("products", product.id, ("reorder_point",)))
            levels[product.id] = _higher(levels.get(product.id), level)
    return general, levels


def _members(goods: Goods, strategy: Strategy) -> frozenset[str]:
    """Return the ids of the products among some goods."""
    return frozenset(
        one.id
        for one in strategy.products.values()
        if goods.everything or one.id in goods.products or one.category in goods.categories
    )


def _pieces(level: ReorderLevel) -> Decimal:
    return level.pieces


def _higher(one: ReorderLevel | None, other: ReorderLevel) -> ReorderLevel:
    return other if one is None or other.pieces > one.pieces else one


def _highest(
    goods: Goods, general: ReorderLevel | None, levels: dict[str, ReorderLevel], strategy: Strategy
) -> ReorderLevel | None:
    wanted = keys(goods, strategy) | _members(goods, strategy)
    found = [levels[key] for key in sorted(wanted) if key in levels]
    return max((*found, *([general] if general else [])), key=_pieces, default=None)


def _scarce_below(rule: PricingRule, strategy: Strategy) -> Decimal | None:
    """Return the number of pieces below which a rule lowers the price; None for other rules."""
    from ecsc.expr import parse
    from ecsc.expr.tree import Chain, Comparison, Literal, Logic, Name

    header = strategy.header
    action, _ = parse(rule.then, header.currency, header.fiscal_year_start)
    if rule.intent == "scarcity" or (
        isinstance(action, Chain) and all(sign == "+" for sign, _ in action.rest)
    ):
        return None
    node, _ = parse(rule.when, header.currency, header.fiscal_year_start)
    parts = node.operands if isinstance(node, Logic) and node.word == "and" else (node,)
    for part in parts:
        if (
            isinstance(part, Comparison)
            and part.relation in ("<", "<=")
            and isinstance(part.left, Name)
            and part.left.path[-1] == "stock"
            and isinstance(part.right, Literal)
            and isinstance(part.right.value, Count)
        ):
            return part.right.value.value
    return None
