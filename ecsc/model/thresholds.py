"""The numbers that rules compare with: shipped defaults, which a strategy may replace."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from ecsc.catalogue import shipped_thresholds
from ecsc.model.kinds import Amount
from ecsc.model.strategy import Strategy
from ecsc.quantity import Count, Duration, Rate, parse_amount


@cache
def shipped(name: str) -> Amount:
    """Return the shipped value of a threshold. Raises `KeyError` for a name that only a program can get wrong."""
    return parse_amount(shipped_thresholds()[name]["value"], "CNY")


def threshold(strategy: Strategy, name: str) -> Amount:
    """Return the value of a threshold: the strategy's own where it is of the shipped one's kind, else that."""
    default = shipped(name)
    own = strategy.header.thresholds.get(name)
    return own if own is not None and type(own) is type(default) else default


def number_threshold(strategy: Strategy, name: str) -> Decimal:
    """Return a threshold that is a number or a share, as a bare number: 90 % is 0.9."""
    found = threshold(strategy, name)
    if not isinstance(found, Count | Rate):
        raise TypeError(name)
    return found.value


def length_threshold(strategy: Strategy, name: str) -> Duration:
    """Return a threshold that is a length of time."""
    found = threshold(strategy, name)
    if not isinstance(found, Duration):
        raise TypeError(name)
    return found
