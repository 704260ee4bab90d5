"""Which products an `applies_to` covers: plain ones by category and id, all others by evaluating them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ecsc.assess.goods import Goods, goods_of
from ecsc.model import Strategy
from ecsc.model.exchange import Exchange
from ecsc.model.offer import Product

if TYPE_CHECKING:
    from ecsc.expr import Typed
    from ecsc.expr.tree import Node

NOT_READABLE = "which products it is for cannot be told from `{text}`"
NOT_CALCULABLE = "which products it is for cannot be calculated from `{text}`"
UNDECIDED = "whether it is for these products cannot be told without {missing}"


class Judged(Struct, frozen=True):
    """The products that a text covers for certain, by id; `reason` tells why that may not be all, with what lacks.

    `open` are those it may cover too, None where it may be any. `everything` tells that the text names all there are.
    """

    products: tuple[str, ...]
    reason: str = ""
    missing: tuple[str, ...] = ()
    open: tuple[str, ...] | None = ()
    everything: bool = False


class CoveredGoods:
    """The products of a strategy by the text that names them, each text looked up once."""

    def __init__(self, strategy: Strategy) -> None:
        self.strategy = strategy
        self._found: dict[str | None, tuple[Product, ...] | None] = {}

    def of(self, applies_to: str | None) -> tuple[Product, ...] | None:
        """Return the products, in the order written: all for no text, None where it cannot be told."""
        if applies_to not in self._found:
            products = self.strategy.products
            found = judged(applies_to, self.strategy, products.values())
            self._found[applies_to] = None if found.reason else tuple(products[one] for one in found.products)
        return self._found[applies_to]

    def sold(self, applies_to: str | None, channels: tuple[str, ...]) -> tuple[Product, ...] | None:
        """Return those of the products that are sold on one of the channels; none named means all."""
        goods = self.of(applies_to)
        if goods is None or not channels:
            return goods
        wanted = frozenset(channels)
        return tuple(one for one in goods if not one.channels or not wanted.isdisjoint(one.channels))


def judged(applies_to: str | None, strategy: Strategy, among: Iterable[Product]) -> Judged:
    """Return which of some products a text covers, in the order written; a collection in its own order."""
    plain = goods_of(applies_to, strategy)
    if plain is None:
        return _asked(applies_to or "", strategy, tuple(among))
    found = tuple(
        one.id
        for one in among
        if plain.everything or one.id in plain.products or (one.category or "") in plain.categories
    )
    known = found or _are_known(plain, strategy)
    # Names that are none of any product may be misspelt ones of all.
    return Judged(found, open=() if known else None, everything=plain.everything)


def _are_known(plain: Goods, strategy: Strategy) -> bool:
    """Return whether goods that are named are any of the strategy's."""
    return any(
        plain.everything or one.id in plain.products or (one.category or "") in plain.categories
        for one in strategy.products.values()
    )


def _asked(text: str, strategy: Strategy, products: tuple[Product, ...]) -> Judged:
    """Return the products that meet a condition or are in a collection, and what some cannot be judged without."""
    from ecsc.assess.policies import EntityEnvironment, step_limit
    from ecsc.expr import EvaluationError, Missing, evaluate

    typed = _typed(text, strategy)
    if typed is None:
        return Judged((), NOT_READABLE, open=None)
    exchange, limit = Exchange(strategy), step_limit(strategy)
    meant: list[str] = []
    missing: dict[str, None] = {}
    undecided: list[str] = []
    try:
        if typed.type.kind == "collection":
            found = evaluate(typed, EntityEnvironment(strategy, exchange), limit)
            if isinstance(found, Missing):
                return Judged((), UNDECIDED, found.what, None)
            known = {one.id for one in products}
            return Judged(tuple(one for one in dict.fromkeys(_ids(found)) if one in known))
        for product in products:
            holds = evaluate(typed, EntityEnvironment(strategy, exchange, "products", product.id), limit)
            if isinstance(holds, Missing):
                missing.update(dict.fromkeys(holds.what))
                undecided.append(product.id)
            elif holds is True:
                meant.append(product.id)
    except EvaluationError:
        return Judged((), NOT_CALCULABLE, open=None)
    return Judged(tuple(meant), UNDECIDED if undecided else "", tuple(missing), tuple(undecided))


def _typed(text: str, strategy: Strategy) -> Typed | None:
    """Return a text as a condition on one product, else as a collection of products; None where it is neither.

    `products where …` is asked of each product by itself, so that what is missing of one decides no other.
    """
    from ecsc.expr import check, parse, types
    from ecsc.link.scope import StrategyScope

    header = strategy.header
    node, problems = parse(text, header.currency, header.fiscal_year_start)
    if node is None or any(problem.fatal for problem in problems):
        return None
    scope = StrategyScope(strategy, lambda _: types.UNKNOWN, strategy.metrics, "products")
    condition = _condition(node)
    typed = check(condition, scope)[0] if condition is not None else None
    if typed is not None and typed.type.kind == "boolean":
        return typed
    typed = check(node, scope)[0]
    if typed is None or typed.type.kind == "boolean":
        return typed
    return typed if typed.type == types.collection(types.record("products")) else None


def _condition(node: Node) -> Node | None:
    """Return the condition of `products where …`, None for every other form."""
    from ecsc.expr.tree import Name, Where

    if isinstance(node, Where) and isinstance(node.source, Name) and node.source.path == ("products",):
        return node.condition
    return None


def _ids(found: Any) -> Iterator[str]:
    from ecsc.assess.policies import EntityEnvironment

    for one in found if isinstance(found, tuple) else ():
        if isinstance(one, EntityEnvironment):
            yield one.id
