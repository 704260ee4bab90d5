"""Networks with known answers: textbooks, the date rule's own examples, every kind of link."""

from __future__ import annotations

import datetime as dt

import pytest

from ecsc.schedule import (
    Activity,
    Calendar,
    DriverKind,
    Link,
    LinkKind,
    Network,
    ProblemKind,
    Schedule,
    build_calendar,
    compute,
    end_of_day,
    instant_of,
)

DAY = 480
MONDAY = dt.date(2026, 3, 2)
FS, SS, FF, SF = (
    LinkKind.FINISH_START,
    LinkKind.START_START,
    LinkKind.FINISH_FINISH,
    LinkKind.START_FINISH,
)


def office(*off: int, week: range = range(5)) -> Calendar:
    return build_calendar(MONDAY, dt.date(2026, 12, 31), week, [dt.date(2026, 3, day) for day in off])


def plan(*activities: Activity, calendars: tuple[Calendar, ...] = (), start: dt.date = MONDAY) -> Schedule:
    return compute(Network(activities, calendars or (office(),), instant_of(start)))


def task(name: str, days: float, *after: str | Link, **more: object) -> Activity:
    links = tuple(Link(each) if isinstance(each, str) else each for each in after)
    return Activity(name, int(days * DAY), links=links, **more)  # type: ignore[arg-type]


def march(schedule: Schedule, name: str) -> tuple[int, int]:
    placed = schedule.placed(name)
    return placed.first_day.day, placed.last_day.day


RELIABLE = {
    "A": (2, ""), "B": (4, "A"), "C": (10, "B"), "D": (6, "C"), "E": (4, "C"), "F": (5, "E"),
    "G": (7, "D"), "H": (9, "EG"), "I": (7, "C"), "J": (8, "FI"), "K": (4, "J"), "L": (5, "J"),
    "M": (2, "H"), "N": (6, "KL"),
}  # fmt: skip


def test_reliable_construction() -> None:
    """Hillier and Lieberman, *Introduction to Operations Research*, the chapter on project management."""
    schedule = plan(*(task(name, days, *after) for name, (days, after) in RELIABLE.items()))
    starts = {name: position / DAY for name, position in zip(RELIABLE, schedule.early, strict=True)}
    assert starts == {
        "A": 0, "B": 2, "C": 6, "D": 16, "E": 16, "F": 20, "G": 22, "H": 29, "I": 16, "J": 25,
        "K": 33, "L": 33, "M": 38, "N": 38,
    }  # fmt: skip
    slack = {name: (schedule.total_float[schedule.numbers[name]] or 0) / DAY for name in RELIABLE}
    assert {name: days for name, days in slack.items() if days} == {
        "D": 4, "G": 4, "H": 4, "M": 4, "I": 2, "K": 1,
    }  # fmt: skip
    assert "".join(name for name in RELIABLE if schedule.is_critical(name)) == "ABCEFJLN"
    free = {name: (schedule.free_float[schedule.numbers[name]] or 0) / DAY for name in RELIABLE}
    assert {name: days for name, days in free.items() if days} == {"M": 4, "I": 2, "K": 1}
    assert [step.activity for step in schedule.driving_chain("N")] == list("ABCEFJLN")
    assert schedule.early[-1] + 6 * DAY == 44 * DAY


def test_days_are_the_first_and_last_working_minute() -> None:
    schedule = plan(task("a", 5), task("b", 10, "a"), task("c", 1, "b"), calendars=(office(10),))
    assert march(schedule, "a") == (2, 6)
    assert march(schedule, "b") == (9, 23)  # Tuesday the 10th is off
    assert march(schedule, "c") == (24, 24)


def test_a_buffer_of_a_tenth_of_a_day_is_48_minutes() -> None:
    schedule = plan(task("a", 1, buffer=48), task("b", 1, "a"))
    placed = schedule.placed("a")
    assert placed.last_day == placed.first_day == MONDAY
    assert placed.buffer_finish - placed.finish == 48 + 16 * 60
    assert schedule.placed("b").start == instant_of(dt.date(2026, 3, 3), 9 * 60 + 48)
    assert march(schedule, "b") == (3, 4)


@pytest.mark.parametrize(("weeks", "tenth"), [(6, "6.6"), (8, "8.8"), (10, "11.0")])
def test_weeks_with_a_tenth_of_buffer_are_exact(weeks: int, tenth: str) -> None:
    minutes = weeks * 5 * DAY
    schedule = plan(task("work", weeks * 5, buffer=minutes // 10), task("next", 1, "work"))
    assert f"{schedule.early[1] / (5 * DAY):.1f}" == tenth
    assert schedule.early[1] * 10 == minutes * 11


def test_a_half_day_lets_the_next_start_the_same_day() -> None:
    schedule = plan(task("a", 2.5), task("b", 1, "a"))
    assert march(schedule, "a") == (2, 4)
    assert march(schedule, "b") == (4, 5)


@pytest.mark.parametrize(
    ("link", "days"),
    [
        (Link("a"), (9, 11)),
        (Link("a", FS, 2 * DAY), (11, 13)),
        (Link("a", FS, -DAY), (6, 10)),
        (Link("a", FS, -20 * DAY), (2, 4)),  # a lead never reaches before the project's start
        (Link("a", FS, 72 * 60, True), (10, 12)),  # Friday 17:00 + 72 h = Monday 17:00
        (Link("a", FS, 48 * 60, True), (9, 11)),
        (Link("a", SS), (2, 4)),
        (Link("a", SS, 5 * DAY), (9, 11)),
        (Link("a", SS, 24 * 60, True), (3, 5)),
        (Link("a", FF), (4, 6)),
        (Link("a", FF, DAY), (5, 9)),
        (Link("a", FF, -DAY), (3, 5)),
        (Link("a", SF), (2, 4)),
        (Link("a", SF, 5 * DAY), (4, 6)),
        (Link("a", SF, 8 * DAY), (9, 11)),
    ],
)
def test_every_kind_of_link(link: Link, days: tuple[int, int]) -> None:
    assert march(plan(task("a", 5), task("b", 3, link)), "b") == days


def test_an_elapsed_finish_in_the_weekend_is_reached_on_monday() -> None:
    schedule = plan(task("a", 5), task("b", 3, Link("a", FF, 24 * 60, True)))
    assert march(schedule, "b")[1] == 9


def test_a_lag_is_measured_in_the_successors_calendar() -> None:
    both = (office(), office(week=range(7)))
    link = Link("a", FS, 2 * DAY)
    daily = plan(task("a", 5), task("b", 1, link, calendar=1), calendars=both)
    assert march(daily, "b") == (9, 9)  # Saturday and Sunday pass as two of its days
    usual = plan(task("a", 5, calendar=1), task("b", 1, link), calendars=both)
    assert march(usual, "b") == (11, 11)


def test_holidays_and_absence_push_work() -> None:
    base = office(9)
    absent = [(dt.date(2026, 3, 10), dt.date(2026, 3, 12))]
    person = build_calendar(MONDAY, dt.date(2026, 12, 31), range(5), [dt.date(2026, 3, 9)], absences=absent)
    schedule = plan(task("a", 5), task("b", 2, "a", calendar=1), calendars=(base, person))
    assert march(schedule, "b") == (13, 16)
    assert schedule.total_float == (3 * DAY, 0)  # a may slip into the absence of b's owner


def test_a_milestone_falls_on_its_last_predecessors_day_and_is_followed_the_next() -> None:
    schedule = plan(
        task("a", 5, buffer=DAY),
        task("b", 3),
        Activity("m", 0, links=(Link("a"), Link("b")), milestone=True),
        task("c", 1, "m"),
    )
    assert march(schedule, "m") == (6, 6)
    assert march(schedule, "c") == (9, 9)
    assert schedule.placed("a").buffer_day == dt.date(2026, 3, 9)


def test_milestones_without_predecessors() -> None:
    sunday = dt.date(2026, 3, 15)
    schedule = plan(
        Activity("kickoff", 0, milestone=True),
        task("a", 1, "kickoff"),
        Activity("fair", 0, due=end_of_day(sunday), milestone=True),
        task("after_fair", 1, "fair"),
        Activity("year_end", 0, due=end_of_day(dt.date(2026, 12, 31)), milestone=True),
    )
    assert march(schedule, "kickoff") == (2, 2)
    assert march(schedule, "a") == (2, 2)
    assert march(schedule, "fair") == (15, 15)
    assert march(schedule, "after_fair") == (16, 16)
    assert schedule.driver("fair").kind is DriverKind.DUE
    year_end = schedule.placed("year_end")
    assert year_end.last_day == dt.date(2026, 12, 31)
    assert (year_end.total_float, year_end.free_float, year_end.critical) == (None, None, False)
    assert schedule.is_critical("after_fair")
    assert schedule.end == schedule.placed("after_fair").finish


def test_a_milestone_on_a_start_falls_on_that_day() -> None:
    schedule = plan(
        task("a", 5),
        task("b", 5, "a"),
        Activity("m", 0, links=(Link("b", SS),), milestone=True),
        Activity("n", 0, links=(Link("a", SS, 5 * DAY),), milestone=True),
        Activity("o", 0, links=(Link("a", FS, 72 * 60, True),), milestone=True),
    )
    assert march(schedule, "m") == march(schedule, "n") == march(schedule, "o") == (9, 9)


def test_a_milestone_may_fall_where_its_own_calendar_rests() -> None:
    both = (office(), office(week=range(6)))
    saturday_team = task("a", 6, calendar=1)
    schedule = plan(saturday_team, Activity("m", 0, links=(Link("a"),), milestone=True), calendars=both)
    assert march(schedule, "m") == (7, 7)
    assert schedule.is_critical("a")


def test_a_day_without_hours_ends_on_itself() -> None:
    always = build_calendar(MONDAY, MONDAY, range(7), hours=((0, 1440),))
    schedule = compute(
        Network(
            (
                Activity("a", 1440),
                Activity("m", 0, links=(Link("a"),), milestone=True),
                Activity("b", 1, links=(Link("m"),)),
            ),
            (always,),
            instant_of(MONDAY),
        )
    )
    assert [march(schedule, name) for name in "amb"] == [(2, 2), (2, 2), (3, 3)]


def test_a_pin_stays_and_the_contradiction_is_told() -> None:
    pin = instant_of(dt.date(2026, 3, 5))
    schedule = plan(task("a", 3), task("b", 2, "a"), task("c", 2, "b", pin=pin), task("d", 1, "c"))
    assert march(schedule, "c") == (5, 6)
    assert march(schedule, "d") == (9, 9)
    (problem,) = schedule.problems
    assert (problem.kind, problem.activity, problem.other) == (ProblemKind.PIN_CONFLICT, "c", "b")
    assert (problem.required, problem.actual) == (instant_of(dt.date(2026, 3, 9), 540), pin)
    assert problem.minutes == 2 * DAY
    assert [step.activity for step in schedule.driving_chain(problem.other)] == ["a", "b"]
    assert schedule.deadline_float[0] == -2 * DAY


def test_a_pin_alone_makes_nothing_critical() -> None:
    pin = instant_of(dt.date(2026, 3, 5))
    schedule = plan(task("a", 3), task("b", 1, "a", pin=pin), task("long", 20))
    assert not schedule.problems
    assert not schedule.is_critical("b")
    assert schedule.total_float == (16 * DAY, 16 * DAY, 0)
    assert schedule.deadline_float == (0, None, None)
    assert schedule.driver("b").kind is DriverKind.PIN


def test_pins_off_work_and_before_their_own_bound() -> None:
    schedule = plan(
        task("a", 1, pin=instant_of(dt.date(2026, 3, 7))),
        task("b", 1, pin=instant_of(dt.date(2026, 3, 4)), not_before=instant_of(dt.date(2026, 3, 5))),
        task("before", 1, pin=instant_of(dt.date(2026, 2, 26))),
    )
    assert [(each.kind, each.activity) for each in schedule.problems] == [
        (ProblemKind.PIN_OFF_WORK, "a"),
        (ProblemKind.PIN_BEFORE_BOUND, "b"),
    ]
    assert march(schedule, "a") == (9, 9)
    assert march(schedule, "b") == (4, 4)
    assert march(schedule, "before") == (26, 26)


def test_due_missed_by_finish_and_by_buffer() -> None:
    friday = end_of_day(dt.date(2026, 3, 6))
    schedule = plan(
        task("kept", 4, buffer=DAY, due=friday),
        task("close", 5, buffer=DAY, due=friday),
        task("missed", 6, due=friday),
        Activity("m", 0, links=(Link("missed"),), milestone=True, due=friday),
        Activity("n", 0, links=(Link("close"),), milestone=True, due=friday),
    )
    assert [(each.kind, each.activity, each.minutes) for each in schedule.problems] == [
        (ProblemKind.DUE_MISSED_BY_BUFFER, "close", DAY),
        (ProblemKind.DUE_MISSED, "missed", DAY),
        (ProblemKind.DUE_MISSED, "m", DAY),
    ]
    assert schedule.deadline_float == (0, -DAY, -DAY, -DAY, 0)


def test_late_goes_to_its_deadline_or_its_successors_and_moves_nobody() -> None:
    schedule = plan(
        task("a", 2, late=True, buffer=DAY),
        task("b", 2, "a", late=True),
        task("c", 8),
        task("d", 1, "b", "c"),
        task("e", 1, late=True, due=end_of_day(dt.date(2026, 3, 12))),
        task("f", 1, late=True),
        task("g", 30, late=True, due=end_of_day(dt.date(2026, 3, 12))),
    )
    assert march(schedule, "d") == (12, 12)
    assert march(schedule, "b") == (10, 11)
    assert march(schedule, "a") == (5, 6)  # its buffer is Monday the 9th
    assert schedule.placed("a").buffer_day.day == 9
    assert march(schedule, "e") == (12, 12)
    assert march(schedule, "f") == (2, 2)
    assert march(schedule, "g")[0] == 2
    assert [(each.kind, each.activity) for each in schedule.problems] == [
        (ProblemKind.LATE_WITHOUT_LIMIT, "f"),
        (ProblemKind.DUE_MISSED, "g"),
    ]
    assert not schedule.is_critical("a")
    assert not schedule.is_critical("e")


def test_not_before_drives_and_links_win_ties() -> None:
    wednesday = instant_of(dt.date(2026, 3, 4))
    schedule = plan(task("a", 2), task("b", 1, "a", not_before=wednesday), task("c", 1, not_before=wednesday))
    assert schedule.driver("b").link == Link("a")
    assert schedule.driver("c").kind is DriverKind.NOT_BEFORE
    assert schedule.driver("a").kind is DriverKind.PROJECT_START


def test_a_project_that_starts_on_a_holiday() -> None:
    schedule = plan(task("a", 1), start=dt.date(2026, 3, 7))
    assert march(schedule, "a") == (9, 9)


def test_topological_order_is_deterministic() -> None:
    schedule = plan(task("c", 1, "b"), task("a", 1), task("b", 1, "a"), task("z", 1))
    assert schedule.ids == ("a", "b", "z", "c")
