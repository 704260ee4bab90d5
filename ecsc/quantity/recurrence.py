"""How often something comes round: `week`, `2 weeks`, `workday`, `monthly`, `每季度`, `每两周`."""

from __future__ import annotations

import re
from typing import cast

from ecsc.quantity.counted import ENGLISH, ORDINALS, in_digits
from ecsc.quantity.folding import fold, given, shown, word
from ecsc.quantity.numerals import read_numeral
from ecsc.quantity.values import QuantityError, Recurrence, RecurrenceUnit
from ecsc.quantity.workweek import parse_workweek

RECURRENCE_FORMS = ("workday", "week", "2 weeks", "monthly", "quarter", "half a year", "每两周", "每季度")
CYCLE_FORMS = ("day", "week", "month", "quarter", "half", "year", "每月")
CADENCE_FORMS = ("realtime", "hourly", "daily", "weekly", "monthly", "quarterly", "yearly", "每日")
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


_ADVERBS: dict[RecurrenceUnit, str] = {
    "day": "daily", "workday": "daily", "week": "weekly", "month": "monthly", "quarter": "quarterly", "year": "yearly",
}  # fmt: skip
_AS_IT_COMES = frozenset(("realtime", "real-time", "real time", "live", "实时", "即时"))
_LEAD = re.compile(r"(?:once |1x? |one time )?(?:every|each|per|an?|a) (?:an? )?|每")
_ONCE = re.compile(r"(?P<unit>.+?)(?:一次|1次|一回)")
_MORE = re.compile(
    r"(?:(?P<word>[a-z0-9]+?)(?:x| times)? (?:an?|per|every|each|in an?) (?P<unit>[a-z -]+)"
    r"|[每一](?P<cn>\D+?)(?P<n>[0-9一二两三四五六]+)次)"
)
_TIMES_A_YEAR = {2: "half", 4: "quarter", 12: "month"}


def parse_recurrence(value: object) -> Recurrence:
    """Return how often something comes round. Raises QuantityError for what names no unit or no whole number."""
    return _recurrence(given(value, RECURRENCE_FORMS), RECURRENCE_FORMS)


def _recurrence(raw: str, forms: tuple[str, ...]) -> Recurrence:
    said = word(fold(raw))
    if (several := _several(said)) is not None:
        return several
    text = said if (match := _LEAD.match(said)) is None else said[match.end() :].strip()
    if match := _ONCE.fullmatch(text):
        text = match["unit"]
    if text in _WHOLE:
        return Recurrence(*_WHOLE[text])
    if text in _UNITS:
        return Recurrence(1, _UNITS[text])
    if text in ("0.5 year", "0.5 a year") or in_digits(text) == "0.5 year":
        return Recurrence(1, "half")
    found = re.fullmatch(r"(\d+(?:st|nd|rd|th)?|[一二两三四五六七八九十]+|[a-z]+(?= ))\s*(\D+)", text)
    unit = _UNITS.get(found[2].strip()) if found is not None else None
    count = _count(found[1]) if found is not None else None
    if unit is None or count is None or not 1 <= count <= _MOST:
        raise _refused(raw, text, forms)
    return Recurrence(count, unit)


def _several(said: str) -> Recurrence | None:
    """Return what comes several times a year as what comes once in a part of it: `twice a year`, `每年四次`."""
    match = _MORE.fullmatch(said)
    if match is None:
        return None
    unit = _UNITS.get(match["unit"] or match["cn"])
    count = _count(match["word"] or match["n"])
    if unit != "year" or count not in _TIMES_A_YEAR:
        return None
    return Recurrence(1, cast("RecurrenceUnit", _TIMES_A_YEAR[count]))


def _count(text: str) -> int | None:
    if text.isascii():
        number = text.rstrip("stndrh") if text[0].isdigit() else text
        said = {"once": "1", "twice": "2"} | ENGLISH | ORDINALS
        return int(number) if number.isdecimal() else int(said.get(text, 0)) or None
    numeral = read_numeral(text)
    return None if numeral is None else int(numeral)


def parse_cycle(value: object) -> str:
    """Return the one unit of time in which something comes round: `month`, `每月`, `monthly`, `per month`.

    `day`, `week`, `month`, `quarter`, `half` or `year`. Raises QuantityError for several of a unit and for
    working days.
    """
    found = _recurrence(given(value, CYCLE_FORMS), CYCLE_FORMS)
    if found.count != 1 or found.unit == "workday":
        raise QuantityError(
            "{text} is not once in a unit of time",
            "forms that work: {forms}",
            text=shown(str(value)),
            forms=CYCLE_FORMS,
        )
    return found.unit


def parse_cadence(value: object) -> str:
    """Return how often something is measured: `daily`, `每日`, `weekly`, `realtime`, `每小时`.

    `realtime`, `hourly`, `daily`, `weekly`, `monthly`, `quarterly` or `yearly`. Raises QuantityError for what
    names no such rhythm.
    """
    raw = given(value, CADENCE_FORMS)
    said = word(fold(raw)).removeprefix("每").removeprefix("every ").removeprefix("each ").strip()
    if said in _AS_IT_COMES:
        return "realtime"
    if said in ("hourly", "hour", "per hour", "小时", "个小时"):
        return "hourly"
    found = _recurrence(raw, CADENCE_FORMS)
    adverb = _ADVERBS.get(found.unit)
    if adverb is None or found.count != 1:
        raise QuantityError(
            "{text} is not a rhythm that numbers are kept in",
            "forms that work: {forms}",
            text=shown(raw),
            forms=CADENCE_FORMS,
        )
    return adverb


def _refused(raw: str, text: str, forms: tuple[str, ...]) -> QuantityError:
    """Return why a text does not say how often; a day of the week has a field of its own."""
    try:
        parse_weekday(text)
    except QuantityError:
        return QuantityError(
            "{text} does not say how often",
            "forms that work: {forms}",
            text=shown(raw),
            forms=forms,
        )
    return QuantityError(
        "{text} says on which day, not how often",
        "write `every: week` and `weekday: {day}`; forms that work: {forms}",
        text=shown(raw),
        day=shown(text),
        forms=forms,
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
