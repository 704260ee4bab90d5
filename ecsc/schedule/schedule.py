"""The computed schedule: positions of every activity, dates on demand."""

from __future__ import annotations

import datetime as dt
from enum import Enum

from msgspec import Struct

from ecsc.schedule import axis
from ecsc.schedule.boundaries import source_of
from ecsc.schedule.forward import bound_of, is_dated, required_start
from ecsc.schedule.network import Activity, Link
from ecsc.schedule.placement import Placement
from ecsc.schedule.problems import Cycle, Problem
from ecsc.schedule.wiring import NEVER


class DriverKind(Enum):
    """What determines an early start."""

    LINK = "link"
    PROJECT_START = "project_start"
    NOT_BEFORE = "not_before"
    PIN = "pin"
    DUE = "due"
    """A milestone that stands alone on its due day."""


class Driver(Struct, frozen=True):
    """What determines an early start: a bound, or the binding `link`. Of several links the first counts.

    `source` is the work that the link waits for: its predecessor, or what stands at that boundary.
    """

    kind: DriverKind
    link: Link | None = None
    source: str | None = None


class Step(Struct, frozen=True):
    """One activity of a driving chain and what determines its early start."""

    activity: str
    driver: Driver


class Placed(Struct, frozen=True, gc=False):
    """Where one activity stands. Instants are half-open: `[start, finish)`; days are both in.

    - `start`, `finish`, `buffer_finish`: as scheduled, which differs from early only for `late` activities;
    - `early_*` by the forward pass (pins and bounds included), `late_*` against the latest `buffer_finish`;
      `finish` and `late_finish` are without the buffer;
    - `total_float`, `free_float`, `deadline_float`: working minutes of the activity's calendar.
      `total_float` is late less early start: how far it may slip by itself without moving the end (where
      groups of work are waited for by their start, never more than that); `free_float` the part that delays
      no successor's early start; `deadline_float` what is left before a `due` is missed or a pinned successor
      contradicted, none where neither hangs on it.
      A dated milestone without any link has no total and free float (none) and is not critical;
    - `critical`: total float is zero, or negative where a pin contradicts the network. Late work that was put
      off has its floats counted from where it stands and is not critical.
    """

    id: str
    start: int
    finish: int
    buffer_finish: int
    early_start: int
    early_finish: int
    late_start: int
    late_finish: int
    total_float: int | None
    free_float: int | None
    deadline_float: int | None
    critical: bool

    @property
    def first_day(self) -> dt.date:
        """Return the day of the first working minute as scheduled."""
        return axis.first_day(self.start)

    @property
    def last_day(self) -> dt.date:
        """Return the day of the last working minute as scheduled, without the buffer."""
        return axis.last_day(self.start, self.finish)

    @property
    def buffer_day(self) -> dt.date:
        """Return the day of the last minute of the buffer; the last day where there is none."""
        return axis.last_day(self.start, self.buffer_finish)

    @property
    def late_days(self) -> tuple[dt.date, dt.date]:
        """Return the first and the last day of the late dates."""
        return axis.first_day(self.late_start), axis.last_day(self.late_start, self.late_finish)


class Schedule(Struct, frozen=True):
    """The schedule of a network in positions of its calendars; `placed` turns them into instants.

    `numbers` maps ids to places in the tuples; boundaries, which are nobody's work, have a place and no id here.
    `put_off` are the numbers of late activities that stand later than they could: they are at their latest, and
    critical for nobody's sake. `horizon` is the latest early `buffer_finish`, against which floats are measured,
    `end` the latest as scheduled and `finish` that without buffers; all none without work.
    """

    placement: Placement
    numbers: dict[str, int]
    backwards: tuple[int, ...]
    early: tuple[int, ...]
    scheduled: tuple[int, ...]
    late: tuple[int, ...]
    total_float: tuple[int | None, ...]
    free_float: tuple[int | None, ...]
    deadline_float: tuple[int | None, ...]
    put_off: frozenset[int]
    horizon: int | None
    end: int | None
    finish: int | None
    problems: tuple[Problem, ...]
    cycles: tuple[Cycle, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids in topological order: each after all it waits for."""
        found = (self.placement.activities[number] for number in reversed(self.backwards))
        return tuple(each.id for each in found if each.boundary is None)

    def is_critical(self, activity: str) -> bool:
        """Return whether the activity's total float is zero (or negative) though nobody put it off."""
        number = self.numbers[activity]
        total = self.total_float[number]
        return total is not None and total <= 0 and number not in self.put_off

    def placed(self, activity: str) -> Placed:
        """Return where an activity stands. Raises `KeyError` for an id the network does not have."""
        number = self.numbers[activity]
        each = self.placement.activities[number]
        early, chosen, late = self.early[number], self.scheduled[number], self.late[number]
        start, finish = self._ends(number, each, early, early)
        first, last = (start, finish) if chosen == early else self._ends(number, each, chosen, early)
        late_start, late_finish = (start, finish) if late == early else self._ends(number, each, late, early)
        buffer = 0 if each.milestone else each.buffer
        reserve = (
            self.placement.calendar(number).finish_at(chosen + each.minutes + buffer) if buffer else last
        )
        total = self.total_float[number]
        return Placed(
            each.id,
            first,
            last,
            reserve,
            start,
            finish,
            late_start,
            late_finish,
            total,
            self.free_float[number],
            self.deadline_float[number],
            total is not None and total <= 0 and number not in self.put_off,
        )

    def driver(self, activity: str) -> Driver:
        """Return what determines the early start of an activity; a link where a bound asks for no more."""
        return _driver(self.placement, self.numbers[activity])

    def driving_chain(self, activity: str) -> tuple[Step, ...]:
        """Return the activities whose links lead to this one's early start, the first of them first."""
        steps = []
        here: str | None = activity
        while here is not None:
            driver = self.driver(here)
            steps.append(Step(here, driver))
            here = driver.source
        return tuple(reversed(steps))

    def _ends(self, number: int, each: Activity, position: int, early: int) -> tuple[int, int]:
        calendar = self.placement.calendar(number)
        if each.minutes:
            return calendar.start_at(position), calendar.finish_at(position + each.minutes)
        if position != early:
            instant, evening = calendar.finish_at(position), True
        else:
            instant, evening = self.placement.moments[number], number in self.placement.evenings
        # A moment that ends a day at 24:00 is of that day, not of the next.
        shown = instant - 1 if evening and not instant % axis.MINUTES_PER_DAY else instant
        return shown, shown


def _driver(place: Placement, number: int) -> Driver:
    activity = place.activities[number]
    if activity.pin is not None:
        return Driver(DriverKind.PIN)
    if is_dated(activity, place.wiring, number):
        return Driver(DriverKind.DUE)
    link = binding_link(place, number)
    source = None if link is None else source_of(place, place.wiring.numbers[link.predecessor])
    if source is not None:
        return Driver(DriverKind.LINK, link, place.activities[source].id)
    bound = bound_of(activity, place.network.start)
    by_author = activity.not_before is not None and activity.not_before == bound
    return Driver(DriverKind.NOT_BEFORE if by_author else DriverKind.PROJECT_START)


def binding_link(place: Placement, number: int) -> Link | None:
    """Return the first link that asks for the latest start, none where the activity starts later than that.

    For a pinned activity the link that asks for the most, whether the pin keeps it or not.
    """
    wiring, activity = place.wiring, place.activities[number]
    pinned = activity.pin is not None
    if not activity.minutes:
        asks = [(place.required_moment(tail, link, number), link) for tail, link in wiring.links_of(number)]
        wanted = max((asked for asked, _ in asks), default=0) if pinned else place.moments[number]
        return next((link for asked, link in asks if asked == wanted), None)
    wanted = required_start(place, number) if pinned else place.starts[number]
    first = wiring.begin[number]
    nobody = len(place.activities)
    for place_of, link in enumerate(activity.links, start=first):
        tail, offset = wiring.tails[place_of], wiring.offsets[place_of]
        if tail == nobody:
            continue
        plain = offset != NEVER
        asked = place.starts[tail] + offset if plain else place.required_position(tail, link, number)
        if asked == wanted:
            return link
    return None
