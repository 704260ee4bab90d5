"""Arithmetic with units, in 34 digits; what has no meaning is refused with the reason."""

from __future__ import annotations

from decimal import Decimal
from typing import NoReturn, TypeAlias

from ecsc.quantity.values import EXACT, Count, Duration, Money, Points, QuantityError, Rate

Number: TypeAlias = int | Decimal
Term: TypeAlias = Money | Rate | Points | Count | Duration
Factor: TypeAlias = Term | Number


def add(left: Term, right: Term) -> Term:
    """Return the sum of two terms of one kind.

    Money and counts plus a rate grow by it (`price + 20%`); a rate plus points moves by them. Two shares
    add up (60 % + 40 %); a rate plus a signed rate is refused, for +15 % of a rate has two readings.
    """
    return _sum(left, right, 1)


def subtract(left: Term, right: Term) -> Term:
    """Return the difference of two terms of one kind, as `add`; of two rates it is in percentage points."""
    if isinstance(left, Rate) and isinstance(right, Rate) and not right.signed:
        return Points(EXACT.subtract(left.value, right.value))
    return _sum(left, right, -1)


def _sum(left: Term, right: Term, sign: int) -> Term:
    if isinstance(right, Rate):
        return _changed(left, right, sign)
    if isinstance(left, Money) and isinstance(right, Money):
        return Money(_plus(left.amount, right.amount, sign), _one_currency(left, right))
    if isinstance(left, Count) and isinstance(right, Count):
        return Count(_plus(left.value, right.value, sign), _one_unit(left, right))
    if isinstance(left, Rate) and isinstance(right, Points):
        return Rate(_plus(left.value, right.value, sign))
    if isinstance(left, Points) and isinstance(right, Points):
        return Points(_plus(left.value, right.value, sign))
    if isinstance(left, Duration) and isinstance(right, Duration):
        return _longer(left, right, sign)
    return _no_meaning(left, right, "+" if sign > 0 else "-")


def _changed(left: Term, right: Rate, sign: int) -> Term:
    """Return `left` with a rate added: relative for money and counts, a sum for two plain shares."""
    if isinstance(left, Money):
        return Money(EXACT.multiply(left.amount, _plus(Decimal(1), right.value, sign)), left.currency)
    if isinstance(left, Count):
        return Count(EXACT.multiply(left.value, _plus(Decimal(1), right.value, sign)), left.unit)
    if isinstance(left, Rate) and not right.signed:
        return Rate(_plus(left.value, right.value, sign))
    if isinstance(left, Rate):
        raise QuantityError(
            "{left} changed by {right} has two readings: percentage points, or a share of {left}",
            "write {points} for percentage points, or * (1 + {share}) for a share of it",
            left=left,
            right=right,
            points=Points(right.value),
            share=Rate(right.value),
        )
    return _no_meaning(left, right, "+" if sign > 0 else "-")


def multiply(left: Factor, right: Factor) -> Term | Decimal:
    """Return a product: anything by a number, a rate or a bare count; money by a count (price by pieces).

    Money by money, points by anything but a number, and counts of two things by each other are refused.
    """
    if isinstance(left, (int, Decimal)):
        if isinstance(right, (int, Decimal)):
            return EXACT.multiply(Decimal(left), Decimal(right))
        left, right = right, left
    if isinstance(right, (int, Decimal)):
        return _scaled(left, Decimal(right))
    if isinstance(left, Rate) or (isinstance(left, Count) and isinstance(right, Money)):
        left, right = right, left
    if isinstance(right, Rate):
        return _scaled(left, right)
    if isinstance(left, Money) and isinstance(right, Count):
        return _scaled(left, right.value)
    if isinstance(left, Count) and isinstance(right, Count) and not (left.unit and right.unit):
        return Count(EXACT.multiply(left.value, right.value), left.unit or right.unit)
    return _no_meaning(left, right, "*")


def _scaled(term: Term, factor: Decimal | Rate) -> Term:
    by = factor.value if isinstance(factor, Rate) else factor
    if isinstance(term, Money):
        return Money(EXACT.multiply(term.amount, by), term.currency)
    if isinstance(term, Count):
        return Count(EXACT.multiply(term.value, by), term.unit)
    if isinstance(term, Rate):
        return Rate(EXACT.multiply(term.value, by))
    if isinstance(term, Points) and not isinstance(factor, Rate):
        return Points(EXACT.multiply(term.value, by))
    if isinstance(term, Duration) and by >= 0:
        return Duration(EXACT.multiply(term.value, by), term.unit, term.kind)
    return _no_meaning(term, factor, "*")


def divide(left: Factor, right: Factor) -> Term | Decimal:
    """Return a quotient: of two amounts of one currency a plain number (ROAS), of two counts of one thing a
    rate, of counts of two things a plain number, of money by a count money (per thing).

    Raises QuantityError for zero below, and for what has no meaning.
    """
    if not (below := _magnitude(right)):
        raise QuantityError(
            "{left} cannot be divided by zero", "divide by something that is not zero", left=left, right=right
        )
    above = _magnitude(left)
    if isinstance(right, (int, Decimal)):
        if isinstance(left, (int, Decimal)):
            return EXACT.divide(above, below)
        return _scaled_down(left, below)
    if isinstance(left, Money) and isinstance(right, Money):
        _one_currency(left, right)
        return EXACT.divide(above, below)
    if isinstance(left, Count) and isinstance(right, Count):
        quotient = EXACT.divide(above, below)
        return Rate(quotient) if left.unit == right.unit else quotient
    if isinstance(left, (Money, Count)) and isinstance(right, (Count, Rate)):
        return _scaled_down(left, below)
    if isinstance(left, (Rate, Points)) and type(left) is type(right):
        return EXACT.divide(above, below)
    return _no_meaning(left, right, "/")


def _scaled_down(term: Term, below: Decimal) -> Term:
    if isinstance(term, Money):
        return Money(EXACT.divide(term.amount, below), term.currency)
    if isinstance(term, Count):
        return Count(EXACT.divide(term.value, below), term.unit)
    if isinstance(term, Rate):
        return Rate(EXACT.divide(term.value, below))
    if isinstance(term, Points):
        return Points(EXACT.divide(term.value, below))
    if below < 0:
        _no_meaning(term, below, "/")
    return Duration(EXACT.divide(term.value, below), term.unit, term.kind)


def _magnitude(term: Factor) -> Decimal:
    if isinstance(term, (int, Decimal)):
        return Decimal(term)
    return term.amount if isinstance(term, Money) else term.value


def _plus(left: Decimal, right: Decimal, sign: int) -> Decimal:
    return EXACT.add(left, right) if sign > 0 else EXACT.subtract(left, right)


def _one_currency(left: Money, right: Money) -> str:
    if left.currency != right.currency:
        raise QuantityError(
            "{left} and {right} are in different currencies",
            "convert one of them first, with a rate under exchange_rates",
            left=left,
            right=right,
        )
    return left.currency


def _one_unit(left: Count, right: Count) -> str:
    if left.unit and right.unit and left.unit != right.unit:
        raise QuantityError(
            "{left} and {right} count different things", "count both in the same unit", left=left, right=right
        )
    return left.unit or right.unit


def _longer(left: Duration, right: Duration, sign: int) -> Duration:
    if (left.unit, left.kind) != (right.unit, right.kind):
        raise QuantityError(
            "{left} and {right} are in different units of time",
            "write both in the same unit",
            left=left,
            right=right,
        )
    total = _plus(left.value, right.value, sign)
    if total < 0:
        raise QuantityError(
            "{left} less {right} would be a negative length of time",
            "take the shorter from the longer",
            left=left,
            right=right,
        )
    return Duration(total, left.unit, left.kind)


def _no_meaning(left: Factor, right: Factor, sign: str) -> NoReturn:
    raise QuantityError(
        "{left} {sign} {right} has no meaning",
        "money, counts, percentages and lengths of time go together only where the result is one of them",
        left=left,
        right=right,
        sign=sign,
    )
