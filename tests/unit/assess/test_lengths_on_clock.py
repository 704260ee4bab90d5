"""Hours and calendar days run on the clock; working days wait for mornings."""

from __future__ import annotations

import datetime as dt

import pytest

from ecsc.rules.chains import chain
from tests.unit.assess.strategies import HEAD, plan, result, task

MARCH = dt.date(2026, 3, 1)


def day(number: int) -> dt.date:
    return dt.date(2026, 3, number)


def test_hours_and_calendar_days_pass_nights_and_weekends() -> None:
    planned = plan(
        "tasks:\n"
        "  ship: {owner: lin, duration: 72h, start: 2026-03-06}\n"
        "  rest: {owner: lin, duration: 5cd, start: 2026-03-02}\n"
        "  short: {owner: lin, duration: 24h, start: 2026-03-02}\n"
        "  work: {owner: lin, duration: 3d, start: 2026-03-06}\n"
    )
    assert [
        (task(planned, name).start, task(planned, name).finish) for name in ("ship", "rest", "short", "work")
    ] == [
        (day(6), day(8)),
        (day(2), day(6)),
        (day(2), day(2)),
        (day(6), day(10)),
    ]
    assert task(planned, "ship").on_clock
    assert str(task(planned, "ship").duration) == "3"
    assert not task(planned, "work").on_clock


def test_work_after_the_clock_waits_for_the_morning() -> None:
    planned = plan(
        "tasks:\n  pack: {owner: lin, duration: 1d, start: 2026-03-06}\n"
        "  ship: {owner: lin, duration: 48h, after: pack}\n  check: {owner: lin, duration: 1d, after: ship}\n"
    )
    assert (task(planned, "ship").start, task(planned, "ship").finish) == (day(6), day(8))
    assert task(planned, "check").start == day(9)


def test_a_project_buffer_is_a_share_of_the_work_that_drives_the_end() -> None:
    head = HEAD.replace("owner: lin}", "owner: lin, buffer: {policy: project, size: 50%}}", 1)
    planned = plan(
        "tasks:\n  first: {owner: lin, duration: 5d}\n"
        "  late: {owner: lin, duration: 5d, after: first, schedule: late, due: 2026-11-30}\n",
        head,
    )
    assert str(planned.work.project_buffer) == "5"
    assert planned.work.finish == dt.date(2026, 11, 30)
    assert planned.work.buffer_finish == dt.date(2026, 12, 7)


FREIGHT = """tasks:
  pack: {owner: lin, duration: 1d, start: 2026-03-05}
  ship: {owner: lin, duration: 72h, LINK}
"""


@pytest.mark.parametrize(
    ("link", "first", "last"),
    [
        ("after: pack", 5, 8),
        ("after: pack + 2d", 9, 12),  # Friday and Monday pass, to Monday 17:00
        ("after: pack.start + 2d", 9, 12),  # Thursday and Friday pass, to Monday 9:00
        ("after: pack + 48h", 7, 10),
        ("after: pack - 1d", 4, 7),
        ("finish_after: pack + 2d", 6, 9),
    ],
)
def test_a_lag_in_days_before_work_on_the_clock_is_of_working_days(link: str, first: int, last: int) -> None:
    ship = task(plan(FREIGHT.replace("LINK", link)), "ship")
    assert (ship.start, ship.finish) == (day(first), day(last))


def test_such_a_lag_is_of_the_owners_days_and_told_in_days() -> None:
    head = HEAD.replace("{name: Lin}", "{name: Lin, absent: [2026-03-06]}")
    text = FREIGHT.replace("LINK", "after: pack + 2d")
    ship = task(plan(text, head), "ship")
    assert ship.start == day(10)
    assert ship.driver is not None
    assert ship.driver.lag == "+2d"
    assessed = result(text, head).assessed
    assert assessed is not None
    assert "→ +2d → ship" in chain(assessed, "ship")[0]


def test_such_a_lag_waits_for_a_phase_too() -> None:
    text = FREIGHT.replace("LINK", "after: build + 2d").replace("duration: 1d", "duration: 1d, phase: build")
    assert task(plan("phases: {build: {}}\n" + text), "ship").start == day(9)
