"""Sheets as plain values: columns, rows, and what a cell can hold."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TypeAlias

from msgspec import Struct

from ecsc.assess.verdicts import Value
from ecsc.messages import Words
from ecsc.quantity import Count, Duration, Money, Points, Rate

WHOLE, DAYS, PERCENT = "#,##0", "#,##0.###", "0.0%"
DAY = "yyyy-mm-dd"


class Number(Struct, frozen=True):
    """A number with its format, in the notation of Excel."""

    value: Decimal | int
    format: str


class Formula(Struct, frozen=True):
    """A formula, `result` as it comes out now, for programs that show a workbook without computing it."""

    text: str
    result: Decimal | str = ""
    format: str = ""


Cell: TypeAlias = str | dt.date | Number | Formula | None


class Column(Struct, frozen=True):
    """A column: its title and its width in characters; where `fill_in`, it waits for its reader's figures."""

    title: str
    width: int
    fill_in: bool = False


class Sheet(Struct, frozen=True):
    """A sheet: its first row are the titles, its second row is the first of `rows`.

    So many columns stay in sight when it is scrolled; the sums of `total` stand below, outside of the filter.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    held: int = 2
    total: tuple[Cell, ...] = ()


def cell(value: Value | None, w: Words) -> Cell:
    """Return a value as a number where it is one, with the format that shows what it is; else as people read it."""
    match value:
        case None:
            return None
        case Money(amount=amount, currency=currency):
            return Number(amount, money_format(currency))
        case Rate(value=number):
            return Number(number, percent_format(number))
        case Points(value=number):
            return Number(number, f'General "{w("percentage points")}"')
        case Count(value=number):
            return Number(number, number_format(number))
        case Duration(value=number):
            unit = w.show(value).removeprefix(w.show(Count(number))).strip().replace('"', "")
            return Number(number, f'General "{unit}"')
        case _:
            return w.show(value)


def money(amount: Money | None) -> Cell:
    """Return an amount as a number in the format of its currency."""
    return None if amount is None else Number(amount.amount, money_format(amount.currency))


def money_format(currency: str) -> str:
    """Return the format of amounts, with the code of the currency: signs such as ¥ stand for more than one."""
    return f"[${currency}] #,##0.00;[Red]-[${currency}] #,##0.00"


def percent_format(number: Decimal) -> str:
    """Return a format for percentages with the decimals that `number` has, at most four."""
    places = min(4, max(0, _places(number) - 2))
    return f"0.{'0' * places}%" if places else "0%"


def number_format(number: Decimal) -> str:
    """Return a format for plain numbers with the decimals that `number` has, at most six."""
    places = min(6, _places(number))
    return f"#,##0.{'0' * places}" if places else WHOLE


def _places(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def letter(column: int) -> str:
    """Return the letters of a column, 0 is `A`."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
