"""A plan as MSPDI. The schema wants its elements in this order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from ecsc.emit.ms_project.calendar import calendar_element, hours, minutes
from ecsc.emit.ms_project.days import Span, WorkingDays
from ecsc.emit.ms_project.xml_text import element, inside
from ecsc.emit.worklist.directory import Directory, directory
from ecsc.emit.worklist.wording import purposes, timing
from ecsc.messages import Words, one_line
from ecsc.plan.types import Plan
from ecsc.plan.work_types import LinkEnds, LinkPlan, MilestonePlan, PhasePlan, TaskPlan

LINKS: dict[LinkEnds, int] = {"FF": 0, "FS": 1, "SF": 2, "SS": 3}
NOT_BEFORE = 4
"""The constraint *start no earlier than*."""
TEXT_1 = "188743731"
"""The field that keeps `section.id`."""
DAYS, ELAPSED_DAYS = 7, 8
"""How a length is shown: working days, or days on the clock."""
MINUTES_PER_DAY = 24 * 60


class _Bar(Struct, frozen=True):
    """A task or milestone that has days: its number in the file, and where it lies."""

    uid: int
    item: TaskPlan | MilestonePlan
    span: Span
    level: int


class _Summary(Struct, frozen=True):
    """A phase that holds bars, and its number in the file."""

    uid: int
    phase: PhasePlan


class _Schedule(Struct, frozen=True):
    plan: Plan
    names: Directory
    bars: dict[str, _Bar]
    days: WorkingDays
    w: Words
    notice: str


def project(plan: Plan, w: Words, notice: str = "") -> bytes:
    """Return the project in UTF-8; `notice` opens the notes of every task."""
    names = directory(plan)
    outline = list(_outline(plan, names))
    bars = {one.item.id: one for one in outline if isinstance(one, _Bar)}
    edges = [day for bar in bars.values() for day in (bar.span.first, bar.span.last)]
    first = min([plan.strategy.period.first, *edges])
    last = max([plan.strategy.period.last, *edges])
    schedule = _Schedule(plan, names, bars, WorkingDays(plan.work.calendar, first, last), w, notice)
    tasks = [_bar(one, schedule) if isinstance(one, _Bar) else _summary(one, schedule) for one in outline]
    start, end = hours(plan.work.calendar)
    length, head = minutes(plan.work.calendar), plan.strategy
    owned = sorted({bar.item.owner for bar in bars.values() if bar.item.owner})
    resources = {owner: number for number, owner in enumerate(owned, 1)}
    lines = (
        element("SaveVersion", 14), element("Name", f"{head.id}.xml"), element("Title", head.name),
        element("CreationDate", f"{(head.as_of or head.period.first).isoformat()}T00:00:00"),
        element("ScheduleFromStart", 1), element("StartDate", f"{first.isoformat()}T{start}"),
        element("CurrencyCode", head.currency), element("CalendarUID", 1), element("DefaultStartTime", start),
        element("DefaultFinishTime", end), element("MinutesPerDay", length),
        element("MinutesPerWeek", length * len(plan.work.calendar.workweek)), element("DaysPerMonth", 20),
        element("NewTasksAreManual", 0),
        inside("ExtendedAttributes", [inside("ExtendedAttribute", (
            element("FieldID", TEXT_1), element("FieldName", "Text1"), element("Alias", "ecsc"),
        ))]),
        inside("Calendars", [calendar_element(plan.work.calendar)]), inside("Tasks", tasks),
        inside("Resources", _resources(plan, resources)), inside("Assignments", _assignments(bars, resources)),
    )  # fmt: skip
    body = inside("Project", lines).replace(
        "<Project>", '<Project xmlns="http://schemas.microsoft.com/project">', 1
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{body}\n'.encode()


def _outline(plan: Plan, names: Directory) -> Iterator[_Bar | _Summary]:
    """Yield phases with what lies in them, then what lies in none, numbered from 1."""
    inner: dict[str | None, list[tuple[TaskPlan | MilestonePlan, Span]]] = {}
    known = {phase.id for phase in plan.work.phases}
    for task in plan.work.tasks:
        if task.start and task.finish and task.status != "dropped":
            place = task.phase if task.phase in known else None
            inner.setdefault(place, []).append((task, Span(task.start, task.finish)))
    for milestone in plan.work.milestones:
        if milestone.date:
            place = names.milestone_phases.get(milestone.id)
            span = Span(milestone.date, milestone.date, milestone=True)
            inner.setdefault(place if place in known else None, []).append((milestone, span))
    uid = 0
    for phase in plan.work.phases:
        if phase.id in inner:
            uid += 1
            yield _Summary(uid, phase)
            for item, span in inner[phase.id]:
                uid += 1
                yield _Bar(uid, item, span, 2)
    for item, span in inner.get(None, ()):
        uid += 1
        yield _Bar(uid, item, span, 1)


def _summary(one: _Summary, schedule: _Schedule) -> str:
    uid, phase = one.uid, one.phase
    return inside("Task", (
        element("UID", uid), element("ID", uid), element("Name", schedule.names.phases[phase.id]),
        element("OutlineLevel", 1), element("Summary", 1), _key(f"phases.{phase.id}"),
    ))  # fmt: skip


def _bar(bar: _Bar, schedule: _Schedule) -> str:
    return inside("Task", _facts(bar, schedule))


def _facts(bar: _Bar, schedule: _Schedule) -> Iterator[str]:
    item, span = bar.item, bar.span
    day_start, day_end = hours(schedule.plan.work.calendar)
    # Where a person works on what is a day off for the plan, only a length on the clock keeps the days.
    elapsed = not (schedule.days.worked(span.first) and schedule.days.worked(span.last))
    elapsed = elapsed and not span.milestone
    yield element("UID", bar.uid)
    yield element("ID", bar.uid)
    yield element("Name", schedule.names.work[item.id])
    yield element("Type", 1)  # of fixed duration
    yield element("OutlineLevel", bar.level)
    start = day_end if span.milestone else "00:00:00" if elapsed else day_start
    yield element("Start", f"{span.first.isoformat()}T{start}")
    yield element("Finish", f"{span.last.isoformat()}T{'23:59:00' if elapsed else day_end}")
    length = schedule.days.length(span) * minutes(schedule.plan.work.calendar)
    if elapsed:
        length = ((span.last - span.first).days + 1) * MINUTES_PER_DAY - 1
    yield element("Duration", f"PT{length // 60}H{length % 60}M0S")
    yield element("DurationFormat", ELAPSED_DAYS if elapsed else DAYS)
    yield element("Milestone", int(span.milestone))
    yield element("Summary", 0)
    yield element("Critical", int(item.critical))
    links = [link for link in item.after if link.on in schedule.bars and link.on != item.id]
    # A binding link puts its follower where the plan has it; all else is held to its day by a constraint.
    if elapsed or not any(link.binding for link in links):
        yield element("ConstraintType", NOT_BEFORE)
        yield element("CalendarUID", -1)
        yield element("ConstraintDate", f"{span.first.isoformat()}T{start}")
    if item.due:
        yield element("Deadline", f"{item.due.isoformat()}T{day_end}")
    yield element("Notes", " · ".join(filter(None, map(one_line, _notes(bar, schedule)))))
    for link in links:
        yield inside("PredecessorLink", _link(link, schedule.bars[link.on], bar, schedule))
    yield _key(f"{'milestones' if span.milestone else 'tasks'}.{item.id}")


def _notes(bar: _Bar, schedule: _Schedule) -> Iterator[str]:
    yield schedule.notice
    if isinstance(bar.item, TaskPlan):
        yield from timing(bar.item, schedule.plan.work.calendar, schedule.w)
        yield from purposes(bar.item, schedule.names, schedule.w)
        yield from bar.item.checklist
    yield bar.item.description or ""


def _link(link: LinkPlan, before: _Bar, after: _Bar, schedule: _Schedule) -> Iterator[str]:
    """Yield a link; its lag is the working days that lie between the two, buffer in, or fewer where it has slack."""
    room = schedule.days.room(link.ends, before.span, after.span)
    lag = room if link.binding else min(0, room)
    yield element("PredecessorUID", before.uid)
    yield element("Type", LINKS[link.ends])
    yield element("CrossProject", 0)
    yield element("LinkLag", lag * minutes(schedule.plan.work.calendar) * 10)  # in tenths of a minute
    yield element("LagFormat", DAYS)


def _key(key: str) -> str:
    return inside("ExtendedAttribute", (element("FieldID", TEXT_1), element("Value", key)))


def _resources(plan: Plan, resources: dict[str, int]) -> Iterator[str]:
    names = {person.id: person for person in plan.people}
    for owner, number in resources.items():
        person = names.get(owner)
        yield inside("Resource", (
            element("UID", number), element("ID", number), element("Name", person.name if person else owner),
            element("Type", 1), *([element("EmailAddress", person.email)] if person and person.email else []),
        ))  # fmt: skip


def _assignments(bars: dict[str, _Bar], resources: dict[str, int]) -> Iterable[str]:
    owned = [bar for bar in bars.values() if bar.item.owner and not bar.span.milestone]
    for number, bar in enumerate(owned, 1):
        yield inside("Assignment", (
            element("UID", number), element("TaskUID", bar.uid),
            element("ResourceUID", resources[bar.item.owner or ""]), element("Units", 1),
        ))  # fmt: skip
