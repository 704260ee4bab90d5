"""How large the market is while the strategy runs, and how much reaches people: pieces, followers, messages."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ecsc.assess import Assessed, number
from ecsc.assess.duty_dates import DutyDates
from ecsc.assess.units import as_value
from ecsc.assess.verdicts import Remark, Value
from ecsc.model.reach import KolPlan, Message
from ecsc.plan.figure_types import Figure
from ecsc.quantity import EXACT, Count, Money, Period, Range, Rate, Recurrence

_MOST_YEARS = 30
"""Over a longer time nobody states a growth rate, and a year so far away is a slip of the pen."""

_LARGEST_RATE = 10
"""A market that grows more than tenfold every year is one too."""

_TIMES_A_YEAR = {"day": 364, "week": 52, "month": 12, "quarter": 4, "half": 2, "year": 1}
"""How many of a unit a year of 52 weeks has."""


def market_figures(assessed: Assessed) -> Iterator[Figure]:
    """Yield the size of the market in each year of the strategy after the one it is stated for, growing every year."""
    strategy = assessed.linked.strategy
    size = strategy.market.size if strategy.market is not None else None
    if size is None or size.year is None or not isinstance(size.value, Money | Count):
        return
    rate, period = size.growth_rate, strategy.header.period
    if not isinstance(rate, Rate) or not -1 < rate.value <= _LARGEST_RATE:
        return
    last = min(period.last.year, size.year + _MOST_YEARS)
    for year in range(max(period.first.year, size.year + 1), last + 1):
        steps = year - size.year
        grown = EXACT.multiply(number(size.value), EXACT.power(1 + rate.value, steps))
        way = _growing(size.value, size.year, rate, steps)
        found = as_value(grown, size.value)
        if isinstance(found, Count) and size.unit is not None:
            found = Count(found.value, found.unit or size.unit)
        yield Figure("market", "", "year", found, way, year=year)


def _growing(size: Value, year: int, rate: Rate, steps: int) -> Remark:
    params = {"value": size, "year": str(year), "rate": Rate(abs(rate.value)), "n": steps}
    if steps == 1:
        if rate.value < 0:
            return Remark("{value} in {year} × (1 - {rate})", params)
        return Remark("{value} in {year} × (1 + {rate})", params)
    if rate.value < 0:
        return Remark("{value} in {year} × (1 - {rate}) to the power of {n}", params)
    return Remark("{value} in {year} × (1 + {rate}) to the power of {n}", params)


def follower_figures(assessed: Assessed) -> Iterator[Figure]:
    """Yield how many pieces opinion leaders make, and how many followers they have, each counted for each leader."""
    for tactic in assessed.linked.strategy.tactics.values():
        kol = tactic.kol
        if kol is None or kol.count is None:
            continue
        if kol.deliverables is not None:
            pieces = Count(Decimal(kol.count * kol.deliverables))
            way = Remark("{n} people × {each} pieces", {"n": kol.count, "each": kol.deliverables})
            yield Figure("tactics", tactic.id, "pieces", pieces, way)
        yield from _followers(tactic.id, kol, kol.count)


def _followers(tactic: str, kol: KolPlan, count: int) -> Iterator[Figure]:
    ends = _ends(kol.followers) if kol.followers is not None else None
    if ends is None:
        return
    low, high = ends
    way = Remark(
        "{n} people × {each} followers, those who follow several counted for each",
        {"n": count, "each": kol.followers},
    )
    to = _scaled(high, count) if high != low else None
    yield Figure("tactics", tactic, "followers", _scaled(low, count), way, to)


def _ends(stated: Range | Count) -> tuple[Decimal, Decimal] | None:
    low, high = (stated.low, stated.high) if isinstance(stated, Range) else (stated, stated)
    return (low.value, high.value) if isinstance(low, Count) and isinstance(high, Count) else None


def _scaled(amount: Decimal, times: int) -> Value:
    return Count(EXACT.multiply(amount, Decimal(times)))


def message_figures(assessed: Assessed) -> Iterator[Figure]:
    """Yield how many messages there are of each that comes round, a week and over its time, and of all together."""
    header = assessed.linked.strategy.header
    counted: dict[Period, DutyDates] = {}
    total, weekly, several = 0, Decimal(0), 0
    for message in assessed.linked.strategy.messages.values():
        every, period = message.every, _time_of(message, header.period)
        if every is None or period is None:
            continue
        dates = counted.setdefault(period, DutyDates(period, assessed.timetable))
        found = dates.rounds(every, None) if every.unit == "workday" else dates.without_rest(every)
        n, rate = len(found.dates), _a_week(every, len(header.calendar.workweek))
        total, weekly, several = total + n, EXACT.add(weekly, rate), several + 1
        way = Remark(
            "as often as it comes round from {first} to {last}", {"first": period.first, "last": period.last}
        )
        yield Figure("messages", message.id, "messages", Count(Decimal(n)), way)
        way = Remark("{every}, 52 weeks a year", {"every": every})
        yield Figure("messages", message.id, "week", Count(rate), way)
    if several > 1:
        way = Remark("{n} messages that come round, taken together", {"n": several})
        yield Figure("messages", "", "messages", Count(Decimal(total)), way)
        if len(counted) == 1:  # at other times they are not all sent in one week
            yield Figure("messages", "", "week", Count(weekly), way)


def _time_of(message: Message, whole: Period) -> Period | None:
    """Return the days of the strategy in which a message is sent."""
    if message.window is None:
        return whole
    first, last = max(whole.first, message.window.start.date()), min(whole.last, message.window.last_day)
    return Period(first, last, "range", f"{first}..{last}") if first <= last else None


def _a_week(every: Recurrence, workdays: int) -> Decimal:
    if every.unit == "workday":
        return EXACT.divide(Decimal(workdays), Decimal(every.count))
    return EXACT.divide(Decimal(_TIMES_A_YEAR[every.unit]), Decimal(52 * every.count))
