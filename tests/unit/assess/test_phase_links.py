"""Links to phases and of phases: what they wait for, to the day."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.unit.assess.strategies import HEAD, codes, plan, result, task

PHASES = """
phases:
  build: {name: Build}
  run: {name: Run, after: build + 1d}
tasks:
  shop: {name: Shop, owner: lin, duration: 10d, phase: build, not_before: 2026-01-12}
  photos: {name: Photos, owner: lin, duration: 2d, phase: build, buffer: 3d}
  texts: {name: Texts, owner: lin, duration: 5d, phase: build, after: photos}
"""
WAITS = PHASES + "  press: {name: Press, owner: lin, duration: 2d, after: %s}\n"


@pytest.mark.parametrize(
    ("after", "first"),
    [
        ("build.start", dt.date(2026, 1, 1)),
        ("build.start + 5d", dt.date(2026, 1, 8)),
        ("build", dt.date(2026, 1, 26)),
        ("build + 2d", dt.date(2026, 1, 28)),
        ("[build.start + 5d, photos]", dt.date(2026, 1, 8)),
    ],
)
def test_a_phase_starts_with_its_first_task_and_ends_with_its_last(after: str, first: dt.date) -> None:
    assert task(plan(WAITS % after), "press").start == first


def test_the_buffers_of_a_phase_are_waited_for_but_not_by_milestones() -> None:
    text = """
phases: {p: {}}
tasks:
  shop: {owner: lin, duration: 2d, phase: p, buffer: 3d}
  press: {owner: lin, duration: 1d, after: p}
milestones: {ready: {after: p}}
"""
    planned = plan(text)
    assert task(planned, "press").start == dt.date(2026, 1, 8)
    assert planned.work.milestones[0].date == dt.date(2026, 1, 2)


def test_each_task_of_a_phase_waits_for_what_the_phase_waits_for() -> None:
    planned = plan(
        PHASES
        + "  ads: {owner: lin, duration: 1d, phase: run}\n  posts: {owner: lin, duration: 1d, phase: run, after: ads}\n"
    )
    ads = task(planned, "ads")
    assert ads.start == dt.date(2026, 1, 27)
    assert ads.driver is not None
    assert (ads.driver.on, ads.driver.phase, ads.driver.ends, ads.driver.lag) == (
        "shop",
        "build",
        "FS",
        "+1d",
    )
    assert planned.work.phases[1].after[0].binding
    assert planned.work.critical_path == ("shop", "ads", "posts")


def test_the_edges_of_phases_show_nowhere() -> None:
    planned = plan(WAITS % "[build, build.start + 1d]")
    assert [one.id for one in planned.work.tasks] == ["photos", "texts", "shop", "press"]
    assert set(planned.work.critical_path) == {"shop", "press"}
    assert [link.binding for link in task(planned, "press").after] == [True, False]
    assert planned.work.finish == dt.date(2026, 1, 27)


def test_chinese_phases_and_ids_that_look_like_edges() -> None:
    text = """
phases: {平台: {name: 平台}}
tasks:
  店铺: {owner: lin, duration: 10d, phase: 平台}
  首发: {owner: lin, duration: 2d, after: 平台.start + 5d}
"""
    assert task(plan(text), "首发").start == dt.date(2026, 1, 8)


def test_ten_thousand_tasks_in_two_phases_are_twenty_thousand_links() -> None:
    lines = [
        f"  t{n}: {{owner: lin, duration: 1d, phase: {'a' if n < 5000 else 'b'}}}\n" for n in range(10000)
    ]
    found = plan("phases: {a: {}, b: {after: a}}\ntasks:\n" + "".join(lines), HEAD)
    assert task(found, "t9999").start == dt.date(2026, 1, 2)


def test_waiting_for_an_empty_phase_is_told_once() -> None:
    text = "phases: {p: {}, q: {after: [p, p.start]}}\ntasks: {x: {owner: lin, duration: 2d, phase: q}}\n"
    assert codes(text) == ["ECS603", "ECS604"]


def test_late_work_of_an_awaited_phase_keeps_what_waits() -> None:
    text = """
phases: {p: {}}
tasks:
  long: {owner: lin, duration: 10d, phase: p}
  short: {owner: lin, duration: 2d, phase: p, schedule: late}
  next: {owner: lin, duration: 2d, after: [p, p.start + 30d]}
"""
    planned = plan(text)
    assert task(planned, "next").start == dt.date(2026, 2, 12)
    assert task(planned, "short").finish == dt.date(2026, 2, 11)
    assert codes(text) == []


def test_two_late_tasks_do_not_both_leave_the_start_of_their_phase() -> None:
    text = """
phases: {p: {}}
tasks:
  one: {owner: lin, duration: 2d, phase: p, schedule: late, due: 2026-03-31}
  two: {owner: lin, duration: 2d, phase: p, schedule: late, due: 2026-03-31}
  next: {owner: lin, duration: 2d, after: p.start + 5d}
"""
    planned = plan(text)
    assert task(planned, "next").start == dt.date(2026, 1, 8)
    assert task(planned, "one").start == dt.date(2026, 1, 1)
    assert task(planned, "two").start == dt.date(2026, 3, 30)


def test_a_pin_against_a_phase_names_the_task() -> None:
    (found,) = [
        one for one in result(WAITS % "build, start: 2026-01-06").findings if one.rule.code == "ECS613"
    ]
    assert found.params["awaited"] == "shop"
