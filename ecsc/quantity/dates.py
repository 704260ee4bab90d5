"""Days of the calendar."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache

from ecsc.quantity.folding import fold, given, shown
from ecsc.quantity.values import QuantityError, SpellingError

DATE_FORMS = ("2026-03-01", "2026/03/01", "2026年3月1日")
FIRST_YEAR, LAST_YEAR = 1900, 2199

_ISO = r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
# With slashes one digit will do: spreadsheets set to China write 2026/3/1, and tables come from there.
_ACCEPTED = (
    r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})",
    r"([0-9]{4}) ?年 ?([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?[日号]",
)
_YEAR_FIRST = r"([0-9]{4})([-./ ]?)([0-9]{1,2})\2([0-9]{1,2})"
_YEAR_LAST = r"([0-9]{1,2})([-./])([0-9]{1,2})\2([0-9]{4})"
_WITH_TIME = r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{1,2}:.*"
_TWO_DIGITS = r"([0-9]{2})([-./])([0-9]{1,2})\2([0-9]{1,2})"
_YEAR = r"([0-9]{4})年?"


def parse_date(value: object) -> dt.date:
    """Return a day: `2026-03-01`, also `2026/03/01`, `2026/3/1`, `2026年3月1日`.

    Raises QuantityError: for a day that does not exist, with the month's last day; for a text whose day
    and month have two readings, with both; for other spellings, with the date as it should be.
    """
    return _date(given(value, DATE_FORMS))


@lru_cache(maxsize=4096)
def _date(raw: str) -> dt.date:
    text = fold(raw)
    if match := re.fullmatch(_ISO, text):
        return day_of(*map(int, match.groups()), raw=raw)
    for pattern in _ACCEPTED:
        if match := re.fullmatch(pattern, text):
            return day_of(*map(int, match.groups()), raw=raw)
    raise _no_date(text, raw)


def day_of(year: int, month: int, day: int, *, raw: str) -> dt.date:
    """Return the day, or raise QuantityError that says what is impossible about it."""
    year_of(year, raw=raw)
    if not 1 <= month <= 12:
        raise QuantityError(
            "{text} is no date: there is no month {month}",
            "months run from 01 to 12, and stand before the day",
            text=shown(raw),
            month=month,
        )
    length = calendar.monthrange(year, month)[1]
    if not 1 <= day <= length:
        last = dt.date(year, month, length)
        raise QuantityError(
            "{text} is no date: {month} has {length} days",
            "the last day of that month is {last}",
            text=shown(raw),
            month=last.isoformat()[:7],
            length=length,
            last=last,
        )
    return dt.date(year, month, day)


def year_of(year: int, *, raw: str) -> int:
    """Return the year, or raise QuantityError when it can only be a slip."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise QuantityError(
            "{text} is in the year {year}",
            "years run from 1900 to 2199",
            text=shown(raw),
            year=f"{year:04}",
        )
    return year


def _no_date(text: str, raw: str) -> QuantityError:
    if match := re.fullmatch(_YEAR_FIRST, text):
        year, _, month, day = match.groups()
        return _instead(raw, day_of(int(year), int(month), int(day), raw=raw))
    if match := re.fullmatch(_YEAR_LAST, text):
        return _day_or_month_first(raw, int(match[1]), int(match[3]), int(match[4]))
    if match := re.fullmatch(_WITH_TIME, text):
        return QuantityError(
            "{text} has a time of day, where a day is due", "write {meant}", text=shown(raw), meant=match[1]
        )
    if match := re.fullmatch(_TWO_DIGITS, text):
        return QuantityError(
            "{text} has a year of two digits, so day, month and year could be any of the three",
            "write year, month and day, as in {forms}",
            text=shown(raw),
            forms=DATE_FORMS[:1],
        )
    if match := re.fullmatch(_YEAR, text):
        return QuantityError(
            "{text} is a year, where a day is due",
            "write a day of it, as in {meant}",
            text=shown(raw),
            meant=f"{match[1]}-01-01",
        )
    return QuantityError("{text} is no date", "forms that work: {forms}", text=shown(raw), forms=DATE_FORMS)


def _instead(raw: str, meant: dt.date) -> QuantityError:
    return SpellingError(
        "{text} is not how a date is written here", "write {meant}", text=shown(raw), meant=meant
    )


def _day_or_month_first(raw: str, first: int, second: int, year: int) -> QuantityError:
    readings: list[dt.date] = []
    for month, day in ((second, first), (first, second)):
        try:
            meant = day_of(year, month, day, raw=raw)
        except QuantityError:
            continue
        if meant not in readings:
            readings.append(meant)
    if not readings:
        return QuantityError(
            "{text} is no date", "forms that work: {forms}", text=shown(raw), forms=DATE_FORMS
        )
    if len(readings) == 1:
        return _instead(raw, readings[0])
    return QuantityError(
        "{text} has two readings, day or month first",
        "write {day_first} or {month_first}",
        text=shown(raw),
        day_first=readings[0],
        month_first=readings[1],
    )
