"""Periods: years, halves, quarters, months and ISO weeks, of the calendar or fiscal, and ranges of days."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from ecsc.quantity.dates import FIRST_YEAR, LAST_YEAR, day_of, parse_date, year_of
from ecsc.quantity.folding import fold, given, shown
from ecsc.quantity.numerals import read_numeral
from ecsc.quantity.values import Period, PeriodKind, QuantityError, SpellingError

PERIOD_FORMS = (
    "2026", "2026-H1", "2026-Q1", "2026-03", "2026-W10", "FY2026-Q1", "2026-01-01..2026-06-30",
)  # fmt: skip
WEEK_FORMS = ("week 6", "W6", "第6周")

_MONTHS_IN = {"year": 12, "half": 6, "quarter": 3, "month": 1}
_LETTERS = {"half": "-H", "quarter": "-Q", "month": "-", "week": "-W"}
_ONE_DAY = dt.timedelta(days=1)


def block(kind: PeriodKind, year: int, number: int = 1, fiscal_year_start: int = 0) -> Period:
    """Return the `number`-th block of a year; fiscal when `fiscal_year_start` is a month, 1 to 12.

    A fiscal year is named by the calendar year it ends in; weeks are ISO 8601 weeks. The numbers must
    be possible ones.
    """
    if kind == "week":
        first = dt.date.fromisocalendar(year, number, 1)
        return Period(first, first + 6 * _ONE_DAY, "week", f"{year}-W{number:02}")
    fiscal = fiscal_year_start > 0
    starts = year * 12 + (fiscal_year_start - 1 if fiscal else 0) - (12 if fiscal_year_start > 1 else 0)
    length = _MONTHS_IN[kind]
    month = starts + (number - 1) * length
    name = f"FY{year}" if fiscal else str(year)
    if kind != "year":
        name += f"{_LETTERS[kind]}{number:02}" if kind == "month" else f"{_LETTERS[kind]}{number}"
    return Period(_first_of(month), _first_of(month + length) - _ONE_DAY, kind, name, fiscal)


def _first_of(month: int) -> dt.date:
    return dt.date(month // 12, month % 12 + 1, 1)


def weeks_in(year: int) -> int:
    """Return the number of ISO weeks of a year, 52 or 53: 28 December is always in the last (ISO 8601)."""
    return dt.date(year, 12, 28).isocalendar().week


def day_range(first: dt.date, last: dt.date) -> Period:
    """Return the range of days from `first` to `last`, both in; one day is labelled as that day."""
    label = first.isoformat() if first == last else f"{first.isoformat()}..{last.isoformat()}"
    return Period(first, last, "range", label)


_BLOCK = r"(?i)(?P<fy>FY ?)?(?P<year>[0-9]{4})(?:-|\s)?(?P<letter>[HQW])(?P<number>[0-9]{1,2})"
_BLOCK_FIRST = r"(?i)(?P<letter>[HQW])(?P<number>[0-9]{1,2})[- /]?(?P<fy>FY ?)?(?P<year>[0-9]{4})"
_CHINESE_BLOCK = (
    r"(?P<year>[0-9]{4}) ?(?P<fy>财|財)?年?度? ?(?:第 ?(?P<number>[0-9]{1,2}|[一二三四五六七八九十]{1,3}) ?"
    r"(?P<unit>季度|周|週)|(?<=[年度 财財])(?P<quarter>[1-4一二三四]) ?季度|(?<=[年度 财財])[Qq](?P<letter>[1-4])"
    r"|(?P<half>[上下])半年)"
)
_YEAR = r"(?i)(?P<fy>FY ?)?(?P<year>[0-9]{4})(?: ?(?P<cn>财|財)?年度?)?"
_MONTH = r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})"
_CHINESE_MONTH = r"(?P<year>[0-9]{4}) ?年 ?(?P<month>[0-9]{1,2}) ?月份?"
_LOOSE_MONTH = r"(?P<year>[0-9]{4})[-/. ](?P<month>[0-9]{1,2})"
_FISCAL_MONTH = r"(?i)FY ?[0-9]{4}-[0-9]{1,2}"
_LIKE_A_DAY = r"[0-9]{1,4} ?[-./年] ?[0-9]{1,2} ?[-./月] ?[0-9]|[0-9]{8}$"
_NO_YEAR = r"(?i)(?:[HQ][1-4]|第?[一二三四1-4]季度|[上下]半年)"
_ITS_YEAR = r"(?i)(?P<year>(?:FY ?)?[0-9]{4}年?)(?=[-年 第HQ上下一二三四])"
_WITHOUT_YEAR = r"(?i)[HQ][1-4]|第?[一二三四1-4] ?季度|[上下]半年|[0-9]{1,2} ?月份?"
_MONTHS = r"(?P<year>[0-9]{4} ?年) ?(?P<first>[0-9]{1,2}) ?[-~至到] ?(?P<last>[0-9]{1,2}) ?月份?"
_KINDS: dict[str, PeriodKind] = {"H": "half", "Q": "quarter", "W": "week", "季度": "quarter", "周": "week"}
_SPAN = r"(?P<first>.*[^ .])(?: ?\.\.+ ?|\s?[~至]\s?| to | - |(?<=-[0-9]{2})/(?=[0-9]{4}-))(?P<last>[^ .].*)"


def parse_period(value: object, fiscal_year_start: int = 1) -> Period:
    """Return a period: `2026`, `2026-H1`, `2026-Q1`, `2026-03`, `2026-W10`, `FY2026-Q1`, `a..b`, a day.

    `FY…` is fiscal: the year starts in month `fiscal_year_start` and is named by the year it ends in.
    Ranges are of days, or from one period to another, both ends in. Raises QuantityError.
    """
    return _period(given(value, PERIOD_FORMS), fiscal_year_start)


@lru_cache(maxsize=2048)
def _period(raw: str, fiscal_year_start: int) -> Period:
    plain = _plain_days(raw)
    if plain is not None:
        return plain
    text = fold(raw)
    if match := re.fullmatch(_MONTHS, text):
        year = match["year"]
        return _range(f"{year}{match['first']}月", f"{year}{match['last']}月", raw, fiscal_year_start)
    if match := re.fullmatch(_SPAN, text):
        return _range(match["first"], match["last"], raw, fiscal_year_start)
    start = _checked_start(fiscal_year_start)
    if match := re.fullmatch(_YEAR, text):
        year = year_of(int(match["year"]), raw=raw)
        return block("year", year, 1, start if match["fy"] or match["cn"] else 0)
    if match := re.fullmatch(_BLOCK, text) or re.fullmatch(_BLOCK_FIRST, text):
        kind, number = _KINDS[match["letter"].upper()], int(match["number"])
        return _numbered(kind, int(match["year"]), number, start if match["fy"] else 0, raw)
    if match := re.fullmatch(_CHINESE_BLOCK, text):
        return _chinese(match, start, raw)
    if match := re.fullmatch(_MONTH, text) or re.fullmatch(_CHINESE_MONTH, text):
        first = day_of(int(match["year"]), int(match["month"]), 1, raw=raw)
        return block("month", first.year, first.month)
    return _day(text, raw)


def _plain_days(raw: str) -> Period | None:
    """Return the days of `2026-01-01` or `2026-01-01..2026-06-30`; None for every other form, and for a mistake.

    Nearly every period is written so, and the patterns of the other forms take a millisecond to compile.
    """
    days = []
    for part in raw.split(".."):
        if (
            len(part) != 10
            or part[4] != "-"
            or part[7] != "-"
            or not (part.isascii() and part.replace("-", "").isdigit())
        ):
            return None
        try:
            days.append(dt.date.fromisoformat(part))
        except ValueError:
            return None
    if len(days) > 2 or not FIRST_YEAR <= days[0].year <= days[-1].year <= LAST_YEAR or days[-1] < days[0]:
        return None
    return day_range(days[0], days[-1])


def _checked_start(month: int) -> int:
    if not 1 <= month <= 12:
        raise QuantityError(
            "a fiscal year cannot start in month {month}",
            "fiscal_year_start is a month, 1 to 12",
            month=month,
        )
    return month


def _numbered(kind: PeriodKind, year: int, number: int, fiscal_year_start: int, raw: str) -> Period:
    year_of(year, raw=raw)
    if kind == "week" and fiscal_year_start:
        raise QuantityError(
            "{text} is a fiscal week, and weeks are of the calendar",
            "write {meant}",
            text=shown(raw),
            meant=f"{year}-W{number:02}",
        )
    highest = {"half": 2, "quarter": 4}.get(kind) or weeks_in(year)
    if not 1 <= number <= highest:
        raise QuantityError(
            "{text} does not exist",
            "the last one of {year} is {meant}",
            text=shown(raw),
            year=str(year),
            meant=block(kind, year, highest, fiscal_year_start).label,
        )
    return block(kind, year, number, fiscal_year_start)


def _chinese(match: re.Match[str], start: int, raw: str) -> Period:
    fiscal, year = start if match["fy"] else 0, int(match["year"])
    if match["half"]:
        return _numbered("half", year, 1 if match["half"] == "上" else 2, fiscal, raw)
    short = match["quarter"] or match["letter"]
    written = short or match["number"]
    number = int(written) if written.isascii() else int(read_numeral(written) or 0)
    if short:
        return _numbered("quarter", year, number, fiscal, raw)
    return _numbered(_KINDS[match["unit"].replace("週", "周")], year, number, fiscal, raw)


def _with_year(first: str, last: str) -> str:
    """Return the last end of a range with the year that only its first end says: `2026-Q1..Q2`, `2026年1月至6月`."""
    year = re.match(_ITS_YEAR, first)
    if year is None or not re.fullmatch(_WITHOUT_YEAR, last):
        return last
    stem = year["year"]
    if stem.endswith("年"):
        return stem + last
    return f"{stem}-{last}" if last.isascii() else f"{stem}年{last}"


def _range(first_text: str, last_text: str, raw: str, fiscal_year_start: int) -> Period:
    if re.fullmatch(_SPAN, first_text) or re.fullmatch(_SPAN, last_text):
        raise QuantityError(
            "{text} has more than two ends", "forms that work: {forms}", text=shown(raw), forms=PERIOD_FORMS
        )
    first = _period(first_text, fiscal_year_start)
    last = _period(_with_year(first_text, last_text), fiscal_year_start)
    if last.last < first.first:
        raise QuantityError(
            "{text} ends before it starts",
            "write {meant}",
            text=shown(raw),
            meant=day_range(last.first, first.last).label,
        )
    if last.last < first.last or last.first < first.first:
        raise QuantityError(
            "{text} ends inside its own first part",
            "forms that work: {forms}",
            text=shown(raw),
            forms=PERIOD_FORMS,
        )
    return day_range(first.first, last.last)


def _day(text: str, raw: str) -> Period:
    if match := re.fullmatch(_LOOSE_MONTH, text):
        first = day_of(int(match["year"]), int(match["month"]), 1, raw=raw)
        raise SpellingError(
            "{text} is not how a month is written here",
            "write {meant}",
            text=shown(raw),
            meant=first.isoformat()[:7],
        )
    if re.fullmatch(_FISCAL_MONTH, text):
        raise QuantityError(
            "{text} is a fiscal month, and months are of the calendar",
            "write the month of the calendar, as in 2026-03",
            text=shown(raw),
        )
    if re.fullmatch(_NO_YEAR, text):
        raise QuantityError(
            "{text} does not say of which year", "write it as in 2026-Q1 or FY2026-Q1", text=shown(raw)
        )
    if text.startswith("..") or text.endswith(".."):
        raise QuantityError(
            "{text} says only one end",
            "write the first and the last day, as in {forms}",
            text=shown(raw),
            forms=PERIOD_FORMS[-1:],
        )
    if re.match(_LIKE_A_DAY, text):
        day = parse_date(raw)
        return day_range(day, day)
    raise QuantityError(
        "{text} is no period", "forms that work: {forms}", text=shown(raw), forms=PERIOD_FORMS
    )


_WEEK = r"(?i)(?:week ?|w ?|第 ?)(?P<number>[0-9]{1,4}|[一二三四五六七八九十]{1,3})(?P<unit> ?周)?"


def parse_week(value: object) -> int:
    """Return the number of a week of a plan, from 1: `week 6`, `W6`, `第6周`. Raises QuantityError."""
    return _week(given(value, WEEK_FORMS))


@lru_cache(maxsize=512)
def _week(raw: str) -> int:
    text = fold(raw).replace("週", "周")
    match = re.fullmatch(_WEEK, text)
    if match is None or (text[0] == "第") != bool(match["unit"]):
        raise QuantityError(
            "{text} does not name a week", "forms that work: {forms}", text=shown(raw), forms=WEEK_FORMS
        )
    written = match["number"]
    number = int(written) if written.isascii() else int(read_numeral(written) or 0)
    if number < 1:
        raise QuantityError(
            "{text} does not exist: the first week is week 1",
            "forms that work: {forms}",
            text=shown(raw),
            forms=WEEK_FORMS,
        )
    return number
