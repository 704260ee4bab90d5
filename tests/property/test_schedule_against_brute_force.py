"""Random networks against a scheduler that knows no positions, tables or adjoints: it walks minutes.

Its calendars are a list of yes and no, one for each minute; its links are predicates on instants; its floats
are found by delaying one activity minute by minute and scheduling everything again.
"""

from __future__ import annotations

import datetime as dt
from itertools import accumulate
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from ecsc.schedule import (
    Activity,
    Calendar,
    Link,
    LinkKind,
    Network,
    ProblemKind,
    build_calendar,
    compute,
    instant_of,
)

MONDAY = dt.date(2026, 3, 2)
DAYS = 150
ORIGIN = instant_of(MONDAY)
START = ORIGIN + 7 * 1440


class Shop(NamedTuple):
    """A small calendar: ten working minutes a day at most, so that gaps dominate."""

    weekdays: tuple[int, ...]
    hours: tuple[tuple[int, int], ...]
    off: tuple[int, ...]

    def open(self, minute: int) -> bool:
        day, clock = divmod(minute, 1440)
        if day % 7 not in self.weekdays or day in self.off:
            return False
        return any(begin <= clock < end for begin, end in self.hours)


SHOPS = (
    Shop((0, 1, 2, 3, 4), ((540, 550),), (8, 9, 17)),
    Shop((0, 1, 2, 3, 4, 5), ((600, 604), (700, 706)), ()),
    Shop((0, 2, 4, 6), ((0, 3), (1437, 1440)), (14,)),
)
OPEN = [[shop.open(minute) for minute in range(DAYS * 1440)] for shop in SHOPS]
WORKED = [list(accumulate(each, initial=0)) for each in OPEN]
MINUTES = [[minute for minute, is_open in enumerate(each) if is_open] for each in OPEN]


def calendar_of(shop: Shop) -> Calendar:
    off = [MONDAY + dt.timedelta(days=day) for day in shop.off]
    return build_calendar(MONDAY, MONDAY + dt.timedelta(days=20), shop.weekdays, off, hours=shop.hours)


def worked(shop: int, begin: int, end: int) -> int:
    """Count the working minutes in `[begin, end)`."""
    table = WORKED[shop]
    return table[min(max(end, 0), DAYS * 1440)] - table[min(max(begin, 0), DAYS * 1440)] if end > begin else 0


class Bar(NamedTuple):
    start: int
    finish: int
    buffered: int


def holds(link: Link, before: Bar, start: int, finish: int, shop: int, to_milestone: bool) -> bool:
    """Return whether an activity with a length may run from `start` to `finish`."""
    end = before.finish if to_milestone else before.buffered
    kind = link.kind
    left = before.start if kind in {LinkKind.START_START, LinkKind.START_FINISH} else end
    right = start if kind in {LinkKind.FINISH_START, LinkKind.START_START} else finish
    if link.elapsed:
        target = left + link.lag
        return worked(shop, right, target) == 0 if kind is LinkKind.START_FINISH else right >= target
    if link.lag > 0:
        return worked(shop, left, right) >= link.lag
    if link.lag < 0:
        return worked(shop, right, left) <= -link.lag
    return worked(shop, right, left) == 0 if kind is LinkKind.START_FINISH else right >= left


def moment_after(link: Link, before: Bar, shop: int, to_milestone: bool) -> int:
    """Return the moment at which an activity without length may stand."""
    end = before.finish if to_milestone else before.buffered
    starting = link.kind in {LinkKind.START_START, LinkKind.START_FINISH}
    left = before.start if starting else end
    if link.elapsed or not link.lag:
        return left + (link.lag if link.elapsed else 0)
    if link.lag > 0:
        moment = left
        while worked(shop, left, moment) < link.lag:
            moment += 1
    else:
        moment = left
        while moment > 0 and worked(shop, moment - 1, left) <= -link.lag:
            moment -= 1
        # `moment` is now the early end of the gap that lies so much work before.
    if starting:
        while not OPEN[shop][moment]:
            moment += 1
    return moment


def run(network: Network, delayed: int = -1, by: int = 0) -> list[Bar]:
    """Schedule as early as possible by trying one working minute after the other."""
    bars: dict[str, Bar] = {}
    for number, each in enumerate(network.activities):
        shop = each.calendar
        bound = START - ORIGIN
        if each.not_before is not None:
            bound = max(bound, each.not_before - ORIGIN)
        befores = [(link, bars[link.predecessor]) for link in each.links]
        if each.minutes:
            tries = [index for index, minute in enumerate(MINUTES[shop]) if minute >= bound]
            for index in tries:
                start = MINUTES[shop][index]
                finish = MINUTES[shop][index + each.minutes - 1] + 1
                if all(holds(link, before, start, finish, shop, False) for link, before in befores):
                    break
            if number == delayed:
                index += by
            start, finish = MINUTES[shop][index], MINUTES[shop][index + each.minutes - 1] + 1
            buffered = MINUTES[shop][index + each.minutes + each.buffer - 1] + 1
            bars[each.id] = Bar(start, finish, buffered)
        else:
            opening = next(minute for minute in MINUTES[shop] if minute >= bound)
            moments = [moment_after(link, before, shop, each.milestone) for link, before in befores]
            moment = max([opening, *moments])
            if number == delayed and by:
                left = moment
                while worked(shop, left, moment) < by:
                    moment += 1
            bars[each.id] = Bar(moment, moment, moment)
    return [bars[each.id] for each in network.activities]


@st.composite
def networks(draw: st.DrawFn, most: int = 6) -> Network:
    count = draw(st.integers(1, most))
    one_calendar = draw(st.booleans())
    activities = []
    for number in range(count):
        links = draw(
            st.lists(
                st.builds(
                    Link,
                    predecessor=st.integers(0, number - 1).map(str),
                    kind=st.sampled_from(LinkKind),
                    lag=st.sampled_from((0, 0, 0, 1, 5, 10, 23, -1, -4, -10, -15)),
                    elapsed=st.booleans(),
                ).map(stretched),
                max_size=3,
            )
            if number
            else st.just([])
        )
        minutes = draw(st.sampled_from((0, 1, 3, 10, 14, 30)))
        activities.append(
            Activity(
                id=str(number),
                minutes=minutes,
                calendar=0 if one_calendar else draw(st.integers(0, 2)),
                links=tuple(links),
                not_before=draw(st.none() | st.integers(0, 20 * 1440).map(lambda gap: ORIGIN + gap)),
                buffer=draw(st.sampled_from((0, 1, 5, 10))) if minutes else 0,
                milestone=not minutes and draw(st.booleans()),
            )
        )
    return Network(tuple(activities), tuple(map(calendar_of, SHOPS)), START)


def stretched(link: Link) -> Link:
    return Link(link.predecessor, link.kind, link.lag * 311, True) if link.elapsed else link


@settings(max_examples=400, deadline=None, derandomize=True)
@given(networks())
def test_early_dates_are_those_of_the_walker(network: Network) -> None:
    schedule = compute(network)
    for each, bar in zip(network.activities, run(network), strict=True):
        placed = schedule.placed(each.id)
        found = (placed.early_start - ORIGIN, placed.early_finish - ORIGIN, placed.buffer_finish - ORIGIN)
        if not each.minutes and bar.start % 1440 == 0 and found[0] == bar.start - 1:
            continue  # a moment at 24:00 is shown as 23:59 of its day
        assert found == tuple(bar), each.id


@settings(max_examples=150, deadline=None, derandomize=True)
@given(networks(most=5))
def test_floats_are_the_delays_nobody_notices(network: Network) -> None:
    schedule = compute(network)
    bars = run(network)
    horizon = max(bar.buffered for bar in bars)
    for number in range(len(network.activities)):
        total = schedule.total_float[number]
        free = schedule.free_float[number]
        assert total is not None
        assert free is not None
        assert 0 <= free <= total
        assert max(bar.buffered for bar in run(network, number, total)) <= horizon
        assert max(bar.buffered for bar in run(network, number, total + 1)) > horizon
        after = run(network, number, free)
        assert [bar for n, bar in enumerate(after) if n != number] == [
            bar for n, bar in enumerate(bars) if n != number
        ]
        if free < total:
            after = run(network, number, free + 1)
            assert [bar for n, bar in enumerate(after) if n != number] != [
                bar for n, bar in enumerate(bars) if n != number
            ]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(networks(), st.data())
def test_invariants_with_pins_deadlines_and_late_tasks(network: Network, data: st.DataObject) -> None:
    instants = st.none() | st.integers(7 * 1440, 40 * 1440).map(lambda gap: ORIGIN + gap)
    activities = tuple(
        Activity(
            each.id,
            each.minutes,
            each.calendar,
            each.links,
            pin=data.draw(instants) if data.draw(st.booleans()) else None,
            not_before=each.not_before,
            due=data.draw(instants),
            late=data.draw(st.booleans()),
            buffer=each.buffer,
            milestone=each.milestone,
        )
        for each in network.activities
    )
    network = Network(activities, network.calendars, network.start)
    schedule = compute(network)
    conflicts = {each.activity for each in schedule.problems if each.kind is ProblemKind.PIN_CONFLICT}
    for number, each in enumerate(activities):
        placed = schedule.placed(each.id)
        total = placed.total_float
        put_off = placed.start > placed.early_start
        assert placed.critical == (total is not None and total <= 0 and not put_off)
        assert not put_off or (total, placed.free_float) == (0, 0)
        if total is not None and placed.free_float is not None:
            assert placed.free_float <= total
            assert total >= 0 or conflicts
        assert placed.start <= placed.finish <= placed.buffer_finish
        assert schedule.scheduled[number] >= schedule.early[number]
        if each.pin is not None and each.minutes:
            assert placed.start == network.calendars[each.calendar].start_at(
                network.calendars[each.calendar].work_before(each.pin)
            )
        assert schedule.driving_chain(each.id)[-1].activity == each.id
        if each.id in conflicts:
            continue
        for link in each.links:
            before = schedule.placed(link.predecessor)
            if each.minutes and activities[int(link.predecessor)].minutes:
                bar = Bar(before.start - ORIGIN, before.finish - ORIGIN, before.buffer_finish - ORIGIN)
                start, finish = placed.start - ORIGIN, placed.finish - ORIGIN
                assert holds(link, bar, start, finish, each.calendar, False), (link, each)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.integers(0, 2), st.lists(st.integers(0, 60 * 1440), max_size=30), st.integers(-200, 900))
def test_a_position_is_a_gap(which: int, instants: list[int], position: int) -> None:
    calendar = calendar_of(SHOPS[which])
    early, late = calendar.finish_at(position), calendar.start_at(position)
    assert early <= late
    assert calendar.work_before(early) == calendar.work_before(late) == position
    assert calendar.work_before(early - 1) == position - 1
    assert calendar.work_before(late + 1) == position + 1
    for minute in instants:
        assert calendar.work_before(ORIGIN + minute) == worked(which, 0, minute)
