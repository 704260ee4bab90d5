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
        late = time.monotonic() - self._begun > PATIENCE
        if self._shows and (late or size > PATIENCE * BYTES_PER_SECOND):
            w = self._w
            sys.stderr.write(_ERASE + w("compiling {what} ...", what=what)[:70])
            sys.stderr.flush()
            self._visible = True

    def clear(self) -> None:
        """Take the line away."""
        if self._visible:
            sys.stderr.write(_ERASE)
            sys.stderr.flush()
            self._visible = False
