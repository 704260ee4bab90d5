"""Many regular dates of a duty are told in short, and nothing of them is lost."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecsc.emit.plan_json import render
from ecsc.pipeline import StrategyInput, compile_strategy
from ecsc.plan.duties import MOST_LISTED, run_of
from ecsc.plan.time_types import DutyRun, Occurrence

HEAD = """ecsc: 1
strategy: {id: demo, name: Demo, period: 2026-01-01..LAST, currency: CNY, calendar: {country: CN}}
people: {lin: {name: Lin}}
meetings:
"""


def spelled(run: DutyRun) -> set[dt.date]:
    """Return the dates that a run means, as a reader of the plan works them out."""
    days = (dt.date.fromordinal(n) for n in range(run.first.toordinal(), run.last.toordinal() + 1))
    regular = {day for day in days if day.weekday() in run.weekdays and day not in run.left_out}
    return regular | set(run.added)


def document(meetings: str, last: str = "2026-12-31") -> tuple[list[dict[str, object]], int]:
    text = HEAD.replace("LAST", last) + meetings
    compiled = compile_strategy(StrategyInput("demo", (("demo.yaml", text.encode()),))).compiled
    assert compiled is not None
    content = render(compiled, "en")[0].content
    duties: list[dict[str, object]] = json.loads(content)["work"]["duties"]
    return duties, len(content)


@pytest.mark.parametrize("every", ["day", "workday", "week"])
def test_a_run_means_the_same_dates(every: str) -> None:
    text = HEAD.replace("LAST", "2028-12-31") + f"  m: {{every: {every}}}\n"
    compiled = compile_strategy(StrategyInput("demo", (("demo.yaml", text.encode()),))).compiled
    assert compiled is not None
    (duty,) = compiled.plan.work.duties
    assert duty.run is not None, every
    assert spelled(duty.run) == {one.date for one in duty.dates}
    assert duty.run.count == len(duty.dates)
    assert duty.run.moved == tuple(one for one in duty.dates if one.moved_from is not None)


def test_few_dates_are_listed() -> None:
    (duty,), _ = document("  m: {every: week}\n")
    assert duty["run"] is None
    assert len(duty["dates"]) > 40  # type: ignore[arg-type]


def test_ten_years_of_daily_duties_stay_small() -> None:
    meetings = "".join(f"  m{n}: {{every: workday}}\n" for n in range(20))
    duties, size = document(meetings, "2035-12-31")
    assert all(duty["dates"] == [] for duty in duties)
    assert size < 20 * 12_000


@given(st.sets(st.integers(0, 400), min_size=MOST_LISTED + 1, max_size=300))
def test_any_dates_are_kept(numbers: set[int]) -> None:
    start = dt.date(2026, 1, 1)
    dates = tuple(Occurrence(start + dt.timedelta(days=number)) for number in sorted(numbers))
    run = run_of(dates)
    assert run is None or spelled(run) == {one.date for one in dates}
