"""Windows: when something runs, to the minute or in whole days."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from ecsc.quantity.dates import parse_date
from ecsc.quantity.folding import fold, given, shown
from ecsc.quantity.periods import parse_period
from ecsc.quantity.values import Period, QuantityError, Window

INSTANT_FORMS = ("2026-05-20T10:00", "2026-05-20 10:00", "2026-05-20")
WINDOW_FORMS = ("2026-05-20T10:00..2026-05-20T12:00", "2026-05-20..2026-06-20", "2026-05-20", "2026-Q2")

_CLOCK = r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
_INSTANT = rf"(?i)(?P<day>.*[0-9日号])(?:T| ){_CLOCK}(?P<zone>Z|[+-][0-9]{{2}}:?[0-9]{{2}})?"
_TIME = _CLOCK
_HAS_TIME = r"[0-9]:[0-9]"
_BETWEEN = r" ?\.\.+ ?| ?[~至–—] ?| to | - |(?<=-[0-9]{2})/(?=[0-9]{4}-)"
_MIDNIGHT = dt.time()


def parse_window(value: object, fiscal_year_start: int = 1) -> Window:
    """Return when something runs, as local wall-clock instants, half-open.

    Two instants `a..b` (`b` out), two dates (the last day in), one date (that day) or any period; the
    end may be a time alone, of the same day. Raises QuantityError, also for a UTC offset.
    """
    return _window(given(value, WINDOW_FORMS), fiscal_year_start)


@lru_cache(maxsize=2048)
def _window(raw: str, fiscal_year_start: int) -> Window:
    text = fold(raw)
    if not re.search(_HAS_TIME, text):
        return window_of(parse_period(raw, fiscal_year_start))
    ends = re.split(_BETWEEN, text)
    if len(ends) != 2 or not all(ends):
        raise QuantityError(
            "{text} has a time of day, but not one start and one end",
            "forms that work: {forms}",
            text=shown(raw),
            forms=WINDOW_FORMS,
        )
    start = _instant(ends[0], raw)
    if clock := re.fullmatch(_TIME, ends[1]):
        end = _at(start.date(), clock, raw)
    elif re.search(_HAS_TIME, ends[1]):
        end = _instant(ends[1], raw)
    else:
        end = dt.datetime.combine(parse_date(ends[1]) + dt.timedelta(days=1), _MIDNIGHT)
    if end <= start:
        raise QuantityError(
            "{text} ends before it starts" if end < start else "{text} ends when it starts",
            "write the start first, as in {forms}",
            text=shown(raw),
            forms=WINDOW_FORMS[:1],
        )
    return Window(start, end, whole_days=False)


def parse_instant(value: object) -> dt.datetime:
    """Return a day with a time as a local wall-clock instant; a day alone is its first moment.

    Raises QuantityError, also for a UTC offset and for anything longer than a day.
    """
    raw = given(value, INSTANT_FORMS)
    return _instant(fold(raw), raw, INSTANT_FORMS)


def window_of(period: Period) -> Window:
    """Return the window of a period's whole days."""
    after = period.last + dt.timedelta(days=1)
    return Window(
        dt.datetime.combine(period.first, _MIDNIGHT), dt.datetime.combine(after, _MIDNIGHT), whole_days=True
    )


def _instant(text: str, raw: str, forms: tuple[str, ...] = WINDOW_FORMS) -> dt.datetime:
    if not re.search(_HAS_TIME, text):
        return dt.datetime.combine(parse_date(text), _MIDNIGHT)
    match = re.fullmatch(_INSTANT, text)
    if match is None:
        raise QuantityError(
            "{part} is no day with a time",
            "forms that work: {forms}",
            part=shown(text),
            text=shown(raw),
            forms=forms,
        )
    if match["zone"]:
        raise QuantityError(
            "{text} names a time zone, and times are in the time zone of the strategy",
            "leave out “{zone}” and write the local time",
            text=shown(raw),
            zone=match["zone"],
        )
    return _at(parse_date(match["day"]), match, raw)


def _at(day: dt.date, clock: re.Match[str], raw: str) -> dt.datetime:
    hour, minute, second = int(clock["hour"]), int(clock["minute"]), int(clock["second"] or 0)
    if (hour, minute, second) == (24, 0, 0):
        return dt.datetime.combine(day + dt.timedelta(days=1), _MIDNIGHT)
    if hour > 23 or minute > 59 or second > 59:
        raise QuantityError(
            "{text} has a time that no clock shows",
            "times run from 00:00 to 23:59, and 24:00 is the end of the day",
            text=shown(raw),
        )
    return dt.datetime.combine(day, dt.time(hour, minute, second))
