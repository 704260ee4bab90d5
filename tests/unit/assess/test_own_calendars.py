"""Calendars of teams and people: what they inherit, what they add, and what it does to their work."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import time

import pytest

from ecsc.assess.calendars import Calendars, calendars_of
from ecsc.diagnostics import Span
from ecsc.model import build
from ecsc.source import read_document
from ecsc.source.shape.gate import check_shape
from tests.unit.assess.strategies import HEAD, codes, plan, result, task

CN = HEAD.replace("owner: lin}", "owner: lin, calendar: {country: CN, extra_workdays: [2026-03-07]}}", 1)
MARCH_7 = dt.date(2026, 3, 7)


def calendars(text: str, head: str = CN) -> Calendars:
    raw = (head.replace("people:\n  lin: {name: Lin}\n", "") + text).encode()
    document = read_document("demo.yaml", raw)[0]
    strategy, _ = build([document], [check_shape(document, list(document.data["strategy"]))[1]])
    return calendars_of(strategy)


def worked(text: str, owner: str, *days: str, head: str = CN) -> list[int]:
    calendar = calendars(text, head).of(owner)
    return [calendar.minutes_on(dt.date.fromisoformat(day)) for day in days]


@pytest.mark.parametrize(
    ("person", "team", "day", "minutes"),
    [
        ("{}", "{}", "2026-03-07", 480),  # the strategy's extra workday
        ("{}", "{}", "2026-02-18", 0),  # the strategy's country
        ("{}", "{calendar: {holidays: [2026-03-07]}}", "2026-03-07", 480),  # an extra workday wins
        ("{calendar: {holidays: [2026-03-04]}}", "{}", "2026-03-04", 0),
        ("{calendar: {extra_workdays: [2026-03-04]}}", "{calendar: {holidays: [2026-03-04]}}", "2026-03-04", 480),
        ("{calendar: {holidays: [2026-03-04]}}", "{calendar: {extra_workdays: [2026-03-04]}}", "2026-03-04", 480),
        ("{calendar: {half_days: [2026-03-07]}}", "{}", "2026-03-07", 240),
        ("{}", "{calendar: {half_days: [2026-03-04]}}", "2026-03-04", 240),
        ("{absent: 2026-03-07}", "{}", "2026-03-07", 0),
        ("{}", "{absent: 2026-03-07}", "2026-03-07", 0),
        ("{calendar: {extra_workdays: [2026-03-04]}}", "{absent: 2026-03-04}", "2026-03-04", 0),
        ("{calendar: {workweek: mon-sat}}", "{}", "2026-03-14", 480),
        ("{calendar: {workweek: mon-sat}}", "{calendar: {workweek: mon-thu}}", "2026-03-14", 480),
        ("{}", "{calendar: {workweek: mon-thu}}", "2026-03-13", 0),
        ("{calendar: {country: DE}}", "{}", "2026-02-18", 480),
        ("{calendar: {country: DE}}", "{}", "2026-02-14", 0),  # no ordered working Saturday
        ("{calendar: {country: DE}}", "{}", "2026-03-07", 480),  # the strategy's own extra workday stays
        ("{calendar: {country: DE}}", "{}", "2026-12-25", 0),
        ("{calendar: {country: DE}}", "{calendar: {country: DE, region: SN}}", "2026-11-18", 480),
        ("{calendar: {region: SN}}", "{calendar: {country: DE}}", "2026-11-18", 0),
        ("{}", "{calendar: {country: DE, region: SN}}", "2026-11-18", 0),
        ("{calendar: {region: DE-SN}}", "{}", "2026-11-18", 0),
        ("{calendar: {country: de, region: DE-SN}}", "{}", "2026-11-18", 0),
        ("{calendar: {country: ＤＥ, region: ＳＮ}}", "{}", "2026-11-18", 0),
        ("{calendar: {country: US, region: DE-SN}}", "{}", "2026-02-18", 0),  # contradictory: as if not written
        ("{calendar: {country: XX}}", "{}", "2026-02-18", 0),  # unknown: as if it were not written
    ],
)  # fmt: skip
def test_what_is_left_out_is_inherited_and_days_come_on_top(
    person: str, team: str, day: str, minutes: int
) -> None:
    member = person[:-1] + ("team: ops}" if person == "{}" else ", team: ops}")
    text = f"people:\n  lin: {member}\nteams:\n  ops: {team}\n"
    assert worked(text, "lin", day) == [minutes]


def test_a_team_owns_its_days_and_its_members_by_either_name() -> None:
    text = (
        "people:\n  lin: {}\n  max: {team: two}\n  eva: {}\n"
        "teams:\n  one: {members: [lin, max], absent: 2026-03-04}\n  two: {}\n  three: {members: [lin]}\n"
    )
    found = calendars(text)
    days = {name: found.of(name).minutes_on(dt.date(2026, 3, 4)) for name in ("one", "lin", "max", "eva")}
    assert days == {"one": 0, "lin": 0, "max": 480, "eva": 480}
    assert found.of(None) is found.of("stranger") is found.of("eva") is found.base


def test_equal_calendars_are_made_once_and_none_for_who_differs_in_nothing() -> None:
    people = "".join(f"  p{number}: {{}}\n" for number in range(50))
    people += "".join(
        f"  q{number}: {{absent: [2026-03-05, 2026-03-04], calendar: {{country: cn}}}}\n"
        for number in range(20)
    )
    people += "  r: {absent: [2026-03-04, 2026-03-05]}\n  s: {calendar: {workweek: mon-fri}}\n"
    found = calendars("people:\n" + people)
    assert len(found.each) == 2
    assert found.number("q0") == found.number("q19") == found.number("r") == 1
    assert found.number("p7") == found.number("s") == 0


def test_ten_thousand_people_who_all_differ_take_bounded_time() -> None:
    people = "".join(
        f"  p{number}: {{absent: 2026-{number % 12 + 1:02}-{number % 28 + 1:02}..2026-12-31,"
        f" calendar: {{holidays: [1900-01-01..{1900 + number % 100}-12-31]}}}}\n"
        for number in range(10_000)
    )
    text = "people:\n" + people
    begun = time.process_time()
    found = calendars(text)
    assert len(found.each) > 1000
    assert time.process_time() - begun < 20


def test_half_days_move_the_work_and_half_of_it_is_done() -> None:
    head = HEAD.replace("owner: lin}", "owner: lin, calendar: {half_days: [2026-03-04..2026-03-05]}}", 1)
    planned = plan(
        "tasks:\n"
        "  a: {owner: lin, duration: 3d, start: 2026-03-03}\n"
        "  b: {owner: lin, duration: 0.5d, start: 2026-03-04}\n"
        "  c: {owner: lin, duration: 1d, after: b}\n"
        "milestones:\n  m: {due: 2026-03-06, after: b}\n",
        head,
    )
    day = dt.date
    assert (task(planned, "a").start, task(planned, "a").finish) == (day(2026, 3, 3), day(2026, 3, 6))
    assert (task(planned, "b").start, task(planned, "b").finish) == (day(2026, 3, 4), day(2026, 3, 4))
    assert (task(planned, "c").start, task(planned, "c").finish) == (day(2026, 3, 5), day(2026, 3, 6))
    assert str(planned.work.milestones[0].slack) == "1.5"
    assert planned.work.calendar.half_days == (day(2026, 3, 4), day(2026, 3, 5))


def test_a_task_of_a_team_keeps_the_teams_days() -> None:
    text = (
        "teams:\n  ops: {lead: lin, calendar: {workweek: mon-sat, extra_workdays: [2026-03-08]}}\n"
        "tasks:\n  a: {owner: ops, duration: 3d, start: 2026-03-06}\n"
        "  b: {owner: lin, duration: 3d, start: 2026-03-06}\n"
    )
    planned = plan(text)
    assert task(planned, "a").finish == dt.date(2026, 3, 8)
    assert task(planned, "b").finish == dt.date(2026, 3, 10)


def test_effort_is_stretched_against_the_days_of_ones_own_week() -> None:
    text = (
        "people:\n  lin: {capacity: 3d per week, calendar: {workweek: mon-wed}}\n"
        "  max: {capacity: 3d per week}\n"
        "tasks:\n  a: {owner: lin, effort: 6d, start: 2026-03-02}\n"
        "  b: {owner: max, effort: 6d, start: 2026-03-02}\n"
    )
    planned = plan(text, HEAD.replace("people:\n  lin: {name: Lin}\n", ""))
    assert task(planned, "a").finish == dt.date(2026, 3, 11)  # two weeks of three days
    assert task(planned, "b").finish == dt.date(2026, 3, 13)  # ten days at three fifths


def test_a_cost_lies_on_the_days_of_whoever_does_the_work() -> None:
    text = (
        "people:\n  lin: {calendar: {workweek: sat-sun}}\n"
        "budgets:\n  m: {limit: 1000, owner: lin}\n"
        "tasks:\n  a: {owner: lin, duration: 3d, start: 2026-03-28, cost: 300, budget: m}\n"
    )
    planned = plan(text, HEAD.replace("people:\n  lin: {name: Lin}\n", ""))
    quarters = [str(cell.committed.amount) for cell in planned.budgets[0].periods if cell.committed]
    assert quarters == ["200.00", "100.00", "0.00", "0.00"]


def test_an_own_country_that_is_not_published_is_provisional_once() -> None:
    head = HEAD.replace("2026-12-31", "2027-12-31", 1)
    text = (
        "  max: {calendar: {country: CN}}\n  eva: {calendar: {country: CN}}\n  jim: {calendar: {country: DE}}\n"
        "tasks:\n  a: {name: A, owner: max, duration: 1d}\n"
    )
    found = [one for one in result(text, head).findings if one.rule.code == "ECS619"]
    assert [one.params for one in found] == [{"country": "CN", "years": ["2027"]}]
    assert plan(text, head).work.calendar.provisional_years == (2027,)
    idle = text.replace("owner: max", "owner: jim")
    assert plan(idle, head).work.calendar.provisional_years == ()


def test_the_plan_knows_the_holidays_of_the_year_its_work_runs_into() -> None:
    head = HEAD.replace("2026-01-01..2026-12-31", "2025-12-01..2025-12-31", 1).replace(
        "owner: lin}", "owner: lin, calendar: {country: CN, holidays: [2025-12-31]}}", 1
    )
    calendar = plan("tasks:\n  a: {name: A, owner: lin, duration: 30d}\n", head).work.calendar
    assert [day.date.isoformat()[:7] for day in calendar.holidays] == ["2025-12", *["2026-01"] * 3]
    assert calendar.extra_workdays == (dt.date(2026, 1, 4),)


@pytest.mark.parametrize(
    ("spec", "underlined"),
    [("{region: SN}", "SN"), ("{country: XX}", "XX"), ("{country: CN, region: X}", "X")],
)
def test_an_unknown_country_is_told_where_it_stands(spec: str, underlined: str) -> None:
    own = f"  max: {{calendar: {spec}}}\n"
    base = HEAD.replace("owner: lin}", f"owner: lin, calendar: {spec}}}", 1)
    for code, head, text in (("ECS640", HEAD, own), ("ECS620", base, "")):
        (found,) = (one for one in result(text, head).findings if one.rule.code == code)
        assert isinstance(found.at, Span)
        assert (head + text)[found.at.start : found.at.end] == underlined
        assert found.hint


def test_provisional_years_are_told_in_runs() -> None:
    head = HEAD.replace("2026-01-01..2026-12-31", "1900-01-01..2199-12-31", 1).replace(
        "owner: lin}", "owner: lin, calendar: {country: CN}}", 1
    )
    (found,) = (one for one in result("", head).findings if one.rule.code == "ECS619")
    assert found.params["years"] == ["1900-1949", "2027-2199"]


def test_who_never_works_is_told_once_and_their_work_is_not_told_of_again() -> None:
    text = "  max: {absent: 2025-01-01..2030-12-31}\ntasks:\n  a: {name: A, owner: max, duration: 5d}\n"
    assert [code for code in codes(text) if code.startswith("ECS6")] == ["ECS641"]
    closed = HEAD.replace("owner: lin}", "owner: lin, calendar: {holidays: [1900-01-01..2199-12-31]}}", 1)
    assert "ECS641" not in codes(text, closed)
    assert "ECS621" in codes(text, closed)


def test_the_package_of_holidays_is_left_alone_where_nobody_names_a_country() -> None:
    code = (
        "import sys; from tests.unit.assess.strategies import plan;"
        "plan('teams:\\n  ops: {lead: lin, calendar: {workweek: mon-sat, half_days: [2026-03-04]}}\\n"
        "tasks:\\n  a: {owner: ops, duration: 3d}\\n');"
        "assert 'holidays' not in sys.modules; assert 'ecsc.catalogue.retail_days' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": ":".join(sys.path)}, check=True)


def test_chinese_ids_and_full_width_days_are_read_as_meant() -> None:
    text = (
        "people:\n  林薇: {team: 运营组}\nteams:\n"
        "  运营组: {calendar: {holidays: [２０２６-０３-０４], half_days: [2026年3月5日]}}\n"
    )
    assert worked(text, "林薇", "2026-03-04", "2026-03-05", "2026-03-06") == [0, 240, 480]
    assert MARCH_7 in calendars(text).base.working_days(MARCH_7, MARCH_7)
