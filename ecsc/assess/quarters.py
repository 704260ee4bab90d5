"""The quarters by which a strategy tells its money: those of its fiscal year, else of the calendar."""

from __future__ import annotations

from msgspec.structs import replace

from ecsc.assess.spending import lines
from ecsc.model import Strategy
from ecsc.quantity import Period, QuantityError, parse_period, split_period


def quarters_of(strategy: Strategy) -> tuple[Period, ...]:
    """Return the quarters of the strategy's period.

    They are fiscal where the fiscal year begins with another month than the year, unless its money is phased by
    quarters or halves of the calendar.
    """
    header = strategy.header
    start = header.fiscal_year_start
    fiscal = header.period.fiscal or (start != 1 and not _by_calendar(strategy))
    return split_period(replace(header.period, fiscal=fiscal), "quarter", start)


def _by_calendar(strategy: Strategy) -> bool:
    """Return whether a budget line is phased by quarters or halves of the calendar."""
    for key in {key for _, line, _ in lines(strategy) for key in line.phasing}:
        try:
            part = parse_period(key, strategy.header.fiscal_year_start)
        except QuantityError:
            continue  # told where it stands
        if part.kind in ("quarter", "half") and not part.fiscal:
            return True
    return False
