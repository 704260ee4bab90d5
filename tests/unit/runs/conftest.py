"""Strategies on disk, and runs over them that count how often a strategy was really checked."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from ecsc.pipeline import StrategyInput
from ecsc.report import Checked
from ecsc.runs import Asked, Cache, check_all
from ecsc.workspace import find_strategies

HEADER = "ecsc: 1\nstrategy: {id: demo, name: Demo, period: 2026, currency: CNY, owner: lin}\n"
WORK = "people: {lin: {name: Lin}}\ntasks: {shop: {name: Shop, owner: lin, duration: 5d}}\n"

Put = Callable[..., None]
Git = Callable[..., str]


class Quiet:
    """Who wants to know nothing."""

    def step(self, what: str, size: int) -> None: ...

    def count(self, done: int, total: int) -> None: ...


class Counted:
    """Runs with a cache below the current folder; `checked` has the folders that were not answered from it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from ecsc.runs import asked, checking

        self.checked: list[str] = []
        real = asked.check_one

        def counting(given: StrategyInput, what: Asked) -> Checked:
            self.checked.append(given.folder)
            return real(given, what)

        monkeypatch.setattr(checking, "check_one", counting)

    def __call__(self, *paths: str, asked: Asked | None = None, change: Any = None) -> list[Checked]:
        asked = asked or Asked()
        strategies: Sequence[StrategyInput] = find_strategies(paths or (".",))[0]
        if change is not None:
            strategies = [change(one) for one in strategies]
        self.checked.clear()
        return list(check_all(strategies, asked, Quiet(), cache=Cache(asked, paths), jobs=1))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, empty, with no variable of the environment that matters."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ECSC_CACHE_DIR", raising=False)
    return tmp_path


@pytest.fixture
def put(here: Path) -> Put:
    def write(name: str, text: str | bytes = HEADER + WORK) -> None:
        path = here / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    return write


@pytest.fixture
def run(here: Path, monkeypatch: pytest.MonkeyPatch) -> Counted:
    return Counted(monkeypatch)


@pytest.fixture
def git(here: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Run git in an empty repository in the current folder that knows nothing of this machine."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    who = {
        f"GIT_{role}_{part}": "x@example.com"
        for role in ("AUTHOR", "COMMITTER")
        for part in ("NAME", "EMAIL")
    }
    when = {f"GIT_{role}_DATE": "2026-01-01T00:00:00Z" for role in ("AUTHOR", "COMMITTER")}

    def ask(*arguments: str, cwd: Path = here) -> str:
        environment = {**os.environ, **who, **when}
        done = subprocess.run(("git", *arguments), cwd=cwd, env=environment, check=True, capture_output=True)
        return done.stdout.decode()

    ask("init", "-q", "-b", "main")
    return ask
