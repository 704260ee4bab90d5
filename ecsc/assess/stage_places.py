"""Where the author wrote what a made task has: a finding about `linen.prototype` belongs to the launch.

No file has a made task, so its places are those of the launch, of its gates, or of the template.
"""

from __future__ import annotations

from ecsc.diagnostics import At
from ecsc.model import Strategy
from ecsc.model.execution import Launch, Task


def split_stage(task: str) -> tuple[str, str] | None:
    """Return the launch and the stage of a made task, none for a task that an author wrote."""
    launch, dot, stage = task.partition(".")
    return (launch, stage) if dot else None


def named_owner(strategy: Strategy, task: Task) -> str:
    """Return whose owner a task's is, by id: the launch's for a made task that has it from there."""
    made = split_stage(task.id)
    if made is not None and task.owner == strategy.launches[made[0]].owner:
        return made[0]
    return task.id


def written_at(strategy: Strategy, at: At) -> At:
    """Return where the author wrote what a place in a made task comes from: its launch, or the template.

    Any other place is returned as it is.
    """
    made = split_stage(at.id) if at.section == "tasks" else None
    if made is None or made[0] not in strategy.launches:
        return at
    launch, stage = strategy.launches[made[0]], made[1]
    field = str(at.path[0]) if at.path else ""
    gate = launch.gates.get(stage)
    if gate is not None and getattr(gate, field, None) is not None:
        return At("launches", launch.id, ("gates", stage, field))
    template = strategy.stage_gates.get(stage)
    if template is not None and field in ("duration", "owner", "checklist") and getattr(template, field):
        return At("stage_gates", stage, (field,))
    if field in ("owner", "phase", "serves") and getattr(launch, field):
        return At("launches", launch.id, (field,))
    if field in ("due", "ready_for"):
        return At("launches", launch.id, ("date",))
    if field == "after" and len(at.path) > 1:
        return _awaited_at(strategy, at, launch)
    if gate is not None:
        return At("launches", launch.id, ("gates", stage), part="key")
    return At("launches", launch.id, part="key")


def _awaited_at(strategy: Strategy, at: At, launch: Launch) -> At:
    """Return the place of what a made task waits for: the gate that names it."""
    target = strategy.tasks[at.id].after[int(at.path[1])].target
    for stage, gate in launch.gates.items():
        if gate.task == target:
            return At("launches", launch.id, ("gates", stage, "task"))
    return At("launches", launch.id, part="key")
