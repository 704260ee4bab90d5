"""Which products an offer is for: as it says plainly, else by asking its condition of every product."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ecsc.assess.goods import Goods, goods_of
from ecsc.assess.offers.coins import Coins, NoCoins
from ecsc.assess.offers.types import EVERYWHERE, LeftOut
from ecsc.model import Strategy
from ecsc.model.offer import Product
from ecsc.offers import Good

if TYPE_CHECKING:
    from ecsc.expr import Typed
    from ecsc.expr.tree import Node

NO_PRICE = "it has no `list_price`"
UNREAD = "`{field}` could not be read"
PRICE_OF_NOTHING = "its list price is nothing"
NOT_READABLE = "which products it is for cannot be told from `{text}`"
NOT_CALCULABLE = "which products it is for cannot be calculated from `{text}`"
UNDECIDED = "whether it is for these products cannot be told without {missing}"
NONE_MEANT = "it is for none of the products that have a price"

EXAMPLES = 4
"""So many missing inputs are named; the further ones are of the same kind."""


class Meant(Struct, frozen=True):
    """The products an offer is for, by id, None for all; `unread` tells why it cannot be told for some or any.

    `products` is empty where it can be told for none. `possible` are those it could be for, None for all.
    """

    products: frozenset[str] | None
    unread: tuple[LeftOut, ...] = ()
    possible: frozenset[str] | None = None


class _Answer(Struct, frozen=True):
    """What a condition chooses, why some products cannot be judged and what is missing for that.

    `open` are the products it may be about too, None for all.
    """

    meant: frozenset[str]
    reason: str = ""
    missing: tuple[str, ...] = ()
    open: frozenset[str] | None = frozenset()


def goods_and_left_out(strategy: Strategy, coins: Coins) -> tuple[tuple[Good, ...], tuple[LeftOut, ...]]:
    """Return the products that have a price, in coins, in the order written, and those that are left out.

    A stock of none bounds no order: what is sold out is bought in again before it is sold at any price.
    """
    goods: list[Good] = []
    missing: list[LeftOut] = []
    for product in strategy.products.values():
        try:
            found = _good(product, strategy, coins)
        except NoCoins as why:
            missing.append(LeftOut("products", product.id, (why.field,), why.reason, why.params))
            continue
        if isinstance(found, Good):
            goods.append(found)
        else:
            missing.append(found)
    return tuple(goods), tuple(missing)


def _good(product: Product, strategy: Strategy, coins: Coins) -> Good | LeftOut:
    if product.list_price is None:
        if strategy.lacks("products", product.id, "list_price"):
            return LeftOut("products", product.id, ("list_price",), UNREAD, (("field", "list_price"),))
        return LeftOut("products", product.id, (), NO_PRICE)
    price = coins.of(product.list_price, "products", product.id, "list_price")
    if price <= 0:
        return LeftOut("products", product.id, ("list_price",), PRICE_OF_NOTHING)
    floor = None
    if product.floor_price is not None:
        floor = coins.of(product.floor_price, "products", product.id, "floor_price")
    stock = int(product.stock.value) if product.stock is not None else 0
    return Good(
        product.id,
        price,
        floor,
        floor_enforced=bool(product.floor_enforced),
        stock=stock if stock > 0 else None,
        channels=frozenset(product.channels) if product.channels and strategy.channels else None,
    )


def channels_of(strategy: Strategy) -> tuple[str, ...]:
    """Return the ids of the channels, `EVERYWHERE` alone without any."""
    return tuple(strategy.channels) or (EVERYWHERE,)


class Selection:
    """Tells which of some goods the `applies_to` of promotions and price rules mean, each text once."""

    def __init__(self, strategy: Strategy, coins: Coins, goods: Sequence[Good]) -> None:
        self._strategy = strategy
        self._exchange = coins.exchange
        self._goods = frozenset(good.id for good in goods)
        self._products = tuple(one for one in strategy.products.values() if one.id in self._goods)
        self._found: dict[str, _Answer] = {}

    def of(self, applies_to: str | None, section: str, identifier: str) -> Meant:
        """Return the products with a price that a text means, and what cannot be told of it."""
        if applies_to is None:
            return Meant(None)
        plain = goods_of(applies_to, self._strategy)
        if plain is not None and plain.everything:
            return Meant(None)
        if plain is not None:
            found = self._plain(plain)
        else:
            if applies_to not in self._found:
                self._found[applies_to] = self._asked(applies_to)
            found = self._found[applies_to]
        reason = found.reason or ("" if found.meant else NONE_MEANT)
        if not reason:
            return Meant(found.meant, possible=found.meant)
        params = (
            ("text", applies_to), ("missing", ", ".join(f"`{one}`" for one in found.missing[:EXAMPLES])),
        )  # fmt: skip
        named = tuple(pair for pair in params if f"{{{pair[0]}}}" in reason)
        unread = LeftOut(section, identifier, ("applies_to",), reason, named, found.open)
        possible = None if found.open is None else found.meant | found.open
        return Meant(found.meant, (unread,), possible)

    def _plain(self, plain: Goods) -> _Answer:
        """Return the goods that are named; names that are none of any product may be misspelt ones of all."""

        def named(one: Product) -> bool:
            return one.id in plain.products or (one.category or "") in plain.categories

        meant = frozenset(one.id for one in self._products if named(one))
        known = meant or any(map(named, self._strategy.products.values()))
        return _Answer(meant, open=frozenset() if known else None)

    def _asked(self, text: str) -> _Answer:
        """Return the products that meet a condition, and what cannot be judged."""
        from ecsc.assess.policies import EntityEnvironment, step_limit
        from ecsc.expr import EvaluationError, Missing, evaluate

        typed = self._typed(text)
        if typed is None:
            return _Answer(frozenset(), NOT_READABLE, open=None)
        limit = step_limit(self._strategy)
        meant: set[str] = set()
        missing: dict[str, None] = {}
        undecided: set[str] = set()
        try:
            if typed.type.kind == "collection":
                found = evaluate(typed, EntityEnvironment(self._strategy, self._exchange), limit)
                if isinstance(found, Missing):
                    return _Answer(frozenset(), UNDECIDED, found.what, None)
                return _Answer(frozenset(_ids(found)) & self._goods)
            for product in self._products:
                subject = EntityEnvironment(self._strategy, self._exchange, "products", product.id)
                holds = evaluate(typed, subject, limit)
                if isinstance(holds, Missing):
                    missing.update(dict.fromkeys(holds.what))
                    undecided.add(product.id)
                elif holds is True:
                    meant.add(product.id)
        except EvaluationError:
            return _Answer(frozenset(), NOT_CALCULABLE, open=None)
        return _Answer(frozenset(meant), UNDECIDED if undecided else "", tuple(missing), frozenset(undecided))

    def _typed(self, text: str) -> Typed | None:
        """Return a text as a condition on one product, else as a collection of products; None where it is neither.

        `products where …` is asked of each product by itself, so that what is missing of one decides no other.
        """
        from ecsc.expr import check, parse, types
        from ecsc.link.scope import StrategyScope

        header = self._strategy.header
        node, problems = parse(text, header.currency, header.fiscal_year_start)
        if node is None or any(problem.fatal for problem in problems):
            return None
        scope = StrategyScope(self._strategy, lambda _: types.UNKNOWN, self._strategy.metrics, "products")
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
