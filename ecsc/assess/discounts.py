"""What promotions can give away at most on each channel, in the periods of its planned sales."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from ecsc.assess.laying import by_period, in_currency
from ecsc.assess.margins import ChannelMargin
from ecsc.assess.offers.exposures import Exposures
from ecsc.assess.spending import Days, Spend
from ecsc.model import Strategy
from ecsc.model.exchange import Exchange
from ecsc.model.offer import Promotion
from ecsc.quantity import apportion, minor_unit


def given_away(
    strategy: Strategy, days: Days, margins: Sequence[ChannelMargin]
) -> Mapping[tuple[str, str], tuple[Decimal | None, ...]]:
    """Return by goal and channel the most that promotions can give away in each period, None where it has no bound.

    It lies evenly on the days of a promotion; what several channels share is divided by their planned sales.
    """
    found: dict[tuple[str, str], list[Decimal | None]] = {
        (one.goal, one.channel): [Decimal(0)] * len(one.periods) for one in margins
    }
    exposures, exchange = Exposures(strategy), Exchange(strategy)
    by_goal: dict[str, list[ChannelMargin]] = {}
    for one in margins:
        by_goal.setdefault(one.goal, []).append(one)
    for promotion in strategy.promotions.values():
        for rows in by_goal.values():
            sharing = [one for one in rows if not promotion.channels or one.channel in promotion.channels]
            if sharing and promotion.window is not None:
                amounts = _amounts(promotion, exposures, exchange, days, sharing)
                for one, parts in zip(sharing, amounts, strict=True):
                    so_far = found[one.goal, one.channel]
                    for index, part in parts.items():
                        before = so_far[index]
                        so_far[index] = None if part is None or before is None else before + part
    return {key: tuple(parts) for key, parts in found.items()}


def _amounts(
    promotion: Promotion,
    exposures: Exposures,
    exchange: Exchange,
    days: Days,
    sharing: Sequence[ChannelMargin],
) -> list[dict[int, Decimal | None]]:
    """Return for each of the channels that share a promotion its part by the number of the period it touches."""
    found: list[dict[int, Decimal | None]] = [{} for _ in sharing]
    window, currency = promotion.window, sharing[0].currency
    if window is None:
        return found
    periods = [row.period for row in sharing[0].periods]
    bound = exposures.of(promotion).worst
    spend = None
    if bound is not None:
        stated = Spend("promotions", promotion.id, "", None, "offer", bound, "even", window)
        spend = in_currency(exchange, stated, currency, days)
    parts = by_period(spend, periods, days) if spend is not None else None
    for index, period in enumerate(periods):
        if period.first > window.last_day or window.start.date() > period.last:
            continue
        weights = [one.periods[index].steps.gross for one in sharing if len(one.periods) == len(periods)]
        whole = sum(weights, Decimal(0))
        shares: Sequence[Decimal | None] = [None] * len(sharing)
        if parts is not None and whole and len(weights) == len(sharing):
            shares = apportion(parts[index].amount, weights, whole, minor_unit(currency))
        for one, share in zip(found, shares, strict=True):
            one[index] = share
    return found
