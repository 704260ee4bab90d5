"""How long a test runs."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal


def days_needed(sample: int, share: Decimal, a_day: Decimal) -> int | None:
    """Return the days until an arm that gets `share` of those who come `a_day` has its `sample`: whole weeks.

    At least one week, as the days of a week differ. None where nobody comes.
    """
    arrivals = share * a_day
    if arrivals <= 0:
        return None
    weeks = (Decimal(sample) / arrivals / 7).to_integral_value(ROUND_CEILING)
    return max(1, int(weeks)) * 7
