"""Launches by stages: which task does each stage, and the tasks that are made where no author wrote one.

A launch goes through five stages in order, each done by a task. A stage without a task of its own gets one
from the template in `stage_gates`: `linen.prototype`, an id that no author can write. It waits for the stage
before, runs as late as the day of the launch allows, and is work like any other from here on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ecsc.messages import Words, words
from ecsc.model import Dependency, Strategy
from ecsc.model.execution import Gate, Launch, StageGate, Task

STAGES: Final = ("market_research", "proof_of_concept", "prototype", "small_batch_test", "launch")
"""The stages from idea to launch, in order."""

_EMPTY_GATE, _EMPTY_TEMPLATE = Gate(), StageGate("")


class Stage(Struct, frozen=True):
    """One stage of a launch: the task that does it, or why it is left out, or neither (then it is missing).

    `made` tells that the task was made from the template. `unread` that what it says could not be read.
    """

    id: str
    task: str | None = None
    made: bool = False
    skipped: str | None = None
    unread: bool = False


def in_period(strategy: Strategy, launch: Launch) -> bool:
    """Return whether a launch lies in the strategy's period: the stages of one outside it are not planned."""
    period = strategy.header.period
    return period.first <= launch.date <= period.last


def stages_of(strategy: Strategy, launch: Launch) -> Iterator[Stage]:
    """Yield the five stages of a launch in order."""
    planned = in_period(strategy, launch)
    for name in STAGES:
        gate = launch.gates.get(name, _EMPTY_GATE)
        template = strategy.stage_gates.get(name, _EMPTY_TEMPLATE)
        if gate.skip is not None:
            yield Stage(name, skipped=gate.skip if gate.skip.strip() else None)
        elif gate.task is not None:
            task = strategy.tasks.get(gate.task)
            if task is None:
                yield Stage(name, unread=True)  # that nothing defines it has been told
            else:
                yield Stage(name, task=gate.task if runs(task) else None)
        elif planned and (gate.duration is not None or template.duration is not None):
            yield Stage(name, task=f"{launch.id}.{name}", made=True)
        else:
            yield Stage(name, unread=_unread(strategy, launch, name))


def runs(task: Task) -> bool:
    """Return whether a task is sure to be done once, so that it can do a stage."""
    return not task.contingent and task.status != "dropped" and task.every is None


def _unread(strategy: Strategy, launch: Launch, stage: str) -> bool:
    """Return whether a stage may have been described in something that could not be read."""
    return (
        strategy.lacks("launches", launch.id, "gates")
        or strategy.lacks("stage_gates", stage, "duration")
        or ("stage_gates", stage) in strategy.lost
        or not strategy.knows("stage_gates")
    )


def with_stages(strategy: Strategy) -> tuple[Strategy, Mapping[str, tuple[Stage, ...]]]:
    """Return the strategy with the tasks of its launches' stages, and each launch's stages by its id.

    The last stage must be ready for the launch. A task of the author's that does a stage waits for the made
    one before it, which no author could name; among each other authors' tasks keep the order they were given.
    """
    if not strategy.launches:
        return strategy, {}
    w = words(strategy.header.language)
    tasks, damaged = dict(strategy.tasks), dict(strategy.damaged)
    stages: dict[str, tuple[Stage, ...]] = {}
    for launch in strategy.launches.values():
        stages[launch.id] = tuple(stages_of(strategy, launch))
        before: Stage | None = None
        for stage in stages[launch.id]:
            if stage.task is None:
                continue
            if stage.made:
                tasks[stage.task] = _made(strategy, launch, stage, w)
                if fields := _lacking(strategy, launch, stage):
                    damaged["tasks", stage.task] = fields
            else:
                tasks[stage.task] = _due(tasks[stage.task], launch.gates[stage.id])
            if before is not None and before.task is not None and (stage.made or before.made):
                tasks[stage.task] = _waiting(tasks[stage.task], before.task)
            before = stage
        if before is not None and before.task is not None and in_period(strategy, launch):
            last = tasks[before.task]
            if launch.id not in last.ready_for:
                tasks[last.id] = replace(last, ready_for=(*last.ready_for, launch.id))
    return replace(strategy, tasks=tasks, damaged=damaged), stages


def _lacking(strategy: Strategy, launch: Launch, stage: Stage) -> frozenset[str]:
    """Return the fields of a made task that may be missing only because what it comes from could not be read."""
    fields = strategy.damaged.get(("launches", launch.id), frozenset())
    if fields:
        fields |= {"after", "ready_for", "due", "duration", "owner"}
    return fields | strategy.damaged.get(("stage_gates", stage.id), frozenset())


def _due(task: Task, gate: Gate) -> Task:
    """Return the author's task of a stage with the stage's deadline where that is the earlier one."""
    if gate.due is None or (task.due is not None and task.due <= gate.due):
        return task
    return replace(task, due=gate.due)


def _waiting(task: Task, awaited: str) -> Task:
    return replace(task, after=(*task.after, Dependency(awaited, "finish", None, awaited)))


def _made(strategy: Strategy, launch: Launch, stage: Stage, w: Words) -> Task:
    """Return the task of a stage as the launch and the template describe it."""
    gate = launch.gates.get(stage.id, _EMPTY_GATE)
    template = strategy.stage_gates.get(stage.id, _EMPTY_TEMPLATE)
    checklist = list(template.checklist)
    if template.exit is not None:
        checklist.append(template.exit)
    if template.approver is not None:
        person = strategy.people.get(template.approver) or strategy.teams.get(template.approver)
        name = (person.name if person is not None else None) or template.approver
        checklist.append(w("Approved by {name}", name=name))
    return Task(
        str(stage.task),
        name=w(
            "{launch}: {stage}",
            launch=launch.name or launch.id,
            stage=template.name or stage_name(stage.id, w),
        ),
        owner=gate.owner or template.owner or launch.owner,
        phase=launch.phase,
        duration=gate.duration or template.duration,
        due=gate.due,
        schedule="late",
        serves=launch.serves,
        checklist=tuple(checklist),
        description=template.description,
    )


def stage_name(stage: str, w: Words) -> str:
    """Return what people call a stage; a word of the author's own as it is."""
    names = {
        "market_research": w("Market research"),
        "proof_of_concept": w("Proof of concept"),
        "prototype": w("Prototype"),
        "small_batch_test": w("Small-batch test"),
        "launch": w("Launch"),
    }
    return names.get(stage, stage)
