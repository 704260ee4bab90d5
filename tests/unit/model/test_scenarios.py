"""Scenarios: which changes can be made, what is told of the others, and that the strategy is as if written so."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest

from ecsc.diagnostics import Span
from ecsc.pipeline import NoScenarioError, Result, StrategyInput, compile_strategy

HEAD = "ecsc: 1\nstrategy: {id: demo, name: Demo, period: 2026, currency: CNY}\npeople: {lin: {name: Lin}}\n"
BODY = """tasks:
  shop: {name: Shop, duration: 10d, owner: lin, checklist: [a, b]}
  店铺: {name: 店铺, duration: 8d, after: shop, owner: lin}
promotions:
  half: {name: H, level: item, offer: 5折, window: 2026-05-01..2026-05-03}
service: {hours: 9-18}
"""


def run(changes: str, scenario: str | None = None, body: str = HEAD + BODY, **tables: bytes) -> Result:
    text = f"{body}scenarios:\n  s: {{name: 慢, changes: {changes}}}\n"
    beside = {f"{name}.csv": (lambda raw=raw: raw) for name, raw in tables.items()}
    return compile_strategy(StrategyInput("demo", (("demo.yaml", text.encode()),), beside), scenario=scenario)


def told(result: Result) -> list[str]:
    own = ("ECS10", "ECS11", "ECS15", "ECS201", "ECS97")
    return [one.rule.code for one in result.findings if one.rule.code.startswith(own)]


def duration(result: Result, task: str = "shop") -> str:
    assert result.assessed is not None
    return str(result.assessed.linked.strategy.tasks[task].duration)


@pytest.mark.parametrize(
    "changes",
    [
        "{}",
        "{tasks.shop.duration: 20d}",
        "{' tasks . shop . duration ': 20d}",
        "{tasks．shop．duration: 20d}",
        "{tasks.shop.duration: １２d}",
        "{tasks.shop.checklist.1: c, tasks.店铺.duration: 9d}",
        "{tasks.shop.checklist: [x, y]}",
        "{promotions.half.limits.units: 5}",
        "{promotions.half.offer: {percent_off: 20%}}",
        "{service.hours: 8-20}",
        "{strategy.period: 2027, strategy.thresholds.high_risk: 9}",
    ],
)
def test_fields_can_be_changed(changes: str) -> None:
    assert told(run(changes)) == []
    assert told(run(changes, "s")) == []


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ("{tasks.shop.duraton: 3d}", ["ECS970"]),
        ("{tasks.shp.duration: 3d}", ["ECS970"]),
        ("{task.shop.duration: 3d}", ["ECS970"]),
        ("{任务.shop.duration: 3d}", ["ECS970"]),
        ("{tasks.SHOP.duration: 3d}", ["ECS970"]),
        ("{tasks..duration: 3d}", ["ECS970"]),
        ("{'': 3d}", ["ECS970"]),
        ("{1: 2}", ["ECS970"]),
        ("{tasks.shop.duration.x: 3}", ["ECS970"]),
        ("{tasks.shop.checklist.2: c}", ["ECS970"]),
        ("{tasks.shop.checklist.²: c}", ["ECS970"]),
        ("{tasks.shop.x-note: c}", ["ECS970"]),
        ("{promotions.half.offer.percent_off: 20%}", ["ECS970"]),
        ("{promotions.half.limits.unit: 5}", ["ECS970"]),
        ("{pricing.method: cost}", ["ECS970"]),
        ("{products.tee.stock: 3}", ["ECS970"]),
        (f"{{{'.'.join('a' * 200)}: 3}}", ["ECS970"]),
        ("{tasks.shop: {duration: 3d}}", ["ECS971"]),
        ("{tasks: {shop: {duration: 3d}}}", ["ECS971"]),
        ("{service: {hours: 3}}", ["ECS971"]),
        ("{strategy.id: other}", ["ECS971"]),
        ("{policies.p.check: 1 > 0}", ["ECS971"]),
        ("{waivers.w.until: 2027-01-01}", ["ECS971"]),
        ("{scenarios.s.name: x}", ["ECS971"]),
        ("{tables.products: x.csv}", ["ECS971"]),
        ("{tasks.shop.duration: 3d, ' tasks.shop.duration': 4d}", ["ECS971"]),
        ("{promotions.half.limits.units: 5, promotions.half.limits: {units: 6}}", ["ECS971"]),
        ("{tasks.shop.duration: 10d}", ["ECS972"]),
        ("{tasks.shop.duration: many}", ["ECS150"]),
        ("{tasks.shop.duration: [1d, 2d]}", ["ECS103"]),
        ("{tasks.shop.status: redy}", ["ECS104"]),
        ("{tasks.shop.duration: ~}", ["ECS112"]),
        ("{strategy.period: soon}", ["ECS150"]),
        ("[]", ["ECS103"]),
    ],
)  # fmt: skip
def test_what_cannot_be_changed_is_told_once_where_the_change_stands(changes: str, codes: list[str]) -> None:
    result = run(changes)
    assert told(result) == codes
    line = (HEAD + BODY).count("\n") + 2
    assert [
        one.at.line for one in result.findings if one.rule.code in codes and isinstance(one.at, Span)
    ] == [line]
    if changes != "{strategy.period: soon}":  # under it nothing else can be judged
        assert told(run(changes, "s")) == codes


def test_a_scenario_is_the_strategy_written_otherwise() -> None:
    one = run("{tasks.shop.duration: 20d, tasks.店铺.duration: 9d}", "s")
    other = run("{}", body=(HEAD + BODY).replace("10d", "20d").replace("8d", "9d"))
    assert one.compiled is not None
    assert other.compiled is not None
    assert one.compiled.plan.work == other.compiled.plan.work
    assert one.compiled.plan.strategy.scenario is not None
    assert one.compiled.plan.strategy.scenario.id == "s"
    assert one.compiled.plan.strategy.name == "Demo – 慢"
    assert other.compiled.plan.strategy.scenario is None
    assert one.compiled.plan.strategy.source_hash != other.compiled.plan.strategy.source_hash


def test_a_finding_points_to_the_change() -> None:
    result = run("{tasks.shop.owner: nobody}", "s")
    (finding,) = (one for one in result.findings if one.rule.code == "ECS201")
    assert isinstance(finding.at, Span)
    text = result.sources["demo.yaml"].text
    assert text[finding.at.start : finding.at.end] == "nobody"
    assert finding.at.line == text.count("\n")


def test_shared_values_change_in_one_place_alone() -> None:
    body = (HEAD + BODY).replace("duration: 10d", "duration: &x 10d").replace("duration: 8d", "duration: *x")
    result = run("{tasks.shop.duration: 3d}", "s", body)
    assert (duration(result), duration(result, "店铺")) == ("3d", "10d")
    body = HEAD + "tasks:\n  shop: &t {name: T, duration: 10d, owner: lin}\n  other: *t\n"
    result = run("{tasks.shop.duration: 3d}", "s", body)
    assert (duration(result), duration(result, "other")) == ("3d", "10d")


def test_ids_are_found_in_another_unicode_form() -> None:
    cafe = unicodedata.normalize("NFD", "café")
    body = f"{HEAD}tasks:\n  {cafe}: {{name: C, duration: 1d, owner: lin}}\n"
    assert duration(run("{tasks.café.duration: 3d}", "s", body), "café") == "3d"
    assert told(run("{tasks.café.duration: many}", None, body)) == ["ECS150"]
    assert told(run("{tasks.café.duration: many}", "s", body)) == ["ECS150"]


def test_rows_of_tables_are_changed_too() -> None:
    body = HEAD + "tables: {products: p.csv}\n"
    csv = b"id,name,list_price,stock\np1,Tee,100,5\np2,Cap,50,x\n"
    result = run("{products.p1.list_price: 80, products.p2.stock: 7}", "s", body, p=csv)
    assert told(result) == []
    assert result.assessed is not None
    products = result.assessed.linked.strategy.products
    assert products["p1"].list_price is not None
    assert products["p1"].list_price.amount == Decimal(80)
    assert str(products["p2"].stock) == "7"
    bad = run("{products.p3.stock: 7, products.p1.list_price: lots}", None, body, p=csv)
    assert sorted(told(bad)) == ["ECS150", "ECS150", "ECS970"]  # the second one is the table's own


def test_the_scenario_may_stand_in_another_file() -> None:
    files = (
        ("a.yaml", (HEAD + BODY).encode()),
        ("b.yaml", b"scenarios:\n  s: {changes: {tasks.shop.owner: nobody, tasks.shop.duration: 3x}}\n"),
    )
    for scenario in (None, "s"):
        result = compile_strategy(StrategyInput("demo", files), scenario=scenario)
        (finding,) = (one for one in result.findings if one.rule.code == "ECS150")
        assert isinstance(finding.at, Span)
        assert finding.at.file == "b.yaml"


def test_the_strategy_is_not_judged_by_what_a_scenario_mends_or_breaks() -> None:
    body = (HEAD + BODY).replace("duration: 10d", "duration: ten")
    assert told(run("{tasks.shop.duration: 3d}", None, body)) == ["ECS150"]
    assert told(run("{tasks.shop.duration: 3d}", "s", body)) == []
    assert told(run("{tasks.shop.duration: 3d}", "s", HEAD + "tasks:\n  shop: 3\n")) == ["ECS103"]


def test_an_unknown_scenario_names_those_there_are() -> None:
    with pytest.raises(NoScenarioError) as caught:
        run("{}", "slow")
    assert caught.value.known == ("s",)


def test_half_a_strategy_can_be_changed() -> None:
    n = 2000
    body = HEAD + "tasks:\n" + "".join(f"  t{i}: {{name: T, duration: 1d, owner: lin}}\n" for i in range(n))
    changes = "{" + ", ".join(f"tasks.t{i}.duration: {i % 7 + 2}d" for i in range(0, n, 2)) + "}"
    assert told(run(changes, None, body)) == []
    result = run(changes, "s", body)
    assert result.assessed is not None
    tasks = result.assessed.linked.strategy.tasks
    assert all(str(tasks[f"t{i}"].duration) == (f"{i % 7 + 2}d" if i % 2 == 0 else "1d") for i in range(n))
