"""The one grammar of *so much in each unit of time*: where the amount ends, and which unit is meant."""

from __future__ import annotations

import re

from ecsc.quantity.counted import ENGLISH, ORDINALS, in_digits
from ecsc.quantity.durations import DURATION_UNITS
from ecsc.quantity.folding import word
from ecsc.quantity.numerals import read_numeral
from ecsc.quantity.values import DurationUnit

_PER = re.compile(
    r"(?i)(?P<amount>.*[^\s/])\s?(?:\bper\b|\ban?\b|\bevery\b|\beach\b|/|每)\s?(?P<unit>[^\s/].*)"
)
_NUMERAL = "[0-9]{1,3}|[一二三四五六七八九十两兩]{1,3}"
_UNIT = "季度|季(?!度)|星期|礼拜|禮拜|小时|小時|分钟|分鐘|工作日|自然日|半年|月|周|週|天|日|年|秒"
# 一月 is January and 一季度 the first quarter: without 每 only days, weeks and years, and 个月, are lengths.
_EACH = re.compile(
    rf"(?:每(?P<each>(?:{_NUMERAL})?[个個]?(?:{_UNIT}))|[一1](?P<one>周|週|天|日|年|[个個](?:月|季度|星期|礼拜|禮拜)))\s?(?P<amount>\S.*)"
)
_ADVERBS = {
    "hourly": "hour", "daily": "day", "weekly": "week", "biweekly": "2 weeks", "fortnightly": "2 weeks",
    "monthly": "month", "quarterly": "quarter", "half-yearly": "half year", "yearly": "year", "annually": "year",
}  # fmt: skip
_ADVERB_FIRST = re.compile(rf"(?i)(?P<unit>{'|'.join(_ADVERBS)}) (?P<amount>\S.*)")
_ADVERB_LAST = re.compile(rf"(?i)(?P<amount>.*\S) (?P<unit>{'|'.join(_ADVERBS)})")
_COUNTED = re.compile(rf"(?P<count>{_NUMERAL}|[a-z]+(?= )|0\.5)\s?(?P<unit>\D.*)")
_SPELT: dict[str, DurationUnit] = {"月": "month", "季": "quarter", "个季": "quarter"}
_HALVES = frozenset(("half", "half year", "half-year", "半年", "个半年", "0.5 year", "0.5 a year"))


def cut_at_per(text: str) -> tuple[str, str] | None:
    """Return the two sides of a folded text, amount and unit of time as written; None where it has no *per*."""
    if match := _EACH.fullmatch(text):
        return match["amount"].strip(), match["each"] or match["one"]
    if match := _ADVERB_FIRST.fullmatch(text) or _ADVERB_LAST.fullmatch(text):
        return match["amount"].strip(), _ADVERBS[match["unit"].lower()]
    match = _PER.fullmatch(text)
    return None if match is None else (match["amount"].strip(), match["unit"])


def per_of(text: str) -> tuple[DurationUnit, int] | None:
    """Return the unit of time after *per* and how many of it: `week`, `2 weeks`, `两周`; a half year is 6 months.

    None for what is no unit of time, and for working days, of which nobody knows how many there are.
    """
    name = in_digits(word(text))
    if name in _HALVES:
        return "month", 6
    if (unit := _unit(name)) is not None:
        return unit, 1
    match = _COUNTED.fullmatch(name)
    count = _count(match["count"]) if match is not None else None
    if match is None or not count:
        return None
    unit, rest = _unit(match["unit"]), match["unit"]
    if unit is None:
        return ("month", 6 * count) if rest in _HALVES or rest in ("half years", "halves") else None
    return unit, count


def _unit(name: str) -> DurationUnit | None:
    unit, kind = DURATION_UNITS.get(name) or (_SPELT.get(name), "")
    return None if kind else unit


def _count(text: str) -> int | None:
    if text.isascii():
        return int(text) if text.isdecimal() else int(ENGLISH.get(text) or ORDINALS.get(text) or 0)
    number = read_numeral(text)
    return None if number is None else int(number)
