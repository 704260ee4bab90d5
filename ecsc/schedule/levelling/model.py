"""The constraint model of a room: positions as integers, everybody's time as cumulative constraints.

Everything in it holds for every levelled schedule that ends no later than a known one, so what the solver
proves about it is true; what it leaves out is made good by the serial scheme.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor, gcd, lcm
from typing import Any

from msgspec import Struct

from ecsc.schedule.backward import lone_dates
from ecsc.schedule.calendars import Calendar
from ecsc.schedule.forward import bound_of
from ecsc.schedule.levelling.gain import Gains
from ecsc.schedule.levelling.profile import Profile
from ecsc.schedule.levelling.result import Levelled
from ecsc.schedule.levelling.room import Room, next_morning
from ecsc.schedule.network import Boundary, Link, LinkKind

_FINEST = 10**6
"""Parts into which a resource is cut at most; finer rates are rounded in the solver's favour."""

_FAR = 10**8
"""More minutes than any lag that fits a plan: how far beyond all variables a sum may lie."""

_MANY = 2000
"""Activities beyond which the model does not ask for mornings: its bound is a little weaker, and sooner there."""


class Model(Struct, frozen=True):
    """A model of CP-SAT with the start variable of every activity, in units of so many minutes."""

    model: Any
    starts: list[Any]
    unit: int


def build_model(cp: Any, room: Room, known: Levelled) -> Model:
    """Return the model of schedules that end no later than `known`, hinted at it. `cp` is CP-SAT's module."""
    builder = _Builder(cp, room, known)
    builder.links()
    builder.resources()
    builder.end()
    return Model(builder.model, builder.starts, builder.unit)


class _Builder:
    """Collects the constraints of one room, in units of the largest length that everything is a multiple of.

    Positions at which anything can begin are sums of lengths, lags and mornings: so nothing is lost.
    """

    def __init__(self, cp: Any, room: Room, known: Levelled) -> None:
        self.cp, self.room, self.known = cp, room, known
        self.model = cp.CpModel()
        place = room.place
        self.early = room.schedule.early
        self.horizon = known.end or 0
        if known.forced:
            # The known one asks too much of somebody: who keeps to everybody's time may end later.
            base = place.calendars[0]
            work = sum(ceil(demand.minutes) for demand in room.demands.of.values())
            self.horizon = base.finish_at(base.work_before(self.horizon) + work)
        self.gains = Gains(place.calendars, *self._sight())
        self.asked = [
            [(tail, self._asked(tail, link, head)) for tail, link in place.wiring.links_of(head)]
            for head in range(len(self.early))
        ]
        self.lasts = {number: self._last(number) for number in range(len(self.early))}
        for number in lone_dates(place):
            del self.lasts[number]
        self.unit = self._unit()
        self.starts: list[Any] = []
        self.latest: list[int] = []
        for number, early in enumerate(self.early):
            latest = place.calendar(number).work_before(self.horizon) - place.wiring.ends[number]
            latest = min(latest, room.bounds[number])
            self.latest.append(early if number in room.held else max(early, latest))
            self.starts.append(self._variable(early, self.latest[number], known.starts[number]))

    def _sight(self) -> tuple[int, int]:
        """Return the first and the last instant at which anything can stand or a lag can lead to."""
        place = self.room.place
        begin = [place.network.start]
        begin += [place.calendar(number).finish_at(early) for number, early in enumerate(self.early)]
        end = self.horizon
        for head, activity in enumerate(place.activities):
            for tail, link in place.wiring.links_of(head):
                if link.lag_calendar is not None:
                    begin.append(place.lagged(link, head, place.calendar(tail).finish_at(self.early[tail])))
                    # The evening that is asked for may lie in a gap of the successor's calendar.
                    calendar = place.calendars[activity.calendar]
                    end = max(end, calendar.start_at(calendar.work_before(self.horizon)))
        return min(begin), end

    def _variable(self, least: int, most: int, hint: int) -> Any:
        """Return a variable in units for a position in minutes, hinted at a known one."""
        least, most = least // self.unit, most // self.unit
        found = self.model.new_int_var(least, most, "")
        self.model.add_hint(found, min(max(hint // self.unit, least), most))
        return found

    def _unit(self) -> int:
        """Return the greatest common divisor of all positions and lengths that matter."""
        place = self.room.place
        found = gcd(*self.early, *place.wiring.ends, *(each.minutes for each in place.activities))
        found = gcd(found, *(wanted for links in self.asked for _, wanted in links), *self.lasts.values())
        for calendar in place.calendars:
            found = gcd(found, calendar.minutes_per_day, *(most for _, most in calendar.rules.short_days))
        return found or 1

    def _asked(self, tail: int, link: Link, head: int) -> int:
        """Return how much later than `tail` the link lets `head` start at the least, in positions."""
        place = self.room.place
        from_start = link.kind in (LinkKind.START_START, LinkKind.START_FINISH)
        to_finish = link.kind in (LinkKind.FINISH_FINISH, LinkKind.START_FINISH)
        reach = 0 if from_start else place.reach(tail, head)
        own = place.activities[head].minutes if to_finish else 0
        since = place.calendar(tail).finish_at(self.early[tail] + reach)
        which = place.activities[tail].calendar, place.activities[head].calendar
        if link.elapsed:
            return self.gains.least(*which, link.lag, since) + reach - own
        if link.lag and link.lag_calendar is not None:
            between = link.lag_calendar
            there = self.gains.least(which[0], between, 0, since) + link.lag
            since = place.lagged(link, head, since)
            return there + self.gains.least(between, which[1], 0, since) + reach - own
        return self.gains.least(*which, 0, since) + reach + link.lag - own

    def _last(self, number: int) -> int:
        """Return how much later than its start an activity ends at the least, in the first calendar."""
        place = self.room.place
        length = place.wiring.ends[number]
        since = place.calendar(number).finish_at(self.early[number] + length)
        return length + self.gains.least(place.activities[number].calendar, 0, 0, since)

    def links(self) -> None:
        """Let every activity wait for its predecessors, and begin when it may or in a morning."""
        place, starts, unit = self.room.place, self.starts, self.unit
        whole_days = all(not unit % calendar.minutes_per_day for calendar in place.calendars)
        mornings = not whole_days and len(starts) <= _MANY
        for head, asked in enumerate(self.asked):
            if head in self.room.held:
                # What contradicts a pin as it is, is not asked for.
                asked = [(t, wanted) for t, wanted in asked if self.early[t] + wanted <= self.early[head]]  # noqa: PLW2901
            terms = [starts[tail] + wanted // unit for tail, wanted in asked]
            if place.activities[head].boundary is Boundary.FIRST:
                self._first_edge(head, terms)
                continue
            for term in terms:
                self.model.add(starts[head] >= term)
            # Where the model does not say all that the links ask for, it cannot say when it begins.
            movable = head in self.room.demands.of and head not in self.room.held
            if mornings and movable and head not in place.wiring.crossings:
                self._morning(head, asked)

    def _first_edge(self, head: int, terms: list[Any]) -> None:
        """Let the start of a group wait for the first of what it waits for."""
        if not terms:
            return
        least = min(early // self.unit for early in self.early)
        first = self.model.new_int_var(least - _FAR, max(self.latest) // self.unit + _FAR, "")
        self.model.add_min_equality(first, terms)
        self.model.add(self.starts[head] >= first)

    def _morning(self, head: int, asked: list[tuple[int, int]]) -> None:
        """Let a delayed activity begin in a morning, and any other at once."""
        model, place, unit = self.model, self.room.place, self.unit
        calendar, start = place.calendar(head), self.starts[head]
        early, latest = self.early[head], self.latest[head]
        bound = calendar.work_before(bound_of(place.activities[head], self.room.network.start))
        known = max((self.known.starts[tail] + wanted for tail, wanted in asked), default=bound)
        first = self._variable(early, latest, max(known, bound))
        terms = [self.starts[tail] + wanted // unit for tail, wanted in asked]
        model.add_max_equality(first, [ceil(Fraction(bound, unit)), *terms])
        delayed = model.new_bool_var("")
        model.add_hint(delayed, head in self.known.delayed)
        model.add(start == first).only_enforce_if(delayed.negated())
        mornings = [position // unit for position in _mornings(calendar, early, latest)]
        domain = self.cp.Domain.from_values(mornings)
        model.add_linear_expression_in_domain(start, domain).only_enforce_if(delayed)

    def resources(self) -> None:
        """Let nobody have more to do at once than time for it."""
        room, place = self.room, self.room.place
        demands = room.demands
        tasks: dict[int, list[tuple[int, int, Fraction]]] = {}
        fixed = [Profile(one.share) for one in demands.resources]
        for number, demand in demands.of.items():
            taken = room.taken(place, number, self.early[number])
            if taken is None:
                continue
            if number in room.held:
                fixed[demand.resource].take(taken.begin, taken.end, taken.rate)
            elif place.activities[number].calendar == demands.resources[demand.resource].calendar:
                each = (number, taken.end - taken.begin, taken.rate)
                tasks.setdefault(demand.resource, []).append(each)
        for resource, movable in tasks.items():
            share = demands.resources[resource].share
            steps = [(begin, end, min(level, share)) for begin, end, level in fixed[resource].steps()]
            self._resource(share, movable, steps)

    def _resource(
        self,
        share: Fraction,
        movable: list[tuple[int, int, Fraction]],
        steps: list[tuple[int, int, Fraction]],
    ) -> None:
        model, unit = self.model, self.unit
        rates = [rate for _, _, rate in (*movable, *steps)]
        parts = min(lcm(share.denominator, *(rate.denominator for rate in rates)), _FINEST)
        intervals = [
            model.new_fixed_size_interval_var(self.starts[number], size // unit, "")
            for number, size, _ in movable
        ]
        intervals += [
            model.new_fixed_size_interval_var(-(-begin // unit), max(end // unit + -begin // unit, 0), "")
            for begin, end, _ in steps
        ]
        sizes = [floor(rate * parts) for rate in rates]
        capacity = ceil(share * parts)
        if 2 * min(sizes) > capacity:
            model.add_no_overlap(intervals)
        else:
            model.add_cumulative(intervals, sizes, capacity)

    def end(self) -> None:
        """Look for the earliest end of the last buffer, in working minutes of the first calendar."""
        base = self.room.place.calendars[0]
        bounds = (self.room.schedule.end, self.known.bound, self.room.network.start)
        least = base.work_before(max(one for one in bounds if one is not None))
        least = -(-least // self.unit) * self.unit
        most = max(least, base.work_before(self.horizon))
        end = self._variable(least, most, base.work_before(self.known.end or 0))
        for number, length in self.lasts.items():
            self.model.add(end >= self.starts[number] + length // self.unit)
        self.model.minimize(end)


def _mornings(calendar: Calendar, early: int, latest: int) -> list[int]:
    found = []
    position = next_morning(calendar, early)
    while position <= latest:
        found.append(position)
        position = next_morning(calendar, position + 1)
    return found or [early]
