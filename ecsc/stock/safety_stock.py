"""Safety stock under normal demand: `z * sqrt(L * sd^2 + d^2 * sd_L^2)`.

The level is that of a cycle, the share of cycles without a stock-out, not the fill rate; the normal
approximation fails for slow movers.
"""

from __future__ import annotations

from math import inf, sqrt
from statistics import NormalDist

_NORMAL = NormalDist()


def demand_spread(
    demand_sd: float, lead_time: float, demand: float = 0.0, lead_time_sd: float = 0.0
) -> float:
    """Return the standard deviation of the demand over the lead time, in pieces.

    Demand and its standard deviation are per unit of time, lead times in the same unit.
    """
    return sqrt(lead_time * demand_sd**2 + (demand * lead_time_sd) ** 2)


def safety_stock(service_level: float, spread: float) -> float:
    """Return the pieces that meet the demand in `service_level` (0 to 1) of the cycles.

    A level of 0 or 1 needs infinitely little or much.
    """
    if service_level >= 1:
        return inf
    if service_level <= 0:
        return -inf
    return _NORMAL.inv_cdf(service_level) * spread


def cycle_service_level(stock: float, spread: float) -> float:
    """Return in which share of the cycles a safety stock meets the demand; without spread, always or never."""
    if spread <= 0:
        return 1.0 if stock >= 0 else 0.0
    return _NORMAL.cdf(stock / spread)


def reorder_point(demand: float, lead_time: float, stock: float) -> float:
    """Return the stock at which an order goes out: the demand over the lead time and the safety stock."""
    return demand * lead_time + stock


def days_of_cover(stock: float, demand_per_day: float) -> float:
    """Return for how many days a stock lasts; for ever without demand."""
    return inf if demand_per_day <= 0 else stock / demand_per_day
