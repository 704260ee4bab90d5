"""Everything that is worked out about a strategy, once, for rules and plan alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from ecsc.assess.ledger import Ledger, open_ledger
from ecsc.assess.spending import Spend, spends
from ecsc.assess.timetable import Timetable, timetable
from ecsc.assess.verdicts import SmartLetter
from ecsc.link import LinkedStrategy

if TYPE_CHECKING:
    from ecsc.assess.baseline import Baseline, NoBaseline
    from ecsc.assess.breakdowns import GoalBreakdowns
    from ecsc.assess.channel_choice import ChannelChoice
    from ecsc.assess.drivers import DriverView
    from ecsc.assess.experiments import ExperimentView
    from ecsc.assess.forecast import Forecast
    from ecsc.assess.load import Workload
    from ecsc.assess.margins import ChannelMargin
    from ecsc.assess.offers.types import OfferView
    from ecsc.assess.policies import PolicyView
    from ecsc.assess.stages import Stage
    from ecsc.assess.templates import Subjects
    from ecsc.assess.trigger_conditions import Condition


class Assessed(Struct, frozen=True):
    """A linked strategy with its timetable, ledger and verdicts.

    The strategy has the tasks that were made for the stages of launches; `stages` are those by launch id.
    `baseline` is the plan to measure against, or why the one that was named cannot be; None where none was.
    `forecast` is None without a day of assessment, `load` (what everybody has to do by week) where no task states
    its effort. `experiments` and `conditions` are by experiment and by trigger, `subjects` (the entries that a
    checklist is for) by task, `offers` the lowest prices, None where nothing lowers any. The
    other mappings are by goal id.
    """

    linked: LinkedStrategy
    timetable: Timetable
    ledger: Ledger
    breakdowns: Mapping[str, GoalBreakdowns]
    drivers: Mapping[str, DriverView]
    smart: Mapping[str, tuple[SmartLetter, ...]]
    policies: tuple[PolicyView, ...]
    stages: Mapping[str, tuple[Stage, ...]] = {}
    baseline: Baseline | NoBaseline | None = None
    forecast: Forecast | None = None
    load: Workload | None = None
    experiments: Mapping[str, ExperimentView] = {}
    conditions: Mapping[str, Condition] = {}
    choice: ChannelChoice | None = None
    subjects: Mapping[str, Subjects] = {}
    margins: tuple[ChannelMargin, ...] = ()
    offers: OfferView | None = None


def assess(linked: LinkedStrategy, baseline: Baseline | NoBaseline | None = None) -> Assessed:
    """Return the assessment of a linked strategy. Makes no findings and never raises on what authors write.

    Policies are about what is written, so they are judged before the tasks of launches are made.
    """
    strategy = linked.strategy
    stages: Mapping[str, tuple[Stage, ...]] = {}
    if strategy.launches:
        from ecsc.assess.stages import with_stages

        strategy, stages = with_stages(strategy)
    times = timetable(strategy)
    drivers, breakdowns, letters = _goals(linked) if strategy.goals else ({}, {}, {})
    policies: tuple[PolicyView, ...] = ()
    if strategy.policies:
        from ecsc.assess.policies import judge_policies

        policies = judge_policies(linked)
    points: tuple[Spend, ...] = ()
    if strategy.membership is not None:
        from ecsc.assess.returns import points_spend

        points = points_spend(linked, breakdowns)
    ledger = open_ledger(strategy, (*spends(strategy), *points), times)
    choice: ChannelChoice | None = None
    if strategy.channel_selection is not None:
        from ecsc.assess.channel_choice import channel_choice

        choice = channel_choice(strategy)
    expected: Forecast | None = None
    if strategy.header.as_of is not None:
        from ecsc.assess.forecast import forecast

        expected = forecast(strategy, times)
    load: Workload | None = None
    if any(task.effort is not None for task in strategy.tasks.values()):
        from ecsc.assess.load import workload

        load = workload(strategy, times)
    offers: OfferView | None = None
    if strategy.products and any(
        strategy.section(one) or strategy.unread(one) for one in ("promotions", "pricing_rules")
    ):
        from ecsc.assess.offers.view import offer_view

        offers = offer_view(linked)
    margins: tuple[ChannelMargin, ...] = ()
    if strategy.channels and strategy.goals:
        from ecsc.assess.margins import channel_margins

        margins = tuple(channel_margins(linked, breakdowns, ledger, times))
    if stages:
        linked = replace(linked, strategy=strategy)
    return Assessed(
        linked=linked,
        timetable=times,
        ledger=ledger,
        breakdowns=breakdowns,
        drivers=drivers,
        smart=letters,
        policies=policies,
        stages=stages,
        baseline=baseline,
        forecast=expected,
        load=load,
        choice=choice,
        subjects=_subjects(linked),
        margins=margins,
        offers=offers,
        **_learning(linked),
    )


def _subjects(linked: LinkedStrategy) -> Mapping[str, Subjects]:
    if not any(task.for_each is not None for task in linked.strategy.tasks.values()):
        return {}
    from ecsc.assess.templates import subjects_of_tasks

    return subjects_of_tasks(linked)


def _learning(linked: LinkedStrategy) -> dict[str, Any]:
    """Return what is worked out about experiments and triggers, whose rooms are loaded where there are any."""
    found: dict[str, Any] = {}
    if linked.strategy.experiments:
        from ecsc.assess.experiments import judge_experiments

        found["experiments"] = judge_experiments(linked)
    if linked.strategy.triggers:
        from ecsc.assess.trigger_conditions import conditions_of

        found["conditions"] = conditions_of(linked)
    return found


def _goals(
    linked: LinkedStrategy,
) -> tuple[dict[str, DriverView], Mapping[str, GoalBreakdowns], dict[str, tuple[SmartLetter, ...]]]:
    """Return what is worked out about each goal; its rooms are loaded for a strategy that has goals."""
    from ecsc.assess.breakdowns import break_down
    from ecsc.assess.drivers import check_drivers
    from ecsc.assess.smart import around, smart

    goals = linked.strategy.goals.values()
    drivers = check_drivers(linked)
    near = around(linked)
    letters = {goal.id: smart(goal, linked, _holds(drivers.get(goal.id)), near) for goal in goals}
    breakdowns: Mapping[str, GoalBreakdowns] = {goal.id: break_down(goal, linked) for goal in goals}
    if any(view.kind == "mean" for found in breakdowns.values() for view in found.views):
        from ecsc.assess.ratios import with_ratios

        breakdowns = with_ratios(breakdowns, linked)
    return drivers, breakdowns, letters


def _holds(view: DriverView | None) -> bool | None:
    if view is None or view.outcome == "undecidable":
        return None
    return view.outcome == "holds"
