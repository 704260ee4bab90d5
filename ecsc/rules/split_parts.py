"""What falls into the parts of a split: retail days in even ones, 460, and milestones, 469."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from ecsc.assess import Assessed
from ecsc.assess.breakdowns import BreakdownView
from ecsc.assess.wholes import TIME_AXES
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.model.goals import Goal
from ecsc.model.thresholds import threshold
from ecsc.quantity import Period, Rate
from ecsc.rules.rule import rule

_OF_SALES = ("gmv", "orders")


@rule("ECS460", "flat-split", Severity.WARNING, thresholds=("flat_split",))
def flat_split(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Sales are not split evenly over months when retail days of the country fall into them.

    A goal in money or orders, of a strategy with a country whose retail days lie in the goal's time, sells more
    in the months of 618 and Double 11 than in others; the weights should come from last year's sales.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026-H2, currency: CNY, calendar: {country: CN}}
    metrics:
      gmv: {standard: gmv}
    goals:
      sales:
        {metric: gmv, target: 600, due: 2026-12-31, owner: lin,
         breakdown: [{split: quarter, values: {2026-Q3: 300, 2026-Q4: 300}}]}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026-H2, currency: CNY, calendar: {country: CN}}
    metrics:
      gmv: {standard: gmv}
    goals:
      sales:
        {metric: gmv, target: 600, due: 2026-12-31, owner: lin,
         breakdown: [{split: quarter, values: {2026-Q3: 200, 2026-Q4: 400}}]}
    ```
    """
    strategy = assessed.linked.strategy
    room = threshold(strategy, "flat_split")
    if not isinstance(room, Rate):
        return
    days: dict[Period, tuple[str, ...]] = {}
    for name, found in assessed.breakdowns.items():
        goal = strategy.goals[name]
        if found.period is None or goal.every is not None or not _of_sales(assessed, goal):
            continue
        flat = next((view for view in found.views if _is_flat(view, room.value)), None)
        if flat is None:
            continue
        if found.period not in days:
            days[found.period] = _retail_days(assessed, found.period)
        if days[found.period]:
            yield Finding(
                rule,
                "`{goal}` is split evenly by {axis}, though retail days fall into its time: {days}",
                At("goals", name, (*flat.path, flat.form)),
                params={"goal": name, "axis": flat.axes[0], "days": list(days[found.period])},
                hint="weigh the parts by last year's sales; days that mean nothing to the shop are left out under "
                "`strategy.calendar.retail_days`",
            )


def _of_sales(assessed: Assessed, goal: Goal) -> bool:
    metric = assessed.linked.metrics.get(goal.metric or "")
    return (
        metric is not None
        and metric.aggregation in (None, "sum")
        and (metric.unit == "money" or metric.standard in _OF_SALES)
    )


def _is_flat(view: BreakdownView, room: Decimal) -> bool:
    if len(view.axes) != 1 or view.axes[0] not in TIME_AXES or view.axes[0] == "year":
        return False
    parts = [cell.value for cell in view.cells] or list(view.shares)
    return len(parts) > 1 and min(parts) > 0 and max(parts) - min(parts) <= room * max(parts)


def _retail_days(assessed: Assessed, period: Period) -> tuple[str, ...]:
    """Return the retail days whose core day lies in the period, each once."""
    header = assessed.linked.strategy.header
    land = assessed.timetable.calendar.rules.country
    if land is None and not header.calendar.retail_days:
        return ()
    from ecsc.assess.retail_days import retail_windows

    country = land.country if land is not None else None
    windows = retail_windows(header, country, period.first, period.last)
    return tuple(dict.fromkeys(one.id for one in windows if period.first <= one.core <= period.last))


@rule(
    "ECS469",
    "milestone-outside-part",
    Severity.ERROR,
    "breakdown",
    "milestones.due|after",
)
def milestone_outside_part(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A milestone that a breakdown names for a part of the time falls into that part.

    Its promised day counts, and the day it is scheduled for when none is promised.

    Fails:

    ```yaml
    metrics:
      gmv: {standard: gmv}
    goals:
      sales:
        {metric: gmv, target: 100, due: 2026-12-31, owner: lin,
         breakdown: [{split: half, values: {2026-H1: 40, 2026-H2: 60}, milestones: {2026-H1: live}}]}
    milestones:
      live: {name: Platform live, due: 2026-08-31}
    ```

    Passes:

    ```yaml
    metrics:
      gmv: {standard: gmv}
    goals:
      sales:
        {metric: gmv, target: 100, due: 2026-12-31, owner: lin,
         breakdown: [{split: half, values: {2026-H1: 40, 2026-H2: 60}, milestones: {2026-H1: live}}]}
    milestones:
      live: {name: Platform live, due: 2026-03-31}
    ```
    """
    for name, found in assessed.breakdowns.items():
        for view in found.views:
            index = view.path[1]
            stones = assessed.linked.strategy.goals[name].breakdown[int(index)].milestones
            for part in stones:
                yield from _misplaced(
                    assessed, rule, At("goals", name, (*view.path, "milestones", part)), view
                )


def _misplaced(assessed: Assessed, rule: Rule, at: At, view: BreakdownView) -> Iterator[Finding]:
    """Yield what is wrong with the milestone that a breakdown names at a place."""
    part = str(at.path[-1])
    stone = assessed.linked.strategy.goals[at.id].breakdown[int(view.path[1])].milestones[part]
    period = view.periods.get(part)
    if period is None:
        yield Finding(
            rule,
            "the breakdown has no part `{part}` for the milestone {stone}",
            msgspec.structs.replace(at, part="key"),
            params={"part": part, "stone": stone, "parts": list(view.periods)},
            hint="name one of {parts}" if view.periods else "milestones need a breakdown over time",
        )
        return
    table = assessed.timetable
    days = table.days_of(stone)
    day = table.due.get(stone) or (days[1] if days is not None else None)
    if day is not None and not period.first <= day <= period.last:
        yield Finding(
            rule,
            "{stone} is to be reached in {part}, but is planned for {day}",
            at,
            params={"stone": stone, "part": part, "day": day},
            hint="name another part, or move the milestone into {part}",
            related=(Related(At("milestones", stone, part="key"), "planned for {day}"),),
        )


RULES = (flat_split, milestone_outside_part)
