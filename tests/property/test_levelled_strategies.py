"""Random strategies: who writes down what `ecsc level` proposes gets exactly the proposed dates."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ecsc.assess import Assessed
from ecsc.assess.levelling import propose
from ecsc.assess.proposal import Engine, Proposal
from ecsc.pipeline import StrategyInput, compile_strategy

HEADER = {
    "id": "demo",
    "name": "Demo",
    "period": "2026-01-05..2026-12-31",
    "currency": "CNY",
    "owner": "p0",
    "calendar": {"holidays": ["2026-01-14", "2026-01-20"]},
}
DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2026, 2, 6))


STAGES = ("market_research", "proof_of_concept", "prototype", "small_batch_test", "launch")


@st.composite
def strategies(draw: st.DrawFn) -> dict[str, Any]:
    people: dict[str, Any] = {
        "p0": {"name": "P", "absent": ["2026-01-08..2026-01-09"]},
        "p1": {"name": "P", "capacity": draw(st.sampled_from(["4d per week", "5h per day", "7d per month"]))},
    }
    tasks: dict[str, Any] = {}
    for number in range(draw(st.integers(2, 8))):
        task: dict[str, Any] = {"owner": draw(st.sampled_from(["p0", "p0", "p1", "team"]))}
        kind = draw(st.integers(0, 4))
        if kind:
            task["effort"] = draw(st.sampled_from(["1d", "2d", "4d", "3h", "0.5d", "7d"]))
        if kind in (0, 1):
            task["duration"] = draw(st.sampled_from(["1d", "3d", "5d", "48h", "0d", "2.5d"]))
        if number:
            other = f"t{draw(st.integers(0, number - 1))}"
            after = draw(st.sampled_from(["", "{}", "{}.start + 1d", "{} + 30h", "{} - 1d"]))
            if after:
                task["after"] = after.format(other)
            if draw(st.integers(0, 4)) == 0:
                task["finish_after"] = draw(st.sampled_from(["{}", "{}.start + 3d", "{} + 20h"])).format(
                    other
                )
        extra = draw(
            st.sampled_from(["", "", "", "start", "not_before", "due", "late", "status", "contingent"])
        )
        if extra in ("start", "not_before", "due"):
            task[extra] = draw(DAYS)
        elif extra == "late":
            task |= {"schedule": "late", "due": draw(DAYS)} if draw(st.booleans()) else {"schedule": "late"}
        elif extra == "status":
            task["status"] = draw(st.sampled_from(["started", "done", "dropped"]))
        elif extra:
            task["contingent"] = True
        if draw(st.integers(0, 3)) == 0:
            task["buffer"] = "1d"
        tasks[f"t{number}"] = task
    phases = draw(phased(tasks))
    stones = {"m": {"after": "t0", "due": draw(DAYS)}, "n": {"due": draw(DAYS)}}
    buffer = draw(st.sampled_from([{"policy": "none"}, {"policy": "per_task", "size": "10%"}]))
    header = HEADER | {"buffer": buffer}
    teams = {"team": {"name": "Team"}}
    found = {"strategy": header, "people": people, "teams": teams, "tasks": tasks, "milestones": stones}
    if phases:
        found["phases"] = phases
        stones["o"] = {"after": draw(st.sampled_from(["early", "late.start + 1d"]))}
    if draw(st.integers(0, 3)) == 0:
        tasks["post"] = {"owner": "p0", "effort": "2h", "every": "week"}
        found |= draw(launched(list(phases)))
    return found


@st.composite
def launched(draw: st.DrawFn, phases: list[str]) -> dict[str, Any]:
    """Draw a launch whose stages are made, in a phase where there is one."""
    launch: dict[str, Any] = {"date": dt.date(2026, 3, 2), "owner": "p1"}
    if phases:
        launch["phase"] = draw(st.sampled_from(phases))
    gates = {name: {"duration": "2d", "owner": "p0"} for name in STAGES}
    return {"stage_gates": gates, "launches": {"shoe": launch}}


@st.composite
def phased(draw: st.DrawFn, tasks: dict[str, Any]) -> dict[str, Any]:
    """Put tasks into two phases, the later of which waits for the earlier one, and let work wait for either."""
    if len(tasks) < 3 or draw(st.integers(0, 3)) == 0:
        return {}
    middle = draw(st.integers(1, len(tasks) - 1))
    for number, task in enumerate(tasks.values()):
        which = draw(st.sampled_from(["in", "in", "out", "waits"]))
        if which == "in":
            task["phase"] = "early" if number < middle else "late"
        elif which == "waits" and number >= middle:
            waits = draw(
                st.sampled_from(
                    ["early", "early.start", "early.start + 2d", "early + 1d", "early.start - 1d"]
                )
            )
            task["after"] = [each for each in (task.get("after"), waits) if each]
    late = {"name": "Late"}
    wait = draw(st.sampled_from(["", "early", "early.start + 2d", "early - 1d"]))
    return {"early": {"name": "Early"}, "late": late | ({"after": wait} if wait else {})}


def assessed(source: dict[str, Any]) -> Assessed:
    text = yaml.safe_dump(source, sort_keys=False)
    found = compile_strategy(StrategyInput("demo", (("demo.yaml", text.encode()),)), plan=False).assessed
    assert found is not None
    return found


def dates(found: Assessed) -> dict[str, tuple[dt.date, dt.date]]:
    schedule = found.timetable.schedule
    placed = {name: schedule.placed(name) for name in schedule.numbers}
    return {name: (one.first_day, one.last_day) for name, one in placed.items()}


def proposed(found: Assessed, engine: Engine = "serial") -> Proposal:
    return propose(found.linked.strategy, found.timetable, found.load, engine)


@given(strategies())
@settings(max_examples=120, deadline=None)
def test_what_is_written_down_is_what_was_proposed(source: dict[str, Any]) -> None:
    round_trip(source, "serial")


@given(strategies())
@settings(max_examples=30, deadline=None)
def test_what_is_written_down_is_what_the_solver_proposed(source: dict[str, Any]) -> None:
    pytest.importorskip("ortools")
    round_trip(source, "cp_sat")


def round_trip(source: dict[str, Any], engine: Engine) -> None:
    before = assessed(source)
    proposal = proposed(before, engine)
    strategy = before.linked.strategy
    named = {one.task for one in proposal.pins} | {one.follows for one in proposal.moves if one.follows}
    named |= {one.id for one in proposal.moves}
    assert named <= {*strategy.tasks, *strategy.milestones}
    assert {pin.task for pin in proposal.pins} <= set(source["tasks"])
    quality = proposal.quality
    assert quality is None or quality.gap >= 0 or proposal.overloads_after
    for pin in proposal.pins:
        source["tasks"][pin.task]["not_before"] = pin.not_before
        if pin.early:
            source["tasks"][pin.task]["schedule"] = "early"
    after = assessed(source)
    expected = dates(before) | {one.id: (one.after.first, one.after.last) for one in proposal.moves}
    assert dates(after) == expected
    again = proposed(after)
    if proposal.outcome == "levelled":
        assert again.overloads_before == proposal.overloads_after
