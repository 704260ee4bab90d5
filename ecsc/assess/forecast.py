"""The forecast: the network once more, with what has really happened in place of the plan.

Done work lies where it was done, work under way ends when what is left of it is done, and work that has not
begun does so today at the earliest; everything else follows by the links. Work under way whose predecessor
is not done waits with its rest (retained logic). The plan itself is not touched.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

import msgspec
from msgspec import Struct

from ecsc.assess.actuals import Actual, actual
from ecsc.assess.timetable import Timetable
from ecsc.model import Strategy
from ecsc.schedule import (
    Activity,
    Calendar,
    Link,
    LinkKind,
    Network,
    ProblemKind,
    Schedule,
    Step,
    compute,
    day_of,
    instant_of,
)

_BEGUN = "\x00begun"
"""Ends the id of the moment at which work began; no author can write such an id."""
_ON_START = frozenset({LinkKind.START_START, LinkKind.START_FINISH})
_ON_FINISH = frozenset({LinkKind.FINISH_FINISH, LinkKind.START_FINISH})


class Forecast(Struct, frozen=True):
    """Where the work will lie as it really stands on the day `today`.

    `actuals` are by task id; `schedule` is the network that was computed, in which work that has begun is
    only its rest: ask `days_of` for dates.
    """

    today: dt.date
    schedule: Schedule
    actuals: Mapping[str, Actual]

    def days_of(self, identifier: str) -> tuple[dt.date, dt.date] | None:
        """Return the first and last day of a task or milestone as forecast, None when it has no dates."""
        if identifier not in self.schedule.numbers:
            return None
        known = self.actuals.get(identifier)
        if known is not None and known.finished is not None:
            return known.started, known.finished
        placed = self.schedule.placed(identifier)
        if known is None:
            return placed.first_day, placed.last_day
        return known.started, max(placed.last_day, known.started)

    @property
    def finish(self) -> dt.date | None:
        """Return the day on which the last work ends, without buffers."""
        return None if self.schedule.finish is None else day_of(self.schedule.finish - 1)

    def chain(self, identifier: str) -> tuple[Step, ...]:
        """Return what drives the forecast of an item, the first of it first."""
        steps = self.schedule.driving_chain(identifier)
        return tuple(Step(step.activity.removesuffix(_BEGUN), step.driver) for step in steps)


def forecast(strategy: Strategy, table: Timetable) -> Forecast | None:
    """Return the forecast on the strategy's day of assessment, None where it names none."""
    today = strategy.header.as_of
    if today is None:
        return None
    network = table.schedule.placement.network
    actuals = {
        one.id: known
        for one in network.activities
        if (task := strategy.tasks.get(one.id)) is not None
        and (known := actual(task, table, today)) is not None
    }
    activities = _activities(network, table, actuals, instant_of(today))
    adjusted = msgspec.structs.replace(network, activities=tuple(activities))
    return Forecast(today, compute(adjusted), actuals)


def _activities(
    network: Network, table: Timetable, actuals: Mapping[str, Actual], now: int
) -> Iterator[Activity]:
    held = {
        problem.activity
        for problem in table.schedule.problems
        if problem.kind in (ProblemKind.PIN_CONFLICT, ProblemKind.PIN_BEFORE_BOUND)
    }
    for one in network.activities:
        known = actuals.get(one.id)
        links = tuple(_redirected(link, actuals) for link in one.links)
        if known is None:
            planned = msgspec.structs.replace(one, links=links)
            calendar = network.calendars[one.calendar]
            yield (
                planned
                if one.milestone
                else _not_begun(planned, calendar, network.start, now, held=one.id in held)
            )
            continue
        yield Activity(one.id + _BEGUN, 0, one.calendar, pin=known.began)
        kept = _kept_buffer(one, known, table, network.calendars[one.calendar], now)
        if known.ended is not None:
            yield Activity(one.id, 0, one.calendar, pin=known.ended, buffer=kept)
        else:
            waits = tuple(link for link in links if _still_binds(link, actuals))
            yield Activity(
                one.id, known.left or 0, one.calendar, waits, earliest=now, due=one.due, buffer=kept
            )


def _redirected(link: Link, actuals: Mapping[str, Actual]) -> Link:
    """Return a link to the start of work that has begun as one to the moment at which it did."""
    if link.predecessor not in actuals or link.kind not in _ON_START:
        return link
    return msgspec.structs.replace(link, predecessor=link.predecessor + _BEGUN)


def _still_binds(link: Link, actuals: Mapping[str, Actual]) -> bool:
    """Return whether work under way still waits: for a finish to come, not for what its start waited for."""
    if link.kind in _ON_FINISH:
        return True
    name = link.predecessor
    known = actuals.get(name)
    return not name.endswith(_BEGUN) and (known is None or known.finished is None)


def _not_begun(planned: Activity, calendar: Calendar, start: int, now: int, *, held: bool) -> Activity:
    """Return work that has not begun: not before today, and a pin holds it back but does not hold it fast.

    A pin that the plan itself contradicts is another finding and stays where it is while it can.
    """
    pin = planned.pin
    if pin is None:
        earliest = start if planned.earliest is None else planned.earliest
        return msgspec.structs.replace(planned, earliest=max(earliest, now))
    ahead = calendar.work_before(pin) >= calendar.work_before(now)
    # A moment may stand on a day off, where no work could begin.
    if (held and ahead) if planned.minutes else pin >= now:
        return planned
    return msgspec.structs.replace(planned, pin=None, earliest=max(pin, now), late=False)


def _kept_buffer(one: Activity, known: Actual, table: Timetable, calendar: Calendar, now: int) -> int:
    """Return what is left of a buffer: work that ends later than planned has used it up by as much."""
    if not one.buffer:
        return 0
    number = table.schedule.numbers[one.id]
    planned_end = table.schedule.scheduled[number] + one.minutes + one.buffer
    if known.ended is not None:
        finish = calendar.work_before(known.ended)
    else:
        finish = calendar.work_before(now) + (known.left or 0)
    return min(max(planned_end - finish, 0), one.buffer)


__all__ = ["Forecast", "forecast"]
