"""Tables of actuals and past prices without an id column: ids are made from the row, rows told twice are found."""

from __future__ import annotations

import pytest

from ecsc.diagnostics import Span
from ecsc.model.row_ids import made_id
from ecsc.pipeline import Result, StrategyInput, compile_strategy

STRATEGY = b"""ecsc: 1
strategy: {id: demo, name: Demo, period: 2026, currency: CNY}
metrics: {gmv: {standard: gmv}}
channels: {taobao: {kind: marketplace}}
products: {d1: {name: D, list_price: 100}}
tables: {actuals: a.csv, price_history: p.csv}
"""
PRICES = "商品,日期,价格\nd1,2026-03-01,99\n"


def compiled(actuals: str, prices: str = PRICES) -> Result:
    tables = {"a.csv": actuals.encode, "p.csv": prices.encode}
    return compile_strategy(StrategyInput("demo", (("s.yaml", STRATEGY),), tables))


def wrong(result: Result) -> list[tuple[str, int, str]]:
    """Return (code, line, made of what) of the errors in tables."""
    spans = [(one, one.at) for one in result.findings if isinstance(one.at, Span)]
    return [
        (one.rule.code, at.line, str(one.params.get("id") or one.params.get("field", "")))
        for one, at in spans
        if at.file.endswith(".csv")
    ]


def test_rows_are_told_by_what_they_are_about() -> None:
    result = compiled("指标,期间,渠道,实际\ngmv,2026-Q1,taobao,100万\ngmv,2026-Q1,,120万\n")
    assert wrong(result) == []
    assert result.assessed is not None
    strategy = result.assessed.linked.strategy
    assert list(strategy.actuals) == ["gmv_2026_Q1_taobao", "gmv_2026_Q1"]
    assert list(strategy.price_history) == ["d1_2026_03_01"]


def test_the_same_row_in_another_spelling_is_found() -> None:
    assert wrong(compiled("metric,period,value\ngmv,2026-Q1,1\ngmv,2026Q1,2\n")) == [
        ("ECS162", 3, "gmv_2026_Q1")
    ]
    twice = "product,date,price\nd1,2026-03-01,99\nd1,2026/3/1,98\n"
    assert wrong(compiled("metric,period,value\n", twice))[-1] == ("ECS162", 3, "d1_2026_03_01")


def test_a_row_that_is_about_nothing_is_told() -> None:
    assert wrong(compiled("metric,period,value\n,2026-Q1,1\ngmv,,2\n")) == [
        ("ECS161", 2, "metric"),
        ("ECS161", 3, "period"),
    ]
    assert wrong(compiled("period,value\n2026-Q1,1\n")) == [("ECS160", 1, "metric")]


def test_an_id_column_still_counts() -> None:
    result = compiled("id,metric,period,value\na,gmv,2026-Q1,1\nb,gmv,2026-Q1,2\n")
    assert wrong(result) == []
    assert result.assessed is not None
    assert list(result.assessed.linked.strategy.actuals) == ["a", "b"]


@pytest.mark.parametrize(
    ("row", "made"),
    [
        (("gmv", "２０２６年３月", ""), "gmv_2026_03"),
        (("销售额", "2026-W10", "淘宝"), "销售额_2026_W10_淘宝"),
        (("gmv", "soon", "a b"), "gmv_soon_a_b"),
        (("gmv", " ", "x"), None),
    ],
)
def test_the_id_of_a_row(row: tuple[str, ...], made: str | None) -> None:
    assert made_id("actuals", ("metric", "period", "channel"), row) == made
