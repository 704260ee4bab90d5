"""The edges of groups of work by hand: where they stand, what they limit, and that they show nowhere."""

from __future__ import annotations

import datetime as dt

import pytest

from ecsc.schedule import (
    Activity,
    Boundary,
    Calendar,
    Link,
    LinkKind,
    Network,
    ProblemKind,
    Schedule,
    build_calendar,
    compute,
    instant_of,
    joins,
    members,
)

MONDAY = dt.date(2026, 3, 2)
DAY = 480
FS, SS = LinkKind.FINISH_START, LinkKind.START_START


def office(weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)) -> Calendar:
    return build_calendar(MONDAY, dt.date(2026, 12, 31), weekdays)


def plan(*activities: Activity, calendar: Calendar | None = None) -> Schedule:
    return compute(Network(activities, (calendar or office(),), instant_of(MONDAY)))


def edge(kind: Boundary, *tails: str, milestone: bool = False) -> Activity:
    link = SS if kind is Boundary.FIRST else FS
    return Activity(
        f"group.{kind.value}",
        0,
        links=tuple(Link(each, link) for each in tails),
        boundary=kind,
        milestone=milestone,
    )


def work(name: str, days: int, *links: Link, **more: object) -> Activity:
    return Activity(name, days * DAY, links=links, **more)  # type: ignore[arg-type]


def test_an_end_has_the_buffers_and_for_milestones_has_not() -> None:
    a, b = work("a", 2), work("b", 3, buffer=2 * DAY)
    last = edge(Boundary.LAST, "a", "b")
    after = work("after", 1, Link("group.last"))
    schedule = plan(a, b, after, last)
    assert schedule.placed("after").first_day == dt.date(2026, 3, 9)
    bare = edge(Boundary.LAST, "a", "b", milestone=True)
    stone = Activity("stone", 0, links=(Link("group.last"),), milestone=True)
    assert plan(a, b, stone, bare).placed("stone").last_day == dt.date(2026, 3, 4)


def test_an_edge_is_nobodys_date() -> None:
    schedule = plan(
        work("a", 2),
        work("b", 3, buffer=2 * DAY),
        work("x", 1, Link("group.last")),
        edge(Boundary.LAST, "a", "b"),
    )
    assert "group.last" not in schedule.ids
    assert "group.last" not in schedule.numbers
    with pytest.raises(KeyError):
        schedule.placed("group.last")
    assert [step.activity for step in schedule.driving_chain("x")] == ["b", "x"]
    driver = schedule.driver("x")
    assert (driver.source, driver.link and driver.link.predecessor) == ("b", "group.last")


def test_the_end_of_all_is_that_of_the_work_without_its_buffers() -> None:
    schedule = plan(
        work("b", 3, buffer=2 * DAY), work("x", 1, Link("group.last", FS, -4 * DAY)), edge(Boundary.LAST, "b")
    )
    assert schedule.finish == schedule.placed("b").finish
    assert schedule.end == schedule.placed("b").buffer_finish


def test_a_pinned_first_holds_the_start_alone() -> None:
    pin = instant_of(dt.date(2026, 3, 2))
    root, long = work("root", 5), work("x", 30, Link("group.first", SS, 8 * DAY))
    schedule = plan(
        root, work("a", 1, pin=pin), work("b", 1, Link("root")), long, edge(Boundary.FIRST, "a", "b")
    )
    assert schedule.placed("x").first_day == dt.date(2026, 3, 12)
    # The pin never moves, so what comes behind it may slip.
    assert schedule.placed("root").total_float == (38 - 6) * DAY


def test_a_pin_against_an_edge_names_the_work_behind_it() -> None:
    pin = instant_of(dt.date(2026, 3, 3))
    schedule = plan(
        work("a", 2), work("b", 5), work("x", 1, Link("group.last"), pin=pin), edge(Boundary.LAST, "a", "b")
    )
    (problem,) = schedule.problems
    assert (problem.kind, problem.other) == (ProblemKind.PIN_CONFLICT, "b")
    assert problem.link == Link("group.last")


def test_a_circle_leaves_an_edge_without_work_and_a_chain_that_ends() -> None:
    inside = work("a", 2, Link("group.last"))
    schedule = plan(inside, work("x", 1, Link("group.last")), edge(Boundary.LAST, "a"))
    (cycle,) = schedule.cycles
    assert cycle.activities == ("a", "group.last")
    assert schedule.placed("x").first_day == MONDAY
    assert schedule.driver("x").source is None
    assert [step.activity for step in schedule.driving_chain("x")] == ["x"]


def test_a_calendar_without_work_is_told_of_work_alone() -> None:
    schedule = plan(
        work("a", 2), work("x", 1, Link("group.last")), edge(Boundary.LAST, "a"), calendar=office(())
    )
    assert {problem.activity for problem in schedule.problems} <= {"a", "x"}


def test_who_joins_at_an_end_and_by_when() -> None:
    schedule = plan(
        work("a", 2),
        work("b", 5),
        work("c", 9),
        work("x", 1, Link("group.last"), Link("c")),
        edge(Boundary.LAST, "a", "b"),
    )
    (group, alone) = joins(schedule, schedule.numbers["x"])
    assert group.group is not None
    assert members(schedule, group.group) == (0, 1)
    assert alone.group is None
    assert alone.tail == schedule.numbers["c"]


@pytest.mark.parametrize("more", [{"minutes": 480}, {"pin": 5}])
def test_an_edge_is_no_work(more: dict[str, int]) -> None:
    fields = {"minutes": 0, **more}
    with pytest.raises(ValueError, match="is a boundary"):
        plan(Activity("e", boundary=Boundary.LAST, **fields))  # type: ignore[arg-type]
