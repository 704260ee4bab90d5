"""One file of the cache: results by strategy, read whole, written whole, and empty for whatever cannot be trusted."""

# ruff: noqa: PTH105, PTH108, PTH116, PTH123
# paths are text here, as in the workspace
from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b

import msgspec
from msgspec import Struct

from ecsc.runs.observed import Read

VARIANTS = 4
"""Results kept of one strategy: a day in two languages, or a run with and without a scenario."""

MOST = 5_000
"""Strategies of which results are kept in one file."""

HALF = ".new"
"""How the name of a file ends that is not whole yet."""

_MARK = b"ecsc cache 1\n"
_SIZE = 16


class Result(Struct, frozen=True, array_like=True):
    """What came of a strategy under `key`, good as long as `reads` come out the same; `kept` as `kept.kept` has it."""

    key: bytes
    reads: tuple[Read, ...]
    kept: bytes


_DECODER = msgspec.msgpack.Decoder(dict[str, tuple[Result, ...]])


class Shelf:
    """The results in the file `path` that were made by the program of that stamp."""

    def __init__(self, path: str, stamp: bytes) -> None:
        self.path = path
        self._head = _MARK + stamp
        self._look: tuple[int, ...] = ()
        self._results: dict[str, tuple[Result, ...]] = {}
        self._new: dict[str, tuple[Result, ...]] = {}
        self._read()

    @property
    def changed(self) -> bool:
        """Return whether there is something to write."""
        return bool(self._new)

    def results(self, slot: str) -> tuple[Result, ...]:
        """Return the results of the strategy in `slot`, the last one first."""
        return self._results.get(slot, ())

    def put(self, slot: str, result: Result) -> None:
        """Keep a result in place of the oldest one."""
        others = tuple(one for one in self.results(slot) if one.key != result.key)
        self._results[slot] = self._new[slot] = (result, *others)[:VARIANTS]

    def save(self, is_there: Callable[[str], bool]) -> None:
        """Write what is new, and drop strategies that are there no longer. Raises `OSError`.

        What another process has written meanwhile stays. The last strategies come first, and only `MOST` are kept.
        """
        if not self._new:
            return
        if self._look != self._seen():
            self._read()
        others = {slot: results for slot, results in self._results.items() if slot not in self._new}
        kept = [(slot, results) for slot, results in others.items() if is_there(slot)]
        self._results = dict([*self._new.items(), *kept][:MOST])
        body = msgspec.msgpack.encode(self._results)
        temporary = f"{self.path}.{os.getpid()}{HALF}"
        try:
            with open(temporary, "wb") as file:
                file.write(self._head + blake2b(body, digest_size=_SIZE).digest() + body)
            os.replace(temporary, self.path)
        except OSError:
            with suppress(OSError):
                os.unlink(temporary)
            raise
        self._new = {}

    def _read(self) -> None:
        self._look = self._seen()
        try:
            with open(self.path, "rb") as file:
                content = file.read()
        except OSError:
            content = b""
        start = len(self._head) + _SIZE
        body = content[start:]
        whole = blake2b(body, digest_size=_SIZE).digest() == content[len(self._head) : start]
        self._results = {}
        if content.startswith(self._head) and whole:
            with suppress(msgspec.DecodeError, ValueError):
                self._results = _DECODER.decode(body)

    def _seen(self) -> tuple[int, ...]:
        try:
            found = os.stat(self.path)
        except OSError:
            return ()
        return found.st_mtime_ns, found.st_size, found.st_ino
