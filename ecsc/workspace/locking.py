"""One process at a time: what is read, changed and written back is held against others that would do so too."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

LOCK = ".ecsc-lock-"
"""How the name of a lock begins where the system has none that end with their process; that of the file follows."""

PATIENCE = 20.0
"""Seconds that are waited for others: each holds the lock for as long as reading and writing a file takes."""

_PAUSE = 0.02


class HeldError(Exception):
    """Another process holds the file. One that was killed may have left `lock`, None where that cannot be."""

    def __init__(self, lock: Path | None = None) -> None:
        super().__init__(str(lock))
        self.lock = lock


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the file `path`, which need not exist, against all others that do so. Raises `HeldError`.

    POSIX holds its folder (flock), which ends with the process and leaves no file. Where no lock can be had nothing is
    held: whoever writes the file there is told why that cannot be done.
    """
    with suppress(OSError, ValueError):
        path.parent.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + PATIENCE
    release = _folder_held(path.parent, until) if fcntl is not None else _file_made(path, until)
    try:
        yield
    finally:
        release()


def _folder_held(folder: Path, until: float) -> Callable[[], None]:
    try:
        held = os.open(folder, os.O_RDONLY)
    except (OSError, ValueError):
        return _nothing
    while True:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                os.close(held)
                raise HeldError from None
            time.sleep(_PAUSE)
        except OSError:  # a file system without locks
            os.close(held)
            return _nothing
        else:
            return partial(os.close, held)


def _file_made(path: Path, until: float) -> Callable[[], None]:
    lock = path.parent / (LOCK + path.name)
    while True:
        try:
            lock.open("xb").close()
        except FileExistsError:
            if time.monotonic() > until:
                raise HeldError(lock) from None
            time.sleep(_PAUSE)
        except (OSError, ValueError):
            return _nothing
        else:
            return partial(lock.unlink, missing_ok=True)


def _nothing() -> None:
    """Release what could not be held."""
