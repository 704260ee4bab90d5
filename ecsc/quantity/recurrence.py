"""How often something comes round: `week`, `2 weeks`, `workday`, `monthly`, `每季度`, `每两周`."""

from __future__ import annotations

import re

from ecsc.quantity.folding import fold, given, shown, word
from ecsc.quantity.numerals import read_numeral
from ecsc.quantity.values import QuantityError, Recurrence, RecurrenceUnit
from ecsc.quantity.workweek import parse_workweek

RECURRENCE_FORMS = ("workday", "week", "2 weeks", "month", "quarter", "half", "year", "每季度")
WEEKDAY_FORMS = ("mon", "friday", "周五")
MONTH_DAY_FORMS = ("1", "15", "last")
_MOST = 999

_NAMES: dict[RecurrenceUnit, str] = {
    "day": "day days daily d 天 日 每日",
    "workday": "workday workdays wd working_day working_days business_day weekday weekdays 工作日 个工作日",
    "week": "week weeks weekly w wk 周 星期 个星期 礼拜",
    "month": "month months monthly mo 月 月度 个月",
    "quarter": "quarter quarters quarterly 季 季度 个季度",
    "half": "half halves half_year half_years half-year half-years half-yearly 半年 半年度 个半年",
    "year": "year years yearly y annually annual 年 年度",
}
_UNITS = {name.replace("_", " "): unit for unit, names in _NAMES.items() for name in names.split()}
_WHOLE: dict[str, tuple[int, RecurrenceUnit]] = {
    "biweekly": (2, "week"), "bi-weekly": (2, "week"), "fortnight": (2, "week"), "fortnightly": (2, "week"),
    "bimonthly": (2, "month"), "bi-monthly": (2, "month"), "semiannually": (1, "half"),
    "semi-annually": (1, "half"), "双周": (2, "week"), "隔周": (2, "week"), "隔一周": (2, "week"),
    "双月": (2, "month"), "隔月": (2, "month"), "隔天": (2, "day"), "隔日": (2, "day"),
}  # fmt: skip


_COUNTS = {"other": 2, "second": 2, "two": 2, "third": 3, "three": 3, "four": 4, "six": 6}


def parse_recurrence(value: object) -> Recurrence:
    """Return how often something comes round. Raises QuantityError for what names no unit or no whole number."""
    raw = given(value, RECURRENCE_FORMS)
    text = word(fold(raw)).removeprefix("every ").removeprefix("each ").removeprefix("每").strip()
    if text in _WHOLE:
        return Recurrence(*_WHOLE[text])
    if text in _UNITS:
        return Recurrence(1, _UNITS[text])
    found = re.fullmatch(r"(\d+|[一二两三四五六七八九十]+|[a-z]+(?= ))\s*(\D+)", text)
    unit = _UNITS.get(found[2].strip()) if found is not None else None
    count = _count(found[1]) if found is not None else None
    if unit is None or count is None or not 1 <= count <= _MOST:
        raise _refused(raw, text)
    return Recurrence(count, unit)


def _count(text: str) -> int | None:
    if text.isascii():
        return int(text) if text.isdecimal() else _COUNTS.get(text)
    number = read_numeral(text)
    return None if number is None else int(number)


def _refused(raw: str, text: str) -> QuantityError:
    """Return why a text does not say how often; a day of the week has a field of its own."""
    try:
        parse_weekday(text)
    except QuantityError:
        return QuantityError(
            "{text} does not say how often",
            "forms that work: {forms}",
            text=shown(raw),
            forms=RECURRENCE_FORMS,
        )
    return QuantityError(
        "{text} says on which day, not how often",
        "write `every: week` and `weekday: {day}`; forms that work: {forms}",
        text=shown(raw),
        day=shown(text),
        forms=RECURRENCE_FORMS,
    )


def parse_weekday(value: object) -> int:
    """Return one day of the week, 0 Monday to 6 Sunday. Raises QuantityError for none or several."""
    raw = given(value, WEEKDAY_FORMS)
    try:
        days = parse_workweek(raw)
    except QuantityError:
        days = frozenset()
    if len(days) != 1:
        raise QuantityError(
            "{text} is not one day of the week",
            "forms that work: {forms}",
            text=shown(raw),
            forms=WEEKDAY_FORMS,
        )
    return min(days)


def parse_month_day(value: object) -> int:
    """Return a day of the month, 1 to 31, or -1 for `last`. Raises QuantityError for anything else."""
    raw = given(value, MONTH_DAY_FORMS)
    text = word(fold(raw)).strip()
    if text in ("last", "-1", "最后一天", "月末", "月底"):
        return -1
    found = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th|日|号)?", text)
    if found is None or not 1 <= int(found[1]) <= 31:
        raise QuantityError(
            "{text} is not a day of the month",
            "forms that work: {forms}",
            text=shown(raw),
            forms=MONTH_DAY_FORMS,
        )
    return int(found[1])
