"""What could not be read is told once: nobody reports what only follows from it."""

from __future__ import annotations

import pytest

from ecsc.diagnostics import Span
from ecsc.pipeline import Result, StrategyInput, compile_strategy

HEAD = "ecsc: 1\nstrategy: {id: demo, name: Demo, period: 2026-H1, currency: CNY}\n"
LIN = "people: {lin: {name: Lin}}\n"
GMV = "metrics: {gmv: {standard: gmv, source: s}}\ndata_sources: {s: {kind: shop}}\n"


def run(*files: str, tables: dict[str, bytes] | None = None) -> Result:
    given = tuple((f"{number}.yaml", text.encode()) for number, text in enumerate(files))
    found = {name: (lambda raw=raw: raw) for name, raw in (tables or {}).items()}
    return compile_strategy(StrategyInput("demo", given, found), plan=False)


def codes(*files: str, tables: dict[str, bytes] | None = None) -> list[str]:
    return [finding.rule.code for finding in run(*files, tables=tables).findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("people: [lin]\ntasks: {a: {owner: lin, duration: 2d}}\n", ["ECS108"]),
        (LIN + "tasks: {a: {owner: [lin], duration: 2d}}\n", ["ECS103"]),
        (
            LIN + "budgets: {m: {limit: 50, lines: {t: 5000}}}\n"
            "tasks: {a: {owner: lin, duration: 2d, cost: 5, budget: m.t}}\n",
            ["ECS103"],
        ),
        (
            LIN + "budgets: {m: {limit: 50}}\ntasks: {a: {owner: lin, duration: 2d, cost: 5, budget: [m]}}\n",
            ["ECS103"],
        ),
        (
            (
                "metrics: {orders: 5, visitors: {unit: people, direction: up}, conv: {formula: orders / visitors}}\n"
                "milestones: {m: {due: week 3, criterion: conv > 3%}}\n"
            ),
            ["ECS103"],
        ),
        (LIN + "tasks: {a: {owner: lin, duration: 2d, schedule: late, due: 2026-02-30}}\n", ["ECS150"]),
        (
            LIN + "tasks: {a: {owner: lin, duration: long}}\n"
            "policies: {p: {for_each: tasks, check: duration <= 5 days}}\n",
            ["ECS150"],
        ),
    ],
)
def test_one_cause_one_finding(text: str, expected: list[str]) -> None:
    assert codes(HEAD + text) == expected


def test_a_goal_is_not_blamed_for_work_that_could_not_be_read() -> None:
    goals = GMV + LIN + "goals: {g: {name: G, metric: gmv, owner: lin, due: 2026-06-30}}\n"
    goals = goals.replace("owner: lin,", "owner: lin, supports: o,") + "objectives: {o: {}}\n"
    assert "ECS407" in codes(HEAD + goals)
    assert "ECS407" not in codes(HEAD + goals + "tasks: {a: {owner: lin, duration: 1d, serves: {x: g}}}\n")
    assert not {"ECS407", "ECS634"} & set(codes(HEAD + goals + "tasks: {a: 5}\n"))
    assert not {"ECS407", "ECS634"} & set(codes(HEAD + goals, 'tasks:\n  "a: {x\n'))


@pytest.mark.parametrize(
    "goal",
    [
        "baseline: abc, change: {kind: relative, value: +15%}, vs: previous_year",
        "target: lots, drivers: {gmv: 5}",
        "target: 5, start: 2026-02-30, due: 2026-06-30, breakdown: [{split: quarter, values: {2026-Q2: 5}}]",
    ],
)
def test_a_refused_field_spoils_no_other_letter(goal: str) -> None:
    found = run(HEAD + GMV + "goals: {g: {metric: gmv, " + goal + "}}\n").findings
    texts = [finding.message for finding in found if finding.rule.code in ("ECS403", "ECS412", "ECS414")]
    assert texts == []


def test_an_entry_of_another_field_still_has_all_its_findings() -> None:
    text = LIN + "tasks: {a: {owner: lin, duration: 9d, due: 2026-01-05, checklist: {x: y}}}\n"
    assert codes(HEAD + text) == ["ECS610", "ECS103"]


def test_a_table_that_is_missing_defines_nobody_knows_what() -> None:
    text = (
        HEAD + GMV + "tables: {products: none.csv}\ngoals: {g: {metric: gmv, scope: {products: [dress]}}}\n"
    )
    found = codes(text, tables={"products.csv": b"id\ndress\n"})
    assert "ECS163" in found
    assert "ECS201" not in found


def test_a_product_in_a_file_and_a_table_is_defined_twice() -> None:
    text = HEAD + "tables: {products: ./products.csv}\nproducts: {dress: {name: X, channels: [nowhere]}}\n"
    result = run(text, tables={"products.csv": b"id,name\ndress,D\n"})
    places = {
        finding.rule.code: (
            finding.at.file,
            finding.at.line,
            [one.at.file for one in finding.related if isinstance(one.at, Span)],
        )
        for finding in result.findings
        if isinstance(finding.at, Span)
    }
    assert places["ECS210"] == ("demo/products.csv", 2, ["0.yaml"])
    assert places["ECS201"][:2] == ("0.yaml", 4)


@pytest.mark.parametrize(("entry", "code"), [("all", "ECS212"), ("12", "ECS161"), ("a b", "ECS161")])
def test_an_id_in_a_table_is_an_id(entry: str, code: str) -> None:
    text = HEAD + "tables: {products: products.csv}\n"
    assert codes(text, tables={"products.csv": f"id,name\n{entry},D\n".encode()}) == [code]


def test_what_a_second_definition_says_is_not_read() -> None:
    text = (
        HEAD
        + LIN
        + GMV
        + "objectives: {o: {}}\ngoals: {g: {supports: o}}\ntasks: {a: {owner: lin, duration: 1d}}\n"
    )
    found = codes(text, "tasks: {a: {owner: lin, duration: 2d, serves: g}}\n")
    assert "ECS210" in found
    assert "ECS407" not in found


@pytest.mark.parametrize("field", ["commission: -5%", "share_of_sales: -1%"])
def test_a_share_is_not_negative(field: str) -> None:
    assert "ECS150" in codes(HEAD + "channels: {c: {kind: marketplace, " + field + "}}\n")
