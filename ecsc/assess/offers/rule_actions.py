"""What a price rule does, as far as it says so plainly: to which price, under which conditions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal, TypeAlias

from msgspec import Struct

from ecsc.assess.offers.covered_goods import CoveredGoods
from ecsc.assess.offers.plain_prices import plain_price
from ecsc.model import Strategy
from ecsc.model.offer import PricingRule
from ecsc.quantity import EXACT, Count, Money, Rate

Direction: TypeAlias = Literal["down", "up"]
Of: TypeAlias = Literal["price", "list_price", ""]

CURRENT: Of = "price"

_OF: Mapping[tuple[str, ...], Of] = {(CURRENT,): CURRENT, ("list_price",): "list_price"}

_TURNED: Mapping[str, str] = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
"""What a comparison says with its sides changed."""


class Action(Struct, frozen=True):
    """A price as `factor` of the current or list price `of` and `plus` on it; `of` is empty for a constant price."""

    of: Of
    factor: Decimal
    plus: Decimal

    @property
    def direction(self) -> Direction | None:
        """Return where the price goes, None where that depends on what it is."""
        if not self.of or (self.factor == 1 and not self.plus):
            return None
        if self.factor <= 1 and self.plus <= 0:
            return "down"
        return "up" if self.factor >= 1 and self.plus >= 0 else None

    @property
    def repeats(self) -> bool:
        """Return whether firing again changes the price again."""
        return self.of == CURRENT and (self.factor != 1 or bool(self.plus))

    def once(self, price: Decimal) -> Decimal:
        """Return what a price becomes when the rule fires once at it."""
        return EXACT.add(EXACT.multiply(price, self.factor) if self.of else Decimal(0), self.plus)


class Bounds(Struct, frozen=True):
    """The values a condition leaves to one quantity; None is open, `*_in` tells whether an end counts."""

    low: Decimal | None = None
    high: Decimal | None = None
    low_in: bool = True
    high_in: bool = True

    def meets(self, other: Bounds) -> bool:
        """Return whether a value is in both."""
        return _reaches(self, other) and _reaches(other, self)


def _reaches(one: Bounds, other: Bounds) -> bool:
    if one.low is None or other.high is None:
        return True
    return one.low < other.high or (one.low == other.high and one.low_in and other.high_in)


def action_of(rule: PricingRule, strategy: Strategy) -> Action | None:
    """Return what a rule does, None where it is not plain: `price - 20%`, `0.8 * price`, `list_price - 10`, `99`.

    A price of somebody else, such as `competitor.price`, is no price of the product's own.
    """
    said = plain_price(rule, strategy)
    number = _number(said.value, strategy.header.currency) if said is not None else None
    if said is None or number is None:
        return None
    if not said.name:
        return Action("", Decimal(0), number) if not isinstance(said.value, Rate) else None
    kind = _OF.get(said.name)
    if kind is None:
        return None
    if said.factor is not None:
        return Action(kind, said.factor, Decimal(0))
    if said.sign not in ("+", "-"):
        return None
    return Action(kind, Decimal(1), number if said.sign == "+" else -number)


def _number(value: object, currency: str) -> Decimal | None:
    if isinstance(value, Money):
        return value.amount if value.currency == currency else None
    return value.value if isinstance(value, Count | Rate) else None


def conditions_of(rule: PricingRule, strategy: Strategy) -> Mapping[str, Bounds]:
    """Return what a rule's `when` asks of each quantity it compares with a number; what is said otherwise is not in it.

    So two rules may look as if they could fire together that cannot, where one has a condition of another form.
    """
    from ecsc.expr import parse
    from ecsc.expr.tree import Between, Comparison, Literal, Logic, Node

    header = strategy.header
    node, _ = parse(rule.when, header.currency, header.fiscal_year_start)
    parts: Sequence[Node | None] = (
        node.operands if isinstance(node, Logic) and node.word == "and" else (node,)
    )
    found: dict[str, Bounds] = {}
    for part in parts:
        if isinstance(part, Comparison) and isinstance(part.right, Literal):
            value, bounds = part.left, _bounds(part.relation, _number(part.right.value, header.currency))
        elif isinstance(part, Comparison) and isinstance(part.left, Literal):
            turned = _TURNED.get(part.relation, part.relation)
            value, bounds = part.right, _bounds(turned, _number(part.left.value, header.currency))
        elif isinstance(part, Between) and isinstance(part.low, Literal) and isinstance(part.high, Literal):
            low, high = (_number(end.value, header.currency) for end in (part.low, part.high))
            value, bounds = part.value, None if part.negated else Bounds(low, high)
        else:
            continue
        name = rule.when[value.start : value.end].strip()
        if bounds is not None:
            found[name] = _both(found[name], bounds) if name in found else bounds
    return found


def _bounds(relation: str, number: Decimal | None) -> Bounds | None:
    if number is None:
        return None
    match relation:
        case "<" | "<=":
            return Bounds(high=number, high_in=relation == "<=")
        case ">" | ">=":
            return Bounds(low=number, low_in=relation == ">=")
        case "==":
            return Bounds(number, number)
    return None


def _both(one: Bounds, other: Bounds) -> Bounds:
    low = max((each for each in (one, other) if each.low is not None), key=_low, default=one)
    high = min((each for each in (one, other) if each.high is not None), key=_high, default=one)
    return Bounds(low.low, high.high, low.low_in, high.high_in)


def _low(bounds: Bounds) -> tuple[Decimal, bool]:
    return bounds.low or Decimal(0), not bounds.low_in


def _high(bounds: Bounds) -> tuple[Decimal, bool]:
    return bounds.high or Decimal(0), bounds.high_in


class Move(Struct, frozen=True):
    """Which way a rule moves the price, of which goods (None for all, or such as cannot be told), and when."""

    rule: PricingRule
    direction: Direction
    when: Mapping[str, Bounds]
    goods: frozenset[str] | None

    def against(self, other: Move) -> bool:
        """Return whether both can hold for one product and move its price in opposite ways."""
        return (
            self.direction != other.direction
            and all(
                bounds.meets(other.when[name]) for name, bounds in self.when.items() if name in other.when
            )
            and (self.goods is None or other.goods is None or not self.goods.isdisjoint(other.goods))
        )


def move_of(rule: PricingRule, covered: CoveredGoods) -> Move | None:
    """Return which way a rule moves the price, None where that is not plain."""
    action = action_of(rule, covered.strategy)
    direction = action.direction if action is not None else None
    if direction is None:
        return None
    goods = covered.of(rule.applies_to) if rule.applies_to is not None else None
    ids = frozenset(one.id for one in goods) if goods is not None else None
    return Move(rule, direction, conditions_of(rule, covered.strategy), ids)
