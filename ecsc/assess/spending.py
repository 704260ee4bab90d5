"""What spends: tasks, tactics, promotions and whatever else costs money, each with the line it names."""

from __future__ import annotations

import datetime as dt
from calendar import isleap
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal, Protocol, TypeAlias

from msgspec import Struct

from ecsc.diagnostics import At
from ecsc.model import Strategy
from ecsc.model.execution import Task
from ecsc.model.operations import AutomationTool
from ecsc.model.resources import BudgetLine
from ecsc.quantity import EXACT, Money, Period, Window, day_range, minor_unit, to_coins, window_of

Spender: TypeAlias = Literal[
    "tasks",
    "tactics",
    "promotions",
    "automation",
    "membership",
    "market.research",
    "operations",
    "initiatives",
    "campaigns",
]


class Days(Protocol):
    """What the ledger asks the timetable: when a task runs, and how many days of a stretch are worked."""

    def days_of(self, identifier: str) -> tuple[dt.date, dt.date] | None:
        """Return a task's first and last working day, None when it has no dates."""

    def dates_of(self, identifier: str) -> tuple[dt.date, ...]:
        """Return the dates of a task that comes round, none of any other."""

    def working_days(self, first: dt.date, last: dt.date, task: str = "") -> int:
        """Return how many days between two dates, both in, are worked by whoever does the task."""


class Stretch(Struct, frozen=True):
    """Days, both in, in which one exchange rate holds, and the amount that falls on them."""

    first: dt.date
    last: dt.date
    amount: Decimal


class Spend(Struct, frozen=True):
    """One thing that spends: what it is, the line it names (None: unfunded), and its amount.

    `field` holds the amount in the strategy, dotted where it is inside another. A task lies on its working days,
    all else in its `window`, as `spread` says. `stated` is what was written where `amount` is converted from
    another currency, and `stretches` are then its days by the rate that holds on them.
    """

    section: Spender
    id: str
    name: str
    line: str | None
    field: str
    amount: Money
    spread: str
    window: Window | None = None
    stated: Money | None = None
    stretches: tuple[Stretch, ...] = ()

    @property
    def at(self) -> At:
        """Return the place of the amount."""
        return At(self.section, self.id, tuple(self.field.split(".")))

    @property
    def line_at(self) -> At:
        """Return the place where the line is named; of a promotion, whose offer is what it spends, that."""
        if self.section == "promotions":
            return self.at
        return At(
            self.section, self.id, ("points", "budget") if self.section == "membership" else ("budget",)
        )

    def days(self, days: Days) -> tuple[dt.date, dt.date] | None:
        """Return the first and last day the amount lies on, None for a spend without dates."""
        if self.section == "tasks":
            dates = days.dates_of(self.id)
            return (dates[0], dates[-1]) if dates else days.days_of(self.id)
        return (self.window.start.date(), self.window.last_day) if self.window is not None else None


def lines(strategy: Strategy) -> Iterator[tuple[str, BudgetLine, int]]:
    """Yield (path, line, depth) for every budget line, parents first, in source order."""

    def walk(path: str, line: BudgetLine, depth: int) -> Iterator[tuple[str, BudgetLine, int]]:
        yield path, line, depth
        for key, child in line.lines.items():
            yield from walk(f"{path}.{key}", child, depth + 1)

    for identifier, line in strategy.budgets.items():
        yield from walk(identifier, line, 0)


def spends(strategy: Strategy) -> Iterator[Spend]:
    """Yield everything that spends by what is written about it: tasks, tactics, promotions, then the rest."""
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
    for tool in strategy.automation.values():
        yield from _automation(strategy, tool)
    yield from _plain(strategy)


def _automation(strategy: Strategy, tool: AutomationTool) -> Iterator[Spend]:
    """Yield what a tool costs inside the strategy's period: once as it starts, then by the day.

    What was paid before the period is not the strategy's; a tool without a start costs from the period's first day
    a year's part, and once on no day in particular.
    """
    roi, period, name = tool.roi, strategy.header.period, tool.name or tool.id
    if roi is None or (tool.start is not None and tool.start > period.last):
        return
    if roi.cost_once is not None and (tool.start is None or tool.start >= period.first):
        day = window_of(day_range(tool.start, tool.start)) if tool.start is not None else None
        yield Spend("automation", tool.id, name, tool.budget, "roi.cost_once", roi.cost_once, "start", day)
    if roi.cost_per_year is not None:
        running = day_range(max(tool.start or period.first, period.first), period.last)
        currency = roi.cost_per_year.currency
        amount = to_coins(EXACT.multiply(roi.cost_per_year.amount, years_in(running)), minor_unit(currency))
        cost = Money(amount, currency)
        window = window_of(running)
        yield Spend("automation", tool.id, name, tool.budget, "roi.cost_per_year", cost, "even", window)


def years_in(period: Period) -> Decimal:
    """Return how many years a period is long: the share of its days in each calendar year."""
    found = Decimal(0)
    for year in range(period.first.year, period.last.year + 1):
        first = max(period.first, dt.date(year, 1, 1))
        last = min(period.last, dt.date(year, 12, 31))
        days = Decimal(366 if isleap(year) else 365)
        found = EXACT.add(found, EXACT.divide(Decimal((last - first).days + 1), days))
    return found


def _plain(strategy: Strategy) -> Iterator[Spend]:
    """Yield what states a cost and a line and nothing more. A campaign with tactics that cost is paid by them."""
    for study in strategy.market_research.values():
        if study.cost is not None:
            day = window_of(day_range(study.due, study.due)) if study.due is not None else None
            name = study.name or study.id
            yield Spend("market.research", study.id, name, study.budget, "cost", study.cost, "end", day)
    for one in strategy.operations.values():
        if one.cost is not None:
            yield Spend("operations", one.id, one.name or one.id, one.budget, "cost", one.cost, "even")
    for piece in strategy.initiatives.values():
        if piece.cost is not None:
            name = piece.name or piece.id
            yield Spend("initiatives", piece.id, name, piece.budget, "cost", piece.cost, "even", piece.window)
    for group in strategy.campaigns.values():
        parts = (strategy.tactics.get(tactic) for tactic in group.tactics)
        if group.cost is not None and not any(part is not None and part.cost is not None for part in parts):
            name = group.name or group.id
            yield Spend("campaigns", group.id, name, group.budget, "cost", group.cost, "even", group.window)


def _promotions(strategy: Strategy) -> Iterator[Spend]:
    from ecsc.assess.offers.exposures import Exposures

    without_discounts = {path for path, line, _ in lines(strategy) if line.includes_discounts is False}
    exposures = Exposures(strategy)
    for promotion in strategy.promotions.values():
        amount = exposures.of(promotion).worst
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
