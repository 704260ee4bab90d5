"""SMART, letter by letter: S and M, 401 to 404 and 406. Structure may fail a letter, words and doubts only warn."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed, Reason
from ecsc.diagnostics import At, Finding, Related, Rule, Severity, undecidable
from ecsc.messages import Phrase
from ecsc.rules.rule import rule

OWNER_IS_TEAM = ("owner",)


def _reasons(assessed: Assessed, letter: str, verdict: str) -> Iterator[tuple[str, Reason]]:
    for goal, letters in assessed.smart.items():
        for found in letters:
            if found.letter == letter:
                # That the drivers miss the target is a rule of its own (ECS414), with the figures.
                yield from (
                    (goal, reason)
                    for reason in found.reasons
                    if reason.verdict == verdict and reason.path != ("drivers",)
                )


def of_letter(assessed: Assessed, rule: Rule, letter: str, verdict: str) -> Iterator[Finding]:
    """Yield what one letter says with one verdict; a cause that several goals share is told once."""
    shared: dict[tuple[tuple[str, str], str], tuple[Reason, list[str]]] = {}
    for goal, reason in _reasons(assessed, letter, verdict):
        if reason.about is not None:
            shared.setdefault((reason.about, reason.remark.text), (reason, []))[1].append(goal)
        elif (reason.path == OWNER_IS_TEAM) == (rule.code == "ECS406"):
            yield _finding(rule, goal, reason)
    for (about, text), (reason, goals) in shared.items():
        yield Finding(
            rule,
            text,
            At(*about, part="key"),
            params=reason.remark.params,
            hint=reason.hint,
            related=tuple(Related(At("goals", goal, ("metric",)), "needed here") for goal in goals),
        )


def _finding(rule: Rule, goal: str, reason: Reason) -> Finding:
    at = At("goals", goal, reason.path, part="value" if reason.path else "key")
    if reason.verdict == "undecidable":
        return undecidable(rule, at, reason.missing, subject=goal)
    return Finding(
        rule,
        "{goal}: {remark}",
        at,
        params={
            "goal": goal,
            **reason.remark.params,
            "remark": Phrase(reason.remark.text, **reason.remark.params),
        },
        hint=reason.hint,
    )


@rule("ECS401", "goal-not-specific", Severity.ERROR)
def not_specific(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A goal is about one metric and has one owner.

    The S of SMART. A goal without a metric cannot be counted, and one without an owner is nobody's.

    Fails:

    ```yaml
    goals:
      sales: {name: CNY 1,000,000 of sales, target: 1000000, due: 2026-06-30}
    ```

    Passes:

    ```yaml
    goals:
      sales: {name: "CNY 1,000,000 of sales", metric: gmv, target: 1000000, due: 2026-06-30, owner: lin}
    metrics:
      gmv: {standard: gmv, source: shop}
    data_sources:
      shop: {kind: shop}
    ```
    """
    yield from of_letter(assessed, rule, "S", "fail")


@rule("ECS402", "goal-vague", Severity.WARNING)
def vague(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A goal's name says a result, not a direction, and one result at a time.

    Words such as "improve" or 优化 without a number leave open when the goal is reached. Word lists are
    often wrong, so this only warns, and a number with its unit in the name forgives the word.

    Fails:

    ```yaml
    goals:
      service: {name: Improve the customer experience, owner: lin}
    ```

    Passes:

    ```yaml
    goals:
      service: {name: First answer within 8 minutes, owner: lin}
    ```
    """
    yield from of_letter(assessed, rule, "S", "warn")


@rule("ECS403", "goal-not-measurable", Severity.ERROR)
def not_measurable(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A goal has a target in a metric with a unit, a direction and a source.

    The M of SMART. A relative change needs a baseline and what it is compared with; a share lies between
    0 % and 100 %.

    Fails:

    ```yaml
    goals:
      sales: {name: Sales, metric: gmv, due: 2026-06-30, owner: lin}
    metrics:
      gmv: {name: Sales, unit: money, direction: up}
    ```

    Passes:

    ```yaml
    goals:
      sales: {name: Sales, metric: gmv, target: 1000000, due: 2026-06-30, owner: lin}
    metrics:
      gmv: {name: Sales, unit: money, direction: up, source: shop}
    data_sources:
      shop: {kind: shop}
    ```
    """
    yield from of_letter(assessed, rule, "M", "fail")


@rule("ECS404", "goal-target-doubtful", Severity.WARNING)
def target_doubtful(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A target lies on the better side of the baseline.

    A target equal to today's value, or on the wrong side of it for the metric's direction, is usually a slip.

    Fails:

    ```yaml
    goals:
      returns: {name: Refunds of 5 %, metric: refunds, baseline: 3%, target: 5%, owner: lin}
    metrics:
      refunds: {name: Refund rate, unit: percent, direction: down, source: shop}
    data_sources:
      shop: {kind: shop}
    ```

    Passes:

    ```yaml
    goals:
      returns: {name: Refunds of 2 %, metric: refunds, baseline: 3%, target: 2%, owner: lin}
    metrics:
      refunds: {name: Refund rate, unit: percent, direction: down, source: shop}
    data_sources:
      shop: {kind: shop}
    ```
    """
    yield from of_letter(assessed, rule, "M", "warn")


@rule("ECS406", "goal-owned-by-team", Severity.WARNING)
def owned_by_team(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """One person answers for a goal, not a team alone.

    Fails:

    ```yaml
    teams:
      sales: {name: Sales}
    goals:
      revenue: {name: Revenue, owner: sales}
    ```

    Passes:

    ```yaml
    goals:
      revenue: {name: Revenue, owner: lin}
    ```
    """
    yield from of_letter(assessed, rule, "S", "warn")


RULES = (not_specific, vague, not_measurable, target_doubtful, owned_by_team)
