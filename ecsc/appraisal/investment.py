"""What an investment returns: ROI over its years, and when it is paid back."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from ecsc.quantity import EXACT


class Return(Struct, frozen=True):
    """The return on an investment over `years`.

    `roi` is (saving - cost) / cost, None where it costs nothing; `payback_months` counts months of net saving
    until what was paid once is back, None where the saving of a year does not exceed its cost.
    """

    years: int
    cost: Decimal
    saving: Decimal
    roi: Decimal | None
    payback_months: Decimal | None


def return_on(once: Decimal, per_year: Decimal, saving_per_year: Decimal, years: int) -> Return:
    """Return what paying `once` and `per_year` brings when it saves `saving_per_year`, in one currency."""
    cost = EXACT.add(once, EXACT.multiply(per_year, Decimal(years)))
    saving = EXACT.multiply(saving_per_year, Decimal(years))
    net = EXACT.subtract(saving_per_year, per_year)
    return Return(
        years,
        cost,
        saving,
        EXACT.divide(EXACT.subtract(saving, cost), cost) if cost else None,
        EXACT.divide(EXACT.multiply(once, Decimal(12)), net) if net > 0 else None,
    )
