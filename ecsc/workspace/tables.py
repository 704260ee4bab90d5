"""The tables beside a strategy: their names, and their bytes when somebody asks."""

# ruff: noqa: PTH118, PTH123
# pathlib costs a tenth of a clean run's start, so paths are text here.
from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from ecsc.workspace.names import is_inside
from ecsc.workspace.scan import scan


class Tables(Mapping[str, Callable[[], bytes]]):
    """Path relative to the strategy's folder, with `/`, to a function that reads the file or raises OSError.

    Looked for on first use, for most strategies name no table.
    """

    __slots__ = ("_found", "_look")

    def __init__(self, look: Callable[[], Mapping[str, Callable[[], bytes]]]) -> None:
        self._look = look
        self._found: Mapping[str, Callable[[], bytes]] | None = None

    def _tables(self) -> Mapping[str, Callable[[], bytes]]:
        if self._found is None:
            self._found = self._look()
        return self._found

    def __getitem__(self, name: str) -> Callable[[], bytes]:
        return self._tables()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables())

    def __len__(self) -> int:
        return len(self._tables())


def reader(path: str) -> Callable[[], bytes]:
    """Return a function that reads the file `path`."""
    return partial(_read, path)


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def tables_beside(folder: str) -> Tables:
    """Return the tables in and under `folder`, for a strategy of a single file; links never lead out."""

    return Tables(partial(_look, folder))


def _look(folder: str) -> Mapping[str, Callable[[], bytes]]:
    boundary = os.path.realpath(folder)
    prefix = len(os.path.join(folder, ""))
    return {
        entry.path[prefix:].replace(os.sep, "/"): reader(entry.path)
        for found in scan(folder)
        for entry in found.tables
        if not entry.target or is_inside(entry.target, boundary)
    }
