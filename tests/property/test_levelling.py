"""Levelling on random networks: nothing that must hold is broken, and no bound promises too little or too much."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecsc.schedule import (
    Activity,
    Boundary,
    Calendar,
    Link,
    LinkKind,
    Network,
    Schedule,
    build_calendar,
    compute,
    instant_of,
)
from ecsc.schedule.demand import Demand, Demands, Resource
from ecsc.schedule.levelling import (
    Levelled,
    Room,
    level_by_cp_sat,
    level_serially,
    overloads,
    room_of,
    schedule_of,
    verify,
)
from ecsc.schedule.levelling.model import build_model
from ecsc.schedule.levelling.serial import Generation

MONDAY = dt.date(2026, 3, 2)
DAY = 480
SHARES = (Fraction(1), Fraction(4, 5), Fraction(1, 2))


LUNCH = ((540, 720), (780, 1080))


def calendar_off(
    *days: int, hours: tuple[tuple[int, int], ...] = ((540, 1020),), half: tuple[int, ...] = ()
) -> Calendar:
    off = [MONDAY + dt.timedelta(days=day) for day in days]
    short = {MONDAY + dt.timedelta(days=day): 240 for day in half}
    last = MONDAY + dt.timedelta(days=60)
    return build_calendar(MONDAY, last, range(5), off, hours=hours, short_days=short)


KINDS_FROM_START = (LinkKind.START_START, LinkKind.START_FINISH)
KINDS_FROM_FINISH = (LinkKind.FINISH_START, LinkKind.FINISH_FINISH)


@st.composite
def groups(draw: st.DrawFn, size: int) -> dict[str, list[int]]:
    """Draw edges of groups of work, by name."""
    names = draw(
        st.lists(st.sampled_from(("start", "start 2", "finish", "buffered")), unique=True, max_size=3)
    )
    some = st.lists(st.integers(0, max(size - 2, 0)), min_size=1, max_size=4, unique=True)
    return {name: draw(some) for name in names}


def edge(name: str, members: list[int]) -> Activity:
    first = name.startswith("start")
    kind = LinkKind.START_START if first else LinkKind.FINISH_START
    links = tuple(Link(f"t{member}", kind) for member in members)
    boundary = Boundary.FIRST if first else Boundary.LAST
    return Activity(name, 0, links=links, milestone=name != "buffered", boundary=boundary)


@st.composite
def rooms(draw: st.DrawFn, *, plain: bool = False) -> Room:
    """Draw a room: `plain` has one calendar, working lags and nothing held."""
    size = draw(st.integers(2, 4 if plain else 9))
    calendars = [calendar_off(3)]
    if not plain:
        calendars += [calendar_off(1, 2, hours=LUNCH, half=(4, 9)), calendar_off(hours=((0, 1440),))]
    lengths = st.sampled_from((480, 960, 240, 720, 100))
    lags = st.sampled_from((0, 0, 480, -240, 200))
    activities: list[Activity] = []
    demands: dict[int, Demand] = {}
    resources = draw(st.lists(st.sampled_from(SHARES), min_size=1, max_size=2))
    owner_calendar = [0, 0 if plain else draw(st.integers(0, 1))][: len(resources)]
    edges = {} if plain else draw(groups(size))
    for number in range(size):
        tails = draw(st.lists(st.integers(0, number - 1), max_size=2, unique=True)) if number else []
        links = tuple(
            Link(
                f"t{tail}",
                draw(st.sampled_from(tuple(LinkKind))),
                draw(lags),
                elapsed=not plain and draw(st.booleans()),
                lag_calendar=None if plain else draw(st.sampled_from((None, None, 0, 1, 2))),
            )
            for tail in tails
        )
        for name, members in edges.items():
            if number > max(members) and draw(st.booleans()):
                kinds = KINDS_FROM_START if name.startswith("start") else KINDS_FROM_FINISH
                between = draw(st.sampled_from((None, None, 0, 1)))
                link = Link(name, draw(st.sampled_from(kinds)), draw(lags), lag_calendar=between)
                links = (*links, link)
        resource = draw(st.integers(0, len(resources) - 1))
        if draw(st.integers(0, 7)) == 0:
            activities.append(Activity(f"t{number}", 0, 0, links, milestone=True))
            continue
        minutes = draw(lengths)
        on_clock = not plain and draw(st.integers(0, 5)) == 0
        pinned = not plain and draw(st.integers(0, 5)) == 0
        day = MONDAY + dt.timedelta(days=draw(st.integers(0 if plain else -4, 11)))
        activities.append(
            Activity(
                f"t{number}",
                minutes,
                2 if on_clock else owner_calendar[resource],
                links,
                pin=instant_of(day) if pinned else None,
                due=instant_of(day) if draw(st.integers(0, 3)) == 0 else None,
                buffer=0 if plain else draw(st.sampled_from((0, 0, 48, 480))),
            )
        )
        if draw(st.integers(0, 4)):
            rate = draw(st.sampled_from((Fraction(1), Fraction(1, 2), resources[resource])))
            demands[number] = Demand(resource, rate * minutes)
    activities.extend(edge(name, members) for name, members in edges.items())
    people = tuple(Resource(which, share) for which, share in zip(owner_calendar, resources, strict=True))
    network = Network(tuple(activities), tuple(calendars), instant_of(MONDAY))
    fixed = [] if plain or draw(st.booleans()) else [draw(st.integers(0, size - 1))]
    return room_of(compute(network), Demands(people, demands), fixed)


def held_to(room: Room, levelled: Levelled) -> Schedule:
    """Return the schedule that the author gets, after everything that has to hold was looked at."""
    after = schedule_of(room, levelled.starts, levelled.delayed)
    assert after.early == levelled.starts, "what was written down does not give what was proposed"
    assert verify(room, after, levelled.forced) == ()
    assert after.end == levelled.end
    assert (levelled.bound or 0) >= (room.schedule.horizon or 0)
    if after.end is not None and not levelled.forced:
        assert after.end >= (levelled.bound or 0)
    return after


@given(rooms())
@settings(max_examples=300, deadline=None)
def test_the_serial_scheme_keeps_links_pins_and_capacities(room: Room) -> None:
    levelled = level_serially(room)
    after = held_to(room, levelled)
    assert levelled == level_serially(room)
    for one in overloads(after.placement, room.demands, after.early):
        share = room.demands.resources[one.resource].share
        alone = {
            number
            for number in one.activities
            if room.demands.of[number].minutes / room.place.activities[number].minutes > share
        }
        excused = room.held | set(levelled.forced) | alone
        on_clock = {number for number in one.activities if room.place.activities[number].calendar == 2}
        assert excused.intersection(one.activities) or on_clock


@given(rooms())
@settings(max_examples=60, deadline=None)
def test_the_solver_keeps_them_too_and_is_never_worse(room: Room) -> None:
    pytest.importorskip("ortools")
    serial, solved = level_serially(room), level_by_cp_sat(room, 0.2)
    held_to(room, solved)
    assert (len(solved.forced), solved.end or 0) <= (len(serial.forced), serial.end or 0)
    if not solved.forced:
        assert (solved.bound or 0) >= (serial.bound or 0) or serial.forced


def choices(room: Room, number: int, early: int, last: int) -> Iterator[int]:
    """Yield the starts an activity may have: at once, or in a morning."""
    yield early
    if number in room.demands.of:
        yield from range(-(-(early + 1) // DAY) * DAY, last + 1, DAY)


def best_end(room: Room, last: int) -> int:
    """Return the earliest end of all schedules there are, in positions of the one calendar."""
    activities = room.place.activities
    size = len(activities)
    best = last

    def room_for(starts: list[int], number: int, start: int) -> bool:
        demand = room.demands.of.get(number)
        if demand is None:
            return True
        minutes = activities[number].minutes
        share = room.demands.resources[demand.resource].share
        taken = [
            (starts[one], starts[one] + activities[one].minutes, other.minutes / activities[one].minutes)
            for one, other in room.demands.of.items()
            if one < number and other.resource == demand.resource
        ]
        rate = min(demand.minutes / minutes, share)
        edges = {start, *(begin for begin, _, _ in taken if start < begin < start + minutes)}
        return all(
            rate + sum(min(each, share) for begin, end, each in taken if begin <= edge < end) <= share
            for edge in edges
        )

    def extend(starts: list[int], end: int) -> None:
        nonlocal best
        number = len(starts)
        if end >= best:
            return
        if number == size:
            best = end
            return
        early = room.place.calendars[0].work_before(room.network.start)
        for link in activities[number].links:
            tail = int(link.predecessor[1:])
            reach = 0 if link.kind.value[0] == "S" else activities[tail].minutes
            own = activities[number].minutes if link.kind.value[1] == "F" else 0
            early = max(early, starts[tail] + reach + link.lag - own)
        for start in choices(room, number, early, last):
            if room_for(starts, number, start):
                extend([*starts, start], max(end, start + activities[number].minutes))

    extend([], 0)
    return best


@given(rooms(plain=True))
@settings(max_examples=60, deadline=None)
def test_a_proved_end_is_that_of_brute_force(room: Room) -> None:
    """No schedule of four activities ends before the bound; where the model says all there is to say, its
    optimum is the best of them."""
    pytest.importorskip("ortools")
    solved = level_by_cp_sat(room, 2.0)
    base = room.place.calendars[0]
    end = base.work_before(solved.end or 0)
    best = best_end(room, end)
    assert base.work_before(solved.bound or 0) <= best <= end
    if solved.solver is not None and solved.solver.status == "optimal" and not room.place.wiring.crossings:
        assert best == end


@given(rooms(), st.data())
@settings(max_examples=150, deadline=None)
def test_the_model_allows_every_levelled_schedule(room: Room, data: st.DataObject) -> None:
    """Whatever the order in which a schedule was made: so what the model proves holds for all of them."""
    cp = pytest.importorskip("ortools.sat.python.cp_model")
    ranks = data.draw(st.permutations(range(len(room.network.activities))))
    generation = Generation(room, [(rank,) for rank in ranks])
    levelled = generation.levelled("serial", room.schedule.horizon)
    if levelled.forced or levelled.end is None:
        return
    held_to(room, levelled)
    made = build_model(cp, room, levelled)
    for start, position in zip(made.starts, levelled.starts, strict=True):
        made.model.add(start == position // made.unit)
    solver = cp.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(made.model) in (cp.OPTIMAL, cp.FEASIBLE)
