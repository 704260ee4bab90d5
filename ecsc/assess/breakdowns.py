"""Goal breakdowns as data: their cells, whether they add up, whether their periods tile the goal's time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from msgspec import Struct

from ecsc.assess.units import effective_target, fits
from ecsc.assess.verdicts import number
from ecsc.assess.wholes import TIME_AXES, goal_period, kind_of, whole_target
from ecsc.diagnostics import PathStep
from ecsc.link import LinkedStrategy
from ecsc.model.goals import Breakdown, Goal, Metric
from ecsc.quantity import EXACT, Period, QuantityError, parse_period
from ecsc.targets import Cell, Coverage, SumCheck, check_parts, cover, cross, flatten
from ecsc.targets.breakdown import Kind

AXIS_SECTIONS = {"channel": "channels", "products": "products"}


class BadKey(Struct, frozen=True):
    """A key of a breakdown that names nothing on its axis."""

    path: tuple[PathStep, ...]
    key: str
    axis: str


class BreakdownView(Struct, frozen=True):
    """One breakdown of a goal, read: cells in the metric's unit (for shares: multiplied by the target).

    `sums` is None when there is nothing to add up; `shares_made` the sum of shares; `coverage` None
    without a time axis. `periods` are the parsed keys of the time axes, `path` leads to the breakdown,
    `form` names the field that holds the numbers, `kind` how its parts make the whole; `no_shares` that shares
    of this metric say nothing; `weighed_by` the goal whose
    parts weigh those of a ratio. Cells along a single time axis stand in the order of time.
    """

    path: tuple[PathStep, ...]
    form: str
    axes: tuple[str, ...]
    cells: tuple[Cell, ...]
    shares: tuple[Decimal, ...]
    periods: Mapping[str, Period]
    sums: SumCheck | None
    shares_made: Decimal | None
    coverage: Coverage | None
    bad_keys: tuple[BadKey, ...]
    falling: tuple[str, ...] = ()
    kind: Kind = "sum"
    no_shares: bool = False
    weighed_by: str = ""


class GoalBreakdowns(Struct, frozen=True):
    """All breakdowns of one goal; `crossed` are the products of each time split with each other split.

    `whole` is the target over the whole time (see `wholes.whole_target`).
    `disagreements` name pairs of time splits whose parts contradict each other: (finer path, coarser key,
    what the finer parts make, what the coarser one says).
    """

    goal: str
    period: Period | None
    views: tuple[BreakdownView, ...]
    crossed: tuple[BreakdownView, ...]
    disagreements: tuple[tuple[tuple[PathStep, ...], str, Decimal, Decimal], ...]
    whole: Decimal | None = None


def break_down(goal: Goal, linked: LinkedStrategy) -> GoalBreakdowns:
    """Return the goal's breakdowns as views; a goal without a target has shares, but no cells."""
    header = linked.strategy.header
    period = goal_period(goal, header.period)
    metric = linked.metrics.get(goal.metric or "")
    target = effective_target(goal)
    # What is said in a wrong unit is told by a rule of its own, and cannot be reckoned with.
    whole = (
        whole_target(goal, period, metric, header.fiscal_year_start)
        if target is not None and fits(target, metric, header.currency)
        else None
    )
    baseline = number(goal.baseline) if goal.baseline is not None else Decimal(0)
    views = tuple(
        _view(index, one, whole, baseline, metric, period, linked)
        for index, one in enumerate(goal.breakdown)
        if one.split and not runs_along_no_time(one)  # told by the rule on the form of breakdowns
    )
    adds_up = kind_of(metric, over_time=True) == "sum" and kind_of(metric, over_time=False) == "sum"
    crossed = tuple(_crossed(views, whole)) if whole is not None and adds_up else ()
    disagreements = tuple(_disagreements(views, metric, period))
    return GoalBreakdowns(goal.id, period, views, crossed, disagreements, whole)


def runs_along_no_time(one: Breakdown) -> bool:
    """Return whether a breakdown has cumulative shares of anything but one row of periods."""
    return _numbers(one)[0] == "cumulative_shares" and (len(one.split) != 1 or one.split[0] not in TIME_AXES)


def _view(
    index: int,
    one: Breakdown,
    target: Decimal | None,
    baseline: Decimal,
    metric: Metric | None,
    period: Period | None,
    linked: LinkedStrategy,
) -> BreakdownView:
    path: tuple[PathStep, ...] = ("breakdown", index)
    form, tree = _numbers(one)
    axes = one.split
    leaves = flatten(tree, axes)
    periods, bad = _keys(leaves, axes, (*path, form), linked)
    over_time = any(axis in TIME_AXES for axis in axes)
    if over_time and len(axes) == 1 and not bad:
        leaves = tuple(sorted(leaves, key=lambda leaf: periods[leaf[0][0]]))
    coverage = _coverage(period, leaves, axes, periods) if over_time and not bad else None
    stated = [number(value) for _, value in leaves]
    if form == "values":
        kind = kind_of(metric, over_time=over_time)
        cells = tuple(Cell(keys, amount) for (keys, _), amount in zip(leaves, stated, strict=True))
        sums = None
        if (
            target is not None
            and stated
            and all(fits(value, metric, linked.strategy.header.currency) for _, value in leaves)
        ):
            sums = _sums(target, cells, axes, periods, metric)
        shares = tuple(EXACT.divide(part, target) for part in stated) if target and kind == "sum" else ()
        return BreakdownView(path, form, axes, cells, shares, periods, sums, None, coverage, bad, kind=kind)
    shares, falling = _steps(leaves, stated) if form == "cumulative_shares" else (tuple(stated), ())
    level = form == "cumulative_shares" and kind_of(metric, over_time=True) == "last"
    if not level and metric is not None and kind_of(metric, over_time=over_time) not in ("sum", "unknown"):
        # Half of a rate or of a highest value is no part of it: its rule says so.
        return BreakdownView(path, form, axes, (), (), periods, None, None, coverage, bad, no_shares=True)
    if level:
        # Of members, half "by the end of Q2" is where they stand then, counted from where they started.
        amounts = [baseline + EXACT.multiply(target - baseline, share) for share in stated] if target else []
    else:
        amounts = [EXACT.multiply(target, share) for share in shares] if target is not None else []
    cells = tuple(Cell(keys, amount) for (keys, _), amount in zip(leaves, amounts, strict=False))
    made = stated[-1] if form == "cumulative_shares" and stated else sum(stated, Decimal(0))
    shown = () if level else shares
    return BreakdownView(path, form, axes, cells, shown, periods, None, made, coverage, bad, falling)


def _sums(
    target: Decimal,
    cells: Sequence[Cell],
    axes: Sequence[str],
    periods: Mapping[str, Period],
    metric: Metric | None,
) -> SumCheck:
    """Return whether the cells make the target. Of a level, the cells of the last period make it together."""
    over_time = any(axis in TIME_AXES for axis in axes)
    kind = kind_of(metric, over_time=over_time)
    if kind != "last" or len(axes) == 1:
        return check_parts(target, [cell.value for cell in cells], kind)
    ends = [max(periods[key].last for key in cell.keys if key in periods) for cell in cells]
    at_end = [cell.value for cell, end in zip(cells, ends, strict=True) if end == max(ends)]
    return check_parts(target, at_end, kind_of(metric, over_time=False))


def _coverage(
    period: Period | None,
    leaves: Sequence[tuple[tuple[str, ...], Any]],
    axes: Sequence[str],
    periods: Mapping[str, Period],
) -> Coverage | None:
    """Return how the periods of the finest time axis cover the goal's time."""
    finest = max((axis for axis in axes if axis in TIME_AXES), key=TIME_AXES.index)
    depth = axes.index(finest)
    keys = dict.fromkeys(keys[depth] for keys, _ in leaves if len(keys) > depth)
    return cover(period, tuple(periods[key] for key in keys)) if period is not None else None


def _numbers(one: Breakdown) -> tuple[str, Mapping[str, Any]]:
    if one.values is not None:
        return "values", one.values
    if one.shares is not None:
        return "shares", one.shares
    return "cumulative_shares", one.cumulative_shares or {}


def _steps(
    leaves: Sequence[tuple[tuple[str, ...], Any]], stated: Sequence[Decimal]
) -> tuple[tuple[Decimal, ...], tuple[str, ...]]:
    """Return the share of each step of a cumulative series, and the keys at which the series falls."""
    steps, falling, before = [], [], Decimal(0)
    for (keys, _), share in zip(leaves, stated, strict=True):
        steps.append(share - before)
        if share < before:
            falling.append(keys[-1])
        before = share
    return tuple(steps), tuple(falling)


def _keys(
    leaves: Sequence[tuple[tuple[str, ...], Any]],
    axes: Sequence[str],
    path: tuple[PathStep, ...],
    linked: LinkedStrategy,
) -> tuple[dict[str, Period], tuple[BadKey, ...]]:
    """Return the periods of the time axis by key, and the keys that name nothing."""
    periods: dict[str, Period] = {}
    bad: dict[tuple[PathStep, ...], BadKey] = {}
    strategy = linked.strategy
    for keys, _ in leaves:
        for depth, (key, axis) in enumerate(zip(keys, axes, strict=False)):
            where = (*path, *keys[: depth + 1])
            if axis in TIME_AXES:
                try:
                    periods[key] = parse_period(key, strategy.header.fiscal_year_start)
                except QuantityError:
                    bad[where] = BadKey(where, key, axis)
                    continue
                if periods[key].kind not in (axis, "range"):
                    bad[where] = BadKey(where, key, axis)
            elif axis in AXIS_SECTIONS:
                section = AXIS_SECTIONS[axis]
                if not strategy.defines(section, key) and strategy.knows(section):
                    bad[where] = BadKey(where, key, axis)
    return periods, tuple(bad.values())


def _crossed(views: Sequence[BreakdownView], whole: Decimal) -> Iterator[BreakdownView]:
    """Yield the product of each time split with each other split, unless a matrix is given."""
    if any(len(view.axes) > 1 for view in views):
        return
    for time in views:
        for other in views:
            if time.axes[0] in TIME_AXES and other.axes[0] not in TIME_AXES and time.cells and other.cells:
                cells = cross(time.cells, other.cells, whole)
                axes = (time.axes[0], other.axes[0])
                yield BreakdownView((), "crossed", axes, cells, (), time.periods, None, None, None, ())


def _disagreements(
    views: Sequence[BreakdownView], metric: Metric | None, period: Period | None
) -> Iterator[tuple[tuple[PathStep, ...], str, Decimal, Decimal]]:
    """Yield where two splits of time contradict each other: the finer parts inside a coarser one must make it."""
    kind = kind_of(metric, over_time=True)
    if kind not in ("sum", "last", "max", "min"):
        return
    timed = [
        view for view in views if len(view.axes) == 1 and view.axes[0] in TIME_AXES and not view.bad_keys
    ]
    for coarse in timed:
        for fine in timed:
            if fine is coarse or TIME_AXES.index(fine.axes[0]) <= TIME_AXES.index(coarse.axes[0]):
                continue
            for cell in coarse.cells:
                span = coarse.periods[cell.keys[0]]
                inside = [part for part in fine.cells if span.contains(fine.periods[part.keys[0]])]
                if not inside or not _tiled(span, period, [fine.periods[part.keys[0]] for part in inside]):
                    continue  # weeks that lie across the end of a month, or a gap that is told by itself
                check = check_parts(cell.value, [part.value for part in inside], kind)
                if not check.holds and check.made is not None:
                    yield (*fine.path, fine.form), cell.keys[0], check.made, cell.value


def _tiled(span: Period, whole: Period | None, parts: Sequence[Period]) -> bool:
    """Return whether the parts cover a period, so far as it lies in the goal's time."""
    if whole is None or not span.overlaps(whole):
        return False
    first, last = max(span.first, whole.first), min(span.last, whole.last)
    return cover(Period(first, last, "range", span.label), parts).holds
