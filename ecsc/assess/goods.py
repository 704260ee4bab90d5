"""Which products a rule or a stock class is about, as far as its `applies_to` says so plainly.

`products where category == "dress"`, `category in ["dress", "skirt"]`, `id == "dress_01"` and `products.dress_01` are
plain; what is said otherwise (a price, a date) is not decided here, and whoever asks keeps silent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ecsc.model import Strategy

if TYPE_CHECKING:
    from ecsc.expr.tree import Node


class Goods(Struct, frozen=True):
    """Products by category and by id; all of them if `everything`."""

    everything: bool = False
    categories: frozenset[str] = frozenset()
    products: frozenset[str] = frozenset()


def goods_of(applies_to: str | None, strategy: Strategy) -> Goods | None:
    """Return the goods that a text names: all for none, None where the text does not say it plainly."""
    if applies_to is None:
        return Goods(everything=True)
    from ecsc.expr import parse
    from ecsc.expr.tree import Comparison, Listing, Literal, Name, Where

    node, _ = parse(applies_to, strategy.header.currency, strategy.header.fiscal_year_start)
    if isinstance(node, Name) and node.path == ("products",):
        return Goods(everything=True)
    named = _named(node)
    if named is not None:
        return Goods(products=named)
    condition = node.condition if isinstance(node, Where) else node
    if isinstance(node, Where) and not (isinstance(node.source, Name) and node.source.path == ("products",)):
        return None
    if not isinstance(condition, Comparison) or not isinstance(condition.left, Name):
        return None
    right = condition.right
    items = right.items if isinstance(right, Listing) else (right,)
    if condition.relation != ("in" if isinstance(right, Listing) else "=="):
        return None
    words = [item.value for item in items if isinstance(item, Literal) and isinstance(item.value, str)]
    if len(words) != len(items):
        return None
    match condition.left.path[-1]:
        case "category":
            return Goods(categories=frozenset(words))
        case "id":
            return Goods(products=frozenset(words))
    return None


def _named(node: Node | None) -> frozenset[str] | None:
    """Return the ids of `products.dress_01` or of a list of such names, None for anything else."""
    from ecsc.expr.tree import Listing, Name

    names = node.items if isinstance(node, Listing) else (node,)
    paths = [one.path for one in names if isinstance(one, Name)]
    if not paths or len(paths) < len(names) or any(len(one) != 2 or one[0] != "products" for one in paths):
        return None
    return frozenset(one[1] for one in paths)


def keys(goods: Goods, strategy: Strategy) -> frozenset[str]:
    """Return the categories and products of some goods by name, products with their category too."""
    parents = (strategy.products[name].category for name in goods.products if name in strategy.products)
    return goods.categories | goods.products | frozenset(one for one in parents if one)
