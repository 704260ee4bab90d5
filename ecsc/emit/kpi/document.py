"""The KPI targets as JSON, for dashboards."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ecsc.assess.verdicts import Value
from ecsc.compiled import Compiled
from ecsc.emit.measures.grouping import in_order
from ecsc.emit.numbers import number_text
from ecsc.emit.standing import error_count
from ecsc.plan.aim_types import GoalPlan, TargetRow
from ecsc.quantity import Count, Duration, Money, Period, Points, Rate

VERSION = 1
"""The version of this file's form; it counts up when a key changes its meaning or goes."""


def document(compiled: Compiled) -> bytes:
    """Return the targets as JSON (RFC 8259) in UTF-8: numbers as decimal text, days as ISO 8601.

    A value is `{value, unit}`; the unit of a rate is `ratio`, so 2.5 % is `0.025`. A plan with `errors` is
    not valid yet.
    """
    from msgspec import json

    plan, head = compiled.plan, compiled.plan.strategy
    content = {
        "version": VERSION,
        "strategy": {"id": head.id, "name": head.name, "period": _period(head.period),
                     "currency": head.currency, "as_of": _day(head.as_of), "source_hash": head.source_hash},
        "errors": error_count(compiled),
        "goals": [_goal(goal) for goal in plan.goals],
        "targets": [_target(row) for row in in_order(plan)],
    }  # fmt: skip
    return json.format(json.encode(content, enc_hook=str), indent=2) + b"\n"


def _goal(goal: GoalPlan) -> dict[str, Any]:
    return {
        "id": goal.id, "name": goal.name, "metric": goal.metric, "baseline": _value(goal.baseline),
        "target": _value(goal.target), "start": _day(goal.start), "due": _day(goal.due), "owner": goal.owner,
        "supports": goal.supports, "smart": {letter.letter: letter.verdict for letter in goal.smart},
    }  # fmt: skip


def _target(row: TargetRow) -> dict[str, Any]:
    limits = row.thresholds
    return {
        "metric": row.metric, "metric_name": row.metric_name, "period": _period(row.period),
        "channel": row.channel, "channel_name": row.channel_name, "scope": row.scope,
        "committed": _value(row.committed), "stretch": _value(row.stretch), "floor": _value(row.floor),
        "unit": row.unit, "formula": row.formula, "direction": row.direction,
        "thresholds": {"green": _value(limits.green), "amber": _value(limits.amber)} if limits else None,
        "source": row.source, "frequency": row.frequency, "owner": row.owner,
        "goal": row.of, "target": None if row.from_goal else row.origin,
    }  # fmt: skip


def _period(period: Period) -> dict[str, str]:
    return {"label": period.label, "first": period.first.isoformat(), "last": period.last.isoformat()}


def _day(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _value(value: Value | None) -> dict[str, str | None] | None:
    match value:
        case None:
            return None
        case Money(amount=number, currency=unit):
            return {"value": number_text(number), "unit": unit}
        case Rate(value=number):
            return {"value": number_text(number), "unit": "ratio"}
        case Points(value=number):
            return {"value": number_text(number), "unit": "points"}
        case Count(value=number, unit=unit) | Duration(value=number, unit=unit):
            return {"value": number_text(number), "unit": unit or None}
