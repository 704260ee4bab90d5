"""Regular work on the page, and the dates of all duties in the sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from msgspec import Struct

from ecsc.emit.duty_names import LIMITS, duty_items, duty_kind, duty_name
from ecsc.emit.recurrence import dates_by_month, how_often, is_frequent
from ecsc.emit.worklist.directory import Directory, named, week_of
from ecsc.emit.worklist.skeletons import skeleton
from ecsc.messages import Markdown, Words, markdown, one_line, shortened
from ecsc.plan.time_types import DutyPlan
from ecsc.plan.types import Plan

MOST_DATES_SHOWN = 30
"""Of how many dates each is named on the page; the sheet has them all."""


class Group(Struct, frozen=True):
    """One kind of regular work with its entries."""

    title: str
    entries: tuple[Markdown, ...]


def groups(plan: Plan, names: Directory, w: Words) -> list[Group]:
    """Return the regular work by kind: tasks, meetings, reports, each as written."""
    titles = {"tasks": w("Recurring tasks"), "meetings": w("Meetings"), "reports": w("Reports")}
    found = []
    for section, title in titles.items():
        entries = tuple(_entry(one, plan, names, w) for one in plan.work.duties if one.section == section)
        if entries:
            found.append(Group(title, entries))
    return found


def _entry(item: DutyPlan, plan: Plan, names: Directory, w: Words) -> Markdown:
    beside = [how_often(item, w)]
    if item.owner is not None:
        beside.append(names.people.get(item.owner, item.owner))
    elif item.section != "meetings":
        beside.append(w("No owner"))
    name = one_line(item.name) or item.id
    lines = [f"- **{markdown(name)}** · {markdown(' · '.join(beside))}"]
    lines += [f"  - {markdown(fact)}" for fact in _facts(item, names, w) if fact]
    if table := skeleton(item, plan, names, w):
        lines += ["", *(f"  {line}" for line in table)]
    return Markdown("\n".join(lines))


def _facts(item: DutyPlan, names: Directory, w: Words) -> Iterator[str]:
    yield " · ".join(filter(None, (dates_in_short(item, w), _length(item, w))))
    if item.people:
        people = w.show([shortened(name) for name in named(item.people, names.people)])
        yield (
            w("Goes to: {names}", names=people)
            if item.section == "reports"
            else w("Takes part: {names}", names=people)
        )
    if item.items:
        yield w("Each time: {items}", items=w.show([shortened(text) for text in item.items]))
    if item.serves:
        yield w("Serves: {names}", names=w.show([shortened(one) for one in named(item.serves, names.aims)]))
    if item.description:
        yield item.description
    if 1 < len(item.dates) <= MOST_DATES_SHOWN:
        yield dates_by_month(item.dates, w)


def dates_in_short(item: DutyPlan, w: Words) -> str:
    """Return how many dates there are, from when to when, and how many of them were moved."""
    if not item.dates:
        return w("no dates")
    count = w.count("{n} date", "{n} dates", len(item.dates))
    when = w("{count}: {days}", count=count, days=w.days(item.dates[0].date, item.dates[-1].date))
    moved = sum(one.moved_from is not None for one in item.dates)
    return when + (
        w.count("; {n} moved because of a day off", "; {n} moved because of days off", moved) if moved else ""
    )


def _length(item: DutyPlan, w: Words) -> str:
    if not item.minutes:
        return ""
    return w.count("{n} minute each time", "{n} minutes each time", item.minutes)


def rows(plan: Plan, names: Directory, w: Words) -> Iterator[list[str | None]]:
    """Yield a row of the sheet for every date of a duty, by owner and week; its id is its source and the date.

    What comes round more often than once a week has one row from its first to its last date, what nobody has
    dated one without.
    """
    order = {person.id: number for number, person in enumerate(plan.people)}
    spans = [span for duty in plan.work.duties for span in _spans(duty)]
    spans.sort(key=lambda span: (order.get(span.duty.owner or "", len(order)), span.first or dt.date.max))
    for span in spans:
        yield _row(span, names, w)


class _Span(Struct, frozen=True):
    """What one row is about: a date of a duty, all of them, or none; `times` tells all of them."""

    duty: DutyPlan
    first: dt.date | None = None
    last: dt.date | None = None
    times: int = 0
    moved: dt.date | None = None


def _spans(duty: DutyPlan) -> Iterator[_Span]:
    if is_frequent(duty) and duty.dates:
        yield _Span(duty, duty.dates[0].date, duty.dates[-1].date, len(duty.dates))
        return
    for one in duty.dates:
        yield _Span(duty, one.date, one.date, moved=one.moved_from)
    if duty.every is None and not duty.dates:
        yield _Span(duty)


def _row(span: _Span, names: Directory, w: Words) -> list[str | None]:
    duty = span.duty
    first = span.first.isoformat() if span.first else ""
    last = span.last.isoformat() if span.last else ""
    if span.times:
        note = w.count("{often}, {n} time", "{often}, {n} times", span.times, often=how_often(duty, w))
    elif span.moved and duty.section in LIMITS:
        note = w("runs out on {day}", day=span.moved.isoformat())
    elif span.moved:
        note = w("moved from {day}", day=span.moved.isoformat())
    else:
        note = "" if span.first else w("no date")
    return [
        duty.source if span.times or not first else f"{duty.source}@{first}", "", duty_kind(duty, w),
        names.phases.get(duty.phase or "", duty.phase or ""),
        names.people.get(duty.owner or "", duty.owner or ""),
        week_of(span.first).isoformat() if span.first else "", duty.id or duty.section,
        duty_name(duty, w), w.show(list(duty_items(duty, w))), first, last, "",
        first if duty.every is None else "", note, "", "", w.show(named(duty.serves, names.aims)), "",
    ]  # fmt: skip
