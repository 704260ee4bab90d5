"""Where the steered metrics come from and who looks at them: 718 to 724."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.intervals import cadence_days, recurrence_days
from ecsc.assess.measurement import cannot_deliver, is_told, steered
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.link.metrics import shipped_parts
from ecsc.model.execution import Report
from ecsc.rules.rule import rule


@rule("ECS718", "target-without-source", Severity.ERROR, "metrics.source|formula|standard")
def without_source(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A metric that targets steer has a data source, or is calculated from metrics.

    What nothing measures cannot be reached or missed. For the metrics of goals, SMART says so (ECS403).

    Fails:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    targets:
      spring: {metric: conversion, period: 2026-Q2, committed: 2.2%, owner: lin}
    ```

    Passes:

    ```yaml
    metrics:
      conversion: {standard: conversion, source: shop}
    data_sources:
      shop: {kind: shop}
    targets:
      spring: {metric: conversion, period: 2026-Q2, committed: 2.2%, owner: lin}
    ```
    """
    for name, (metric, aims) in steered(assessed.linked).items():
        if metric.source is not None or metric.formula is not None or not is_told(metric):
            continue
        if any(aim.at.section == "goals" for aim in aims):
            continue
        parts = shipped_parts(metric)
        yield Finding(
            rule,
            "no data source measures {metric}",
            At("metrics", name, part="key"),
            params={"metric": name, "parts": list(parts)},
            hint="add `source:`, or define the metrics {parts}, from which its standard formula calculates it"
            if parts
            else "add `source:`, the id of an entry in `data_sources`",
            related=tuple(Related(aim.at, "steered here") for aim in aims[:3]),
        )


@rule("ECS719", "source-cannot-deliver", Severity.WARNING, "source", "data_sources.kind")
def source_cannot_deliver(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The source of a steered metric is of a kind that has such figures.

    Web analytics know no recommendation score, a survey knows no orders. The metric is known by words in its
    name, so this only warns; a source of `kind: other` is never doubted.

    Fails:

    ```yaml
    metrics:
      nps: {name: Net promoter score, unit: score, direction: up, source: site}
    data_sources:
      site: {kind: web_analytics}
    targets:
      spring: {metric: nps, period: 2026-Q2, committed: 40, owner: lin}
    ```

    Passes:

    ```yaml
    metrics:
      nps: {name: Net promoter score, unit: score, direction: up, source: poll}
    data_sources:
      poll: {kind: survey}
    targets:
      spring: {metric: nps, period: 2026-Q2, committed: 40, owner: lin}
    ```
    """
    sources = assessed.linked.strategy.data_sources
    for name, (metric, _) in steered(assessed.linked).items():
        source = sources.get(metric.source or "")
        kinds = cannot_deliver(metric, source) if source is not None else ()
        if source is not None and kinds:
            yield Finding(
                rule,
                "{metric} is usually not to be had from {source}, which is of the kind `{kind}`",
                At("metrics", name, ("source",)),
                params={"metric": name, "source": source.id, "kind": source.kind, "kinds": list(kinds)},
                hint="take it from a source of one of the kinds {kinds}",
                related=(Related(At("data_sources", source.id, ("kind",)), "its kind"),),
            )


@rule("ECS720", "metric-finer-than-source", Severity.WARNING, "frequency", "data_sources.refresh")
def finer_than_source(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A metric is not read more often than its source has new figures.

    Fails:

    ```yaml
    metrics:
      conversion: {standard: conversion, source: books, frequency: daily}
    data_sources:
      books: {kind: finance, refresh: monthly}
    targets:
      spring: {metric: conversion, period: 2026-Q2, committed: 2.2%, owner: lin}
    ```

    Passes:

    ```yaml
    metrics:
      conversion: {standard: conversion, source: books, frequency: monthly}
    data_sources:
      books: {kind: finance, refresh: monthly}
    targets:
      spring: {metric: conversion, period: 2026-Q2, committed: 2.2%, owner: lin}
    ```
    """
    sources = assessed.linked.strategy.data_sources
    for metric in assessed.linked.metrics.values():
        source = sources.get(metric.source or "")
        if source is None or source.refresh is None or metric.frequency is None:
            continue
        if cadence_days(metric.frequency) < cadence_days(source.refresh):
            yield Finding(
                rule,
                "{metric} is read {frequency}, but {source} has new figures only {refresh}",
                At("metrics", metric.id, ("frequency",)),
                params={
                    "metric": metric.id,
                    "frequency": metric.frequency,
                    "source": source.id,
                    "refresh": source.refresh,
                },
                hint="write `frequency: {refresh}`, or name a source that is faster",
                related=(Related(At("data_sources", source.id, ("refresh",)), "so often"),),
            )


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


@rule("ECS724", "report-slower-than-iteration", Severity.WARNING, "reports.metrics|every", "iterations.every")
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
    every = recurrence_days(strategy.iterations.every)
    fastest: dict[str, Report] = {}
    for report in strategy.reports.values():
        for name in report.metrics:
            known = fastest.get(name)
            if known is None or recurrence_days(report.every) < recurrence_days(known.every):
                fastest[name] = report
    for name, (metric, _) in steered(assessed.linked).items():
        shown = fastest.get(name)
        if shown is None or recurrence_days(shown.every) <= every:
            continue
        source = strategy.data_sources.get(metric.source or "")
        own = [metric.frequency, source.refresh if source is not None else None]
        if any(cadence is not None and cadence_days(cadence) > every for cadence in own):
            continue
        yield Finding(
            rule,
            "{metric} is reported {reported}, but the strategy is adjusted {every}",
            At("reports", shown.id, ("every",)),
            params={"metric": name, "reported": shown.every, "every": strategy.iterations.every},
            hint="add {metric} to a report that comes {every} or more often",
            related=(Related(At("iterations", path=("every",)), "adjusted so often"),),
        )


RULES = (
    without_source,
    source_cannot_deliver,
    finer_than_source,
    report_finer_than_source,
    in_no_report,
    unwatched,
    slower_than_iteration,
)
