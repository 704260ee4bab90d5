"""Regular checks by lawyers: on which days they fall, and which quarters have none."""

from __future__ import annotations

import datetime as dt

from ecsc.model import Strategy
from ecsc.model.risk import LegalReview
from ecsc.quantity import Period, split_period
from ecsc.schedule import months_later

_DAYS = {"day": 1, "workday": 1, "week": 7}
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def quarters_without_review(strategy: Strategy) -> tuple[Period, ...]:
    """Return the quarters of the strategy's period in which no review falls, in order."""
    reviews = strategy.legal_reviews.values()
    period = strategy.header.period
    return tuple(
        quarter
        for quarter in split_period(period, "quarter", strategy.header.fiscal_year_start)
        if not any(falls_in(review, quarter, period) for review in reviews)
    )


def counted_from(review: LegalReview, period: Period) -> dt.date | None:
    """Return the day from which a review's dates are counted, None where each quarter has its own.

    That is `last`; without it one that is rarer than a quarter closes each interval from the first day of the
    period, as `falls_in` takes it.
    """
    if review.last is not None:
        return review.last
    unit, count = review.every.unit, review.every.count
    often = _DAYS[unit] * count <= 92 if unit in _DAYS else _MONTHS[unit] * count <= 3
    return None if often else period.first - dt.timedelta(days=1)


def falls_in(review: LegalReview, quarter: Period, period: Period) -> bool:
    """Return whether a review falls in a quarter, or was done by then.

    Counted from `last`; without it reviews that come at least once a quarter can lie in each of them, and rarer
    ones are taken to close each interval from the first day of the period.
    """
    unit, count = review.every.unit, review.every.count
    start, end = quarter.first, quarter.last
    if unit in _DAYS:
        step = _DAYS[unit] * count
        if review.last is None:
            return step <= 92 or _day_step(period.first - dt.timedelta(days=1), step, start, end)
        return end <= review.last or start <= review.last <= end or _day_step(review.last, step, start, end)
    months = _MONTHS[unit] * count
    if review.last is None:
        if months <= 3:
            return True
        return _month_step(period.first - dt.timedelta(days=1), months, start, end)
    return review.last >= start or _month_step(review.last, months, start, end)


def _day_step(anchor: dt.date, step: int, start: dt.date, end: dt.date) -> bool:
    """Return whether a whole number of steps after the anchor lies between two days, both in."""
    steps = max(1, -(-(start - anchor).days // step))
    return steps * step <= (end - anchor).days


def _month_step(anchor: dt.date, months: int, start: dt.date, end: dt.date) -> bool:
    apart = (start.year - anchor.year) * 12 + start.month - anchor.month
    steps = max(1, apart // months)
    return any(start <= months_later(anchor, more * months) <= end for more in range(steps, steps + 3))
