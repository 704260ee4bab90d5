"""The quantities of a strategy as exact, frozen values.

`str()` of a value is its canonical text: what an author could write, and what the parsers read back.
"""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Literal, TypeAlias

from msgspec import Struct

EXACT = Context(prec=34, rounding=ROUND_HALF_EVEN)
"""The arithmetic of the whole compiler: 34 digits, half-even (IEEE 754-2008 decimal128)."""


class QuantityError(ValueError):
    """A text or an operation that makes no quantity. `reason` is a message template, `params` its values.

    `hint` is a template over the same `params`; the parameter `forms` lists texts that would work,
    `meant` is what would be right in place of the whole `text`.
    """

    def __init__(self, reason: str, hint: str = "", **params: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint
        self.params = params

    def __str__(self) -> str:
        return self.reason.format(**self.params)


class SpellingError(QuantityError):
    """What is meant is beyond doubt and only written otherwise: the parameter `meant` is how to write it."""


def plain_text(value: Decimal) -> str:
    """Return a finite number without exponent, grouping or trailing zeros: `0.025`, `1000000`."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def percent_text(value: Decimal) -> str:
    """Return a fraction as a percentage without its sign: `0.025` is `2.5`."""
    return plain_text(value.scaleb(2, EXACT))


class Money(Struct, frozen=True):
    """An amount of one currency (ISO 4217 code), exact."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        return f"{self.currency} {plain_text(self.amount)}"


class Rate(Struct, frozen=True):
    """A share of something: `value` is the fraction, so 20 % is `Decimal("0.2")`.

    `signed` records a sign the author wrote (`+15%`), which in a field means a relative change.
    """

    value: Decimal
    signed: bool = False

    def __str__(self) -> str:
        sign = "+" if self.signed and self.value >= 0 else ""
        return f"{sign}{percent_text(self.value)}%"


class Points(Struct, frozen=True):
    """Percentage points: an absolute difference between two rates; `0.45pp` is `Decimal("0.0045")`."""

    value: Decimal

    def __str__(self) -> str:
        return f"{percent_text(self.value)}pp"


class Count(Struct, frozen=True):
    """A number of things; `unit` is the word the author wrote after it, empty for a bare number."""

    value: Decimal
    unit: str = ""

    def __str__(self) -> str:
        return f"{plain_text(self.value)} {self.unit}".rstrip()


DurationUnit: TypeAlias = Literal["s", "min", "h", "d", "w", "month", "quarter", "year"]
DayKind: TypeAlias = Literal["", "working", "calendar"]

_SHORT_UNITS = {"s": "s", "min": "min", "h": "h", "d": "d", "w": "w"}
_SHORT_DAYS = {"working": "wd", "calendar": "cd"}
_LONG_UNITS = {
    "s": "second",
    "min": "minute",
    "h": "hour",
    "d": "day",
    "w": "week",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
}


class Duration(Struct, frozen=True):
    """A length of time. `kind` is `working` for `5wd`, `calendar` for `5cd`, else empty: the field decides.

    Seconds, minutes and hours are always elapsed time; `d` and `w` are working days and work weeks in
    tasks, lags and buffers and calendar time everywhere else; months and longer are calendar time, in
    whole months.
    """

    value: Decimal
    unit: DurationUnit
    kind: DayKind = ""

    def __str__(self) -> str:
        number = plain_text(self.value)
        if self.unit == "d" and self.kind:
            return number + _SHORT_DAYS[self.kind]
        if self.unit in _SHORT_UNITS and not self.kind:
            return number + _SHORT_UNITS[self.unit]
        words = f"{self.kind} {_LONG_UNITS[self.unit]}".lstrip()
        return f"{number} {words}" if self.value == 1 else f"{number} {words}s"


class Frequency(Struct, frozen=True):
    """`N per unit`: `420 per week`, `4d per week`, `3 per quarter`. `value` is a count, duration or money.

    `count` is how many of the unit it is for: 2 in `1 per 2 weeks`.
    """

    value: Count | Duration | Money
    per: DurationUnit
    count: int = 1

    def __str__(self) -> str:
        unit = _LONG_UNITS[self.per]
        return f"{self.value} per {unit if self.count == 1 else f'{self.count} {unit}s'}"


RecurrenceUnit: TypeAlias = Literal["day", "workday", "week", "month", "quarter", "half", "year"]


class Recurrence(Struct, frozen=True):
    """How often something comes round: every `count` units. A `day` is every day, a `workday` every worked one."""

    count: int
    unit: RecurrenceUnit

    def __str__(self) -> str:
        words = "half-year" if self.unit == "half" else self.unit
        return f"every {words}" if self.count == 1 else f"every {self.count} {words}s"


class Range(Struct, frozen=True):
    """Two quantities of one kind, both ends in, low end first; `1-5万` has both ends in 万."""

    low: Quantity
    high: Quantity

    def __str__(self) -> str:
        return f"{self.low} to {self.high}"


PeriodKind: TypeAlias = Literal["year", "half", "quarter", "month", "week", "range"]


class Period(Struct, frozen=True):
    """Whole days from `first` to `last`, both in. `label` is the canonical text (`2026-Q1`, `FY2026-Q1`).

    Periods sort by first day, then by length, longest first. A part that `split_period` had to clip keeps
    the label of the block it was cut from: compare such parts by label or by days, not with `==`.
    """

    first: dt.date
    last: dt.date
    kind: PeriodKind
    label: str
    fiscal: bool = False

    def __str__(self) -> str:
        return self.label

    def __lt__(self, other: Period) -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[int, int, str]:
        return self.first.toordinal(), -self.last.toordinal(), self.label

    @property
    def days(self) -> int:
        """Return the number of days, at least 1."""
        return (self.last - self.first).days + 1

    def contains(self, other: Period) -> bool:
        """Return whether all days of `other` lie in this period."""
        return self.first <= other.first and other.last <= self.last

    def overlaps(self, other: Period) -> bool:
        """Return whether the two periods share a day."""
        return self.first <= other.last and other.first <= self.last


class Window(Struct, frozen=True):
    """When something runs: local wall-clock instants, half-open `[start, end)`, in the strategy's timezone.

    `whole_days` tells that the author wrote dates, whose last day is in: `end` is the next midnight.
    """

    start: dt.datetime
    end: dt.datetime
    whole_days: bool

    @property
    def last_day(self) -> dt.date:
        """Return the last day of which the window has an instant."""
        return (self.end - dt.timedelta(microseconds=1)).date()

    def __str__(self) -> str:
        if self.whole_days:
            first, last = self.start.date(), self.last_day
            return first.isoformat() if first == last else f"{first.isoformat()}..{last.isoformat()}"
        return f"{_instant_text(self.start)}..{_instant_text(self.end)}"


def _instant_text(instant: dt.datetime) -> str:
    return instant.isoformat(timespec="seconds" if instant.second else "minutes")


Quantity: TypeAlias = Money | Rate | Points | Count | Duration | Frequency
