"""Whole processes, one after the other, with the time each took and the memory it had at most."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

CHECKOUT = Path(__file__).resolve().parents[1]
LONGEST = 2_000
"""How much of what a failed process printed is kept, in characters."""


class Command(Struct, frozen=True):
    """What to run, the exit code it must end with, and after how many rounds it is left out (0: never).

    After `limit` seconds (0: none) it is ended, and the time it took is that at least.
    """

    argv: tuple[str, ...]
    code: int = 0
    rounds: int = 0
    limit: float = 0


class Run(Struct, frozen=True):
    """One process: wall-clock seconds, peak resident bytes (0 where the system does not say).

    `failure` is empty, or how it ended and then, line by line, what it printed. `cut` tells that it was ended
    at its limit.
    """

    seconds: float
    peak: int
    failure: str = ""
    cut: bool = False


def interleaved(commands: Mapping[str, Command], rounds: int, folder: Path) -> dict[str, list[Run]]:
    """Run all commands once, then all once more, and so on, so that a busy minute strikes them alike."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(rounds):
        for name, command in commands.items():
            if not command.rounds or number < command.rounds:
                runs[name].append(run(command, folder))
    return runs


def run(command: Command, folder: Path) -> Run:
    """Run one command in `folder` and wait for it."""
    printed = folder / "printed.txt"
    with printed.open("wb") as sink:
        start = time.perf_counter()
        process = subprocess.Popen(
            command.argv, cwd=folder, env=environment(), stdin=subprocess.DEVNULL, stdout=sink, stderr=sink
        )
        killer = threading.Timer(command.limit, process.kill) if command.limit else None
        if killer is not None:
            killer.start()
        peak = _wait(process)
        seconds = time.perf_counter() - start
        if killer is not None:
            killer.cancel()
    if command.limit and seconds >= command.limit:
        return Run(command.limit, peak, cut=True)
    if process.returncode == command.code:
        return Run(seconds, peak)
    said = printed.read_text(encoding="utf-8", errors="replace").strip()[:LONGEST] or "nothing printed"
    return Run(seconds, peak, f"{Path(command.argv[0]).name} ended with {process.returncode}\n{said}")


def _wait(process: subprocess.Popen[bytes]) -> int:
    """Wait for the end of a process and return its peak memory.

    Linux counts the memory of the process that started it too, up to its start: this one must stay small.
    """
    if sys.platform == "win32":
        process.wait()
        return 0
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def environment() -> dict[str, str]:
    """Return the environment of every process: English, and Python as it is when nobody has set it up.

    A user has compiled files, so whatever keeps Python from writing or using them goes.
    """
    kept = ("PYTHONPATH", "PYTHONHOME")
    given = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON") or key in kept}
    given |= {"LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
    if tool("ecsc") is None:
        given["PYTHONPATH"] = os.pathsep.join(filter(None, (str(CHECKOUT), given.get("PYTHONPATH"))))
    return given


def tool(name: str) -> str | None:
    """Return the program `name` of this Python's environment, None when it is not installed there."""
    path = Path(sys.executable).parent / (f"{name}.exe" if sys.platform == "win32" else name)
    return str(path) if path.is_file() else None


def ecsc(*arguments: str | Path) -> tuple[str, ...]:
    """Return the command line of the product, through its script where it is installed."""
    script = tool("ecsc")
    start = (script,) if script is not None else (sys.executable, "-m", "ecsc.cli")
    return (*start, *map(str, arguments))


def python(*arguments: str | Path) -> tuple[str, ...]:
    """Return the command line of this Python."""
    return (sys.executable, *map(str, arguments))


def output_of(argv: Sequence[str], folder: Path) -> bytes:
    """Return what a command prints; raise CalledProcessError when it fails."""
    return subprocess.run(argv, cwd=folder, env=environment(), capture_output=True, check=True).stdout
