"""Hours and calendar days run on the clock; working days wait for mornings."""

from __future__ import annotations

import datetime as dt

from tests.unit.assess.strategies import HEAD, plan, task

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
