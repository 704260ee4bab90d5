"""The facts of a piece of work as short phrases in the reader's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ecsc.emit.lateness import days_late
from ecsc.emit.lengths import in_days, lag_words
from ecsc.emit.worklist.directory import Apart, Directory, named
from ecsc.messages import Words, shortened
from ecsc.plan.work_types import CalendarPlan, LinkPlan, MilestonePlan, TaskPlan


def days(first: dt.date | None, last: dt.date | None, w: Words) -> str:
    """Return first and last day, both in; one day when they are the same."""
    if first is None or last is None:
        return w("no dates")
    return w.days(first, last)


def timing(task: TaskPlan, calendar: CalendarPlan, w: Words) -> Iterator[str]:
    """Yield how long a task takes, its buffer and what presses on it."""
    if task.duration is not None:
        yield in_days(task.duration, w, on_clock=task.on_clock)
    if task.buffer:
        length = in_days(task.buffer, w, on_clock=task.on_clock)
        if task.buffer_finish is None:
            yield w("buffer of {length}", length=length)
        else:
            yield w("buffer of {length}, to {day}", length=length, day=w.day(task.buffer_finish))
    if task.due is not None:
        yield w("due {day}", day=w.day(task.due))
    if late := days_late(task, calendar):
        yield w("{length} late", length=in_days(late, w))
    if task.critical and task.status != "done":
        if task.deadline_float is not None and task.deadline_float > 0:
            room = in_days(task.deadline_float, w, on_clock=task.on_clock)
            yield w("on the critical path, with {length} of room before a deadline or a pin", length=room)
        else:
            yield w("on the critical path")
    if task.status == "started":
        yield w("in progress")
    yield from by_now(task, w)


def by_now(task: TaskPlan, w: Words) -> Iterator[str]:
    """Yield where a task really lay or will lie by the forecast, where that differs from the plan."""
    if task.forecast_start is None or task.forecast_finish is None:
        return
    if (task.forecast_start, task.forecast_finish) == (task.start, task.finish):
        return
    when = w.days(task.forecast_start, task.forecast_finish)
    yield w("done {days}", days=when) if task.status == "done" else w("forecast {days}", days=when)


def purposes(task: TaskPlan, names: Directory, w: Words) -> Iterator[str]:
    """Yield what a task waits for, what it serves, and what must find it ready."""
    for label, waited in (
        (w("Waits for: {names}"), waits(task.after, names, w, ends="S")),
        (w("Finishes only after: {names}"), waits(task.after, names, w, ends="F")),
    ):
        if waited:
            yield label.replace("{names}", waited)
    if task.serves:
        yield w("Serves: {names}", names=_short(named(task.serves, names.aims)))
    if task.ready_for:
        yield w("Must be ready for: {names}", names=_short(named(task.ready_for, names.openings)))
    if starters := names.starters.get(task.id):
        yield w("Started by the risk: {names}", names=_short(list(starters)))


def waits(links: tuple[LinkPlan, ...], names: Directory, w: Words, *, ends: str = "") -> str:
    """Return what links wait for, in names; `ends` keeps those on the start (S) or finish (F) of the work."""
    kept = (link for link in links if not ends or link.ends[1] == ends)
    return w.show([_link(link, names, w) for link in kept])


def _link(link: LinkPlan, names: Directory, w: Words) -> str:
    name = shortened(names.work.get(link.on, link.on))
    lag, lead = lag_words(link.lag, w)
    if link.ends[0] == "S":
        if not lag:
            return w("the start of {name}", name=name)
        if lead:
            return w("{lag} before {name} starts", lag=lag, name=name)
        return w("{lag} after {name} starts", lag=lag, name=name)
    if not lag:
        return name
    if lead:
        return w("{lag} before {name} ends", lag=lag, name=name)
    return w("{lag} after {name}", lag=lag, name=name)


def promise(milestone: MilestonePlan, w: Words) -> str:
    """Return how a milestone stands against the day promised for it; empty without a promise."""
    if milestone.slack is None:
        return ""
    if milestone.slack < 0:
        return w("{length} late", length=in_days(-milestone.slack, w))
    if milestone.slack == 0:
        return w("no slack")
    return w("{length} of slack", length=in_days(milestone.slack, w))


def standing_apart(reason: Apart, w: Words) -> tuple[str, str]:
    """Return the heading for work that is not scheduled, and a sentence why it is not."""
    if reason == "contingent":
        return w("Only when needed"), w("A risk or a trigger starts this work; until then it has no dates.")
    if reason == "dropped":
        return w("Dropped"), w("This work is no longer planned.")
    return (
        w("Without dates"),
        w("This work could not be dated: it lacks a duration, or it waits for itself through other work."),
    )


def status(task: TaskPlan, w: Words) -> str:
    """Return the status of a task as a word."""
    return {
        "planned": w("planned"),
        "started": w("in progress"),
        "done": w("done"),
        "dropped": w("dropped"),
    }[task.status]


def _short(texts: list[str]) -> list[str]:
    return [shortened(text) for text in texts]
