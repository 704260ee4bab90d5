"""`ecsc policies`, and how `ecsc check` tells what strategies share."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

ECSC = Callable[..., Result]
TASK = "tasks:\n  shop: {name: Shop, owner: lin, duration: 30d}\n"
PEOPLE = "people:\n  lin: {name: Lin}\n"


def header(name: str, extra: str = "") -> str:
    return (
        f"ecsc: 1\nstrategy: {{id: {name}, name: {name}, period: 2026, currency: CNY, owner: lin{extra}}}\n"
    )


@pytest.fixture
def ecsc() -> ECSC:
    """Run the program, with the real compiler."""
    from ecsc.cli.program import program

    def run(*args: str) -> Result:
        try:
            return CliRunner().invoke(
                program, args, prog_name="ecsc", env={"COLUMNS": "120", "LANG": "C.UTF-8"}
            )
        finally:
            gc.enable()  # commands end their process and leave it off

    return run


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house with two strategies, a policy file with a slip, and a pack."""
    folder = tmp_path / "house"
    for name, text in {
        "ecsc.toml": 'policies = ["policies/"]\npacks = ["eu_retail"]\n',
        "policies/pmo.yaml": (
            "policies:\n"
            "  steps: {for_each: tasks, check: duration <= 20 days, severity: warning, source: PMO 3}\n"
            "  slip: {for_each: tasks, check: duratoin <= 20 days}\n"
            "  sales: {check: goals.sales.target > 5, message: Sell}\n"
        ),
        "a/strategy.yaml": header("a", ", regions: [CN]") + PEOPLE + TASK,
        "b/strategy.yaml": header("b")
        + PEOPLE
        + TASK.replace("30d", "3d")
        + "policies: {own: {check: 1 < 2}}\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.usefixtures("house")
def test_the_list_says_level_outcome_and_origin(ecsc: ECSC) -> None:
    done = ecsc("policies", "a", "--color", "never")
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert lines[0] == "a (a)"
    assert "  steps: broken (warning, policies/pmo.yaml:2)" in lines
    assert "      source: PMO 3" in lines
    assert "  slip: cannot be read, see `ecsc check` (error, policies/pmo.yaml:3)" in lines
    assert "  sales: not about this strategy (error, policies/pmo.yaml:4)" in lines
    assert "  eu_price_with_tax: not about this strategy (warning, pack eu_retail)" in lines


@pytest.mark.usefixtures("house")
def test_the_list_for_programs(ecsc: ECSC) -> None:
    found = json.loads(ecsc("policies", "--format", "json").output)
    assert [one["strategy"] for one in found] == ["a", "b"]
    by_id = {one["id"]: one for one in found[1]["policies"]}
    assert (by_id["own"]["origin"], by_id["own"]["verdict"]) == ("strategy", "pass")
    assert (by_id["steps"]["origin"], by_id["steps"]["verdict"]) == ("file", "pass")
    assert (by_id["eu_price_with_tax"]["pack"], by_id["eu_price_with_tax"]["verdict"]) == (
        "eu_retail",
        "pass",
    )
    assert by_id["slip"]["verdict"] == "faulty"
    assert {one["verdict"] for one in found[0]["policies"] if one["pack"]} == {"not_applicable"}


@pytest.mark.usefixtures("house")
def test_a_faulty_policy_is_told_once_for_all_who_share_it(ecsc: ECSC) -> None:
    lines = ecsc("check", "--format", "concise").output.splitlines()
    assert sum("duratoin" in line for line in lines) == 1
    assert sum("checks nothing here" in line for line in lines) == 2, "what each lacks is its own"
    assert sum("ECS951" in line for line in lines) == 1
    assert ecsc("check", "b").exit_code == 1, "whoever is checked alone hears of it too"


def test_a_house_without_policies_says_so(ecsc: ECSC, house: Path) -> None:
    (house / "ecsc.toml").write_text("packs = []\n", "utf-8")
    done = ecsc("policies", "a")
    assert done.exit_code == 0
    assert "No policy is in force" in done.output


def test_wrong_settings_end_every_command_with_their_line(ecsc: ECSC, house: Path) -> None:
    (house / "ecsc.toml").write_text("packs = []\nexclud = []\n", "utf-8")
    for command in ("check", "policies", "build"):
        done = ecsc(command, "a")
        assert done.exit_code == 2, command
        assert "ecsc.toml:2: there is no setting called `exclud`" in done.output
        assert "did you mean exclude?" in done.output


def test_a_strategy_that_cannot_be_read_is_named(ecsc: ECSC, house: Path) -> None:
    (house / "a" / "strategy.yaml").write_text("strategy: {id: a}\n", "utf-8")
    done = ecsc("policies")
    assert done.exit_code == 1
    assert "a cannot be read yet" in done.output
