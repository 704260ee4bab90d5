"""Metrics and verdicts as phrases in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ecsc.assess.verdicts import Letter, Value, Verdict
from ecsc.emit.numbers import number_text
from ecsc.messages import Words
from ecsc.plan.aim_types import MetricPlan, SmartPlan, ThresholdsPlan
from ecsc.quantity import EXACT, Count, Money, Points, Rate

MARKS: dict[Verdict, str] = {"pass": "✓", "warn": "!", "fail": "✗", "undecidable": "?"}


def value(amount: Value | None, w: Words) -> str:
    """Return a level or threshold as people read it; the unit of a count stands with its metric instead."""
    return w.show(Count(amount.value) if isinstance(amount, Count) else amount)


def cell(amount: Value | None, w: Words) -> str:
    """Return a level as a spreadsheet reads it: a plain number, a rate in percent, else as people read it."""
    match amount:
        case None:
            return ""
        case Money(amount=number) | Count(value=number):
            return number_text(number)
        case Rate(value=number):
            return f"{number_text(EXACT.multiply(number, Decimal(100)))}%"
        case _:
            return w.show(amount)


def unit_word(stated: str | None, w: Words) -> str:
    """Return a unit of the shipped definitions in the reader's language; a word of the author's own as it is."""
    return {
        "people": w("people"), "orders": w("orders"), "pieces": w("pieces"), "customers": w("customers"),
        "visits": w("visits"), "members": w("members"), "minutes": w("minutes"), "hours": w("hours"),
        "days": w("days"), "score": w("points (score)"), "stars": w("stars"), "ratio": w("ratio"),
    }.get(stated or "", stated or "")  # fmt: skip


def unit(stated: str | None, amount: Value | None, w: Words) -> str:
    """Return what a level is counted in: as the metric states it, else as the level shows it."""
    match amount:
        case Money(currency=currency):
            return currency
        case Rate():
            return "%"
        case Points():
            return w("percentage points")
        case Count(unit=own) if own and not stated:
            return own
        case _:
            return unit_word(stated, w)


def measure(metric: MetricPlan, w: Words) -> Iterator[str]:
    """Yield how a metric is counted: unit, which way is better, how often, from which source.

    Money and percentages show their unit in every cell of the table.
    """
    if metric.unit and not (metric.unit in ("percent", "%") or metric.unit.startswith("money")):
        yield w("Unit: {unit}", unit=unit_word(metric.unit, w))
    if metric.direction is not None:
        yield direction(metric.direction, w)
    if metric.frequency:
        yield w("Measured: {frequency}", frequency=frequency(metric.frequency, w))
    if source := metric.source_name or metric.source:
        yield w("Source: {source}", source=source)


def direction(way: str | None, w: Words) -> str:
    """Return which way is better."""
    return {"up": w("Higher is better"), "down": w("Lower is better")}.get(way or "", "")


def frequency(text: str | None, w: Words) -> str:
    """Return how often something is measured; a word of the author's own stays as it is."""
    return {
        "realtime": w("in real time"), "hourly": w("hourly"), "daily": w("daily"), "weekly": w("weekly"),
        "monthly": w("monthly"), "quarterly": w("quarterly"), "yearly": w("yearly"),
    }.get(text or "", text or "")  # fmt: skip


def thresholds(limits: ThresholdsPlan | None, way: str | None, w: Words) -> str:
    """Return when a metric is green, amber and red; empty when that is not stated."""
    if limits is None or (limits.green is None and limits.amber is None):
        return ""
    green, amber = value(limits.green, w), value(limits.amber, w)
    if limits.amber is None:
        return (
            w("Green up to {green}", green=green) if way == "down" else w("Green from {green}", green=green)
        )
    if limits.green is None:
        return w("Red above {amber}", amber=amber) if way == "down" else w("Red below {amber}", amber=amber)
    if way == "down":
        return w("Green up to {green}, amber up to {amber}, red above", green=green, amber=amber)
    return w("Green from {green}, amber from {amber}, red below", green=green, amber=amber)


def letter_name(letter: Letter, w: Words) -> str:
    """Return what a SMART letter stands for."""
    return {
        "S": w("specific"), "M": w("measurable"), "A": w("achievable"), "R": w("relevant"),
        "T": w("time-bound"),
    }[letter]  # fmt: skip


def verdict(found: Verdict, w: Words) -> str:
    """Return a verdict as a word."""
    return {
        "pass": w("met"), "warn": w("doubtful"), "fail": w("not met"), "undecidable": w("cannot be decided"),
    }[found]  # fmt: skip


def objections(letter: SmartPlan, w: Words) -> Iterator[str]:
    """Yield why a letter is not a plain pass, a line a reason."""
    for reason in letter.reasons:
        yield w(
            "{mark} {letter} ({name}), {verdict}: {reason}",
            mark=MARKS[letter.verdict],
            letter=letter.letter,
            name=letter_name(letter.letter, w),
            verdict=verdict(letter.verdict, w),
            reason=w(reason.text, **reason.params),
        )
