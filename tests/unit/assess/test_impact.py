"""What a delay moves: every kind of promise, by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from ecsc.assess.delays import Change
from ecsc.assess.impact import Impact, impact
from ecsc.quantity import parse_duration
from tests.unit.assess.strategies import HEAD, result

STRATEGY = """
budgets:
  marketing: {limit: 100000, phasing: {2026-Q1: 40000, 2026-Q2: 60000}}
  other: {limit: 1000}
promotions:
  flash: {name: Flash, offer: 5折, window: 2026-03-09..2026-03-10, budget: other, limits: {spend: 500}}
metrics: {gmv: {standard: gmv}}
goals:
  sales: {name: Sales, metric: gmv, baseline: 0, target: 10万, due: 2026-03-31, owner: lin}
tactics:
  ads: {name: Ads, kind: content, window: 2026-03-01..2026-06-30, serves: [sales]}
tasks:
  design: {name: Design, owner: lin, duration: 10d, not_before: 2026-02-02}
  photos: {name: Photos, owner: lin, duration: 5d, not_before: 2026-02-02}
  list: {name: List, owner: lin, duration: 10d, after: [design, photos], ready_for: flash, due: 2026-02-27}
  film: {name: Film, owner: lin, duration: 20d, after: list, cost: 20000, budget: marketing, serves: [ads]}
milestones:
  open: {name: Open, due: 2026-03-04, after: list}
"""


def tried(*changes: Change) -> Impact:
    assessed = result(STRATEGY).assessed
    assert assessed is not None
    return impact(assessed, changes)


def slip(name: str, length: str) -> Change:
    return Change(name, parse_duration(length))


def test_a_slip_moves_what_follows_by_its_working_days() -> None:
    found = tried(slip("design", "5d"))
    assert [(one.id, one.days, one.changed) for one in found.shifts] == [
        ("design", Decimal(5), True),
        ("list", Decimal(5), False),
        ("open", Decimal(5), False),
        ("film", Decimal(5), False),
    ]
    assert found.finish == (dt.date(2026, 3, 27), dt.date(2026, 4, 3))
    assert found.finish_days == 5
    (promise,) = found.promises
    assert (promise.before, promise.after, promise.newly_missed) == (Decimal(3), Decimal(-2), True)
    assert [(one.kind, one.id) for one in found.missed] == [("due", "list")]
    (goal,) = found.goals
    assert (goal.goal, goal.by, goal.finish) == ("sales", "film", dt.date(2026, 4, 3))
    assert [(one.line, str(one.before.amount), str(one.after.amount)) for one in found.money] == [
        ("marketing", "20000.00", "17000.00"),
        ("marketing", "0.00", "3000.00"),
    ]


def test_a_promotion_is_missed_when_its_window_opens_first() -> None:
    found = tried(slip("design", "2w"))
    assert [(one.kind, one.id, one.day) for one in found.missed] == [
        ("due", "list", dt.date(2026, 2, 27)),
        ("promotion", "flash", dt.date(2026, 3, 8)),
    ]


def test_free_float_takes_a_slip_up() -> None:
    found = tried(slip("photos", "5d"))
    assert [one.id for one in found.shifts] == ["photos"]
    assert found.followers == ()
    assert (found.room[0].free_float, found.room[0].total_float) == (Decimal(5), Decimal(5))
    assert not any((found.promises, found.missed, found.goals, found.money, found.finish_days))


def test_nothing_changes_by_nothing() -> None:
    for change in (Change("design"), slip("design", "0d"), Change("design", longer=parse_duration("0d"))):
        found = tried(change)
        assert not any((found.shifts, found.finish_days, found.money))


def test_longer_work_ends_later_and_a_new_start_counts_from_its_day() -> None:
    longer = tried(Change("design", longer=parse_duration("2d")))
    assert longer.shifts[0].before[0] == longer.shifts[0].after[0]
    assert longer.finish_days == 2
    assert tried(Change("design", start=dt.date(2026, 2, 4))).finish_days == 2
    assert tried(slip("design", "5d"), Change("list", longer=parse_duration("1d"))).finish_days == 6


def test_what_is_pulled_in_comes_earlier_or_is_contradicted() -> None:
    from ecsc.quantity import Duration

    back = Duration(Decimal(-2), "d")
    (contradiction,) = tried(Change("design", back)).contradictions
    assert (contradiction.task, contradiction.awaited) == ("design", None)
    (contradiction,) = tried(Change("list", back)).contradictions
    assert (contradiction.awaited, contradiction.earliest) == ("design", dt.date(2026, 2, 16))
    assert tried(Change("list", back)).finish_days == -2


def test_an_unknown_task_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        tried(slip("nobody", "1d"))


def test_work_on_the_clock_slips_on_the_clock() -> None:
    text = "tasks:\n  dry: {owner: lin, duration: 72h}\n  next: {owner: lin, duration: 1d, after: dry}\n"
    assessed = result(text, HEAD).assessed
    assert assessed is not None
    found = impact(assessed, [Change("dry", parse_duration("24h"), None, parse_duration("24h"))])
    assert found.shifts[0].on_clock
    assert found.shifts[0].days == 2
