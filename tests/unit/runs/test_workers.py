"""Several processes tell what one would, also where a strategy makes one of them fail."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NoReturn

import pytest
from msgspec.structs import replace

from ecsc.pipeline import NoScenarioError, StrategyInput
from ecsc.report.crash import Crash, CrashError, crash_of
from ecsc.runs import Asked, check_all, effort, workers
from ecsc.runs.effort import processes
from ecsc.runs.failing import WorkerDiedError
from ecsc.runs.kept import kept
from ecsc.runs.workers import check_in_workers
from tests.unit.runs.conftest import HEADER, WORK, Quiet

TABLED = HEADER + "people: {lin: {name: Lin}}\ntables: {products: goods.csv}\n"


def strategy(name: str, text: str = HEADER + WORK) -> StrategyInput:
    return StrategyInput(name, ((f"{name}/strategy.yaml", text.encode()),))


def divide(_: str) -> NoReturn:
    raise ZeroDivisionError(1 / 0)


def die(_: str) -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def wait_for(path: str) -> bytes:
    while not Path(path).exists():
        time.sleep(0.01)
    return b"id,name,list_price\ndress,Dress,299\n"


def wait_and_die(path: str) -> NoReturn:
    wait_for(path)
    die(path)


def failing(name: str, reads: Callable[[str], bytes], argument: str = "") -> StrategyInput:
    return replace(strategy(name, TABLED), tables={"goods.csv": partial(reads, argument)})


def asked(strategies: list[StrategyInput], workers: int = 2, what: Asked | None = None) -> list[str]:
    return [one.folder for one, _ in check_in_workers(strategies, what or Asked(), workers)]


def test_results_come_in_order_whoever_is_ready_first(tmp_path: Path) -> None:
    slow = failing("slow", wait_for, str(tmp_path / "ready"))
    seen = []
    for one, _ in check_in_workers(
        [strategy("a"), slow, *(strategy(f"s{n}") for n in range(20))], Asked(), 2
    ):
        seen.append(one.folder)
        if one.folder == "a":
            (tmp_path / "ready").touch()
    assert seen == ["a", "slow", *(f"s{n}" for n in range(20))]


def test_processes_that_load_everything_themselves_answer_too(monkeypatch: pytest.MonkeyPatch) -> None:
    contexts: list[str] = []

    def spawning(_: str) -> Any:
        contexts.append("spawn")
        return get_context("spawn")  # as on macOS and Windows

    monkeypatch.setattr(workers, "get_context", spawning)
    given = [strategy("a"), failing("b", divide), strategy("c")]
    with pytest.raises(CrashError) as told:
        asked(given)
    assert "ZeroDivisionError" in str(told.value)
    assert asked([strategy(f"s{n}") for n in range(4)]) == ["s0", "s1", "s2", "s3"]
    assert contexts == ["spawn", "spawn"]


def test_more_processes_than_strategies() -> None:
    assert asked([strategy("a")], workers=3) == ["a"]


def test_a_bug_is_told_as_it_is_here_and_names_the_strategy() -> None:
    everything = [strategy("a"), failing("b", divide), strategy("c"), failing("d", divide)]
    with pytest.raises(CrashError) as there:
        asked(everything)
    with pytest.raises(ZeroDivisionError) as here:
        list(check_all(everything, Asked(), Quiet(), jobs=1))
    told = crash_of(there.value)
    assert told.lines == crash_of(here.value).lines
    assert told.lines[1:3] == ("ZeroDivisionError: division by zero", "while checking b")
    assert "Traceback" in told.whole


def test_a_process_that_dies_names_its_strategy() -> None:
    with pytest.raises(WorkerDiedError) as died:
        asked([strategy("a"), failing("b", die), *(strategy(f"s{n}") for n in range(5))])
    assert died.value.folder == "b"


def test_all_processes_die() -> None:
    with pytest.raises(WorkerDiedError) as died:
        asked([failing(name, die) for name in "abcdef"])
    assert died.value.folder == "a"


def test_of_several_failures_the_first_in_order_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others go on only when it is known here that the last one has failed."""
    ready, answers, real = tmp_path / "ready", list[str](), workers._Worker.answer

    def answer(worker: workers._Worker) -> object:
        came = real(worker)
        answers.append(type(came).__name__)
        if isinstance(came, Crash):
            ready.touch()
        return came

    monkeypatch.setattr(workers._Worker, "answer", answer)
    slow, doomed = failing("a", wait_for, str(ready)), failing("b", wait_and_die, str(ready))
    with pytest.raises(WorkerDiedError) as died:
        asked([slow, doomed, failing("c", divide)], workers=3)
    assert died.value.folder == "b"
    assert answers[0] == "Crash"


def test_a_scenario_that_there_is_not_names_the_strategy() -> None:
    with pytest.raises(NoScenarioError) as told:
        asked([strategy("a"), strategy("b")], what=Asked(scenario="slow"))
    assert (told.value.name, told.value.known, told.value.folder) == ("slow", (), "a")


def test_whoever_stops_listening_leaves_no_process_behind() -> None:
    import multiprocessing

    found = check_in_workers([strategy(f"s{n}") for n in range(50)], Asked(), 2)
    next(found)
    assert len(multiprocessing.active_children()) == 2
    found.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize(
    ("sizes", "jobs", "count"),
    [
        ([], 8, 1), ([5_000_000], 8, 1), ([2_000] * 3, 8, 1), ([400_000] * 2, 8, 2), ([2_000] * 1_000, 8, 8),
        ([2_000] * 1_000, 1, 1), ([300_000] * 3, 8, 3), ([2_000] * 200, 8, 2),
    ],
)  # fmt: skip
def test_a_process_is_started_where_it_is_worth_its_start(sizes: list[int], jobs: int, count: int) -> None:
    given = [StrategyInput("x", (("x.yaml", b"#" * size),)) for size in sizes]
    assert processes(given, jobs) == count


def test_a_run_uses_processes_where_they_are_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    everything = [strategy(f"s{n}", HEADER + f"x{n}: 1\n" + WORK) for n in range(12)]
    alone = [kept(one) for one in check_all(everything, Asked(), Quiet(), jobs=1)]
    monkeypatch.setattr(effort, "WORTH_A_PROCESS", 1_000)
    counted: list[tuple[int, int]] = []

    class Watcher(Quiet):
        def count(self, done: int, total: int) -> None:
            counted.append((done, total))

    together = [kept(one) for one in check_all(everything, Asked(), Watcher(), jobs=3)]
    assert together == alone
    assert counted == [(n, 12) for n in range(13)]
