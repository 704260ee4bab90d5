"""The scenarios of a strategy beside the plan itself, as data, as a document and in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from msgspec import Struct

from ecsc.assess import Assessed
from ecsc.assess.baseline import slip
from ecsc.assess.verdicts import Value, Verdict
from ecsc.compiled import Compiled
from ecsc.diagnostics import Severity
from ecsc.emit.lengths import in_days
from ecsc.emit.plain import plain
from ecsc.messages import Words, shortened
from ecsc.plan.types import Plan
from ecsc.quantity import EXACT, Money, Rate
from ecsc.rules.waiving import UNUSED

FORMAT_VERSION = 1
"""Raised when a key of the document changes its meaning or goes; new keys may come without."""

LINES_SHOWN = 12
"""What is said of one scenario in the text; the document has all of it."""


class GoalOutlook(Struct, frozen=True):
    """A goal's target, what its drivers multiply up to (None where that is not known), and if that is enough."""

    id: str
    name: str
    target: Value | None
    reach: Value | None
    verdict: Verdict | None


class LineOutlook(Struct, frozen=True):
    """What is committed on a budget line with a limit; `left` is negative where that is more than the limit."""

    path: str
    name: str
    limit: Money
    committed: Money
    left: Money


class Outlook(Struct, frozen=True):
    """How the strategy comes out as planned (`id` is None) or under a scenario.

    `finish_days` is how many working days it ends later than planned, by the calendar of the plan; negative for
    earlier, None where one of the two has no end.
    """

    id: str | None
    name: str
    likelihood: Rate | None
    finish: dt.date | None
    finish_days: Decimal | None
    goals: tuple[GoalOutlook, ...]
    budgets: tuple[LineOutlook, ...]
    errors: int
    warnings: int
    waived: int


def outlook(compiled: Compiled, base: tuple[Compiled, Assessed] | None = None) -> Outlook:
    """Return how a plan comes out; `base` is the plan without a scenario, where this one is under one."""
    plan = compiled.plan
    under = plan.strategy.scenario
    finish_days = None
    likelihood = None
    if base is not None and under is not None:
        finish_days = slip(base[1].timetable, base[0].plan.work.finish, plan.work.finish)
        likelihood = next(
            (one.likelihood for one in plan.chapters.learning.scenarios if one.id == under.id), None
        )
    # A waiver of nothing is told of the plan alone, for which it was written.
    levels = [
        finding.level for finding in compiled.findings if under is None or finding.rule.code != UNUSED.code
    ]
    return Outlook(
        id=under.id if under is not None else None,
        name=under.name if under is not None else plan.strategy.name,
        likelihood=likelihood,
        finish=plan.work.finish,
        finish_days=finish_days,
        goals=tuple(_goals(plan)),
        budgets=tuple(
            LineOutlook(line.path, line.name, line.limit, line.committed, line.left)
            for line in plan.budgets
            if line.limit is not None and line.left is not None
        ),
        errors=levels.count(Severity.ERROR),
        warnings=levels.count(Severity.WARNING),
        waived=len(compiled.waived),
    )


def _goals(plan: Plan) -> Iterator[GoalOutlook]:
    for goal in plan.goals:
        drivers = goal.drivers
        yield GoalOutlook(
            goal.id,
            goal.name,
            goal.target,
            drivers.product if drivers is not None else None,
            drivers.verdict if drivers is not None else None,
        )


def scenarios_document(strategy: str, outlooks: Sequence[Outlook]) -> dict[str, Any]:
    """Return the outlooks of one strategy for programs: the plan first, then its scenarios as written."""
    return {
        "format": "ecsc-scenarios",
        "version": FORMAT_VERSION,
        "strategy": strategy,
        "plan": plain(outlooks[0]),
        "scenarios": [plain(one) for one in outlooks[1:]],
    }


def scenario_rows(outlooks: Sequence[Outlook], w: Words) -> list[tuple[str, ...]]:
    """Return the table: its heads, then a row for the plan and for each scenario."""
    rows: list[tuple[str, ...]] = [
        (w("scenario"), w("likely"), w("finish"), w("days later"), w("errors"), w("warnings"))
    ]
    for one in outlooks:
        days = one.finish_days
        rows.append(
            (
                w("as planned") if one.id is None else shortened(one.name),
                "" if one.likelihood is None else w.show(one.likelihood),
                "–" if one.finish is None else one.finish.isoformat(),
                "" if days is None else w.show(days),
                str(one.errors),
                str(one.warnings),
            )
        )
    return rows


def scenario_text(one: Outlook, base: Outlook, w: Words) -> Iterator[str]:
    """Yield what is other under a scenario than planned: the end, each goal, each budget line, the findings."""
    lines = [*_end(one, base, w), *_goal_lines(one, base, w), *_money(one, base, w), *_found(one, base, w)]
    if not lines:
        yield w("dates, goals and money stay as planned")
    yield from lines[:LINES_SHOWN]
    if len(lines) > LINES_SHOWN:
        yield w("and {n} more", n=len(lines) - LINES_SHOWN)


def _end(one: Outlook, base: Outlook, w: Words) -> Iterator[str]:
    if one.finish is None or base.finish is None:
        if one.finish != base.finish:
            yield w("has no end") if one.finish is None else w("finishes on {day}", day=w.day(one.finish))
        return
    days = one.finish_days or Decimal(0)
    if days:
        told = {"length": in_days(abs(days), w), "day": w.day(one.finish)}
        yield (
            w("finishes {length} later, on {day}", **told)
            if days > 0
            else w("finishes {length} earlier, on {day}", **told)
        )
    elif one.finish != base.finish:
        yield w("finishes on {day}", day=w.day(one.finish))


def _goal_lines(one: Outlook, base: Outlook, w: Words) -> Iterator[str]:
    planned = {goal.id: goal for goal in base.goals}
    for goal in one.goals:
        before = planned.get(goal.id)
        name = shortened(goal.name)
        if before is not None and goal.target is not None and goal.target != before.target:
            if before.target is None:
                yield w("{name}: {target}", name=name, target=goal.target)
            else:
                yield w(
                    "{name}: {target} instead of {before}",
                    name=name, target=goal.target, before=before.target,
                )  # fmt: skip
        same = before is not None and (goal.target, goal.reach) == (before.target, before.reach)
        if goal.reach is not None and not same:
            told = {"name": name, "reach": goal.reach, "target": goal.target}
            yield (
                w("{name}: the drivers make {reach}, not {target}", **told)
                if goal.verdict == "fail"
                else w("{name}: the drivers make {reach}", **told)
            )


def _money(one: Outlook, base: Outlook, w: Words) -> Iterator[str]:
    planned = {line.path: line for line in base.budgets}
    for line in one.budgets:
        before = planned.get(line.path)
        if before is not None and (line.committed, line.limit) == (before.committed, before.limit):
            continue
        name = shortened(line.name)
        if line.left.amount < 0:
            over = Money(EXACT.minus(line.left.amount), line.left.currency)
            yield w("{name}: {amount} over its limit of {limit}", name=name, amount=over, limit=line.limit)
        else:
            yield w(
                "{name}: {amount} under its limit of {limit}", name=name, amount=line.left, limit=line.limit
            )


def _found(one: Outlook, base: Outlook, w: Words) -> Iterator[str]:
    if one.errors != base.errors:
        yield w.count(
            "{n} error instead of {before}", "{n} errors instead of {before}", one.errors, before=base.errors
        )
