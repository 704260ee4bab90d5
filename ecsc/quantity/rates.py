"""Shares, percentage points and Chinese discounts."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from ecsc.quantity.folding import fold, given, shown, word
from ecsc.quantity.numerals import read_numeral
from ecsc.quantity.parts import Parts, dissect
from ecsc.quantity.values import EXACT, Points, QuantityError, Rate, SpellingError

RATE_UNITS = {"%": -2, "percent": -2, "per cent": -2, "pct": -2, "‰": -3, "成": -1}
POINT_UNITS = frozenset(
    ("pp", "ppt", "percentage point", "percentage points", "个百分点", "百分点", "个点")
)  # fmt: skip
PER_HUNDRED = "百分之"

RATE_FORMS = ("20%", "2.5 %", "+15%")
POINT_FORMS = ("0.45pp", "0.45个百分点")
DISCOUNT_FORMS = ("5折", "9.5折", "95折", "20% off")


def parse_rate(value: object) -> Rate:
    """Return a share: `20%`, `2.5 %`, `+15%` (signed), `百分之20`, `3成`, `5‰`; a bare 0 is 0 %.

    Raises QuantityError; any other bare number is refused with both its readings.
    """
    return _rate(given(value, RATE_FORMS))


@lru_cache(maxsize=4096)
def _rate(raw: str) -> Rate:
    text = fold(raw)
    per_hundred = text.startswith(PER_HUNDRED)
    parts = dissect(text.removeprefix(PER_HUNDRED), RATE_FORMS)
    if per_hundred and parts.bare and not parts.scale:
        return rate_of(parts, -2)
    power = RATE_UNITS.get(parts.word)
    if power is not None and not (parts.prefix or parts.scale or per_hundred):
        return rate_of(parts, power)
    if parts.word in POINT_UNITS:
        raise QuantityError(
            "{text} is in percentage points, where a percentage is due",
            "forms that work: {forms}",
            text=shown(raw),
            forms=RATE_FORMS,
        )
    if not parts.bare or per_hundred:
        raise QuantityError(
            "{text} is not a percentage", "forms that work: {forms}", text=shown(raw), forms=RATE_FORMS
        )
    if not parts.number:
        return Rate(Decimal(0))
    raise _bare_number(parts.number, raw)


def rate_of(parts: Parts, power: int) -> Rate:
    """Return the rate of a number in units of 10^`power`; a written sign makes it signed."""
    return Rate(parts.number.scaleb(power, EXACT), signed=bool(parts.sign))


def _bare_number(number: Decimal, raw: str) -> QuantityError:
    share, percent = Rate(number), Rate(number.scaleb(-2, EXACT))
    likely, other = (share, percent) if abs(number) <= 1 else (percent, share)
    return QuantityError(
        "{text} has no percent sign, so it could be {likely} or {other}",
        "write {likely} or {other}",
        text=shown(raw),
        likely=likely,
        other=other,
    )


def parse_points(value: object) -> Points:
    """Return percentage points: `0.45pp`, `0.45 percentage points`, `0.45个百分点`, `0.45个点`.

    Raises QuantityError for a percentage, a bare number and everything else.
    """
    return _points(given(value, POINT_FORMS))


@lru_cache(maxsize=1024)
def _points(raw: str) -> Points:
    parts = dissect(raw, POINT_FORMS)
    if parts.word in POINT_UNITS and not (parts.prefix or parts.scale):
        return Points(parts.number.scaleb(-2, EXACT))
    if parts.word in RATE_UNITS:
        raise QuantityError(
            "{text} is a percentage, where percentage points are due",
            "forms that work: {forms}",
            text=shown(raw),
            forms=POINT_FORMS,
        )
    raise QuantityError(
        "{text} is not a number of percentage points",
        "forms that work: {forms}",
        text=shown(raw),
        forms=POINT_FORMS,
    )


_ZHE = r"打?\s?(?P<number>[0-9.]+|[一二三四五六七八九零〇十点點]+)\s?折"
FEWEST_HUNDREDTHS = 20
"""The least that two digits before 折 are read as hundredths; 12折 is a slip for 1.2折, or for 88折."""

_HALF_PRICE = frozenset(("半价", "对折", "half price"))


def parse_discount(value: object) -> Rate:
    """Return the share a discount takes off: `5折` (pay 50 %) is 50 %, `9.5折` and `95折` are 5 %.

    Also `九折`, `九五折`, `半价`, `20% off`. Raises QuantityError for no discount, for giving away, and
    for a bare number or percentage, which do not say whether they are paid or taken off.
    """
    return _discount(given(value, DISCOUNT_FORMS))


@lru_cache(maxsize=1024)
def _discount(raw: str) -> Rate:
    text = fold(raw)
    if word(text) in _HALF_PRICE:
        return Rate(Decimal("0.5"))
    if match := re.fullmatch(_ZHE, text):
        return Rate(EXACT.subtract(Decimal(1), _share_paid(match["number"], raw)))
    if word(text).endswith("off"):
        return _percent_off(text, raw)
    parts = dissect(text, DISCOUNT_FORMS)
    if parts.word in RATE_UNITS or parts.bare:
        raise QuantityError(
            "{text} does not say whether it is paid or taken off",
            "forms that work: {forms}",
            text=shown(raw),
            forms=DISCOUNT_FORMS,
        )
    raise QuantityError(
        "{text} is not a discount", "forms that work: {forms}", text=shown(raw), forms=DISCOUNT_FORMS
    )


def _share_paid(number: str, raw: str) -> Decimal:
    """Return the share of the price that `number`折 leaves to pay: tenths, or hundredths for two digits."""
    number = _zhe_digits(number)
    if not re.fullmatch(r"[0-9]{1,2}|[0-9]\.[0-9]{1,4}", number):
        raise QuantityError(
            "{text} is not a discount", "forms that work: {forms}", text=shown(raw), forms=DISCOUNT_FORMS
        )
    value = Decimal(number)
    if not value:
        raise QuantityError(
            "{text} would give the goods away",
            "a gift is an offer of its own; a discount is written as in {forms}",
            text=shown(raw),
            forms=DISCOUNT_FORMS,
        )
    if value == 10:
        raise QuantityError(
            "{text} is the full price, no discount", "9折 takes 10% off, 1折 takes 90% off", text=shown(raw)
        )
    if 10 < value < FEWEST_HUNDREDTHS:
        raise QuantityError(
            "{text} would leave {value}% of the price to pay: nobody writes it so",
            "write {tenths} if that is meant, or 88折 for 12% off",
            text=shown(raw),
            value=str(value),
            tenths=f"{number[0]}.{number[1]}折",
        )
    if value > 10 and not value % 10:
        raise SpellingError(
            "{text} is not how this discount is written",
            "write {meant}",
            text=shown(raw),
            meant=f"{number[0]}折",
        )
    return value.scaleb(-1 if value < 10 else -2)


def _zhe_digits(number: str) -> str:
    """Return the digits of 九, 九五 or 九点五; other texts as they are."""
    if number[0] in "0123456789.":
        return number
    if "十" in number:
        value = read_numeral(number)
        return number if value is None else str(value)
    return "".join({"点": ".", "點": "."}.get(char) or str(read_numeral(char)) for char in number)


def _percent_off(text: str, raw: str) -> Rate:
    rate = _rate(text[:-3])
    if rate.signed or not 0 < rate.value < 1:
        raise QuantityError(
            "{text} is not a discount",
            "a discount takes more than 0% and less than 100% off: {forms}",
            text=shown(raw),
            forms=DISCOUNT_FORMS,
        )
    return rate
