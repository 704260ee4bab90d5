from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import pairwise

import pytest

from ecsc.emit.pictures.gantt.axis import Scale, horizon, idle, tiers
from ecsc.emit.pictures.gantt.labels import labels_for
from ecsc.emit.pictures.gantt.layout import lay_out
from ecsc.emit.pictures.gantt.shapes import Chart, Drawn
from ecsc.messages import words
from ecsc.plan.types import Plan
from tests.unit.emit_gantt.plan_samples import (
    CALENDAR,
    D,
    half_year,
    link,
    many,
    milestone,
    plan,
    promotion,
    task,
)


def chart(sample: Plan, language: str = "en") -> Chart:
    return lay_out(sample, labels_for(sample, words(language)), 80)


def row_of(drawn: Chart, key: str) -> Drawn:
    return next(row for row in drawn.rows if (item := row.row.task or row.row.milestone) and item.id == key)


def test_a_bar_runs_from_the_first_day_to_the_last_both_in() -> None:
    january = (D(2026, 1, 1), D(2026, 1, 31))
    drawn = chart(plan([task("a", D(2026, 1, 5), 3)], period=january))
    scale, bar = drawn.scale, row_of(drawn, "a").bar
    assert bar is not None
    assert (bar.x - scale.x) / scale.day == pytest.approx(4)
    assert bar.width / scale.day == pytest.approx(3)


def test_buffer_and_float_follow_the_bar_without_a_gap() -> None:
    buffered = task(
        "a",
        D(2026, 1, 5),
        5,
        buffer=Decimal(2),
        buffer_finish=D(2026, 1, 13),
        latest_buffer_finish=D(2026, 1, 15),
    )
    drawn = chart(plan([buffered]))
    row, day = row_of(drawn, "a"), drawn.scale.day
    assert row.bar is not None
    assert row.buffer is not None
    assert row.slack is not None
    assert row.buffer.x == pytest.approx(row.bar.right)
    assert row.buffer.width / day == pytest.approx(4)  # Saturday 10th to Tuesday 13th
    assert row.slack.x == pytest.approx(row.buffer.right)
    assert row.slack.width / day == pytest.approx(2)


def test_no_buffer_and_no_float_draw_nothing() -> None:
    row = row_of(chart(plan([task("a", D(2026, 1, 5))])), "a")
    assert row.buffer is None
    assert row.slack is None


def test_a_milestone_stands_in_the_middle_of_its_day() -> None:
    stone = milestone("m", D(2026, 1, 9), due=D(2026, 1, 7), slack=Decimal(-2))
    drawn = chart(plan([], [stone]))
    row, scale = row_of(drawn, "m"), drawn.scale
    assert row.mark is not None
    assert row.due is not None
    assert (row.mark - scale.x) / scale.day == pytest.approx(8.5)
    assert (row.due - scale.x) / scale.day == pytest.approx(6.5)
    assert row.late


def test_the_axis_covers_period_and_work() -> None:
    sample = plan([task("a", D(2025, 12, 1)), task("b", D(2026, 7, 6))])
    first, last = horizon(sample)
    assert dt.date.fromordinal(first) == D(2025, 12, 1)
    assert dt.date.fromordinal(last) == D(2026, 7, 10)


def test_a_promotion_soon_after_widens_the_axis_and_one_years_away_does_not() -> None:
    near, far = (
        promotion("near", D(2026, 7, 10), D(2026, 7, 20)),
        promotion("far", D(2029, 1, 1), D(2029, 1, 2)),
    )
    drawn = chart(plan([task("a", D(2026, 1, 5))], (), (), [near, far]))
    assert dt.date.fromordinal(drawn.scale.last) == D(2026, 7, 20)
    assert [item.id for item in drawn.offers.beyond] == ["far"]
    assert [band.promotion.id for band in drawn.offers.bands] == ["near"]


def test_extra_workdays_are_not_shaded_and_holidays_have_their_name() -> None:
    scale = Scale(D(2026, 2, 9).toordinal(), D(2026, 3, 1).toordinal(), 0, 210)  # 10 pixels a day
    runs = [(round(run.x / 10), round(run.width / 10), run.name) for run in idle(scale, CALENDAR)]
    # Saturday 14th is worked for the Spring Festival of 15th to 23rd, Saturday 28th likewise.
    assert runs == [(6, 9, "春节"), (20, 1, "")]


@pytest.mark.parametrize(
    ("days", "units"),
    [
        (14, ["month", "day"]),
        (181, ["quarter", "month", "week"]),
        (500, ["year", "quarter", "month"]),
        (1400, ["year", "quarter"]),
        (20_000, ["year"]),
    ],
)
def test_ticks_suit_the_length(days: int, units: list[str]) -> None:
    start = D(2026, 1, 1).toordinal()
    drawn = tiers(Scale(start, start + days - 1, 0, 620))
    assert [tier[0].unit for tier in drawn] == units
    assert all(len(tier) <= 45 for tier in drawn)
    for tier in drawn:
        assert sum(tick.width for tick in tier) == pytest.approx(620)


def test_the_whole_calendar_of_python_can_be_drawn() -> None:
    drawn = chart(plan([task("a", D(2026, 1, 5))], period=(dt.date.min, dt.date.max)))
    assert drawn.scale.last == dt.date.max.toordinal()
    assert len(drawn.tiers[0]) <= 15


def test_everything_stays_inside_the_axis() -> None:
    for sample in (half_year(), many(160, 8), many(10_000, 40)):
        drawn = chart(sample)
        left, right = drawn.scale.x - 0.01, drawn.scale.right + 0.01
        spans = [span for row in drawn.rows for span in (row.bar, row.buffer, row.slack) if span]
        assert spans
        assert all(left <= span.x and span.right <= right for span in spans)
        for tick in (tick for tier in drawn.tiers for tick in tier):
            assert left <= tick.x
            assert tick.x + tick.width <= right


def test_columns_do_not_overlap_however_long_the_names() -> None:
    long = task("a", D(2026, 1, 5), name="很长" * 250, owner="W" * 500)
    columns = chart(plan([long])).columns
    assert columns.name.right < columns.owner.x
    assert columns.owner.right < columns.dates.x
    assert columns.dates.right < 500


def test_rows_follow_each_other_without_gap_or_overlap() -> None:
    rows = chart(half_year()).rows
    for above, below in pairwise(rows):
        assert above.y + above.height == pytest.approx(below.y)


@pytest.mark.parametrize("ends", ["FS", "SS", "FF", "SF"])
@pytest.mark.parametrize("shift", [-60, -8, -1, 0, 1, 4, 8, 60])
@pytest.mark.parametrize("upward", [False, True])
def test_arrows_are_orthogonal_and_end_at_their_target(ends: str, shift: int, upward: bool) -> None:
    day = D(2026, 3, 2)
    source = task("a", day, 5)
    target = task("b", day + dt.timedelta(days=shift), 1, after=(link("a", ends),))  # type: ignore[arg-type]
    drawn = chart(plan([target, source] if upward else [source, target]))
    (arrow,) = drawn.arrows
    for here, there in pairwise(arrow.corners):
        assert here[0] == pytest.approx(there[0]) or here[1] == pytest.approx(there[1])
    goal = row_of(drawn, "b")
    assert goal.bar is not None
    x, y = arrow.corners[-1]
    assert goal.bar.x - 1.1 <= x <= goal.bar.right + 1.1
    assert abs(y - goal.middle) <= 7.1
    start = row_of(drawn, "a")
    assert start.bar is not None
    x, y = arrow.corners[0]
    assert start.bar.x <= x <= start.bar.right
    assert abs(y - start.middle) <= 6.1


def test_only_binding_links_between_critical_items_are_critical() -> None:
    drawn = chart(half_year())
    assert any(arrow.critical for arrow in drawn.arrows)
    assert any(not arrow.critical for arrow in drawn.arrows)
    loose = plan(
        [task("a", D(2026, 1, 5), critical=True), task("b", D(2026, 1, 20), after=(link("a", binding=True),))]
    )
    assert [arrow.critical for arrow in chart(loose).arrows] == [False]


def test_labels_of_promotions_do_not_overlap_in_a_lane() -> None:
    from ecsc.emit.pictures.gantt.text import width

    offers = [promotion(f"p{n}", D(2026, 5, n), D(2026, 5, n + 1), f"Promotion {n}") for n in range(1, 20)]
    drawn = chart(plan((), (), (), offers))
    lanes: dict[int, float] = {}
    for band in drawn.offers.bands:
        if band.label:
            left = min(band.x, band.label_x)
            assert left >= lanes.get(band.lane, 0)
            lanes[band.lane] = max(band.x + band.width, band.label_x + width(band.label, 10.5))
    assert len(drawn.offers.bands) == 19
