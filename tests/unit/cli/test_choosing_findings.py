"""What commands make of choices: options over settings, where runs fail, the baseline of findings, statistics."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Thread
from typing import Any, TypeAlias

import pytest
from click.testing import CliRunner, Result

from ecsc.cli.findings_baseline import update
from ecsc.cli.program import program
from ecsc.diagnostics import Severity
from ecsc.messages import words
from ecsc.report import Checked
from ecsc.report.told import Told, ToldSuppressed
from ecsc.workspace.chosen import read_known
from ecsc.workspace.locking import locked

Put: TypeAlias = Callable[[str, str], None]

TEA = """ecsc: 1
strategy: {id: tea, name: Tea, period: 2026, currency: CNY, owner: lin}
people: {lin: {name: Lin}}
budgets: {marketing: {limit: 1000}}
tasks:
  shop: {name: Shop, duration: 10d}
  ads: {name: Ads, duration: 1d, owner: lin, cost: 300}
"""
BROKEN = TEA + "  third: {name: Third, duration: 1d, owner: lyn}\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "NO_COLOR", "FORCE_COLOR", "ECSC_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / ".git").mkdir()


def ecsc(*arguments: str, stdin: str | None = None, **environment: str) -> Result:
    told = {"COLUMNS": "80", "LANG": "C.UTF-8", **environment}
    try:
        return CliRunner().invoke(program, arguments, env=told, input=stdin)
    finally:
        gc.enable()


def found(*arguments: str) -> list[str]:
    """Return `file code severity` of what is found."""
    document = json.loads(ecsc("check", *arguments, "--format", "json").stdout)
    return [f"{one['code']} {one['severity']}" for one in document["findings"]]


def test_options_choose_rules(put: Put) -> None:
    put("s.yaml", TEA)
    assert found() == ["ECS630 error", "ECS505 warning"]
    assert found("--select", "ECS5") == ["ECS505 warning"]
    assert found("--select", "ECS5,owner-missing") == ["ECS630 error", "ECS505 warning"]
    assert found("--select", "ECS5", "--select", "ECS63") == ["ECS630 error", "ECS505 warning"]
    assert found("--ignore", "ecs505、owner-missing") == []
    assert found("--select", "ALL", "--ignore", "ECS6") == ["ECS505 warning"]


def test_options_take_the_place_of_settings(put: Put) -> None:
    put("s.yaml", TEA)
    put("ecsc.toml", 'ignore = ["ECS6"]\nfail-on = "warning"\n[severity]\nECS505 = "info"\n')
    assert found() == ["ECS505 info"]
    assert found("--ignore", "ECS5") == []
    assert found("--select", "ECS6") == ["ECS630 error"]
    assert ecsc("check").exit_code == 0
    assert ecsc("check", "--fail-on", "info").exit_code == 1
    put("ecsc.toml", 'fail-on = "warning"\nignore = ["ECS6"]\n')
    assert ecsc("check").exit_code == 1
    assert ecsc("check", "--fail-on", "error").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--select", "owner-mising"), "--select: there is no rule owner-mising"),
        (("--ignore", "ECS5011"), "did you mean ECS501"),
        (("--ignore", "ECS201"), "--ignore: an error of ECS201 stays whatever is chosen"),
        (("--select", " , "), "--select names no rule"),
        (("--select", "not-compiled-yet"), "is a rule no more"),
        (("--fail-on", "warn"), "did you mean warning?"),
        (("--findings-baseline", "nothing.json"), "nothing.json:1: there is no such file"),
        (("--update-findings-baseline",), "--update-findings-baseline needs a file"),
        (("--update-findings-baseline", "--findings-baseline", "f", "--scenario", "x"), "exclude each other"),
        (("--update-findings-baseline", "--findings-baseline", "f", "--no-ignores"), "exclude each other"),
        (("--update-findings-baseline", "--findings-baseline", "."), "cannot be read"),
        (("--update-findings-baseline", "--findings-baseline", "s.yaml"), "s.yaml:1: it is no JSON"),
        (("--statistics", "--format", "concise"), "--statistics are not told as concise"),
    ],
)
def test_wrong_usage_is_told(put: Put, arguments: tuple[str, ...], said: str) -> None:
    put("s.yaml", TEA)
    done = ecsc("check", *arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "help:" in done.stderr


def test_wrong_settings_are_told_by_every_command(put: Put) -> None:
    put("s.yaml", TEA)
    put("ecsc.toml", 'packs = []\nignore = ["unknown-id"]\n')
    for command in ("check", "build", "config", "why"):
        done = ecsc(command, *(["shop"] if command == "why" else []))
        assert done.exit_code == 2
        assert "ecsc.toml:2: an error of `unknown-id` stays whatever is chosen" in done.stderr


def test_errors_as_chosen_stop_a_build(put: Put, tmp_path: Path) -> None:
    put("s.yaml", TEA)
    assert ecsc("build", "--emit", "plan").exit_code == 1
    put("ecsc.toml", '[severity]\nowner-missing = "warning"\n')
    assert ecsc("build", "--emit", "plan").exit_code == 0
    assert (tmp_path / "dist" / "plan.json").exists()
    put("ecsc.toml", '[severity]\nunfunded = "error"\nowner-missing = "warning"\n')
    assert ecsc("build", "--emit", "plan", "-o", "other").exit_code == 1
    put("s.yaml", TEA.replace("cost: 300}", "cost: 300} # ecsc: ignore[unfunded]"))
    assert ecsc("build", "--emit", "plan", "-o", "other").exit_code == 0


def test_where_a_run_fails_is_each_strategys_own(put: Put) -> None:
    put("a/s.yaml", TEA.replace("duration: 10d}", "duration: 10d, owner: lin}"))
    put("b/s.yaml", TEA.replace("duration: 10d}", "duration: 10d, owner: lin}").replace("tea", "b"))
    assert ecsc("check").exit_code == 0
    put("b/ecsc.toml", 'fail-on = "warning"\n')
    assert ecsc("check").exit_code == 1
    assert ecsc("check", "a").exit_code == 0
    assert ecsc("check", "--fail-on", "error").exit_code == 0


def test_language_and_format_are_those_at_the_first_path(put: Put) -> None:
    put("a/s.yaml", TEA)
    put("a/ecsc.toml", 'lang = "zh-CN"\nformat = "json"\n')
    assert json.loads(ecsc("check", "a").stdout)["language"] == "zh-CN"
    assert json.loads(ecsc("check", "a", "--lang", "en").stdout)["language"] == "en"
    assert "error[ECS630]" in ecsc("check", "a", "--format", "concise").stdout
    assert "error[ECS630]" in ecsc("check", ".", "a").stdout
    assert json.loads(ecsc("check", "a/s.yaml").stdout)["language"] == "zh-CN"
    put("b/x", "")
    piped = ecsc("check", "-", "--stdin-filename", "a/s.yaml", stdin=TEA)
    assert json.loads(piped.stdout)["language"] == "zh-CN"


def test_strict_is_a_setting_and_an_option(put: Put) -> None:
    goal = "goals: {g: {name: G, metric: gmv, target: 100万, due: 2026-12-31, owner: lin}}\n"
    goal += "metrics: {gmv: {standard: gmv}}\n"
    put("s.yaml", TEA + goal)
    undecided = "ECS405 info"
    assert undecided in found()
    put("ecsc.toml", "strict = true\n")
    assert undecided not in found()
    assert undecided in found("--no-strict")


KNOWN = ("--findings-baseline", "known.json")
UPDATE = (*KNOWN, "--update-findings-baseline")
KEPT = ToldSuppressed(
    Told("ECS501", "x", Severity.WARNING, "fail", "m", "x", "id"), "baseline", None, "", "ECS501 x"
)


def test_an_old_strategy_starts_clean_and_what_is_new_counts(put: Put, tmp_path: Path) -> None:
    put("s.yaml", TEA)
    done = ecsc("check", *UPDATE)
    assert (done.exit_code, done.stdout) == (
        0,
        "known.json knows 2 findings\necsc: tea is sound: 2 tasks, 0 goals, 0 findings, 2 known\n",
    )
    written = (tmp_path / "known.json").read_bytes()
    assert ecsc("check", *UPDATE).stdout.startswith("known.json is up to date\n")
    assert (tmp_path / "known.json").read_bytes() == written
    (tmp_path / "s.yaml").unlink()
    put("moved/x.yaml", "\n\n# edited\n" + TEA + "  more: {name: More, duration: 1d}\n")
    done = ecsc("check", *KNOWN, "--format", "concise")
    assert done.exit_code == 1
    assert done.stdout == "moved/x.yaml:11:3: error[ECS630] nobody owns more\n"
    assert done.stderr == "1 error, 2 known in 1 file\n"


def test_what_is_known_in_vain_is_counted_and_dropped(put: Put, tmp_path: Path) -> None:
    put("s.yaml", TEA)
    ecsc("check", *UPDATE)
    put("s.yaml", TEA.replace(", cost: 300", "").replace("duration: 10d}", "duration: 10d, owner: lin}"))
    assert ecsc("check", *KNOWN).stdout == (
        "ecsc: tea is sound: 2 tasks, 0 goals, 0 findings, 2 entries of the baseline no longer needed\n"
    )
    assert "no longer" not in ecsc("check", *KNOWN, "--select", "ECS7").stdout
    assert ecsc("check", *UPDATE, "--select", "ECS5").stdout.startswith("known.json knows 1 finding\n")
    assert ecsc("check", *UPDATE).stdout.startswith("known.json knows 0 findings\n")
    assert json.loads((tmp_path / "known.json").read_text("utf-8"))["entries"] == []


def test_entries_of_others_stay(put: Put, tmp_path: Path) -> None:
    put("a/s.yaml", TEA)
    put("b/s.yaml", TEA.replace("tea", "coffee"))
    ecsc("check", *UPDATE)
    whole = (tmp_path / "known.json").read_bytes()
    put("a/s.yaml", TEA.replace("duration: 10d}", "duration: 10d, owner: lin}"))
    ecsc("check", "a", *UPDATE)
    assert (tmp_path / "known.json").read_bytes() == whole.replace(
        b'{"strategy": "tea", "finding": "ECS630 tasks.shop"}', b""
    ).replace(b",\n\n", b"\n")


@pytest.fixture(params=["folder", "file"])
def lock(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How a file is held: with its folder, or by a file beside it where the system has no such locks."""
    if request.param == "file":
        monkeypatch.setattr("ecsc.workspace.locking.fcntl", None)
    return str(request.param)


@pytest.mark.usefixtures("lock")
def test_a_baseline_is_updated_by_one_run_at_a_time(
    put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another run that comes in between reading and writing waits until what it reads is written."""
    put("a/s.yaml", TEA)
    put("b/s.yaml", TEA.replace("tea", "coffee"))
    others: list[Thread] = []

    def meanwhile(path: str) -> Mapping[str, tuple[str, ...]]:
        known = read_known(path)
        if not others:
            others.append(Thread(target=update, args=(coffee, "known.json", words("en"))))
            others[0].start()
            others[0].join(0.3)
        return known

    tea, coffee = (
        [Checked("a", strategy="tea", suppressed=(KEPT,))],
        [Checked("b", strategy="coffee", suppressed=(KEPT,))],
    )
    monkeypatch.setattr("ecsc.cli.findings_baseline.read_known", meanwhile)
    update(tea, "known.json", words("en"))
    others[0].join()
    assert set(read_known("known.json")) == {"tea", "coffee"}
    assert sorted(path.name for path in tmp_path.iterdir()) == [".git", "a", "b", "known.json"]


def test_a_baseline_that_stays_locked_is_refused(
    put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lock: str
) -> None:
    monkeypatch.setattr("ecsc.workspace.locking.PATIENCE", 0.1)
    put("s.yaml", TEA)
    with locked(tmp_path / "known.json"):
        done = ecsc("check", *UPDATE)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "known.json is being updated by another run" in done.stderr
    assert ("delete .ecsc-lock-known.json" in done.stderr) is (lock == "file")
    assert {path.name for path in tmp_path.iterdir()} == {".git", ".ecsc_cache", "s.yaml"}
    assert ecsc("check", *UPDATE).exit_code == 0


def test_errors_that_stay_are_not_taken_in(put: Put) -> None:
    put("s.yaml", BROKEN)
    done = ecsc("check", *UPDATE, "--format", "concise")
    assert done.exit_code == 1
    assert [line.split(" ")[1] for line in done.stdout.splitlines()] == ["error[ECS201]"]
    assert "1 error is not taken in: it says that something is not in the plan\n" in done.stderr


def test_the_setting_names_the_baseline_of_each_strategy(put: Put, tmp_path: Path) -> None:
    put("a/s.yaml", TEA)
    put("a/ecsc.toml", 'findings-baseline = "known.json"\n')
    put("b/s.yaml", TEA.replace("tea", "coffee"))
    assert ecsc("check", "b", "--update-findings-baseline").exit_code == 2
    assert ecsc("check", "a", "b", "--update-findings-baseline").exit_code == 0, "b has no baseline to be in"
    assert "coffee" not in (tmp_path / "a" / "known.json").read_text("utf-8")
    assert ecsc("check", "a").exit_code == 0
    assert ecsc("build", "a", "--emit", "plan").exit_code == 0
    assert ecsc("check", "a", "--no-ignores").exit_code == 1


def test_a_baseline_is_not_written_through_a_link(put: Put, tmp_path: Path) -> None:
    put("s.yaml", TEA)
    put("real.json", '{"ecsc_findings": 1, "entries": []}')
    (tmp_path / "known.json").symlink_to("real.json")
    done = ecsc("check", *UPDATE)
    assert done.exit_code == 2
    assert "known.json is a link" in done.stderr
    assert (tmp_path / "real.json").read_text("utf-8") == '{"ecsc_findings": 1, "entries": []}'


def test_comments_and_the_baseline_are_counted_apart(put: Put) -> None:
    put("s.yaml", TEA.replace("cost: 300}", "cost: 300} # ecsc: ignore[unfunded] petty cash"))
    ecsc("check", *UPDATE)
    done = ecsc("check", *KNOWN)
    assert done.stdout == "ecsc: tea is sound: 2 tasks, 0 goals, 0 findings, 1 ignored, 1 known\n"
    document: dict[str, Any] = json.loads(ecsc("check", *KNOWN, "--format", "json").stdout)
    assert [(one["how"], one["reason"], one["finding"]["code"]) for one in document["suppressed"]] == [
        ("baseline", "", "ECS630"),
        ("comment", "petty cash", "ECS505"),
    ]
    assert ecsc("check", *KNOWN, "--no-ignores").stdout.endswith("1 error, 1 warning in 1 file\n")
    assert ecsc("check", *KNOWN, "--no-waivers").exit_code == 0, "waivers are another thing"


def test_cached_and_parallel_runs_choose_alike(put: Put) -> None:
    for name in ("tea", "coffee", "milk"):
        put(
            f"{name}/s.yaml",
            TEA.replace("tea", name).replace("cost: 300}", "cost: 300} # ecsc: ignore[unfunded]"),
        )
    put("ecsc.toml", 'findings-baseline = "known.json"\n[severity]\nowner-missing = "warning"\n')
    ecsc("check", "tea", "--update-findings-baseline")

    def told(*arguments: str) -> tuple[int, str]:
        done = ecsc("check", "--format", "json", "--fail-on", "warning", *arguments)
        return done.exit_code, done.stdout

    first = told("--no-cache", "--jobs", "1")
    assert first[0] == 1
    assert json.loads(first[1])["summary"]["suppressed"] == 4
    assert told() == told() == told("--jobs", "2", "--no-cache") == first
    put("ecsc.toml", 'ignore = ["ECS6"]\n')
    assert told()[0] == 0, "what is chosen is a part of what is asked"


def test_shares_of_a_run_keep_each_others_entries(put: Put, tmp_path: Path) -> None:
    for name in ("tea", "coffee", "milk"):
        put(f"{name}/s.yaml", TEA.replace("tea", name))
    ecsc("check", *UPDATE)
    whole = (tmp_path / "known.json").read_bytes()
    (tmp_path / "known.json").unlink()
    for share in ("1/2", "2/2"):
        assert ecsc("check", *UPDATE, "--shard", share).exit_code == 0
    assert (tmp_path / "known.json").read_bytes() == whole


def test_statistics(put: Put) -> None:
    put("s.yaml", TEA + "  more: {name: More, duration: １d}\n")
    done = ecsc("check", "--statistics")
    assert done.exit_code == 1
    assert done.stdout == (
        "  rule    name               severity  number  fixable\n"
        "  ECS630  owner-missing      error          2\n"
        "  ECS016  full-width-number  info           1        1\n"
        "  ECS505  unfunded           warning        1\n"
        "2 errors, 1 warning, 1 note in 1 file\n"
    )
    document = json.loads(ecsc("check", "--statistics", "--format", "json").stdout)
    assert [(one["code"], one["count"], one["fixable"]) for one in document["rules"]] == [
        ("ECS630", 2, 0),
        ("ECS016", 1, 1),
        ("ECS505", 1, 0),
    ]
    put("s.yaml", TEA)
    clean = ecsc("check", "--statistics", "--select", "ECS7")
    assert (clean.exit_code, clean.stdout) == (0, "ecsc: tea is sound: 2 tasks, 0 goals, 0 findings\n")


def plan(folder: str) -> dict[str, Any]:
    assert ecsc("build", "--emit", "plan,page", "-o", folder).exit_code == 0
    document: dict[str, Any] = json.loads(Path(folder, "plan.json").read_text("utf-8"))
    return document


def test_what_is_set_aside_stays_in_the_plan_and_changes_what_is_signed(put: Put) -> None:
    owned = TEA.replace("duration: 10d}", "duration: 10d, owner: lin}")
    put("s.yaml", owned)
    before = plan("before")
    assert "suppressed" not in before
    put("ecsc.toml", "packs = []\n")
    assert plan("settings")["strategy"]["source_hash"] == before["strategy"]["source_hash"]
    put(
        "ecsc.toml", 'packs = []\nfail-on = "info"\nlang = "en"\n[per-path."nothing/**"]\nignore = ["ECS5"]\n'
    )
    assert plan("quiet")["strategy"]["source_hash"] == before["strategy"]["source_hash"], "nothing is chosen"
    put("ecsc.toml", 'packs = []\nignore = ["ECS5"]\n')
    ignored = plan("ignored")
    assert ignored["findings"] == []
    assert ignored["strategy"]["source_hash"] != before["strategy"]["source_hash"]
    put("ecsc.toml", 'packs = []\nfindings-baseline = "known.json"\n')
    ecsc("check", "--update-findings-baseline")
    known = plan("known")
    assert [(one["how"], one["finding"]["code"]) for one in known["suppressed"]] == [("baseline", "ECS505")]
    assert known["strategy"]["source_hash"] not in (
        before["strategy"]["source_hash"],
        ignored["strategy"]["source_hash"],
    )
    assert "1 finding is set aside by a comment or a baseline" in Path("known", "index.html").read_text(
        "utf-8"
    )


def test_what_is_wrong_with_the_usage_cannot_steer_a_terminal(put: Put) -> None:
    put("s.yaml", TEA)
    put("ecsc.toml", 'ignore = ["\\u001b[31mred"]\n')
    done = CliRunner().invoke(program, ["check"], color=True)
    assert "\x1b[31mred" not in done.stderr
    assert "\u241b[31mred" in done.stderr


def test_what_is_not_asked_for_is_not_told_as_waived(put: Put) -> None:
    waiver = "waivers:\n  w: {rule: owner-missing, at: tasks.shop, reason: hiring, owner: lin, until: 2026-12-31}\n"
    put("s.yaml", TEA.replace("owner: lin}\npeople", "owner: lin, as_of: 2026-06-01}\npeople") + waiver)
    waived = [json.loads(ecsc("check", *asked, "--format", "json").stdout)["waived"] for asked in
              ((), ("--select", "ECS6"), ("--select", "ECS5"), ("--ignore", "ECS630"))]  # fmt: skip
    assert [len(each) for each in waived] == [1, 1, 0, 0]


def test_strategies_that_share_an_id_are_told_and_get_no_baseline(put: Put, tmp_path: Path) -> None:
    put("s03/s.yaml", TEA)
    said = "strategies have the id"
    assert said not in ecsc("check").output
    put("s97/s.yaml", TEA)
    done = ecsc("check")
    assert "2 strategies have the id tea: s03 and s97; a baseline of findings" in " ".join(
        done.output.split()
    )
    assert said not in ecsc("check", "--format", "json").stdout
    assert said not in ecsc("check", "--quiet").output
    done = ecsc("check", "--findings-baseline", "known.json", "--update-findings-baseline")
    assert done.exit_code == 2
    assert "2 strategies have the id tea: s03 and s97; known.json cannot tell" in " ".join(
        done.output.split()
    )
    assert not (tmp_path / "known.json").exists()
    for name in ("s03", "s97"):
        put(f"{name}/ecsc.toml", 'findings-baseline = "known.json"\n')
    assert ecsc("check", "s03", "s97", "--update-findings-baseline").exit_code == 0
    assert (tmp_path / "s97/known.json").exists()


def test_a_file_that_belongs_to_no_strategy_is_told(put: Put) -> None:
    put("stray/a.yaml", "tasks: {}\n")
    put("bad/a.yaml", "stratgy: {}\n")
    put("home/s.yaml", TEA)
    put("home/part.yaml", "tasks: {}\n")
    put("shared/ecsc.toml", 'policies = ["rules/"]\n')
    put("shared/rules/few.yaml", "policies: {}\n")
    put("shared/one/s.yaml", TEA)
    assert found("stray/a.yaml") == found("stray/a.yaml") == found("stray") == ["ECS003 error"]
    assert found("stray/a.yaml", "--no-cache", "--ignore", "ALL") == ["ECS003 error"]
    assert found("bad/a.yaml") == ["ECS110 error"]
    assert "ECS003 error" not in [*found("home/part.yaml"), *found("shared/rules/few.yaml")]
    done = ecsc("check", "-", stdin="tasks: {}\n")
    assert (done.exit_code, done.stdout) == (0, "ecsc: nothing was checked\n")
    assert ecsc("check", "-", "--stdin-filename", "stray/a.yaml", stdin="tasks: {}\n").exit_code == 1
