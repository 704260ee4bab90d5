"""How soon somebody deals with what has gone wrong, and by what it is told: 736 and 740."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import ROUND_UP, Decimal

from ecsc.assess import Assessed
from ecsc.assess.lengths import elapsed_minutes
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.model.learning import Issue
from ecsc.model.thresholds import threshold
from ecsc.quantity import Duration
from ecsc.rules.rule import rule

_STEPS = (
    ("analysis_started", "analysis_within", "its analysis started", "no analysis of {issue} has started"),
    (
        "solution_proposed",
        "solution_within",
        "a solution was proposed",
        "no solution for {issue} is proposed",
    ),
)


@rule(
    "ECS736",
    "issue-late",
    Severity.ERROR,
    "found",
    "analysis_started",
    "solution_proposed",
    "solved",
    thresholds=("analysis_within", "solution_within"),
)
def late(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The analysis of an issue starts within 48 hours, and a solution is proposed within three days.

    Both count from the moment it was found, on the clock, weekends and holidays included. Where one of the two
    moments has no hour, whole days are compared. An issue that is still open past its limit at the strategy's
    `as_of` is a warning.

    Fails:

    ```yaml
    issues:
      slow_answers: {text: Answers take 15 minutes., found: 2026-03-20T09:30, analysis_started: 2026-03-23T09:00}
    ```

    Passes:

    ```yaml
    issues:
      slow_answers: {text: Answers take 15 minutes., found: 2026-03-20T09:30, analysis_started: 2026-03-20T15:00,
                     solution_proposed: 2026-03-22T18:00}
    ```
    """
    strategy = assessed.linked.strategy
    today = strategy.header.as_of
    for issue in strategy.issues.values():
        if issue.found is None:
            continue
        for field, name, done, open_ in _STEPS:
            limit, moment = threshold(strategy, name), getattr(issue, field)
            if not isinstance(limit, Duration):
                continue
            within = dt.timedelta(minutes=elapsed_minutes(limit))
            if moment is not None:
                yield from _judged(rule, issue, (field, done), moment, limit, within)
            elif not _settled(issue, field) and today is not None and today - issue.found.date() > within:
                yield Finding(
                    rule,
                    open_ + ": it was found on {found}, and {limit} are allowed",
                    At("issues", issue.id, ("found",)),
                    params={"issue": issue.id, "limit": limit, "found": issue.found.date()},
                    hint="begin now, and write when",
                    severity=Severity.WARNING,
                )


def _settled(issue: Issue, field: str) -> bool:
    """Return whether a step that has no moment was passed all the same: by a later one."""
    return issue.solved is not None or (field == "analysis_started" and issue.solution_proposed is not None)


def _judged(
    rule: Rule,
    issue: Issue,
    step: tuple[str, str],
    moment: dt.datetime,
    limit: Duration,
    within: dt.timedelta,
) -> Iterator[Finding]:
    field, done = step
    taken = _between(issue.found or moment, moment)
    if dt.timedelta(0) <= taken <= within:
        return
    before = taken < dt.timedelta(0)
    yield Finding(
        rule,
        done + " before {issue} was found"
        if before
        else done + " {taken} after {issue} was found, later than {limit}",
        At("issues", issue.id, (field,)),
        params={"issue": issue.id, "taken": _length(abs(taken)), "limit": limit},
        hint="check the two moments"
        if before
        else "find out what held it up; `strategy.thresholds` sets another limit",
        related=(Related(At("issues", issue.id, ("found",)), "found here"),),
    )


def _between(found: dt.datetime, moment: dt.datetime) -> dt.timedelta:
    """Return the time from one moment to another: in whole days where one of them has no hour."""
    if dt.time(0) in (found.time(), moment.time()):
        return moment.date() - found.date()
    return moment - found


def _length(taken: dt.timedelta) -> Duration:
    minutes = Decimal(-(-int(taken.total_seconds()) // 60))
    if minutes % 1440 == 0:
        return Duration(minutes / 1440, "d")
    return (
        Duration((minutes / 60).quantize(Decimal("0.1"), ROUND_UP), "h")
        if minutes >= 60
        else Duration(minutes, "min")
    )


@rule("ECS740", "issue-beside-the-goals", Severity.WARNING, "metric", "goals.metric", "targets.metric")
def beside_the_goals(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What an issue has shown to be wrong is steered afterwards.

    A figure that was bad enough to be repaired, and that no goal and no target is about, gets bad again unseen.

    Fails:

    ```yaml
    metrics:
      answer_time: {name: Time to the first answer, unit: minutes, aggregation: average, direction: down}
    issues:
      slow_answers: {text: Answers take too long., metric: answer_time, before: 15, after: 8}
    ```

    Passes:

    ```yaml
    metrics:
      answer_time: {name: Time to the first answer, unit: minutes, aggregation: average, direction: down}
    targets:
      answers: {metric: answer_time, period: 2026-Q2, committed: 10}
    issues:
      slow_answers: {text: Answers take too long., metric: answer_time, before: 15, after: 8}
    ```
    """
    strategy = assessed.linked.strategy
    steered = {goal.metric for goal in strategy.goals.values()}
    steered |= {target.metric for target in strategy.targets.values()}
    for issue in strategy.issues.values():
        if issue.metric in strategy.metrics and issue.metric not in steered:
            yield Finding(
                rule,
                "{issue} is about {metric}, which no goal and no target steers",
                At("issues", issue.id, ("metric",)),
                params={"issue": issue.id, "metric": issue.metric},
                hint="add a target for {metric}, so that it is seen when it happens again",
            )


RULES = (late, beside_the_goals)
