"""The KPI targets: what is promised, to read and to compute with."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import Any

import pytest

from ecsc.assess.verdicts import Value
from ecsc.compiled import Compiled
from ecsc.emit.kpi import render
from ecsc.emit.measures.grouping import in_order
from ecsc.emit.measures.words import cell, thresholds, unit
from ecsc.emit.numbers import number_text
from ecsc.messages import words
from ecsc.plan.aim_types import ThresholdsPlan
from ecsc.quantity import Count, Duration, Points, Rate
from tests.unit.emit_text.apparel_sample import apparel
from tests.unit.emit_text.plan_samples import empty, goal, metric, target, with_plan, yuan

EN, ZH = words("en"), words("zh-CN")


def page(compiled: Compiled, language: str = "en") -> str:
    return render(compiled, language)[0].content.decode()


def sheet(compiled: Compiled, language: str = "en") -> list[list[str]]:
    content = render(compiled, language)[1].content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content, newline="")))


def document(compiled: Compiled) -> dict[str, Any]:
    return json.loads(render(compiled, "en")[2].content)  # type: ignore[no-any-return]


def test_names() -> None:
    names = [artifact.name for artifact in render(apparel(), "en")]
    assert names == ["kpi_targets.md", "kpi_targets.csv", "kpi_targets.json"]


def test_totals_come_first_and_periods_in_order() -> None:
    rows = [(row.channel, row.period.label) for row in in_order(apparel().plan) if row.metric == "gmv"]
    assert rows == [
        (None, "2026-01-01..2026-06-30"), (None, "2026-Q1"), (None, "2026-Q2"),
        ("taobao", "2026-Q1"), ("taobao", "2026-Q2"), ("douyin", "2026-Q1"), ("douyin", "2026-Q2"),
    ]  # fmt: skip


def test_a_year_stands_before_its_parts() -> None:
    gmv = metric("gmv", "GMV")
    labels = ("2026-12", "2026-03", "2026-Q1", "2026", "2026-H1", "2026-01")
    rows = tuple(target(gmv, label, yuan("1"), from_goal=False) for label in labels)
    found = [row.period.label for row in in_order(with_plan(empty(), metrics=(gmv,), targets=rows).plan)]
    assert found == ["2026", "2026-H1", "2026-Q1", "2026-01", "2026-03", "2026-12"]


def test_goal_heading() -> None:
    text = page(apparel())
    assert (
        "## Goal: One million in half a year\n\nDue 30 Jun 2026 · Owner: 林薇 · From CNY 0 to CNY 1,000,000"
        in text
    )
    assert "SMART: S ✓ · M ✓ · A ! · R ✓ · T ✓\n" in text
    assert "- ! A (achievable), doubtful: its planned drivers do not make the target\n" in text
    assert "From 15 minutes to 8 minutes" in text
    text = page(apparel("zh-CN"), "zh-CN")
    assert "2026年6月30日截止 · 负责人：林薇 · 从 0 元 到 1,000,000 元" in text


def test_columns_without_content_are_left_out() -> None:
    text = page(apparel())
    assert "| Period | Channel | Committed | Stretch | Floor |\n" in text
    assert "| Period | Committed |\n" in text
    assert "| Period | For | Committed |\n" in text


def test_different_owners_get_a_column() -> None:
    gmv = metric("gmv", "GMV")
    rows = tuple(
        target(gmv, label, yuan("1"), owner=owner, from_goal=False)
        for label, owner in (("2026-Q1", "lin_wei"), ("2026-Q2", None))
    )
    text = page(with_plan(apparel(), targets=rows))
    assert "| Period | Committed | Owner |" in text
    assert "| Q1 2026 | CNY 1 | 林薇 |" in text
    assert "| Q2 2026 | CNY 1 | – |" in text


def test_a_goal_without_targets_says_what_it_needs() -> None:
    compiled = with_plan(empty(), goals=(goal("g", "Be loved", change="+20%"),))
    text = page(compiled)
    assert "No due date · Nobody owns it · Change: +20%" in text
    assert "No target is set for this goal yet: it needs a metric, a target and a due date." in text


@pytest.mark.parametrize(
    ("green", "amber", "way", "english"),
    [
        ("8", "15", "down", "Green up to 8, amber up to 15, red above"),
        ("8", "5", "up", "Green from 8, amber from 5, red below"),
        ("8", None, "up", "Green from 8"),
        ("8", None, "down", "Green up to 8"),
        (None, "5", "up", "Red below 5"),
        (None, "5", "down", "Red above 5"),
        (None, None, "up", ""),
    ],
)
def test_thresholds(green: str | None, amber: str | None, way: str, english: str) -> None:
    def count(text: str | None) -> Value | None:
        return None if text is None else Count(Decimal(text))

    assert thresholds(ThresholdsPlan(count(green), count(amber)), way, EN) == english
    assert thresholds(None, way, EN) == ""


@pytest.mark.parametrize(
    ("amount", "text", "counted_in"),
    [
        (yuan("1E+6"), "1000000", "CNY"),
        (Rate(Decimal("0.022")), "2.2%", "%"),
        (Rate(Decimal("1.5E+0")), "150%", "%"),
        (Points(Decimal("0.0045")), "0.45 pp", "percentage points"),
        (Count(Decimal("4E+5"), "people"), "400000", "people"),
        (Duration(Decimal(3), "d", "working"), "3 working days", ""),
        (None, "", ""),
    ],
)
def test_cells(amount: Value | None, text: str, counted_in: str) -> None:
    assert cell(amount, EN) == text
    assert unit(None, amount, EN) == counted_in


@pytest.mark.parametrize(
    ("number", "text"), [("1E+2", "100"), ("-0.0", "0"), ("2.50", "2.5"), ("1E-8", "0.00000001")]
)
def test_number_text(number: str, text: str) -> None:
    assert number_text(Decimal(number)) == text


def test_csv() -> None:
    rows = sheet(apparel())
    assert len(rows) == 12
    assert {len(row) for row in rows} == {22}
    first = dict(zip(rows[0], rows[1], strict=True))
    assert (first["Committed"], first["Stretch"], first["Floor"]) == ("1000000", "1200000", "800000")
    assert (first["From"], first["To"], first["Goal or target id"]) == (
        "2026-01-01",
        "2026-06-30",
        "revenue_h1",
    )
    assert sheet(apparel("zh-CN"), "zh-CN")[0][8:11] == ["承诺值", "挑战值", "底线值"]


def test_json() -> None:
    read = document(apparel())
    assert read["version"] == 1
    assert read["goals"][0]["smart"] == {"S": "pass", "M": "pass", "A": "warn", "R": "pass", "T": "pass"}
    first, last = read["targets"][0], read["targets"][-1]
    assert first["committed"] == {"value": "1000000", "unit": "CNY"}
    assert (first["goal"], first["target"]) == ("revenue_h1", None)
    assert (last["goal"], last["target"], last["owner"]) == (None, "visitors_h1", None)
    conversion = next(row for row in read["targets"] if row["metric"] == "conversion" and row["channel"])
    assert conversion["floor"] == {"value": "0.018", "unit": "ratio"}
    assert conversion["thresholds"]["amber"] == {"value": "0.02", "unit": "ratio"}
    assert document(empty())["targets"] == []


def test_json_is_the_same_in_every_language() -> None:
    assert render(apparel(), "en")[2] == render(apparel(), "zh-CN")[2]


def test_empty() -> None:
    assert "\nNo targets are set yet." in page(empty())
    assert "尚未设定目标值" in page(empty("zh-CN"), "zh-CN")
    assert len(sheet(empty())) == 1


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_blank_lines_are_single(language: str) -> None:
    for compiled in (apparel(language), empty(language)):
        text = page(compiled, language)
        assert "\n\n\n" not in text
        assert text.endswith("\n")
        assert not text.endswith("\n\n")


def test_chinese_pages_hold_no_english_labels() -> None:
    compiled = with_plan(apparel("zh-CN"), goals=())
    text = page(compiled, "zh-CN")
    for label in ("Period", "Committed", "Owner", "Goal", "better", "Green", "Source", "Unit:"):
        assert label not in text
