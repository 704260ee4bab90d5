"""Which products an `applies_to` covers: plain ones by category and id, all others by evaluating them."""

from __future__ import annotations

from ecsc.assess.goods import goods_of
from ecsc.model import Strategy
from ecsc.model.offer import Product


class CoveredGoods:
    """The products of a strategy by the text that names them, each text looked up once."""

    def __init__(self, strategy: Strategy) -> None:
        self.strategy = strategy
        self._found: dict[str | None, tuple[Product, ...] | None] = {}

    def of(self, applies_to: str | None) -> tuple[Product, ...] | None:
        """Return the products, in the order written: all for no text, None where it cannot be told."""
        if applies_to not in self._found:
            self._found[applies_to] = _covered(applies_to, self.strategy)
        return self._found[applies_to]

    def sold(self, applies_to: str | None, channels: tuple[str, ...]) -> tuple[Product, ...] | None:
        """Return those of the products that are sold on one of the channels; none named means all."""
        goods = self.of(applies_to)
        if goods is None or not channels:
            return goods
        wanted = frozenset(channels)
        return tuple(one for one in goods if not one.channels or not wanted.isdisjoint(one.channels))


def _covered(applies_to: str | None, strategy: Strategy) -> tuple[Product, ...] | None:
    plain = goods_of(applies_to, strategy)
    products = strategy.products.values()
    if plain is None:
        return _evaluated(applies_to or "", strategy)
    return tuple(
        one
        for one in products
        if plain.everything or one.id in plain.products or (one.category or "") in plain.categories
    )


def _evaluated(text: str, strategy: Strategy) -> tuple[Product, ...] | None:
    """Return what a collection chooses, or the products for which a condition holds."""
    from ecsc.assess.policies import EntityEnvironment, step_limit
    from ecsc.expr import EvaluationError, check, evaluate, parse, types
    from ecsc.link.scope import StrategyScope
    from ecsc.model.exchange import Exchange

    node, problems = parse(text, strategy.header.currency, strategy.header.fiscal_year_start)
    if node is None or any(one.fatal for one in problems):
        return None
    scope = StrategyScope(strategy, lambda _: types.UNKNOWN, strategy.metrics, "products")
    typed, _ = check(node, scope, None)
    if typed is None:
        return None
    exchange, limit = Exchange(strategy), step_limit(strategy)
    try:
        if typed.type == types.BOOLEAN:
            held = {
                name: evaluate(typed, EntityEnvironment(strategy, exchange, "products", name), limit)
                for name in strategy.products
            }
            if not all(isinstance(one, bool) for one in held.values()):
                return None
            return tuple(one for name, one in strategy.products.items() if held[name])
        value = evaluate(typed, EntityEnvironment(strategy, exchange), limit)
    except EvaluationError:
        return None
    if not isinstance(value, tuple):
        return None
    found = [one for one in value if isinstance(one, EntityEnvironment) and one.section == "products"]
    if len(found) < len(value):
        return None
    return tuple(
        strategy.products[name]
        for name in dict.fromkeys(one.id for one in found)
        if name in strategy.products
    )
