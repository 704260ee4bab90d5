"""Lengths of time."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from ecsc.quantity.counted import in_digits
from ecsc.quantity.folding import fold, given, shown
from ecsc.quantity.parts import Parts, dissect
from ecsc.quantity.values import EXACT, DayKind, Duration, DurationUnit, QuantityError

DURATION_FORMS = ("10d", "2w", "72h", "15min", "5wd", "5cd", "3 months", "half a year", "10天", "5个工作日")

_NAMES: tuple[tuple[DurationUnit, DayKind, str], ...] = (
    ("s", "", "s sec secs second seconds 秒 秒钟"),
    ("min", "", "min mins minute minutes 分钟 个分钟"),
    ("h", "", "h hr hrs hour hours 小时 个小时 个钟头"),
    ("d", "", "d day days 天 日"),
    ("d", "working", "wd workday workdays work_day work_days working_day working_days"),
    ("d", "working", "business_day business_days 工作日 个工作日 工作天 个工作天"),
    ("d", "calendar", "cd calendar_day calendar_days 自然日 个自然日 日历日 个日历日 日历天 个日历天"),
    ("w", "", "w wk wks week weeks 周 个周 星期 个星期 个礼拜"),
    ("w", "working", "work_week work_weeks working_week working_weeks 工作周 个工作周"),
    ("w", "calendar", "calendar_week calendar_weeks 自然周 个自然周"),
    ("month", "", "mo month months 个月"),
    ("quarter", "", "quarter quarters 季度 个季度"),
    ("year", "", "y yr yrs year years 年"),
)  # fmt: skip

DURATION_UNITS: dict[str, tuple[DurationUnit, DayKind]] = {
    name.replace("_", " "): (unit, kind) for unit, kind, names in _NAMES for name in names.split()
}
"""Every word for a unit of time, in lower case and simplified characters."""

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_TWO_LENGTHS = r"[0-9.]+\s?[^\W\d_]+\s?[0-9.]+\s?[^\W\d_]+"
_DAYS_BY_HOURS = re.compile(
    r"(?i)([0-9]{1,3})\s?(?:d|days?|天|日)?\s?[x×*✕]\s?([0-9]{1,3})\s?(?:h|hrs?|hours?|个?小时|個?小時)"
)


def parse_duration(value: object) -> Duration:
    """Return a length of time: `10d 2w 72h 15min 30s 5wd 5cd`, `3 months`, `1y`, `10天`, `半天`, `两周`.

    Also in words: `half a year`, `two weeks`, `一年半`. Parts of a month are refused, for a month has no
    fixed number of days; `1.5y` is 18 months.
    Raises QuantityError, also for a number without unit, a negative length and `3m` or `3月`.
    """
    return _duration(given(value, DURATION_FORMS))


@lru_cache(maxsize=4096)
def _duration(raw: str) -> Duration:
    text = in_digits(fold(raw))
    if match := _DAYS_BY_HOURS.fullmatch(text):
        raise QuantityError(
            "{text} is hours of days in a week, where one length of time is due",
            "write {hours}h for the hours of all days together",
            text=shown(raw),
            hours=int(match[1]) * int(match[2]),
        )
    if re.fullmatch(_TWO_LENGTHS, text):
        raise QuantityError(
            "{text} is made of two lengths of time", "write it in one unit, as in 90min", text=shown(raw)
        )
    parts = dissect(text, DURATION_FORMS)
    if (duration := duration_of(parts, raw)) is not None:
        return duration
    if parts.bare and not parts.scale:
        raise QuantityError(
            "{text} does not say which unit of time",
            "forms that work: {forms}",
            text=shown(raw),
            forms=DURATION_FORMS,
        )
    if parts.bare and parts.scale in ("m", "M"):
        raise QuantityError(
            "{text} could be minutes or months",
            "write {digits}min or {digits} months",
            text=shown(raw),
            digits=parts.digits,
        )
    raise QuantityError(
        "{text} is not a length of time",
        "forms that work: {forms}",
        text=shown(raw),
        forms=DURATION_FORMS,
    )


def duration_of(parts: Parts, raw: str) -> Duration | None:
    """Return the length of time when the number's unit is one, else None.

    Raises QuantityError for a length that cannot be: negative, part of a month, or 3月, which is March.
    """
    if parts.prefix or parts.scale:
        return None
    if parts.word == "月":
        raise QuantityError(
            "{text} is a month of the year, where a length of time is due",
            "write {digits}个月",
            text=shown(raw),
            digits=parts.digits,
        )
    if (named := DURATION_UNITS.get(parts.word)) is None:
        return None
    unit, kind = named
    if parts.sign == "-":
        raise QuantityError(
            "{text} is negative, and a length of time cannot be",
            "forms that work: {forms}",
            text=shown(raw),
            forms=DURATION_FORMS,
        )
    if unit in _MONTHS and EXACT.remainder(parts.number, Decimal(1)):
        return _whole_months(parts, unit, raw)
    return Duration(parts.number, unit, kind)


def _whole_months(parts: Parts, unit: str, raw: str) -> Duration:
    months = EXACT.multiply(parts.number, _MONTHS[unit])
    if EXACT.remainder(months, Decimal(1)):
        raise QuantityError(
            "{text} ends inside a month, and months differ in length",
            "write it in days or weeks, as in 45d or 6w",
            text=shown(raw),
        )
    return Duration(months.to_integral_value(), "month")
