"""What all promotions can cost together: in all, and on each budget line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from ecsc.assess.offers.exposures.exposure_types import Exposure, JointExposure, LineExposure
from ecsc.model import Strategy
from ecsc.model.exchange import Exchange
from ecsc.quantity import Money


def joint_exposure(exposures: Sequence[Exposure], strategy: Strategy) -> JointExposure:
    """Return the sums of the exposures in the strategy's currency; one that cannot be converted counts as open.

    It is an upper bound: an order that uses two offers counts in both, and no order uses more than it may.
    """
    exchange, currency = Exchange(strategy), strategy.header.currency
    amounts = {
        one.promotion: exchange.converted(one.worst, currency) if one.worst is not None else None
        for one in exposures
    }
    by_line: dict[str, list[str]] = {}
    for one in exposures:
        by_line.setdefault(one.line or "", []).append(one.promotion)
    return JointExposure(
        _sum(amounts.values(), currency),
        tuple(name for name, amount in amounts.items() if amount is None),
        tuple(
            LineExposure(
                line,
                _sum((amounts[name] for name in names), currency),
                tuple(names),
                tuple(name for name in names if amounts[name] is None),
            )
            for line, names in by_line.items()
        ),
    )


def _sum(amounts: Iterable[Money | None], currency: str) -> Money:
    return Money(sum((one.amount for one in amounts if one is not None), Decimal(0)), currency)
