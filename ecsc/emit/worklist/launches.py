"""Launches on the page: the way of each new product through its stages."""

from __future__ import annotations

from ecsc.assess.stages import STAGES, stage_name
from ecsc.emit.worklist.directory import Directory
from ecsc.emit.worklist.wording import days
from ecsc.messages import Words, shortened
from ecsc.plan.time_types import LaunchPlan
from ecsc.plan.types import Plan
from ecsc.plan.work_types import TaskPlan


def launch_rows(plan: Plan, names: Directory, w: Words) -> list[list[str]]:
    """Return a row for each stage of each launch: launch, stage, work, when, owner; last the day itself."""
    tasks = {task.id: task for task in plan.work.tasks}
    titles = {gate.id: gate.name for gate in plan.work.stage_gates if gate.name != gate.id}
    rows: list[list[str]] = []
    for launch in sorted(plan.work.launches, key=lambda one: one.date):
        name = names.openings[launch.id]
        rows += [[name, *row] for row in _stages(launch, tasks, titles, names, w)]
        owner = names.people.get(launch.owner or "", launch.owner or "–")
        rows.append([name, w("Comes out"), "–", w.day(launch.date), owner])
    return rows


def _stages(
    launch: LaunchPlan, tasks: dict[str, TaskPlan], titles: dict[str, str], names: Directory, w: Words
) -> list[list[str]]:
    found: dict[str, list[str]] = {}
    for stage in launch.stages:
        task = tasks[stage.task]
        work = "–" if stage.made else shortened(names.work[stage.task])
        owner = names.people.get(task.owner or "", task.owner or "–")
        found[stage.stage] = [work, days(task.start, task.finish, w), owner]
    for skipped in launch.skipped:
        found[skipped.stage] = [w("left out: {reason}", reason=shortened(skipped.reason)), "–", "–"]
    return [[titles.get(stage) or stage_name(stage, w), *found[stage]] for stage in STAGES if stage in found]
