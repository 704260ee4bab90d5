"""A scheduler written from the definitions alone: it knows minutes that are worked, and tries them one by one.

It shares no code with `ecsc.schedule` but the types of the network. A calendar is the list of its worked minutes;
a link is a question about two places, answered yes or no; the earliest place is the first with only yes, the
latest the last. No tables, positions, offsets or adjoints.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ecsc.schedule import Activity, DriverKind, Link, LinkKind, Network

MONDAY = dt.date(2026, 3, 2)
FIRST, LAST = -60, 160
"""Days around `MONDAY` that a walker sees."""

DENSE = 100
"""Calendars with more worked minutes a day are searched by halves, and the border found is looked at."""

_FROM_START = (LinkKind.START_START, LinkKind.START_FINISH)
_TO_START = (LinkKind.FINISH_START, LinkKind.START_START)


class OutOfSightError(Exception):
    """A place lies beyond the days that the walker sees."""


class Shop(NamedTuple):
    """A calendar in words: weekdays, hours, days off and on, short days and absences, by distance from `MONDAY`."""

    weekdays: frozenset[int]
    hours: tuple[tuple[int, int], ...]
    off: frozenset[int] = frozenset()
    on: frozenset[int] = frozenset()
    short: tuple[tuple[int, int], ...] = ()
    away: tuple[tuple[int, int], ...] = ()

    def minutes(self) -> list[int]:
        """Return every worked minute as an instant, from the first day seen to the last."""
        found: list[int] = []
        short = dict(self.short)
        clock = [minute for begin, end in self.hours for minute in range(begin, end)]
        for day in range(FIRST, LAST):
            away = any(begin <= day <= end for begin, end in self.away)
            usual = day % 7 in self.weekdays and day not in self.off
            if not away and (usual or day in self.on):
                midnight = (MONDAY.toordinal() + day) * 1440
                found.extend(midnight + minute for minute in clock[: short.get(day, len(clock))])
        return found


class Bar(NamedTuple):
    """A place: its instants, half-open, and the number of minutes worked before it."""

    start: int
    finish: int
    buffered: int
    before: int


class Walked(NamedTuple):
    """What the walker found for every activity, in their order. None: nothing limits it."""

    early: list[Bar]
    scheduled: list[Bar]
    late: list[Bar]
    free: list[Bar]
    deadline: list[Bar | None]
    lone: set[int]
    unlimited: set[int]
    evenings: set[int]


class Walker:
    """Schedules one network; predecessors come before their successors."""

    def __init__(self, network: Network, shops: Sequence[Shop]) -> None:
        self.network = network
        self.activities = network.activities
        self.minutes = [shop.minutes() for shop in shops]
        self.dense = [len(each) > DENSE * (LAST - FIRST) for each in self.minutes]
        self.after: list[list[tuple[int, Link]]] = [[] for _ in self.activities]
        numbers = {each.id: number for number, each in enumerate(self.activities)}
        self.before = [[(numbers[link.predecessor], link) for link in each.links] for each in self.activities]
        for head, links in enumerate(self.before):
            for tail, link in links:
                self.after[tail].append((head, link))

    def walk(self) -> Walked:
        """Return all places. Raises `OutOfSightError` where one lies beyond the days seen."""
        early = self._early()
        lone = {number for number in range(len(early)) if self._dated(number) and not self.after[number]}
        scheduled, unlimited = self._scheduled(early)
        put_off = {n for n, bar in enumerate(scheduled) if bar != early[n]}
        end = max((bar.buffered for n, bar in enumerate(early) if n not in lone), default=None)
        late, free = list(scheduled), list(scheduled)
        deadline: list[Bar | None] = [None] * len(early)
        for number in reversed(range(len(early))):
            if end is not None and number not in lone | put_off:
                late[number] = self._latest(number, late, end)
                free[number] = self._latest(number, scheduled, end)
            promised: list[Bar | None] = [
                early[n] if each.pin is not None and (bar is None or early[n].start < bar.start) else bar
                for n, (each, bar) in enumerate(zip(self.activities, deadline, strict=True))
            ]
            due = self.activities[number].due
            if due is not None or any(promised[head] is not None for head, _ in self.after[number]):
                deadline[number] = self._latest(number, promised, due)
        evenings = {number for number in range(len(early)) if self._ends_something(number, early)}
        return Walked(early, scheduled, late, free, deadline, lone, unlimited, evenings)

    def driver(self, number: int, early: Sequence[Bar]) -> tuple[DriverKind, Link | None]:
        """Return why an activity starts when it does, and the first link that does not let it start earlier."""
        activity, bar = self.activities[number], early[number]
        if activity.pin is not None:
            return DriverKind.PIN, None
        if self._dated(number):
            return DriverKind.DUE, None
        for tail, link in self.before[number]:
            if activity.minutes:
                binds = not self._allows(link, number, early[tail], self._bar(number, bar.before - 1))
            else:
                binds = self._moment_after(link, number, early[tail]) == bar.start
            if binds:
                return DriverKind.LINK, link
        by_author = activity.not_before is not None and activity.not_before >= self._floor(activity)
        return (DriverKind.NOT_BEFORE if by_author else DriverKind.PROJECT_START), None

    def contradicted(self, number: int, early: Sequence[Bar]) -> bool:
        """Return whether a link asks a pinned activity to start later."""
        bar = early[number]
        if self.activities[number].minutes:
            return not all(self._allows(link, number, early[tail], bar) for tail, link in self.before[number])
        asked = [self._moment_after(link, number, early[tail]) for tail, link in self.before[number]]
        return self._worked(number, bar.start, max(asked, default=bar.start)) > 0

    def _ends_something(self, number: int, early: Sequence[Bar]) -> bool:
        """Return whether a moment stands where it does for the sake of an end, its own due day among them."""
        activity, bar = self.activities[number], early[number]
        if activity.minutes or activity.pin is not None:
            return False
        return self._dated(number) or any(
            link.kind not in _FROM_START and self._moment_after(link, number, early[tail]) == bar.start
            for tail, link in self.before[number]
        )

    def _early(self) -> list[Bar]:
        bars: list[Bar] = []
        for number, activity in enumerate(self.activities):
            minutes = self.minutes[activity.calendar]
            bound = self._floor(activity)
            if activity.not_before is not None:
                bound = max(bound, activity.not_before)
            first = bisect_left(minutes, bound)
            if activity.pin is not None:
                bars.append(self._at(number, activity.pin))
            elif activity.minutes:
                links = self.before[number]
                index = self._first(
                    number,
                    first,
                    lambda bar, n=number, own=links: all(  # type: ignore[misc]
                        self._allows(link, n, bars[tail], bar) for tail, link in own
                    ),
                )
                bars.append(self._bar(number, index))
            elif self._dated(number):
                bars.append(self._at(number, activity.due or 0))
            else:
                moments = [self._moment_after(link, number, bars[tail]) for tail, link in self.before[number]]
                bars.append(self._at(number, max([minutes[first], *moments])))
        return bars

    def _scheduled(self, early: list[Bar]) -> tuple[list[Bar], set[int]]:
        bars, unlimited = list(early), set[int]()
        for number in reversed(range(len(bars))):
            activity = self.activities[number]
            if not activity.late or activity.pin is not None:
                continue
            if activity.due is None and not self.after[number]:
                unlimited.add(number)
                continue
            latest = self._latest(number, bars, activity.due)
            if latest.before > early[number].before:
                # A moment goes to the evening of what is worked before it.
                minutes = self.minutes[activity.calendar]
                bars[number] = (
                    latest if activity.minutes else self._at(number, minutes[latest.before - 1] + 1)
                )
        return bars, unlimited

    def _latest(self, number: int, places: Sequence[Bar | None], end: int | None) -> Bar:
        """Return the last place that ends by `end` and with which all successors may stay in their places."""
        activity = self.activities[number]

        def fits(bar: Bar) -> bool:
            if end is not None and bar.buffered > end:
                return False
            for head, link in self.after[number]:
                place = places[head]
                if place is None:
                    continue
                if self.activities[head].minutes:
                    if not self._allows(link, head, bar, place):
                        return False
                elif self._moment_after(link, head, bar) > place.start:
                    return False
            return True

        if activity.minutes:
            return self._last(number, fits)
        low, high = (MONDAY.toordinal() + FIRST + 20) * 1440, (MONDAY.toordinal() + LAST - 20) * 1440
        if not fits(self._at(number, low)) or fits(self._at(number, high)):
            raise OutOfSightError
        return self._at(number, _border(low, high, lambda instant: fits(self._at(number, instant))))

    def _first(self, number: int, first: int, fits: Callable[[Bar], bool]) -> int:
        if self.dense[self.activities[number].calendar] and not fits(self._bar(number, first)):
            far = len(self.minutes[self.activities[number].calendar]) - 20_000
            return _border(first, far, lambda index: not fits(self._bar(number, index))) + 1
        index = first
        while not fits(self._bar(number, index)):
            index += 1
        return index

    def _last(self, number: int, fits: Callable[[Bar], bool]) -> Bar:
        activity = self.activities[number]
        high = len(self.minutes[activity.calendar]) - activity.minutes - activity.buffer
        if fits(self._bar(number, high)):
            raise OutOfSightError
        if self.dense[activity.calendar]:
            return self._bar(number, _border(0, high, lambda index: fits(self._bar(number, index))))
        while not fits(self._bar(number, high)):
            high -= 1
        return self._bar(number, high)

    def _floor(self, activity: Activity) -> int:
        return self.network.start if activity.earliest is None else activity.earliest

    def _dated(self, number: int) -> bool:
        activity = self.activities[number]
        alone = activity.pin is None and not self.before[number]
        return activity.milestone and activity.due is not None and alone

    def _bar(self, number: int, index: int) -> Bar:
        """Return the place of an activity with a length that starts with worked minute number `index`."""
        activity = self.activities[number]
        minutes = self.minutes[activity.calendar]
        last = index + activity.minutes + activity.buffer
        if index < 0 or last > len(minutes):
            raise OutOfSightError
        return Bar(minutes[index], minutes[index + activity.minutes - 1] + 1, minutes[last - 1] + 1, index)

    def _at(self, number: int, instant: int) -> Bar:
        """Return the place at an instant: of work the first minute from then on, of a moment the instant."""
        activity = self.activities[number]
        minutes = self.minutes[activity.calendar]
        index = bisect_left(minutes, instant)
        if activity.minutes:
            return self._bar(number, index)
        if not 0 < index + activity.buffer <= len(minutes):
            raise OutOfSightError
        buffer = 0 if activity.milestone else activity.buffer
        return Bar(instant, instant, minutes[index + buffer - 1] + 1 if buffer else instant, index)

    def _worked(self, number: int, begin: int, end: int) -> int:
        """Return how many minutes of an activity's calendar are worked in `[begin, end)`."""
        minutes = self.minutes[self.activities[number].calendar]
        return max(bisect_left(minutes, end) - bisect_left(minutes, begin), 0)

    def _left(self, link: Link, head: int, tail: Bar) -> int:
        if link.kind in _FROM_START:
            return tail.start
        return tail.finish if self.activities[head].milestone else tail.buffered

    def _allows(self, link: Link, head: int, tail: Bar, bar: Bar) -> bool:
        """Return whether a link lets `head`, which has a length, stand at `bar`."""
        left = self._left(link, head, tail)
        right = bar.start if link.kind in _TO_START else bar.finish
        between = link.lag_calendar is not None and not link.elapsed
        if link.lag > 0 and not link.elapsed and not between:
            return self._worked(head, left, right) >= link.lag
        if link.lag < 0 and not link.elapsed and not between:
            return self._worked(head, right, left) <= -link.lag
        target = self._moment_after(link, head, tail) if between else left + link.lag
        if link.kind is LinkKind.START_FINISH:  # it has worked all its minutes before
            return self._worked(head, right, target) == 0
        return right >= target

    def _moment_after(self, link: Link, head: int, tail: Bar) -> int:
        """Return the moment at which a link lets `head`, which has no length, stand: a beginning opens a day."""
        left = self._left(link, head, tail)
        if link.elapsed or not link.lag:
            return left + link.lag
        own = self.activities[head].calendar
        minutes = self.minutes[own if link.lag_calendar is None else link.lag_calendar]
        index = bisect_left(minutes, left) + link.lag
        if not 0 < index < len(minutes):
            raise OutOfSightError
        return minutes[index] if link.kind in _FROM_START else minutes[index - 1] + 1


def _border(low: int, high: int, fits: Callable[[int], bool]) -> int:
    """Return the last number from `low` that fits, by halves: `low` fits, `high` does not."""
    if not fits(low) or fits(high):
        raise OutOfSightError
    while high - low > 1:
        middle = (low + high) // 2
        if fits(middle):
            low = middle
        else:
            high = middle
    return low
