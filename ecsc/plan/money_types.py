"""The plan's money: every budget line with what is committed on it, in all and by period."""

from __future__ import annotations

from msgspec import Struct

from ecsc.assess.spending import Spender
from ecsc.quantity import Money, Period


class MonthShare(Struct, frozen=True):
    """What of an amount falls into a month, `month` as `2026-03`."""

    month: str
    amount: Money


class Commitment(Struct, frozen=True):
    """One thing that spends on a line: `section` and `id`, its amount, and the share in each quarter.

    `by_month` names the months in which anything falls. `line` is empty where no line pays. `stated` is what was
    written where `amount` is converted at the rates of the days it falls on.
    """

    section: Spender
    id: str
    name: str
    line: str
    amount: Money
    by_period: tuple[Money, ...]
    by_month: tuple[MonthShare, ...] = ()
    stated: Money | None = None


class LinePeriod(Struct, frozen=True):
    """One quarter or month of a budget line; `limit` is None where the line is not phased for it.

    `committed` has `exposed` in it, the most that promotions can give away there. `reserved` is what the phasing of
    lines kept in reserve keeps back, None where they are not phased for it. `left` is limit minus committed, None
    without a limit. `headroom` is what the limit of the whole line leaves at the end of the period, without the
    reserve and all that is committed until then; what lies in no period counts from the first.
    """

    period: Period
    limit: Money | None
    committed: Money
    left: Money | None = None
    exposed: Money | None = None
    reserved: Money | None = None
    headroom: Money | None = None


class BudgetPlan(Struct, frozen=True):
    """A budget line, dotted `path` from its root. `committed` includes the lines below it.

    `left` is limit minus committed (None without a limit), `reserved` the part of it that child lines
    marked `reserve` keep back, `headroom` what is left without that. `exposed` is what promotions can give away at
    most, `elsewhere` what has no dates or lies outside the strategy's period, both part of `committed`. `periods`
    are quarters; `months` are for lines without phasing too, and sum to them.
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
    exposed: Money | None = None
    elsewhere: Money | None = None
    headroom: Money | None = None


class CashMonth(Struct, frozen=True):
    """Cash in one month: what sales bring, what stock, tax and sending, and the rest take, and what is there then.

    None is what is not known; so is `cumulative`, which counts from nothing before the first month, where something
    that comes or goes is not.
    """

    period: Period
    sales: Money | None
    stock: Money | None
    passed_on: Money | None
    spend: Money | None
    cumulative: Money | None


class CashPlan(Struct, frozen=True):
    """Cash by month. `paid_before` is paid before the first month or has no day, `sold_not_paid` comes after the last.

    `lowest` is the least that is there, None where `missing` names what it cannot be told without; `lowest_month` is
    the month at whose end that is, as `2026-03`, None where it is before the first.
    """

    months: tuple[CashMonth, ...]
    paid_before: Money | None
    sold_not_paid: Money | None
    lowest: Money | None
    lowest_month: str | None
    missing: tuple[str, ...]
