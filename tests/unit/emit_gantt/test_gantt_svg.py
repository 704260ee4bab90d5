from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from decimal import Decimal

import pytest
from msgspec.structs import replace

from ecsc.emit.gantt import render
from ecsc.plan.types import Plan
from ecsc.quantity import Period
from tests.unit.emit_gantt.plan_samples import (
    D,
    compiled,
    half_year,
    link,
    many,
    milestone,
    phase,
    plan,
    promotion,
    task,
)

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "</title><script>alert(1)</script>",
    "]]>&amp;\"'<!--",
    "\x00\x08\x0b\x1f\ud800\ufffe",
    "{{ 7 * 7 }}{% for x in y %}",
    "\u202eevil\u202c",
    "خطة التسويق للربع الأول",
    "👩\u200d👩\u200d👧 🚀",
    "W" * 500,
    "很" * 500,
    " ",
    "",
    "&#x0;",
)


def picture(sample: Plan, language: str = "en") -> str:
    (artifact,) = render(compiled(sample), language)
    assert artifact.name == "gantt.svg"
    return artifact.content.decode("utf-8")


def texts(svg: str) -> list[str]:
    return [node.text or "" for node in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314


SAMPLES = {
    "none": plan,
    "one": lambda: plan([task("a", D(2026, 1, 5))]),
    "half year": half_year,
    "400 phases": lambda: many(2000, 400),
    "2000 tasks": lambda: many(2000, 12),
    "no phases": lambda: many(300, 0),
}


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES.keys())
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_every_picture_is_self_contained_xml(sample: object, language: str) -> None:
    svg = picture(sample(), language)  # type: ignore[operator]
    root = ET.fromstring(svg)  # noqa: S314
    assert root.attrib["role"] == "img"
    named = root.attrib["aria-labelledby"].split()
    assert [root[0].attrib["id"], root[1].attrib["id"]] == named
    assert root[0].tag == f"{SVG}title"
    assert root[1].text
    assert not list(root.iter(f"{SVG}script"))
    assert not list(root.iter(f"{SVG}image"))
    assert set(re.findall(r"https?://[^\s\"']+", svg)) == {"http://www.w3.org/2000/svg"}
    assert not re.findall(r"url\((?!#ecsc-gantt-)", svg)
    assert root.attrib["lang"] == language


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert render(compiled(half_year()), "zh-CN") == render(compiled(half_year()), "zh-CN")


def test_numbers_have_two_decimals_at_most() -> None:
    body = picture(half_year()).split("</defs>")[1]
    values = re.findall(r' (?:x|y|width|height|d)="([^"]*)"', body)
    assert values
    assert not [value for value in values if re.search(r"\.\d{3}", value) or "e" in value]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    sample = plan(
        [task("a", D(2026, 1, 5), name=text, owner="boss", phase="p", after=(link("m"),)),
         task("b", None, name=text, contingent=True, owner=text)],
        [milestone("m", D(2026, 1, 30), name=text, criterion=text, phase="p")],
        [phase("p", text)], [promotion("x", D(2026, 2, 1), D(2026, 2, 3), text)],
        name=text, people=[("boss", text)],
    )  # fmt: skip
    svg = picture(sample)
    root = ET.fromstring(svg)  # noqa: S314
    assert not list(root.iter(f"{SVG}script"))
    assert "\u202e" not in svg


def test_long_names_are_shortened_and_told_whole_in_the_tooltip() -> None:
    name = "核心商品上架与详情页制作" * 40
    svg = picture(plan([task("a", D(2026, 1, 5), name=name)]))
    assert not [words for words in texts(svg) if len(words) > 60]
    assert any(words.endswith("…") for words in texts(svg))
    assert any(name in (node.text or "") for node in ET.fromstring(svg).iter(f"{SVG}title"))  # noqa: S314


def test_critical_work_is_told_by_more_than_colour() -> None:
    root = ET.fromstring(picture(half_year()))  # noqa: S314
    kinds = [node.attrib.get("class", "") for node in root.iter()]
    critical = sum(item.critical for item in half_year().work.tasks)
    stones = sum(item.critical for item in half_year().work.milestones)
    assert kinds.count("mark") == critical + stones + 1  # and one in the legend
    assert kinds.count("name strong") >= critical + stones
    assert any(words.startswith("Critical") for words in texts(picture(half_year())))


def test_the_legend_explains_what_occurs_and_nothing_else() -> None:
    words = texts(picture(plan([task("a", D(2026, 1, 5))])))
    assert "Task" in words
    for absent in ("Buffer", "Room to slip", "Milestone", "Waits for", "Promotion", "Folded tasks", "Done"):
        assert absent not in words
    told = texts(picture(half_year()))
    for present in (
        "Buffer",
        "Room to slip",
        "Milestone",
        "Waits for",
        "Promotion",
        "Holidays",
        "Done",
        "Started",
    ):
        assert present in told


def test_a_missed_milestone_says_how_late_it_is() -> None:
    stones = [
        milestone("late", D(2026, 3, 30), due=D(2026, 3, 25), slack=Decimal(-3)),
        milestone("early", D(2026, 3, 30), due=D(2026, 4, 1), slack=Decimal(1)),
        milestone("free", D(2026, 3, 30)),
    ]
    words = texts(picture(plan((), stones)))
    assert "30 Mar · 3 working days late" in words
    assert "30 Mar · 1 working day of slack" in words
    assert "30 Mar" in words


def test_work_without_dates_is_listed_apart() -> None:
    words = texts(picture(half_year()))
    at = words.index("Not scheduled: runs only when a risk or a trigger starts it")
    assert words[at + 1 : at + 3] == [
        "舆情应对小组启动 · 林薇 · 5 working days",
        "启用备用供应商 · 陈博 · 10 working days",
    ]
    assert "Not scheduled: dropped" in words


def test_folding_is_said_in_the_picture() -> None:
    assert not [words for words in texts(picture(half_year())) if "Folded to stay readable" in words]
    assert [words for words in texts(picture(many(2000, 12))) if "Folded to stay readable" in words]


def test_an_empty_plan_says_so() -> None:
    assert "There is no scheduled work yet." in texts(picture(plan()))


def test_a_promotion_off_the_chart_is_named_below() -> None:
    assert "Outside the chart: 双11 远期, 1 – 11 Nov 2029" in texts(picture(half_year()))


def test_unannounced_holidays_are_confessed() -> None:
    from msgspec.structs import replace

    from tests.unit.emit_gantt.plan_samples import CALENDAR

    sample = plan([task("a", D(2026, 1, 5))], calendar=replace(CALENDAR, provisional_years=(2027,)))
    assert "Holidays of 2027 are not announced yet: dates may move." in texts(picture(sample))


def test_ten_thousand_tasks_stay_small() -> None:
    for phases in (0, 40, 10_000):
        assert len(picture(many(10_000, phases)).encode()) < 2_000_000


def test_years_are_named_where_the_plan_spans_several() -> None:
    assert "01-05 – 01-09" in texts(picture(plan([task("a", D(2026, 1, 5))])))
    two = plan([task("a", D(2026, 1, 5)), task("b", D(2027, 3, 1))])
    assert "2026-01-05 – 01-09" in texts(picture(two))
    over = plan([task("a", D(2026, 12, 28), 10), task("b", D(2027, 3, 1))])
    assert "2026-12-28 – 2027-01-08" in texts(picture(over))


def seen(sample: Plan, **changes: object) -> Plan:
    return replace(sample, strategy=replace(sample.strategy, **changes))


def test_a_late_task_says_so_in_words_and_shows_its_due_day() -> None:
    svg = picture(plan([task("a", D(2026, 1, 5), due=D(2026, 1, 6)), task("b", D(2026, 1, 5))]))
    assert texts(svg).count("3 working days late") == 1
    assert 'class="due late"' in svg
    assert "due 6 Jan 2026 · 3 working days late" in svg
    assert "延误 3 个工作日" in picture(plan([task("a", D(2026, 1, 5), due=D(2026, 1, 6))]), "zh-CN")


def test_lateness_at_the_right_edge_stands_left_of_the_bar() -> None:
    late = task("a", D(2026, 6, 15), 10, due=D(2026, 6, 20))
    (said,) = re.findall(r"<text[^>]*>\d+ working days late</text>", picture(plan([late])))
    assert 'text-anchor="end"' in said


def test_a_due_day_just_before_the_axis_is_drawn() -> None:
    early = task("a", D(2026, 1, 5), due=D(2025, 12, 20))
    assert 'class="due late"' in picture(plan([early]))
    far = task("a", D(2026, 1, 5), due=D(2015, 12, 20))
    svg = picture(plan([far]))
    assert 'class="due late"' not in svg
    assert any(words.endswith("working days late") for words in texts(svg))


@pytest.mark.parametrize(("language", "said"), [("en", "As of 15 Jun 2026"), ("zh-CN", "截至2026年6月15日")])
def test_the_day_taken_for_today_is_a_line(language: str, said: str) -> None:
    svg = picture(seen(half_year(), as_of=D(2026, 6, 15)), language)
    assert svg.count('class="as-of"') == 1
    assert said in texts(svg)
    for outside in (D(2020, 6, 15), D(2030, 6, 15)):
        svg = picture(seen(half_year(), as_of=outside), language)
        assert 'class="as-of"' not in svg
    assert 'class="as-of"' not in picture(half_year(), language)


@pytest.mark.parametrize("day", [D(2026, 1, 1), D(2026, 6, 30)])
def test_the_label_of_today_stays_on_the_axis(day: object) -> None:
    svg = picture(seen(half_year(), as_of=day))
    (said,) = re.findall(r'<text class="as-of-text"[^>]*>', svg)
    assert ('text-anchor="end"' in said) is (day == D(2026, 6, 30))


YEAR_END = D(2027, 6, 30)


def fiscal(start: int, last: dt.date = YEAR_END, language: str = "en") -> list[str]:
    sample = plan([task("a", D(2026, 7, 6))], period=(D(2026, 7, 1), last))
    return texts(picture(seen(sample, fiscal_year_start=start), language))


def test_quarters_of_a_fiscal_year_are_named_beside_those_of_the_calendar() -> None:
    told = fiscal(7)
    for quarter in ("Q3 · FY27 Q1", "Q4 · FY27 Q2", "Q1 · FY27 Q3", "Q2 · FY27 Q4"):
        assert quarter in told
    assert "第3季度 · 27财年Q1" in fiscal(7, language="zh-CN")
    assert "Q3 2026 · FY27 Q2" in fiscal(4, D(2026, 9, 30))
    assert not any("FY" in words for words in fiscal(1))


def test_fiscal_quarters_that_are_none_of_the_calendar_cut_the_axis_themselves() -> None:
    quarters = [words for words in fiscal(2) if "Q" in words]
    assert quarters == ["FY27 Q2", "FY27 Q3", "FY27 Q4", "FY28 Q1", "FY28 Q2"]


def test_a_year_that_is_fiscal_by_name_alone_is_named_too() -> None:
    sample = plan([task("a", D(2026, 1, 5))], period=(D(2026, 1, 1), D(2026, 12, 31)))
    year = Period(D(2026, 1, 1), D(2026, 12, 31), "year", "FY2026", fiscal=True)
    assert "Q2 · FY26 Q2" in " ".join(texts(picture(seen(sample, period=year))))


def test_narrow_quarters_keep_both_names_and_one_form() -> None:
    told = [words for words in fiscal(7, D(2028, 6, 30)) if "Q" in words]
    assert len(told) == 8
    assert len({("·" in words, "/" in words) for words in told}) == 1
    assert all("FY" in words for words in told)
    chinese = [words for words in fiscal(7, D(2028, 6, 30), "zh-CN") if "Q" in words]
    assert chinese[0] == "Q3/27财年Q1"
    assert len(chinese) == 8
