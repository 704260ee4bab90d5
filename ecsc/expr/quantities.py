"""Quantities, dates and periods inside a formula: where one ends, and what it is worth."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Final

from msgspec import Struct

from ecsc.expr import rules
from ecsc.expr.problem import Problem, shown
from ecsc.expr.tree import Constant
from ecsc.quantity import (
    EXACT,
    Count,
    QuantityError,
    Rate,
    parse_amount,
    parse_date,
    parse_discount,
    parse_period,
)

STAND_IN: Final = Count(Decimal(1))
"""Takes the place of a quantity that could not be read, so that the rest of the formula still parses."""

_WORDS: Final = frozenset((
    "and", "or", "not", "in", "if", "else", "for", "where", "between", "all", "none", "from", "start",
    "finish", "true", "false", "per",
))  # fmt: skip
_CHINESE_WORDS: Final = re.compile("并且|而且|或者|且|或|和|与")
_MONTHLESS: Final = re.compile(r"(?:19|20)[0-9]{2}\Z")


class Reading(Struct, frozen=True):
    """A quantity read: where it ends, its value and the text it was read as, what is odd about it.

    The value is None where it makes no sense.
    """

    end: int
    value: Constant | None
    text: str = ""
    problems: tuple[Problem, ...] = ()


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    day, no_more = r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}", r"(?![0-9A-Za-z_])"
    return {
        "range": re.compile(rf"{day}\s*\.\.\s*{day}{no_more}"),
        "instant": re.compile(rf"{day}[T ]\s*[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?"),
        "day": re.compile(rf"{day}{no_more}|[0-9]{{4}}年[0-9]{{1,2}}月[0-9]{{1,2}}[日号]"),
        "foreign_day": re.compile(rf"([0-9]{{4}})([/.])([0-9]{{1,2}})\2([0-9]{{1,2}}){no_more}(?!\.[0-9])"),
        "period": re.compile(
            rf"(?:FY)?[0-9]{{4}}-(?:[QqHhWw][0-9]{{1,2}}){no_more}|FY[0-9]{{4}}{no_more}"
            rf"|(?:19|20)[0-9]{{2}}-(?:0[1-9]|1[0-2])(?![0-9A-Za-z_%.])"
            r"|[0-9]{4}年(?:[0-9]{1,2}月)?"
        ),
        "european": re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+(?![0-9])"),
        "thousands": re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?"),
        "spaced": re.compile(r"[1-9][0-9]{0,2}(?:\s[0-9]{3})+(?![0-9])(?:\.[0-9]+)?"),
        "number": re.compile(r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+"),
        # A code without a blank must be a known one: SKU1 and ROI2 are names.
        "prefix": re.compile(
            r"(?:(?:CNY|RMB|USD|EUR|GBP|JPY|HKD|TWD|SGD|KRW|AUD|CAD)\s*|(?!AND|NOT|FOR)[A-Z]{3}\s+"
            r"|(?:US|HK|NT|A|C)?\$\s*|[¥￥€£]\s*)(?=[0-9])"
        ),
        "unit": re.compile(r"[%‰]|[^\W\d]\w*|[€£¥￥$]"),
        "spaced_percent": re.compile(r"\s*[%‰]"),
        "spaced_unit": re.compile(r"\s+([^\W\d]\w*)(?![\w.(])(?!\s*\()"),
        "money_unit": re.compile(r"\s*(?:元|圆|块|[A-Z]{3})(?!\w)"),
        "operand": re.compile(r"\s*([^\W_]\w*|[\"'“(])"),
    }


class Custom(Struct, frozen=True):
    """What a strategy's header says about quantities: its currency, and the month its fiscal year starts."""

    currency: str = "CNY"
    fiscal_year_start: int = 1

    def amount(self, written: str) -> Constant:
        """Return an amount; `5折` is the share that remains to pay."""
        if written.endswith("折"):
            return Rate(EXACT.subtract(Decimal(1), parse_discount(written).value))
        return parse_amount(written, self.currency)

    def period(self, written: str) -> Constant:
        """Return a period."""
        return parse_period(written, self.fiscal_year_start)


def read(text: str, at: int, custom: Custom) -> Reading | None:
    """Return the quantity that starts at `at` of a formula (full-width signs already folded), or None."""
    if not ("0" <= text[at] <= "9" or text[at] in "ABCDEFGHIJKLMNOPQRSTUVWXYZ$¥￥€£."):
        return None
    return _time(text, at, custom) or _amount(text, at, custom)


def _time(text: str, at: int, custom: Custom) -> Reading | None:
    patterns = _patterns()
    if found := patterns["instant"].match(text, at):
        problem = _syntax("a formula knows whole days, no time of day", at, found.end(), "leave the time out")
        return Reading(found.end(), None, problems=(problem,))
    if found := patterns["range"].match(text, at):
        return _convert(custom.period, "".join(found[0].split()), at, found.end())
    if found := patterns["day"].match(text, at):
        return _convert(parse_date, found[0], at, found.end())
    if found := patterns["foreign_day"].match(text, at):
        meant = f"{found[1]}-{int(found[3]):02}-{int(found[4]):02}"
        problem = _syntax(
            "`{written}` would be calculated, not read as a date", at, found.end(), "write `{meant}`",
            written=found[0], meant=meant,
        )  # fmt: skip
        reading = _convert(parse_date, meant, at, found.end())
        return Reading(reading.end, reading.value, reading.text, (problem, *reading.problems))
    if found := patterns["period"].match(text, at):
        return _convert(custom.period, found[0].upper(), at, found.end())
    return None


def _amount(text: str, at: int, custom: Custom) -> Reading | None:
    patterns = _patterns()
    prefix = patterns["prefix"].match(text, at)
    start = prefix.end() if prefix else at
    problems: list[Problem] = []
    if found := patterns["european"].match(text, start):
        digits = found[0].replace(".", "").replace(",", ".")
    elif found := patterns["thousands"].match(text, start):
        digits = found[0].replace(",", "")
    elif found := patterns["spaced"].match(text, start):
        digits = "".join(found[0].split())
    elif found := patterns["number"].match(text, start):
        digits = found[0] if found[0][0] != "." else "0" + found[0]
    else:
        return None
    if digits != found[0]:
        message, hint = "the number `{written}` is written unlike a number of a formula", "write `{meant}`"
        if "," in found[0]:
            message = "the number `{written}` can be read in two ways"
            hint = "write `{meant}`; between two values put a blank after the comma"
        problems.append(
            _syntax(message, start, found.end(), hint, written=shown(found[0]), meant=shown(digits))
        )
    end = _unit_end(text, found.end())
    # A metric's window may be a year, and 2026 as a number is the same text: the checker decides.
    amount = "".join((text[at:start], digits, _blank().sub(" ", text[found.end() : end])))
    if len(digits) > 1 and digits[0] == "0" and digits[1] != ".":
        meant = digits.lstrip("0") or "0"
        problems.append(
            _syntax("the number `{written}` starts with 0", start, found.end(), "write `{meant}`",
                    written=shown(digits), meant=shown(meant))
        )  # fmt: skip
        return Reading(end, None, problems=tuple(problems))
    reading = _convert(custom.amount, amount, at, end)
    return Reading(end, reading.value, reading.text, (*problems, *reading.problems))


@cache
def _blank() -> re.Pattern[str]:
    return re.compile(r"\s+")


def _unit_end(text: str, end: int) -> int:
    """Return where the unit behind a number ends: `20 %`, `100万元`, `6 months`, `20 pieces`."""
    patterns = _patterns()
    if (found := patterns["unit"].match(text, end)) and found[0] not in _WORDS:
        word = _CHINESE_WORDS.search(found[0])
        if word and word.start() == 0:
            return end
        end = word.start() + end if word else found.end()
        money = patterns["money_unit"].match(text, end)
        return money.end() if money else end
    if found := patterns["spaced_percent"].match(text, end):
        return found.end()
    if (found := patterns["spaced_unit"].match(text, end)) and not _is_word(found[1]):
        # A word between a number and another value is no unit but a mistyped `and`.
        behind = patterns["operand"].match(text, found.end())
        if behind is None or _is_word(behind[1]) or behind[1] == "(":
            return found.end()
        money = patterns["money_unit"].match(text, found.end())
        return money.end() if money else end
    return end


def _is_word(word: str) -> bool:
    return word in _WORDS or word.lower() in _WORDS or _CHINESE_WORDS.match(word) is not None


def _convert(parse: Callable[[str], Constant], written: str, at: int, end: int) -> Reading:
    try:
        return Reading(end, parse(written), written)
    except QuantityError as error:
        problem = Problem(rules.FORMULA_SYNTAX, error.reason, at, end, error.params, error.hint)
        return Reading(end, None, problems=(problem,))


def year(value: Constant) -> Constant | None:
    """Return the period that a whole number from 1900 to 2099 names where a window is due, else None."""
    if isinstance(value, Count) and not value.unit and _MONTHLESS.match(str(value.value)):
        first = int(value.value)
        return parse_period(f"{first:04}") if dt.MINYEAR <= first <= dt.MAXYEAR else None
    return None


def _syntax(message: str, start: int, end: int, hint: str, **params: object) -> Problem:
    return Problem(rules.FORMULA_SYNTAX, message, start, end, params, hint)
