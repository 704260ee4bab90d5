"""What drives each date, and the links as they were scheduled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ecsc.assess.lengths import elapsed_minutes, is_elapsed, working_minutes
from ecsc.assess.timetable import Timetable
from ecsc.model import Dependency, Strategy
from ecsc.model.execution import Milestone, Phase, Task
from ecsc.plan.work_types import Driver, DriverKind, LinkEnds, LinkPlan, TaskPlan
from ecsc.quantity import Duration
from ecsc.schedule import DriverKind as Engine
from ecsc.schedule import Link

_KINDS: Mapping[Engine, DriverKind] = {
    Engine.LINK: "predecessor",
    Engine.PROJECT_START: "strategy_start",
    Engine.NOT_BEFORE: "not_before",
    Engine.PIN: "pin",
    Engine.DUE: "due",
}


def driver_plan(identifier: str, strategy: Strategy, table: Timetable) -> Driver:
    """Return why a scheduled task or milestone starts when it does."""
    task = strategy.tasks.get(identifier)
    if task is not None and task.schedule == "late":
        placed = table.schedule.placed(identifier)
        if placed.start > placed.early_start:
            return Driver("late")
    driver = table.schedule.driver(identifier)
    if driver.link is None:
        return Driver(_KINDS[driver.kind])
    edge = table.phase_edges.get(driver.link.predecessor)
    named = edge.phase if edge is not None else driver.link.predecessor
    written = _written(strategy, identifier, driver.link, named)
    return Driver(
        _KINDS[driver.kind],
        driver.source,
        driver.link.kind.value,
        _lag(written.lag) if written is not None else "",
        edge.phase if edge is not None else None,
    )


def link_plans(identifier: str, strategy: Strategy, table: Timetable) -> Iterator[LinkPlan]:
    """Yield the links of a task or milestone as written, and which of them is for its date."""
    work = strategy.tasks.get(identifier) or strategy.milestones[identifier]
    link = table.schedule.driver(identifier).link if identifier in table.schedule.numbers else None
    edge = table.phase_edges.get(link.predecessor) if link is not None else None
    binding = None
    if link is not None:
        binding = edge.phase if edge is not None else link.predecessor, link.kind.value
    for one, ends in _awaited(work, None):
        yield LinkPlan(one.target, ends, _lag(one.lag), (one.target, ends) == binding)


def phase_links(phase: Phase, inside: Iterable[TaskPlan]) -> Iterator[LinkPlan]:
    """Yield the links of a phase as written; `inside` are its tasks."""
    if not phase.after:
        return
    drivers = [task.driver for task in inside if task.driver is not None]
    bound = {(one.phase or one.on, one.ends) for one in drivers}
    for one in phase.after:
        ends = _start_ends(one)
        yield LinkPlan(one.target, ends, _lag(one.lag), (one.target, ends) in bound)


def _awaited(work: Task | Milestone, phase: Phase | None) -> Iterator[tuple[Dependency, LinkEnds]]:
    for one in (*work.after, *(phase.after if phase is not None else ())):
        yield one, _start_ends(one)
    for one in work.finish_after if isinstance(work, Task) else ():
        yield one, "FF" if one.end == "finish" else "SF"


def _start_ends(one: Dependency) -> LinkEnds:
    return "FS" if one.end == "finish" else "SS"


def _written(strategy: Strategy, identifier: str, link: Link, named: str) -> Dependency | None:
    """Return the dependency that a link of the network was made of."""
    task = strategy.tasks.get(identifier)
    work = task or strategy.milestones[identifier]
    phase = strategy.phases.get(task.phase or "") if task is not None else None
    week = len(strategy.header.calendar.workweek)
    for one, ends in _awaited(work, phase):
        if one.target == named and ends == link.kind.value and _measure(one.lag, week) == link.lag:
            return one
    return None


def _measure(lag: Duration | None, week: int) -> int:
    if lag is None:
        return 0
    return elapsed_minutes(lag) if is_elapsed(lag) else working_minutes(lag, week)


def _lag(lag: Duration | None) -> str:
    if lag is None:
        return ""
    sign = "-" if lag.value < 0 else "+"
    return f"{sign}{Duration(abs(lag.value), lag.unit, lag.kind)}"
