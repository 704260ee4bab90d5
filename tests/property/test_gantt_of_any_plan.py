"""Any plan becomes a picture and a diagram: whatever its dates, names and figures, without a traceback."""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ecsc.emit.gantt import render as picture
from ecsc.emit.mermaid import render as diagrams
from ecsc.plan.time_types import (
    BaselinePlan,
    BufferPlan,
    DutyPlan,
    LaunchPlan,
    Occurrence,
    PersonLoad,
    RetailDayPlan,
    TaskShare,
    WeekLoad,
)
from ecsc.plan.types import Plan
from ecsc.plan.work_types import Driver, MilestonePlan, TaskPlan
from tests.unit.emit_gantt.plan_samples import compiled, link, milestone, phase, plan, task

NEAR = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
DAYS = st.one_of(NEAR, NEAR, st.dates(), st.sampled_from([dt.date.min, dt.date.max]))
MAYBE = st.none() | DAYS
IDS = st.sampled_from(["a", "b", "c", "店铺", "x y"])
NAMES = st.text(max_size=12) | st.sampled_from(["", "W" * 300, "很" * 300, "\u202e</title>", "🚀"])
AMOUNTS = st.decimals(0, 40, places=2) | st.sampled_from([Decimal(0), Decimal("0.001"), Decimal(10**6)])
SIGNED = st.none() | st.decimals(-900, 900, places=1)
KINDS = st.sampled_from(["predecessor", "pin", "not_before", "strategy_start", "late", "due"])
DRIVERS = st.none() | st.builds(Driver, KINDS, st.none() | IDS)


@st.composite
def tasks(draw: st.DrawFn) -> TaskPlan:
    start, finish = sorted((draw(DAYS), draw(DAYS)))
    later = draw(MAYBE)
    dated = draw(st.integers(0, 9)) > 0
    return replace(
        task(draw(IDS), None),
        name=draw(NAMES),
        start=start if dated else None,
        finish=finish if dated else None,
        buffer_finish=max(later, finish) if later and dated else None,
        latest_buffer_finish=draw(MAYBE),
        duration=draw(st.none() | AMOUNTS),
        total_float=draw(SIGNED),
        critical=draw(st.booleans()),
        near_critical=draw(st.booleans()),
        status=draw(st.sampled_from(["planned", "started", "done", "dropped"])),
        driver=draw(DRIVERS),
        phase=draw(st.none() | IDS),
        owner=draw(st.none() | IDS),
        due=draw(MAYBE),
        remaining=draw(st.none() | AMOUNTS),
        started=draw(MAYBE),
        finished=draw(MAYBE),
        baseline_start=draw(MAYBE),
        baseline_finish=draw(MAYBE),
        slip=draw(SIGNED),
        forecast_start=draw(MAYBE),
        forecast_finish=draw(MAYBE),
        launch=draw(st.none() | IDS),
        every=draw(st.sampled_from([None, None, "week"])),
        after=tuple(link(on) for on in draw(st.lists(IDS, max_size=2))),
    )


@st.composite
def milestones(draw: st.DrawFn) -> MilestonePlan:
    return replace(
        milestone(draw(IDS), draw(MAYBE)),
        name=draw(NAMES),
        due=draw(MAYBE),
        slack=draw(SIGNED),
        baseline_date=draw(MAYBE),
        forecast_date=draw(MAYBE),
        slip=draw(SIGNED),
        driver=draw(DRIVERS),
        critical=draw(st.booleans()),
    )


WEEKS = st.builds(
    WeekLoad, DAYS, AMOUNTS, AMOUNTS, st.lists(st.builds(TaskShare, IDS, AMOUNTS), max_size=9).map(tuple)
)
LOADS = st.builds(PersonLoad, IDS, st.lists(WEEKS, max_size=6).map(tuple), st.just(("a",)))
BUFFERS = st.builds(
    BufferPlan, st.sampled_from(["project", "feeding"]), IDS, st.none() | IDS, AMOUNTS, SIGNED, MAYBE, MAYBE
)
RETAIL = st.builds(RetailDayPlan, IDS, NAMES, DAYS, DAYS, DAYS, st.just("usual"), st.booleans())
DATES = st.lists(st.builds(Occurrence, DAYS, MAYBE), max_size=40).map(tuple)
EVERY = st.sampled_from(["every week", "every 2 weeks", "every workday", "every 3 half-years"])
REGULAR = st.builds(
    DutyPlan, st.just("meetings"), IDS, st.just("every"), NAMES, st.none() | IDS, EVERY, DATES
)
LAUNCHES = st.builds(LaunchPlan, IDS, NAMES, DAYS, st.none(), st.none() | IDS, st.just(()), st.just(()))
BASELINES = st.none() | st.builds(BaselinePlan, NAMES, MAYBE, SIGNED, st.just(("gone",)), st.just(("a", "b")))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    def some(of: st.SearchStrategy[object], most: int = 4) -> tuple[object, ...]:
        return tuple(draw(st.lists(of, max_size=most)))

    period = sorted((draw(DAYS), draw(DAYS)))
    made = plan(
        some(tasks()), some(milestones()), [phase("a", draw(NAMES))] if draw(st.booleans()) else [],  # type: ignore[arg-type]
        name=draw(NAMES), period=(period[0], period[1]), project_buffer=0,
    )  # fmt: skip
    work = replace(
        made.work,
        retail_days=some(RETAIL),
        load=some(LOADS, 15),
        duties=some(REGULAR, 9),
        buffers=some(BUFFERS),
        launches=some(LAUNCHES),
        forecast_finish=draw(MAYBE),
        baseline=draw(BASELINES),
    )
    return replace(made, work=work, strategy=replace(made.strategy, as_of=draw(MAYBE)))


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(plans(), st.sampled_from(["en", "zh-CN"]))
def test_any_plan_becomes_a_picture_on_its_paper(sample: Plan, language: str) -> None:
    (artifact,) = picture(compiled(sample), language)
    root = ET.fromstring(artifact.content)  # noqa: S314
    right, bottom = float(root.attrib["width"]), float(root.attrib["height"])
    for node in root.iter("{http://www.w3.org/2000/svg}rect"):
        if "x" in node.attrib:
            x, y, wide, high = (float(node.attrib[name]) for name in ("x", "y", "width", "height"))
            assert min(x, y, wide, high) >= 0
            assert x + wide <= right + 0.01
            assert y + high <= bottom
    for node in root.iter("{http://www.w3.org/2000/svg}path"):
        for across, down in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", node.attrib["d"]):
            assert -1 <= float(across) <= right + 1
            assert -1 <= float(down) <= bottom


@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(plans(), st.sampled_from(["en", "zh-CN"]))
def test_any_plan_becomes_rows_with_an_end_after_their_start(sample: Plan, language: str) -> None:
    for artifact in diagrams(compiled(sample), language):
        for start, end in re.findall(r", (\d{4}-\d\d-\d\d), (\d{4}-\d\d-\d\d)\n", artifact.content.decode()):
            assert start <= end
