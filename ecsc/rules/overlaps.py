"""Times that lie over each other: 764 and 765."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.model.goals import Target, scope_key
from ecsc.quantity import QuantityError, parse_period
from ecsc.rules.money import line_at
from ecsc.rules.rule import rule


@rule("ECS764", "phasing-overlaps", Severity.ERROR)
def phasing_overlaps(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The periods of a phasing do not lie over each other.

    Money for the first half and money for the second quarter both say how much there is in May: nobody can tell
    which of them holds.

    Fails:

    ```yaml
    budgets:
      marketing: {limit: 40, phasing: {2026-H1: 20, 2026-Q2: 10, 2026-H2: 10}}
    ```

    Passes:

    ```yaml
    budgets:
      marketing: {limit: 40, phasing: {2026-Q1: 20, 2026-Q2: 10, 2026-H2: 10}}
    ```
    """
    fiscal = assessed.linked.strategy.header.fiscal_year_start
    for account in assessed.ledger.accounts.values():
        try:
            periods = [(key, parse_period(key, fiscal)) for key in account.line.phasing]
        except QuantityError:
            continue  # told by phasing-sum
        ordered = sorted(periods, key=lambda one: (one[1].first, one[1].last))
        for (key, one), (other, next_one) in pairwise(ordered):
            if one.overlaps(next_one):
                yield Finding(
                    rule,
                    "{other} lies over {key} in the phasing of {line}",
                    line_at(account.path, "phasing", other),
                    params={"other": other, "key": key, "line": account.path},
                    hint="cut the line into periods that follow each other",
                    related=(Related(line_at(account.path, "phasing", key), "the other period"),),
                )


@rule("ECS765", "targets-overlap", Severity.WARNING)
def targets_overlap(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Two targets of a metric for the same scope follow each other, or one lies inside the other.

    Where only parts of two periods lie over each other, two values hold at once and neither is a part of the other.

    Fails:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    targets:
      spring: {metric: conversion, period: 2026-02-01..2026-05-31, committed: 2%}
      summer: {metric: conversion, period: 2026-05-01..2026-08-31, committed: 3%}
    ```

    Passes:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    targets:
      spring: {metric: conversion, period: 2026-02-01..2026-04-30, committed: 2%}
      summer: {metric: conversion, period: 2026-05-01..2026-08-31, committed: 3%}
    ```
    """
    alike: dict[object, list[Target]] = {}
    for target in assessed.linked.strategy.targets.values():
        if target.committed is not None and target.of is None:
            alike.setdefault((target.metric, target.channel, scope_key(target.scope)), []).append(target)
    for group in alike.values():
        for one, other in combinations(group[:_COMPARED], 2):
            if one.committed != other.committed and _crosses(one, other):
                yield Finding(
                    rule,
                    "{other} and {one} aim at different values in the same days",
                    At("targets", other.id, ("period",)),
                    params={"other": other.id, "one": one.id},
                    hint="let the periods follow each other",
                    related=(Related(At("targets", one.id, ("period",)), "the other target"),),
                )


_COMPARED = 60
"""So many targets of one metric and scope are held against each other: five years of months."""


def _crosses(one: Target, other: Target) -> bool:
    mine, its = one.period, other.period
    inside = (mine.first <= its.first and its.last <= mine.last) or (
        its.first <= mine.first and mine.last <= its.last
    )
    return mine.overlaps(its) and not inside


RULES = (phasing_overlaps, targets_overlap)
