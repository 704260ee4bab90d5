"""What stands around the rows: retail days, launches, regular work and the load strip."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from itertools import pairwise

import pytest
from msgspec.structs import replace

from ecsc.emit.pictures.gantt.axis import Scale
from ecsc.emit.pictures.gantt.load_strip import MOST_PEOPLE, ROW, load_strip, percent
from ecsc.emit.pictures.gantt.packing import Stretch, pack
from ecsc.emit.pictures.gantt.retail import seasons
from ecsc.emit.pictures.gantt.rows import MOST_REGULAR, choose_rows
from ecsc.emit.pictures.gantt.text import width
from ecsc.plan.time_types import Occurrence, PersonLoad, RetailDayPlan, WeekLoad
from ecsc.plan.types import Plan
from tests.unit.emit_gantt.plan_samples import D, plan, promotion, task
from tests.unit.emit_gantt.test_gantt_standing import chart, hovers
from tests.unit.emit_gantt.test_gantt_svg import picture, texts
from tests.unit.emit_gantt.whole_sample import busy, launch, regular, retail, weekly

MONDAY = D(2026, 3, 2)
HALF = Scale(D(2026, 1, 1).toordinal(), D(2026, 6, 30).toordinal(), 300, 680)


def years(count: int, width: float = 680) -> Scale:
    return Scale(D(2026, 1, 1).toordinal(), D(2025 + count, 12, 31).toordinal(), 300, width)


def with_work(sample: Plan | None = None, **parts: object) -> Plan:
    sample = sample or plan([task("a", MONDAY)])
    return replace(sample, work=replace(sample.work, **parts))


def test_a_retail_day_is_a_ribbon_over_its_window_with_its_core_day() -> None:
    drawn = seasons((retail("618", "618", D(2026, 5, 20), D(2026, 6, 20), D(2026, 6, 18)),), HALF)
    (day,) = drawn.days
    assert day.x == pytest.approx(HALF.at(D(2026, 5, 20).toordinal()))
    assert day.width / HALF.day == pytest.approx(32)
    assert day.core == pytest.approx(HALF.at(D(2026, 6, 18).toordinal() + 0.5))
    svg = picture(with_work(retail_days=(day.day,)))
    assert "Retail days" in texts(svg)
    assert "618" in texts(svg)
    assert "618 · 20 May – 20 Jun 2026 · core day 18 Jun 2026" in hovers(svg)
    assert "The day it is named for" in texts(svg)
    assert "Retail day, not announced yet" not in texts(svg)


def test_a_window_that_is_not_announced_is_dashed_and_says_so() -> None:
    svg = picture(with_work(retail_days=(retail("618", "618", D(2026, 5, 20), D(2026, 6, 20), usual=True),)))
    assert svg.count('class="retail usual"') == 2  # and one in the legend
    assert 'class="retail"' not in svg
    assert any(words.endswith("not announced yet: the usual window") for words in hovers(svg))
    assert "Retail day, not announced yet" in texts(svg)
    assert "Retail day" not in texts(svg)


def test_retail_days_beyond_the_axis_are_left_out_in_silence() -> None:
    svg = picture(with_work(retail_days=(retail("d11", "Singles", D(2026, 10, 20), D(2026, 11, 11)),)))
    assert "Retail days" not in texts(svg)
    assert "Singles" not in svg


def test_a_window_over_the_edge_is_cut_there() -> None:
    (day,) = seasons((retail("x", "x", D(2025, 12, 1), D(2026, 1, 10), D(2025, 12, 5)),), HALF).days
    assert day.x == HALF.x
    assert day.width / HALF.day == pytest.approx(10)
    assert day.core is None


def many_days(count: int) -> tuple[RetailDayPlan, ...]:
    return tuple(
        retail(f"{key}", name, D(year, month, 1), D(year, month, 18))
        for year in range(2026, 2026 + count)
        for key, name, month in (("618", "618", 6), ("1111", "双11", 11), ("38", "女神节", 3))
    )


def test_names_of_retail_days_never_overlap() -> None:
    drawn = seasons(many_days(5), years(5))
    assert len(drawn.days) == 15
    for above in range(drawn.lanes):
        lane = sorted((min(one.x, one.label_x), one) for one in drawn.days if one.lane == above and one.label)
        for (_, one), (left, _) in pairwise(lane):
            assert max(one.x + one.width, one.label_x + width(one.label, 10.5)) <= left


def test_too_many_retail_days_are_counted_in_words() -> None:
    drawn = seasons(many_days(60), years(60))
    assert (drawn.days, drawn.lanes, drawn.omitted) == ((), 0, 180)
    long = plan([task("a", MONDAY)], period=(D(2026, 1, 1), D(2085, 12, 31)))
    svg = picture(with_work(long, retail_days=many_days(60)))
    assert "Retail days too close together to be drawn: 180" in texts(svg)
    assert 'class="retail' not in svg


def test_a_launch_is_a_star_with_its_name_among_the_promotions() -> None:
    sample = plan([task("a", MONDAY)], (), (), [promotion("p", D(2026, 4, 1), D(2026, 4, 8), "Sale")])
    svg = picture(with_work(sample, launches=(launch("l", "Spring line", D(2026, 4, 2)),)))
    assert "Promotions and launches" in texts(svg)
    assert "Spring line" in texts(svg)
    assert svg.count('class="launch"') == 2  # and one in the legend
    assert any(words.startswith("Spring line · launch on 2 Apr 2026") for words in hovers(svg))
    alone = texts(picture(with_work(launches=(launch("l", "Spring line", D(2026, 4, 2)),))))
    assert "Launches" in alone
    assert not any("romotion" in words for words in alone)


def test_a_launch_widens_the_axis_a_little_and_one_years_away_is_named_below() -> None:
    near, far = launch("near", "Near", D(2026, 7, 10)), launch("far", "Far", D(2036, 7, 10))
    sample = with_work(launches=(near, far))
    assert dt.date.fromordinal(chart(sample).scale.last) == D(2026, 7, 10)
    assert "Outside the chart: Far, 10 Jul 2036" in texts(picture(sample))


@pytest.mark.parametrize(
    "days", [(D(2026, 1, 1),), (D(2026, 6, 30),), tuple(D(2026, 4, n) for n in range(1, 20))]
)
def test_stars_stay_on_the_axis_and_their_names_apart(days: tuple[dt.date, ...]) -> None:
    drawn = chart(
        with_work(launches=tuple(launch(f"l{n}", f"Launch {n}", day) for n, day in enumerate(days)))
    )
    lanes: dict[int, float] = {}
    for star in drawn.offers.stars:
        assert drawn.scale.x <= star.x - 6.5 + 0.01
        assert star.x + 6.5 <= drawn.scale.right + 0.01
        if star.label:
            assert min(star.x - 6.5, star.label_x) >= lanes.get(star.lane, 0)
            lanes[star.lane] = max(star.x + 6.5, star.label_x + width(star.label, 10.5))


def test_a_stage_names_its_launch_on_hover() -> None:
    staged = plan([task("a", MONDAY, launch="l"), task("b", MONDAY, launch="unknown")])
    told = hovers(picture(with_work(staged, launches=(launch("l", "Spring line", D(2026, 4, 2)),))))
    assert any(words.startswith("a · for the launch Spring line") for words in told)
    assert any(words.startswith("b · for the launch unknown") for words in told)


def test_packing_keeps_a_name_off_its_shape_where_that_is_asked() -> None:
    (inside, beside), _ = pack(
        [
            Stretch(HALF.first, HALF.first + 60, "name"),
            Stretch(HALF.first + 80, HALF.first + 120, "name", beside=True),
        ],
        HALF,
    )
    assert inside.x < inside.label_x < inside.x + inside.width
    assert beside.label_x > beside.x + beside.width


def test_regular_work_is_a_tick_a_date() -> None:
    svg = picture(with_work(duties=(regular("r", "Stand-up", weekly(MONDAY, 5)),)))
    (ticks,) = re.findall(r'class="tick-mark" d="([^"]*)"/></g>', svg)
    assert ticks.count("M") == 5
    assert texts(svg).count("Regular work") == 1
    assert "Regular work, a tick a date" in texts(svg)
    assert any(
        words.startswith("Stand-up · every week · Owner: lin_wei · with lin_wei, zhao_min · 5 dates")
        for words in hovers(svg)
    )


def test_dates_too_dense_to_tell_apart_become_a_line() -> None:
    rows = chart(with_work(duties=(regular("r", "Daily", weekly(D(2026, 1, 1), 600, 1)),))).rows
    long = plan([task("a", MONDAY)], period=(D(2026, 1, 1), D(2027, 12, 31)))
    dense = chart(with_work(long, duties=(regular("r", "Daily", weekly(D(2026, 1, 1), 600, 1)),))).rows
    assert len(rows[-1].ticks) == 181
    assert (dense[-1].ticks, dense[-1].steady is None) == ((), False)


def test_only_a_few_rows_of_regular_work_are_drawn_and_the_rest_is_counted() -> None:
    many = tuple(regular(f"r{n}", f"Meeting {n}", weekly(MONDAY, 3)) for n in range(30))
    rows = [row for row in choose_rows(with_work(duties=many)).rows if row.kind.startswith("regular")]
    assert len(rows) == 1 + MOST_REGULAR
    assert rows[-1].more == 30 - MOST_REGULAR + 1
    assert f"More regular work: {rows[-1].more}" in texts(picture(with_work(duties=many)))
    undated = regular("none", "Never", ())
    assert not [row for row in choose_rows(with_work(duties=(undated,))).rows if row.kind != "task"]


def test_a_recurring_task_is_not_said_to_lack_dates() -> None:
    recurring = task("r", None, every="1w", name="Weekly report")
    assert "Weekly report" not in picture(plan([task("a", MONDAY), recurring]))


def test_regular_work_alone_is_work() -> None:
    sample = with_work(plan(), duties=(regular("r", "Stand-up", weekly(MONDAY, 3)),))
    assert "There is no scheduled work yet." not in texts(picture(sample))


def test_a_date_moved_off_a_day_off_is_counted() -> None:
    moved = (Occurrence(D(2026, 3, 3), MONDAY), Occurrence(D(2026, 3, 9)))
    svg = picture(with_work(duties=(regular("r", "Stand-up", moved),)))
    assert any("moved off a day off: 1" in words for words in hovers(svg))


def test_load_has_a_cell_a_week_as_high_as_its_load() -> None:
    load = load_strip((busy("a", MONDAY, [5, 2.5, 0, 6]),), HALF, 100)
    assert load is not None
    (strip,) = load.strips
    assert load.unit == "week"
    assert [cell.level for cell in strip.cells] == [1, 0.5, 1.2]
    assert [cell.over for cell in strip.cells] == [False, False, True]
    assert strip.cells[0].x == pytest.approx(HALF.at(MONDAY.toordinal()))
    assert strip.cells[0].width / HALF.day == pytest.approx(7)


@pytest.mark.parametrize(
    ("count", "unit"), [(1, "week"), (2, "week"), (4, "month"), (20, "quarter"), (60, "year")]
)
def test_cells_are_merged_where_weeks_are_too_narrow(count: int, unit: str) -> None:
    load = load_strip((busy("a", MONDAY, [3, 7, 2, 2, 1]),), years(count), 100)
    assert load is not None
    assert load.unit == unit
    (first, *_) = load.strips[0].cells
    assert first.width >= 6
    assert first.over is (unit != "week")
    assert first.level == pytest.approx(0.6 if unit == "week" else 1.4)  # the heaviest week, never an average


def test_what_is_over_is_hatched_and_has_its_figure() -> None:
    svg = picture(with_work(load=(busy("lin", MONDAY, [5, 7, 4]),)))
    assert svg.count('class="over"') == 2  # and one in the legend
    assert "140" in texts(svg)
    assert "at most 140 %" in texts(svg)
    assert "Over 100 %: more work than time" in texts(svg)
    assert any(
        "lin · 9 – 15 Mar 2026 · 7 of 5 working days (140 %) · content (7)" in words for words in hovers(svg)
    )
    calm = picture(with_work(load=(busy("lin", MONDAY, [5, 4]),)))
    assert 'class="over"' not in calm
    assert "Over 100 %: more work than time" not in texts(calm)
    assert "at most 100 %" in texts(calm)


def test_what_is_a_little_over_never_rounds_down_to_full() -> None:
    week = WeekLoad(MONDAY, Decimal("5.001"), Decimal(5), ())
    assert percent(week) == 101
    assert percent(replace(week, load=Decimal("4.999"))) == 100
    assert percent(replace(week, load=Decimal(0))) == 0


def test_work_without_any_capacity_comes_first_and_is_no_number() -> None:
    people = (busy("a", MONDAY, [9]), busy("b", MONDAY, [1], 0))
    load = load_strip(people, HALF, 100)
    assert load is not None
    assert [strip.person.person for strip in load.strips] == ["b", "a"]
    assert load.strips[0].cells[0].level is None
    svg = picture(with_work(load=people))
    assert "no time at all" in texts(svg)
    assert "!" in texts(svg)


def test_the_most_loaded_come_first_and_the_rest_are_counted() -> None:
    people = tuple(busy(f"p{n:02}", MONDAY, [n]) for n in range(1, 20))
    load = load_strip(people, HALF, 100)
    assert load is not None
    assert [strip.person.person for strip in load.strips] == [
        f"p{n:02}" for n in range(19, 19 - MOST_PEOPLE, -1)
    ]
    assert (load.omitted, load.over) == (7, 2)
    assert "and 7 more people, 2 of them over 100 %" in texts(picture(with_work(load=people)))


def test_nobody_with_work_on_the_axis_is_no_strip() -> None:
    away = busy("a", D(2031, 3, 3), [5])
    idle = busy("b", MONDAY, [0, 0])
    assert load_strip((away, idle, PersonLoad("c", (), ())), HALF, 100) is None
    assert "Load by week" not in picture(with_work(load=(away, idle)))


def test_rows_and_cells_of_the_strip_do_not_overlap() -> None:
    load = load_strip((busy("a", MONDAY, [5, 6, 7]), busy("b", MONDAY, [5, 6, 9])), HALF, 100)
    assert load is not None
    for above, below in pairwise(load.strips):
        assert above.y + ROW == pytest.approx(below.y)
    for strip in load.strips:
        for left, right in pairwise(strip.cells):
            assert left.x + left.width <= right.x + 0.01
    assert load.strips[-1].y + ROW <= load.bottom
