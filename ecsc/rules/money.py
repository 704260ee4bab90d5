"""Money: 501 to 507. Limits hold in all and by period, with every contributor named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ecsc.assess import Assessed
from ecsc.assess.ledger import Account
from ecsc.assess.spending import Spend
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.quantity import Money
from ecsc.rules.rule import rule


def line_at(path: str, *rest: str) -> At:
    """Return the place of a budget line (a dotted path) or of one of its fields."""
    root, *children = path.split(".")
    steps = [step for child in children for step in ("lines", child)]
    return At("budgets", root, (*steps, *rest), part="value" if rest else "key")


def _contributors(spends: Sequence[Spend]) -> tuple[Related, ...]:
    largest_first = sorted(spends, key=lambda spend: (-spend.amount.amount, spend.section, spend.id))
    return tuple(
        Related(
            spend.at,
            "{amount}" if spend.stated is None else "{amount}, converted from {stated}",
            {"amount": spend.amount, "stated": spend.stated},
        )
        for spend in largest_first
    )


@rule("ECS501", "budget-overcommitted", Severity.ERROR)
def budget_overcommitted(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What is committed on a budget line and the lines below it stays within its limit.

    Tasks, tactics and promotions name the line that pays. Contingent work does not count: reserved money
    covers it. Lines marked `reserve: true` keep their money back.

    Fails:

    ```yaml
    budgets:
      marketing: {limit: 50000}
    tasks:
      film: {name: Film, owner: lin, duration: 10d, cost: 60000, budget: marketing}
    ```

    Passes:

    ```yaml
    budgets:
      marketing: {limit: 50000}
    tasks:
      film: {name: Film, owner: lin, duration: 10d, cost: 40000, budget: marketing}
    ```
    """
    for account in assessed.ledger.accounts.values():
        limit = account.line.limit
        if limit is None:
            continue
        committed = account.committed()
        over = committed.amount - limit.amount
        if over <= 0:
            continue
        spends = [spend for spend in account.spends if spend.amount.currency == limit.currency]
        related = _contributors(spends)
        yield Finding(
            rule,
            "{line} is committed to {committed}, {over} over its limit",
            related[0].at,
            params={
                "line": account.path,
                "committed": committed,
                "over": Money(over, limit.currency),
                "count": len(spends),
                "limit": limit,
            },
            label="the largest of {count} commitments" if len(spends) > 1 else "the only commitment",
            hint="lower a commitment or raise the limit",
            related=(Related(line_at(account.path, "limit"), "limit is {limit}"), *related[1:]),
        )


@rule("ECS502", "lines-over-parent", Severity.ERROR)
def lines_over_parent(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The limits of child lines fit into the limit of their parent.

    A line without a limit of its own takes up what the lines below it do.

    Fails:

    ```yaml
    budgets:
      marketing: {limit: 50000, lines: {taobao: {limit: 30000}, douyin: {limit: 30000}}}
    ```

    Passes:

    ```yaml
    budgets:
      marketing: {limit: 50000, lines: {taobao: {limit: 30000}, douyin: {limit: 20000}}}
    ```
    """
    for account in assessed.ledger.accounts.values():
        limit = account.line.limit
        if limit is None:
            continue
        children = [
            (path, found)
            for path, child in _limits_below(assessed.ledger.accounts, account)
            if (found := child.limits.get(limit.currency)) is not None
        ]
        made = sum((child.amount for _, child in children), Decimal(0))
        if made > limit.amount:
            yield Finding(
                rule,
                "the lines of {line} have limits of {made} together, {over} over its own",
                line_at(account.path, "limit"),
                params={
                    "line": account.path,
                    "made": Money(made, limit.currency),
                    "over": Money(made - limit.amount, limit.currency),
                },
                hint="lower a line, or raise the limit of {line}",
                related=tuple(
                    Related(line_at(path, "limit"), "{amount}", {"amount": child}) for path, child in children
                ),
            )


def _limits_below(accounts: Mapping[str, Account], account: Account) -> Iterator[tuple[str, Account]]:
    """Yield the nearest lines below a line that have limits, with their paths."""
    for path in account.children:
        if accounts[path].line.limit is not None:
            yield path, accounts[path]
        else:
            yield from _limits_below(accounts, accounts[path])


@rule("ECS505", "unfunded", Severity.WARNING, "budget", "channel", "channels.budget")
def unfunded(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What costs money names the budget line that pays.

    A tactic without a line uses its channel's. A cost that no line pays is in nobody's budget and would
    never be missed in a limit.

    Fails:

    ```yaml
    budgets:
      marketing: {limit: 50000}
    tasks:
      film: {name: Film, owner: lin, duration: 10d, cost: 40000}
    ```

    Passes:

    ```yaml
    budgets:
      marketing: {limit: 50000}
    tasks:
      film: {name: Film, owner: lin, duration: 10d, cost: 40000, budget: marketing}
    ```
    """
    for spend in assessed.ledger.unfunded:
        if spend.amount.amount:
            yield Finding(
                rule,
                "no budget line pays the {amount} of {name}",
                spend.at,
                params={"amount": spend.amount, "name": spend.name},
                hint="add `budget:`, the line that pays; one with `includes_discounts: false` pays no discounts"
                if spend.section == "promotions"
                else "add `budget:`, the line that pays",
            )


@rule("ECS506", "reserve-spent", Severity.ERROR)
def reserve_spent(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Nothing is planned on a line that is kept in reserve.

    Fails:

    ```yaml
    budgets:
      marketing: {limit: 50000, lines: {contingency: {limit: 5000, reserve: true}}}
    tasks:
      film: {name: Film, owner: lin, duration: 10d, cost: 4000, budget: marketing.contingency}
    ```

    Passes:

    ```yaml
    budgets:
      marketing: {limit: 50000, lines: {contingency: {limit: 5000, reserve: true}}}
    tasks:
      film: {name: Film, owner: lin, duration: 10d, cost: 4000, budget: marketing}
    ```
    """
    for account in assessed.ledger.accounts.values():
        if not account.line.reserve:
            continue
        for spend in account.spends:
            yield Finding(
                rule,
                "{name} is planned on {line}, which is kept in reserve",
                spend.line_at,
                params={"name": spend.name, "line": account.path},
                hint="name another line; a reserve is for what is not planned",
                related=(Related(line_at(account.path, "reserve"), "kept in reserve"),),
            )


@rule("ECS507", "foreign-currency", Severity.ERROR, "exchange_rates.base|quote|rate|date")
def foreign_currency(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What a line pays is in the line's currency, and the limits below it can be counted in it.

    Amounts of different currencies are never added up. With a rate under `exchange_rates` an amount is converted:
    what falls on a day at the latest one that is not after it. Without a rate for its first day its sum is unknown.

    Fails:

    ```yaml
    budgets:
      marketing: {limit: 50000}
    tasks:
      film: {name: Film, owner: lin, duration: 10d, cost: USD 4000, budget: marketing}
    ```

    Passes:

    ```yaml
    budgets:
      marketing: {limit: 50000}
    tasks:
      film: {name: Film, owner: lin, duration: 10d, cost: CNY 4000, budget: marketing}
    ```
    """
    for account in assessed.ledger.accounts.values():
        for spend in account.own:
            if spend.amount.currency != account.currency:
                yield Finding(
                    rule,
                    "{amount} cannot be counted on {line}, which is in {currency}",
                    spend.at,
                    params={"amount": spend.amount, "line": account.path, "currency": account.currency},
                    hint="state the amount in {currency}, or under `exchange_rates` a rate of a day before it is spent",
                )
        limit, above = account.line.limit, assessed.ledger.accounts.get(account.path.rpartition(".")[0])
        if limit is not None and above is not None and above.currency not in account.limits:
            yield Finding(
                rule,
                "the limit of {limit} cannot be counted on {line}, which is in {currency}",
                line_at(account.path, "limit"),
                params={"limit": limit, "line": above.path, "currency": above.currency},
                hint="state the limit in {currency}, or a rate for it under `exchange_rates`",
            )


RULES = (
    budget_overcommitted,
    lines_over_parent,
    unfunded,
    reserve_spent,
    foreign_currency,
)
