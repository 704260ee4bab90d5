"""Types with units, and what happens to units in arithmetic.

An amount is money to some power, per or times things counted. Two amounts are of one kind when money
and the number of things agree; *which* things are counted is kept for the wording and for sums, since
`orders / visitors` is a rate although orders are not visitors.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from msgspec import Struct

Kind: TypeAlias = Literal[
    "bare", "number", "rate", "ratio", "points", "money", "count", "compound",
    "duration", "date", "period", "text", "boolean", "collection", "record", "detail", "action",
    "unknown",
]  # fmt: skip
"""`bare` is a number written without a unit, which takes the unit of what it meets; `rate` a share that
is stated in percent, `ratio` one that was calculated from two amounts of one kind; `compound` any other
unit (per order, money squared); `detail` a field with parts of its own, of which a formula can only ask
whether it is stated; `unknown` the type of a mistake already reported, which fits everything."""

AMOUNTS: Final = frozenset(("bare", "number", "rate", "ratio", "points", "money", "count", "compound"))
SHARES: Final = frozenset(("rate", "ratio"))


class Type(Struct, frozen=True):
    """A type: its kind, and for amounts the unit, for collections the type of each item.

    `currency` is an ISO 4217 code, or empty for money whose currency nobody stated. `power` is the power
    of money, `things` the counted things with their powers (`gmv / orders`: power 1, orders -1).
    `section` names the section of a record.
    """

    kind: Kind
    currency: str = ""
    power: int = 0
    things: tuple[tuple[str, int], ...] = ()
    item: Type | None = None
    section: str = ""

    @property
    def is_amount(self) -> bool:
        """Return whether this is a number with or without a unit."""
        return self.kind in AMOUNTS

    @property
    def net(self) -> int:
        """Return how often things are counted, whichever they are: orders per visitor are 0."""
        return sum(power for _, power in self.things)

    def __str__(self) -> str:
        """Return the type as the documentation writes it: `money[CNY] per order`, `count[orders]`."""
        if self.kind == "collection":
            return f"collection[{self.item}]"
        if self.kind == "record":
            return f"record[{self.section}]"
        if self.kind not in ("money", "compound", "ratio", "count"):
            return "number" if self.kind == "bare" else self.kind
        above = [name or "things" for name, power in self.things for _ in range(power)]
        below = [name or "things" for name, power in self.things for _ in range(-power)]
        if self.kind == "count" and len(above) == 1 and not below:
            return f"count[{self.things[0][0]}]" if self.things[0][0] else "count"
        money = f"money[{self.currency}]" if self.currency else "money"
        head = " x ".join([money] * max(self.power, 0) + above) or "1"
        tail = " per ".join(below + [money] * max(-self.power, 0))
        if self.kind == "ratio":
            return f"rate ({head} per {tail})" if below or above else "rate"
        return f"{head} per {tail}" if tail else head


BARE: Final = Type("bare")
NUMBER: Final = Type("number")
RATE: Final = Type("rate")
RATIO: Final = Type("ratio")
POINTS: Final = Type("points")
DURATION: Final = Type("duration")
DATE: Final = Type("date")
PERIOD: Final = Type("period")
TEXT: Final = Type("text")
BOOLEAN: Final = Type("boolean")
DETAIL: Final = Type("detail")
ACTION: Final = Type("action")
UNKNOWN: Final = Type("unknown")


def money(currency: str = "", *, per: str = "") -> Type:
    """Return money of a currency, perhaps for each of some thing."""
    return Type("money", currency, 1, ((per, -1),) if per else ())


def count(things: str = "") -> Type:
    """Return a number of things; `things` is the unit's word, as in `orders`."""
    return Type("count", things=((things, 1),))


def duration(unit: str) -> Type:
    """Return a length of time whose bare numbers are in `unit` (`min`, `h`, `d`), as a metric in minutes is."""
    return Type("duration", things=((unit, 1),))


def collection(item: Type) -> Type:
    """Return a collection of values of one type."""
    return Type("collection", item=item)


def record(section: str = "") -> Type:
    """Return one entity of a section."""
    return Type("record", section=section)


class CurrencyClash(Exception):  # noqa: N818 - it names the finding, and never leaves this package
    """Two amounts of different currencies met."""

    def __init__(self, left: Type, right: Type) -> None:
        super().__init__(left.currency, right.currency)
        self.left, self.right = left, right


def same_kind(left: Type, right: Type) -> bool:
    """Return whether two types may be compared or added; raises `CurrencyClash` for two currencies."""
    if "unknown" in (left.kind, right.kind):
        return True
    if left.is_amount and right.is_amount:
        return _same_amount(left, right)
    if left.kind == "collection" and left.item and right.item:
        return same_kind(left.item, right.item)
    if left.kind == right.kind == "record" and "" in (left.section, right.section):
        return True
    return left.kind == right.kind and left.section == right.section


def _same_amount(left: Type, right: Type) -> bool:
    kinds = {left.kind, right.kind}
    if "bare" in kinds or len(kinds - SHARES) == 0:
        return True
    if "points" in kinds:
        return len(kinds - SHARES) == 1
    if left.power or right.power:
        if left.power != right.power or (left.kind == "compound" and left.net != right.net):
            return False
        _one_currency(left, right)
        return True
    if kinds == {"number", "ratio"}:
        return True
    return left.kind == right.kind and left.net == right.net


def common(left: Type, right: Type) -> Type:
    """Return the type that covers two types of the same kind: a bare number takes the other's unit."""
    if left.kind in ("bare", "unknown"):
        return right
    if right.kind in ("bare", "unknown"):
        return left
    if left.kind == "collection" and left.item and right.item:
        return collection(common(left.item, right.item))
    if left.kind == "points" and right.kind in SHARES:
        return right
    if left.kind == "rate" and right.kind == "ratio":
        return left
    if left.kind == "ratio" and right.kind in ("rate", "number"):
        return right
    if left.power and not left.currency:
        left = Type(left.kind, right.currency, left.power, left.things)
    if left.is_amount and left.things != right.things and left.kind == "count":
        return count()
    return left


def multiply(left: Type, right: Type) -> Type | None:
    """Return the unit of a product, or None where there is none; raises `CurrencyClash`."""
    if "unknown" in (left.kind, right.kind):
        return UNKNOWN
    for one, other in ((left, right), (right, left)):
        if one.kind == "duration":
            return DURATION if other.kind in ("bare", "number", "rate", "ratio") else None
    if not (left.is_amount and right.is_amount):
        return None
    _one_currency(left, right)
    plain = _plain_product(left.kind, right.kind)
    return _amount(left.power + right.power, left.currency or right.currency, _add(left, right, 1), plain)


def divide(left: Type, right: Type) -> Type | None:
    """Return the unit of a quotient, or None where there is none; raises `CurrencyClash`."""
    if "unknown" in (left.kind, right.kind):
        return UNKNOWN
    if left.kind == "duration":
        plain = right.kind in ("bare", "number", "rate", "ratio")
        return DURATION if plain else RATIO if right.kind == "duration" else None
    if not (left.is_amount and right.is_amount):
        return None
    _one_currency(left, right)
    kind: Kind = left.kind if right.kind == "bare" and left.kind in _PLAIN else "ratio"
    return _amount(left.power - right.power, left.currency or right.currency, _add(left, right, -1), kind)


_PLAIN: Final = frozenset(("bare", "number", "rate", "ratio", "points"))


def _plain_product(left: Kind, right: Kind) -> Kind:
    """Return the kind of a product should it have no unit."""
    if left == right and left != "points":
        return left if left in _PLAIN else "ratio"
    if "bare" in (left, right):
        other = right if left == "bare" else left
        return other if other in _PLAIN else "ratio"
    return "ratio"


def _amount(power: int, currency: str, things: tuple[tuple[str, int], ...], plain: Kind) -> Type:
    net = sum(exponent for _, exponent in things)
    if power == 0 and net == 0:
        return Type(plain if not things else "ratio", things=things)
    if power == 0 and net == 1:
        return Type("count", things=things)
    if power == 1 and net >= -1:
        # Pieces times a price is money: a count that multiplies money leaves no unit behind.
        return Type("money", currency, 1, things if net == -1 else ())
    return Type("compound", currency if power else "", power, things)


def _add(left: Type, right: Type, sign: int) -> tuple[tuple[str, int], ...]:
    powers = dict(left.things)
    for name, power in right.things:
        powers[name] = powers.get(name, 0) + sign * power
    return tuple(sorted((name, power) for name, power in powers.items() if power))


def _one_currency(left: Type, right: Type) -> None:
    if left.power and right.power and left.currency and right.currency and left.currency != right.currency:
        raise CurrencyClash(left, right)
