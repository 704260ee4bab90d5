"""Which ecsc this is: what is kept by one is foreign to another, though both may call themselves by one version."""

# ruff: noqa: PTH100, PTH116, PTH118, PTH120, PTH208
# pathlib costs a tenth of a clean run's start, so paths are text here.
from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from hashlib import blake2b

import ecsc

_ZONES = ("/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo")
"""Where a system keeps its time zones (the defaults of `zoneinfo.TZPATH`)."""


def program_stamp() -> bytes:
    """Return 16 bytes that change with whatever decides results beside a strategy and its settings.

    That are the version, ecsc's own files by size and time of change (a checkout changes without a version), the
    schemas, Python, the names of the libraries that are installed, which have their versions in them, and the
    time zones.
    """
    digest = blake2b(digest_size=16)
    for fact in _facts():
        digest.update(fact.encode("utf-8", "surrogateescape") + b"\0")
    return digest.digest()


def _facts() -> Iterator[str]:
    yield ecsc.__version__
    yield f"{sys.implementation.cache_tag} {sys.version}"
    package = os.path.dirname(os.path.abspath(ecsc.__file__ or ""))
    yield from _files(package)
    yield from _files(os.path.join(os.path.dirname(package), "schemas"))
    yield from _libraries()
    yield os.environ.get("PYTHONTZPATH", "")
    yield from (_look(path) for path in _ZONES)


def _files(folder: str) -> Iterator[str]:
    """Yield every file below `folder` with its size and time; nothing where the program is in an archive."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    waiting.append(entry.path)
            else:
                yield f"{entry.path} {_look(entry.path)}"


def _libraries() -> Iterator[str]:
    for place in sys.path:
        try:
            names = sorted(os.listdir(place or "."))
        except OSError:
            continue
        yield from (name for name in names if name.endswith((".dist-info", ".egg-info")))


def _look(path: str) -> str:
    try:
        found = os.stat(path)
    except OSError:
        return ""
    return f"{found.st_size} {found.st_mtime_ns}"
