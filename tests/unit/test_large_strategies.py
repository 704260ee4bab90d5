"""Large strategies end well: chains of any length, and thousands of slips of one kind."""

from __future__ import annotations

from collections.abc import Callable

from ecsc.diagnostics.near import MOST_LOOKED_UP, Names
from ecsc.expr.suggesting import Suggestions
from ecsc.pipeline import Result, StrategyInput, compile_strategy

HEAD = "ecsc: 1\nstrategy: {id: big, name: Big, owner: lin, period: 2026, currency: CNY}\npeople: {lin: {name: Lin}}\n"
LONG = 3000


def checked(text: str) -> Result:
    return compile_strategy(StrategyInput("big", (("big.yaml", (HEAD + text).encode()),)), plan=False)


def section(name: str, entry: Callable[[int], str], size: int = LONG) -> str:
    return f"{name}:\n" + "".join(f"  {entry(number)}\n" for number in range(size))


def test_a_chain_of_formulas_without_units_may_be_long() -> None:
    first = "{unit: money, aggregation: sum, direction: up}"
    chain = section(
        "metrics",
        lambda n: f"m_{n}: " + (f"{{formula: m_{n + 1} * 2, direction: up}}" if n < LONG - 1 else first),
    )
    assert not [finding for finding in checked(chain).findings if finding.rule.code.startswith("ECS3")]


def test_drivers_at_both_ends_of_a_long_chain_are_no_end_of_ecsc() -> None:
    chain = section(
        "metrics", lambda n: f"m_{n}: {{unit: money" + (f", formula: m_{n - 1} * 1}}" if n else "}")
    )
    goal = f"goals: {{g: {{metric: sales, target: 100, drivers: {{m_0: 1, m_{LONG - 1}: 1}}}}}}\n"
    assert checked(chain + goal).findings


def test_a_circle_of_formulas_is_found_behind_a_long_chain() -> None:
    chain = section("metrics", lambda n: f"m_{n}: {{formula: m_{(n + 1) % 50} * 2}}", 60)
    assert [finding.rule.code for finding in checked(chain).findings].count("ECS310") == 1


def test_so_many_misspelt_names_have_another_cause() -> None:
    names = Names(["lin_wei"])
    assert names.close_to("lin_wie") == ["lin_wei"]
    for number in range(MOST_LOOKED_UP):
        names.close_to(f"lin_{number}")
    assert names.close_to("lin_wje") == []
    assert names.close_to("lin_wie") == ["lin_wei"]  # it is known already


def test_formulas_stop_suggesting_too() -> None:
    suggestions = Suggestions(["metrics.gmv"])
    for number in range(MOST_LOOKED_UP):
        suggestions.of(f"gmv{number}")
    assert suggestions.of("gmw") == []
    assert suggestions.of("gmv1") == ["metrics.gmv"]
