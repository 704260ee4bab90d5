"""Amounts of money."""

from __future__ import annotations

from functools import lru_cache

from ecsc.quantity.currencies import currency_named
from ecsc.quantity.durations import DURATION_UNITS
from ecsc.quantity.folding import given, shown
from ecsc.quantity.parts import Parts, dissect, refuse_ten_thousands, refuse_two_readings
from ecsc.quantity.rates import POINT_UNITS, RATE_UNITS
from ecsc.quantity.values import Money, QuantityError

MONEY_FORMS = ("30", "CNY 30", "30元", "50万元")


def parse_money(value: object, currency: str) -> Money:
    """Return an amount; a bare number is in `currency` (ISO 4217), as are ¥, $ and 元 where they can be.

    `CNY 30`, `30 EUR`, `¥30`, `30元`, `50万元`, `人民币30元`, `USD 1.2m`. Raises QuantityError.
    """
    return _money(given(value, MONEY_FORMS), currency)


@lru_cache(maxsize=8192)
def _money(raw: str, currency: str) -> Money:
    parts = dissect(raw, MONEY_FORMS)
    refuse_two_readings(parts, raw)
    if parts.bare:
        return Money(parts.number, currency)
    if (money := money_of(parts, raw, currency)) is not None:
        return money
    if parts.word in RATE_UNITS or parts.word in POINT_UNITS:
        raise QuantityError(
            "{text} is a percentage, where an amount of money is due",
            "forms that work: {forms}",
            text=shown(raw),
            forms=MONEY_FORMS,
        )
    refuse_ten_thousands(parts, raw)
    if parts.word in DURATION_UNITS:
        raise QuantityError(
            "{text} is a length of time, where an amount of money is due",
            "forms that work: {forms}",
            text=shown(raw),
            forms=MONEY_FORMS,
        )
    raise QuantityError(
        "“{extra}” in {text} is not a currency",
        "forms that work: {forms}",
        extra=shown(parts.unit if currency_named(parts.prefix, currency) else parts.prefix or parts.unit),
        text=shown(raw),
        forms=MONEY_FORMS,
    )


def money_of(parts: Parts, raw: str, currency: str) -> Money | None:
    """Return the money that a sign, word or code beside the number makes of it; None without any.

    Raises QuantityError when two different currencies are named.
    """
    named = [currency_named(text, currency) for text in (parts.prefix, parts.unit) if text]
    if not named or None in named:
        return None
    if len(set(named)) > 1:
        raise QuantityError(
            "{text} names two currencies, {first} and {second}",
            "write {meant}",
            text=shown(raw),
            first=named[0],
            second=named[1],
            meant=str(Money(parts.number, named[0] or currency)),
        )
    return Money(parts.number, named[0] or currency)
