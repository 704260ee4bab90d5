"""Shares that no share can be, and thresholds in the wrong order: 767 and 768."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed, number
from ecsc.diagnostics import At, Finding, PathStep, Related, Rule, Severity
from ecsc.quantity import Rate
from ecsc.rules.rule import rule


@rule("ECS767", "thresholds-in-the-wrong-order", Severity.ERROR, "thresholds", "direction")
def thresholds_in_the_wrong_order(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Green is the better side of amber: the higher where up is better, the lower where down is.

    The other way round a metric would turn green by getting worse.

    Fails:

    ```yaml
    metrics:
      conversion: {standard: conversion, thresholds: {green: 2%, amber: 2.5%}}
    ```

    Passes:

    ```yaml
    metrics:
      conversion: {standard: conversion, thresholds: {green: 2.5%, amber: 2%}}
    ```
    """
    linked = assessed.linked
    held = [("metrics", name, name, one.thresholds) for name, one in linked.strategy.metrics.items()]
    held += [("targets", name, one.metric, one.thresholds) for name, one in linked.strategy.targets.items()]
    for section, name, of, thresholds in held:
        metric = linked.metrics.get(of)
        if thresholds is None or thresholds.green is None or thresholds.amber is None or metric is None:
            continue
        green, amber = thresholds.green, thresholds.amber
        if type(green) is not type(amber) or metric.direction not in ("up", "down") or green == amber:
            continue
        if (number(green) > number(amber)) != (metric.direction == "up"):
            yield Finding(
                rule,
                "{metric}: green from {green} and amber from {amber}, but {direction} is better",
                At(section, name, ("thresholds", "green")),
                params={"metric": of, "green": green, "amber": amber, "direction": metric.direction},
                hint="exchange the two values, or correct the metric's `direction`",
                related=(Related(At(section, name, ("thresholds", "amber")), "amber"),),
            )


@rule(
    "ECS768",
    "more-than-the-whole",
    Severity.ERROR,
    "commission",
    "commission_by_category",
    "payment_fee",
    "fees",
    "returns",
    "share_of_sales",
    "roi",
)
def more_than_the_whole(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What a share is taken of is the most that it can be.

    A commission of 500% takes five times what is sold, a saving of 125% more than is spent: a digit or a sign is
    wrong.

    Fails:

    ```yaml
    channels: {shop: {kind: own_site, commission: 500%}}
    ```

    Passes:

    ```yaml
    channels: {shop: {kind: own_site, commission: 5%}}
    ```
    """
    for at, share in _shares(assessed):
        if share is not None and not 0 <= share.value <= 1:
            yield Finding(
                rule,
                "{share} is more than the whole" if share.value > 1 else "{share} is less than nothing",
                at,
                params={"share": share},
                hint="write a share from 0% to 100%",
            )


def _shares(assessed: Assessed) -> Iterator[tuple[At, Rate | None]]:
    strategy = assessed.linked.strategy
    for channel in strategy.channels.values():
        for field in ("commission", "payment_fee"):
            yield At("channels", channel.id, (field,)), getattr(channel, field)
        for category, rate in channel.commission_by_category.items():
            yield At("channels", channel.id, ("commission_by_category", category)), rate
        for name, fee in channel.fees.items():
            yield At("channels", channel.id, ("fees", name, "rate")), fee.rate
        if channel.returns is not None:
            yield At("channels", channel.id, ("returns", "rate")), channel.returns.rate
    for tool in strategy.automation.values():
        if tool.roi is not None:
            path: tuple[PathStep, ...] = ("roi", "saving_rate")
            yield At("automation", tool.id, path), tool.roi.saving_rate
    for message in strategy.messages.values():
        yield At("messages", message.id, ("open_rate",)), getattr(message, "open_rate", None)


RULES = (thresholds_in_the_wrong_order, more_than_the_whole)
