"""The ledger: every budget line, what is committed on it, by whom, and when it falls.

A limit is stated once, in `budgets`; what spends names its line. A cost lies evenly on the working days
of its task, on the dates of recurring work, or on the calendar days of its window, unless `spread` says
otherwise.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal
from typing import Literal, Protocol, TypeAlias

from msgspec import Struct

from ecsc.model import Strategy
from ecsc.model.execution import Task
from ecsc.model.resources import BudgetLine
from ecsc.quantity import EXACT, Money, Period, Window

Spender: TypeAlias = Literal["tasks", "tactics", "promotions"]

DayCount: TypeAlias = Callable[[dt.date, dt.date], int]
"""Days that count between two dates, both in: working days for tasks, all days for windows."""


class Days(Protocol):
    """What the ledger asks the timetable: when a task runs, and how many days of a stretch are worked."""

    def days_of(self, identifier: str) -> tuple[dt.date, dt.date] | None:
        """Return a task's first and last working day, None when it has no dates."""

    def dates_of(self, identifier: str) -> tuple[dt.date, ...]:
        """Return the dates of a task that comes round, none of any other."""

    def working_days(self, first: dt.date, last: dt.date, task: str = "") -> int:
        """Return how many days between two dates, both in, are worked by whoever does the task."""


class Spend(Struct, frozen=True):
    """One thing that spends: what it is, the line it names (None: unfunded), and its amount.

    `field` holds the amount in the strategy. A tactic or promotion lies in its `window`, a task on its
    working days, as `spread` says.
    """

    section: Spender
    id: str
    name: str
    line: str | None
    field: str
    amount: Money
    spread: str
    window: Window | None = None

    def days(self, days: Days) -> tuple[dt.date, dt.date] | None:
        """Return the first and last day the amount lies on, None for a spend without dates."""
        if self.section == "tasks":
            dates = days.dates_of(self.id)
            return (dates[0], dates[-1]) if dates else days.days_of(self.id)
        return (self.window.start.date(), self.window.last_day) if self.window is not None else None


class Account(Struct, frozen=True):
    """A budget line with its spends: `own` name the line itself, `below` its child lines, in source order."""

    path: str
    line: BudgetLine
    depth: int
    own: tuple[Spend, ...]
    below: tuple[Spend, ...]
    children: tuple[str, ...]
    currency: str

    @property
    def spends(self) -> tuple[Spend, ...]:
        """Return everything committed on the line and below it."""
        return (*self.own, *self.below)

    def committed(self) -> Money:
        """Return the sum of what is committed in the line's currency."""
        return total(self.spends, self.currency)


class Ledger(Struct, frozen=True):
    """All accounts by dotted path, parents before children, and the spends that name no line."""

    accounts: Mapping[str, Account]
    unfunded: tuple[Spend, ...]


def total(spends: Sequence[Spend], currency: str) -> Money:
    """Return the sum of the spends that are in `currency`; the others are another rule's business."""
    amounts = [spend.amount.amount for spend in spends if spend.amount.currency == currency]
    return Money(sum(amounts, Decimal(0)), currency)


def lines(strategy: Strategy) -> Iterator[tuple[str, BudgetLine, int]]:
    """Yield (path, line, depth) for every budget line, parents first, in source order."""

    def walk(path: str, line: BudgetLine, depth: int) -> Iterator[tuple[str, BudgetLine, int]]:
        yield path, line, depth
        for key, child in line.lines.items():
            yield from walk(f"{path}.{key}", child, depth + 1)

    for identifier, line in strategy.budgets.items():
        yield from walk(identifier, line, 0)


def spends(strategy: Strategy) -> Iterator[Spend]:
    """Yield everything that spends, in source order: tasks, tactics, promotions."""
    for task in strategy.tasks.values():
        if task.cost is None or task.contingent or task.status == "dropped" or _payer(strategy, task):
            continue  # reserved money covers contingent work; a tactic's tasks draw down its cost
        name, spread = task.name or task.id, task.spread or "even"
        yield Spend("tasks", task.id, name, task.budget, "cost", task.cost, spread)
    for tactic in strategy.tactics.values():
        if tactic.cost is None:
            continue
        channel = strategy.channels.get(tactic.channel or "")
        line = tactic.budget or (channel.budget if channel is not None else None)
        name, spread = tactic.name or tactic.id, tactic.spread or "even"
        yield Spend("tactics", tactic.id, name, line, "cost", tactic.cost, spread, tactic.window)
    if strategy.promotions:
        yield from _promotions(strategy)


def _promotions(strategy: Strategy) -> Iterator[Spend]:
    from ecsc.assess.exposure import exposure

    without_discounts = {path for path, line, _ in lines(strategy) if line.includes_discounts is False}
    for promotion in strategy.promotions.values():
        amount = exposure(promotion, strategy.header.currency)
        if amount is not None and not _is_inside(promotion.budget, without_discounts):
            name = promotion.name or promotion.id
            yield Spend(
                "promotions", promotion.id, name, promotion.budget, "offer", amount, "even", promotion.window
            )


def _is_inside(path: str | None, lines_of: set[str]) -> bool:
    """Return whether a line or one above it is among `lines_of`."""
    parts = (path or "").split(".")
    return any(".".join(parts[:depth]) in lines_of for depth in range(1, len(parts) + 1))


def drawn_on(strategy: Strategy) -> Mapping[str, tuple[Task, ...]]:
    """Return, by tactic, the tasks that draw down its cost: of several tactics a task serves, the first pays."""
    found: dict[str, list[Task]] = {}
    for task in strategy.tasks.values():
        if task.cost is not None and not task.contingent and task.status != "dropped":
            payer = _payer(strategy, task)
            if payer is not None:
                found.setdefault(payer, []).append(task)
    return {tactic: tuple(tasks) for tactic, tasks in found.items()}


def _payer(strategy: Strategy, task: Task) -> str | None:
    """Return the tactic whose cost covers the task's, None for a task that pays for itself."""
    for name in task.serves:
        tactic = strategy.tactics.get(name)
        if tactic is not None and tactic.cost is not None:
            return name
    return None


def open_ledger(strategy: Strategy, found: Sequence[Spend]) -> Ledger:
    """Return the ledger of `found` over the strategy's budget lines.

    What names a line that does not exist is on no account and not unfunded: the reference has been told.
    """
    by_line: dict[str, list[Spend]] = {}
    unfunded: list[Spend] = []
    for spend in found:
        if spend.line is None:
            unfunded.append(spend)
        else:
            by_line.setdefault(spend.line, []).append(spend)
    tree = list(lines(strategy))
    accounts: dict[str, Account] = {}
    below: dict[str, list[Spend]] = {path: [] for path, _, _ in tree}
    for path, here in by_line.items():
        parent = path.rpartition(".")[0]
        while parent:
            if parent in below:
                below[parent].extend(here)
            parent = parent.rpartition(".")[0]
    for path, line, depth in tree:
        currency = line.limit.currency if line.limit is not None else strategy.header.currency
        accounts[path] = Account(
            path,
            line,
            depth,
            tuple(by_line.get(path, ())),
            tuple(below[path]),
            tuple(f"{path}.{key}" for key in line.lines),
            currency,
        )
    return Ledger(accounts, tuple(unfunded))


def by_period(spend: Spend, periods: Sequence[Period], days: Days) -> tuple[Money, ...]:
    """Return the part of the spend that lies in each period, to the cent, largest remainder first.

    Parts sum to the amount when the periods cover the spend's days; what lies outside is in no part. A
    spend without dates lies nowhere.
    """
    currency = spend.amount.currency
    found = spend.days(days)
    if found is None:
        return tuple(Money(Decimal(0), currency) for _ in periods)
    first, last = _where(spend, *found)
    count: DayCount = _all_days
    if spend.section == "tasks":
        count = lambda one, other: days.working_days(one, other, spend.id)  # noqa: E731
    dates = days.dates_of(spend.id) if spend.section == "tasks" else ()
    if dates:
        count = lambda one, other: bisect_right(dates, other) - bisect_left(dates, one)  # noqa: E731
    if spend.spread == "monthly":
        count = lambda one, other: _instalments(first, one, other)  # noqa: E731
    whole = count(first, last)
    if whole <= 0:
        count, whole = _all_days, _all_days(first, last)
    weights = [
        count(max(first, period.first), min(last, period.last))
        if period.first <= last and first <= period.last
        else 0
        for period in periods
    ]
    return tuple(Money(part, currency) for part in apportion(spend.amount.amount, weights, whole))


def _where(spend: Spend, first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
    if spend.spread == "start":
        return first, first
    if spend.spread == "end":
        return last, last
    return first, last


def _all_days(first: dt.date, last: dt.date) -> int:
    return (last - first).days + 1


def _instalments(begin: dt.date, first: dt.date, last: dt.date) -> int:
    """Return how often a monthly fee that runs from `begin` falls due between two dates, both in.

    It falls due in each calendar month, however many days it has: on the first day it runs, then on the
    first of each month.
    """
    months = (last.year - first.year) * 12 + last.month - first.month
    return months + (first.day == 1 or first == begin)


def apportion(
    amount: Decimal, weights: Sequence[int], whole: int, unit: Decimal = Decimal("0.01")
) -> tuple[Decimal, ...]:
    """Split `amount` by `weights` out of `whole` in units of a cent, by largest remainder (Hamilton's method).

    When the weights make the whole, the parts sum to the amount exactly.
    """
    exact = [EXACT.divide(EXACT.multiply(amount, Decimal(weight)), Decimal(whole)) for weight in weights]
    floors = [part.quantize(unit, rounding=ROUND_FLOOR) for part in exact]
    due = sum(exact, Decimal(0)).quantize(unit)
    if sum(weights) == whole:
        due = amount
    short = due - sum(floors, Decimal(0))
    order = sorted(range(len(exact)), key=lambda index: (floors[index] - exact[index], index))
    parts = list(floors)
    for index in order:
        if short <= 0:
            break
        step = min(unit, short)
        parts[index] += step
        short -= step
    return tuple(parts)
