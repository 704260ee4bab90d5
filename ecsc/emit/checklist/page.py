"""The checklist as a Markdown page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from msgspec import Struct

from ecsc.emit.criteria import criterion_words
from ecsc.emit.duty_names import WORK
from ecsc.emit.markdown_page import fill
from ecsc.emit.standing import as_of
from ecsc.emit.worklist.checks import checks
from ecsc.emit.worklist.directory import (
    Directory,
    apart,
    directory,
    milestones_by_date,
    named,
    scheduled,
    sunday_of,
    week_of,
)
from ecsc.emit.worklist.item_ids import item_count
from ecsc.emit.worklist.launches import launch_rows
from ecsc.emit.worklist.regular import groups
from ecsc.emit.worklist.wording import days, promise, purposes, standing_apart, timing, waits
from ecsc.messages import Markdown, Words, code, markdown, shortened
from ecsc.plan.types import Plan
from ecsc.plan.work_types import MilestonePlan, TaskPlan

TEMPLATE = Path(__file__).with_name("checklist.md.j2")

MOST_SUBJECTS_SHOWN = 100
"""For so many entries a checklist is written out on the page; the sheet has it for all."""

_OPEN = "[ ] "
_BOXES = {"planned": _OPEN, "started": _OPEN, "done": "[x] ", "dropped": ""}


class Week(Struct, frozen=True):
    """What one owner starts in one week."""

    title: str
    entries: tuple[Markdown, ...]


class Share(Struct, frozen=True):
    """One owner's part of a phase."""

    owner: str
    weeks: tuple[Week, ...]


class Phase(Struct, frozen=True):
    """A phase with its owners and milestones."""

    name: str
    when: str
    shares: tuple[Share, ...]
    milestones: tuple[Markdown, ...]


class Load(Struct, frozen=True):
    """How much one owner has to do, and when."""

    owner: str
    tasks: int
    items: int
    when: str


class Aside(Struct, frozen=True):
    """Work that is not scheduled, and why."""

    title: str
    reason: str
    entries: tuple[Markdown, ...]


def page(plan: Plan, w: Words, notice: str = "") -> bytes:
    """Return the checklist as Markdown in UTF-8; `notice` stands under its title."""
    names, tasks = directory(plan), scheduled(plan)
    return fill(
        TEMPLATE,
        w=w,
        plan=plan,
        notice=notice,
        as_of=as_of(plan, w),
        finish=_finish(plan, w),
        counts=_counts(plan, tasks, w),
        milestones=[_milestone_row(milestone, names, w) for milestone in milestones_by_date(plan)],
        loads=_loads(tasks, names, w),
        launches=launch_rows(plan, names, w),
        phases=_phases(plan, tasks, names, w),
        regular=groups(plan, names, w),
        checks=checks(plan, names, w),
        asides=_asides(plan, names, w),
    ).encode()


def _finish(plan: Plan, w: Words) -> str:
    work = plan.work
    if work.start is None or work.finish is None:
        return ""
    when = w("Work: {days}", days=w.days(work.start, work.finish))
    if work.buffer_finish is not None and work.buffer_finish != work.finish:
        when += w("; with buffers to {day}", day=w.day(work.buffer_finish))
    return when


def _counts(plan: Plan, tasks: list[TaskPlan], w: Words) -> str:
    counts = [
        w.count("{n} task", "{n} tasks", len(tasks)),
        w.count("{n} acceptance item", "{n} acceptance items", sum(map(item_count, tasks))),
        w.count("{n} milestone", "{n} milestones", len(plan.work.milestones)),
    ]
    if done := sum(task.status == "done" for task in tasks):
        counts.append(w.count("{n} task done", "{n} tasks done", done))
    if regular := sum(duty.section in WORK for duty in plan.work.duties):
        counts.append(w.count("{n} piece of regular work", "{n} pieces of regular work", regular))
    if further := len(plan.work.duties) - regular:
        counts.append(w.count("{n} check or deadline", "{n} checks and deadlines", further))
    if unplanned := sum(apart(task) not in ("", "recurring") for task in plan.work.tasks):
        counts.append(w.count("{n} task not scheduled", "{n} tasks not scheduled", unplanned))
    return " · ".join(counts)


def _milestone_row(milestone: MilestonePlan, names: Directory, w: Words) -> list[str]:
    return [
        w.day(milestone.date) if milestone.date else w("no date"),
        names.work[milestone.id],
        w.day(milestone.due) if milestone.due else "–",
        promise(milestone, w) or "–",
        names.people.get(milestone.owner or "", milestone.owner or "–"),
    ]


def _owner(task: TaskPlan, names: Directory, w: Words) -> str:
    return names.people.get(task.owner, task.owner) if task.owner else w("No owner")


def _loads(tasks: list[TaskPlan], names: Directory, w: Words) -> list[Load]:
    shares: dict[str | None, list[TaskPlan]] = {owner: [] for owner in names.people}
    for task in tasks:
        shares.setdefault(task.owner, []).append(task)
    loads = []
    for owned in shares.values():
        starts = [task.start for task in owned if task.start]
        ends = [task.finish for task in owned if task.finish]
        if starts and ends:
            items = sum(map(item_count, owned))
            loads.append(Load(_owner(owned[0], names, w), len(owned), items, w.days(min(starts), max(ends))))
    return loads


def _phases(plan: Plan, tasks: list[TaskPlan], names: Directory, w: Words) -> list[Phase]:
    of_phase = {key: list(group) for key, group in groupby(tasks, key=lambda task: task.phase)}
    stated = {phase.id: phase for phase in plan.work.phases}
    keys: list[str | None] = [*stated, *(key for key in of_phase if key and key not in stated), None]
    result = []
    for key in keys:
        members = of_phase.get(key, [])
        stones = [m for m in milestones_by_date(plan) if names.milestone_phases.get(m.id) == key]
        if members or stones:
            phase = stated.get(key or "")
            when = days(phase.start, phase.finish, w) if phase and phase.start else ""
            name = shortened(names.phases.get(key, key)) if key else w("Without a phase")
            shares = tuple(_shares(members, plan, names, w))
            result.append(Phase(name, when, shares, tuple(_milestone(m, plan, names, w) for m in stones)))
    return result


def _shares(tasks: list[TaskPlan], plan: Plan, names: Directory, w: Words) -> list[Share]:
    shares = []
    for _, owned in groupby(tasks, key=lambda task: task.owner):
        mine = list(owned)
        weeks = []
        for monday, started in groupby(mine, key=lambda task: task.start and week_of(task.start)):
            week = w.days(monday, sunday_of(monday)) if monday else ""
            weeks.append(
                Week(
                    w("Week of {days}", days=week),
                    tuple(_entry(task, days(task.start, task.finish, w), plan, names, w) for task in started),
                )
            )
        shares.append(Share(shortened(_owner(mine[0], names, w)), tuple(weeks)))
    return shares


def _ticked(name: str, beside: str, facts: Iterable[str], items: Iterable[str], box: str) -> Markdown:
    """Return a task or milestone to tick: its line, the lines of facts below it, its acceptance items."""
    line = f"- {box}**{markdown(name)}**"
    lines = [f"{line} · {markdown(beside)}" if beside else line]
    lines += [f"  - {markdown(fact)}" for fact in facts if fact]
    lines += [f"  - {box}{markdown(item)}" for item in items]
    return Markdown("\n".join(lines))


def _entry(task: TaskPlan, beside: str, plan: Plan, names: Directory, w: Words) -> Markdown:
    facts = (
        " · ".join(timing(task, plan.work.calendar, w)),
        " · ".join(purposes(task, names, w)),
        task.description or "",
        *_each(task, w),
    )
    box = _BOXES[task.status]
    if not task.for_each:
        return _ticked(names.work[task.id], beside, facts, task.checklist, box)
    if len(task.for_each) > MOST_SUBJECTS_SHOWN:
        return _ticked(names.work[task.id], beside, facts, (), box)
    lines = [_ticked(names.work[task.id], beside, facts, (), box)]
    for subject in task.for_each:
        lines.append(Markdown(f"  - {box}{markdown(shortened(subject.name))}"))
        lines += [Markdown(f"    - {box}{markdown(item)}") for item in task.checklist]
    return Markdown("\n".join(lines))


def _each(task: TaskPlan, w: Words) -> Iterator[str]:
    """Yield for how many entries a checklist is; where they are too many to show, what is done for each."""
    if not task.for_each:
        return
    count = len(task.for_each)
    if count <= MOST_SUBJECTS_SHOWN:
        yield w.count("For {n} entry, each by itself", "For {n} entries, each by itself", count)
        return
    yield w.count(
        "For {n} entry, all of them in the sheet", "For {n} entries, all of them in the sheet", count
    )
    if task.checklist:
        yield w("For each: {items}", items=w.show([shortened(item) for item in task.checklist]))


def _milestone(milestone: MilestonePlan, plan: Plan, names: Directory, w: Words) -> Markdown:
    promised = w("Promised for {day}", day=w.day(milestone.due)) if milestone.due else ""
    waited = waits(milestone.after, names, w)
    serves = w.show([shortened(name) for name in named(milestone.serves, names.aims)])
    facts = (
        " · ".join(filter(None, (promised, promise(milestone, w), _by_now(milestone, w)))),
        _reached(milestone.criterion, plan, w) if milestone.criterion else "",
        w("Waits for: {names}", names=waited) if waited else "",
        w("Serves: {names}", names=serves) if serves else "",
    )
    when = w.day(milestone.date) if milestone.date else w("no date")
    return _ticked(f"◆ {names.work[milestone.id]}", when, facts, (), _OPEN)


def _by_now(milestone: MilestonePlan, w: Words) -> str:
    """Return the forecast date of a milestone where it differs from the plan's; empty where it does not."""
    day = milestone.forecast_date
    return w("forecast {days}", days=w.day(day)) if day is not None and day != milestone.date else ""


def _reached(criterion: str, plan: Plan, w: Words) -> str:
    """Return when a milestone is reached; a condition that is more than a comparison stands as it is written."""
    if said := criterion_words(criterion, plan, w):
        return w("Reached when {criterion}", criterion=said)
    return Markdown(markdown(w("Reached when {criterion}")).replace("{criterion}", code(criterion)))


def _asides(plan: Plan, names: Directory, w: Words) -> list[Aside]:
    asides = []
    for reason in ("contingent", "undated", "dropped"):
        entries = tuple(
            _entry(task, _owner(task, names, w), plan, names, w)
            for task in plan.work.tasks
            if apart(task) == reason
        )
        if entries:
            title, why = standing_apart(reason, w)
            asides.append(Aside(title, why, entries))
    return asides
