"""What the commands say of waivers and scenarios, in both languages, and what programs get."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from ecsc.cli.program import program
from ecsc.emit.plan_json.schema import plan_schema

TEXT = """\
ecsc: 1
strategy: {id: demo, name: Demo, period: 2026, currency: CNY, as_of: 2025-12-20}
people: {lin: {name: Lin}}
budgets:
  marketing: {limit: 50万}
data_sources: {erp: {kind: erp}}
metrics: {revenue: {name: Revenue, unit: CNY, direction: up, source: erp}}
objectives: {grow: {name: Grow}}
goals:
  first: {name: Revenue, metric: revenue, target: 100万, due: 2026-06-30, owner: lin, supports: grow}
tasks:
  shop: {name: Shop, duration: 10d, cost: 56万, budget: marketing, serves: [first], owner: lin}
scenarios:
  slow:
    name: 慢启动
    likelihood: 20%
    changes: {tasks.shop.duration: 22d, goals.first.target: 80万, tasks.shop.cost: 48万}
  same: {changes: {tasks.shop.name: Our shop}}
waivers:
  late: {rule: budget-overcommitted, at: budgets.marketing, reason: 董事会同意, owner: lin, until: 2026-03-31}
"""


def ask(*arguments: str, **environment: str) -> Result:
    env = {"COLUMNS": "80", "LANG": "C", **environment}
    return CliRunner().invoke(program, [*arguments, "--color", "never"], env=env)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "s.yaml").write_text(TEXT, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_check_tells_what_is_waived_and_fails_without_waivers(folder: Path) -> None:
    sound = ask("check", ".")
    assert sound.exit_code == 0, sound.output
    assert "waived[ECS501] budget-overcommitted:" in sound.output
    assert "until 31 Mar 2026 by lin: 董事会同意" in sound.output
    assert sound.output.rstrip().endswith(", 1 waived in 1 file")
    strict = ask("check", ".", "--no-waivers")
    assert strict.exit_code == 1
    assert "error[ECS501]" in strict.output
    assert "waived" not in strict.output
    assert ask("check", ".", "--as-of", "2026-04-01").exit_code == 1
    assert "已豁免 1 项" in ask("check", ".", "--lang", "zh-CN").output
    quiet = ask("check", ".", "-q")
    assert "waived" not in quiet.output


def test_programs_get_what_is_waived(folder: Path) -> None:
    document = json.loads(CliRunner().invoke(program, ["check", ".", "--format", "json"]).stdout)
    assert document["summary"]["waived"] == 1
    (one,) = document["waived"]
    assert one["finding"]["code"] == "ECS501"
    assert one["waiver"]["id"] == "late"
    assert one["waiver"]["until"] == "2026-03-31"
    assert one["waiver"]["reason"] == "董事会同意"
    assert all(finding["code"] != "ECS501" for finding in document["findings"])


def test_the_plan_carries_what_is_waived_and_its_scenario(folder: Path) -> None:
    built = ask("build", ".", "-o", "out", "--emit", "plan", "--scenario", "slow", "--as-of", "2025-12-01")
    assert built.exit_code == 0, built.output
    plan = json.loads((folder / "out" / "plan.json").read_text("utf-8"))
    Draft202012Validator(plan_schema()).validate(plan)
    assert plan["strategy"]["scenario"] == {"id": "slow", "name": "慢启动"}
    assert plan["strategy"]["name"] == "Demo – 慢启动"
    assert plan["waivers"] == []
    changes = plan["chapters"]["learning"]["scenarios"][0]["changes"]
    assert changes["tasks.shop.duration"] == "22d"
    built = ask("build", ".", "-o", "out", "--emit", "plan")
    assert built.exit_code == 0, built.output
    plan = json.loads((folder / "out" / "plan.json").read_text("utf-8"))
    Draft202012Validator(plan_schema()).validate(plan)
    assert plan["strategy"]["scenario"] is None
    (one,) = plan["waivers"]
    assert (one["waiver"], one["owner"], one["until"]) == ("late", "lin", "2026-03-31")
    assert one["finding"]["message"].startswith("marketing is committed to CNY 560,000")
    assert ask("build", ".", "-o", "other", "--emit", "plan", "--no-waivers").exit_code == 1
    assert not (folder / "other").exists()


def test_a_leader_reads_what_scenarios_bring(folder: Path) -> None:
    shown = ask("scenarios", ".")
    assert shown.exit_code == 0, shown.output
    assert "finishes 12 working days later, on 30 Jan 2026" in shown.output
    assert "Revenue: CNY 800,000 instead of CNY 1,000,000" in shown.output
    assert "marketing: CNY 20,000 under its limit of CNY 500,000" in shown.output
    assert "same (same)\n  dates, goals and money stay as planned" in shown.output
    assert max(map(len, shown.output.splitlines())) <= 80
    chinese = ask("scenarios", ".", "--lang", "zh")
    assert "推迟 12 个工作日，完成于 2026年1月30日" in chinese.output
    assert "原计划" in chinese.output


def test_programs_get_the_comparison(folder: Path) -> None:
    document = json.loads(CliRunner().invoke(program, ["scenarios", ".", "--format", "json"]).stdout)
    assert document["format"] == "ecsc-scenarios"
    assert document["plan"]["finish_days"] is None
    slow, same = document["scenarios"]
    assert (slow["id"], slow["finish_days"]) == ("slow", "12")
    assert slow["budgets"][0]["left"]["amount"] == "20000"
    assert same["finish_days"] == "0"


def test_without_scenarios_that_is_said(folder: Path) -> None:
    (folder / "s.yaml").write_text(TEXT[: TEXT.index("scenarios:")], "utf-8")
    shown = ask("scenarios", ".")
    assert "there are no scenarios" in shown.output
    asked = ask("check", ".", "--scenario", "slow")
    assert asked.exit_code == 2
    assert "has no scenarios" in asked.output


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "."),
        ("build", "."),
        ("why", "shop"),
        ("impact", "shop", "--slip", "1d"),
        ("level", "."),
        ("simulate", "."),
        ("progress", "."),
    ],
)
def test_an_unknown_scenario_is_wrong_usage_everywhere(folder: Path, arguments: tuple[str, ...]) -> None:
    asked = ask(*arguments, "--scenario", "slwo")
    assert asked.exit_code == 2
    assert "has no scenario slwo" in asked.output
    assert "did you mean slow?" in asked.output


def test_questions_are_answered_under_a_scenario(folder: Path) -> None:
    plain, slow = (
        ask("impact", "shop", "--slip", "1d", *more).output for more in ((), ("--scenario", "slow"))
    )
    assert "from 14 Jan 2026 to 15 Jan 2026" in plain
    assert "from 30 Jan 2026 to 2 Feb 2026" in slow


def test_a_strategy_that_cannot_be_read_says_why(folder: Path) -> None:
    (folder / "s.yaml").write_text(TEXT.replace("period: 2026", "period: soon"), "utf-8")
    shown = ask("scenarios", ".")
    assert shown.exit_code == 1
    assert "ECS150" in shown.output
    (folder / "s.yaml").write_text(TEXT.replace("cost: 56万", "cost: 999万"), "utf-8")
    shown = ask("scenarios", ".", "--no-waivers", "--as-of", "2026-01-01")
    assert shown.exit_code == 1
    assert "ecsc check . --as-of 2026-01-01 --no-waivers" in shown.output


def test_drivers_money_and_an_earlier_end_are_told(folder: Path) -> None:
    metrics = (
        "gmv: {standard: gmv, source: erp}, visitors: {standard: visitors, source: erp}, "
        "orders: {standard: orders, source: erp}, conversion: {standard: conversion}, aov: {standard: aov}"
    )
    driven = (
        TEXT.replace("revenue: {name: Revenue, unit: CNY, direction: up, source: erp}", metrics)
        .replace("metric: revenue", "metric: gmv, drivers: {visitors: 40万, conversion: 2.5%, aov: 100}")
        .replace("tasks.shop.duration: 22d", "tasks.shop.duration: 4d")
        .replace(
            "tasks.shop.cost: 48万", "goals.first.drivers.conversion: 2.1%, budgets.marketing.limit: 51万"
        )
    )
    (folder / "s.yaml").write_text(driven, "utf-8")
    shown = ask("scenarios", ".").output
    assert "finishes 6 working days earlier, on 6 Jan 2026" in shown
    assert "Revenue: the drivers make CNY 840,000, not CNY 800,000" in shown
    assert "marketing: CNY 50,000 over its limit of CNY 510,000" in shown
    assert "1 error instead of 0" in shown
