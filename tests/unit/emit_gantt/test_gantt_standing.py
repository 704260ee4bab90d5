"""How work stands in the picture: baseline, forecast, progress, buffers, and what it says on hover."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import pytest
from msgspec.structs import replace

from ecsc.emit.pictures.gantt.labels import labels_for
from ecsc.emit.pictures.gantt.layout import lay_out
from ecsc.emit.pictures.gantt.shapes import Chart, Drawn
from ecsc.messages import words
from ecsc.plan.time_types import BaselinePlan, BufferPlan
from ecsc.plan.types import Plan
from ecsc.plan.work_types import Driver
from tests.unit.emit_gantt.plan_samples import D, half_year, link, many, milestone, phase, plan, task
from tests.unit.emit_gantt.test_gantt_svg import picture, seen, texts

MONDAY = D(2026, 3, 2)


def chart(sample: Plan) -> Chart:
    return lay_out(sample, labels_for(sample, words("en")), 80)


def row_of(sample: Plan, key: str) -> Drawn:
    rows = chart(sample).rows
    return next(row for row in rows if (item := row.row.task or row.row.milestone) and item.id == key)


def with_buffers(sample: Plan, *buffers: BufferPlan) -> Plan:
    return replace(sample, work=replace(sample.work, buffers=buffers))


def hovers(svg: str) -> list[str]:
    return re.findall(r"<title>([^<]*)</title>", svg)


def test_a_baseline_is_a_thin_bar_below_where_the_baseline_had_the_task() -> None:
    early = {"baseline_start": MONDAY, "baseline_finish": D(2026, 3, 6)}
    sample = plan([task("a", D(2026, 3, 9), 5, **early, slip=Decimal(5))])
    drawn, day = row_of(sample, "a"), chart(sample).scale.day
    assert drawn.baseline is not None
    assert drawn.bar is not None
    assert (drawn.bar.x - drawn.baseline.x) / day == pytest.approx(7)
    assert drawn.baseline.width == pytest.approx(drawn.bar.width)
    svg = picture(sample)
    (low,) = re.findall(r'<rect class="baseline" x="[\d.]+" y="([\d.]+)" [^>]*/><rect class="task"', svg)
    (top,) = re.findall(r'<rect class="task" x="[\d.]+" y="([\d.]+)" [^>]*/></g>', svg)
    assert float(low) == float(top) + 14  # below the bar of 12 pixels
    assert "03-09 – 03-13 (+5)" in texts(svg)
    assert "Dates (slip)" in texts(svg)
    assert "5 working days later than the baseline" in svg
    assert "Baseline" in texts(svg)


def test_slips_leave_the_dates_where_there_is_no_room() -> None:
    two = plan(
        [task("a", MONDAY, slip=Decimal(5)), task("b", D(2027, 3, 1))], period=(D(2026, 1, 1), D(2027, 6, 30))
    )
    assert "2026-03-02 – 03-06" in texts(picture(two))
    assert "Dates (slip)" not in texts(picture(two))
    assert "5 working days later than the baseline" in picture(two)


@pytest.mark.parametrize(
    ("slip", "said"),
    [("3", "3 working days later"), ("-1", "1 working day earlier"), ("0", "as in the baseline")],
)
def test_a_slip_is_told_in_words(slip: str, said: str) -> None:
    sample = plan([task("a", MONDAY, baseline_start=MONDAY, baseline_finish=MONDAY, slip=Decimal(slip))])
    assert any(said in words for words in hovers(picture(sample)))


def test_a_milestone_that_moved_shows_its_baseline_and_one_that_did_not_does_not() -> None:
    moved = milestone("m", D(2026, 3, 9), baseline_date=MONDAY, slip=Decimal(5))
    sample = plan((), [moved])
    drawn, day = row_of(sample, "m"), chart(sample).scale.day
    assert drawn.before is not None
    assert drawn.mark is not None
    assert (drawn.mark - drawn.before) / day == pytest.approx(7)
    assert 'class="before"' in picture(sample)
    assert "Baseline of a milestone" in texts(picture(sample))
    kept = plan((), [replace(moved, baseline_date=D(2026, 3, 9), slip=Decimal(0))])
    assert 'class="before"' not in picture(kept)


def test_a_baseline_years_away_does_not_squash_the_axis() -> None:
    far = task("a", MONDAY, baseline_start=D(2001, 1, 1), baseline_finish=D(2001, 1, 5))
    assert row_of(plan([far]), "a").baseline is None
    assert chart(plan([far])).scale.first == D(2026, 1, 1).toordinal()


def test_a_forecast_follows_the_bar_and_says_its_day() -> None:
    sample = plan([task("a", MONDAY, 5, forecast_finish=D(2026, 3, 12))])
    drawn, day = row_of(sample, "a"), chart(sample).scale.day
    assert drawn.bar is not None
    assert drawn.forecast is not None
    assert drawn.forecast.x == pytest.approx(drawn.bar.right)
    assert drawn.forecast.width / day == pytest.approx(6)
    svg = picture(sample)
    assert "forecast 12 Mar" in texts(svg)
    assert 'class="forecast-end"' in svg


def test_a_forecast_that_begins_later_takes_its_own_days() -> None:
    sample = plan([task("a", MONDAY, 5, forecast_start=D(2026, 3, 16), forecast_finish=D(2026, 3, 20))])
    drawn, scale = row_of(sample, "a"), chart(sample).scale
    assert drawn.forecast is not None
    assert drawn.forecast.x == pytest.approx(scale.at(D(2026, 3, 16).toordinal()))
    assert drawn.forecast.width / scale.day == pytest.approx(5)


@pytest.mark.parametrize("day", [D(2026, 3, 6), D(2026, 3, 4), None])
def test_a_forecast_that_is_not_later_is_not_drawn(day: dt.date | None) -> None:
    svg = picture(plan([task("a", MONDAY, 5, forecast_finish=day)]))
    assert 'class="forecast' not in svg
    assert not [words for words in texts(svg) if "orecast" in words]


def test_done_work_has_finished_and_is_not_foreseen() -> None:
    done = task("a", MONDAY, 5, status="done", finished=D(2026, 3, 10), forecast_finish=D(2026, 3, 10))
    svg = picture(plan([done]))
    assert "finished 10 Mar" in texts(svg)
    assert not any("forecast" in words for words in hovers(svg))


def test_a_milestone_says_its_forecast() -> None:
    sample = plan((), [milestone("m", MONDAY, forecast_date=D(2026, 3, 10))])
    assert "2 Mar · forecast 10 Mar" in texts(picture(sample))


@pytest.mark.parametrize(("left", "share"), [("5", None), ("4", 0.2), ("2.5", 0.5), ("0", 1.0), ("9", None)])
def test_progress_is_what_is_no_longer_left(left: str, share: float | None) -> None:
    drawn = row_of(plan([task("a", MONDAY, 5, status="started", remaining=Decimal(left))]), "a")
    assert drawn.bar is not None
    if share is None:
        assert drawn.progress is None
    else:
        assert drawn.progress is not None
        assert drawn.progress.width / drawn.bar.width == pytest.approx(share)


def test_without_a_remainder_progress_reaches_to_the_day_taken_for_today() -> None:
    started = plan([task("a", MONDAY, 5, status="started")])
    drawn = row_of(seen(started, as_of=D(2026, 3, 3)), "a")
    assert drawn.bar is not None
    assert drawn.progress is not None
    assert drawn.progress.width / drawn.bar.width == pytest.approx(2 / 5)
    assert row_of(seen(started, as_of=D(2026, 2, 3)), "a").progress is None
    assert row_of(started, "a").progress is None
    assert row_of(seen(plan([task("a", MONDAY, 5)]), as_of=D(2026, 3, 3)), "a").progress is None


def test_nearly_critical_work_is_told_by_more_than_colour() -> None:
    near = task("a", MONDAY, near_critical=True, total_float=Decimal(1))
    svg = picture(plan([near]))
    assert svg.count('class="near-mark"') == 2  # and one in the legend
    assert "Nearly critical: can slip 2 working days at most" in texts(svg)
    assert any("nearly critical · total float: 1 working day" in words for words in hovers(svg))
    assert 'class="near-mark"' not in picture(half_year())


def test_a_feeding_buffer_follows_its_task_and_its_float() -> None:
    feeder = BufferPlan("feeding", "a", "b", Decimal(3), Decimal(3), D(2026, 3, 9), D(2026, 3, 11))
    slack = {"latest_buffer_finish": D(2026, 3, 13)}
    sample = plan([task("a", MONDAY, 5, **slack), task("b", D(2026, 3, 16), after=(link("a"),))])
    drawn, day = row_of(with_buffers(sample, feeder), "a"), chart(sample).scale.day
    (held,) = drawn.feeders
    assert held.span is not None
    assert held.span.width / day == pytest.approx(3)
    assert drawn.slack is not None
    assert drawn.slack.x == pytest.approx(held.span.right)
    svg = picture(with_buffers(sample, feeder))
    assert "feeding buffer of 3 working days before b, 9 – 11 Mar 2026, room for 3 working days" in svg
    assert "Buffer" in texts(svg)
    (arrow,) = chart(with_buffers(sample, feeder)).arrows
    assert arrow.corners[0][0] == pytest.approx(held.span.right)


def test_a_buffer_without_enough_room_says_so() -> None:
    sample = plan([task("a", MONDAY, 5), task("b", D(2026, 3, 16))])
    none = BufferPlan("feeding", "a", "b", Decimal(3), Decimal(0), None, None)
    assert "buffer short: 0 of 3 working days" in texts(picture(with_buffers(sample, none)))
    short = BufferPlan("project", "b", None, Decimal(4), Decimal(1), D(2026, 3, 23), D(2026, 3, 23))
    told = texts(picture(with_buffers(sample, short)))
    assert "buffer short: 1 of 4 working days" in told
    assert told.count("Project buffer") == 1
    whole = replace(short, room=Decimal(4), finish=D(2026, 3, 26))
    assert not any("short" in words for words in texts(picture(with_buffers(sample, whole))))


def test_feeding_buffers_of_folded_work_are_counted() -> None:
    feeders = tuple(
        BufferPlan("feeding", f"t{n}", None, Decimal(3), Decimal(n % 2 * 3), None, None)
        for n in range(200, 210)
    )
    said = "Feeding buffers of folded work: 10, too short: 5"
    assert said in texts(picture(with_buffers(many(400, 8), *feeders)))
    assert not any("folded work:" in words for words in texts(picture(half_year())))


def test_the_head_says_where_the_work_is_foreseen_to_end() -> None:
    sample = plan([task("a", MONDAY)])
    work = replace(
        sample.work,
        forecast_finish=D(2026, 3, 20),
        baseline=BaselinePlan("v1", D(2026, 3, 4), Decimal(2), ("gone",), ("a",)),
    )
    svg = picture(replace(sample, work=work))
    assert "Forecast: 20 Mar 2026 · Baseline: 4 Mar 2026 · 2 working days later than the baseline" in svg
    assert "In the baseline and no longer in the plan: gone" in texts(svg)
    assert "Not in the baseline: a" in texts(svg)


def test_folded_work_keeps_baseline_and_forecast() -> None:
    base = many(400, 8)
    one = base.work.tasks[249]  # of the fifth phase, which has nothing critical
    assert one.start
    assert one.finish
    ahead = one.finish + dt.timedelta(days=60)
    told = replace(one, baseline_start=one.start, baseline_finish=one.finish, forecast_finish=ahead)
    tasks = (*base.work.tasks[:249], told, *base.work.tasks[250:])
    rows = chart(replace(base, work=replace(base.work, tasks=tasks))).rows
    (folded,) = [row for row in rows if row.baseline]
    assert folded.row.kind == "folded"
    assert folded.forecast is not None


@pytest.mark.parametrize(
    ("driver", "said"),
    [
        (Driver("predecessor", "a"), "b cannot start before 9 Mar 2026: First"),
        (Driver("pin"), "b starts on 9 Mar 2026: its start is pinned"),
        (Driver("not_before"), "b starts on 9 Mar 2026: it may not start earlier"),
        (Driver("strategy_start"), "b starts with the strategy, on 9 Mar 2026"),
        (Driver("late"), "b starts on 9 Mar 2026: as late as its deadline and what waits for it allow"),
        (Driver("due"), "b falls on 9 Mar 2026, as promised: it waits for nothing"),
    ],
)
def test_hover_tells_what_drives_a_task(driver: Driver, said: str) -> None:
    sample = plan([task("a", MONDAY, name="First"), task("b", D(2026, 3, 9), driver=driver)])
    assert any(words.startswith("b · ") and said in words for words in hovers(picture(sample)))


def test_hover_tells_what_a_task_drives_and_counts_the_rest() -> None:
    driven = [
        task(f"t{n}", D(2026, 3, 9), driver=Driver("predecessor", "a"), name="W" * 500) for n in range(6)
    ]
    sample = plan([task("a", MONDAY), *driven], [milestone("m", MONDAY, driver=Driver("predecessor", "t1"))])
    (told,) = {words for words in hovers(picture(sample)) if words.startswith("a · ")}
    assert "and 2 more" in told
    assert len(told) < 600
    assert any("drives m" in words for words in hovers(picture(sample)))


def test_a_plan_without_all_this_has_none_of_it() -> None:
    svg = picture(half_year()).split("</defs>")[1]
    for kind in (
        "baseline", "before", "forecast", "forecast-end", "progress", "near", "near-mark", "retail", "core",
        "season-tint", "launch", "tick-mark", "steady", "load", "over", "full", "figure",
    ):  # fmt: skip
        assert f'class="{kind}' not in svg or kind == "near", kind
    assert "Regular work" not in svg
    assert "Load" not in svg


def test_phases_are_named_as_drivers_too() -> None:
    sample = plan(
        [task("a", MONDAY, phase="p"), task("b", MONDAY, driver=Driver("predecessor", "a", phase="p"))],
        (),
        [phase("p", "Build")],
    )
    assert any("as the last of the phase Build" in words for words in hovers(picture(sample)))
