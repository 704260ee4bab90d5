"""`ecsc check`: formats, thresholds, exit codes, standard input."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from click.testing import Result

from ecsc.cli.screen import has_colour

Run: TypeAlias = Callable[..., Result]
Put: TypeAlias = Callable[[str, str], None]

HEADER = "ecsc: 1\nstrategy:\n  id: launch\n"


def test_clean_is_one_line(ecsc: Run, put: Put) -> None:
    put("strategy.yaml", HEADER)
    done = ecsc("check")
    assert (done.exit_code, done.stdout, done.stderr) == (
        0,
        "ecsc: launch is sound: 2 tasks, 0 goals, 0 findings\n",
        "",
    )


def test_errors_are_shown_and_fail(ecsc: Run, put: Put) -> None:
    put("strategy.yaml", HEADER + "x: {find: error}\n")
    done = ecsc("check")
    assert done.exit_code == 1
    assert done.stdout == (
        "error[ECS203] unknown-id: error found\n"
        "  --> strategy.yaml:4:11\n"
        "   |\n"
        " 4 | x: {find: error}\n"
        "   |           ^^^^^\n"
        "  help: fix it (ecsc explain ECS203)\n"
        "\n"
        "1 error in 1 file\n"
    )


@pytest.mark.parametrize(
    ("found", "threshold", "code"),
    [
        ("warning", "error", 0), ("warning", "warning", 1), ("warning", "info", 1), ("info", "warning", 0),
        ("info", "info", 1), ("error", "info", 1), ("undecidable", "error", 0), ("undecidable", "info", 1),
    ],
)  # fmt: skip
def test_fail_on(ecsc: Run, put: Put, found: str, threshold: str, code: int) -> None:
    put("strategy.yaml", HEADER + f"x: {{find: {found}}}\n")
    assert ecsc("check", "--fail-on", threshold).exit_code == code


def test_strict_makes_the_undecidable_an_error(ecsc: Run, put: Put) -> None:
    put("strategy.yaml", HEADER + "x: {find: undecidable}\n")
    done = ecsc("check", "--strict")
    assert done.exit_code == 1
    assert done.stdout.startswith("error[ECS203]")


def test_json_stands_alone_on_standard_output(ecsc: Run, put: Put) -> None:
    put("strategy.yaml", HEADER + "x: {find: error}\n")
    done = ecsc("check", "--format", "json")
    assert json.loads(done.stdout)["summary"]["errors"] == 1
    assert done.stderr == "1 error in 1 file\n"
    assert done.exit_code == 1


def test_json_when_clean(ecsc: Run, put: Put) -> None:
    put("strategy.yaml", HEADER)
    document = json.loads(ecsc("check", "--format", "JSON", "-q").stdout)
    assert document["findings"] == []
    assert document["strategies"] == [{"folder": ".", "id": "launch", "tasks": 2, "goals": 0}]


def test_concise(ecsc: Run, put: Put) -> None:
    put("strategy.yaml", HEADER + "x: {find: error}\n")
    done = ecsc("check", "--format", "concise")
    assert done.stdout == "strategy.yaml:4:11: error[ECS203] error found\n"


def test_quiet_says_only_what_is_wrong(ecsc: Run, put: Put) -> None:
    put("strategy.yaml", HEADER + "x: {find: info}\n")
    assert ecsc("check", "--quiet").output == ""
    put("strategy.yaml", HEADER + "x: {find: warning, y: {find: info}}\n")
    output = ecsc("check", "-q").output
    assert "warning[" in output
    assert "info[" not in output
    assert "in 1 file" not in output


def test_several_strategies_and_what_is_outside_them(ecsc: Run, put: Put, workshop: Path) -> None:
    put("a/strategy.yaml", HEADER)
    put("b/strategy.yaml", HEADER + "x: {find: error}\n")
    (workshop / "empty").mkdir()
    done = ecsc("check", "a", "b", "empty")
    assert done.exit_code == 1
    assert "--> empty:1:1" in done.stdout
    assert done.stdout.endswith("2 errors in 2 files\n")
    assert ecsc("check").stdout.count("error[") == 1


def test_a_day_reaches_the_pipeline(ecsc: Run, put: Put) -> None:
    put("strategy.yaml", HEADER)
    assert "today is" in ecsc("check", "--as-of", "2026-03-31").stdout
    for wrong in ("2026-02-30", "31.3.2026", "20260331", "2026-W10-1", "tomorrow", "２０２６-03-31"):
        done = ecsc("check", "--as-of", wrong)
        assert done.exit_code == 2, wrong
        assert "2026-03-31" in done.stderr


def test_standard_input(ecsc: Run, put: Put) -> None:
    done = ecsc("check", "-", stdin=HEADER + "x: {find: error}\n")
    assert done.exit_code == 1
    assert "--> <stdin>:4:11" in done.stdout
    put("launch/strategy.yaml", HEADER)
    put("launch/tasks.yaml", "x: {find: warning}\n")
    done = ecsc("check", "-", "--stdin-filename", "launch/tasks.yaml", stdin="x: {find: error}\n")
    assert "--> launch/tasks.yaml:1:11" in done.stdout
    assert "warning" not in done.stdout
    assert ecsc("check", "-", ".").exit_code == 2
    assert ecsc("check", "--stdin-filename", "x.yaml").exit_code == 2


def test_bytes_that_are_no_text_on_standard_input(ecsc: Run) -> None:
    assert ecsc("check", "-", stdin=b"\xff\xfe\x00strategy:").exit_code in (0, 1)


def test_the_language_of_the_terminal(ecsc: Run, put: Put) -> None:
    put("strategy.yaml", HEADER)
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        assert "ecsc: launch is sound" in ecsc("check", **{variable: "de_DE.UTF-8"}).stdout
        assert "is sound" not in ecsc("check", **{variable: "zh_CN.UTF-8"}).stdout
    assert "is sound" not in ecsc("check", "--lang", "zh").stdout
    assert "is sound" in ecsc("check", "--lang", "en", LANG="zh_CN.UTF-8").stdout
    assert ecsc("check", "--lang", "fr").exit_code == 2


def test_colours(ecsc: Run, put: Put) -> None:
    put("strategy.yaml", HEADER + "x: {find: error}\n")
    assert "\x1b[" not in ecsc("check").stdout
    assert "\x1b[" in ecsc("check", "--color", "always").stdout
    assert "\x1b[" in ecsc("check", FORCE_COLOR="1").stdout
    assert "\x1b[" not in ecsc("check", FORCE_COLOR="1", NO_COLOR="1").stdout
    assert "\x1b[" not in ecsc("check", "--color", "never", FORCE_COLOR="1").stdout


@pytest.mark.parametrize(
    ("color", "environment", "terminal", "painted"),
    [
        ("auto", {}, True, True), ("auto", {}, False, False), ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"NO_COLOR": "1"}, True, False), ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1", "TERM": "dumb"}, False, True), ("auto", {"FORCE_COLOR": "0"}, False, False),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False), ("never", {"FORCE_COLOR": "1"}, True, False),
        ("always", {"NO_COLOR": "1", "TERM": "dumb"}, False, True),
    ],
)  # fmt: skip
def test_what_paints(
    color: str, environment: dict[str, str], terminal: bool, painted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert has_colour(color, terminal) is painted


def test_columns_decide_the_width(ecsc: Run, put: Put) -> None:
    put("strategy.yaml", HEADER + f"x: {{find: error, y: {'y' * 300}}}\n")
    assert max(map(len, ecsc("check", COLUMNS="50").stdout.splitlines())) <= 52
    assert ecsc("check", COLUMNS="nonsense").exit_code == 1


def test_no_run_that_fails_calls_a_strategy_sound(ecsc: Run, put: Put) -> None:
    put("strategy.yaml", HEADER + "x: {find: info}\n")
    assert "is sound" in ecsc("check").stdout
    failed = ecsc("check", "--fail-on", "info")
    assert failed.exit_code == 1
    assert failed.stdout.endswith("\n1 note\n")
    assert "sound" not in failed.stdout


def test_empty_standard_input_is_no_strategy(ecsc: Run) -> None:
    done = ecsc("check", "-", stdin="")
    assert done.exit_code == 1
    assert "error[ECS003]" in done.stdout


def test_the_collector_rests(ecsc: Run, put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    import gc

    put("strategy.yaml", HEADER)
    seen: list[bool] = []
    from ecsc.pipeline import compiling

    real = vars(compiling)["compile_strategy"]

    def watched(*args: Any, **options: Any) -> object:
        seen.append(gc.isenabled())
        return real(*args, **options)

    monkeypatch.setattr(compiling, "compile_strategy", watched)
    ecsc("check")
    assert seen == [False]
