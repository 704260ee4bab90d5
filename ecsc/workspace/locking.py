"""One process at a time: a lock beside a file that is read, changed and written back."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LOCK = ".ecsc-lock-"
"""How the name of a lock begins; that of its file follows."""

PATIENCE = 20.0
"""Seconds that are waited for others: each holds the lock for as long as reading and writing a file takes."""

_PAUSE = 0.02


class HeldError(Exception):
    """Another process holds the file, or one that was killed has left the lock at `path`."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the file `path`, which need not exist, against all others that do so. Raises `HeldError`.

    Where no lock can be written nothing is held: whoever writes the file there is told why that cannot be done.
    """
    lock = path.parent / (LOCK + path.name)
    taken = _taken(lock, time.monotonic() + PATIENCE)
    try:
        yield
    finally:
        if taken:
            with suppress(OSError):
                lock.unlink()


def _taken(lock: Path, until: float) -> bool:
    """Make the lock, waiting for others; return whether it could be written."""
    while True:
        try:
            lock.parent.mkdir(parents=True, exist_ok=True)
            lock.open("xb").close()
        except FileExistsError:
            if not lock.parent.is_dir():
                return False
            if time.monotonic() > until:
                raise HeldError(lock) from None
            time.sleep(_PAUSE)
        except (OSError, ValueError):
            return False
        else:
            return True
