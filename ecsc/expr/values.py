"""Values with units ↔ values as formulas calculate with them: amounts are plain decimals in their unit."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import cast

from ecsc.expr.scope import Missing, Value
from ecsc.expr.types import Type
from ecsc.quantity import Count, Money, Points, Rate


def plain(value: object) -> object:
    """Return a value as formulas calculate with it: amounts as decimals, collections item by item."""
    match value:
        case bool():
            return value
        case int():
            return Decimal(value)
        case Money(amount):
            return amount
        case Rate(number) | Points(number) | Count(number):
            return number
        case tuple() | list():
            return tuple(plain(item) for item in value)
        case dt.datetime():
            return value.date()
        case _:
            return value


def dress(value: object, kind: Type) -> Value | Missing:
    """Return a plain value with the unit of its type."""
    if isinstance(value, tuple):
        item = kind.item or kind
        return tuple(dress(part, item) for part in value)
    if not isinstance(value, Decimal):
        return cast(Value, value)
    match kind.kind:
        case "money":
            return Money(value, kind.currency)
        case "rate" | "ratio":
            return Rate(value)
        case "points":
            return Points(value)
        case "count" if len(kind.things) == 1:
            return Count(value, kind.things[0][0])
        case "compound":
            return value
        case _:
            return Count(value)
