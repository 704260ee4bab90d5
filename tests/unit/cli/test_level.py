"""`ecsc level`: what it proposes, how it is told, and that an author who writes it down gets exactly it."""

from __future__ import annotations

import datetime as dt
import gc
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from ecsc.cli.program import program
from ecsc.pipeline import StrategyInput, compile_strategy
from ecsc.plan.work_types import WorkPlan
from ecsc.report.columns import width

GOLDEN = Path(__file__).parent / "golden"

SHOP = """
ecsc: 1
strategy: {id: demo, name: Demo, period: 2026-01-05..2026-12-31, currency: CNY, owner: lin,
           buffer: {policy: per_task, size: 10%}}
people:
  lin: {name: Lin}
  赵敏: {name: 赵敏, capacity: 4d per week, absent: [2026-01-12..2026-01-13]}
channels:
  shop_channel: {kind: own_store}
promotions:
  spring: {level: item, offer: 9折, window: 2026-01-23T10:00..2026-01-30}
phases:
  build: {name: Build}
tasks:
  shop: {owner: lin, effort: 4d, phase: build}
  photos: {owner: lin, effort: 2.5d, phase: build}
  照片: {owner: 赵敏, effort: 3d, after: photos}
  texts: {owner: 赵敏, effort: 3d, due: 2026-01-14}
  a_very_long_id_that_fits_in_no_column: {owner: 赵敏, effort: 2d, after: build, ready_for: spring}
  fair: {owner: lin, effort: 2d, duration: 4d, start: 2026-01-08}
  running: {owner: lin, effort: 1d, status: started}
  put_off: {owner: lin, effort: 2d, schedule: late, due: 2026-01-16}
  wrap: {owner: lin, duration: 1d, schedule: late, finish_after: 照片.start + 3d, after: shop}
  follows: {owner: lin, duration: 2d, after: wrap}
  print: {owner: lin, effort: 1d, duration: 72h, after: shop + 24h}
  other: {owner: lin, duration: 3d, after: a_very_long_id_that_fits_in_no_column - 1d}
milestones:
  opening: {after: [shop, photos, 照片], due: 2026-01-15}
"""


def run(*args: str, **env: str) -> Result:
    clean = {"LC_ALL": "C", "COLUMNS": "", "NO_COLOR": "1", "FORCE_COLOR": ""}
    try:
        return CliRunner().invoke(program, ["level", *args], prog_name="ecsc", env=clean | env)
    finally:
        gc.enable()  # commands end their process and leave it off


@pytest.fixture
def strategy(tmp_path: Path) -> Callable[[str], str]:
    def write(text: str) -> str:
        path = tmp_path / "strategy.yaml"
        path.write_text(text, "utf-8")
        return str(path)

    return write


def proposal(path: str, *args: str) -> dict[str, Any]:
    found = run(path, "--format", "json", *args)
    document = json.loads(found.stdout)
    assert (document["format"], document["version"]) == ("ecsc-level", 1)
    return dict(document["strategies"][0])


def work(text: str) -> WorkPlan:
    compiled = compile_strategy(StrategyInput("demo", (("demo.yaml", text.encode()),))).compiled
    assert compiled is not None
    return compiled.plan.work


def pasted(text: str, lines: str) -> str:
    """Return the strategy with the lines of `--pins` written into it."""
    source, pins = yaml.safe_load(text), yaml.safe_load(lines)
    for name, fields in pins["tasks"].items():
        source["tasks"][name] |= fields
    return str(yaml.safe_dump(source, allow_unicode=True, sort_keys=False))


def dates(planned: WorkPlan) -> dict[str, tuple[str, str]]:
    found = {one.id: (str(one.start), str(one.finish)) for one in planned.tasks}
    return found | {one.id: (str(one.date), str(one.date)) for one in planned.milestones}


@pytest.mark.parametrize("engine", ["serial", "cp-sat"])
@pytest.mark.parametrize(
    "text",
    [
        SHOP,
        SHOP.replace("policy: per_task, size: 10%", "policy: none"),
        SHOP.replace("schedule: late, due", "due"),
        SHOP.replace("2.5d", "3d").replace("capacity: 4d per week", "capacity: 3h per day"),
        SHOP.replace("status: started", "status: done"),
        SHOP.replace("start: 2026-01-08", "not_before: 2026-01-08"),
    ],
)
def test_who_writes_it_down_gets_it(strategy: Callable[[str], str], text: str, engine: str) -> None:
    path = strategy(text)
    found = proposal(path, "--engine", engine)
    assert found["outcome"] == "levelled"
    told = run(path, "--engine", engine, "--pins").stdout
    after = pasted(text, told[told.index("tasks:\n") :])
    before, now = dates(work(text)), dates(work(after))
    moved = {one["id"]: one for one in found["moves"]}
    assert {name for name in before if before[name] != now[name]} == set(moved)
    for name, one in moved.items():
        assert (one["before"]["first"], one["before"]["last"]) == before[name]
        assert (one["after"]["first"], one["after"]["last"]) == now[name]
    assert str(work(after).buffer_finish) == found["after"]
    again = proposal(strategy(after), "--engine", engine)
    # What is left is overloaded by what may not move.
    assert len(again.get("overloads_before", ())) == len(found["overloads_after"])


def test_moves_tell_because_of_whom(strategy: Callable[[str], str]) -> None:
    found = proposal(
        strategy(
            "strategy: {id: demo, name: Demo, period: 2026-01-05..2026-12-31, currency: CNY, owner: lin}\n"
            "people:\n  lin: {name: Lin}\n"
            "promotions:\n  sale: {level: item, offer: 9折, window: 2026-01-09..2026-01-30}\n"
            "tasks:\n  a: {owner: lin, effort: 4d, due: 2026-01-08}\n"
            "  b: {owner: lin, effort: 2d}\n  c: {owner: lin, duration: 1d, after: b, ready_for: sale}\n"
            "milestones:\n  open: {after: c, due: 2026-01-08}\n"
        )
    )
    moves = [
        (one["id"], one["by"], one["person"], one["busy_with"], one["follows"]) for one in found["moves"]
    ]
    assert moves == [
        ("b", "4", "lin", ["a"], None),
        ("c", "4", "lin", [], "b"),
        ("open", "4", "lin", [], "c"),
    ]
    assert [(one["id"], one["due"], one["finish"], one["openings"]) for one in found["missed"]] == [
        ("c", "2026-01-08", "2026-01-13", ["sale"]),
        ("open", "2026-01-08", "2026-01-13", []),
    ]
    (one,) = found["overloads_before"]
    assert (one["person"], one["peak"], one["tasks"]) == ("lin", "2", ["a", "b"])
    assert found["uncounted"] == ["c"]


@pytest.mark.parametrize("columns", ["80", "120"])
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_the_text_is_as_written(
    strategy: Callable[[str], str], columns: str, language: str, update_goldens: bool
) -> None:
    found = run(strategy(SHOP), "--lang", language, "--pins", COLUMNS=columns)
    golden = GOLDEN / f"level.{language}.{columns}.txt"
    if update_goldens:
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(found.stdout, "utf-8", newline="\n")
    assert golden.exists(), "run pytest --update-goldens"
    assert found.stdout == golden.read_text("utf-8")
    assert max(width(line) for line in found.stdout.splitlines()) <= int(columns)


def test_what_needs_no_levelling_is_said(strategy: Callable[[str], str]) -> None:
    head = "strategy: {id: demo, name: Demo, period: 2026, currency: CNY, owner: lin}\npeople:\n  lin: {name: Lin}\n"
    none = run(strategy(head + "tasks:\n  a: {owner: lin, duration: 5d}\n"))
    assert none.exit_code == 0
    assert "nothing to level: no task of a person states its effort" in none.stdout
    calm = run(strategy(head + "tasks:\n  a: {owner: lin, effort: 5d}\n"))
    assert calm.exit_code == 0
    assert "nobody has more to do at once than time for it" in calm.stdout
    empty = run(strategy(head))
    assert empty.exit_code == 0
    assert "nothing to level" in empty.stdout


def test_what_stays_overloaded_is_said(strategy: Callable[[str], str]) -> None:
    head = "strategy: {id: demo, name: Demo, period: 2026, currency: CNY, owner: lin}\npeople:\n  lin: {name: Lin}\n"
    found = run(strategy(head + "tasks:\n  a: {owner: lin, effort: 5d, duration: 4d}\n"), "--pins")
    assert found.exit_code == 0
    assert "Still overloaded" in found.stdout
    assert "125 %" in found.stdout
    assert "There is nothing to write down: nothing moves." in found.stdout
    assert "tasks:" not in found.stdout


def test_circles_and_endless_work(strategy: Callable[[str], str]) -> None:
    head = "strategy: {id: demo, name: Demo, period: 2026, currency: CNY, owner: lin}\npeople:\n  lin: {name: Lin}\n"
    found = run(
        strategy(
            head
            + "tasks:\n  a: {owner: lin, effort: 5d, after: b}\n  b: {owner: lin, effort: 5d, after: a}\n"
            + "  c: {owner: lin, effort: 5d}\n"
        )
    )
    assert found.exit_code == 1
    assert "a and b wait for each other: levelled as if they did not" in found.stdout
    assert "1 error of `ecsc check` comes first" in found.stderr
    endless = head.replace("name: Lin", "name: Lin, absent: [2020-01-01..2099-12-31]")
    found = run(strategy(endless + "tasks:\n  a: {owner: lin, effort: 5d}\n"))
    assert found.exit_code == 1
    assert "a never end; see `ecsc check`" in found.stdout
    idle = head.replace("name: Lin", "name: Lin, capacity: 0d per week")
    found = run(strategy(idle + "tasks:\n  a: {owner: lin, effort: 5d, duration: 5d}\n"))
    assert found.exit_code == 1
    assert "nothing to level" in found.stdout


def test_a_strategy_without_a_header_is_told_as_check_tells_it(strategy: Callable[[str], str]) -> None:
    found = run(strategy("tasks:\n  a: {owner: lin, effort: 5d}\n"))
    assert found.exit_code == 1
    assert "error[" in found.stdout


@pytest.mark.parametrize("header", ["", ", levelling: {engine: cp_sat}"])
def test_the_engine_is_chosen_and_never_by_what_is_there(
    strategy: Callable[[str], str], monkeypatch: pytest.MonkeyPatch, header: str
) -> None:
    path = strategy(SHOP.replace("owner: lin,\n", f"owner: lin{header},\n", 1))
    assert proposal(path)["engine"] == ("cp_sat" if header else "serial")
    assert proposal(path, "--engine", "serial")["engine"] == "serial"
    assert proposal(path, "--engine", "cp-sat")["engine"] == "cp_sat"
    monkeypatch.setitem(sys.modules, "ortools", None)
    monkeypatch.setitem(sys.modules, "ortools.sat.python", None)
    assert proposal(path, "--engine", "serial")["engine"] == "serial"
    missing = run(path, "--engine", "cp-sat")
    assert missing.exit_code == 2
    assert "pip install 'ecsc[level]'" in missing.stderr
    assert missing.stdout == ""
    assert (run(path).exit_code == 2) is bool(header)


def test_nothing_is_written(strategy: Callable[[str], str]) -> None:
    path = Path(strategy(SHOP))
    before = path.read_bytes()
    run(str(path), "--pins")
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_hostile_names_stay_on_their_line(strategy: Callable[[str], str]) -> None:
    found = run(
        strategy(
            "strategy: {id: demo, name: Demo, period: 2026, currency: CNY, owner: lin}\n"
            'people:\n  lin: {name: Lin}\ntasks:\n  "a\\e[31m\\nb": {owner: lin, effort: 5d}\n'
            '  "no": {owner: lin, effort: 4d}\n  yes: {owner: lin, effort: 4d}\n'
        ),
        "--pins",
    )
    assert "\x1b" not in found.stdout
    assert found.exit_code in (0, 1)
    assert '  "no":' in found.stdout or '  "yes":' in found.stdout


def test_the_day_is_not_asked(strategy: Callable[[str], str]) -> None:
    path = strategy(SHOP)
    assert run(path).stdout == run(path).stdout
    assert dt.date.fromisoformat(proposal(path)["after"]) > dt.date(2026, 1, 16)
