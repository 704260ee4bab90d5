"""What comes out new: each launch with its stages, their days, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ecsc.assess.stages import STAGES, stage_name
from ecsc.emit.criteria import criterion_words
from ecsc.emit.page.markup import fill
from ecsc.emit.page.reader import Reader
from ecsc.emit.page.section import Section
from ecsc.plan.time_types import LaunchPlan


class Stage(Struct, frozen=True):
    """One stage: its name, its days or why it is left out, its owner, and its state (`done`, `skipped`, empty)."""

    name: str
    told: str
    owner: str
    state: str


def section(reader: Reader) -> Section | None:
    """Return the launches by their day; None where none is stated."""
    w, found = reader.w, sorted(reader.plan.work.launches, key=lambda one: one.date)
    if not found:
        return None
    launches = [
        {"name": one.name, "facts": " · ".join(_facts(one, reader)), "stages": tuple(_stages(one, reader))}
        for one in found
    ]
    first = found[0]
    lead = w.count(
        "{n} launch, on {day}: {name}.", "{n} launches, the first on {day}: {name}.",
        len(found), day=w.day(first.date), name=first.name,
    )  # fmt: skip
    body = fill("launches/launches.html.j2", w=w, launches=launches)
    return Section("launches", w("Launches"), lead, body)


def _facts(one: LaunchPlan, reader: Reader) -> Iterator[str]:
    w = reader.w
    yield w("Comes out: {day}", day=w.day(one.date))
    if one.product:
        yield reader.name(one.product)
    if one.owner:
        yield w("Owner: {name}", name=reader.person(one.owner))
    if one.success:
        yield w("Success: {what}", what=criterion_words(one.success, reader.plan, w) or one.success)


def _stages(one: LaunchPlan, reader: Reader) -> Iterator[Stage]:
    """Yield the stages in their order, done and left out ones too."""
    w = reader.w
    titles = {gate.id: gate.name for gate in reader.plan.work.stage_gates if gate.name != gate.id}
    tasks = {task.id: task for task in reader.plan.work.tasks}
    work, skipped = {each.stage: each.task for each in one.stages}, {each.stage: each for each in one.skipped}
    for stage in STAGES:
        name = titles.get(stage) or stage_name(stage, w)
        task = tasks.get(work.get(stage, ""))
        if task is not None:
            told = w.days(task.start, task.finish) if task.start and task.finish else w("no dates")
            yield Stage(name, told, reader.person(task.owner), "done" if task.status == "done" else "")
        elif stage in skipped:
            yield Stage(name, w("left out: {reason}", reason=skipped[stage].reason), "", "skipped")
