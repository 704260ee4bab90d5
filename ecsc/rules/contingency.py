"""Money kept for the unexpected: 555 and 556."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ecsc.assess import Assessed
from ecsc.assess.ledger import Account, Ledger, reserved
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.quantity import Money
from ecsc.rules.money import line_at
from ecsc.rules.rule import rule


@rule("ECS555", "reserve-eaten", Severity.ERROR, "limit", "budgets.limit|lines|reserve")
def reserve_eaten(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What is committed on a budget line leaves what the lines below it keep in reserve.

    A commitment within the limit may still use up the money that is kept for risks, and nobody would see it before
    the risk has come.

    Fails:

    ```yaml
    budgets:
      marketing: {limit: 50000, lines: {contingency: {limit: 5000, reserve: true}}}
    tasks:
      film: {name: Film, owner: lin, duration: 10d, cost: 46000, budget: marketing}
    ```

    Passes:

    ```yaml
    budgets:
      marketing: {limit: 50000, lines: {contingency: {limit: 5000, reserve: true}}}
    tasks:
      film: {name: Film, owner: lin, duration: 10d, cost: 45000, budget: marketing}
    ```
    """
    for account in assessed.ledger.accounts.values():
        limit = account.line.limit
        if limit is None or not account.children:
            continue
        kept, committed = reserved(account, assessed.ledger), account.committed()
        over = committed.amount + kept.amount - limit.amount
        if kept.amount > 0 and over > 0 and not _told(account, assessed.ledger):
            spends = sorted(
                (one for one in account.spends if one.amount.currency == limit.currency),
                key=lambda one: (-one.amount.amount, one.section, one.id),
            )
            yield Finding(
                rule,
                "{line} is committed to {committed}, which takes {over} of the {kept} kept in reserve",
                spends[0].at if spends else line_at(account.path, "limit"),
                params={
                    "line": account.path,
                    "committed": committed,
                    "over": Money(over, limit.currency),
                    "kept": kept,
                    "limit": limit,
                },
                hint="lower a commitment, raise the limit, or keep less in reserve",
                related=(
                    Related(line_at(account.path, "limit"), "limit is {limit}"),
                    *(Related(one.at, "{amount}", {"amount": one.amount}) for one in spends[1:]),
                ),
            )


def _told(account: Account, ledger: Ledger) -> bool:
    """Return whether the cause is another finding's: a limit that is exceeded, or limits that do not fit."""
    limits = [
        one.line.limit.amount
        for one in (ledger.accounts[path] for path in account.children)
        if one.line.limit is not None and one.currency == account.currency
    ]
    whole = account.line.limit
    return _exceeded(account, ledger) or (whole is not None and sum(limits, Decimal(0)) > whole.amount)


def _exceeded(account: Account, ledger: Ledger) -> bool:
    """Return whether more is committed than the limit of a line, or of one below it."""
    limit = account.line.limit
    return (limit is not None and account.committed().amount > limit.amount) or any(
        _exceeded(ledger.accounts[path], ledger) for path in account.children
    )


@rule("ECS556", "response-over-reserve", Severity.WARNING, "cost", "budget", "budgets.limit|lines|reserve")
def response_over_reserve(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Work that waits for a risk costs no more than the reserve that is to pay for it.

    Contingent work is in no commitment: the reserve of its budget line, or of the tree the line is in, covers it. Each
    such task is held against it by itself, for not everything goes wrong at once.

    Fails:

    ```yaml
    budgets:
      marketing: {limit: 50000, lines: {contingency: {limit: 5000, reserve: true}}}
    tasks:
      rush: {name: Rush order, owner: lin, duration: 5d, contingent: true, cost: 8000, budget: marketing.contingency}
    ```

    Passes:

    ```yaml
    budgets:
      marketing: {limit: 50000, lines: {contingency: {limit: 10000, reserve: true}}}
    tasks:
      rush: {name: Rush order, owner: lin, duration: 5d, contingent: true, cost: 8000, budget: marketing.contingency}
    ```
    """
    ledger = assessed.ledger
    for task in assessed.linked.strategy.tasks.values():
        account = ledger.accounts.get(task.budget or "")
        if not task.contingent or task.status == "dropped" or task.cost is None or account is None:
            continue
        whole = ledger.accounts[account.path.partition(".")[0]]
        kept = account.line.limit if account.line.reserve else reserved(whole, ledger)
        if kept is None or kept.currency != task.cost.currency or task.cost.amount <= kept.amount:
            continue
        yield Finding(
            rule,
            "{name} would cost {cost}, and {line} keeps {kept} in reserve",
            At("tasks", task.id, ("cost",)),
            params={
                "name": task.name or task.id,
                "cost": task.cost,
                "line": account.path if account.line.reserve else whole.path,
                "kept": kept,
            },
            hint="keep more in reserve (`reserve: true` on a line), or find a cheaper answer",
        )


RULES = (reserve_eaten, response_over_reserve)
