"""Durations, dates, periods and windows in words."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Literal, TypeAlias

from ecsc.quantity.values import Duration, DurationUnit, Period, Window

DateStyle: TypeAlias = Literal["iso", "words"]
"""`iso` is the text an author writes, `words` what a page prints: 30 Jun 2026, 2026年6月30日."""

PER_ENGLISH = {
    "s": "second", "min": "minute", "h": "hour", "d": "day", "w": "week", "month": "month",
    "quarter": "quarter", "year": "year",
}  # fmt: skip
PER_CHINESE = {
    "s": "秒", "min": "分钟", "h": "小时", "d": "天", "w": "周", "month": "月", "quarter": "季度",
    "year": "年",
}  # fmt: skip
_CHINESE = {
    ("s", ""): "秒", ("min", ""): "分钟", ("h", ""): "小时", ("d", ""): "天", ("w", ""): "周",
    ("month", ""): "个月", ("quarter", ""): "个季度", ("year", ""): "年",
    ("d", "working"): "个工作日", ("d", "calendar"): "个自然日",
    ("w", "working"): "个工作周", ("w", "calendar"): "个自然周",
}  # fmt: skip
_SYMBOLS = {"s": "s", "min": "min", "h": "h"}


def is_chinese(lang: str) -> bool:
    """Return whether a language tag asks for Chinese."""
    return lang[:2].lower() == "zh"


def duration_words(duration: Duration, lang: str = "en") -> str:
    """Return the unit of a duration, in the plural where its value asks for it: `working days`, `h`."""
    if is_chinese(lang):
        return _CHINESE.get((duration.unit, duration.kind)) or _CHINESE[duration.unit, ""]
    if duration.unit in _SYMBOLS:
        return _SYMBOLS[duration.unit]
    words = f"{duration.kind} {PER_ENGLISH[duration.unit]}".lstrip()
    return words if duration.value == 1 else words + "s"


def per_words(per: DurationUnit, count: int = 1, lang: str = "en") -> str:
    """Return one or several units of time as they stand after *per*: `week`, `2 weeks`; in Chinese `周`, `2 周`."""
    if is_chinese(lang):
        return PER_CHINESE[per] if count == 1 else f" {count} {_CHINESE[per, '']}"
    return PER_ENGLISH[per] if count == 1 else f"{count} {PER_ENGLISH[per]}s"


def format_date(day: dt.date, lang: str = "en", style: DateStyle = "iso") -> str:
    """Return `2026-06-30`, or in words `30 Jun 2026`, `2026年6月30日`, `30.06.2026` by locale."""
    return day.isoformat() if style == "iso" else _date_words(day, lang)


# A plan names the same few hundred days thousands of times, and reading the locale costs more than the date.
@lru_cache(maxsize=4096)
def _date_words(day: dt.date, lang: str) -> str:
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date as by_locale

    try:
        locale = Locale.parse(lang.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return day.isoformat()
    # English has two orders of day and month; with the month as a word, day first reads well in both.
    pattern = "d MMM y" if locale.language == "en" else "medium"
    return by_locale(day, format=pattern, locale=locale)


def format_instant(instant: dt.datetime, lang: str = "en", style: DateStyle = "iso") -> str:
    """Return a day and a time of day, with seconds only where there are any: `2026-05-20 10:00`."""
    return f"{format_date(instant.date(), lang, style)} {_clock(instant)}"


def _clock(instant: dt.datetime) -> str:
    return instant.time().isoformat(timespec="seconds" if instant.second else "minutes")


def format_period(period: Period, lang: str = "en", style: DateStyle = "iso") -> str:
    """Return the period's label (a range as `a to b`), or words: `Q1 2026`, `2026年第1季度`."""
    if period.kind == "range":
        return _days(period.first, period.last, lang, style)
    if style == "iso":
        return period.label
    return _chinese_period(period) if is_chinese(lang) else _english_period(period, lang)


def _name(period: Period) -> tuple[str, str]:
    year, _, block = period.label.partition("-")
    return year.removeprefix("FY"), block


def _english_period(period: Period, lang: str) -> str:
    year, block = _name(period)
    year = f"FY{year}" if period.fiscal else year
    if period.kind == "year":
        return year
    if period.kind == "week":
        return f"week {int(block[1:])} of {year}"
    if period.kind == "month":
        return format_date(dt.date(int(year), int(block), 1), lang, "words").partition(" ")[2] or period.label
    return f"{block} {year}"


def _chinese_period(period: Period) -> str:
    year, block = _name(period)
    year = f"{year}财年" if period.fiscal else f"{year}年"
    if period.kind == "year":
        return year
    if period.kind == "half":
        return year + ("上半年" if block == "H1" else "下半年")
    if period.kind == "quarter":
        return f"{year}第{block[1:]}季度"
    return f"{year}第{int(block[1:])}周" if period.kind == "week" else f"{year}{int(block)}月"


def _days(first: dt.date, last: dt.date, lang: str, style: DateStyle) -> str:
    start = format_date(first, lang, style)
    return start if first == last else f"{start}{_to(lang)}{format_date(last, lang, style)}"


def _to(lang: str) -> str:
    return " 至 " if is_chinese(lang) else " to "


def format_window(window: Window, lang: str = "en", style: DateStyle = "iso") -> str:
    """Return the days of a window, both in, or its times: `2026-05-20 10:00–12:00`."""
    if window.whole_days:
        return _days(window.start.date(), window.last_day, lang, style)
    start = format_instant(window.start, lang, style)
    if window.start.date() == window.end.date():
        return f"{start}–{_clock(window.end)}"
    return f"{start}{_to(lang)}{format_instant(window.end, lang, style)}"
