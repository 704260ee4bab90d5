"""The line that shows while something takes long."""

from __future__ import annotations

import io

import pytest

from ecsc.cli.progress import BYTES_PER_SECOND, Progress
from ecsc.messages import words


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def terminal_of(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    # In the test itself: the capture of a test run puts its own stream there before each phase.
    stream = Terminal()
    monkeypatch.setattr("sys.stderr", stream)
    return stream


def test_quick_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = terminal_of(monkeypatch)
    progress = Progress(words("en"))
    progress.step("launch", 5000)
    progress.clear()
    assert terminal.getvalue() == ""


def test_a_large_strategy_is_announced_and_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = terminal_of(monkeypatch)
    progress = Progress(words("en"))
    progress.step("launch", 2 * BYTES_PER_SECOND)
    assert "launch" in terminal.getvalue()
    progress.clear()
    progress.clear()
    assert terminal.getvalue().endswith("\r\x1b[2K")
    assert terminal.getvalue().count("\x1b[2K") == 2


def test_many_small_ones_are_announced_when_time_has_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = terminal_of(monkeypatch)
    progress = Progress(words("en"))
    monkeypatch.setattr("time.monotonic", lambda: 1e12)
    progress.step("launch", 10)
    assert "launch" in terminal.getvalue()


def test_a_pipe_and_a_quiet_run_get_none(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = terminal_of(monkeypatch)
    Progress(words("en"), quiet=True).step("launch", 10**9)
    assert terminal.getvalue() == ""
    pipe = io.StringIO()
    monkeypatch.setattr("sys.stderr", pipe)
    Progress(words("en")).step("launch", 10**9)
    assert pipe.getvalue() == ""
