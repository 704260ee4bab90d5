"""Things people can write that once broke the compiler, or were passed over in silence."""

from __future__ import annotations

import time

import pytest

from ecsc.diagnostics.near import FEW, close_matches
from ecsc.emit import emit
from ecsc.messages import words
from ecsc.pipeline import Result, StrategyInput, compile_strategy
from ecsc.report import Checked, Layout, render, render_message, tell

PEOPLE = "people:\n  lin: {name: Lin}\n"
SOURCES = "data_sources:\n  s: {kind: shop, refresh: daily}\n"


def head(more: str = "", people: str = PEOPLE) -> str:
    return (
        "ecsc: 1\nstrategy: {id: demo, name: Demo, period: 2026-01-01..2026-06-30, currency: CNY, owner: lin"
        + (f", {more}" if more else "")
        + "}\n"
        + people
    )


def compiled(text: str) -> Result:
    result = compile_strategy(StrategyInput("demo", (("s.yaml", text.encode()),)))
    if result.compiled is not None:
        for language in ("en", "zh-CN"):
            assert emit(result.compiled, language)
    return result


def said(result: Result, code: str) -> list[str]:
    """Return what the findings of one rule say, in English."""
    return [
        render_message(finding.message, finding.params, words("en"))
        for finding in result.findings
        if finding.rule.code == code
    ]


def codes(result: Result) -> set[str]:
    return {finding.rule.code for finding in result.findings if finding.level != "info"}


def task(text: str) -> str:
    return f"tasks:\n  a: {{name: A, owner: lin, {text}}}\n"


def test_a_metric_calculated_from_itself_is_a_finding() -> None:
    result = compiled(head() + "metrics:\n  m: {unit: people, direction: up, formula: m + 1}\n")
    assert said(result, "ECS310") == ["m is calculated from itself: m → m"]


def test_a_long_circle_is_told_without_its_middle() -> None:
    ring = "".join(
        f"  t{i}: {{name: T, owner: lin, duration: 1d, after: t{(i + 1) % 50}}}\n" for i in range(50)
    )
    (message,) = said(compiled(head() + "tasks:\n" + ring), "ECS601")
    assert message.startswith("t0 → t1 → t2 → t3 → t4 → t5 → … → t49 → t0:")


@pytest.mark.parametrize(
    ("body", "chain"),
    [
        ("objectives:\n  a: {name: A, parent: b}\n  b: {name: B, parent: a}\n", "a → b → a"),
        ("channels:\n  x: {kind: other, orders_via: y}\n  y: {kind: other, orders_via: x}\n", "x → y → x"),
        ("goals:\n  z: {parent: b}\n  b: {parent: c}\n  c: {parent: b}\n", "b → c → b"),
    ],
)
def test_a_circle_of_wholes_and_parts_is_told_once(body: str, chain: str) -> None:
    assert said(compiled(head() + body), "ECS205") == [f"{chain}: these name each other in a circle"]


def test_a_goal_is_no_part_of_itself() -> None:
    assert said(compiled(head() + "goals:\n  g: {parent: g}\n"), "ECS205") == [
        "g names itself as its `parent`"
    ]


@pytest.mark.parametrize(
    ("breakdown", "message"),
    [
        ("{split: [], values: {2026-Q1: 5}}", "the breakdown does not say what it is split by"),
        ("{split: quater, values: {2026-Q1: 5}}", "a goal cannot be split by `quater`"),
        ("{split: [quarter, quarter], values: {2026-Q1: {2026-Q2: 5}}}", "`quarter` stands twice"),
        ("{split: quarter, values: {2026-Q1: {x: 5}}}", "`2026-Q1` is split further than by quarter"),
        ("{split: [quarter, channel], values: {2026-Q1: 5}}", "`2026-Q1` is not split by channel"),
        ("{split: products, shares: {dress: 100%}}", "there is no product `dress`"),
        (
            "{split: quarter, values: {2026-Q1: 2, 2026-Q2: 3}, shares: {2026-Q1: 40%, 2026-Q2: 60%}}",
            "one breakdown has values and shares, and only the first of them counts",
        ),
    ],
)
def test_a_breakdown_that_cannot_be_read_is_told(breakdown: str, message: str) -> None:
    metric = "metrics:\n  m: {unit: people, aggregation: sum, direction: up, source: s}\n"
    goal = f"goals:\n  g: {{metric: m, target: 5, due: 2026-06-30, breakdown: [{breakdown}]}}\n"
    assert message in said(compiled(head() + SOURCES + metric + goal), "ECS416")


@pytest.mark.parametrize(
    "body",
    [
        "budgets:\n  m: {limit: -5}\n",
        "budgets:\n  m: {limit: 5, phasing: {2026-Q1: -5}}\n",
        task("duration: 1d, cost: -5"),
        task("duration: 1d, buffer: -10%"),
        "products:\n  p: {list_price: -1}\n",
        "products:\n  p: {stock: -1}\n",
        "promotions:\n  p: {offer: {tiers: [{at: 5, off: -1}]}}\n",
    ],
)
def test_what_cannot_be_less_than_nothing_is_refused(body: str) -> None:
    (message,) = said(compiled(head() + body), "ECS150")
    assert message.endswith("is negative")


def test_holidays_without_end_are_all_of_them() -> None:
    text = head("calendar: {holidays: [1900-01-01..2199-12-31]}") + task("duration: 1d")
    assert said(compiled(text), "ECS621") == ["a finds no working day to run on"]


def test_many_declared_holidays_cost_each_day_once() -> None:
    start = time.perf_counter()
    compiled(head(f"calendar: {{holidays: [{', '.join(['1900-01-01..2199-12-31'] * 300)}]}}"))
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("duration", ["99999999999d", "29999 years"])
def test_what_never_ends_has_no_made_up_day(duration: str) -> None:
    result = compiled(head() + task(f"duration: {duration}"))
    assert codes(result) == {"ECS621"}


def test_moments_at_the_end_of_all_dates_are_written_too() -> None:
    never = "after: a + 99999999999cd"
    tasks = task("duration: 1d") + f"  b: {{name: B, owner: lin, duration: 0d, {never}}}\n"
    stones = f"milestones:\n  m: {{name: M, owner: lin, {never}, due: week 3}}\n"
    early = "  n: {name: N, owner: lin, after: a - 99999999999cd}\n"
    result = compiled(head() + tasks + stones + early)
    assert codes(result) == {"ECS621"}
    assert said(result, "ECS621") == ["b does not end within 50 years", "m does not end within 50 years"]


@pytest.mark.parametrize("capacity", ["0d per week", "0.0001d per week"])
def test_nobody_without_time_finishes_work(capacity: str) -> None:
    people = f"people:\n  lin: {{name: Lin, capacity: {capacity}}}\n"
    assert codes(compiled(head(people=people) + task("effort: 5d"))) == {"ECS522"}


def test_a_milestone_promised_for_another_century_is_outside_the_period_and_no_more() -> None:
    result = compiled(head() + "milestones:\n  m: {name: M, owner: lin, due: 2199-12-31}\n")
    assert codes(result) == {"ECS618"}


def test_a_table_that_cannot_be_read_still_leaves_a_plan() -> None:
    def locked() -> bytes:
        raise PermissionError(13, "Permission denied")

    text = head() + "tables: {products: products.csv}\n"
    result = compile_strategy(StrategyInput("demo", (("s.yaml", text.encode()),), {"products.csv": locked}))
    assert result.compiled is not None
    assert any("Permission denied" in str(finding.params) for finding in result.findings)


def test_thousands_of_misspelt_names_are_told_in_seconds() -> None:
    people = "people:\n  lin: {name: Lin}\n" + "".join(f"  person_number_{i}: {{}}\n" for i in range(1500))
    tasks = "".join(f"  t{i}: {{owner: persn_number_{i}, duration: 1d}}\n" for i in range(500))
    start = time.perf_counter()
    result = compiled(head(people=people) + "tasks:\n" + tasks)
    assert time.perf_counter() - start < 10
    found = [finding for finding in result.findings if finding.rule.code == "ECS201"]
    assert len(found) == 500
    assert all(f"person_number_{number}" in str(one.params["near"]) for number, one in enumerate(found[:50]))


def test_the_nearest_of_many_names_is_found() -> None:
    many = [f"任务{number}" for number in range(FEW * 10)] + ["taobao_shop", "douyin_shop"]
    assert close_matches("taobo_shop", many)[0] == "taobao_shop"
    assert close_matches("任务17O", many)[0] == "任务17"
    assert close_matches("☃", many) == []
    assert close_matches("", many) == []


def test_a_flood_of_one_finding_is_shown_in_part_and_counted() -> None:
    body = "tasks:\n" + "".join(f"  t{i}: {{name: T, owner: nobody, duration: 1d}}\n" for i in range(2000))
    result = compiled(head() + body)
    checked = [Checked("demo", tell(result.findings, words("en")), result.sources, "demo")]
    text = "".join(render(checked, "text", words("en"), Layout()))
    assert text.count("error[ECS201]") == 51
    assert "error[ECS201] unknown-id: 1,950 more like this (--format concise lists all)\n" in text
    assert "".join(render(checked, "concise", words("en"), Layout())).count("ECS201") == 2000


def test_thousands_of_phases_of_one_name_are_drawn_in_seconds() -> None:
    phases = "phases:\n" + "".join(f"  p{i}: {{name: P}}\n" for i in range(2000))
    tasks = "tasks:\n" + "".join(
        f"  t{i}: {{name: T, owner: lin, duration: 1d, phase: p{i}}}\n" for i in range(2000)
    )
    result = compile_strategy(StrategyInput("demo", (("s.yaml", (head() + phases + tasks).encode()),)))
    assert result.compiled is not None
    start = time.perf_counter()
    files = emit(result.compiled, "en", ["mermaid"])
    assert time.perf_counter() - start < 4
    assert b"section P (2000)" in b"".join(file.content for file in files)
