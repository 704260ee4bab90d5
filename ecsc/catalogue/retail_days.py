"""Retail days that ship with ecsc: the day each is named for, the windows known, and the usual one.

The day is fixed, the campaign around it is announced anew each year: windows are data with their source, never
code. Read once, and only when somebody asks.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping
from functools import cache

from msgspec import Struct, json

USUAL = "usual"
"""The source of a window that nobody has announced: the event's usual days around its core day."""

FIXED = "date"
"""The source of a window that is the core day itself, which needs no announcement."""


class CoreDay(Struct, frozen=True):
    """The rule for the day an event is named for, one of three.

    `month` and `day`; `plus` days after the `nth` `weekday` (0 Monday) of `month`; a row of the table `lunar`.
    """

    month: int = 0
    day: int = 0
    nth: int = 0
    weekday: int = 0
    plus: int = 0
    lunar: str = ""

    def of(self, year: int) -> dt.date | None:
        """Return the day in a year, None where the lunar table ends."""
        if self.lunar:
            return _lunar(self.lunar, year)
        if not self.nth:
            return dt.date(year, self.month, self.day)
        first = dt.date(year, self.month, 1)
        ahead = (self.weekday - first.weekday()) % 7 + 7 * (self.nth - 1)
        return first + dt.timedelta(days=ahead + self.plus)


class Usual(Struct, frozen=True):
    """The usual window: so many days before and after the core day, both in; negative on its other side."""

    before: int
    after: int


class KnownWindow(Struct, frozen=True):
    """The window of one year as it was announced or reported; `source` is where that stands."""

    year: int
    first: dt.date
    last: dt.date
    source: str


class RetailEvent(Struct, frozen=True):
    """A shopping event: names by language, the countries in which it is shown unasked, and when it is.

    Without `usual` the event is its core day and nobody announces it. `since` is its first year.
    """

    name: Mapping[str, str]
    countries: tuple[str, ...]
    since: int
    core: CoreDay
    aliases: tuple[str, ...] = ()
    usual: Usual | None = None
    windows: tuple[KnownWindow, ...] = ()

    def core_day(self, year: int) -> dt.date | None:
        """Return the day the event is named for, None before it began and where no table reaches."""
        return self.core.of(year) if self.since <= year < dt.MAXYEAR else None

    def window(self, year: int) -> tuple[dt.date, dt.date, str] | None:
        """Return the first and last day of the event in a year, both in, and the source; None without one."""
        core = self.core_day(year)
        if core is None:
            return None
        for known in self.windows:
            if known.year == year:
                return known.first, known.last, _shipped().sources[known.source]
        if self.usual is None:
            return core, core, FIXED
        day = dt.timedelta(days=1)
        return core - self.usual.before * day, core + self.usual.after * day, USUAL


class _LunarTable(Struct, frozen=True):
    first_year: int
    days: tuple[str, ...]


class _Shipped(Struct, frozen=True):
    sources: Mapping[str, str]
    lunar: Mapping[str, _LunarTable]
    events: Mapping[str, RetailEvent]


@cache
def _shipped() -> _Shipped:
    from pathlib import Path

    return json.decode(Path(__file__).with_name("retail_days.json").read_bytes(), type=_Shipped)


def _lunar(table: str, year: int) -> dt.date | None:
    found = _shipped().lunar[table]
    row = year - found.first_year
    return dt.date.fromisoformat(f"{year}-{found.days[row]}") if 0 <= row < len(found.days) else None


def retail_events() -> Mapping[str, RetailEvent]:
    """Return the shipped events by id, in the order of the year."""
    return _shipped().events


def retail_sources() -> tuple[str, ...]:
    """Return where the known windows are from."""
    return tuple(_shipped().sources.values())


@cache
def retail_spellings() -> Mapping[str, str]:
    """Return every spelling of a shipped event (its id, its names, what else it is called) with its id."""
    return {
        spelling: identifier
        for identifier, event in retail_events().items()
        for spelling in (identifier, *event.aliases, *event.name.values())
    }


@cache
def _meanings() -> Mapping[str, str]:
    return {_folded(spelling): identifier for spelling, identifier in retail_spellings().items()}


def retail_id(written: str) -> str | None:
    """Return the id of the event that an author means: `double_11`, `双11`, `双十一`; None for no shipped one."""
    return _meanings().get(_folded(written))


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum())
