"""A report in the checklist is a skeleton: its metrics with their targets, and room for what was reached."""

from __future__ import annotations

import pytest

from ecsc.emit.checklist import render
from ecsc.emit.checklist.skeletons import MOST_ROWS
from ecsc.pipeline import StrategyInput, compile_strategy

STRATEGY = """ecsc: 1
strategy: {id: demo, name: Demo, period: 2026-H1, currency: CNY}
metrics:
  gmv: {name: Sales, unit: money, aggregation: sum, direction: up}
  members: {name: "New | members", unit: people, aggregation: sum, direction: up}
  resp: {name: Answer, unit: minutes, direction: down}
channels: {taobao: {name: 淘宝}}
goals:
  sales:
    metric: gmv
    target: 100万
    due: 2026-06-30
    breakdown: [{split: quarter, shares: {2026-Q1: 40%, 2026-Q2: 60%}}]
  joined: {metric: members, every: month, target: 5000, due: 2026-06-30}
targets:
  here: {metric: resp, period: 2026-Q2, committed: 8 minutes, channel: taobao}
"""


def rows(report: str, language: str = "en", more: str = "") -> list[str]:
    text = f"{STRATEGY}{more}reports: {{one: {{name: One, {report}}}}}\n"
    compiled = compile_strategy(StrategyInput("demo", (("s.yaml", text.encode()),))).compiled
    assert compiled is not None
    page = next(one for one in render(compiled, language) if one.name == "checklist.md").content.decode()
    return [line.strip() for line in page.splitlines() if line.startswith("  |")][2:]


@pytest.mark.parametrize(
    ("report", "found"),
    [
        ("every: month, metrics: [members]", [f"| {m} 2026 | New \\| members | 5,000 |  |  |" for m in
                                              ("Jan", "Feb", "Mar", "Apr", "May", "Jun")]),
        ("every: quarter, metrics: [gmv]", ["| Q1 2026 | Sales | CNY 400,000 |  |  |",
                                            "| Q2 2026 | Sales | CNY 600,000 |  |  |"]),
        ("every: 半年, metrics: [gmv]", ["| H1 2026 | Sales | CNY 1,000,000 |  |  |"]),
        ("every: year, metrics: [resp]", ["| Q2 2026 | Answer | 8 min (淘宝) |  |  |"]),
        ("every: week, metrics: [unknown]", ["| – | unknown | – |  |  |"]),
        ("every: day, sections: [Sales]", []),
    ],
)  # fmt: skip
def test_a_report_has_the_targets_of_its_own_rhythm_or_the_next_longer(report: str, found: list[str]) -> None:
    assert rows(report) == found


def test_a_very_long_one_says_where_the_rest_is() -> None:
    more = "".join(
        f"  m{n}: {{metric: resp, period: 2026-W{n:02}, committed: {n} minutes}}\n" for n in range(1, 27)
    )
    many = rows("every: week, metrics: [resp, resp, gmv]", more=more)
    assert len(many) == MOST_ROWS + 1
    assert many[-1].startswith("| 14 more in kpi_targets.csv |")


def test_it_is_in_chinese_too() -> None:
    assert rows("every: 每季度, metrics: [gmv]", "zh-CN")[0] == "| 2026年第1季度 | Sales | 400,000 元 |  |  |"
