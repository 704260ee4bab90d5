"""Quantities as people read them: numbers, money, rates and counts, and one printer for everything.

English and Chinese group digits alike and print without Babel, which other locales need: findings are
printed often and start-up counts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from ecsc.quantity.timewords import (
    duration_words,
    format_date,
    format_instant,
    format_period,
    format_window,
    is_chinese,
    per_words,
)
from ecsc.quantity.values import (
    EXACT,
    Count,
    Duration,
    Frequency,
    Money,
    Period,
    Points,
    Quantity,
    Range,
    Rate,
    Recurrence,
    Window,
)

_EXACT_PLACES = 6
"""Numbers with up to six decimals print exactly; longer ones are quotients and are rounded for reading."""

_NATIVE = frozenset(("en", "en-us", "en-gb", "zh", "zh-cn", "zh-hans", "zh-hans-cn"))
_CHINESE_MONEY = {"CNY": "元", "USD": "美元", "EUR": "欧元", "JPY": "日元", "HKD": "港元", "GBP": "英镑"}
_PLACES = {"CNY": 2, "USD": 2, "EUR": 2, "HKD": 2, "GBP": 2, "JPY": 0, "KRW": 0}


def format_number(value: Decimal | int, lang: str = "en", places: int = 2, least: int = 0) -> str:
    """Return a number with its digits grouped, at least `least` decimals when it has any.

    Up to six decimals print exactly; longer ones are rounded half-even to `places`, or to three
    significant digits below 1.
    """
    number = _stripped(Decimal(value))
    if -_exponent(number) > _EXACT_PLACES:
        number = _stripped(number.quantize(_last_place(number, places), context=EXACT))
    if 0 < -_exponent(number) < least:
        number = number.quantize(Decimal(1).scaleb(-least), context=EXACT)
    if lang.lower().replace("_", "-") in _NATIVE:
        return format(number, ",f")
    return _by_locale(number, lang)


def _by_locale(number: Decimal, lang: str) -> str:
    from babel import Locale, UnknownLocaleError
    from babel.numbers import format_decimal

    try:
        locale = Locale.parse(lang.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return format(number, ",f")
    shown = format_decimal(number, locale=locale, decimal_quantization=False)
    missing = -_exponent(number) - _decimals(shown, locale)
    return shown + "0" * missing if missing > 0 else shown


def _decimals(shown: str, locale: Any) -> int:
    from babel.numbers import get_decimal_symbol

    _, point, decimals = shown.partition(get_decimal_symbol(locale))
    return len(decimals) if point else 0


def _stripped(number: Decimal) -> Decimal:
    """Return the same number without trailing zeros, exponent or negative zero."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return Decimal("0" if text == "-0" else text)


def _last_place(number: Decimal, places: int) -> Decimal:
    return Decimal(1).scaleb(-places if abs(number) >= 1 else min(-places, number.adjusted() - 2))


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def format_money(money: Money, lang: str = "en") -> str:
    """Return `CNY 500,000` in English and `500,000 元` in Chinese; broken amounts have the usual decimals."""
    places = _places(money.currency)
    number = format_number(money.amount, lang, places, places)
    if is_chinese(lang):
        return f"{number} {_chinese_money(money.currency)}"
    return f"{money.currency} {number}"


@lru_cache(maxsize=256)
def _chinese_money(currency: str) -> str:
    if currency in _CHINESE_MONEY:
        return _CHINESE_MONEY[currency]
    from babel.numbers import get_currency_name

    return get_currency_name(currency, locale="zh_CN")


@lru_cache(maxsize=256)
def _places(currency: str) -> int:
    if currency in _PLACES:
        return _PLACES[currency]
    from babel.numbers import get_currency_precision

    return get_currency_precision(currency)


def format_rate(rate: Rate, lang: str = "en") -> str:
    """Return `2.5%`; a rate that was written with a sign keeps it: `+15%`."""
    sign = "+" if rate.signed and rate.value >= 0 else ""
    return f"{sign}{format_number(rate.value.scaleb(2, EXACT), lang)}%"


def format_points(points: Points, lang: str = "en") -> str:
    """Return `0.45 pp`, in Chinese `0.45 个百分点`."""
    return f"{format_number(points.value.scaleb(2, EXACT), lang)} {'个百分点' if is_chinese(lang) else 'pp'}"


def format_count(count: Count, lang: str = "en") -> str:
    """Return `5,000 people`, with the author's own word; a bare number alone."""
    return f"{format_number(count.value, lang)} {count.unit}".rstrip()


def format_duration(duration: Duration, lang: str = "en") -> str:
    """Return `10 working days`, `72 h`, `3 months`; in Chinese `10 个工作日`, `72 小时`, `3 个月`."""
    words = duration_words(duration, lang)
    return f"{format_number(duration.value, lang)} {words}"


def format_frequency(frequency: Frequency, lang: str = "en") -> str:
    """Return `420 per week`, in Chinese `每周 420`."""
    if is_chinese(lang):
        return f"每{per_words(frequency.per, frequency.count, lang)} {show(frequency.value, lang)}"
    return f"{show(frequency.value, lang)} per {per_words(frequency.per, frequency.count)}"


def format_recurrence(every: Recurrence, lang: str = "en") -> str:
    """Return `every 2 weeks`, in Chinese `每 2 周`; once in a unit has a form of its own."""
    if not is_chinese(lang):
        return str(every)
    one, many = _CHINESE_UNITS[every.unit]
    return f"每{one}" if every.count == 1 else f"每 {every.count} {many}"


_CHINESE_UNITS = {
    "day": ("天", "天"), "workday": ("个工作日", "个工作日"), "week": ("周", "周"), "month": ("月", "个月"),
    "quarter": ("季度", "个季度"), "half": ("半年", "个半年"), "year": ("年", "年"),
}  # fmt: skip


def format_range(span: Range, lang: str = "en") -> str:
    """Return both ends, with a shared currency or unit once: `CNY 50–300`, `50–300 元`, `3–5 days`."""
    low, high = show(span.low, lang), show(span.high, lang)
    start, end = _shared_unit(span.low, span.high, lang)
    if low.startswith("-") or f"{start}-" in low:
        return f"{low} 至 {high}" if is_chinese(lang) else f"{low} to {high}"
    return f"{low.removesuffix(end)}–{high.removeprefix(start)}"


def _shared_unit(low: Quantity, high: Quantity, lang: str) -> tuple[str, str]:
    """Return what the second end need not repeat in front, and what the first end need not say behind."""
    if isinstance(low, Money) and isinstance(high, Money) and low.currency == high.currency:
        if is_chinese(lang):
            return "", f" {_chinese_money(low.currency)}"
        return f"{low.currency} ", ""
    if isinstance(low, Count) and isinstance(high, Count) and low.unit and low.unit == high.unit:
        return "", f" {low.unit}"
    if (
        isinstance(low, Duration)
        and isinstance(high, Duration)
        and (low.unit, low.kind) == (high.unit, high.kind)
    ):
        return "", f" {duration_words(low, lang)}"
    if isinstance(low, Points):
        return "", " 个百分点" if is_chinese(lang) else " pp"
    return "", ""


def _joined(values: Sequence[object], lang: str) -> str:
    texts = [show(value, lang) for value in values]
    chinese = is_chinese(lang)
    if len(texts) < 2:
        return "".join(texts)
    # Names hold 和 themselves, so a Chinese list keeps to the enumeration comma throughout.
    last = "、" if chinese else " and "
    return ("、" if chinese else ", ").join(texts[:-1]) + last + texts[-1]


def _bool_word(value: bool, lang: str) -> str:
    if is_chinese(lang):
        return "是" if value else "否"
    return "yes" if value else "no"


_PRINTERS: dict[type, Callable[[Any, str], str]] = {
    Money: format_money,
    Rate: format_rate,
    Points: format_points,
    Count: format_count,
    Duration: format_duration,
    Frequency: format_frequency,
    Recurrence: format_recurrence,
    Range: format_range,
    Period: format_period,
    Window: format_window,
    Decimal: format_number,
    int: format_number,
    dt.date: format_date,
    dt.datetime: format_instant,
    bool: _bool_word,
    list: _joined,
    tuple: _joined,
    str: lambda text, _lang: str(text),
}


def show(value: object, lang: str = "en") -> str:
    """Return any value a message may carry as people read it in `lang` (`en`, `zh-CN`, or another locale).

    Whole numbers are grouped (`1,200`), so a year goes in as text. Lists read "a, b and c". Other types
    print as `str()` prints them; `None` prints nothing.
    """
    printer = _PRINTERS.get(type(value))
    if printer is not None:
        return printer(value, lang)
    if value is None:
        return ""
    if isinstance(value, float):
        return format_number(Decimal(repr(value)), lang)
    if isinstance(value, (set, frozenset)):
        return _joined(sorted(value, key=str), lang)
    return str(value)
