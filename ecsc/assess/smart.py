"""SMART, letter by letter: specific, measurable, achievable, relevant, time-bound (after Doran, 1981).

Structure may fail a letter, words and doubts only warn, and what cannot be known is *not decidable*: the
compiler never says that a goal is not achievable, only that nothing shows that it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from msgspec import Struct

from ecsc.assess.units import effective_target, fits
from ecsc.assess.verdicts import Reason, Remark, SmartLetter, Value, number
from ecsc.assess.wording import Kind, vague_word
from ecsc.catalogue import standard_metrics
from ecsc.link import LinkedStrategy
from ecsc.link.metrics import PERCENT, shipped_parts
from ecsc.model import Strategy
from ecsc.model.goals import Goal, Metric, scope_key
from ecsc.quantity import Points

WORK = ("tasks", "tactics", "milestones")
"""The sections whose entries serve goals."""

RIVALS_SHOWN = 5
"""Goals that one goal is told to contradict; a sixth says nothing new."""


class Around(Struct, frozen=True):
    """What is around the goals: those that contradict each one, and those looked at on the way.

    A goal is `watched` by a milestone that serves it and by an earlier target of it. It is `carried` when work serves
    a goal that it is made of, however deep: who brings about a part serves the whole. `unread` are the sections
    of which some could not be read, so that nobody knows what it serves.
    """

    rivals: Mapping[str, tuple[str, ...]]
    watched: frozenset[str]
    carried: frozenset[str]
    unread: frozenset[str]


def around(linked: LinkedStrategy) -> Around:
    """Return what the letters of a goal depend on besides the goal itself."""
    strategy = linked.strategy
    served = {purpose for milestone in strategy.milestones.values() for purpose in milestone.serves}
    unread = {section for section in WORK if strategy.unread(section, "serves")}
    if strategy.unread("targets", "of", "period"):
        unread.add("targets")
    return Around(
        _rivals(strategy.goals.values()),
        frozenset(served | set(_aimed_at_before(strategy))),
        _carried(linked),
        frozenset(unread),
    )


def _aimed_at_before(strategy: Strategy) -> Iterator[str]:
    """Yield the goals with a target for a period that ends before their own day."""
    for target in strategy.targets.values():
        goal = strategy.goals.get(target.of or "")
        if goal is not None and goal.due is not None and target.period.last < goal.due:
            yield goal.id


def _carried(linked: LinkedStrategy) -> frozenset[str]:
    """Return the goals above those that work serves, each climbed to once."""
    goals = linked.strategy.goals
    carried: set[str] = set()
    for goal in goals.values():
        above = goals.get(goal.parent or "") if linked.served_by(goal.id) else None
        while above is not None and above.id not in carried:
            carried.add(above.id)
            above = goals.get(above.parent or "")
    return frozenset(carried)


def smart(
    goal: Goal, linked: LinkedStrategy, drivers_hold: bool | None, near: Around
) -> tuple[SmartLetter, ...]:
    """Return the five letters of one goal.

    `drivers_hold` is the outcome of its driver check, None without; `near` what is around all goals.
    """
    served = bool(linked.served_by(goal.id)) or goal.id in near.carried
    metric = linked.metrics.get(goal.metric or "")
    return (
        SmartLetter("S", tuple(_specific(goal, linked))),
        SmartLetter("M", tuple(_measurable(goal, metric, linked.strategy))),
        SmartLetter("A", tuple(_achievable(goal, drivers_hold))),
        SmartLetter("R", tuple(_relevant(goal, served, near))),
        SmartLetter("T", tuple(_timely(goal, linked, near))),
    )


def _fail(text: str, hint: str, *path: str, about: tuple[str, str] | None = None, **params: object) -> Reason:
    return Reason("fail", Remark(text, params), hint, path, about=about)


def _warn(text: str, hint: str, *path: str, **params: object) -> Reason:
    return Reason("warn", Remark(text, params), hint, path)


def _unread(what: str) -> Reason:
    remark = Remark("whether work serves it cannot be told, because some could not be read")
    return Reason("undecidable", remark, missing=what)


def _specific(goal: Goal, linked: LinkedStrategy) -> Iterator[Reason]:
    if goal.metric is None:
        yield _fail("no metric says what is counted", "add `metric:`, the id of an entry in `metrics`")
    if goal.owner is None:
        yield _fail("nobody answers for it", "add `owner:`, the id of one person")
    elif goal.owner in linked.strategy.teams:
        yield _warn(
            "a team owns it, but no person", "name one person of {team} as `owner`", "owner", team=goal.owner
        )
    yield from _wording(goal, "vague_verbs", "`{word}` says a direction, not a result")
    yield from _wording(goal, "joiners", "`{word}` joins two goals in one")


def _wording(goal: Goal, kind: Kind, text: str) -> Iterator[Reason]:
    word = vague_word(goal.name or "", kind)
    if word is None:
        return
    if kind == "joiners":
        yield _warn(text, "split it into one goal for each number", "name", word=word)
    else:
        yield _warn(text, "say by how much and until when, with the number and its unit", "name", word=word)


def _measurable(goal: Goal, metric: Metric | None, strategy: Strategy) -> Iterator[Reason]:
    if goal.target is None and goal.change is None:
        yield _fail("no target is stated", "add `target:`, a number in the metric's unit, or `change:`")
    if metric is not None:
        yield from _metric_complete(metric)
    if goal.change is not None and goal.change.kind == "relative":
        if goal.baseline is None and not strategy.lacks("goals", goal.id, "baseline"):
            yield _fail("a relative change needs a baseline", "add `baseline:`, the value today", "change")
        if goal.vs is None and not strategy.lacks("goals", goal.id, "vs"):
            yield _fail(
                "a relative change needs to say against what",
                "add `vs:`, for example `vs: same_period_last_year`",
                "change",
            )
    target, currency = effective_target(goal), strategy.header.currency
    if target is not None and fits(target, metric, currency):  # a wrong unit is told by itself
        yield from _target_makes_sense(goal, target, metric, currency)


def _metric_complete(metric: Metric) -> Iterator[Reason]:
    """Yield what a metric lacks to be measured: told at the metric, once for all goals that use it."""
    about = ("metrics", metric.id)
    if metric.standard is not None and metric.standard not in standard_metrics():
        return  # that there is no such definition has been told, and it would have said the rest
    if metric.unit is None and metric.formula is None:
        text = "{metric} has no unit"
        yield _fail(text, "add `unit:` or `formula:`", about=about, metric=metric.id)
    if metric.direction is None:
        text = "{metric} does not say whether up or down is better"
        yield _fail(text, "add `direction: up` or `direction: down`", about=about, metric=metric.id)
    if metric.source is None and metric.formula is None:
        text, hint = "no data source measures {metric}", "add `source:`, the id of an entry in `data_sources`"
        parts = shipped_parts(metric)
        if parts:
            hint = (
                "add `source:`, or define the metrics {parts}, from which its standard formula calculates it"
            )
        yield _fail(text, hint, about=about, metric=metric.id, parts=list(parts))


def _target_makes_sense(goal: Goal, target: Value, metric: Metric | None, currency: str) -> Iterator[Reason]:
    aimed = number(target)
    if goal.baseline is not None and fits(goal.baseline, metric, currency):
        now = number(goal.baseline)
        if aimed == now:
            yield _warn("the target equals the baseline", "aim at another value than today's", "target")
        elif (
            metric is not None
            and metric.direction in ("up", "down")
            and (aimed > now) != (metric.direction == "up")
        ):
            yield _warn(
                "the target lies on the wrong side of the baseline: for {metric}, {direction} is better",
                "check the target, the baseline and the metric's direction",
                "target",
                metric=metric.id,
                direction=metric.direction,
            )
    if metric is not None and metric.unit in PERCENT and not 0 <= aimed <= 1 and not _may_exceed(metric):
        yield _fail(
            "{target} cannot be reached: {metric} is a share, from 0% to 100%",
            "state a target between 0% and 100%",
            "target",
            target=target,
            metric=metric.id,
        )
    if isinstance(target, Points):
        yield _fail(
            "{target} is a difference, not a level",
            "state the level, or use `change:`",
            "target",
            target=target,
        )


def _may_exceed(metric: Metric) -> bool:
    """A return on investment and a growth rate are percentages that may pass 100 % or fall below 0."""
    shipped = standard_metrics().get(metric.standard or "")
    if shipped is not None and shipped["unit"] in PERCENT:
        return shipped.get("range") != {"low": "0%", "high": "100%"}
    return metric.aggregation not in (None, "ratio", "last", "average")


def _achievable(goal: Goal, drivers_hold: bool | None) -> Iterator[Reason]:
    if drivers_hold is False:
        yield _warn("its planned drivers do not make the target", "see the finding on the drivers", "drivers")
    if not goal.evidence and drivers_hold is None:
        yield _warn(
            "no evidence shows that it can be reached",
            "add `evidence:` (a finding, a source or an experiment), or `drivers:` that multiply up to the target",
        )
    if goal.baseline is None and goal.every is None:  # what begins anew each time does not grow
        yield Reason(
            "undecidable",
            Remark("how much growth it asks for cannot be told"),
            "add `baseline:`, the value today",
            (),
            "baseline",
        )


def _rivals(goals: Iterable[Goal]) -> Mapping[str, tuple[str, ...]]:
    """Return for each goal the earlier ones that set another target for the same metric, scope and time."""
    alike: dict[object, list[Goal]] = {}
    twins: Counter[object] = Counter()
    rivals: dict[str, tuple[str, ...]] = {}
    for goal in goals:
        if goal.metric is None or goal.target is None:
            continue
        key = (goal.metric, scope_key(goal.scope), goal.start, goal.due, goal.every)
        earlier = alike.setdefault(key, [])
        others = (other.id for other in earlier if other.target != goal.target)
        rivals[goal.id] = tuple(islice(others, RIVALS_SHOWN))
        twins[key, goal.target] += 1
        if twins[key, goal.target] <= RIVALS_SHOWN:  # of one target no more are ever shown
            earlier.append(goal)
    return rivals


def _relevant(goal: Goal, served: bool, near: Around) -> Iterator[Reason]:
    if goal.supports is None and goal.parent is None:
        yield _fail("it supports no objective", "add `supports:`, the id of an entry in `objectives`")
    if not served and not near.unread.isdisjoint(WORK):
        yield _unread("the work that could not be read")
    elif not served:
        yield _fail(
            "no task or tactic serves it",
            "add `serves: [{goal}]` to the work that brings it about",
            goal=goal.id,
        )
    for other in near.rivals.get(goal.id, ()):
        yield _warn(
            "goal {other} sets another target for the same metric, scope and day",
            "keep one of the two, or give them different scopes",
            "target",
            other=other,
        )


def _timely(goal: Goal, linked: LinkedStrategy, near: Around) -> Iterator[Reason]:
    period = linked.strategy.header.period
    if goal.due is None:
        yield _fail(
            "no day is set by which it is reached", "add `due:`, a day such as {day}", day=period.last
        )
    elif not period.first <= goal.due <= period.last:
        yield _fail(
            "it is due on {due}, outside the strategy's period {period}",
            "set a day inside the period; a longer horizon belongs to an objective",
            "due",
            due=goal.due,
            period=period,
        )
    yield from _wording(goal, "vague_times", "`{word}` is no date")
    # What is to be reached every month shows by itself each month whether it is on course.
    if goal.due is None or goal.breakdown or goal.every is not None or goal.id in near.watched:
        return
    if "milestones" in near.unread:
        yield _unread("the milestones that could not be read")
    elif "targets" in near.unread:
        yield _unread("the targets that could not be read")
    else:
        yield _warn(
            "nothing on the way shows whether it is on course",
            "add a `breakdown:` by quarter or month, a milestone that serves it, or an earlier target `of` it",
        )
