"""When a budget line has money: 509."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.ledger import Account
from ecsc.assess.spending import Spend
from ecsc.diagnostics import Finding, Related, Rule, Severity
from ecsc.quantity import Period, QuantityError, parse_period
from ecsc.rules.money import line_at
from ecsc.rules.rule import rule

_ONE_DAY = dt.timedelta(days=1)


@rule("ECS509", "spent-outside-line", Severity.ERROR)
def spent_outside_line(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What a budget line pays lies inside the line's period, and inside its phasing.

    A line for the first quarter does not pay for work in July, whatever is left on it.

    Fails:

    ```yaml
    budgets:
      marketing: {limit: 50000, period: 2026-Q1}
    tactics:
      film: {kind: content, window: 2026-07-01..2026-07-31, cost: 40000, budget: marketing}
    ```

    Passes:

    ```yaml
    budgets:
      marketing: {limit: 50000, period: 2026-Q3}
    tactics:
      film: {kind: content, window: 2026-07-01..2026-07-31, cost: 40000, budget: marketing}
    ```
    """
    fiscal = assessed.linked.strategy.header.fiscal_year_start
    for account in assessed.ledger.accounts.values():
        spans = _spans(account, fiscal)
        if not spans:
            continue
        outside = [
            (spend, days)
            for spend in account.spends
            if (days := spend.days(assessed.timetable)) is not None
            and spend.amount.amount
            and not _covered(*days, spans)
        ]
        gaps = _gaps(spans) if account.line.phasing else ()
        if outside and gaps:
            yield _gap(rule, account, gaps[0], [spend for spend, _ in outside])
        for spend, days in outside:
            if gaps and _covered(*days, [*spans, *gaps]):
                continue
            yield Finding(
                rule,
                "{name} costs {amount} from {first} to {last}, when {line} has no money",
                spend.at,
                params={
                    "name": spend.name, "amount": spend.amount, "first": days[0], "last": days[1],
                    "line": account.path,
                },
                hint="move it, name another line, or give {line} money for that time",
                related=(Related(line_at(account.path), "the line"),),
            )  # fmt: skip


def _gaps(spans: list[Period]) -> tuple[Period, ...]:
    """Return the times between the first and the last day of a phasing for which it has no money."""
    ordered = sorted(spans, key=lambda span: span.first)
    found, reached = [], ordered[0].last
    for span in ordered[1:]:
        if span.first > reached + _ONE_DAY:
            first, last = reached + _ONE_DAY, span.first - _ONE_DAY
            found.append(Period(first, last, "range", f"{first}..{last}"))
        reached = max(reached, span.last)
    return tuple(found)


def _gap(rule: Rule, account: Account, gap: Period, spends: list[Spend]) -> Finding:
    return Finding(
        rule,
        "the phasing of {line} has no money from {first} to {last}, when it pays for work",
        line_at(account.path, "phasing"),
        params={"line": account.path, "first": gap.first, "last": gap.last},
        hint="add a part for that time, `0` where it is meant",
        related=tuple(
            Related(spend.at, "{name} costs {amount}", {"name": spend.name, "amount": spend.amount})
            for spend in spends[:5]
        ),
    )


def _spans(account: Account, fiscal_year_start: int) -> list[Period]:
    """Return when a line has money: its phasing, else its period; nothing for a line without either."""
    try:
        phased = [parse_period(key, fiscal_year_start) for key in account.line.phasing]
    except QuantityError:
        return []  # told by phasing-sum
    return phased or ([account.line.period] if account.line.period is not None else [])


def _covered(first: dt.date, last: dt.date, spans: list[Period]) -> bool:
    """Return whether every day from `first` to `last` lies in one of the spans."""
    reached = first
    for span in sorted(spans, key=lambda span: span.first):
        if span.first <= reached <= span.last:
            reached = span.last + dt.timedelta(days=1) if span.last < dt.date.max else dt.date.max
    return reached > last


RULES = (spent_outside_line,)
