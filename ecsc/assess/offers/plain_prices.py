"""What `then` of a price rule says where it is plain: a value, or a price and what one value makes of it."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from ecsc.model import Strategy
from ecsc.model.offer import PricingRule
from ecsc.quantity import EXACT, Count, Rate

_ONE = Decimal(1)


class PlainPrice(Struct, frozen=True):
    """`price - 20%` in parts: the `name` of the price, the `sign` and the `value`; a value alone has no name.

    The value is None where it is not written out, as in `price + cost`. It may stand before the price where that is
    the same, as in `0.8 * price`.
    """

    value: object
    name: tuple[str, ...] = ()
    sign: str = ""

    @property
    def factor(self) -> Decimal | None:
        """Return what the price is multiplied by, None where the value is an amount, or no number can be told."""
        value = self.value.value if isinstance(self.value, Count | Rate) else None
        if value is None:
            return None
        if self.sign in ("+", "-"):
            if not isinstance(self.value, Rate):
                return None
            return EXACT.add(_ONE, value) if self.sign == "+" else EXACT.subtract(_ONE, value)
        if self.sign == "*":
            return value
        return EXACT.divide(_ONE, value) if self.sign == "/" and value else None


def plain_price(rule: PricingRule, strategy: Strategy) -> PlainPrice | None:
    """Return what a rule's `then` says, None where it is of another form, as `min(price, 90)`, or cannot be read."""
    from ecsc.expr import parse
    from ecsc.expr.tree import Chain, Literal, Name

    header = strategy.header
    node, _ = parse(rule.then, header.currency, header.fiscal_year_start)
    if isinstance(node, Literal):
        return PlainPrice(node.value)
    if not isinstance(node, Chain) or len(node.rest) != 1:
        return None
    first, (sign, second) = node.first, node.rest[0]
    if sign == "*" and isinstance(second, Name) and not isinstance(first, Name):
        first, second = second, first
    if not isinstance(first, Name):
        return None
    return PlainPrice(second.value if isinstance(second, Literal) else None, first.path, sign)
