"""Regular work on the page and in the sheet: tasks that come round, meetings and reports with their dates."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ecsc.emit.checklist.directory import Directory, named, week_of
from ecsc.emit.recurrence import dates_by_month, how_often
from ecsc.messages import Markdown, Words, markdown, one_line, shortened
from ecsc.plan.time_types import RecurringPlan
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
        entries = tuple(_entry(one, names, w) for one in plan.work.recurring if one.section == section)
        if entries:
            found.append(Group(title, entries))
    return found


def _entry(item: RecurringPlan, names: Directory, w: Words) -> Markdown:
    beside = [how_often(item, w)]
    if item.owner is not None:
        beside.append(names.people.get(item.owner, item.owner))
    name = one_line(item.name) or item.id
    lines = [f"- **{markdown(name)}** · {markdown(' · '.join(beside))}"]
    lines += [f"  - {markdown(fact)}" for fact in _facts(item, names, w) if fact]
    return Markdown("\n".join(lines))


def _facts(item: RecurringPlan, names: Directory, w: Words) -> Iterator[str]:
    yield " · ".join(filter(None, (_count(item, w), _length(item, w))))
    if item.people:
        people = w.show([shortened(name) for name in named(item.people, names.people)])
        yield (
            w("Goes to: {names}", names=people)
            if item.section == "reports"
            else w("Takes part: {names}", names=people)
        )
    if item.items:
        yield w("Each time: {items}", items=w.show([shortened(text) for text in item.items]))
    if item.metrics:
        yield w("Shows: {names}", names=w.show([names.metrics.get(one, one) for one in item.metrics]))
    if item.serves:
        yield w("Serves: {names}", names=w.show([shortened(one) for one in named(item.serves, names.aims)]))
    if item.description:
        yield item.description
    if 1 < len(item.dates) <= MOST_DATES_SHOWN:
        yield dates_by_month(item.dates, w)


def _count(item: RecurringPlan, w: Words) -> str:
    if not item.dates:
        return w("no dates")
    count = w.count("{n} date", "{n} dates", len(item.dates))
    when = w("{count}: {days}", count=count, days=w.days(item.dates[0].date, item.dates[-1].date))
    moved = sum(one.moved_from is not None for one in item.dates)
    return when + (
        w.count("; {n} moved because of a day off", "; {n} moved because of days off", moved) if moved else ""
    )


def _length(item: RecurringPlan, w: Words) -> str:
    if not item.minutes:
        return ""
    return w.count("{n} minute each time", "{n} minutes each time", item.minutes)


def rows(plan: Plan, names: Directory, w: Words) -> Iterator[list[str | None]]:
    """Yield a row of the sheet for every date, by owner and week; its id is the item's id and the date."""
    kinds = {"tasks": w("recurring task"), "meetings": w("meeting"), "reports": w("report")}
    order = {person.id: number for number, person in enumerate(plan.people)}
    dated = [(item, one) for item in plan.work.recurring for one in item.dates]
    dated.sort(key=lambda pair: (order.get(pair[0].owner or "", len(order)), pair[1].date))
    for item, one in dated:
        day = one.date.isoformat()
        moved = w("moved from {day}", day=one.moved_from.isoformat()) if one.moved_from else ""
        yield [
            f"{item.id}-{day}", "", kinds[item.section], names.phases.get(item.phase or "", item.phase or ""),
            names.people.get(item.owner or "", item.owner or ""), week_of(one.date).isoformat(), item.id,
            item.name, w.show(list(item.items)), day, day, "", "", moved, "", "",
            w.show(named(item.serves, names.aims)), "",
        ]  # fmt: skip
