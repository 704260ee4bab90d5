"""Where figures come from: 718 to 720."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.elapsed import cadence_days
from ecsc.assess.measurement import cannot_deliver, is_told, steered
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.link.metrics import shipped_parts
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


RULES = (without_source, source_cannot_deliver, finer_than_source)
