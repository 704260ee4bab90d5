"""`ecsc baseline` and `ecsc progress` from the command line, on the real pipeline."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ecsc.cli.program import program
from ecsc.report.columns import width

HEAD = """ecsc: 1
strategy: {id: %s, name: 上线计划, period: 2026-01-05..2026-12-31, currency: CNY, owner: lin%s}
people:
  lin: {name: Lin}
"""
WORK = """
promotions:
  spring: {name: 春季上新, offer: 9折, window: 2026-02-02..2026-02-08}
tasks:
  design: {name: 店铺设计与全站视觉规范的统一以及首屏改版, owner: lin, duration: 5d%s}
  shop: {name: Shop, owner: lin, duration: 5d, after: design, ready_for: spring}
milestones:
  open: {name: Open, due: 2026-01-20, after: shop}
"""

Run = Callable[..., Result]


@pytest.fixture
def ecsc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    import gc

    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")

    def run(*args: str, **environment: str) -> Result:
        try:
            return CliRunner().invoke(program, args, prog_name="ecsc", env=environment)
        finally:
            gc.enable()

    return run


def put(facts: str = "", header: str = "", folder: str = "s", identifier: str = "demo") -> None:
    Path(folder).mkdir(exist_ok=True)
    (Path(folder) / "s.yaml").write_text(
        HEAD % (identifier, header) + WORK % (facts and ", " + facts), "utf-8"
    )


def test_a_baseline_is_kept_beside_the_strategy(ecsc: Run) -> None:
    put()
    first = ecsc("baseline", "s")
    assert (first.exit_code, first.output) == (0, "s/baseline.json keeps the dates of 3 items\n")
    kept = json.loads(Path("s/baseline.json").read_text("utf-8"))
    assert kept["finish"] == "2026-01-16"
    assert kept["tasks"]["shop"] == {
        "start": "2026-01-12",
        "finish": "2026-01-16",
        "buffer_finish": "2026-01-16",
    }
    assert kept["milestones"] == {"open": "2026-01-16"}
    assert ecsc("baseline", "s").output == "s/baseline.json is up to date\n"


def test_the_strategy_says_where_though_the_file_is_not_there_yet(ecsc: Run) -> None:
    put(header=", baseline: {file: plans/v1.json}")
    assert ecsc("check", "s").exit_code == 1
    assert ecsc("baseline", "s").exit_code == 0
    assert Path("s/plans/v1.json").is_file()
    assert ecsc("check", "s").exit_code == 0


@pytest.mark.parametrize("name", ["../out.json", "/out.json"])
def test_an_author_cannot_have_a_file_written_elsewhere(name: str, ecsc: Run) -> None:
    put(header=f", baseline: {{file: {name}}}")
    done = ecsc("baseline", "s")
    assert done.exit_code == 2
    assert "leave the strategy's folder" in done.stderr
    assert not Path("out.json").exists()


def test_errors_stand_in_the_way_unless_told_otherwise(ecsc: Run) -> None:
    put("due: 2026-01-06")
    refused = ecsc("baseline", "s")
    assert refused.exit_code == 1
    assert "ECS610" in refused.output
    assert not Path("s/baseline.json").exists()
    assert ecsc("baseline", "s", "--keep-going").exit_code == 1
    assert Path("s/baseline.json").exists()


def test_a_file_that_is_no_baseline_stays(ecsc: Run) -> None:
    put()
    Path("notes.json").write_text("{}")
    done = ecsc("baseline", "s", "-o", "notes.json")
    assert done.exit_code == 2
    assert "--force" in done.stderr
    assert Path("notes.json").read_text() == "{}"
    assert ecsc("baseline", "s", "-o", "notes.json", "--force").exit_code == 0


def test_one_baseline_is_of_one_strategy(ecsc: Run) -> None:
    put(folder="a")
    put(folder="b")
    assert ecsc("baseline", ".").exit_code == 2
    Path("empty").mkdir()
    assert ecsc("baseline", "empty").exit_code == 1


def test_progress_in_words(ecsc: Run) -> None:
    put()
    ecsc("baseline", "s")
    put("status: started, started: 2026-01-07, remaining: 5d", ", baseline: {file: baseline.json}")
    done = ecsc("progress", "s", "--as-of", "2026-01-19")
    assert done.exit_code == 0
    assert (
        done.stdout
        == """\
上线计划 (demo)
As of 19 Jan 2026
0 of 2 tasks done · 1 under way · 1 not begun · 2 late
End: planned 16 Jan 2026 · baseline 16 Jan 2026 · forecast 30 Jan 2026
Against the baseline baseline.json: the end is 10 working days later

In danger by the forecast
  Milestone Open: promised for 20 Jan 2026, by now 30 Jan 2026

Slipped most against the baseline
  店铺设计与全站视觉规范的统一以及首屏改版  9 Jan 2026 → 23 Jan 2026   +10 working days
  ◆ Open                                    16 Jan 2026 → 30 Jan 2026  +10 working days
  Shop                                      16 Jan 2026 → 30 Jan 2026  +10 working days
"""
    )


@pytest.mark.parametrize("columns", ["80", "120"])
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_progress_keeps_to_the_width_of_the_screen(columns: str, language: str, ecsc: Run) -> None:
    put()
    ecsc("baseline", "s")
    put("status: started, started: 2026-01-07, remaining: 15d", ", baseline: {file: baseline.json}")
    done = ecsc("progress", "s", "--as-of", "2026-01-19", "--lang", language, COLUMNS=columns)
    assert done.exit_code == 0
    assert max(map(width, done.stdout.splitlines())) <= int(columns)
    assert ("计划" in done.stdout.replace("上线计划", "")) == (language == "zh-CN")
    assert "春季上新" in done.stdout


def test_progress_for_programs(ecsc: Run) -> None:
    put()
    ecsc("baseline", "s")
    put("status: done, started: 2026-01-05, finished: 2026-01-07")
    done = ecsc(
        "progress", "s", "--as-of", "2026-01-08", "--baseline-file", "s/baseline.json", "--format", "json"
    )
    document = json.loads(done.stdout)
    assert document["format"] == "ecsc-progress"
    (one,) = document["strategies"]
    assert one["counts"] == {"done": 1, "started": 0, "not_begun": 1, "late": 0}
    assert (one["slip"], one["forecast_end"]) == ("-2", "2026-01-14")
    assert one["slipped"] == one["in_danger"] == []


def test_progress_without_a_day_says_what_is_missing(ecsc: Run) -> None:
    put()
    done = ecsc("progress", "s")
    assert done.exit_code == 0
    assert "--as-of" in done.stdout
    assert "forecast" not in done.stdout.replace("nothing is forecast", "")


def test_progress_of_what_has_errors_says_so_apart(ecsc: Run) -> None:
    put("due: 2026-01-06")
    done = ecsc("progress", "s")
    assert done.exit_code == 1
    assert "0 of 2 tasks done" in done.stdout
    assert "1 error" in done.stderr
    assert "ecsc check s" in done.stderr


@pytest.mark.parametrize("command", ["check", "progress"])
def test_the_command_line_names_one_baseline_that_is_there(command: str, ecsc: Run) -> None:
    put()
    assert ecsc(command, "s", "--baseline-file", "nowhere.json").exit_code == 2
    assert ecsc(command, "s", "--baseline-file", "s/s.yaml", "--baseline-rev", "v1").exit_code == 2
    wrong = ecsc(command, "s", "--baseline-file", "s/s.yaml")
    assert wrong.exit_code == 1


def test_another_strategys_baseline_is_a_warning(ecsc: Run) -> None:
    put(identifier="other", folder="o")
    put()
    ecsc("baseline", "o")
    done = ecsc("check", "s", "--baseline-file", "o/baseline.json")
    assert done.exit_code == 0
    assert "ECS678" in done.output


def test_an_end_far_behind_the_baseline_is_a_note(ecsc: Run) -> None:
    put()
    ecsc("baseline", "s")
    far = ecsc("check", "s", "--baseline-file", "s/baseline.json", "--as-of", "2026-02-16")
    assert "ECS679" in far.output
    near = ecsc("check", "s", "--baseline-file", "s/baseline.json", "--as-of", "2026-01-06")
    assert "ECS679" not in near.output


@pytest.fixture
def tagged(ecsc: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository with the strategy as it is and its tag v1."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    put()
    who = ("-c", "user.name=x", "-c", "user.email=x@example.com")
    for arguments in (("init", "-q"), ("add", "-A"), (*who, "commit", "-q", "-m", "plan"), ("tag", "v1")):
        subprocess.run(("git", *arguments), cwd=tmp_path, check=True)


@pytest.mark.usefixtures("tagged")
def test_a_revision_is_a_baseline_as_its_file_would_be(ecsc: Run) -> None:
    ecsc("baseline", "s", "-o", "kept.json")
    put("status: started, started: 2026-01-07, remaining: 5d")
    texts = []
    for option, value in (("--baseline-rev", "v1"), ("--baseline-file", "kept.json")):
        done = ecsc("progress", "s", "--as-of", "2026-01-19", option, value)
        assert done.exit_code == 0
        texts.append(done.stdout.replace(value, "X"))
    assert texts[0] == texts[1]
    assert "10 working days later" in texts[0]


@pytest.mark.usefixtures("tagged")
def test_the_strategy_names_a_revision(ecsc: Run) -> None:
    put(
        "status: started, started: 2026-01-07, remaining: 5d", ", baseline: {revision: v1}, as_of: 2026-01-19"
    )
    assert "Against the baseline v1" in ecsc("progress", "s").stdout
    assert ecsc("build", "s", "-o", "out").exit_code == 0
    work = json.loads(Path("out/plan.json").read_text("utf-8"))["work"]
    assert work["baseline"] == {"source": "v1", "finish": "2026-01-16", "slip": "10", "gone": [], "new": []}
    put(header=", baseline: {revision: v2}")
    done = ecsc("check", "s")
    assert done.exit_code == 1
    assert "ECS676" in done.output


@pytest.mark.usefixtures("tagged")
def test_what_the_tagged_strategy_named_as_its_baseline_does_not_count(ecsc: Run) -> None:
    put(header=", baseline: {file: nowhere.json}")
    for arguments in (("add", "-A"), ("-c", "user.name=x", "-c", "user.email=x@y", "commit", "-qm", "x")):
        subprocess.run(("git", *arguments), check=True)
    put(header=", baseline: {revision: HEAD}")
    assert ecsc("check", "s").exit_code == 0


@pytest.mark.usefixtures("tagged")
def test_a_past_with_errors_is_a_warning(ecsc: Run) -> None:
    put("nonsense: 1")
    for arguments in (("add", "-A"), ("-c", "user.name=x", "-c", "user.email=x@y", "commit", "-qm", "x")):
        subprocess.run(("git", *arguments), check=True)
    put()
    done = ecsc("check", "s", "--baseline-rev", "HEAD")
    assert done.exit_code == 0
    assert "ECS678" in done.output


def test_a_build_against_another_baseline_is_another_build(ecsc: Run) -> None:
    """Files of two baselines never stand side by side: the baseline counts as a source."""
    put()
    ecsc("baseline", "s", "-o", "one.json")
    text = Path("one.json").read_text("utf-8").replace("2026-01-16", "2026-01-15")
    Path("two.json").write_text(text, "utf-8")
    hashes = []
    for file in ("one.json", "two.json", "one.json"):
        assert ecsc("build", "s", "-o", "out", "--baseline-file", file).exit_code == 0
        hashes.append(json.loads(Path("out/plan.json").read_text("utf-8"))["strategy"]["source_hash"])
    assert hashes[0] == hashes[2] != hashes[1]
