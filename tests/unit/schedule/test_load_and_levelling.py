"""Load by week and levelling on cases worked out by hand."""

from __future__ import annotations

import datetime as dt
import sys
import time
from fractions import Fraction

import pytest

from ecsc.schedule import (
    Activity,
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
    EngineMissingError,
    Levelled,
    Room,
    level_by_cp_sat,
    level_serially,
    overloads,
    room_of,
    schedule_of,
    verify,
)
from ecsc.schedule.levelling.gain import Gains
from ecsc.schedule.load import load_by_week

DAY = 480
MONDAY = dt.date(2026, 3, 2)
FULL = Resource(0)


def office(*off: int) -> Calendar:
    return build_calendar(MONDAY, dt.date(2026, 12, 31), range(5), [dt.date(2026, 3, day) for day in off])


def task(name: str, days: float, *after: str | Link, **more: object) -> Activity:
    links = tuple(Link(each) if isinstance(each, str) else each for each in after)
    return Activity(name, int(days * DAY), links=links, **more)  # type: ignore[arg-type]


def plan(*activities: Activity, calendars: tuple[Calendar, ...] = ()) -> Schedule:
    return compute(Network(activities, calendars or (office(),), instant_of(MONDAY)))


def all_of(schedule: Schedule, *resources: Resource, rate: Fraction = Fraction(1)) -> Demands:
    """Let the first resource do everything, at `rate` of its time."""
    activities = schedule.placement.activities
    of = {number: Demand(0, rate * each.minutes) for number, each in enumerate(activities) if each.minutes}
    return Demands(resources or (FULL,), of)


def march(schedule: Schedule) -> dict[str, tuple[int, int]]:
    placed = (schedule.placed(each.id) for each in schedule.placement.activities)
    return {one.id: (one.first_day.day, one.last_day.day) for one in placed}


def levelled(room: Room, made: Levelled) -> dict[str, tuple[int, int]]:
    after = schedule_of(room, made.starts, made.delayed)
    assert after.early == made.starts
    assert verify(room, after, made.forced) == ()
    return march(after)


def test_load_is_cut_at_mondays() -> None:
    schedule = plan(task("a", 7), task("b", 2), calendars=(office(10),))
    weeks = load_by_week(
        schedule.placement, all_of(schedule, Resource(0, Fraction(4, 5))), schedule.scheduled
    )[0]
    assert [dt.date.fromordinal(week.monday).day for week in weeks] == [2, 9]
    assert [week.load / DAY for week in weeks] == [7, 2]
    assert [week.available / DAY for week in weeks] == [4, Fraction(16, 5)]
    taken = [{number: int(minutes / DAY) for number, minutes in week.taken} for week in weeks]
    assert taken == [{0: 5, 1: 2}, {0: 2}]


def test_a_week_without_work_between_two_with_work_is_listed() -> None:
    schedule = plan(task("a", 1), task("b", 1, not_before=instant_of(dt.date(2026, 3, 18))))
    weeks = load_by_week(schedule.placement, all_of(schedule), schedule.scheduled)[0]
    assert [week.load for week in weeks] == [DAY, 0, DAY]


def test_days_before_the_start_are_no_time() -> None:
    network = Network((task("a", 1),), (office(),), instant_of(dt.date(2026, 3, 5)))
    schedule = compute(network)
    (week,) = load_by_week(schedule.placement, all_of(schedule), schedule.scheduled)[0]
    assert week.available == 2 * DAY


def test_work_on_the_clock_takes_the_working_minutes_of_its_span() -> None:
    clock = build_calendar(MONDAY, MONDAY, range(7), hours=((0, 1440),))
    bound = instant_of(dt.date(2026, 3, 6))
    schedule = plan(Activity("a", 4 * 1440, 1, not_before=bound), calendars=(office(), clock))
    demands = Demands((FULL,), {0: Demand(0, Fraction(DAY))})
    weeks = load_by_week(schedule.placement, demands, schedule.scheduled)[0]
    assert [week.load for week in weeks] == [DAY // 2, DAY // 2]  # Friday and Monday; it ends with Monday


def test_the_more_urgent_goes_first_and_the_other_waits() -> None:
    schedule = plan(task("short", 2), task("long", 3), task("end", 4, "long"))
    room = room_of(
        schedule, Demands((FULL,), {0: Demand(0, Fraction(2 * DAY)), 1: Demand(0, Fraction(3 * DAY))})
    )
    made = level_serially(room)
    assert levelled(room, made) == {"short": (5, 6), "long": (2, 4), "end": (5, 10)}
    assert made.delayed == (0,)
    assert made.end == made.bound == schedule.end


def test_two_at_half_of_the_time_go_together_and_the_third_waits() -> None:
    schedule = plan(task("a", 2), task("b", 2), task("c", 2))
    room = room_of(schedule, all_of(schedule, rate=Fraction(1, 2)))
    made = level_serially(room)
    assert levelled(room, made) == {"a": (2, 3), "b": (2, 3), "c": (4, 5)}
    assert made.bound == instant_of(dt.date(2026, 3, 4), 17 * 60)  # three days of work for one person


def test_a_delayed_task_begins_in_the_morning() -> None:
    schedule = plan(task("a", 0.5), task("b", 1))
    room = room_of(schedule, all_of(schedule))
    assert levelled(room, level_serially(room)) == {"a": (3, 3), "b": (2, 2)}


def test_a_holiday_is_jumped_over() -> None:
    schedule = plan(task("a", 2), task("b", 2), calendars=(office(4),))
    room = room_of(schedule, all_of(schedule))
    assert levelled(room, level_serially(room)) == {"a": (2, 3), "b": (5, 6)}


def test_a_pin_stays_and_others_make_way() -> None:
    pin = instant_of(dt.date(2026, 3, 3))
    schedule = plan(task("a", 2), task("fair", 1, pin=pin))
    room = room_of(schedule, all_of(schedule))
    made = level_serially(room)
    assert levelled(room, made) == {"a": (4, 5), "fair": (3, 3)}
    assert not made.forced


def test_two_pins_on_one_day_stay_overloaded() -> None:
    pin = instant_of(dt.date(2026, 3, 3))
    schedule = plan(task("fair", 1, pin=pin), task("show", 1, pin=pin), task("a", 1))
    room = room_of(schedule, all_of(schedule))
    made = level_serially(room)
    assert levelled(room, made) == {"fair": (3, 3), "show": (3, 3), "a": (2, 2)}
    (left,) = overloads(room.place, room.demands, made.starts)
    assert left.peak == 2
    assert left.activities == (0, 1)


def test_what_a_pin_waits_for_is_ready_for_it() -> None:
    """By latest start `long` would go first, and `booth` be late for the fair."""
    pin = instant_of(dt.date(2026, 3, 4))
    schedule = plan(task("long", 9), task("booth", 2), task("fair", 1, "booth", pin=pin))
    room = room_of(schedule, all_of(schedule))
    made = level_serially(room)
    assert levelled(room, made) == {"long": (5, 17), "booth": (2, 3), "fair": (4, 4)}
    assert not made.forced


def test_a_pin_that_leaves_no_room_is_kept_and_told() -> None:
    pin = instant_of(dt.date(2026, 3, 4))
    schedule = plan(task("a", 2), task("b", 2), task("fair", 1, "a", "b", pin=pin))
    room = room_of(schedule, all_of(schedule))
    made = level_serially(room)
    assert levelled(room, made)["fair"] == (4, 4)
    assert len(made.forced) == 1
    solved = level_by_cp_sat(room)
    assert solved.solver is not None
    assert solved.solver.infeasible
    assert solved.starts == made.starts


def test_a_person_who_does_too_much_does_it_alone() -> None:
    schedule = plan(task("a", 1), task("b", 1))
    room = room_of(schedule, all_of(schedule, Resource(0, Fraction(1, 2))))
    assert levelled(room, level_serially(room)) == {"a": (2, 2), "b": (3, 3)}


@pytest.mark.parametrize("kind", list(LinkKind))
@pytest.mark.parametrize("lag", [0, DAY, -DAY])
@pytest.mark.parametrize("elapsed", [False, True])
def test_every_link_holds_when_its_predecessor_is_delayed(kind: LinkKind, lag: int, elapsed: bool) -> None:
    schedule = plan(
        task("first", 3),
        task("a", 2),
        task("b", 1, Link("a", kind, lag, elapsed), buffer=60),
        task("c", 6, "first"),
    )
    room = room_of(
        schedule, Demands((FULL,), {0: Demand(0, Fraction(3 * DAY)), 1: Demand(0, Fraction(2 * DAY))})
    )
    made = level_serially(room)
    assert levelled(room, made)["a"] == (5, 6)


def test_the_solver_finds_what_the_scheme_misses() -> None:
    """Latest start takes `a` first; better is `b`, for `c` needs somebody else meanwhile (found by search)."""
    schedule = plan(
        task("a", 5), task("b", 2), task("c", 4, "b"), task("d", 3, "c"), task("x", 9, "b"), task("y", 2, "a")
    )
    of = {
        number: Demand(who, Fraction(schedule.placement.activities[number].minutes))
        for number, who in enumerate((0, 0, 1, 0, 1, 1))
    }
    room = room_of(schedule, Demands((FULL, FULL), of))
    serial, solved = level_serially(room), level_by_cp_sat(room)
    levelled(room, solved)
    assert (solved.end or 0) <= (serial.end or 0)
    assert solved.end == solved.bound
    assert solved == level_by_cp_sat(room)


def test_without_the_library_the_engine_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ortools", None)
    monkeypatch.setitem(sys.modules, "ortools.sat.python", None)
    schedule = plan(task("a", 1), task("b", 1))
    with pytest.raises(EngineMissingError):
        level_by_cp_sat(room_of(schedule, all_of(schedule)))


def test_a_breach_of_anything_is_seen() -> None:
    schedule = plan(task("a", 2), task("b", 2), task("fair", 1, pin=instant_of(dt.date(2026, 3, 10))))
    room = room_of(schedule, all_of(schedule))
    assert {one.kind for one in verify(room, schedule)} == {"capacity"}
    linked = plan(task("a", 2), task("b", 2, "a"), task("fair", 1, pin=instant_of(dt.date(2026, 3, 10))))
    strict = room_of(linked, all_of(linked))
    loose = compute(Network(tuple(room.network.activities), room.network.calendars, room.network.start))
    loose.placement.wiring = linked.placement.wiring  # the links of one, the places of the other
    loose.placement.activities = linked.placement.activities
    assert {one.kind for one in verify(strict, loose)} == {"link", "capacity"}
    moved = plan(task("a", 2), task("b", 2), task("fair", 1, pin=instant_of(dt.date(2026, 3, 11))))
    assert "held" in {one.kind for one in verify(room, moved)}
    early = compute(Network(room.network.activities, room.network.calendars, instant_of(dt.date(2026, 2, 2))))
    assert "bound" in {one.kind for one in verify(room, early)}


def test_gains_never_promise_more_than_there_is() -> None:
    calendars = (office(4, 10), office(5, 6, 9))
    begin, end = instant_of(MONDAY), instant_of(dt.date(2026, 3, 20))
    gains = Gains(calendars, begin, end)
    for since in range(begin, end, 777):
        for lag in (0, 100, -3000):
            least = gains.least(0, 1, lag, since)
            found = [
                calendars[1].work_before(instant + lag) - calendars[0].work_before(instant)
                for instant in range(since, end, 60)
            ]
            assert least <= min(found)


def test_ten_thousand_tasks_are_levelled_in_seconds() -> None:
    tasks = [task(f"t{n}", n % 4 + 0.5, *([f"t{n - 7}"] if n >= 7 else [])) for n in range(10_000)]
    schedule = plan(*tasks)
    of = {n: Demand(n % 25, Fraction(each.minutes)) for n, each in enumerate(tasks)}
    room = room_of(schedule, Demands((FULL,) * 25, of))
    begun = time.perf_counter()
    made = level_serially(room)
    assert time.perf_counter() - begun < 30
    assert verify(room, schedule_of(room, made.starts, made.delayed)) == ()
