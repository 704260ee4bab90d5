"""A line on the terminal while something takes long; it is gone when the work is done."""

from __future__ import annotations

import sys
import time

from ecsc.cli.screen import is_terminal
from ecsc.messages import Words

PATIENCE = 1.0
"""Seconds after which a reader wants to know that something is going on."""

BYTES_PER_SECOND = 1_000_000
"""How much of a strategy is surely compiled in a second. A larger one is announced before it is begun,
which takes neither a thread nor an alarm: those would have to be stopped on every way out."""

_ERASE = "\r\x1b[2K"


class Progress:
    """Announces what is being compiled on standard error, when that is a terminal."""

    def __init__(self, w: Words, *, quiet: bool = False) -> None:
        self._w = w
        self._shows = not quiet and is_terminal(sys.stderr)
        self._begun = time.monotonic()
        self._visible = False

    def step(self, what: str, size: int) -> None:
        """Say that `what`, of `size` bytes, comes next, if it or what came before takes long."""
        if self._shows and (self._is_late() or size > PATIENCE * BYTES_PER_SECOND):
            w = self._w
            self._say(w("compiling {what} ...", what=what))

    def count(self, done: int, total: int) -> None:
        """Say how many strategies are checked where several are at the same time, which is done where it takes long."""
        if self._shows and (not done or self._is_late()):
            w = self._w
            self._say(w("{done} of {total} strategies are checked ...", done=done, total=total))

    def _is_late(self) -> bool:
        return time.monotonic() - self._begun > PATIENCE

    def _say(self, text: str) -> None:
        sys.stderr.write(_ERASE + text[:70])
        sys.stderr.flush()
        self._visible = True

    def clear(self) -> None:
        """Take the line away."""
        if self._visible:
            sys.stderr.write(_ERASE)
            sys.stderr.flush()
            self._visible = False
