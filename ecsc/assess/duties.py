"""Duties: everything that somebody has to do on its dates, besides the work of the schedule.

What comes round (tasks with `every`, meetings, reports, reviews, scans, backups) and what is due once (a measure,
a licence that runs out, the end of a waiver). `PROVIDERS` has one entry a section that implies duties.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from ecsc.assess.experiments import TimeView
from ecsc.assess.legal_reviews import counted_from
from ecsc.assess.recurring import recurring_in
from ecsc.assess.research_parts import missing_parts
from ecsc.model.execution import Meeting
from ecsc.quantity import Recurrence
from ecsc.schedule import MINUTES_PER_DAY, Calendar, Entries, Entry, Recurring, build_calendar, occurrences

if TYPE_CHECKING:
    from ecsc.assess.assessed import Assessed
    from ecsc.model.risk import Control


class Duty(Struct, frozen=True):
    """Something to be done on its dates, because the `field` of an entry says so.

    `every` is None for what is done once. `items` are what it holds, as written or by the codes of the language.
    A date may be moved: what comes round to a worked day, what must be done by a day to the last worked one before.
    """

    section: str
    id: str
    field: str
    name: str
    owner: str | None
    entries: Entries
    every: Recurrence | None = None
    items: tuple[str, ...] = ()


def duties(assessed: Assessed) -> Iterator[Duty]:
    """Yield every duty of a strategy, by section in the order of `PROVIDERS`, then as written."""
    strategy = assessed.linked.strategy
    for section, provider in PROVIDERS.items():
        if strategy.section(section):
            yield from provider(assessed)


def _work(section: str) -> Callable[[Assessed], Iterator[Duty]]:
    def provide(assessed: Assessed) -> Iterator[Duty]:
        for item, every in recurring_in(assessed.linked.strategy, section):
            entries = assessed.timetable.recurring[section, item.id]
            owner = item.chair if isinstance(item, Meeting) else item.owner
            yield Duty(section, item.id, "every", item.name or item.id, owner, entries, every)

    return provide


def _iterations(assessed: Assessed) -> Iterator[Duty]:
    found = assessed.linked.strategy.iterations
    if found is not None:
        entries = _rounds(assessed, found.every, found.owner)
        scope = (found.scope,) if found.scope else ()
        yield Duty("iterations", "", "every", "iterations", found.owner, entries, found.every, scope)


def _feedback(assessed: Assessed) -> Iterator[Duty]:
    found = assessed.linked.strategy.feedback
    if found is None:
        return
    if found.every is not None:
        entries = _rounds(assessed, found.every, found.owner)
        yield Duty("feedback", "", "every", "feedback", found.owner, entries, found.every, found.channels)
    mood = found.sentiment
    if mood is not None and mood.every is not None:
        entries = _rounds(assessed, mood.every, found.owner)
        yield Duty("feedback", "", "sentiment", "sentiment", found.owner, entries, mood.every, mood.keywords)


def _research(assessed: Assessed) -> Iterator[Duty]:
    """Yield reports by the day they are due, and the parts that no report has with the first of them."""
    strategy = assessed.linked.strategy
    first, missing = missing_parts(strategy)
    for one in strategy.market_research.values():
        name = one.name or one.question or one.id
        due = _on(one.due)
        if one.due is not None:
            yield Duty("market.research", one.id, "due", name, one.owner, due, items=one.sections)
        if one.id == first:
            yield Duty("market.research", one.id, "sections", name, one.owner, due, items=missing)


def _stock(assessed: Assessed) -> Iterator[Duty]:
    for one in assessed.linked.strategy.inventory.values():
        if one.review is not None:
            entries = _rounds(assessed, one.review, one.owner)
            yield Duty("inventory", one.id, "review", one.name or one.id, one.owner, entries, one.review)


def _experiments(assessed: Assessed) -> Iterator[Duty]:
    """Yield the start and the read-out of tests that have no result yet."""
    for one in assessed.linked.strategy.experiments.values():
        if one.start is None or one.result:
            continue
        name = one.name or one.hypothesis or one.id
        yield Duty("experiments", one.id, "start", name, one.owner, _on(one.start))
        view = assessed.experiments.get(one.id)
        end = _end(one.start, view.time) if view is not None else None
        if end is not None:
            day = _worked(assessed.timetable.calendar_of(one.owner), end, 1)
            yield Duty("experiments", one.id, "result", name, one.owner, _on(day, end))


def _end(start: dt.date, time: TimeView) -> dt.date | None:
    """Return the day after the last one of a test: as long as it says, else until its sample is full."""
    days = time.days if time.days is not None else time.for_sample
    if days is None or days <= 0 or days > dt.date.max.toordinal() - start.toordinal():
        return None
    return start + dt.timedelta(days=int(-(-days // 1)))


def _assumptions(assessed: Assessed) -> Iterator[Duty]:
    for one in assessed.linked.strategy.assumptions.values():
        if one.status == "open" and one.due is not None:
            items = (one.test,) if one.test else ()
            yield Duty("assumptions", one.id, "due", one.text, one.owner, _on(one.due), items=items)


def _risks(assessed: Assessed) -> Iterator[Duty]:
    for one in assessed.linked.strategy.risks.values():
        if one.review is not None:
            entries = _rounds(assessed, one.review, one.owner)
            yield Duty(
                "risks", one.id, "review", one.name or one.id, one.owner, entries, one.review, one.prevent
            )


def _controls(assessed: Assessed) -> Iterator[Duty]:
    """Yield measures that are not in place yet by the day they are due, and how often the regular ones are done."""
    strategy = assessed.linked.strategy
    everybody = strategy.security.owner if strategy.security is not None else None
    for one in strategy.security_controls.values():
        owner, name = one.owner or everybody, one.name or one.id
        if one.status in ("planned", "missing"):
            yield Duty("security.controls", one.id, "due", name, owner, _on(one.due))
        if one.every is not None and one.status != "missing":
            entries = _rounds(assessed, one.every, owner, _done(one))
            yield Duty("security.controls", one.id, "every", name, owner, entries, one.every)


def _done(control: Control) -> dt.date | None:
    """Return when a control was last done; one that is yet to be put in place is done on that day."""
    return control.last or (control.due if control.status == "planned" else None)


def _backups(assessed: Assessed) -> Iterator[Duty]:
    """Yield backups, which machines make on days off too, and the tests whether they can be restored."""
    strategy = assessed.linked.strategy
    everybody = strategy.security.owner if strategy.security is not None else None
    period = strategy.header.period
    always = build_calendar(period.first, period.last, range(7), hours=((0, MINUTES_PER_DAY),))
    for one in strategy.security_backups.values():
        owner, name = one.owner or everybody, one.name or one.system or one.id
        entries = occurrences(Recurring(one.every), period.first, period.last, always)
        yield Duty("security.backups", one.id, "every", name, owner, entries, one.every)
        if one.restore_test is not None:
            entries = _rounds(assessed, one.restore_test, owner, one.last_test)
            yield Duty("security.backups", one.id, "restore_test", name, owner, entries, one.restore_test)


def _reviews(assessed: Assessed) -> Iterator[Duty]:
    strategy = assessed.linked.strategy
    everybody = strategy.legal.owner if strategy.legal is not None else None
    for one in strategy.legal_reviews.values():
        owner = one.owner or everybody
        entries = _rounds(assessed, one.every, owner, counted_from(one, strategy.header.period))
        yield Duty("legal.reviews", one.id, "every", one.name or one.id, owner, entries, one.every, one.scope)


def _licences(assessed: Assessed) -> Iterator[Duty]:
    strategy = assessed.linked.strategy
    everybody = strategy.legal.owner if strategy.legal is not None else None
    for one in strategy.legal_assets.values():
        owner = one.owner or everybody
        if entries := _ending(assessed, one.expires, owner):
            yield Duty("legal.assets", one.id, "expires", one.file, owner, entries)


def _waivers(assessed: Assessed) -> Iterator[Duty]:
    for one in assessed.linked.strategy.waivers.values():
        if entries := _ending(assessed, one.until, one.owner):
            yield Duty("waivers", one.id, "until", one.reason, one.owner, entries, items=(one.rule,))


def _rounds(
    assessed: Assessed, every: Recurrence, owner: str | None, since: dt.date | None = None
) -> Entries:
    """Return on which days of the strategy's period something comes round, on its owner's calendar."""
    period = assessed.linked.strategy.header.period
    calendar = assessed.timetable.calendar_of(owner)
    return occurrences(Recurring(every, since=since), period.first, period.last, calendar)


def _ending(assessed: Assessed, last: dt.date | None, owner: str | None) -> Entries | None:
    """Return the last worked day up to one on which something runs out; None where that is not in the period."""
    period = assessed.linked.strategy.header.period
    if last is None or not period.first <= last <= period.last:
        return None
    return _on(_worked(assessed.timetable.calendar_of(owner), last, -1), last)


_LONGEST_BREAK = 60
"""How many days off in a row a date is moved over at most; after that it stays where it is."""


def _worked(calendar: Calendar, day: dt.date, step: int) -> dt.date:
    """Return the first worked day from `day` on, forwards (1) or backwards (-1)."""
    first = day.toordinal()
    for ordinal in range(first, first + step * _LONGEST_BREAK, step):
        if not 1 <= ordinal <= dt.date.max.toordinal():
            break
        if calendar.is_working(dt.date.fromordinal(ordinal)):
            return dt.date.fromordinal(ordinal)
    return day


def _on(day: dt.date | None, wanted: dt.date | None = None) -> Entries:
    """Return a single date, none for no day; `wanted` is the day it was moved from."""
    if day is None:
        return Entries(())
    return Entries((Entry(day, wanted if wanted != day else None),))


PROVIDERS: dict[str, Callable[[Assessed], Iterable[Duty]]] = {
    "tasks": _work("tasks"),
    "meetings": _work("meetings"),
    "reports": _work("reports"),
    "iterations": _iterations,
    "feedback": _feedback,
    "market.research": _research,
    "inventory": _stock,
    "experiments": _experiments,
    "assumptions": _assumptions,
    "risks": _risks,
    "security.controls": _controls,
    "security.backups": _backups,
    "legal.reviews": _reviews,
    "legal.assets": _licences,
    "waivers": _waivers,
}
"""Which sections imply duties, and what reads them there; the order of the plan."""
