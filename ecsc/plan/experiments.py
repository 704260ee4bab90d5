"""Experiments and funnels as the plan shows them: with what they can show, and what they have shown."""

from __future__ import annotations

from msgspec import Struct

from ecsc.assess import Assessed
from ecsc.assess.experiment_designs import DesignView
from ecsc.assess.experiment_results import ResultView
from ecsc.assess.experiments import TimeView
from ecsc.assess.funnels import FunnelView, judge_funnel


class ExperimentPlan(Struct, frozen=True):
    """One experiment: the size its test needs and has, how long it runs, and its result where there is one."""

    id: str
    name: str
    metric: str
    variants: tuple[str, ...]
    design: DesignView
    time: TimeView
    result: ResultView | None
    winner: str | None


def experiment_plans(assessed: Assessed) -> tuple[ExperimentPlan, ...]:
    """Return the experiments in the order written."""
    experiments = assessed.linked.strategy.experiments
    return tuple(
        ExperimentPlan(
            id=view.id,
            name=experiments[view.id].name or view.id,
            metric=experiments[view.id].metric,
            variants=tuple(experiments[view.id].variants),
            design=view.design,
            time=view.time,
            result=view.result,
            winner=experiments[view.id].winner,
        )
        for view in assessed.experiments.values()
    )


def funnel_plans(assessed: Assessed) -> tuple[FunnelView, ...]:
    """Return the funnels in the order written, with the drop-off of each step and the conversion."""
    return tuple(judge_funnel(one) for one in assessed.linked.strategy.funnels.values())
