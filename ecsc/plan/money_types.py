"""The plan's money: every budget line with what is committed on it, in all and by period."""

from __future__ import annotations

from msgspec import Struct

from ecsc.assess.spending import Spender
from ecsc.quantity import Money, Period


class Commitment(Struct, frozen=True):
    """One thing that spends on a line: `section` and `id`, its amount, and the share in each quarter."""

    section: Spender
    id: str
    name: str
    line: str
    amount: Money
    by_period: tuple[Money, ...]


class LinePeriod(Struct, frozen=True):
    """One quarter or month of a budget line; `limit` is None where the line is not phased for it.

    `left` is limit minus committed, None without a limit.
    """

    period: Period
    limit: Money | None
    committed: Money
    left: Money | None = None


class BudgetPlan(Struct, frozen=True):
    """A budget line, dotted `path` from its root. `committed` includes the lines below it.

    `left` is limit minus committed (None without a limit), `reserved` the part of it that child lines
    marked `reserve` keep back. `periods` are quarters; `months` are for lines without phasing too.
    """

    path: str
    name: str
    depth: int
    limit: Money | None
    committed: Money
    reserved: Money
    left: Money | None
    reserve: bool
    periods: tuple[LinePeriod, ...]
    commitments: tuple[Commitment, ...]
    owner: str | None
    months: tuple[LinePeriod, ...] = ()
