"""The form of a figure that follows from what the strategy states."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from ecsc.assess.verdicts import Remark, Value

FigureKind = Literal[
    "whole", "month", "week", "a_year", "year", "pieces", "followers", "messages", "orders", "order_value",
    "buyers", "change",
]  # fmt: skip


class Figure(Struct, frozen=True):
    """A figure that nobody states and that follows from what is stated: what it is, of whom, and how it came about.

    `section` and `id` are of the entry it follows from; the id is empty for a section as a whole. `whole` is a
    total over the time, `month` and `week` an average of one, `a_year`
    what a pace makes in a year, `year` the size of a market in `year`, `pieces`,
    `followers` and `messages` how many there are, `orders` how many there were at least, `order_value` and
    `buyers` (a share) what they were at most, `change` how much more or less than before. `value` is exact or in
    34 digits; `to` is the upper end of a range.
    """

    section: str
    id: str
    kind: FigureKind
    value: Value
    way: Remark
    to: Value | None = None
    year: int | None = None
