"""`ecsc why` and `ecsc impact` on a strategy on disk."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ecsc.report.columns import width

STRATEGY = """ecsc: 1
strategy: {id: demo, name: Demo, period: 2026-01-01..2026-06-30, currency: CNY, owner: lin}
people:
  lin: {name: 林薇}
tasks:
  店铺设计: {name: 店铺设计与装修（含首页、详情页、活动页三套模板）, owner: lin, duration: 10d}
  first_wave: {name: First wave, owner: lin, duration: 10d, after: 店铺设计 + 2d, due: 2026-02-10}
  photos: {name: Photos, owner: lin, duration: 2d}
  never: {name: Never, owner: lin, duration: 2d, contingent: true}
milestones:
  ready: {name: Ready, due: 2026-02-04, after: first_wave}
"""


@pytest.fixture
def ecsc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run the program beside the strategy."""
    from ecsc.cli.program import program

    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "ECSC_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "strategy.yaml").write_text(STRATEGY, "utf-8")

    def run(*args: str, **environment: str) -> Result:
        try:
            return CliRunner().invoke(program, args, prog_name="ecsc", env={"LANG": "C.UTF-8", **environment})
        finally:
            gc.enable()

    return run


def test_why_takes_ids_with_and_without_their_section(ecsc: Callable[..., Result]) -> None:
    short, long = ecsc("why", "demo", "first_wave"), ecsc("why", "demo", "tasks.first_wave")
    assert short.exit_code == long.exit_code == 0
    assert short.stdout == long.stdout
    assert "First wave cannot start before 19 Jan 2026" in short.stdout
    both = ecsc("why", "demo", "ready", "店铺设计", "ready")
    assert both.stdout.count("What drives it") == 2


def test_why_speaks_chinese_and_json(ecsc: Callable[..., Result]) -> None:
    assert "由什么决定" in ecsc("why", "demo", "ready", "--lang", "zh").stdout
    found = json.loads(ecsc("why", "demo", "first_wave", "--format", "json").stdout)
    assert found["items"][0]["chain"][1]["id"] == "店铺设计"
    assert found["items"][0]["due"] == "2026-02-10"


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize(
    "arguments", [("why", "demo", "first_wave"), ("impact", "demo", "店铺设计", "--slip", "5d")]
)
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_no_line_is_wider_than_the_screen(
    ecsc: Callable[..., Result], columns: int, arguments: tuple[str, ...], language: str
) -> None:
    found = ecsc(*arguments, "--lang", language, COLUMNS=str(columns))
    assert found.exit_code == 0
    assert max(map(width, found.stdout.splitlines())) <= columns


@pytest.mark.parametrize("command", [("why",), ("impact", "--slip", "5d")])
def test_an_unknown_id_suggests_what_is_near(ecsc: Callable[..., Result], command: tuple[str, ...]) -> None:
    found = ecsc(command[0], "demo", "tasks.frist_wave", *command[1:])
    assert found.exit_code == 2
    assert "there is no task or milestone frist_wave" in found.stderr
    assert "did you mean first_wave?" in found.stderr


def test_a_path_alone_asks_for_an_id(ecsc: Callable[..., Result]) -> None:
    found = ecsc("why", "./demo")
    assert found.exit_code == 2
    assert "name a task or milestone" in found.stderr
    assert ecsc("why", "demo/nothing", "x").exit_code == 2


def test_impact_tells_what_moves(ecsc: Callable[..., Result]) -> None:
    found = ecsc("impact", "demo", "店铺设计", "--slip", "+1w")
    assert found.exit_code == 0
    assert "The end of all moves 5 working days later, from 30 Jan 2026 to 6 Feb 2026." in found.stdout
    assert (
        "Ready, due 4 Feb 2026: 3 working days of slack, then 2 working days late (newly missed)"
        in found.stdout
    )
    document = json.loads(ecsc("impact", "demo", "店铺设计", "--slip", "5d", "--format", "json").stdout)
    assert document["finish_days"] == "5"
    assert [one["id"] for one in document["shifts"]] == ["店铺设计", "first_wave", "ready"]


def test_impact_says_when_nothing_else_moves(ecsc: Callable[..., Result]) -> None:
    found = ecsc("impact", "demo", "photos", "--slip", "3d")
    assert "No other work moves." in found.stdout
    assert "20 working days of free float" in found.stdout


def test_several_tasks_take_one_length_or_one_each(ecsc: Callable[..., Result]) -> None:
    found = ecsc("impact", "demo", "店铺设计", "first_wave", "--slip", "1d", "--slip", "3d", "--longer", "1d")
    assert "from 30 Jan 2026 to 5 Feb 2026" in found.stdout
    wrong = ecsc("impact", "demo", "店铺设计", "--slip", "1d", "--slip", "3d")
    assert wrong.exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("photos",), "say what is to be tried with photos"),
        (("photos", "--slip", "soon"), "--slip: soon is no length of time"),
        (("photos", "--slip", "1d", "--start", "2026-02-02"), "both say when it starts"),
        (("ready", "--slip", "1d"), "ready is a milestone"),
        (("never", "--slip", "1d"), "never has no dates that could move"),
    ],
)
def test_wrong_usage_is_told(ecsc: Callable[..., Result], arguments: tuple[str, ...], told: str) -> None:
    found = ecsc("impact", "demo", *arguments)
    assert found.exit_code == 2
    assert told in found.stderr


def test_negative_and_full_width_lengths(ecsc: Callable[..., Result]) -> None:
    back = ecsc("impact", "demo", "first_wave", "--slip", "-2d")
    assert "first_wave cannot start on 15 Jan 2026: 店铺设计 lets it start on 19 Jan 2026" in back.stdout
    assert ecsc("impact", "demo", "first_wave", "--slip", "２天").exit_code == 0


def test_a_strategy_with_errors_is_answered_with_a_warning(
    ecsc: Callable[..., Result], tmp_path: Path
) -> None:
    path = tmp_path / "demo" / "strategy.yaml"
    path.write_text(STRATEGY.replace("2026-02-10", "2026-01-10"), "utf-8")
    found = ecsc("why", "demo", "first_wave")
    assert found.exit_code == 0
    assert "its dates may not hold" in found.stderr
    path.write_text("ecsc: 1\nstrategy: {id: [}\n", "utf-8")
    assert ecsc("why", "demo", "first_wave").exit_code == 1


def test_float_is_not_told_to_the_end_of_what_is_put_off(ecsc: Callable[..., Result], tmp_path: Path) -> None:
    tasks = (
        "  a: {name: A, owner: lin, duration: 5d, not_before: 2026-03-02}\n"
        "  b: {name: B, owner: lin, duration: 5d, schedule: late, due: 2026-06-30}\n"
    )
    head = STRATEGY[: STRATEGY.index("tasks:")] + "tasks:\n"
    (tmp_path / "demo" / "strategy.yaml").write_text(head + tasks, "utf-8")
    said = ecsc("why", "demo", "a").stdout
    assert "before the end of the work that is not put off moves" in said
    assert "on the critical path of the work that is not put off" in said
    assert "stays on 30 Jun" in ecsc("impact", "demo", "a", "--slip", "5d").stdout
    (tmp_path / "demo" / "strategy.yaml").write_text(head + tasks.splitlines(keepends=True)[0], "utf-8")
    assert "before the end of all moves" in ecsc("why", "demo", "a").stdout
