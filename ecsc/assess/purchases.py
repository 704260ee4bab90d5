"""What stock is bought, and when it is paid: the demand of each month and the safety stock, a class at a time.

The goods of a month arrive on its first day and are ordered the lead time before; the safety stock comes with the
first. What is in stock is used up first. Pieces are whole.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, Decimal
from math import ceil

from msgspec import Struct

from ecsc.assess.elapsed import days_in, pieces_per_day
from ecsc.assess.goods import Goods, keys
from ecsc.assess.stock import StockView, keeps_safety_stock, stock_views
from ecsc.assess.suppliers import ItemSuppliers, by_item
from ecsc.model import Strategy
from ecsc.model.offer import StockPolicy
from ecsc.model.resources import Supplier
from ecsc.quantity import EXACT, Duration, Money, Period, minor_unit, split_period, to_coins


class Purchase(Struct, frozen=True):
    """One delivery: its pieces, what they cost, and each payment with its day."""

    pieces: int
    cost: Money
    payments: tuple[tuple[dt.date, Money], ...]


class ClassPurchases(Struct, frozen=True):
    """What is bought of a stock class over the strategy's period; `missing` names what it cannot be told without."""

    policy: StockPolicy
    supplier: Supplier | None
    purchases: tuple[Purchase, ...]
    missing: tuple[str, ...]


def purchases(strategy: Strategy) -> Iterator[ClassPurchases]:
    """Yield the purchases of every stock class that states what a piece costs."""
    if not strategy.inventory:
        return
    items = by_item(strategy)
    header = strategy.header
    months = split_period(header.period, "month", header.fiscal_year_start)
    for stock in stock_views(strategy):
        if stock.policy.unit_cost is not None:
            yield _purchases(strategy, stock, stock.policy.unit_cost, items, months)


def _purchases(
    strategy: Strategy,
    stock: StockView,
    unit_cost: Money,
    items: Mapping[str, ItemSuppliers],
    months: Sequence[Period],
) -> ClassPurchases:
    policy, place = stock.policy, f"inventory.{stock.policy.id}"
    supplier = _supplier(stock.goods, items, strategy)
    terms = supplier.payment if supplier is not None else None
    daily = pieces_per_day(policy.demand) if policy.demand is not None else None
    missing = []
    if daily is None:
        missing.append(f"`{place}.demand`")
    if stock.lead_time is None:
        missing.append(f"`{place}.lead_time`")
    if stock.pieces is None and keeps_safety_stock(policy):
        missing.append(f"`{place}.safety_stock`")
    if supplier is None:
        missing.append("`suppliers`")
    elif terms is None or (terms.at_order is not None and terms.at_order.value > 1):
        missing.append(f"`suppliers.{supplier.id}.payment`")
    if missing or daily is None or stock.lead_time is None or terms is None:
        return ClassPurchases(policy, supplier, (), tuple(missing))
    needed = _needed(daily, months, ceil(round(stock.pieces or 0, 9)), _in_stock(stock.goods, strategy))
    deposit = terms.at_order.value if terms.at_order is not None else Decimal(0)
    found = []
    for month, pieces in zip(months, needed, strict=True):
        if pieces:
            unit = minor_unit(unit_cost.currency)
            cost = to_coins(EXACT.multiply(unit_cost.amount, Decimal(pieces)), unit)
            first = to_coins(EXACT.multiply(cost, deposit), unit)
            ordered, paid = (
                _moved(month.first, stock.lead_time, -1),
                _moved(month.first, terms.after_delivery, 1),
            )
            parts = tuple(
                (day, Money(amount, unit_cost.currency))
                for day, amount in ((ordered, first), (paid, cost - first))
                if amount
            )
            found.append(Purchase(pieces, Money(cost, unit_cost.currency), parts))
    return ClassPurchases(policy, supplier, tuple(found), ())


def _needed(daily: Decimal, months: Sequence[Period], kept: int, at_hand: int) -> list[int]:
    """Return the pieces to be delivered for each month: whole ones, their sum that of the whole demand."""
    found, wanted, bought, days = [], Decimal(kept), at_hand, 0
    for month in months:
        days += month.days
        wanted = EXACT.add(Decimal(kept), EXACT.multiply(daily, Decimal(days)))
        # Nine digits, so that 140 pieces a week over 7 days are not a piece more.
        due = int(to_coins(wanted, Decimal("1e-9")).to_integral_value(ROUND_CEILING))
        found.append(max(due - bought, 0))
        bought += found[-1]
    return found


def _in_stock(goods: Goods | None, strategy: Strategy) -> int:
    """Return the pieces that the products of a class have in stock, as far as they say."""
    if goods is None:
        return 0
    return sum(
        int(one.stock.value)
        for one in strategy.products.values()
        if one.stock is not None
        and (goods.everything or one.id in goods.products or (one.category or "") in goods.categories)
    )


def _supplier(goods: Goods | None, items: Mapping[str, ItemSuppliers], strategy: Strategy) -> Supplier | None:
    """Return who delivers a class first: the one named for its goods, or for all of them the only one."""
    if goods is None:
        return None
    names = items if goods.everything else sorted(keys(goods, strategy))
    found = {one.id: one for name in names if name in items for one in items[name].primary}
    if goods.everything and not items and len(strategy.suppliers) == 1:
        return next(iter(strategy.suppliers.values()))
    return next(iter(found.values()), None)


def _moved(day: dt.date, length: Duration | None, sign: int) -> dt.date:
    """Return the day some calendar time before or after another, in whole days; the calendar's end at the latest."""
    days = ceil(days_in(length)) if length is not None else 0
    last = (dt.date.max - day).days if sign > 0 else (day - dt.date.min).days
    return day + dt.timedelta(days=sign * min(max(days, 0), last))
