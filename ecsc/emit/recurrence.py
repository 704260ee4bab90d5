"""How often something comes round, and on which days, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from ecsc.messages import Words
from ecsc.plan.time_types import Occurrence, RecurringPlan
from ecsc.quantity import Period, Recurrence, parse_recurrence


def how_often(item: RecurringPlan, w: Words) -> str:
    """Return how often an item comes round and on which day: `every 2 weeks, on Friday`."""
    every = parse_recurrence(item.every)
    often = _every(every, w)
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


def _every(every: Recurrence, w: Words) -> str:
    number = every.count
    match every.unit:
        case "day":
            return w.count("every day", "every {n} days", number)
        case "workday":
            return w.count("every working day", "every {n} working days", number)
        case "week":
            return w.count("every week", "every {n} weeks", number)
        case "month":
            return w.count("every month", "every {n} months", number)
        case "quarter":
            return w.count("every quarter", "every {n} quarters", number)
        case "half":
            return w.count("every half-year", "every {n} half-years", number)
        case "year":
            return w.count("every year", "every {n} years", number)


def weekday(number: int, w: Words) -> str:
    """Return the name of a day of the week, 0 Monday."""
    return (
        w("Monday"), w("Tuesday"), w("Wednesday"), w("Thursday"), w("Friday"), w("Saturday"), w("Sunday"),
    )[number]  # fmt: skip


def dates_by_month(dates: Iterable[Occurrence], w: Words) -> str:
    """Return dates month by month, each month named once: `Jan 2026: 5, 12, 19 · Feb 2026: 2`."""
    months = []
    for (year, month), group in groupby(dates, key=lambda one: (one.date.year, one.date.month)):
        days = [one.date for one in group]
        first = days[0].replace(day=1)
        name = w.period(Period(first, days[-1], "month", f"{year:04}-{month:02}"))
        months.append(w("{month}: {days}", month=name, days=", ".join(str(day.day) for day in days)))
    return " · ".join(months)
