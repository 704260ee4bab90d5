"""A single file reaches its place whole: whoever reads or writes it at the same time meets the old one or a new one."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

HALF = ".ecsc-half-"
"""How the name of a single file begins that is not in place yet; a random part follows, for others write here too."""

ABANDONED = 3600
"""Seconds by which a half written file is older than a whole one when nobody writes it any more."""


def write_whole(path: Path, content: bytes, *, mode_of: Path | None = None) -> None:
    """Write `content` to `path`, making its folder, with the permissions of `mode_of`; raise `OSError`.

    At every instant `path` is the old file or the new one, also where several processes write it at once.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.parent / (HALF + os.urandom(8).hex())
    write_new(new, content)
    try:
        written = new.stat().st_mtime
        if mode_of is not None:
            shutil.copymode(mode_of, new)
        new.replace(path)
    except BaseException:
        with suppress(OSError):
            new.unlink()
        raise
    _sweep(path.parent, written - ABANDONED)


def write_new(path: Path, content: bytes) -> None:
    """Write `content` to the new file `path`; nothing is left of it when that fails."""
    try:
        with path.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())  # else a power cut may leave the new name without its content
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def _sweep(folder: Path, before: float) -> None:
    """Delete what runs that were killed have left half written in a folder."""
    with suppress(OSError), os.scandir(folder) as found:
        for entry in found:
            if entry.name.startswith(HALF) and entry.stat(follow_symlinks=False).st_mtime < before:
                Path(entry.path).unlink(missing_ok=True)
