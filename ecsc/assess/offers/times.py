"""How often an offer counts in one order, and when it can be used."""

from __future__ import annotations

import calendar
import datetime as dt

from ecsc.assess.lengths import elapsed_minutes
from ecsc.model.offer import OfferLimits, Promotion
from ecsc.offers import BuyAndGet, Offer
from ecsc.offers.terms import piecewise
from ecsc.quantity import Duration

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def times(offer: Offer, limits: OfferLimits | None) -> int | None:
    """Return the most an offer counts in one order: pieces if it is piecewise, else times; None without a limit.

    One customer in one order is bound by `per_order` and `per_customer`, by all there is of `redemptions` (for what
    is not piecewise) and of `units` (for what is, and for sets of a buy-and-get offer).
    """
    if limits is None:
        return None
    by_piece = piecewise(offer)
    bounds = [limits.per_order, limits.per_customer]
    if not by_piece or limits.redemptions == 0:
        bounds.append(limits.redemptions)
    if isinstance(offer.benefit, BuyAndGet) and limits.units is not None:
        bounds.append(limits.units // offer.benefit.get)
    elif by_piece or limits.units == 0:
        bounds.append(limits.units)
    return min((one for one in bounds if one is not None), default=None)


def window(promotion: Promotion) -> tuple[dt.datetime | None, dt.datetime | None]:
    """Return when a promotion can be used, half-open, None for no end; a coupon until it expires.

    The last coupon is given out at the end of the window, and is good for the time of `expires` from then.
    """
    if promotion.window is None:
        return None, None
    end = promotion.window.end
    return promotion.window.start, end if promotion.expires is None else later(end, promotion.expires)


def later(instant: dt.datetime, length: Duration) -> dt.datetime | None:
    """Return the instant a length of calendar time later, months by the calendar; None beyond the last year."""
    try:
        if length.unit in _MONTHS:
            months = instant.month - 1 + int(length.value) * _MONTHS[length.unit]
            year, month = instant.year + months // 12, months % 12 + 1
            day = min(instant.day, calendar.monthrange(year, month)[1])
            return instant.replace(year=year, month=month, day=day)
        return instant + dt.timedelta(minutes=elapsed_minutes(length))
    except (OverflowError, ValueError):
        return None
