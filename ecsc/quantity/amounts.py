"""Counts, frequencies, and amounts of whatever kind the text says."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from ecsc.quantity.durations import DURATION_UNITS, duration_of
from ecsc.quantity.folding import fold, given, shown, word
from ecsc.quantity.money import money_of
from ecsc.quantity.parts import Parts, dissect, refuse_two_readings
from ecsc.quantity.rates import PER_HUNDRED, POINT_UNITS, RATE_UNITS, parse_points, parse_rate
from ecsc.quantity.values import Count, Duration, DurationUnit, Frequency, Money, Points, QuantityError, Rate

COUNT_FORMS = ("5000", "5,000 people", "100件", "2.3万人")
AMOUNT_FORMS = ("5000", "100件", "CNY 30", "20%", "0.45pp", "10d")
FREQUENCY_FORMS = ("420 per week", "4d per week", "3 per quarter", "每周2次")

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
    if fold(raw).startswith(PER_HUNDRED):
        return parse_rate(raw)
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


_PER = r"(?i)(?P<amount>.*[^\s/])\s?(?:\bper\b|\ban?\b|/|每)\s?(?P<unit>[^\s/].*)"
_EACH = (
    r"每(?P<unit>个?(?:季度|星期|礼拜|小时|分钟|工作日|自然日|月|周|週|天|日|年|季|秒))\s?(?P<amount>\S.*)"
)
_TIMES = frozenset(("times", "time", "次", "x", "×", "回"))
_ADVERBS = {"once": "1", "twice": "2"}
_PER_UNITS: dict[str, DurationUnit] = {"月": "month", "季": "quarter", "个季": "quarter"}


def parse_frequency(value: object, currency: str = "CNY") -> Frequency:
    """Return `N per unit of time`: `420 per week`, `4d per week`, `CNY 300/day`, `每周2次`, `每月5000人`.

    Raises QuantityError when nothing, or no unit of time, stands after *per*.
    """
    return _frequency(given(value, FREQUENCY_FORMS), currency)


@lru_cache(maxsize=1024)
def _frequency(raw: str, currency: str) -> Frequency:
    text = fold(raw)
    match = re.fullmatch(_EACH, text) or re.fullmatch(_PER, text)
    if match is None:
        raise QuantityError(
            "{text} does not say how often",
            "forms that work: {forms}",
            text=shown(raw),
            forms=FREQUENCY_FORMS,
        )
    per = _per_unit(match["unit"])
    if per is None:
        raise QuantityError(
            "“{per}” in {text} is not one unit of time",
            "forms that work: {forms}",
            per=shown(match["unit"]),
            text=shown(raw),
            forms=FREQUENCY_FORMS,
        )
    written = match["amount"].strip()
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
    return Frequency(amount, per)


def _size(amount: Count | Money | Duration) -> Decimal:
    return amount.amount if isinstance(amount, Money) else amount.value


def _per_unit(text: str) -> DurationUnit | None:
    name = word(text)
    unit, kind = DURATION_UNITS.get(name) or (_PER_UNITS.get(name), "")
    return None if kind else unit
