"""The checklist as a Markdown page."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from ecsc.emit.checklist.skeletons import skeleton
from ecsc.emit.checklist.written import written
from ecsc.emit.markdown_page import fill
from ecsc.emit.standing import as_of
from ecsc.emit.worklist.checks import checks
from ecsc.emit.worklist.counting import counts, finish
from ecsc.emit.worklist.directory import Directory, directory, milestones_by_date, scheduled
from ecsc.emit.worklist.item_ids import item_count
from ecsc.emit.worklist.launches import launch_rows
from ecsc.emit.worklist.phases import asides, owner_name, phases
from ecsc.emit.worklist.regular import regular_work
from ecsc.emit.worklist.wording import promise
from ecsc.messages import Markdown, Words
from ecsc.plan.types import Plan
from ecsc.plan.work_types import MilestonePlan, TaskPlan

TEMPLATE = Path(__file__).with_name("checklist.md.j2")

MOST_BOXES = 6
"""To so many dates of one check there is a box each; more are named in a line."""


class Load(Struct, frozen=True):
    """How much one owner has to do, and when."""

    owner: str
    tasks: int
    items: int
    when: str


def page(plan: Plan, w: Words, notice: str = "") -> bytes:
    """Return the checklist as Markdown in UTF-8; `notice` stands under its title."""
    names, tasks = directory(plan), scheduled(plan)
    return fill(
        TEMPLATE,
        w=w,
        written=written,
        skeletons=_skeletons(plan, names, w),
        plan=plan,
        notice=notice,
        as_of=as_of(plan, w),
        finish=finish(plan, w),
        counts=" · ".join(counts(plan, w)),
        milestones=[_milestone_row(milestone, names, w) for milestone in milestones_by_date(plan)],
        loads=_loads(tasks, names, w),
        launches=launch_rows(plan, names, w),
        phases=phases(plan, names, w),
        regular=regular_work(plan, names, w, boxes=0, metrics=False),
        checks=checks(plan, names, w, MOST_BOXES),
        asides=asides(plan, names, w),
    ).encode()


def _skeletons(plan: Plan, names: Directory, w: Words) -> dict[str, Markdown]:
    """Return for each report with metrics the table that its writer fills in, by the id of its entry."""
    tables = {duty.source: skeleton(duty, plan, names, w) for duty in plan.work.duties}
    return {
        source: Markdown("\n".join(f"  {line}" for line in table))
        for source, table in tables.items()
        if table
    }


def _milestone_row(milestone: MilestonePlan, names: Directory, w: Words) -> list[str]:
    return [
        w.day(milestone.date) if milestone.date else w("no date"),
        names.work[milestone.id],
        w.day(milestone.due) if milestone.due else "–",
        promise(milestone, w) or "–",
        names.people.get(milestone.owner or "", milestone.owner or "–"),
    ]


def _loads(tasks: list[TaskPlan], names: Directory, w: Words) -> list[Load]:
    shares: dict[str | None, list[TaskPlan]] = {owner: [] for owner in names.people}
    for task in tasks:
        shares.setdefault(task.owner, []).append(task)
    loads = []
    for owner, owned in shares.items():
        starts = [task.start for task in owned if task.start]
        ends = [task.finish for task in owned if task.finish]
        if starts and ends:
            items = sum(map(item_count, owned))
            when = w.days(min(starts), max(ends))
            loads.append(Load(owner_name(owner, names, w), len(owned), items, when))
    return loads
