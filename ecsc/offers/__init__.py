"""Offers: what an order costs at the till, and the lowest price that any permitted combination can reach.

In: goods and offers in whole coins of one currency (`terms`, whose first lines are the rules of the till). Out:
receipts and lowest prices with the way that leads there (`results`). Exact; knows no strategy.

What an offer takes off is told in three rooms, for three questions. `amounts` says it exactly, of an order as it
stands: what is charged. `limits` says how much it is at most of so many pieces of a price, in floats on the safe
side: what the walk through one good need not try. `cuts` says how much it is at most of one piece whatever else is in
the order: what the bound with other goods rests on.
"""

from ecsc.offers.results import Bound, Path, Receipt, Refused, Taken, Worst
from ecsc.offers.terms import (
    LEVELS,
    AmountOff,
    BuyAndGet,
    FixedPrice,
    Good,
    Level,
    Line,
    NoMoneyOff,
    Offer,
    PercentOff,
    Stacking,
    Step,
    Steps,
)

__all__ = [
    "LEVELS",
    "AmountOff",
    "Bound",
    "BuyAndGet",
    "FixedPrice",
    "Good",
    "Level",
    "Line",
    "NoMoneyOff",
    "Offer",
    "Path",
    "PercentOff",
    "Receipt",
    "Refused",
    "Stacking",
    "Step",
    "Steps",
    "Taken",
    "Worst",
]
