from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ecsc.emit.mermaid import render
from ecsc.emit.mermaid.escape import clean, heading, label, line, safe_ids
from ecsc.emit.mermaid.split import LIMIT, length
from ecsc.plan.types import Plan
from tests.unit.emit_gantt.plan_samples import (
    D,
    compiled,
    half_year,
    many,
    milestone,
    phase,
    plan,
    promotion,
    task,
)
from tests.unit.emit_gantt.whole_sample import retail, whole

ROW = re.compile(
    r"    [^:#;\n]*(?:#\d+;[^:#;\n]*)* "
    r":(?:crit, )?(?:done, |active, )?(?:milestone, )?t_\w+, \d{4}-\d\d-\d\d, \d{4}-\d\d-\d\d"
)


def diagrams(sample: Plan, language: str = "en") -> dict[str, str]:
    return {item.name: item.content.decode("utf-8") for item in render(compiled(sample), language)}


def diagram(sample: Plan, language: str = "en") -> str:
    (text,) = diagrams(sample, language).values()
    return text


def plain(coded: str) -> str:
    """Return what Mermaid shows for a coded text."""
    return re.sub(r"#(\d+);", lambda match: chr(int(match[1])), coded)


def test_dates_are_absolute_and_the_end_is_the_day_after_the_last() -> None:
    text = diagram(plan([task("shop", D(2026, 1, 5), 3, name="Shop")]))
    assert "    Shop :t_shop, 2026-01-05, 2026-01-08\n" in text
    assert "dateFormat YYYY-MM-DD" in text
    assert "todayMarker off" in text
    assert "excludes" not in text
    assert " after " not in text


def test_tags_tell_critical_done_started_and_milestones() -> None:
    text = diagram(
        plan(
            [
                task("a", D(2026, 1, 5), critical=True, status="done"),
                task("b", D(2026, 1, 12), status="started"),
                task("c", D(2026, 1, 12), critical=True),
            ],
            [milestone("m", D(2026, 1, 16), critical=True)],
        )
    )
    assert "a :crit, done, t_a," in text
    assert "b :active, t_b," in text
    assert "c :crit, t_c," in text
    assert "m :crit, milestone, t_m, 2026-01-16, 2026-01-17" in text


def test_sections_are_phases_in_order_with_only_scheduled_work() -> None:
    text = diagram(half_year(), "en")
    assert re.findall(r"section (.*)", text) == ["筹备", "平台搭建", "首发", "增长与大促", "Promotions"]
    assert "舆情应对小组启动" not in text
    assert "线下快闪店" not in text


@pytest.mark.parametrize(
    ("name", "coded"),
    [
        ("店铺\uff1a设计\uff1b\uff03\uff05", "店铺\uff1a设计\uff1b\uff03\uff05"),
        ("a:b; c#d", "a#58;b#59; c#35;d"),
        ("满199减30;", "满199减30#59;"),
        ("section x", "#115;ection x"),
        ("Click", "#67;lick"),
        ("title页", "#116;itle页"),
        ("gantt图", "#103;antt图"),
        ("Titles", "Titles"),
        ("2026-01-01 start", "#50;026-01-01 start"),
        ("618 大促", "618 大促"),
        ("5% off", "5#37; off"),
        ("50% off", "50% off"),
        ("%% x", "#37;#37; x"),
        ('x %%{init: {"a":1}}%%', "x #37;#37;#123;init#58; #123;#34;a#34;#58;1#125;#125;#37;#37;"),
        ("two\nlines\r\nsection q", "two lines section q"),
        ("<b>&amp;", "#60;b#62;#38;amp#59;"),
        ("\u202eevil\x00", "evil"),
        ("", "fallback"),
        ("\x00", "fallback"),
    ],
)
def test_labels_are_nothing_but_text(name: str, coded: str) -> None:
    assert label(name, "fallback") == coded


def test_section_names_survive_as_keys_of_a_javascript_object() -> None:
    assert heading("2026", "p") == "#50;026"
    assert heading("__proto__", "p") == "#95;_proto__"
    assert heading("618 大促", "p") == "618 大促"


@given(st.text(max_size=40))
def test_any_label_decodes_to_itself(text: str) -> None:
    assert plain(line(text, "x")) == (clean(text) or "x")
    coded = label(text, "x")
    assert not re.search(r"[:\n<>\"{}\\]", coded)
    assert re.fullmatch(r"(?:[^#;]|#\d+;)*", coded)
    assert "%%" not in coded
    assert not re.match(r".?%", coded)


@given(st.lists(st.text(max_size=30), max_size=6))
def test_every_row_of_hostile_plans_has_the_shape_of_a_row(names: list[str]) -> None:
    tasks = [
        task(f"k{n}", D(2026, 1, 5), name=name, owner=name or None, phase=f"p{n % 2}")
        for n, name in enumerate(names)
    ]
    stones = [milestone(f"m{n}", D(2026, 2, 2), name=name) for n, name in enumerate(names)]
    phases = [phase("p0", names[0]), phase("p1", names[-1])] if names else []
    offers = [promotion(f"o{n}", D(2026, 3, 2), D(2026, 3, 3), name) for n, name in enumerate(names)]
    lines = diagram(plan(tasks, stones, phases, offers, name="".join(names))).splitlines()
    body = lines[lines.index("    todayMarker off") + 1 :]
    rows = [text for text in body if not text.startswith(("    section ", "    %% "))]
    assert len(rows) == 3 * len(names)
    assert all(ROW.fullmatch(text) for text in rows)


def test_phases_of_one_name_stay_apart() -> None:
    sample = plan(
        [task("a", D(2026, 1, 5), phase="p"), task("b", D(2026, 1, 5), phase="q")],
        (), [phase("p", "Launch"), phase("q", "Launch")],
    )  # fmt: skip
    assert re.findall(r"section (.*)", diagram(sample)) == ["Launch", "Launch (2)"]


def test_ids_are_unique_and_never_tags() -> None:
    ids = safe_ids(["crit", "done", "店铺", "a b", "a-b", "a_b", "__proto__"])
    assert len(set(ids.values())) == len(ids)
    assert not set(ids.values()) & {"crit", "done", "active", "milestone", "vert"}
    assert all(re.fullmatch(r"\w+", key) for key in ids.values())
    assert ids["店铺"] == "t_店铺"


def test_a_long_plan_is_split_by_phase_under_the_limit() -> None:
    found = diagrams(many(2000, 12))
    assert list(found) == ["gantt-1.mmd", "gantt-2.mmd", "gantt-3.mmd"]
    assert all(length(text) <= LIMIT for text in found.values())
    sections = [name for text in found.values() for name in re.findall(r"section (.*)", text)]
    assert sections == [f"Phase {number}" for number in range(12)]
    rows = [row for text in found.values() for row in re.findall(r":.*(t_t\d+),", text)]
    assert rows == [f"t_t{number}" for number in range(2000)]
    assert all("\ngantt\n" in text for text in found.values())


def test_one_phase_over_the_limit_is_cut_and_says_so() -> None:
    text = diagram(many(3000, 1))
    assert length(text) <= LIMIT
    kept = len(re.findall(r":.*t_t\d+,", text))
    assert f"    %% {3000 - kept} rows of this phase are left out" in text
    assert kept > 500


def test_length_is_counted_as_javascript_does() -> None:
    assert length("a店🚀") == 4


def test_an_empty_plan_is_still_a_diagram() -> None:
    text = diagram(plan())
    assert "\ngantt\n" in text
    assert "%% There is no scheduled work yet." in text


def test_buffers_are_not_drawn_and_that_is_said() -> None:
    late = task("a", D(2026, 1, 5), 5, buffer=Decimal(1), buffer_finish=D(2026, 1, 12))
    text = diagram(plan([late]))
    assert "2026-01-05, 2026-01-10" in text
    assert "%% Bars end without their buffers." in text


def test_a_promotion_years_away_is_left_out_and_named() -> None:
    text = diagram(half_year())
    assert "2029" not in text
    assert "%% Promotions left out, too far from the rest: 双11 远期" in text


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert render(compiled(half_year()), "zh-CN") == render(compiled(half_year()), "zh-CN")


def test_retail_days_are_a_section_and_say_when_they_are_not_announced() -> None:
    text = diagram(whole())
    assert "    section Retail days\n" in text
    assert "    女神节 :t_retail_women_2026_03_01, 2026-03-01, 2026-03-09\n" in text
    assert "    618 (not announced yet) :t_retail_618_2026_05_13, 2026-05-13, 2026-06-21\n" in text
    assert "双11 :" not in text  # in November, far beyond the plan
    assert "618（尚未公布） :" in diagram(whole(), "zh-CN")


def test_a_retail_day_of_two_years_has_two_rows() -> None:
    sample = plan([task("a", D(2026, 1, 5))], period=(D(2026, 1, 1), D(2027, 12, 31)))
    days = tuple(retail("618", "618", D(year, 6, 1), D(year, 6, 18)) for year in (2026, 2027))
    text = diagram(replace(sample, work=replace(sample.work, retail_days=days)))
    assert re.findall(r"618 :(\w+),", text) == ["t_retail_618_2026_06_01", "t_retail_618_2027_06_01"]


def test_launches_are_milestones_and_one_years_away_is_left_out() -> None:
    text = diagram(whole())
    assert (
        "    section Launches\n    春季新品首发 :milestone, t_launch_spring_line, 2026-03-16, 2026-03-17\n"
        in text
    )
    assert "2028" not in text


def test_buffers_that_have_days_are_rows() -> None:
    text = diagram(whole())
    assert (
        "    section Buffers\n    Feeding buffer after 自播间搭建 :t_buffer_0, 2026-02-16, 2026-03-01\n"
        in text
    )
    assert "    Project buffer :t_buffer_1, 2026-06-24, 2026-06-27\n" in text


def test_what_mermaid_cannot_show_is_said_and_only_then() -> None:
    said = "baseline, forecast, nearly critical work, load, regular work"
    assert f"%% Mermaid has no form for this, see gantt.svg: {said}" in diagram(whole())
    assert "Mermaid has no form" not in diagram(half_year())
    assert "Forecast#58; 30 Jun 2026" in diagram(whole())


def test_every_row_of_everything_has_the_shape_of_a_row() -> None:
    for language in ("en", "zh-CN"):
        lines = diagram(whole(), language).splitlines()
        body = lines[lines.index("    todayMarker off") + 1 :]
        rows = [text for text in body if not text.startswith(("    section ", "    %% "))]
        assert len(rows) == 38
        assert all(ROW.fullmatch(text) for text in rows)


@given(st.text(max_size=30))
def test_hostile_names_around_the_work_stay_text(name: str) -> None:
    base = whole()
    days = tuple(replace(day, name=name) for day in base.work.retail_days)
    launches = tuple(replace(one, name=name) for one in base.work.launches)
    tasks = tuple(replace(one, name=name) for one in base.work.tasks)
    text = diagram(replace(base, work=replace(base.work, retail_days=days, launches=launches, tasks=tasks)))
    lines = text.splitlines()
    body = lines[lines.index("    todayMarker off") + 1 :]
    rows = [row for row in body if not row.startswith(("    section ", "    %% "))]
    assert len(rows) == 38
    assert all(ROW.fullmatch(row) for row in rows)
