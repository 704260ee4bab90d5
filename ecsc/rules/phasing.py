"""Money by period: 503 and 504. The parts make the limit, and what falls into a period fits into its part."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ecsc.assess import Assessed
from ecsc.assess.laying import by_period
from ecsc.assess.ledger import Account
from ecsc.assess.spending import Spend
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.quantity import Money, QuantityError, parse_period
from ecsc.rules.money import line_at
from ecsc.rules.rule import rule


@rule("ECS503", "phasing-sum", Severity.ERROR)
def phasing_sum(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The phasing of a line cuts its limit: its parts make the limit, and their keys are periods.

    Fails:

    ```yaml
    budgets:
      marketing: {limit: 50000, phasing: {2026-H1: 20000, 2026-H2: 20000}}
    ```

    Passes:

    ```yaml
    budgets:
      marketing: {limit: 50000, phasing: {2026-H1: 20000, 2026-H2: 30000}}
    ```
    """
    fiscal = assessed.linked.strategy.header.fiscal_year_start
    for account in assessed.ledger.accounts.values():
        phasing, limit = account.line.phasing, account.line.limit
        for key in phasing:
            try:
                parse_period(key, fiscal)
            except QuantityError as error:
                at = line_at(account.path, "phasing", key)
                yield Finding(
                    rule,
                    error.reason,
                    At(at.section, at.id, at.path, part="key"),
                    params=error.params,
                    hint=error.hint,
                )
        made = sum((part.amount for part in phasing.values()), Decimal(0))
        if phasing and limit is not None and made != limit.amount:
            yield Finding(
                rule,
                "the phasing of {line} makes {made}, but its limit is {limit}",
                line_at(account.path, "phasing"),
                params={"line": account.path, "made": Money(made, limit.currency), "limit": limit},
                hint="let the parts make the limit",
                related=(Related(line_at(account.path, "limit"), "limit is {limit}"),),
            )


@rule(
    "ECS504",
    "period-overcommitted",
    Severity.ERROR,
    "tasks.after|finish_after|duration|effort|start|not_before",
)
def period_overcommitted(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What falls into a period stays within that period's part of the line.

    A cost lies evenly on the working days of its task, or the calendar days of its window, unless `spread`
    says otherwise; so a task that moves may move money into another quarter.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY}
    budgets:
      marketing: {limit: 50000, phasing: {2026-H1: 10000, 2026-H2: 40000}}
    tasks:
      film: {name: Film, owner: lin, duration: 10d, cost: 30000, budget: marketing}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY}
    budgets:
      marketing: {limit: 50000, phasing: {2026-H1: 30000, 2026-H2: 20000}}
    tasks:
      film: {name: Film, owner: lin, duration: 10d, cost: 30000, budget: marketing}
    ```
    """
    fiscal = assessed.linked.strategy.header.fiscal_year_start
    for account in assessed.ledger.accounts.values():
        keys = list(account.line.phasing)
        if not keys:
            continue
        try:
            periods = [parse_period(key, fiscal) for key in keys]
        except QuantityError:
            continue  # told by phasing-sum
        parts = [(spend, by_period(spend, periods, assessed.timetable)) for spend in account.spends]
        for index, key in enumerate(keys):
            limit = account.line.phasing[key]
            here = [
                (spend, part[index])
                for spend, part in parts
                if part[index].amount and part[index].currency == limit.currency
            ]
            made = sum((part.amount for _, part in here), Decimal(0))
            if made > limit.amount:
                yield _over_in_period(rule, account, key, Money(made, limit.currency), limit, here)


def _over_in_period(
    rule: Rule, account: Account, key: str, made: Money, limit: Money, here: list[tuple[Spend, Money]]
) -> Finding:
    return Finding(
        rule,
        "{line} is committed to {made} in {period}, {over} over its part for it",
        line_at(account.path, "phasing", key),
        params={
            "line": account.path,
            "made": made,
            "period": key,
            "over": Money(made.amount - limit.amount, limit.currency),
        },
        hint="move work to another period, or change the phasing",
        related=tuple(
            Related(spend.at, "{amount} in {period}", {"amount": part})
            for spend, part in sorted(here, key=lambda one: (-one[1].amount, one[0].id))
        ),
    )


RULES = (phasing_sum, period_overcommitted)
