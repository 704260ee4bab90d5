"""Launches in the plan: the tasks of their stages in order, and the template the stages are made from."""

from __future__ import annotations

from ecsc.assess import Assessed
from ecsc.model import Strategy
from ecsc.plan.time_types import LaunchPlan, SkippedStage, StageGatePlan, StageTask


def launch_plans(assessed: Assessed) -> tuple[LaunchPlan, ...]:
    """Return the launches as written, each with the tasks that do its stages and the stages left out."""
    return tuple(
        LaunchPlan(
            id=launch.id,
            name=launch.name or launch.id,
            date=launch.date,
            product=launch.product,
            owner=launch.owner,
            stages=tuple(
                StageTask(stage.id, stage.task, stage.made)
                for stage in assessed.stages.get(launch.id, ())
                if stage.task is not None
            ),
            skipped=tuple(
                SkippedStage(stage.id, stage.skipped)
                for stage in assessed.stages.get(launch.id, ())
                if stage.skipped is not None
            ),
            phase=launch.phase,
            channels=launch.channels,
            serves=launch.serves,
            success=launch.success,
            description=launch.description,
        )
        for launch in assessed.linked.strategy.launches.values()
    )


def stage_gate_plans(strategy: Strategy) -> tuple[StageGatePlan, ...]:
    """Return the template of stages as written."""
    return tuple(
        StageGatePlan(
            id=gate.id,
            name=gate.name or gate.id,
            duration=str(gate.duration) if gate.duration is not None else None,
            owner=gate.owner,
            approver=gate.approver,
            exit=gate.exit,
            checklist=gate.checklist,
            description=gate.description,
        )
        for gate in strategy.stage_gates.values()
    )


def launch_of_task(assessed: Assessed) -> dict[str, str]:
    """Return the launch of which each task is a stage, the first for a task that does stages of several."""
    found: dict[str, str] = {}
    for launch, stages in assessed.stages.items():
        for stage in stages:
            if stage.task is not None:
                found.setdefault(stage.task, launch)
    return found
