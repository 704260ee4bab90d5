"""The calendar, read back by another program."""

from __future__ import annotations

import datetime as dt
import time
from decimal import Decimal
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from msgspec import structs

from ecsc.compiled import Compiled
from ecsc.diagnostics import Severity
from ecsc.emit.calendar import render
from ecsc.emit.calendar.ics import LONGEST
from ecsc.emit.calendar.series import series
from ecsc.plan.time_types import DutyPlan, LaunchPlan, Occurrence
from ecsc.plan.types import PersonPlan, PromotionPlan
from ecsc.quantity import Window
from tests.unit.emit_text.apparel_sample import apparel
from tests.unit.emit_text.plan_samples import day, empty, milestone, task, with_plan, with_work
from tests.unit.emit_text.test_hostile_text import HOSTILE, renamed

STANDUP = "meetings.standup@apparel_online_2026h1"


def text(compiled: Compiled, language: str = "en") -> str:
    (file,) = render(compiled, language)
    return file.content.decode()


def events(compiled: Compiled, language: str = "en") -> dict[str, Any]:
    """Return the entries by UID, as `icalendar` reads them; no two share one."""
    content = text(compiled, language)
    for line in content.removesuffix("\r\n").split("\r\n"):
        assert len(line.encode()) <= LONGEST
        assert "\n" not in line
    found = list(Calendar.from_ical(content).walk("VEVENT"))
    named = {str(event["UID"]): event for event in found}
    assert len(named) == len(found) == content.count("BEGIN:VEVENT\r\n")
    assert not any(event.errors for event in found)
    return named


def days(event: Any) -> list[dt.date]:
    """Return the first days of all times an entry comes round, by the rules of another library."""
    first = event["DTSTART"].dt
    if "RRULE" not in event:
        return [first]
    left_out = {one.dt for one in event["EXDATE"].dts} if "EXDATE" in event else set()
    rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=dt.datetime.combine(first, dt.time()))
    return [one.date() for one in rule if one.date() not in left_out]


def duty(dates: list[dt.date], **fields: Any) -> DutyPlan:
    plain: dict[str, Any] = {
        "section": "meetings", "id": "standup", "field": "every", "name": "Stand-up", "owner": None, "every": "workday",
    }  # fmt: skip
    return DutyPlan(**{**plain, **fields}, dates=tuple(Occurrence(one) for one in dates))


def test_work_is_whole_days_with_an_end_that_is_not_in() -> None:
    plan = with_work(
        empty(),
        tasks=(
            task(
                "shop",
                "Shop design",
                "01-05",
                "01-09",
                owner="lin",
                checklist=("Logo", "Fonts"),
                duration=Decimal(5),
            ),
            task("dropped", "Dropped", "01-05", "01-09", status="dropped"),
            task("undated", "Undated"),
        ),
        milestones=(milestone("open", "Shop opens", "01-12"), milestone("later", "Some day")),
    )
    plan = with_plan(plan, people=(PersonPlan("lin", "Lin Wei", "person", None, ()),))
    found = events(plan)
    assert set(found) == {"tasks.shop@apparel_online_2026h1", "milestones.open@apparel_online_2026h1"}
    shop, opening = found.values()
    assert (shop["DTSTART"].dt, shop["DTEND"].dt) == (day("01-05"), day("01-10"))
    assert (opening["DTSTART"].dt, opening["DTEND"].dt) == (day("01-12"), day("01-13"))
    assert str(opening["SUMMARY"]) == "Milestone: Shop opens"
    lines = str(shop["DESCRIPTION"]).split("\n")
    assert lines[0] == "Owner: Lin Wei"
    assert lines[-2:] == ["☐ Logo", "☐ Fonts"]


def test_no_clock_stamps_an_entry() -> None:
    plan = with_work(empty(), tasks=(task("a", "A", "01-05", "01-05"),))
    (event,) = events(plan).values()
    assert event["DTSTAMP"].dt == dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    seen = with_plan(plan, strategy=structs.replace(plan.plan.strategy, as_of=day("03-04")))
    (event,) = events(seen).values()
    assert event["DTSTAMP"].dt == dt.datetime(2026, 3, 4, tzinfo=dt.UTC)


def test_a_promotion_runs_from_instant_to_instant_everywhere() -> None:
    window = Window(dt.datetime(2026, 3, 7, 20), dt.datetime(2026, 3, 7, 22), whole_days=False)  # noqa: DTZ001  # of the shop
    whole = Window(dt.datetime(2026, 6, 18), dt.datetime(2026, 6, 21), whole_days=True)  # noqa: DTZ001  # of the shop

    def promotion(key: str, window: Window | None) -> PromotionPlan:
        return PromotionPlan(key, key, "item", "5折", window, (), None, None, None, ())

    plan = with_plan(
        empty(), promotions=(promotion("flash", window), promotion("618", whole), promotion("x", None))
    )
    flash, festival = events(plan).values()
    assert flash["DTSTART"].dt == dt.datetime(2026, 3, 7, 12, tzinfo=dt.UTC)
    assert flash["DTEND"].dt == dt.datetime(2026, 3, 7, 14, tzinfo=dt.UTC)
    assert "2026-03-07 20:00" in flash["DESCRIPTION"]
    assert (festival["DTSTART"].dt, festival["DTEND"].dt) == (day("06-18"), day("06-21"))


def test_a_promotion_in_the_hour_that_is_skipped_does_not_end_before_it_starts() -> None:
    window = Window(dt.datetime(2026, 3, 8, 2, 30), dt.datetime(2026, 3, 8, 3, 30), whole_days=False)  # noqa: DTZ001  # of the shop
    promotion = PromotionPlan("p", "P", "item", "5折", window, (), None, None, None, ())
    head = structs.replace(empty().plan.strategy, timezone="America/St_Johns")
    (event,) = events(with_plan(empty(), promotions=(promotion,), strategy=head)).values()
    assert event["DTSTART"].dt == dt.datetime(2026, 3, 8, 6, tzinfo=dt.UTC)
    assert "DTEND" not in event


def test_a_launch_and_a_duty_have_their_days() -> None:
    launch = LaunchPlan("dress", "Dress", day("05-06"), None, None, (), ())
    review = DutyPlan("legal.reviews", "ads", "due", "Adverts", None, None, (Occurrence(day("02-03")),))
    never = DutyPlan("legal.reviews", "b", "due", "B", None, None, ())
    found = events(with_work(empty(), launches=(launch,), duties=(review, never)))
    assert list(found) == [
        "launches.dress@apparel_online_2026h1",
        "legal.reviews.ads.due@apparel_online_2026h1",
    ]
    assert [days(event) for event in found.values()] == [[day("05-06")], [day("02-03")]]


def test_daily_work_is_one_series_without_its_days_off() -> None:
    all_days = [day("01-05") + dt.timedelta(days=n) for n in range(60)]
    worked = [one for one in all_days if one.weekday() < 5 and one != day("02-17")] + [day("02-14")]
    found = events(with_work(empty(), duties=(duty(sorted(worked)),)))
    assert set(found) == {STANDUP, "meetings.standup.2026-02-14@apparel_online_2026h1"}
    assert found[STANDUP]["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20260305;BYDAY=MO,TU,WE,TH,FR"
    assert sorted(one for event in found.values() for one in days(event)) == sorted(worked)


def test_what_was_moved_says_from_where() -> None:
    moved = DutyPlan(
        "meetings", "m", "every", "M", None, "month", (Occurrence(day("01-05"), moved_from=day("01-04")),)
    )
    (event,) = events(with_work(empty(), duties=(moved,))).values()
    assert "moved from 4 Jan 2026" in event["DESCRIPTION"]


@settings(max_examples=200, deadline=None)
@given(st.sets(st.integers(0, 120), min_size=1, max_size=80))
def test_a_series_and_what_stands_alone_are_exactly_the_dates(numbers: set[int]) -> None:
    dates = [day("01-01") + dt.timedelta(days=number) for number in sorted(numbers)]
    found = events(with_work(empty(), duties=(duty(dates),)))
    assert sorted(one for event in found.values() for one in days(event)) == dates


@pytest.mark.parametrize(
    ("step", "rule"),
    [(1, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU"), (3, "FREQ=DAILY;INTERVAL=3"), (7, "FREQ=WEEKLY;BYDAY=MO"),
     (14, "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO")],
)  # fmt: skip
def test_what_comes_round_evenly_is_a_rule_without_exceptions(step: int, rule: str) -> None:
    dates = tuple(dt.date(2026, 1, 5) + dt.timedelta(days=step * n) for n in range(40))
    found = series(dates)
    assert found is not None
    assert found.rule == f"{rule};UNTIL={dates[-1]:%Y%m%d}"
    assert not found.without
    assert not found.single


def test_months_are_no_rule() -> None:
    assert series(tuple(dt.date(2026, month, 28) for month in range(1, 13))) is None


@pytest.mark.parametrize("name", HOSTILE, ids=[ascii(name[:20]) for name in HOSTILE])
def test_no_name_breaks_out(name: str) -> None:
    plain = events(renamed("plain name"))
    found = events(renamed(name))
    assert set(found) == set(plain)
    for uid, event in found.items():
        assert {*event} == {*plain[uid]}
        assert event["DTSTART"].dt == plain[uid]["DTSTART"].dt


def test_a_long_name_in_chinese_is_folded_between_characters() -> None:
    found = events(with_work(empty(), tasks=(task("a", "上架，50;款\\n" * 60, "01-05", "01-05"),)))
    assert [str(event["SUMMARY"]) for event in found.values()] == ["上架，50;款\\n" * 60]


def test_every_entry_of_a_plan_with_errors_says_so() -> None:
    compiled = apparel()
    assert any(finding.level is Severity.ERROR for finding in compiled.findings)
    assert all("not valid yet" in event["DESCRIPTION"] for event in events(compiled).values())


def test_an_empty_strategy_is_a_calendar() -> None:
    assert events(empty()) == {}
    assert "X-WR-CALNAME:Empty\r\n" in text(empty())


def test_the_last_day_there_is_has_no_day_after_it() -> None:
    last = dt.date.max
    one = structs.replace(task("a", "A", "01-05", "01-05"), start=last, finish=last)
    (event,) = events(with_work(empty(), tasks=(one,))).values()
    assert "DTEND" not in event


def test_years_of_daily_work_are_small_and_quick() -> None:
    first = dt.date(2026, 1, 1)
    dates = [
        one for n in range(3653) if (one := first + dt.timedelta(days=n)).weekday() < 5 and one.month != 2
    ]
    duties = tuple(duty(dates, id=f"d{number}") for number in range(1500))
    start = time.perf_counter()
    (file,) = render(with_work(empty(), duties=duties), "en")
    assert time.perf_counter() - start < 5
    assert len(file.content) < 6_000_000
    assert file.content.count(b"BEGIN:VEVENT") == 1500
