"""Counts, frequencies, and amounts of whatever kind the text says."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from ecsc.quantity.currencies import currency_named
from ecsc.quantity.durations import duration_of
from ecsc.quantity.folding import fold, given, shown, word
from ecsc.quantity.money import money_of
from ecsc.quantity.parts import Parts, dissect, refuse_ten_thousands, refuse_two_readings
from ecsc.quantity.per import cut_at_per, per_of
from ecsc.quantity.rates import PER_HUNDRED, POINT_UNITS, RATE_UNITS, parse_points, parse_rate
from ecsc.quantity.values import Count, Duration, Frequency, Money, Points, QuantityError, Rate

COUNT_FORMS = ("5000", "5,000 people", "100件", "2.3万人")
AMOUNT_FORMS = ("5000", "100件", "CNY 30", "20%", "0.45pp", "10d")
FREQUENCY_FORMS = ("420 per week", "4d per week", "3 per quarter", "1 per 2 weeks", "每周2次")

Amount: TypeAlias = Count | Money | Rate | Points | Duration

_UNIT = r"[^\W\d_](?:[^\W\d_]|[ _'’/·-](?=[^\W\d_])){0,39}"


def parse_amount(value: object, currency: str = "CNY") -> Amount:
    """Return the quantity that the text itself says: count, money, rate, points or duration.

    A bare number is a count without unit; `currency` decides what ¥, $ and 元 mean, where they have
    several readings. Raises QuantityError.
    """
    return _amount(given(value, AMOUNT_FORMS), currency, AMOUNT_FORMS)


@lru_cache(maxsize=4096)
def _amount(raw: str, currency: str, forms: tuple[str, ...]) -> Amount:
    text = fold(raw)
    if text.startswith(PER_HUNDRED):
        return parse_rate(raw)
    if text.startswith("每") and forms is AMOUNT_FORMS and (cut := cut_at_per(text)) is not None:
        raise QuantityError(
            "{text} is so much in each unit of time, where one amount is due",
            "write {amount} alone, and how often it comes round in a field of its own",
            text=shown(raw),
            amount=shown(cut[0]),
        )
    parts = dissect(raw, forms)
    if parts.bare:
        return Count(parts.number)
    if parts.word in RATE_UNITS:
        return parse_rate(raw)
    if parts.word in POINT_UNITS:
        return parse_points(raw)
    if (money := money_of(parts, raw, currency)) is not None:
        return money
    if (duration := duration_of(parts, raw)) is not None:
        return duration
    return _count_of(parts, raw, forms)


def parse_count(value: object) -> Count:
    """Return a number of things: `5000`, `5,000 people`, `100件`, `2.3万人`.

    Raises QuantityError for money, a percentage, percentage points and a length of time.
    """
    return _count(given(value, COUNT_FORMS))


@lru_cache(maxsize=4096)
def _count(raw: str) -> Count:
    amount = _amount(raw, "CNY", COUNT_FORMS)
    if isinstance(amount, Count):
        refuse_two_readings(dissect(raw, COUNT_FORMS), raw)
        return amount
    if isinstance(amount, Money):
        raise QuantityError(
            "{text} is an amount of money, where a number of things is due",
            "forms that work: {forms}",
            text=shown(raw),
            forms=COUNT_FORMS,
        )
    if isinstance(amount, Duration):
        refuse_ten_thousands(dissect(raw, COUNT_FORMS), raw)
        raise QuantityError(
            "{text} is a length of time, where a number of things is due",
            "forms that work: {forms}",
            text=shown(raw),
            forms=COUNT_FORMS,
        )
    raise QuantityError(
        "{text} is a percentage, where a number of things is due",
        "forms that work: {forms}",
        text=shown(raw),
        forms=COUNT_FORMS,
    )


def _count_of(parts: Parts, raw: str, forms: tuple[str, ...]) -> Count:
    if parts.prefix:
        refuse_ten_thousands(parts, raw)
    if parts.prefix and currency_named(parts.prefix, "CNY") is None:
        raise QuantityError(
            "“{extra}” in {text} is not a currency, and nothing else stands before a number",
            "forms that work: {forms}",
            extra=shown(parts.prefix),
            text=shown(raw),
            forms=forms,
        )
    if not re.fullmatch(_UNIT, parts.unit) or "折" in parts.unit:
        raise QuantityError(
            "“{extra}” in {text} is not a unit",
            "forms that work: {forms}",
            extra=shown(parts.unit),
            text=shown(raw),
            forms=forms,
        )
    return Count(parts.number, parts.unit)


_TIMES = frozenset(("times", "time", "次", "x", "×", "回"))
_ADVERBS = {"once": "1", "twice": "2"}
_ENDS_IN_PER = re.compile(r"(?i)\b(?:per|every|each)\Z")


def parse_frequency(value: object, currency: str = "CNY") -> Frequency:
    """Return `N per unit of time`: `420 per week`, `4d per week`, `CNY 300/day`, `每周2次`, `1 per 2 weeks`.

    Either side may come first: `每月5000人`, `weekly 420`. Raises QuantityError when nothing, or no unit of
    time, stands after *per*.
    """
    return _frequency(given(value, FREQUENCY_FORMS), currency)


@lru_cache(maxsize=1024)
def _frequency(raw: str, currency: str) -> Frequency:
    cut = cut_at_per(fold(raw))
    if cut is None:
        raise QuantityError(
            "{text} does not say how much in each unit of time",
            "forms that work: {forms}",
            text=shown(raw),
            forms=FREQUENCY_FORMS,
        )
    written, named = cut
    per = None if cut_at_per(written) or _ENDS_IN_PER.search(written) else per_of(named)
    if per is None:
        raise QuantityError(
            "“{per}” in {text} is not one unit of time",
            "forms that work: {forms}",
            per=shown(named),
            text=shown(raw),
            forms=FREQUENCY_FORMS,
        )
    amount = _amount(_ADVERBS.get(written.lower(), written), currency, FREQUENCY_FORMS)
    if isinstance(amount, Count) and word(amount.unit) in _TIMES:
        amount = Count(amount.value)
    if isinstance(amount, (Rate, Points)):
        raise QuantityError(
            "{text} is a percentage, where a number or a length of time is due",
            "forms that work: {forms}",
            text=shown(raw),
            forms=FREQUENCY_FORMS,
        )
    if _size(amount) < 0:
        raise QuantityError(
            "{text} is negative", "forms that work: {forms}", text=shown(raw), forms=FREQUENCY_FORMS
        )
    return Frequency(amount, *per)


def _size(amount: Count | Money | Duration) -> Decimal:
    return amount.amount if isinstance(amount, Money) else amount.value
