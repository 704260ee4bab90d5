"""Figures that follow from what is stated, as lines that people read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from ecsc.assess.rounding import to_places
from ecsc.assess.units import as_value
from ecsc.assess.verdicts import Value, number
from ecsc.messages import Words, shortened
from ecsc.plan.figure_types import Figure
from ecsc.plan.types import Plan
from ecsc.quantity import Count, Money, Rate

_WHOLE_FROM = 1000
"""From so many on people read no decimals."""

_TENTHS_FROM = Decimal("0.01")
"""A rate under one percent keeps more digits."""


def figure_line(figure: Figure, w: Words) -> str:
    """Return a figure with how it came about: `A month on average: CNY 166,667 (CNY 1,000,000 ÷ 6 months)`."""
    return w("{figure} ({way})", figure=figure_words(figure, w), way=way_words(figure, w))


def figure_words(figure: Figure, w: Words) -> str:
    """Return what a figure is and its value, rounded for reading."""
    value = rounded(figure.value)
    match figure.kind:
        case "whole":
            return w("In all: {value}", value=value)
        case "month":
            return w("A month on average: {value}", value=value)
        case "week":
            return w("A week on average: {value}", value=value)
        case "a_year":
            return w("A year: {value}", value=value)
        case "year":
            return w("In {year}: {value}", year=str(figure.year), value=value)
        case "pieces":
            return w("Pieces in all: {value}", value=value)
        case "followers" if figure.to is not None:
            return w("Followers reached: {value} to {to}", value=value, to=rounded(figure.to))
        case "followers":
            return w("Followers reached: {value}", value=value)
        case "messages":
            return w("Messages in all: {value}", value=value)
        case "orders":
            return w("Orders at least: {value}", value=value)
        case "order_value":
            return w("An order on average, at most: {value}", value=value)
        case "buyers":
            return w("Buyers among them, at most: {value}", value=value)
        case "change":
            return w("Changed by: {value}", value=value)


def way_words(figure: Figure, w: Words) -> str:
    """Return how a figure came about."""
    from ecsc.emit.understood_fields import in_words
    from ecsc.quantity import Recurrence

    said = {
        name: in_words(value, "", w) if isinstance(value, Recurrence) else value
        for name, value in figure.way.params.items()
    }
    return w(figure.way.text, **said)


def rounded(value: Value) -> Value:
    """Return a value in as many digits as people read: whole from a thousand on, a rate in tenths of a percent."""
    amount = number(value)
    if isinstance(value, Money | Count) and abs(amount) >= _WHOLE_FROM:
        return as_value(to_places(amount, "1"), value)
    if isinstance(value, Rate) and abs(amount) >= _TENTHS_FROM:
        return Rate(to_places(amount, "0.001"), value.signed)
    return value


def owner_names(plan: Plan, w: Words) -> Callable[[str, str], str]:
    """Return what to call the entry that a figure follows from: its name, or what was measured when."""
    reach, learning = plan.chapters.reach, plan.chapters.learning
    named: tuple[tuple[str, Iterable[tuple[str, str | None]]], ...] = (
        ("tactics", ((one.id, one.name) for one in plan.tactics)),
        ("messages", ((one.id, one.name) for one in reach.messages)),
        ("campaigns", ((one.id, one.name) for one in reach.campaigns)),
        ("operations", ((one.id, one.name) for one in plan.chapters.operations.operations)),
        ("issues", ((one.id, one.text) for one in learning.issues)),
    )
    found = {(section, key): name or key for section, held in named for key, name in held}
    metrics = {one.id: one.name for one in plan.metrics}
    for actual in learning.actuals:
        name = metrics.get(actual.metric, actual.metric)
        found["actuals", actual.id] = w("{metric}, {period}", metric=name, period=w.period(actual.period))
    together = {"market": w("Market"), "launch_plan": w("Launches"), "messages": w("All messages")}
    return lambda section, name: shortened(found.get((section, name)) or together.get(section, name), 120)
