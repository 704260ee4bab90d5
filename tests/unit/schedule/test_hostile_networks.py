"""What no plan should hold and some will: circles, dead links, ages, nothing at all."""

from __future__ import annotations

import datetime as dt

import pytest

from ecsc.schedule import (
    Activity,
    Cycle,
    Link,
    LinkKind,
    Network,
    ProblemKind,
    build_calendar,
    compute,
    instant_of,
)

MONDAY = dt.date(2026, 3, 2)
OFFICE = build_calendar(MONDAY, MONDAY, range(5))
START = instant_of(MONDAY)


def chain(*pairs: tuple[str, str], minutes: int = 480) -> tuple[Activity, ...]:
    return tuple(Activity(name, minutes, links=tuple(map(Link, after))) for name, after in pairs)


def test_an_empty_network() -> None:
    schedule = compute(Network((), (OFFICE,), START))
    assert (schedule.horizon, schedule.end, schedule.finish, schedule.problems) == (None, None, None, ())


def test_only_dates() -> None:
    date = Activity("m", 0, due=instant_of(dt.date(2026, 3, 10)), milestone=True)
    schedule = compute(Network((date,), (OFFICE,), START))
    assert schedule.horizon is None
    assert schedule.placed("m").last_day == dt.date(2026, 3, 9)
    assert schedule.placed("m").total_float is None


def test_a_task_that_waits_for_itself() -> None:
    schedule = compute(Network(chain(("a", "a"), ("b", "a")), (OFFICE,), START))
    assert schedule.cycles == (Cycle(("a",), (("a", "a"),)),)
    assert schedule.placed("b").first_day == dt.date(2026, 3, 3)


def test_circles_are_reported_and_the_rest_is_scheduled() -> None:
    activities = chain(
        ("x", ""), ("a", "cx"), ("b", "a"), ("c", "bb"), ("y", "c"), ("p", "q"), ("q", "py"), ("r", "q")
    )
    schedule = compute(Network(activities, (OFFICE,), START))
    assert schedule.cycles == (
        Cycle(("a", "b", "c"), (("a", "c"), ("b", "a"), ("c", "b"))),
        Cycle(("p", "q"), (("p", "q"), ("q", "p"))),
    )
    assert set(schedule.ids) == set("xabcypqr")
    assert schedule.placed("a").first_day == dt.date(2026, 3, 3)  # x still comes first
    assert not schedule.problems


def test_a_circle_through_two_calendars_is_cut_too() -> None:
    activities = (
        Activity("a", 480, 0, (Link("b", lag=60, elapsed=True),)),
        Activity("b", 480, 1, (Link("a"), Link("a", LinkKind.FINISH_FINISH))),
        Activity("m", 0, 0, (Link("m"),), milestone=True),
    )
    away = build_calendar(MONDAY, MONDAY, range(5), absences=[(MONDAY, MONDAY)])
    schedule = compute(Network(activities, (OFFICE, away), START))
    assert [cycle.activities for cycle in schedule.cycles] == [("a", "b"), ("m",)]
    assert schedule.placed("b").first_day == dt.date(2026, 3, 3)


def test_a_circle_of_many_thousands() -> None:
    count = 20_000
    activities = tuple(Activity(str(n), 480, links=(Link(str((n + 1) % count)),)) for n in range(count))
    (cycle,) = compute(Network(activities, (OFFICE,), START)).cycles
    assert len(cycle.activities) == len(cycle.links) == count


def test_a_chain_of_many_thousands_has_a_driving_chain() -> None:
    count = 20_000
    activities = tuple(Activity(str(n), 1, links=(Link(str(n - 1)),) if n else ()) for n in range(count))
    schedule = compute(Network(activities, (OFFICE,), START))
    assert len(schedule.driving_chain(str(count - 1))) == count


def test_dead_links_are_left_out() -> None:
    activities = (
        Activity("a", 480, links=(Link("ghost"), Link("幽灵"))),
        Activity("b", 480, links=(Link("a"),)),
    )
    schedule = compute(Network(activities, (OFFICE,), START))
    assert [(each.kind, each.activity, each.other) for each in schedule.problems] == [
        (ProblemKind.UNKNOWN_PREDECESSOR, "a", "ghost"),
        (ProblemKind.UNKNOWN_PREDECESSOR, "a", "幽灵"),
    ]
    assert schedule.total_float == (0, 0)


def test_tasks_of_nothing_and_of_ten_thousand_days() -> None:
    activities = (
        Activity("zero", 0),
        Activity("long", 10_000 * 480, links=(Link("zero"),)),
        Activity("end", 0, links=(Link("long"),)),
    )
    schedule = compute(Network(activities, (OFFICE,), START))
    assert schedule.placed("zero").last_day == MONDAY
    assert schedule.placed("long").last_day == MONDAY + dt.timedelta(weeks=2000, days=-3)
    assert schedule.placed("end").last_day == schedule.placed("long").last_day
    assert schedule.total_float == (0, 0, 0)
    assert not schedule.problems


@pytest.mark.parametrize(
    "link",
    [
        Link("a", lag=10**7),
        Link("a", lag=10**9, elapsed=True),
        Link("a", LinkKind.FINISH_FINISH, 10**60),
        Link("a", LinkKind.START_FINISH, 10**60, True),
        Link("a", LinkKind.START_START, 10**9),
    ],
)
@pytest.mark.parametrize("minutes", [0, 480])
def test_what_never_ends_is_reported_once(link: Link, minutes: int) -> None:
    activities = (
        Activity("a", 480),
        Activity("b", minutes, links=(link,)),
        Activity("c", 480, links=(Link("b"),)),
        Activity("d", 0, links=(Link("c"),), milestone=True),
    )
    schedule = compute(Network(activities, (OFFICE,), START))
    assert [(each.kind, each.activity) for each in schedule.problems] == [(ProblemKind.BEYOND_HORIZON, "b")]
    for each in activities:
        placed = schedule.placed(each.id)
        assert placed.first_day <= placed.last_day
        assert placed.late_days
        assert schedule.driver(each.id)


@pytest.mark.parametrize("lag", [-(10**7), -(10**60)])
@pytest.mark.parametrize("elapsed", [False, True])
@pytest.mark.parametrize("kind", LinkKind)
def test_a_lead_of_ages_starts_with_the_project(lag: int, elapsed: bool, kind: LinkKind) -> None:
    activities = (Activity("a", 480), Activity("b", 480, links=(Link("a", kind, lag, elapsed),)))
    schedule = compute(Network(activities, (OFFICE,), START))
    assert schedule.placed("b").first_day == MONDAY
    assert not schedule.problems


def test_no_working_day_is_told_once_a_calendar() -> None:
    idle = build_calendar(MONDAY, MONDAY, ())
    activities = (Activity("a", 480), Activity("b", 480, links=(Link("a"),)), Activity("c", 480, 1))
    schedule = compute(Network(activities, (idle, OFFICE), START))
    assert [(each.kind, each.activity) for each in schedule.problems] == [(ProblemKind.NO_WORKING_TIME, "a")]
    assert schedule.placed("c").first_day == MONDAY


@pytest.mark.parametrize("year", [1, 1900, 2200, 9999])
def test_any_century(year: int) -> None:
    first = dt.date(year, 1, 4)
    calendar = build_calendar(first, first, range(7))
    activities = (
        Activity("a", 480, links=(Link("b", lag=72 * 60, elapsed=True),)),
        Activity("b", 480 * 20, pin=instant_of(dt.date(year, 2, 1)), due=instant_of(dt.date(year, 2, 2))),
        Activity("c", 480, late=True, due=instant_of(dt.date(year, 12, 31))),
    )
    schedule = compute(Network(activities, (calendar,), instant_of(first)))
    assert schedule.placed("b").first_day == dt.date(year, 2, 1)
    assert schedule.placed("a").first_day == dt.date(year, 2, 23) + dt.timedelta(days=1)
    assert schedule.placed("c").first_day == dt.date(year, 12, 30)


@pytest.mark.parametrize(
    "activities",
    [
        (Activity("a", 1), Activity("a", 2)),
        (Activity("a", -1),),
        (Activity("a", 1, buffer=-1),),
        (Activity("a", 1, milestone=True),),
        (Activity("a", 1, 1),),
    ],
)
def test_what_only_a_program_gets_wrong_raises(activities: tuple[Activity, ...]) -> None:
    with pytest.raises(ValueError, match="a"):
        compute(Network(activities, (OFFICE,), START))


def test_late_work_in_a_circle_is_only_told_the_circle() -> None:
    activities = (
        Activity("a", 480, links=(Link("b"),), late=True),
        Activity("b", 480, links=(Link("a", LinkKind.START_START, -960),), late=True),
        Activity("c", 480, links=(Link("b"),), late=True),
    )
    schedule = compute(Network(activities, (OFFICE,), START))
    assert [cycle.activities for cycle in schedule.cycles] == [("a", "b")]
    assert [(each.kind, each.activity) for each in schedule.problems] == [
        (ProblemKind.LATE_WITHOUT_LIMIT, "c")
    ]


@pytest.mark.parametrize("kind", LinkKind)
@pytest.mark.parametrize("lag", [0, -(10**6), 10**6])
@pytest.mark.parametrize("elapsed", [False, True])
def test_a_circle_of_any_kind_and_lag_is_cut(kind: LinkKind, lag: int, elapsed: bool) -> None:
    activities = (
        Activity("a", 480, links=(Link("b"),)),
        Activity("b", 480, links=(Link("a", kind, lag, elapsed),)),
    )
    schedule = compute(Network(activities, (OFFICE,), START))
    assert schedule.cycles == (Cycle(("a", "b"), (("a", "b"), ("b", "a"))),)
    assert not schedule.problems
    assert {schedule.placed(name).first_day for name in "ab"} == {MONDAY}


def test_a_tenth_of_half_a_day_is_exact_on_a_half_day() -> None:
    """240 minutes end at one o'clock; the 24 of the buffer are those of the next morning."""
    half = build_calendar(MONDAY, MONDAY, range(5), short_days={MONDAY: 240})
    activities = (Activity("a", 240, buffer=24), Activity("b", 480 - 24, links=(Link("a"),)))
    schedule = compute(Network(activities, (half,), START))
    tuesday = MONDAY + dt.timedelta(days=1)
    assert schedule.placed("a").finish == instant_of(MONDAY, 13 * 60)
    assert schedule.placed("a").buffer_finish == instant_of(tuesday, 9 * 60 + 24)
    assert (schedule.placed("b").start, schedule.placed("b").finish) == (
        instant_of(tuesday, 9 * 60 + 24),
        instant_of(tuesday, 17 * 60),
    )
