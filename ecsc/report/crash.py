"""A bug of ours as it is told, so that it is told alike whichever process it happened in."""

from __future__ import annotations

import os
import platform
import traceback

from msgspec import Struct

from ecsc import __version__

LONGEST = 500
FRAMES = 5


class Crash(Struct, frozen=True):
    """What to report about a bug: a few lines, and the whole of it for who looks into it."""

    lines: tuple[str, ...]
    whole: str


class CrashError(Exception):
    """A bug that happened in another process."""

    def __init__(self, crash: Crash) -> None:
        super().__init__(crash.lines)
        self.crash = crash


def crash_of(bug: Exception) -> Crash:
    """Return what to report about a bug."""
    if isinstance(bug, CrashError):
        return bug.crash
    lines = [f"ecsc {__version__}, Python {platform.python_version()}, {platform.platform()}"]
    lines.append("".join(traceback.format_exception_only(bug)).strip()[:LONGEST])
    for frame in traceback.extract_tb(bug.__traceback__)[-FRAMES:]:
        # The machine's own paths are nobody's business; where in the program it was says enough.
        path = "/".join(frame.filename.replace(os.sep, "/").split("/")[-3:])
        lines.append(f"  {path}:{frame.lineno} {frame.name}")
    whole = "".join(traceback.format_exception(bug))
    return Crash(tuple(line for text in lines for line in text.splitlines()), whole)
