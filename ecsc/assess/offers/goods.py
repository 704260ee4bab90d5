"""Which products an offer is for: as it says plainly, else by asking its condition of every product."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from ecsc.assess.offers.coins import Coins, NoCoins
from ecsc.assess.offers.covered_goods import Judged, judged
from ecsc.assess.offers.types import EVERYWHERE, LeftOut
from ecsc.messages import enumerated
from ecsc.model import Strategy
from ecsc.model.offer import Product
from ecsc.offers import Good

NO_PRICE = "it has no `list_price`"
UNREAD = "`{field}` could not be read"
PRICE_OF_NOTHING = "its list price is nothing"
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

    def __init__(self, strategy: Strategy, goods: Sequence[Good]) -> None:
        self._strategy = strategy
        self._goods = frozenset(good.id for good in goods)
        self._products = tuple(one for one in strategy.products.values() if one.id in self._goods)
        self._found: dict[str, Judged] = {}

    def of(self, applies_to: str | None, section: str, identifier: str) -> Meant:
        """Return the products with a price that a text means, and what cannot be told of it."""
        if applies_to is None:
            return Meant(None)
        if applies_to not in self._found:
            self._found[applies_to] = judged(applies_to, self._strategy, self._products)
        found = self._found[applies_to]
        if found.everything:
            return Meant(None)
        meant, reason = frozenset(found.products), found.reason
        if not reason and not meant:
            reason = NONE_MEANT
        if not reason:
            return Meant(meant, possible=meant)
        params = (
            ("text", applies_to),
            ("missing", enumerated(f"`{one}`" for one in found.missing[:EXAMPLES])),
        )
        named = tuple(pair for pair in params if f"{{{pair[0]}}}" in reason)
        beside = None if found.open is None else frozenset(found.open)
        unread = LeftOut(section, identifier, ("applies_to",), reason, named, beside)
        return Meant(meant, (unread,), None if beside is None else meant | beside)
