"""Dates that come round as one rule with exceptions, so that ten years of daily work are a few lines."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FEWEST = 4
"""Fewer dates are written one by one."""
LEFT_OUT, ALONE = 1, 3
"""What a day left out of a rule and a date outside of it weigh against each other: entries apart are what clutters."""

Dates = tuple[dt.date, ...]


class Series(Struct, frozen=True):
    """Dates as a rule (RFC 5545, RRULE) from `first` on, the days of it left out, and dates that it has not."""

    first: dt.date
    rule: str
    without: Dates
    single: Dates


@lru_cache(maxsize=256)
def series(dates: Dates) -> Series | None:
    """Return the rule that tells ascending dates exactly with the fewest exceptions; None where none is short."""
    if len(dates) < FEWEST:
        return None
    best, least = None, ALONE * len(dates)
    for rule, days in _candidates(dates):
        one = _told(frozenset(dates), rule, days)
        size = ALONE * (1 + len(one.single)) + LEFT_OUT * len(one.without)
        if size < least and len(one.single) * 4 <= len(dates):
            best, least = one, size
    return best


def _candidates(dates: Dates) -> Iterator[tuple[str, list[dt.date]]]:
    """Yield rules that may do, each with its days: on some weekdays, on one of some weeks, every few days."""
    often = Counter(day.weekday() for day in dates)
    most = max(often.values())
    # The weekdays that have nearly all dates, and those that have any: extra working days fall on a Saturday.
    for share in (2, most):
        yield _weekly(dates, [weekday for weekday in range(7) if often[weekday] * share >= most])
    main = often.most_common(1)[0][0]
    weeks = [day.toordinal() // 7 for day in dates if day.weekday() == main]
    for step, _ in Counter(after - before for before, after in pairwise(weeks)).most_common(1):
        yield _weekly(dates, [main], step)
    step, _ = Counter((after - before).days for before, after in pairwise(dates)).most_common(1)[0]
    if step < 7:
        first, last = dates[0].toordinal(), dates[-1].toordinal()
        days = [dt.date.fromordinal(one) for one in range(first, last + 1, step)]
        yield _rule("DAILY", step), days


def _rule(frequency: str, interval: int) -> str:
    return f"FREQ={frequency}" + (f";INTERVAL={interval}" if interval > 1 else "")


def _weekly(dates: Dates, weekdays: Collection[int], interval: int = 1) -> tuple[str, list[dt.date]]:
    """Return the rule and the days on `weekdays` of every so many weeks, within the dates."""
    first = next(day for day in dates if day.weekday() in weekdays)
    last = dates[-1].toordinal()
    monday = first.toordinal() - first.weekday()
    days = [
        dt.date.fromordinal(week + weekday)
        for week in range(monday, last + 1, 7 * interval)
        for weekday in weekdays
        if first.toordinal() <= week + weekday <= last
    ]
    return f"{_rule('WEEKLY', interval)};BYDAY={','.join(DAYS[day] for day in weekdays)}", days


def _told(there: Collection[dt.date], rule: str, days: list[dt.date]) -> Series:
    kept = [number for number, day in enumerate(days) if day in there]
    days = days[kept[0] : kept[-1] + 1]  # a series starts and ends on a day that it has
    until = days[-1].isoformat().replace("-", "")
    without = tuple(day for day in days if day not in there)
    return Series(days[0], f"{rule};UNTIL={until}", without, tuple(sorted(set(there).difference(days))))
