"""Readers: from a plain value of a document to the typed value of a field.

A leaf takes the value and returns the typed one or raises `QuantityError`. Leaves are picked by a field's
type; the few kinds of text with a grammar of their own are named in `SPELLINGS`.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from msgspec import Struct

from ecsc.model.dependencies import parse_dependency
from ecsc.model.kinds import WeekNumber
from ecsc.quantity import (
    Count,
    Duration,
    Frequency,
    Money,
    Period,
    Points,
    QuantityError,
    Range,
    Rate,
    Window,
    parse_amount,
    parse_cadence,
    parse_count,
    parse_currency,
    parse_cycle,
    parse_date,
    parse_duration,
    parse_frequency,
    parse_instant,
    parse_money,
    parse_month_day,
    parse_number,
    parse_period,
    parse_points,
    parse_range,
    parse_rate,
    parse_recurrence,
    parse_week,
    parse_weekday,
    parse_window,
    parse_workweek,
)

_LONGEST = 30
"""Digits of the longest whole number that is read as one."""

Leaf: TypeAlias = Callable[[Any], Any]


class ReadingContext(Struct, frozen=True):
    """What the meaning of a value depends on: the strategy's currency and the month its fiscal year starts."""

    currency: str
    fiscal_year_start: int


def text(value: Any) -> str:
    """Return the value as text; a number that was written where text is due keeps its digits."""
    return value if isinstance(value, str) else str(value)


def as_written(value: Any) -> str:
    """Return a value of any kind as text, a list and a map as YAML writes them in one line."""
    if isinstance(value, list):
        return f"[{', '.join(map(as_written, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{text(key)}: {as_written(one)}' for key, one in value.items())}}}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return text(value)


def identifier(value: Any) -> str:
    """Return an id in NFC, the form in which ids are compared."""
    written = text(value)
    return written if written.isascii() else unicodedata.normalize("NFC", written)


def texts(value: Any) -> tuple[str, ...]:
    """Return one text or a list of texts as a tuple."""
    if isinstance(value, list):
        return tuple(text(item) for item in value)
    return (text(value),)


def plain(value: Any) -> Any:
    """Return the value as it is: the schema has already said what it may be."""
    return value


def whole(value: Any) -> Any:
    """Return a whole number as one, also where it is written as `1e3` or `1000.0`."""
    short = isinstance(value, Decimal) and value.is_finite() and value.adjusted() < _LONGEST
    return int(value) if short and value == value.to_integral_value() else value


def many(leaf: Leaf) -> Leaf:
    """Return a reader of one value or a list of values by `leaf`."""

    def read(value: Any) -> tuple[Any, ...]:
        if isinstance(value, list):
            return tuple([leaf(item) for item in value])
        return (leaf(value),)

    return read


def milestone_due(value: Any, context: ReadingContext) -> dt.date | Period | WeekNumber:
    """Return when a milestone is due: a date, `week n`, or a period whose last working day is meant."""
    written = text(value).strip()
    try:
        return WeekNumber(parse_week(written))
    except QuantityError:
        pass
    try:
        return parse_date(written)
    except QuantityError:
        pass
    try:
        return parse_period(value, context.fiscal_year_start)
    except QuantityError as error:
        if "forms" not in error.params:  # it says what is wrong with just this day or period
            raise
        raise QuantityError(
            "`{text}` is not a day, a week or a period",
            "write `2026-03-01`, `week 6`, `2026-Q1` or `2026-03`",
            text=written,
        ) from error


def buffer(value: Any) -> Rate | Duration:
    """Return a buffer: a share of the task's duration (`10%`) or a length of its own (`2d`)."""
    if isinstance(value, str) and value.rstrip().endswith(("%", "％")):
        share = parse_rate(value)
        _refuse_below_zero(share.value, value)
        return share
    return parse_duration(value)


def _refuse_below_zero(number: Decimal, value: Any) -> None:
    """Raise `QuantityError` for a negative number: what is priced, spent, shared, stocked or kept in hand is none."""
    if number < 0:
        raise QuantityError("{text} is negative", "write it without the minus sign", text=text(value))


def within(value: Any) -> Duration:
    """Return how soon something is done; `immediately` is no time at all."""
    if isinstance(value, str) and value.strip().lower() in ("immediately", "at once", "立即", "立刻"):
        return Duration(Decimal(0), "h")
    return parse_duration(value)


def timezone(value: Any) -> str:
    """Return an IANA time zone name that this machine's or the shipped database knows."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    name = text(value)
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise QuantityError(
            "`{text}` is not a time zone",
            "write an IANA name such as `Asia/Shanghai` or `Europe/Berlin`",
            text=name,
        ) from error
    return name


def spellings(context: ReadingContext) -> Mapping[str, Leaf]:
    """Return the readers of the kinds that `Spelling` names."""
    currency, fiscal = context.currency, context.fiscal_year_start

    def period(value: Any) -> Period:
        return parse_period(value, fiscal)

    def money_or_rate(value: Any) -> Money | Rate:
        if isinstance(value, str) and value.rstrip().endswith(("%", "％")):
            return parse_rate(value)
        found = parse_money(value, currency)
        _refuse_below_zero(found.amount, value)
        return found

    def offer(value: Any) -> Any:
        # Its patterns take their time, and most strategies have no offer in short.
        from ecsc.model.short_offers import parse_offer

        return parse_offer(value, currency)

    def count_range(value: Any) -> Range | Count:
        try:
            return parse_count(value)
        except QuantityError:
            return parse_range(value)

    def periods(value: Any) -> tuple[Period, ...]:
        return tuple(period(one) for one in value) if isinstance(value, list) else (period(value),)

    def retail_windows(value: Any) -> tuple[Period, ...] | str:
        word = unicodedata.normalize("NFKC", value).strip().lower() if isinstance(value, str) else ""
        if word in ("known", "none"):
            return word
        if word and not any(letter.isdecimal() for letter in word):
            raise QuantityError(
                "{text} does not say when the retail day is",
                "write its days, as in 2026-10-15..2026-11-11, or `known`, or `none`",
                text=text(value),
            )
        return periods(value)

    return {
        "expression": text,
        "as_written": as_written,
        "one_or_many": texts,
        "dependencies": many(parse_dependency),
        "milestone_due": lambda value: milestone_due(value, context),
        "buffer": buffer,
        "timezone": timezone,
        "workweek": parse_workweek,
        "currency": parse_currency,
        "days": periods,
        "retail_windows": retail_windows,
        "number": parse_number,
        "instant": parse_instant,
        "within": within,
        "recurrence": parse_recurrence,
        "cycle": parse_cycle,
        "cadence": parse_cadence,
        "weekday": parse_weekday,
        "month_day": parse_month_day,
        "money_or_rate": money_or_rate,
        "count_range": count_range,
        "offer": offer,
    }


def leaves(context: ReadingContext) -> Mapping[Any, Leaf]:
    """Return the readers picked by a field's plain type."""
    currency, fiscal = context.currency, context.fiscal_year_start
    seen: dict[Any, Money] = {}

    def money(value: Any) -> Money:
        # Prices and costs repeat; the check for bool keeps True from meeting the cached 1.
        if isinstance(value, bool):
            return parse_money(value, currency)
        found = seen.get(value)
        if found is None:
            found = parse_money(value, currency)
            _refuse_below_zero(found.amount, value)
            seen[value] = found
        return found

    def count(value: Any) -> Count:
        found = parse_count(value)
        _refuse_below_zero(found.value, value)
        return found

    def rate(value: Any) -> Rate:
        found = parse_rate(value)
        _refuse_below_zero(found.value, value)
        return found

    return {
        str: text,
        int: whole,
        bool: plain,
        Decimal: Decimal,
        dt.date: parse_date,
        Money: money,
        Rate: rate,
        Points: parse_points,
        Duration: parse_duration,
        Count: count,
        Frequency: lambda value: parse_frequency(value, currency),
        Period: lambda value: parse_period(value, fiscal),
        Window: lambda value: parse_window(value, fiscal),
        "amount": lambda value: parse_amount(value, currency),
    }
