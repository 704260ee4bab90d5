"""How often something comes round, and on which days, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from ecsc.messages import Words
from ecsc.plan.time_types import DutyPlan, Occurrence
from ecsc.quantity import Period, Recurrence, parse_recurrence


def how_often(item: DutyPlan, w: Words) -> str:
    """Return how often an item comes round and on which day: `every 2 weeks, on Friday`; empty for once."""
    if item.every is None:
        return ""
    every = parse_recurrence(item.every)
    often = often_words(every, w)
    by_week = every.unit in ("week", "month", "quarter", "half", "year")
    if item.day is not None and every.unit in ("month", "quarter", "half", "year"):
        if item.day < 0:
            return w("{often}, on the last day", often=often)
        if every == Recurrence(1, "month"):
            return w("{often}, on day {day}", often=often, day=item.day)
        return w("{often}, on day {day} of the last month", often=often, day=item.day)
    if item.weekday is not None and by_week:
        if every.unit == "week":
            return w("{often}, on {weekday}", often=often, weekday=weekday(item.weekday, w))
        return w("{often}, on the first {weekday}", often=often, weekday=weekday(item.weekday, w))
    return often


def often_words(every: Recurrence, w: Words) -> str:
    """Return how often, in words. Chinese has one form for all numbers, so once in a unit is a text of its own."""
    n = every.count
    match every.unit:
        case "day":
            return w("every day") if n == 1 else w("every {n} days", n=n)
        case "workday":
            return w("every working day") if n == 1 else w("every {n} working days", n=n)
        case "week":
            return w("every week") if n == 1 else w("every {n} weeks", n=n)
        case "month":
            return w("every month") if n == 1 else w("every {n} months", n=n)
        case "quarter":
            return w("every quarter") if n == 1 else w("every {n} quarters", n=n)
        case "half":
            return w("every half-year") if n == 1 else w("every {n} half-years", n=n)
        case "year":
            return w("every year") if n == 1 else w("every {n} years", n=n)


def is_frequent(item: DutyPlan) -> bool:
    """Return whether something comes round more often than once a week, so that its dates are told as one."""
    if item.every is None:
        return False
    every = parse_recurrence(item.every)
    return (every.unit == "day" and every.count < 7) or (every.unit == "workday" and every.count < 5)


def weekday(number: int, w: Words) -> str:
    """Return the name of a day of the week, 0 Monday."""
    return (
        w("Monday"), w("Tuesday"), w("Wednesday"), w("Thursday"), w("Friday"), w("Saturday"), w("Sunday"),
    )[number]  # fmt: skip


def dates_by_month(dates: Iterable[Occurrence], w: Words) -> str:
    """Return dates month by month, each month named once: `Jan 2026: 5, 12 and 19 · Feb 2026: 2`."""
    months = []
    for (year, month), group in groupby(dates, key=lambda one: (one.date.year, one.date.month)):
        days = [one.date for one in group]
        first = days[0].replace(day=1)
        name = w.period(Period(first, days[-1], "month", f"{year:04}-{month:02}"))
        months.append(w("{month}: {days}", month=name, days=w.show([str(day.day) for day in days])))
    return " · ".join(months)
