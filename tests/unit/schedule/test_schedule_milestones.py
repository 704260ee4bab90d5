"""What drives a milestone: it is placed on the evening of what it waits for, and its chain leads there."""

from __future__ import annotations

import datetime as dt

from ecsc.schedule import Activity, DriverKind, Link, Network, build_calendar, compute, end_of_day, instant_of

FIRST = dt.date(2026, 1, 1)
CALENDAR = build_calendar(FIRST, dt.date(2026, 12, 31), {0, 1, 2, 3, 4})


def test_a_milestone_is_driven_by_the_last_work_it_waits_for() -> None:
    network = Network(
        (
            Activity("short", 480),
            Activity("long", 4800),
            Activity(
                "m",
                0,
                links=(Link("short"), Link("long")),
                due=end_of_day(dt.date(2026, 1, 5)),
                milestone=True,
            ),
        ),
        (CALENDAR,),
        instant_of(FIRST),
    )
    schedule = compute(network)
    driver = schedule.driver("m")
    assert driver.kind is DriverKind.LINK
    assert driver.link is not None
    assert driver.link.predecessor == "long"
    assert [step.activity for step in schedule.driving_chain("m")] == ["long", "m"]


def test_a_milestone_without_links_stands_on_its_day() -> None:
    network = Network(
        (Activity("m", 0, due=end_of_day(dt.date(2026, 1, 5)), milestone=True),),
        (CALENDAR,),
        instant_of(FIRST),
    )
    assert compute(network).driver("m").kind is DriverKind.DUE


def test_what_is_put_off_on_purpose_sets_no_end_for_the_rest() -> None:
    late = Activity("late", 480, links=(Link("before"),), late=True, due=end_of_day(dt.date(2026, 12, 18)))
    chain = (Activity("x", 960), Activity("y", 960, links=(Link("x"),)))
    schedule = compute(Network((Activity("before", 480), late, *chain), (CALENDAR,), instant_of(FIRST)))
    placed = schedule.placed("late")
    assert placed.last_day == dt.date(2026, 12, 18)
    assert placed.late_days == (dt.date(2026, 12, 18), dt.date(2026, 12, 18))
    assert (placed.total_float, placed.free_float, placed.deadline_float, placed.critical) == (0, 0, 0, False)
    assert [schedule.is_critical(name) for name in ("before", "x", "y")] == [False, True, True]
    assert schedule.placed("before").total_float == 3 * 480
    assert schedule.placed("y").last_day < placed.first_day


def test_work_before_what_is_put_off_may_slip_as_far_as_its_early_end() -> None:
    late = Activity("late", 480, links=(Link("early"),), late=True, due=end_of_day(dt.date(2026, 12, 18)))
    schedule = compute(Network((Activity("early", 480), late), (CALENDAR,), instant_of(FIRST)))
    assert schedule.placed("early").total_float == 480
    assert not schedule.is_critical("early")
    assert not schedule.is_critical("late")
