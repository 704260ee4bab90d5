"""Which ecsc this is: what is kept by one is foreign to another, though both may call themselves by one version.

Nothing of it depends on where or when something was installed, so that a cache can be carried to another machine.
"""

# ruff: noqa: PTH100, PTH116, PTH118, PTH120, PTH123, PTH208
# pathlib costs a tenth of a clean run's start, so paths are text here.
from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from hashlib import blake2b

import ecsc

_ZONES = ("/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo")
"""Where a system keeps its time zones (the defaults of `zoneinfo.TZPATH`)."""

_NO_SOURCE = (b".pyc", b".pyo")


def program_stamp() -> bytes:
    """Return 16 bytes that change with whatever decides results beside a strategy and its settings.

    That are ecsc's own files, Python, the libraries that are installed, and the time zones.
    """
    digest = blake2b(digest_size=16)
    for fact in _facts():
        digest.update(fact + b"\0")
    return digest.digest()


def _facts() -> Iterator[bytes]:
    yield repr((ecsc.__version__, sys.implementation.name, tuple(sys.version_info))).encode()
    package = os.path.dirname(os.path.abspath(ecsc.__file__ or ""))
    record = _start_of(os.path.join(os.path.dirname(package), f"ecsc-{ecsc.__version__}.dist-info", "RECORD"))
    if record:
        yield from _recorded(record)
    else:
        yield from _files(package)
        yield from _files(os.path.join(os.path.dirname(package), "schemas"))
    yield from sorted({name.encode("utf-8", "surrogateescape") for name in _libraries()})
    yield os.environ.get("PYTHONTZPATH", "").encode("utf-8", "surrogateescape")
    yield from (_start_of(os.path.join(zones, "tzdata.zi"), 64) for zones in _ZONES)  # "# version 2025b"


def _recorded(record: bytes) -> Iterator[bytes]:
    """Yield the files of an installed ecsc with the hashes that its wheel has of them."""
    for line in record.splitlines():
        if line.startswith(b"ecsc/") and not line.split(b",")[0].endswith(_NO_SOURCE):
            yield line


def _files(folder: str) -> Iterator[bytes]:
    """Yield every file of a checkout, which is edited without a new version.

    Size and time stand for the content; in CI every checkout is new, so there it is the content itself.
    """
    by_content = os.environ.get("CI", "") not in ("", "0", "false")
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError:  # the program is in an archive, whose name has its version
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    waiting.append(entry.path)
                continue
            yield os.fsencode(os.path.relpath(entry.path, folder) if by_content else entry.path)
            yield _content_hash(entry.path) if by_content else _look(entry.path)


def _content_hash(path: str) -> bytes:
    return blake2b(_start_of(path), digest_size=16).digest()


def _look(path: str) -> bytes:
    try:
        found = os.stat(path)
    except OSError:
        return b""
    return b"%d %d" % (found.st_size, found.st_mtime_ns)


def _start_of(path: str, size: int = -1) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read(size)
    except OSError:
        return b""


def _libraries() -> Iterator[str]:
    """Yield what is installed, by names that have the versions in them."""
    for place in sys.path:
        try:
            names = os.listdir(place or ".")
        except OSError:
            continue
        yield from (name for name in names if name.endswith((".dist-info", ".egg-info")))
