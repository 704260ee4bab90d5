"""Exact quantities: money, rates, points, counts, durations, periods and windows.

In: text or numbers as authors write them (`100万`, `5折`, `10d`, `2026-Q1`, full-width digits). Out: frozen
values, or `QuantityError` with the reason. Also printing by locale and arithmetic. Imports nothing of ecsc.
"""

from ecsc.quantity.amounts import Amount, parse_amount, parse_count, parse_frequency
from ecsc.quantity.arithmetic import add, divide, multiply, subtract
from ecsc.quantity.coins import apportion, minor_unit, to_coins
from ecsc.quantity.currencies import parse_currency
from ecsc.quantity.dates import parse_date
from ecsc.quantity.durations import parse_duration
from ecsc.quantity.formatting import (
    format_count,
    format_duration,
    format_frequency,
    format_money,
    format_number,
    format_points,
    format_range,
    format_rate,
    show,
)
from ecsc.quantity.money import parse_money
from ecsc.quantity.parts import last_stated_digit, parse_number
from ecsc.quantity.periods import day_range, parse_period, parse_week
from ecsc.quantity.ranges import parse_range
from ecsc.quantity.rates import parse_discount, parse_points, parse_rate
from ecsc.quantity.recurrence import (
    parse_cadence,
    parse_cycle,
    parse_month_day,
    parse_recurrence,
    parse_weekday,
)
from ecsc.quantity.splitting import nth_week, split_period
from ecsc.quantity.timewords import format_date, format_instant, format_period, format_window
from ecsc.quantity.values import (
    EXACT,
    Count,
    DayKind,
    Duration,
    DurationUnit,
    Frequency,
    Money,
    Period,
    PeriodKind,
    Points,
    Quantity,
    QuantityError,
    Range,
    Rate,
    Recurrence,
    RecurrenceUnit,
    Window,
)
from ecsc.quantity.windows import parse_instant, parse_window, window_of
from ecsc.quantity.workweek import parse_workweek

__all__ = [
    "EXACT",
    "Amount",
    "Count",
    "DayKind",
    "Duration",
    "DurationUnit",
    "Frequency",
    "Money",
    "Period",
    "PeriodKind",
    "Points",
    "Quantity",
    "QuantityError",
    "Range",
    "Rate",
    "Recurrence",
    "RecurrenceUnit",
    "Window",
    "add",
    "apportion",
    "day_range",
    "divide",
    "format_count",
    "format_date",
    "format_duration",
    "format_frequency",
    "format_instant",
    "format_money",
    "format_number",
    "format_period",
    "format_points",
    "format_range",
    "format_rate",
    "format_window",
    "last_stated_digit",
    "minor_unit",
    "multiply",
    "nth_week",
    "parse_amount",
    "parse_cadence",
    "parse_count",
    "parse_currency",
    "parse_cycle",
    "parse_date",
    "parse_discount",
    "parse_duration",
    "parse_frequency",
    "parse_instant",
    "parse_money",
    "parse_month_day",
    "parse_number",
    "parse_period",
    "parse_points",
    "parse_range",
    "parse_rate",
    "parse_recurrence",
    "parse_week",
    "parse_weekday",
    "parse_window",
    "parse_workweek",
    "show",
    "split_period",
    "subtract",
    "to_coins",
    "window_of",
]
