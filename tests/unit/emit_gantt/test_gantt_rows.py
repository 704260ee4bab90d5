from __future__ import annotations

from decimal import Decimal

from ecsc.emit.pictures.gantt.rows import MOST_PHASES, READABLE, choose_rows, group_work
from tests.unit.emit_gantt.plan_samples import D, half_year, many, milestone, phase, plan, task


def test_a_readable_plan_shows_every_item_once() -> None:
    sample = half_year()
    rows = choose_rows(sample)
    assert rows.fold == "none"
    shown = [row.task.id for row in rows.rows if row.task]
    assert sorted(shown) == sorted(item.id for item in sample.work.tasks if item.start)
    assert [row.milestone.id for row in rows.rows if row.milestone] == ["tested", "roi", "h1"]
    assert rows.rows[-1].kind == "buffer"


def test_phases_without_critical_tasks_fold_first() -> None:
    rows = choose_rows(many(160, 8))
    assert rows.fold == "uncritical phases"
    kinds = [row.kind for row in rows.rows]
    assert kinds.count("folded") == 6
    assert kinds.count("task") == 40


def test_then_only_critical_tasks_have_rows() -> None:
    rows = choose_rows(many(2000, 0, critical_every=40))
    assert rows.fold == "uncritical tasks"
    assert [row.kind for row in rows.rows].count("task") == 50
    rest = rows.rows[-1]
    assert rest.kind == "rest"
    assert rest.group is not None
    assert len(rest.group.tasks) == 1950


def test_then_every_phase_is_one_row() -> None:
    rows = choose_rows(many(10_000, 40))
    assert rows.fold == "all"
    assert [row.kind for row in rows.rows] == ["folded"] * 40
    assert sum(len(row.group.tasks) for row in rows.rows if row.group) == 10_000


def test_even_ten_thousand_phases_lose_no_task() -> None:
    rows = choose_rows(many(10_000, 10_000))
    assert len(rows.rows) == MOST_PHASES
    last = rows.rows[-1]
    assert (last.kind, last.more) == ("more", 10_000 - MOST_PHASES + 1)
    assert sum(len(row.group.tasks) for row in rows.rows if row.group) == 10_000


def test_the_limit_itself_is_readable() -> None:
    assert choose_rows(many(READABLE, 3)).fold == "none"
    assert choose_rows(many(READABLE + 1, 3)).fold != "none"


def test_work_of_no_phase_comes_last_and_is_headed_only_beside_phases() -> None:
    loose, housed = task("a", D(2026, 1, 5)), task("b", D(2026, 3, 2), phase="p")
    both = plan([loose, housed], [milestone("m", D(2026, 1, 9), phase="unknown")], [phase("p")])
    assert [group.phase.id if group.phase else None for group in group_work(both)] == ["p", None]
    assert [row.kind for row in choose_rows(both).rows] == ["phase", "task", "phase", "task", "milestone"]
    assert [row.kind for row in choose_rows(plan([loose])).rows] == ["task"]


def test_the_project_buffer_begins_when_the_last_task_buffer_ends() -> None:
    late = task("a", D(2026, 1, 5), 5, buffer=Decimal(1), buffer_finish=D(2026, 1, 12))
    rows = choose_rows(plan([late], project_buffer=2)).rows
    assert rows[-1].days == (D(2026, 1, 13), D(2026, 1, 14))


def test_on_one_day_the_task_stands_before_the_milestone() -> None:
    day = D(2026, 1, 5)
    rows = choose_rows(plan([task("a", day, 1)], [milestone("m", day)])).rows
    assert [row.kind for row in rows] == ["task", "milestone"]
