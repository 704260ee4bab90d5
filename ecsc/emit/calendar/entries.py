"""What of a plan has a day, as entries of a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from ecsc.emit.calendar.ics import Day, Event, Time
from ecsc.emit.calendar.series import series
from ecsc.emit.duty_names import LIMITS, duty_items, duty_kind, duty_name
from ecsc.emit.offer_words import offer_words
from ecsc.emit.recurrence import how_often
from ecsc.emit.worklist.directory import Directory, directory, named
from ecsc.emit.worklist.item_ids import items_of
from ecsc.emit.worklist.wording import promise, purposes, status, timing
from ecsc.messages import Words, one_line
from ecsc.plan.time_types import DutyPlan, LaunchPlan
from ecsc.plan.types import Plan, PromotionPlan
from ecsc.plan.work_types import MilestonePlan, TaskPlan
from ecsc.quantity import Window


def entries(plan: Plan, w: Words, notice: str = "") -> Iterator[Event]:
    """Yield tasks, milestones, launches, promotions and duties that have days; `notice` stands first in each."""
    names = directory(plan)
    for event in _each(plan, names, w):
        notes = tuple(line for line in (notice, *event.notes) if line)
        yield Event(
            f"{event.uid}@{plan.strategy.id}",
            event.title,
            event.when,
            event.kind,
            notes,
            event.rule,
            event.without,
        )


def _each(plan: Plan, names: Directory, w: Words) -> Iterator[Event]:
    for task in plan.work.tasks:
        if task.start and task.finish and task.status != "dropped":
            yield _task(task, task.start, task.finish, plan, names, w)
    for milestone in plan.work.milestones:
        if milestone.date:
            yield _milestone(milestone, milestone.date, names, w)
    for launch in plan.work.launches:
        yield _launch(launch, names, w)
    for promotion in plan.promotions:
        if promotion.window:
            yield _promotion(promotion, promotion.window, plan, names, w)
    for duty in plan.work.duties:
        yield from _duty(duty, names, w)


def _task(task: TaskPlan, start: dt.date, finish: dt.date, plan: Plan, names: Directory, w: Words) -> Event:
    notes = _who(task.owner, task.phase, names, w)
    notes.append(" · ".join((status(task, w), *timing(task, plan.work.calendar, w))))
    notes += purposes(task, names, w)
    if task.description:
        notes.append(task.description)
    notes += [f"☐ {item.text or (item.subject.name if item.subject else '')}" for item in items_of(task)]
    return Event(f"tasks.{task.id}", names.work[task.id], Day(start, finish), w("task"), tuple(notes))


def _milestone(milestone: MilestonePlan, day: dt.date, names: Directory, w: Words) -> Event:
    notes = _who(milestone.owner, names.milestone_phases.get(milestone.id), names, w)
    if milestone.due:
        notes.append(w("due {day}", day=w.day(milestone.due)))
    notes += [promise(milestone, w), milestone.description or ""]
    title = w("Milestone: {name}", name=names.work[milestone.id])
    return Event(f"milestones.{milestone.id}", title, Day(day, day), w("milestone"), tuple(notes))


def _launch(launch: LaunchPlan, names: Directory, w: Words) -> Event:
    notes = (*_who(launch.owner, launch.phase, names, w), launch.description or "")
    title = w("Launch: {name}", name=names.openings[launch.id])
    return Event(f"launches.{launch.id}", title, Day(launch.date, launch.date), w("launch"), notes)


def _promotion(promotion: PromotionPlan, window: Window, plan: Plan, names: Directory, w: Words) -> Event:
    """Return a promotion: whole days as days, else its instants, which need no time zone of the file's own."""
    zone = plan.strategy.timezone
    channels = {channel.id: channel.name for channel in plan.channels}
    notes = (
        w("{window}, time of {zone}", window=str(window).replace("..", " – ").replace("T", " "), zone=zone),
        offer_words(promotion, w),
        w("On: {names}", names=w.show(named(promotion.channels, channels))) if promotion.channels else "",
        w("Prepared by: {names}", names=w.show(named(promotion.prepared_by, names.work)))
        if promotion.prepared_by
        else "",
    )
    when: Day | Time = Day(window.start.date(), window.last_day)
    if not window.whole_days:
        when = Time(_utc(window.start, zone), _utc(window.end, zone))
    title = w("Promotion: {name}", name=names.openings[promotion.id])
    return Event(f"promotions.{promotion.id}", title, when, w("promotion"), notes)


def _utc(local: dt.datetime, zone: str) -> dt.datetime:
    try:
        return local.replace(tzinfo=ZoneInfo(zone)).astimezone(dt.UTC)
    except OverflowError:  # the first and the last day there is
        return local.replace(tzinfo=dt.UTC)


def _duty(duty: DutyPlan, names: Directory, w: Words) -> Iterator[Event]:
    """Yield a duty: a series where its dates follow a rule, and every other date by itself."""
    title, kind = duty_name(duty, w), duty_kind(duty, w)
    notes = tuple(_duty_notes(duty, names, w))
    moved = {one.date: one.moved_from for one in duty.dates}
    rule = series(tuple(moved))
    if rule is not None:
        yield Event(
            duty.source, title, Day(rule.first, rule.first), kind, notes, rule=rule.rule, without=rule.without
        )
    for day in moved if rule is None else rule.single:
        uid = duty.source if duty.every is None and len(moved) == 1 else f"{duty.source}.{day.isoformat()}"
        yield Event(uid, title, Day(day, day), kind, (*notes, _moved(moved[day], duty, w)))


def _moved(original: dt.date | None, duty: DutyPlan, w: Words) -> str:
    if original is None:
        return ""
    if duty.section in LIMITS:
        return w("runs out on {day}", day=w.day(original))
    return w("moved from {day}", day=w.day(original))


def _duty_notes(duty: DutyPlan, names: Directory, w: Words) -> Iterator[str]:
    yield from _who(duty.owner, duty.phase, names, w)
    yield how_often(duty, w)
    if duty.minutes:
        yield w.count("{n} minute each time", "{n} minutes each time", duty.minutes)
    if duty.people:
        people = w.show(named(duty.people, names.people))
        reports = duty.section == "reports"
        yield w("Goes to: {names}", names=people) if reports else w("Takes part: {names}", names=people)
    if duty.metrics:
        yield w("Shows: {names}", names=w.show(named(duty.metrics, names.metrics)))
    yield duty.description or ""
    yield from (f"☐ {one_line(item)}" for item in duty_items(duty, w))


def _who(owner: str | None, phase: str | None, names: Directory, w: Words) -> list[str]:
    notes = [w("Owner: {name}", name=names.people.get(owner, owner)) if owner else w("No owner")]
    if phase:
        notes.append(w("Phase: {name}", name=names.phases.get(phase, phase)))
    return notes
