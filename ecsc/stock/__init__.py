"""Stock mathematics: safety stock, reorder point, and the service level that a stock implies.

In: demand, its spread and lead times as plain numbers in one unit of time. Out: pieces and shares, in floats
of about 12 digits. Knows no strategy; imports nothing but the standard library.
"""

from ecsc.stock.safety_stock import (
    cycle_service_level,
    days_of_cover,
    demand_spread,
    reorder_point,
    safety_stock,
)

__all__ = ["cycle_service_level", "days_of_cover", "demand_spread", "reorder_point", "safety_stock"]
