"""Days that cannot be: 571 and 572."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.rules.rule import rule

_STEPS = ("found", "analysis_started", "solution_proposed", "solved")


@rule("ECS571", "issue-out-of-order", Severity.ERROR, *_STEPS)
def issue_out_of_order(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """An issue is found, analysed, given a solution and solved, in that order.

    Fails:

    ```yaml
    issues:
      slow: {text: Answers take 15 minutes., found: 2026-03-20, solved: 2026-03-18}
    ```

    Passes:

    ```yaml
    issues:
      slow: {text: Answers take 15 minutes., found: 2026-03-18, solved: 2026-03-20}
    ```
    """
    for issue in assessed.linked.strategy.issues.values():
        stated = [
            (step, moment) for step in _STEPS if isinstance(moment := getattr(issue, step), dt.datetime)
        ]
        for (before, one), (after, other) in pairwise(stated):
            if before == "found" and after != "solved":
                continue  # told with how late these two are
            if _earlier(other, one):
                yield Finding(
                    rule,
                    "`{after}` lies before `{before}`",
                    At("issues", issue.id, (after,)),
                    params={"after": after, "before": before},
                    hint="correct one of the two days",
                    related=(Related(At("issues", issue.id, (before,)), "the earlier step"),),
                )
                break


def _earlier(one: dt.datetime, other: dt.datetime) -> bool:
    """Return whether a moment lies before another; one of the two without an hour is compared by its day."""
    if dt.time(0) in (one.time(), other.time()):
        return one.date() < other.date()
    return one.replace(tzinfo=None) < other.replace(tzinfo=None)


@rule("ECS572", "known-before-its-day", Severity.WARNING, "date", "period", "strategy.as_of")
def known_before_its_day(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What is cited or was reached lies before the day of assessment, where `as_of` states it.

    A study of next year cannot have been read, and figures of a time that has not begun are plans.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, as_of: 2026-02-01}
    metrics: {visitors: {standard: visitors}}
    actuals: {a: {metric: visitors, period: 2026-05, value: 1000}}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, as_of: 2026-06-01}
    metrics: {visitors: {standard: visitors}}
    actuals: {a: {metric: visitors, period: 2026-05, value: 1000}}
    ```
    """
    strategy = assessed.linked.strategy
    today = strategy.header.as_of
    if today is None:
        return
    days = [
        (At("market.sources", name, ("date",)), one.date)
        for name, one in strategy.section("market.sources").items()
    ]
    days += [(At("actuals", name, ("period",)), one.period.first) for name, one in strategy.actuals.items()]
    for at, day in days:
        if day is not None and day > today:
            yield Finding(
                rule,
                "it is dated {day}, after the day of assessment {today}",
                at,
                params={"day": day, "today": today},
                hint="correct the day, or `strategy.as_of`",
            )


RULES = (issue_out_of_order, known_before_its_day)
