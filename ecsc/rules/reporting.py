"""Who sees figures, and how often: 721 to 724."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ecsc.assess import Assessed
from ecsc.assess.elapsed import cadence_days, recurrence_days
from ecsc.assess.measurement import steered
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.model.execution import Report
from ecsc.rules.rule import rule


@rule("ECS721", "report-finer-than-source", Severity.WARNING, "every", "metrics", "metrics.source")
def report_finer_than_source(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A report does not come more often than its metrics have new figures.

    A weekly report of a monthly figure shows the same number four times.

    Fails:

    ```yaml
    metrics:
      conversion: {standard: conversion, source: books}
    data_sources:
      books: {kind: finance, refresh: monthly}
    reports:
      weekly: {every: week, owner: lin, metrics: conversion}
    ```

    Passes:

    ```yaml
    metrics:
      conversion: {standard: conversion, source: books}
    data_sources:
      books: {kind: finance, refresh: monthly}
    reports:
      monthly: {every: month, owner: lin, metrics: conversion}
    ```
    """
    linked = assessed.linked
    for report in linked.strategy.reports.values():
        for index, name in enumerate(report.metrics):
            metric = linked.metrics.get(name)
            source = linked.strategy.data_sources.get(metric.source or "") if metric is not None else None
            if source is None or source.refresh is None:
                continue
            if recurrence_days(report.every) < cadence_days(source.refresh):
                yield Finding(
                    rule,
                    "{report} comes {every}, but {source} has new figures of {metric} only {refresh}",
                    At("reports", report.id, ("metrics", index)),
                    params={
                        "report": report.id,
                        "every": report.every,
                        "source": source.id,
                        "metric": name,
                        "refresh": source.refresh,
                    },
                    hint="leave it to a report that comes less often",
                    related=(Related(At("data_sources", source.id, ("refresh",)), "so often"),),
                )


@rule("ECS722", "metric-in-no-report", Severity.WARNING, "reports.metrics", "goals.metric", "targets.metric")
def in_no_report(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Every metric with a goal or target stands in a report.

    Looked for only where reports say which metrics they show.

    Fails:

    ```yaml
    metrics:
      gmv: {standard: gmv, source: shop}
      conversion: {standard: conversion, source: shop}
    data_sources:
      shop: {kind: shop}
    targets:
      spring: {metric: conversion, period: 2026-Q2, committed: 2.2%, owner: lin}
    reports:
      weekly: {every: week, owner: lin, metrics: gmv}
    ```

    Passes:

    ```yaml
    metrics:
      gmv: {standard: gmv, source: shop}
      conversion: {standard: conversion, source: shop}
    data_sources:
      shop: {kind: shop}
    targets:
      spring: {metric: conversion, period: 2026-Q2, committed: 2.2%, owner: lin}
    reports:
      weekly: {every: week, owner: lin, metrics: [gmv, conversion]}
    ```
    """
    strategy = assessed.linked.strategy
    shown = {name for report in strategy.reports.values() for name in report.metrics}
    if not shown:
        return
    for name, (_, aims) in steered(assessed.linked).items():
        if name not in shown:
            yield Finding(
                rule,
                "{metric} is steered, but no report shows it",
                At("metrics", name, part="key"),
                params={"metric": name, "reports": list(strategy.reports)},
                hint="add it to the `metrics:` of one of the reports {reports}",
                related=tuple(Related(aim.at, "steered here") for aim in aims[:3]),
            )


@rule(
    "ECS723", "metric-unwatched", Severity.WARNING, "owner", "triggers.when", "goals.owner", "targets.owner"
)
def unwatched(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Every metric with a target has somebody who answers for it, or a trigger that watches it.

    The owner may be the metric's, or that of a goal or target. Looked for only where there are triggers.

    Fails:

    ```yaml
    metrics:
      gmv: {standard: gmv, source: shop}
      conversion: {standard: conversion, source: shop}
    data_sources:
      shop: {kind: shop}
    targets:
      spring: {metric: conversion, period: 2026-Q2, committed: 2.2%}
    triggers:
      slow_sales: {when: gmv < 20000, then: notify(lin)}
    ```

    Passes:

    ```yaml
    metrics:
      gmv: {standard: gmv, source: shop}
      conversion: {standard: conversion, source: shop}
    data_sources:
      shop: {kind: shop}
    targets:
      spring: {metric: conversion, period: 2026-Q2, committed: 2.2%, owner: lin}
    triggers:
      slow_sales: {when: gmv < 20000, then: notify(lin)}
    ```
    """
    if not assessed.conditions:
        return
    watched = {name for condition in assessed.conditions.values() for name in condition.metrics}
    for name, (metric, aims) in steered(assessed.linked).items():
        if name in watched or metric.owner is not None or any(aim.owner is not None for aim in aims):
            continue
        yield Finding(
            rule,
            "nobody answers for {metric}, and no trigger watches it",
            At("metrics", name, part="key"),
            params={"metric": name},
            hint="add `owner:` to the metric or its targets, or a trigger with {metric} in `when:`",
            related=tuple(Related(aim.at, "steered here") for aim in aims[:3]),
        )


@rule(
    "ECS724",
    "report-slower-than-iteration",
    Severity.WARNING,
    "reports.metrics|every",
    "iterations.every",
    "data_sources.refresh",
    "metrics.source",
)
def slower_than_iteration(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Whoever adjusts the strategy every so often sees its metrics as often.

    A metric whose own source has new figures less often is left alone.

    Fails:

    ```yaml
    metrics:
      conversion: {standard: conversion, source: shop}
    data_sources:
      shop: {kind: shop, refresh: daily}
    targets:
      spring: {metric: conversion, period: 2026-Q2, committed: 2.2%, owner: lin}
    iterations: {every: 2 weeks}
    reports:
      monthly: {every: month, owner: lin, metrics: conversion}
    ```

    Passes:

    ```yaml
    metrics:
      conversion: {standard: conversion, source: shop}
    data_sources:
      shop: {kind: shop, refresh: daily}
    targets:
      spring: {metric: conversion, period: 2026-Q2, committed: 2.2%, owner: lin}
    iterations: {every: 2 weeks}
    reports:
      weekly: {every: week, owner: lin, metrics: conversion}
    ```
    """
    strategy = assessed.linked.strategy
    if strategy.iterations is None or not strategy.reports:
        return
    for report, metrics in _too_seldom(assessed, recurrence_days(strategy.iterations.every)):
        yield Finding(
            rule,
            "{metrics} is reported {reported}, but the strategy is adjusted {every}"
            if len(metrics) == 1
            else "{metrics} are reported {reported}, but the strategy is adjusted {every}",
            At("reports", report.id, ("every",)),
            params={"metrics": metrics, "reported": report.every, "every": strategy.iterations.every},
            hint="add {metrics} to a report that comes {every} or more often",
            related=(Related(At("iterations", path=("every",)), "adjusted so often"),),
        )


def _too_seldom(assessed: Assessed, every: Decimal) -> list[tuple[Report, list[str]]]:
    """Return the reports that come less often than every so many days, with the metrics that stand in none faster."""
    strategy = assessed.linked.strategy
    fastest: dict[str, Report] = {}
    for report in strategy.reports.values():
        for name in report.metrics:
            known = fastest.get(name)
            if known is None or recurrence_days(report.every) < recurrence_days(known.every):
                fastest[name] = report
    slow: dict[str, list[str]] = {}
    for name, (metric, _) in steered(assessed.linked).items():
        shown = fastest.get(name)
        if shown is None or recurrence_days(shown.every) <= every:
            continue
        source = strategy.data_sources.get(metric.source or "")
        own = [metric.frequency, source.refresh if source is not None else None]
        if not any(cadence is not None and cadence_days(cadence) > every for cadence in own):
            slow.setdefault(shown.id, []).append(name)
    return [(strategy.reports[name], metrics) for name, metrics in slow.items()]


RULES = (report_finer_than_source, in_no_report, unwatched, slower_than_iteration)
