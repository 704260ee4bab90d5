"""Random plans and the forecasts made of them: where all goes as planned, the forecast is the plan."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ecsc.assess.forecast import Forecast, forecast
from ecsc.assess.timetable import Timetable, timetable
from ecsc.model import Dependency, Strategy
from ecsc.model.execution import Milestone, Task
from ecsc.model.header import BufferPolicy, Header, WorkCalendar
from ecsc.model.resources import Person
from ecsc.quantity import Duration, parse_duration, parse_period, parse_rate
from ecsc.schedule import ProblemKind

MONDAY = dt.date(2026, 3, 2)
LENGTHS = ("0d", "0.5d", "1d", "2d", "1.5d", "5d", "2w", "30h", "72h")
LAGS = (None, "1d", "-1d", "20h", "0.5d")
DAYS = st.integers(-10, 60).map(lambda number: MONDAY + dt.timedelta(days=number))


def duration(text: str) -> Duration:
    return parse_duration(text)


@st.composite
def dependencies(draw: st.DrawFn, names: list[str]) -> tuple[Dependency, ...]:
    found = []
    for name in draw(st.lists(st.sampled_from(names), max_size=2, unique=True)) if names else []:
        lag = draw(st.sampled_from(LAGS))
        end: Literal["finish", "start"] = "start" if draw(st.integers(0, 2)) == 0 else "finish"
        sign = -1 if lag is not None and lag.startswith("-") else 1
        length = duration(lag.lstrip("-")) if lag is not None else None
        if length is not None:
            length = Duration(sign * length.value, length.unit, length.kind)
        found.append(Dependency(name, end, length, name))
    return tuple(found)


@st.composite
def strategies(draw: st.DrawFn) -> Strategy:
    tasks: dict[str, Task] = {}
    milestones: dict[str, Milestone] = {}
    for number in range(draw(st.integers(1, 7))):
        names = [*tasks, *milestones]
        after = draw(dependencies(names))
        name = f"t{number}"
        if number and draw(st.integers(0, 4)) == 0:
            due = draw(st.one_of(st.none(), DAYS))
            milestones[name] = Milestone(name, after=after, due=due)
            continue
        tasks[name] = Task(
            name,
            owner=draw(st.sampled_from(("lin", "mo"))),
            duration=duration(draw(st.sampled_from(LENGTHS))),
            after=after,
            finish_after=draw(dependencies(names)) if draw(st.booleans()) else (),
            start=draw(DAYS) if draw(st.integers(0, 5)) == 0 else None,
            not_before=draw(DAYS) if draw(st.integers(0, 5)) == 0 else None,
            due=draw(DAYS) if draw(st.integers(0, 3)) == 0 else None,
            schedule="late" if draw(st.integers(0, 4)) == 0 else None,
        )
    days_off = draw(st.lists(DAYS, max_size=4))
    mo_off = draw(st.lists(DAYS, max_size=3))
    buffer = BufferPolicy("per_task", parse_rate("20%")) if draw(st.booleans()) else BufferPolicy("none")
    header = Header(
        "demo",
        "Demo",
        parse_period("2026-03-02..2026-12-31"),
        "CNY",
        buffer=buffer,
        calendar=WorkCalendar(holidays=tuple(parse_period(f"{day}..{day}") for day in days_off)),
    )
    people = {
        "lin": Person("lin"),
        "mo": Person("mo", absent=tuple(parse_period(f"{day}..{day}") for day in mo_off)),
    }
    return Strategy(header, people=people, tasks=tasks, milestones=milestones)


def on(strategy: Strategy, day: dt.date) -> Strategy:
    return msgspec.structs.replace(strategy, header=msgspec.structs.replace(strategy.header, as_of=day))


def expected(strategy: Strategy, table: Timetable) -> Forecast:
    made = forecast(strategy, table)
    assert made is not None
    return made


def all_days(strategy: Strategy, found: Timetable | Forecast) -> dict[str, object]:
    return {name: found.days_of(name) for name in (*strategy.tasks, *strategy.milestones)}


def done_as_planned(strategy: Strategy, table: Timetable, *, told: bool) -> Strategy:
    tasks = {}
    for name, task in strategy.tasks.items():
        days = table.days_of(name)
        assert days is not None
        facts = {"started": days[0], "finished": days[1]} if told else {}
        tasks[name] = msgspec.structs.replace(task, status="done", **facts)
    return msgspec.structs.replace(strategy, tasks=tasks)


@settings(max_examples=300, deadline=None)
@given(strategies(), st.integers(0, 400))
def test_with_nothing_begun_the_forecast_is_the_plan(strategy: Strategy, before: int) -> None:
    table = timetable(strategy)
    earliest = min([MONDAY, *(days[0] for name in strategy.tasks if (days := table.days_of(name)))])
    made = expected(on(strategy, earliest - dt.timedelta(days=before)), table)
    assert all_days(strategy, made) == all_days(strategy, table)
    assert made.schedule.finish == table.schedule.finish


@settings(max_examples=300, deadline=None)
@given(strategies(), st.integers(0, 90), st.booleans())
def test_with_everything_done_as_planned_the_forecast_is_the_plan(
    strategy: Strategy, after: int, told: bool
) -> None:
    table = timetable(strategy)
    last = max((days[1] for name in strategy.tasks if (days := table.days_of(name))), default=MONDAY)
    done = done_as_planned(on(strategy, last + dt.timedelta(days=after)), table, told=told)
    made = expected(done, table)
    assert all_days(done, made) == all_days(done, table)


@settings(max_examples=300, deadline=None)
@given(strategies(), DAYS)
def test_on_any_day_of_a_plan_that_is_kept_the_forecast_ends_as_the_plan(
    strategy: Strategy, day: dt.date
) -> None:
    """What should have ended by the morning has, what should have begun has: nothing slips.

    Of a plan that contradicts itself the rest of what has begun waits, as the plan should have.
    """
    table = timetable(strategy)
    assume(all(problem.kind is not ProblemKind.PIN_CONFLICT for problem in table.schedule.problems))
    tasks = dict(strategy.tasks)
    for name, task in strategy.tasks.items():
        days = table.days_of(name)
        assert days is not None
        if days[1] < day:
            tasks[name] = msgspec.structs.replace(task, status="done", started=days[0], finished=days[1])
        elif days[0] < day:
            tasks[name] = msgspec.structs.replace(task, status="started", started=days[0])
    kept = msgspec.structs.replace(on(strategy, day), tasks=tasks)
    made = expected(kept, table)
    assert all_days(kept, made) == all_days(kept, table)


@settings(max_examples=300, deadline=None)
@given(strategies(), DAYS, st.data())
def test_whatever_has_happened_the_rest_lies_ahead_and_waits(
    strategy: Strategy, day: dt.date, data: st.DataObject
) -> None:
    """Work that has not begun starts today at the earliest; what is done lies where it was done."""
    tasks = {}
    for name, task in strategy.tasks.items():
        status = data.draw(st.sampled_from(("planned", "started", "done")))
        facts = {
            "started": data.draw(st.one_of(st.none(), DAYS)) if status != "planned" else None,
            "finished": data.draw(st.one_of(st.none(), DAYS)) if status == "done" else None,
            "remaining": duration(data.draw(st.sampled_from(LENGTHS))) if data.draw(st.booleans()) else None,
        }
        tasks[name] = msgspec.structs.replace(task, status=status, **facts)
    known = msgspec.structs.replace(on(strategy, day), tasks=tasks)
    table = timetable(known)
    made = expected(known, table)
    for name, task in tasks.items():
        days = made.days_of(name)
        assert days is not None
        assert days[0] <= days[1]
        if task.status == "planned":
            assert days[0] >= day
        elif task.status == "started":
            assert days[1] >= day
        elif task.finished is not None:
            assert days[1] == task.finished
    again = expected(known, timetable(known))
    assert all_days(known, again) == all_days(known, made)
