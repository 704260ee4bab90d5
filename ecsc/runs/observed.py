"""What a strategy reads on demand, noted while it is read, so that it can be seen later whether it is the same."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from ecsc.pipeline import NotThereError, StrategyInput
from ecsc.workspace.beside import Past


class Read(Struct, frozen=True, array_like=True):
    """One thing that was read: the names of the tables, a table, a file beside them, a git revision.

    `state` is a digest of what came of it, and of what is in the way where nothing did.
    """

    kind: Literal["tables", "table", "beside", "past"]
    name: str
    state: bytes


class Observed:
    """A strategy whose reading on demand is noted. `given` is to be compiled in its place."""

    def __init__(self, given: StrategyInput) -> None:
        self._given = given
        self._reads: dict[tuple[str, str], Read] = {}
        self._repeatable = True
        self.given = replace(
            given, tables=_Tables(given.tables, self._note), beside=self._beside, past=self._past
        )

    @property
    def reads(self) -> tuple[Read, ...] | None:
        """Return what was read; None where that cannot be looked at again, so that nothing may be kept."""
        return tuple(self._reads.values()) if self._repeatable else None

    def _note(self, kind: Literal["tables", "table", "beside", "past"], name: str, state: bytes) -> None:
        known = self._reads.setdefault((kind, name), Read(kind, name, state))
        self._repeatable &= known.state == state  # else it changed while it was read

    def _beside(self, name: str) -> bytes:
        try:
            content = self._given.beside(name)
        except NotThereError as problem:
            self._note("beside", name, _digest(_reason(problem)))
            raise
        self._note("beside", name, _digest(content))
        return content

    def _past(self, revision: str) -> StrategyInput:
        try:
            then = self._given.past(revision)
        except NotThereError:
            self._repeatable = False  # a clone may have the revision, or all of it, the next time
            raise
        past = self._given.past
        if isinstance(past, Past):
            self._note("past", revision, _past_state(past, revision))
        else:
            self._repeatable = False
        return then


class _Tables(Mapping[str, Callable[[], bytes]]):
    """The tables beside a strategy, with a note of whatever is asked of them."""

    def __init__(
        self,
        tables: Mapping[str, Callable[[], bytes]],
        note: Callable[[Literal["tables", "table"], str, bytes], None],
    ) -> None:
        self._tables = tables
        self._note = note
        self._noted = False

    def _note_names(self) -> None:
        if not self._noted:  # they do not change any more once somebody has asked for them
            self._note("tables", "", _names(self._tables))
            self._noted = True

    def __getitem__(self, name: str) -> Callable[[], bytes]:
        self._note_names()
        read = self._tables[name]
        return lambda: self._read(name, read)

    def __iter__(self) -> Iterator[str]:
        self._note_names()
        return iter(self._tables)

    def __len__(self) -> int:
        self._note_names()
        return len(self._tables)

    def _read(self, name: str, read: Callable[[], bytes]) -> bytes:
        try:
            content = read()
        except OSError as problem:
            self._note("table", name, _digest(_reason(problem)))
            raise
        self._note("table", name, _digest(content))
        return content


def is_same(given: StrategyInput, reads: tuple[Read, ...]) -> bool:
    """Return whether everything that was read on demand would be read as it was then."""
    return all(_state(given, one) == one.state for one in reads)


def _state(given: StrategyInput, one: Read) -> bytes:
    try:
        if one.kind == "tables":
            return _names(given.tables)
        if one.kind == "table":
            return _digest(given.tables[one.name]())
        if one.kind == "beside":
            return _digest(given.beside(one.name))
        return _past_state(given.past, one.name) if isinstance(given.past, Past) else b""
    except (NotThereError, OSError) as problem:
        return b"" if one.kind == "past" else _digest(_reason(problem))
    except KeyError:  # such a table is there no longer
        return b""


def _names(tables: Mapping[str, Callable[[], bytes]]) -> bytes:
    return _digest("\0".join(sorted(tables)).encode("utf-8", "surrogateescape"))


def _reason(problem: NotThereError | OSError) -> bytes:
    """Return what a failure is told as, which no content of a file begins with."""
    told = (problem.reason, problem.params) if isinstance(problem, NotThereError) else (problem.strerror,)
    return b"\0failed\0" + repr(told).encode("utf-8", "backslashreplace")


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=16).digest()


_COMMITS: dict[tuple[str, str], str] = {}
"""Root of a repository and name of a revision to its commit, which git is asked for once a run."""


def forget_commits() -> None:
    """Ask git again what names of revisions stand for: time has passed."""
    _COMMITS.clear()


def _past_state(past: Past, revision: str) -> bytes:
    """Return the digest of the commit and of all else that decides which of its files are the strategy's.

    Raises `NotThereError` where there is no such commit.
    """
    from ecsc.workspace.git import commit_of, repository_around

    key = repository_around(past.folder), revision
    if key not in _COMMITS:
        _COMMITS[key] = commit_of(past.folder, revision)
    settings = past.reach.settings
    # Paths from the settings' own folder: a pipeline has the repository in another place every time.
    here = os.path.relpath(os.path.realpath(past.folder), settings.folder) if settings.folder else ""
    policies = [os.path.relpath(path, settings.folder) for path in settings.policies]
    facts = (_COMMITS[key], past.shown, past.only, here, settings.exclude, policies)
    return _digest(repr(facts).encode("utf-8", "backslashreplace"))
