"""Duties: everything that somebody has to do on its dates, besides the work of the schedule.

What comes round (tasks with `every`, meetings, reports, reviews, scans, backups) and what is due once (a measure,
a licence that runs out, the end of a waiver). `PROVIDERS` has one entry a section that implies duties.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from ecsc.assess.duty_dates import DutyDates, once
from ecsc.assess.experiments import TimeView
from ecsc.assess.legal_reviews import counted_from
from ecsc.assess.recurring import recurring_in
from ecsc.assess.research_parts import missing_parts
from ecsc.model.execution import Meeting
from ecsc.quantity import Recurrence
from ecsc.schedule import Entries

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


Provider: TypeAlias = "Callable[[Assessed, DutyDates], Iterable[Duty]]"


def duties(assessed: Assessed) -> Iterator[Duty]:
    """Yield every duty of a strategy, by section in the order of `PROVIDERS`, then as written."""
    strategy = assessed.linked.strategy
    dates = DutyDates(strategy.header.period, assessed.timetable)
    for section, provider in PROVIDERS.items():
        if strategy.section(section):
            yield from provider(assessed, dates)


def _work(section: str) -> Provider:
    def provide(assessed: Assessed, _: DutyDates) -> Iterator[Duty]:
        for item, every in recurring_in(assessed.linked.strategy, section):
            entries = assessed.timetable.recurring[section, item.id]
            owner = item.chair if isinstance(item, Meeting) else item.owner
            yield Duty(section, item.id, "every", item.name or item.id, owner, entries, every)

    return provide


def _iterations(assessed: Assessed, dates: DutyDates) -> Iterator[Duty]:
    found = assessed.linked.strategy.iterations
    if found is not None:
        entries = dates.rounds(found.every, found.owner)
        scope = (found.scope,) if found.scope else ()
        yield Duty("iterations", "", "every", "iterations", found.owner, entries, found.every, scope)


def _feedback(assessed: Assessed, dates: DutyDates) -> Iterator[Duty]:
    found = assessed.linked.strategy.feedback
    if found is None:
        return
    if found.every is not None:
        entries = dates.rounds(found.every, found.owner)
        yield Duty("feedback", "", "every", "feedback", found.owner, entries, found.every, found.channels)
    mood = found.sentiment
    if mood is not None and mood.every is not None:
        entries = dates.rounds(mood.every, found.owner)
        yield Duty("feedback", "", "sentiment", "sentiment", found.owner, entries, mood.every, mood.keywords)


def _research(assessed: Assessed, _: DutyDates) -> Iterator[Duty]:
    """Yield reports by the day they are due, and the parts that no report has with the first of them."""
    strategy = assessed.linked.strategy
    first, missing = missing_parts(strategy)
    for one in strategy.market_research.values():
        name = one.name or one.question or one.id
        due = once(one.due)
        if one.due is not None:
            yield Duty("market.research", one.id, "due", name, one.owner, due, items=one.sections)
        if one.id == first:
            yield Duty("market.research", one.id, "sections", name, one.owner, due, items=missing)


def _stock(assessed: Assessed, dates: DutyDates) -> Iterator[Duty]:
    for one in assessed.linked.strategy.inventory.values():
        if one.review is not None:
            entries = dates.rounds(one.review, one.owner)
            yield Duty("inventory", one.id, "review", one.name or one.id, one.owner, entries, one.review)


def _experiments(assessed: Assessed, dates: DutyDates) -> Iterator[Duty]:
    """Yield the start and the read-out of tests that have no result yet."""
    for one in assessed.linked.strategy.experiments.values():
        if one.start is None or one.result:
            continue
        name = one.name or one.hypothesis or one.id
        yield Duty("experiments", one.id, "start", name, one.owner, once(one.start))
        view = assessed.experiments.get(one.id)
        end = _end(one.start, view.time) if view is not None else None
        if end is not None:
            yield Duty("experiments", one.id, "result", name, one.owner, dates.after(end, one.owner))


def _end(start: dt.date, time: TimeView) -> dt.date | None:
    """Return the day after the last one of a test: as long as it says, else until its sample is full."""
    days = time.days if time.days is not None else time.for_sample
    if days is None or days <= 0 or days > dt.date.max.toordinal() - start.toordinal():
        return None
    return start + dt.timedelta(days=int(-(-days // 1)))


def _assumptions(assessed: Assessed, _: DutyDates) -> Iterator[Duty]:
    for one in assessed.linked.strategy.assumptions.values():
        if one.status == "open" and one.due is not None:
            items = (one.test,) if one.test else ()
            yield Duty("assumptions", one.id, "due", one.text, one.owner, once(one.due), items=items)


def _risks(assessed: Assessed, dates: DutyDates) -> Iterator[Duty]:
    for one in assessed.linked.strategy.risks.values():
        if one.review is not None:
            entries = dates.rounds(one.review, one.owner)
            yield Duty(
                "risks", one.id, "review", one.name or one.id, one.owner, entries, one.review, one.prevent
            )


def _controls(assessed: Assessed, dates: DutyDates) -> Iterator[Duty]:
    """Yield measures that are not in place yet by the day they are due, and how often the regular ones are done."""
    strategy = assessed.linked.strategy
    everybody = strategy.security.owner if strategy.security is not None else None
    for one in strategy.security_controls.values():
        owner, name = one.owner or everybody, one.name or one.id
        if one.status in ("planned", "missing"):
            yield Duty("security.controls", one.id, "due", name, owner, once(one.due))
        if one.every is not None and one.status != "missing":
            entries = dates.rounds(one.every, owner, _done(one))
            yield Duty("security.controls", one.id, "every", name, owner, entries, one.every)


def _done(control: Control) -> dt.date | None:
    """Return when a control was last done; one that is yet to be put in place is done on that day."""
    return control.last or (control.due if control.status == "planned" else None)


def _backups(assessed: Assessed, dates: DutyDates) -> Iterator[Duty]:
    """Yield backups, which machines make on days off too, and the tests whether they can be restored."""
    strategy = assessed.linked.strategy
    everybody = strategy.security.owner if strategy.security is not None else None
    systems = Counter(one.system for one in strategy.security_backups.values() if one.name is None)
    for one in strategy.security_backups.values():
        owner, name = one.owner or everybody, one.name or one.system or one.id
        if one.name is None and one.system is not None and systems[one.system] > 1:
            name = f"{one.system} · {one.id}"
        entries = dates.without_rest(one.every)
        yield Duty("security.backups", one.id, "every", name, owner, entries, one.every)
        if one.restore_test is not None:
            entries = dates.rounds(one.restore_test, owner, one.last_test)
            yield Duty("security.backups", one.id, "restore_test", name, owner, entries, one.restore_test)


def _reviews(assessed: Assessed, dates: DutyDates) -> Iterator[Duty]:
    strategy = assessed.linked.strategy
    everybody = strategy.legal.owner if strategy.legal is not None else None
    for one in strategy.legal_reviews.values():
        owner = one.owner or everybody
        entries = dates.rounds(one.every, owner, counted_from(one, strategy.header.period))
        yield Duty("legal.reviews", one.id, "every", one.name or one.id, owner, entries, one.every, one.scope)


def _licences(assessed: Assessed, dates: DutyDates) -> Iterator[Duty]:
    strategy = assessed.linked.strategy
    everybody = strategy.legal.owner if strategy.legal is not None else None
    for one in strategy.legal_assets.values():
        owner = one.owner or everybody
        if entries := dates.before(one.expires, owner):
            yield Duty("legal.assets", one.id, "expires", one.file, owner, entries)


def _waivers(assessed: Assessed, dates: DutyDates) -> Iterator[Duty]:
    for one in assessed.linked.strategy.waivers.values():
        if entries := dates.before(one.until, one.owner):
            yield Duty(
                "waivers", one.id, "until", one.reason, one.owner, entries, items=(f"{one.at} ({one.rule})",)
            )


PROVIDERS: dict[str, Provider] = {
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
