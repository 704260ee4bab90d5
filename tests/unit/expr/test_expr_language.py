"""What the cases cannot say: wording, candidates, references, scopes, history, exchange, the functions."""

from __future__ import annotations

import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ecsc.diagnostics import Severity
from ecsc.expr import (
    ACTION,
    BOOLEAN,
    RULES,
    EvaluationError,
    Missing,
    Problem,
    Type,
    Typed,
    check,
    collection,
    evaluate,
    money,
    parse,
    record,
)
from ecsc.expr.scan import MAX_PROBLEMS
from ecsc.expr.suggesting import Suggestions
from ecsc.quantity import Count, Duration, Money

MESSAGES = Path(__file__).parents[2] / "cases" / "expr" / "messages.txt"


def bind(text: str, shop: Any, expected: Type | None = None) -> Typed:
    node, problems = parse(text)
    assert node is not None, problems
    typed, problems = check(node, shop, expected)
    assert typed is not None, problems
    return typed


def said(text: str, shop: Any, expected: Type | None = None) -> list[str]:
    node, problems = parse(text)
    if node is not None:
        problems += check(node, shop, expected)[1]
    return [f"{p.message.format(**p.params)} | {p.hint.format(**p.params)}" for p in problems]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        tuple(line.split(" => ", 1))
        for line in MESSAGES.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ],
)
def test_messages(text: str, message: str, shop: Any) -> None:
    assert [line.strip() for line in said(text, shop)] == [message.strip()]


def test_all_problems_of_a_formula_are_reported(shop: Any) -> None:
    assert len(said("gvm > 3 and stok < 5 and gmv > 3% and foo(bar)", shop)) == 5


def test_problems_of_a_huge_formula_are_capped_and_fast(shop: Any) -> None:
    began = time.perf_counter()
    assert len(said(" + ".join(f"x{number}y" for number in range(1000)), shop)) == MAX_PROBLEMS
    assert len(said("gmv" + " / 0" * 2000 + " > 3%", shop)) > MAX_PROBLEMS
    assert time.perf_counter() - began < 3


def test_one_cause_has_no_followers(shop: Any) -> None:
    assert len(said("(gvm + 3% - CNY 5) * stock > 7 days", shop)) == 1


def test_candidates_are_five_at_most_closest_first() -> None:
    names = ["metrics.gmv", "gmv_usd", "gmw", "agmv", "gmvs", "gmv2", "gmv3", "orders"]
    found = Suggestions(names).of("gmv")
    assert len(found) == 5
    assert found[0] == "metrics.gmv"
    assert Suggestions(["metrics.gmv", "metrics.aov", "metrics.rating"]).of("metrics.gvm") == ["metrics.gmv"]
    assert Suggestions(names).of("zzzz") == []
    assert Suggestions(names).of("x" * 5000) == []


def test_expected_results(shop: Any) -> None:
    wrong = "the formula gives a number of pieces; a condition is due here"
    assert said("stock", shop, BOOLEAN) == [f"{wrong} | compare it with something, as in `stock < 20`"]
    assert said("stock < 20", shop, BOOLEAN) == []
    assert said("price - 20%", shop, money("CNY")) == []
    assert said("100", shop, money("CNY")) == []
    assert said("start(rush_replenishment)", shop, ACTION) == []
    assert said("products where active", shop, collection(record("products"))) == []
    assert len(said("tasks", shop, collection(record("products")))) == 1
    assert len(said("gmv_usd", shop, money("CNY"))) == 1


def test_exchange_rates_join_currencies(rich_shop: Any, day: Any) -> None:
    assert evaluate(bind("gmv + gmv_usd", rich_shop), day) == Money(Decimal("1007200.0"), "CNY")
    assert evaluate(bind("gmv > USD 100000", rich_shop), day) is True
    assert evaluate(bind("gmv between USD 1 and USD 2", rich_shop), day) is False
    assert evaluate(bind("gmv_usd", rich_shop, money("CNY")), day) == Money(Decimal("7200.0"), "CNY")
    assert ("rate", "7.2") in bind("gmv + gmv_usd", rich_shop).references()


def test_references_sections_and_divisors(shop: Any) -> None:
    typed = bind("gmv / orders + gmv / orders * sum(products where stock < 20, discount)", shop)
    assert typed.references() == (
        ("metric", "gmv"),
        ("metric", "orders"),
        ("field", "stock"),
        ("field", "discount"),
    )
    assert typed.sections() == ("products",)
    assert [part.key for part in typed.divisors()] == [("metric", "orders")] * 2
    assert bind("gmv / orders if orders > 0 else 0", shop).divisors() == ()
    assert bind("gmv / 4", shop).divisors() == ()


def test_fields_of_the_entity_come_first_then_those_outside(shop: Any, day: Any) -> None:
    # `price` is each product's own; `kind` is the tactic's, and `stock` inside is the rule's product's.
    assert evaluate(bind("count(tactics where known(cost) and stock < 20)", shop), day) == Count(
        Decimal(1), "tactics"
    )
    found = evaluate(bind("products where price == 299", shop), day)
    assert [getattr(item, "name", "") for item in found] == ["products.dress_02"]  # type: ignore[union-attr]


def test_a_condition_that_lasts(shop: Any, day: Any, make_day: Any) -> None:
    from ecsc.quantity import Rate

    def past(*rates: str | None) -> list[Any]:
        return [make_day({}, {"conversion": Rate(Decimal(rate))} if rate else {}) for rate in rates]

    typed = bind("conversion < 1% for 7 days", shop)
    day.past = past(*["0.009"] * 7)
    assert evaluate(typed, day) is True
    day.past = past("0.009", "0.02", None)
    assert evaluate(typed, day) is False
    day.past = past("0.009", None)
    assert evaluate(typed, day) == Missing(("metrics.conversion",))
    day.past = []
    assert evaluate(typed, day) == Missing(("conversion < 1% for 7 days",))


def test_windows_reach_the_environment(shop: Any, day: Any) -> None:
    evaluate(bind("units_sold(6 months) < 100", shop), day)
    assert day.asked == [(("metric", "units_sold"), (Duration(Decimal(6), "month"),))]
    day.asked.clear()
    evaluate(bind("conversion(taobao) < 1%", shop), day)
    assert day.asked == [(("metric", "conversion"), (("channels", "taobao"),))]


def test_division_by_zero_is_placed(shop: Any, day: Any) -> None:
    with pytest.raises(EvaluationError) as caught:
        evaluate(bind("1 + gmv / (nothing * 2)", shop), day)
    problem: Problem = caught.value.problem
    assert (problem.rule.name, problem.start, problem.end) == ("division-by-zero", 10, 23)


def test_currency_and_fiscal_year_of_the_strategy() -> None:
    node, _ = parse("price > $5", "CAD")
    assert "CAD" in repr(node)
    node, problems = parse("launched in FY2026-Q1", "CNY", 7)
    assert "2025, 7, 1" in repr(node), problems


def test_rules_are_numbered_in_their_band_and_documented() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(codes)
    assert all("ECS301" <= code <= "ECS399" for code in codes)
    assert len({rule.name for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert "Passes:" in rule.manual
        assert rule.summary
        assert rule.severity in Severity


def test_lark_is_loaded_by_the_first_formula_alone() -> None:
    code = (
        "import sys, ecsc.expr; assert 'lark' not in sys.modules; "
        "ecsc.expr.parse('@@'); assert 'lark' not in sys.modules; "
        "assert ecsc.expr.parse('a < 1')[0]; assert 'lark' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_one_text_is_parsed_once() -> None:
    assert parse("stock < 20")[0] is parse("stock < 20")[0]
