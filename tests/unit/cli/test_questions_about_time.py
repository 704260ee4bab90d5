"""What `why`, `impact` and the dates of regular work answer at the edges."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ecsc.cli.program import program
from ecsc.pipeline import StrategyInput, compile_strategy

TEXT = """\
ecsc: 1
strategy: {id: demo, name: Demo, period: 2026-03-02..2026-06-30, currency: CNY, owner: lin}
people:
  lin: {name: Lin, absent: [2026-05-29, 2026-06-01..2026-06-05]}
tasks:
  shop: {name: Shop, owner: lin, duration: 5d}
  backup: {name: Backup, owner: lin, every: week, weekday: fri}
meetings:
  round: {name: Round, every: week, weekday: fri, participants: [lin]}
"""


def ask(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(program, [*arguments, "--color", "never"], env={"COLUMNS": "120", "LANG": "C"})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "s.yaml").write_text(TEXT, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_two_strategies_with_one_id_are_not_guessed_between(folder: Path) -> None:
    (folder / "two").mkdir()
    (folder / "two" / "s.yaml").write_text(TEXT.replace("id: demo", "id: other"), "utf-8")
    for command in (("why", ".", "shop"), ("impact", ".", "shop", "--slip", "1d")):
        answer = ask(folder, *command)
        assert answer.exit_code == 2
        assert ". holds 2 strategies with shop" in answer.stderr
        assert "name the folder of one" in answer.stderr
    assert ask(folder, "why", "two", "shop").exit_code == 0


def test_regular_work_has_dates_and_no_length_to_slip(folder: Path) -> None:
    assert "comes round on dates of its own" in ask(folder, "why", "one", "backup").stdout
    answer = ask(folder, "impact", "one", "backup", "--slip", "1d")
    assert answer.exit_code == 2
    assert "backup comes round on dates of its own" in answer.stderr


@pytest.mark.parametrize("change", [("--slip", "100000d"), ("--longer", "100000d")])
def test_a_change_beyond_all_calendars_is_refused(folder: Path, change: tuple[str, str]) -> None:
    answer = ask(folder, "impact", "one", "shop", *change)
    assert answer.exit_code == 2
    assert "would not end within 50 years" in answer.stderr


def test_regular_work_keeps_to_its_owners_days_and_meetings_to_the_strategys() -> None:
    compiled = compile_strategy(StrategyInput("demo", (("s.yaml", TEXT.encode()),))).compiled
    assert compiled is not None
    dates = {item.id: {one.date for one in item.dates} for item in compiled.plan.work.duties}
    assert dt.date(2026, 5, 29) in dates["round"]
    assert dt.date(2026, 5, 29) not in dates["backup"]
    assert not any(dt.date(2026, 6, 1) <= day <= dt.date(2026, 6, 5) for day in dates["backup"])


def test_progress_names_the_command_that_shows_its_errors(folder: Path) -> None:
    answer = ask(folder, "progress", "one", "--as-of", "2026-03-04", "--baseline-rev", "no such")
    assert answer.exit_code == 1
    assert "see them with ecsc check one --as-of 2026-03-04 --baseline-rev 'no such'" in answer.stderr
