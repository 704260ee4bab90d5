"""Teams and reviews: 447 and 448."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Rule, Severity
from ecsc.model.thresholds import threshold
from ecsc.quantity import Duration, Recurrence
from ecsc.rules.rule import rule

_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_DAYS = {"day": Decimal(1), "workday": Decimal("1.4"), "d": Decimal(1), "w": Decimal(7), "week": Decimal(7)}
_MONTH = Decimal("30.436875")
"""Days of a month, over the four hundred years of the calendar."""


@rule("ECS447", "team-of-one-function", Severity.WARNING, "functions")
def team_of_one_function(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A team that works across functions has at least two.

    Fails:

    ```yaml
    teams:
      sales: {name: Sales, cross_functional: true, functions: [shop]}
    ```

    Passes:

    ```yaml
    teams:
      sales: {name: Sales, cross_functional: true, functions: [shop, design]}
    ```
    """
    for team in assessed.linked.strategy.teams.values():
        if team.cross_functional and len(set(team.functions)) < 2:
            yield Finding(
                rule,
                "`{team}` is to work across functions, but names {count} of them",
                At("teams", team.id, ("functions",) if team.functions else ("cross_functional",)),
                params={"team": team.id, "count": len(set(team.functions))},
                hint="name its functions, at least two, or leave out `cross_functional`",
            )


@rule("ECS448", "review-too-rare", Severity.WARNING, "meetings.kind|every", thresholds=("review_interval",))
def review_too_rare(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The strategy is reviewed every quarter at least.

    The most frequent of the meetings of `kind: review` counts.

    Fails:

    ```yaml
    meetings:
      review: {kind: review, every: half-year, chair: lin}
    ```

    Passes:

    ```yaml
    meetings:
      review: {kind: review, every: quarter, chair: lin}
    ```
    """
    strategy = assessed.linked.strategy
    limit = threshold(strategy, "review_interval")
    reviews = [one for one in strategy.meetings.values() if one.kind == "review"]
    if not reviews or not isinstance(limit, Duration):
        return
    often = min(reviews, key=lambda one: _months(one.every))
    if _months(often.every) > _months(limit):
        yield Finding(
            rule,
            "the strategy is reviewed {every} only, which is less often than every {limit}",
            At("meetings", often.id, ("every",)),
            params={"every": often.every, "limit": limit},
            hint="hold the review every month or every quarter",
        )


def _months(length: Recurrence | Duration) -> Decimal:
    times = Decimal(length.count) if isinstance(length, Recurrence) else length.value
    if length.unit in _MONTHS:
        return times * _MONTHS[length.unit]
    return times * _DAYS.get(length.unit, Decimal(0)) / _MONTH


RULES = (team_of_one_function, review_too_rare)
