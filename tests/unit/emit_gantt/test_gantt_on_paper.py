"""The finished picture, read back from its markup: nothing outside the paper, no text over another."""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from decimal import Decimal
from functools import cache, partial

import pytest
from msgspec.structs import replace

from ecsc.emit.pictures.gantt.text import width
from ecsc.plan.time_types import PersonLoad, TaskShare, WeekLoad
from ecsc.plan.types import Plan
from ecsc.plan.work_types import Driver
from tests.unit.emit_gantt.plan_samples import D, link, many, milestone, plan, promotion, task
from tests.unit.emit_gantt.test_gantt_svg import HOSTILE, SVG, picture, texts
from tests.unit.emit_gantt.whole_sample import launch, regular, retail, weekly, whole

SIZES = {
    "title": 20,
    "facts": 13,
    "alarm-text": 13,
    "name": 12,
    "owner": 11,
    "small": 11,
    "note": 11,
    "figure": 9,
}


def named(text: str) -> Plan:
    """Return the whole sample with every name the same."""
    base = whole()
    work = base.work

    def all_of(items: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(replace(item, name=text) for item in items)  # type: ignore[type-var]

    kinds = ("tasks", "milestones", "phases", "retail_days", "launches", "duties")
    return replace(
        base,
        strategy=replace(base.strategy, name=text),
        people=all_of(base.people),
        promotions=all_of(base.promotions),
        work=replace(work, **{kind: all_of(getattr(work, kind)) for kind in kinds}),
    )


def spanning(first: dt.date, days: int) -> Plan:
    """Return a plan of a few tasks over so many days, with all that stands around them."""
    step = max(days // 7, 1)
    last = first + dt.timedelta(days=days - 1)
    tasks = [
        task(
            f"t{n}",
            first + dt.timedelta(days=n * step),
            min(max(step * 5 // 7, 1), 2000),
            after=(link(f"t{n - 1}"),) if n else (),
            baseline_start=first,
            baseline_finish=first + dt.timedelta(days=n),
            forecast_finish=last,
            slip=Decimal(n),
            due=first,
        )
        for n in range(6)
    ]
    sample = plan(
        tasks, [milestone("m", last, due=last, slack=Decimal(0))], (), [promotion("x", first, last, "Sale")],
        period=(first, last),
    )  # fmt: skip
    week = first - dt.timedelta(days=min(first.weekday(), first.toordinal() - 1))
    weeks = tuple(
        WeekLoad(week + dt.timedelta(days=7 * n), Decimal(n % 8), Decimal(5), ())
        for n in range(days // 7 + 1)
    )
    work = replace(
        sample.work,
        load=(PersonLoad("lin", weeks, ()),),
        duties=(regular("r", "Meeting", weekly(first, days // 7 + 1)),),
        launches=(launch("l", "Spring line", last),),
        retail_days=(retail("618", "618", first, min(first + dt.timedelta(days=20), last)),),
    )
    return replace(sample, work=work, strategy=replace(sample.strategy, as_of=first))


SAMPLES: dict[str, Callable[[], Plan]] = {
    "whole": whole,
    "long names": lambda: named("核心商品上架与详情页制作" * 40),
    "broad names": lambda: named("W" * 500),
    "right to left": lambda: named("خطة التسويق للربع الأول"),
    "emoji": lambda: named("👩\u200d👩\u200d👧 🚀 发布会"),
    "150 tasks": lambda: many(150, 5),
    "10,000 tasks": lambda: many(10_000, 40),
    "400 phases": lambda: many(10_000, 400),
    **{
        f"{first.year}, {days} days": partial(spanning, first, days)
        for first, days in (
            (D(2026, 3, 2), 1), (D(2026, 3, 2), 3), (D(2026, 3, 2), 14), (D(2026, 3, 2), 92),
            (D(2026, 3, 2), 365), (D(2026, 3, 2), 1826), (D(2026, 3, 2), 18_263),
            (D(1900, 1, 1), 200), (D(2200, 5, 1), 400), (D(1, 1, 1), 100), (D(9999, 6, 1), 200),
        )
    },
}  # fmt: skip


@cache
def drawn(name: str, language: str) -> ET.Element:
    """Return the picture of a sample, made once for all that is asked of it."""
    return ET.fromstring(picture(SAMPLES[name](), language))  # noqa: S314


class Text:
    """A text of the picture as a box; `y` is its baseline."""

    def __init__(self, node: ET.Element) -> None:
        kinds = node.attrib["class"].split()
        size = next((SIZES[kind] for kind in kinds if kind in SIZES), 10.5)
        self.words = node.text or ""
        room = width(self.words, size)
        x, self.y = float(node.attrib["x"]), float(node.attrib["y"])
        shift = {"end": room, "middle": room / 2}.get(node.attrib.get("text-anchor", ""), 0.0)
        self.left, self.right, self.size = x - shift, x - shift + room, size


def boxes(root: ET.Element) -> list[Text]:
    return [Text(node) for node in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize("sample", SAMPLES)
def test_nothing_lies_outside_the_paper(sample: str, language: str) -> None:
    root = drawn(sample, language)
    right, bottom = float(root.attrib["width"]), float(root.attrib["height"])
    for text in boxes(root):
        assert text.left >= 0, text.words
        assert text.right <= right, text.words
        assert text.size <= text.y <= bottom, text.words
    for node in root.iter(f"{SVG}rect"):
        if "x" in node.attrib:
            x, y, wide, high = (float(node.attrib[name]) for name in ("x", "y", "width", "height"))
            assert wide >= 0
            assert high >= 0
            assert x >= 0
            assert x + wide <= right + 0.01
            assert y >= 0
            assert y + high <= bottom
    for node in root.iter(f"{SVG}path"):
        for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", node.attrib["d"]):
            assert -1 <= float(x) <= right + 1
            assert -1 <= float(y) <= bottom


@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize("sample", SAMPLES)
def test_no_text_runs_into_another(sample: str, language: str) -> None:
    root = drawn(sample, language)
    texts = sorted((text for text in boxes(root) if text.words), key=lambda one: one.y)
    for index, one in enumerate(texts):
        for other in texts[index + 1 :]:
            if other.y - one.y >= min(one.size, other.size) - 1.5:
                break
            apart = one.right <= other.left + 0.5 or other.right <= one.left + 0.5
            assert apart, (one.words, other.words)


def test_the_whole_sample_really_shows_everything() -> None:
    body = picture(whole()).split("</defs>")[1]
    for kind in (
        "baseline", "before", "forecast", "forecast-end", "progress", "near-mark", "retail", "retail usual", "core",
        "core-mark", "season-tint", "launch", "tick-mark", "load", "over", "full", "figure", "buffer", "as-of",
    ):  # fmt: skip
        assert f'class="{kind}"' in body, kind


def test_every_class_that_is_used_has_a_style_and_the_other_way_round() -> None:
    svg = picture(whole())
    style, body = re.findall(r"<style>(.*?)</style>", svg, re.DOTALL)[0], svg.split("</style>")[1]
    used = {kind for value in re.findall(r'class="([^"]*)"', body) for kind in value.split()}
    light, dark = style.split("@media")
    told = set(re.findall(r"\.([a-z][a-z-]*)", light)) - {"ecsc-gantt"}
    assert used - told <= {"tint"} | told
    unused = told - used
    assert unused <= {
        "late",
        "alarm",
        "alarm-mark",
        "alarm-text",
        "banner",
        "folded",
        "steady",
        "undated",
        "note",
        "title",
    }
    assert set(re.findall(r"\.([a-z][a-z-]*)", dark)) - {"ecsc-gantt"} <= told


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_everywhere_stay_text(text: str) -> None:
    svg = picture(named(text))
    root = ET.fromstring(svg)  # noqa: S314
    assert not list(root.iter(f"{SVG}script"))
    assert "\u202e" not in svg


def test_a_picture_with_everything_on_ten_thousand_tasks_stays_small() -> None:
    for phases in (0, 40):
        assert len(picture(crowded(10_000, phases)).encode()) < 2_000_000
    assert len(picture(crowded(150, 5)).encode()) < 2_000_000


def crowded(count: int, phases: int) -> Plan:
    """Return a large plan in which every task has a baseline and a forecast and everybody is busy."""
    base = many(count, phases)
    name = "很长的名字" * 100
    tasks = tuple(
        replace(
            one,
            name=name,
            baseline_start=one.start,
            baseline_finish=one.finish,
            forecast_finish=one.finish and one.finish + dt.timedelta(days=2),
            driver=Driver("predecessor", f"t{index - 1}") if index else None,
        )
        for index, one in enumerate(base.work.tasks)
    )
    load = tuple(
        PersonLoad(
            f"p{person}",
            tuple(
                WeekLoad(
                    D(2026, 1, 5) + dt.timedelta(days=7 * week),
                    Decimal(1 + (person + week) % 8),
                    Decimal(5),
                    tuple(TaskShare(f"t{(week * 9 + n) % count}", Decimal(1)) for n in range(9)),
                )
                for week in range(75)
            ),
            (),
        )
        for person in range(40)
    )
    recurring = tuple(regular(f"r{n}", name, weekly(D(2026, 1, 5), 75)) for n in range(50))
    launches = tuple(launch(f"l{n}", name, D(2026, 2, 1) + dt.timedelta(days=n)) for n in range(300))
    return replace(base, work=replace(base.work, tasks=tasks, load=load, duties=recurring, launches=launches))


def test_the_same_whole_plan_gives_the_same_bytes() -> None:
    assert picture(whole(), "zh-CN") == picture(whole(), "zh-CN")


def test_a_chinese_picture_of_everything_speaks_chinese_only() -> None:
    told = [words for words in texts(picture(whole(), "zh-CN")) if re.search(r"[A-Za-z]{4,}", words)]
    assert [words for words in told if not words.startswith(("基线中", "图外"))] == []
