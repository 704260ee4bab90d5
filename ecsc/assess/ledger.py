"""The ledger: every budget line, and what is committed on it, by whom.

A limit is stated once, in `budgets`; what spends names its line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from ecsc.assess.laying import in_currency
from ecsc.assess.spending import Days, Spend, lines
from ecsc.model import Strategy
from ecsc.model.exchange import Exchange
from ecsc.model.resources import BudgetLine
from ecsc.quantity import Money


class Account(Struct, frozen=True):
    """A budget line with its spends: `own` name the line itself, `below` its child lines, in source order.

    `limits` is its limit in its own currency and in those of the lines above it, as far as there are rates.
    """

    path: str
    line: BudgetLine
    depth: int
    own: tuple[Spend, ...]
    below: tuple[Spend, ...]
    children: tuple[str, ...]
    currency: str
    limits: Mapping[str, Money] = {}

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


def reserved(account: Account, ledger: Ledger) -> Money:
    """Return what lines below an account keep back for contingencies, in its currency."""
    return Money(_kept_below(account, ledger, account.currency), account.currency)


def _kept_below(account: Account, ledger: Ledger, currency: str) -> Decimal:
    kept = Decimal(0)
    for path in account.children:
        child = ledger.accounts[path]
        if child.line.reserve and child.line.limit is not None:
            # Without a rate it is no part of the sum; that it cannot be counted is told.
            kept += child.limits[currency].amount if currency in child.limits else 0
        else:
            kept += _kept_below(child, ledger, currency)
    return kept


def open_ledger(strategy: Strategy, found: Sequence[Spend], days: Days) -> Ledger:
    """Return the ledger of `found` over the strategy's budget lines.

    What is in another currency than its line is converted at the rates of the days it falls on, where there are any.
    What names a line that does not exist is on no account and not unfunded: the reference has been told.
    """
    tree = list(lines(strategy))
    currencies = {
        path: line.limit.currency if line.limit is not None else strategy.header.currency
        for path, line, _ in tree
    }
    exchange = Exchange(strategy)
    by_line: dict[str, list[Spend]] = {}
    unfunded: list[Spend] = []
    for spend in found:
        if spend.line is None:
            unfunded.append(spend)
        else:
            by_line.setdefault(spend.line, []).append(
                _exchanged(exchange, spend, currencies.get(spend.line), days)
            )
    accounts: dict[str, Account] = {}
    below: dict[str, list[Spend]] = {path: [] for path, _, _ in tree}
    for path, here in by_line.items():
        parent = path.rpartition(".")[0]
        while parent:
            if parent in below:
                below[parent].extend(here)
            parent = parent.rpartition(".")[0]
    for path, line, depth in tree:
        accounts[path] = Account(
            path,
            line,
            depth,
            tuple(by_line.get(path, ())),
            tuple(below[path]),
            tuple(f"{path}.{key}" for key in line.lines),
            currencies[path],
            _limits(exchange, path, line, currencies),
        )
    return Ledger(accounts, tuple(unfunded))


def _limits(
    exchange: Exchange, path: str, line: BudgetLine, currencies: Mapping[str, str]
) -> Mapping[str, Money]:
    """Return a line's limit by currency: its own, and those of the lines above for which there is a rate."""
    if line.limit is None:
        return {}
    found = {line.limit.currency: line.limit}
    above = path.rpartition(".")[0]
    while above:
        currency = currencies.get(above)
        if currency is not None and currency not in found:
            converted = exchange.converted(line.limit, currency)
            if converted is not None:
                found[currency] = converted
        above = above.rpartition(".")[0]
    return found


def _exchanged(exchange: Exchange, spend: Spend, currency: str | None, days: Days) -> Spend:
    """Return the spend in the currency of its line, unchanged where that is its own or a rate is missing."""
    if currency is None or spend.amount.currency == currency:
        return spend
    return in_currency(exchange, spend, currency, days) or spend
