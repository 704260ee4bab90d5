"""Which strategies a change touches: those of which a file, or what they are held to, is not as it was."""

# ruff: noqa: PTH100, PTH118, PTH119, PTH120, PTH123
# paths are text here, as in the workspace
from __future__ import annotations

import os
import posixpath
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from ecsc.pipeline import NotThereError, StrategyInput
from ecsc.source.file_names import SOURCE_ENDINGS, TABLE_ENDINGS
from ecsc.workspace.beside import Past, path_beside, shared_by
from ecsc.workspace.changes import Before, before
from ecsc.workspace.git import repository_around
from ecsc.workspace.revision import is_ours
from ecsc.workspace.scan import MANIFEST
from ecsc.workspace.settings import PROJECT_FILE, settings_places


def touched(
    strategies: Sequence[StrategyInput], revision: str, extra: Sequence[str] = ()
) -> tuple[StrategyInput, ...]:
    """Return the strategies that differ from the commit at which this line of work parted from `revision`.

    A strategy is touched when one of its YAML files, tables, policy files, settings or baseline files is new,
    changed or gone, or one of the `extra` files that the command names. Raises `NotThereError`.
    """
    changes = _Changes(strategies, revision, extra)
    return tuple(one for one in strategies if changes.touch(one))


class _Changes:
    """What is known of the changes of one run; each repository and each shared file is looked at once."""

    def __init__(self, strategies: Sequence[StrategyInput], revision: str, extra: Sequence[str]) -> None:
        self._revision = revision
        self._extra = extra
        self._homes = frozenset(os.path.realpath(one.folder) for one in strategies)
        self._before: dict[str, Before] = {}
        self._gone: dict[str, Mapping[str, Sequence[str]]] = {}
        self._same: dict[str, bool] = {}

    def touch(self, given: StrategyInput) -> bool:
        """Return whether the changes touch a strategy."""
        root = repository_around(given.folder)
        if root not in self._before:
            then = self._before[root] = before(given.folder, self._revision)
            self._gone[root] = _gone(then, self._homes)
        then = self._before[root]
        shared = (*settings_places(given.folder), *shared_by(given), *self._extra)
        return not (
            all(then.is_same(name, content) for name, content in given.files)
            and all(self._says_the_same(then, path) for path in shared)
            and all(then.is_same(os.path.join(given.folder, *name.split("/"))) for name in given.tables)
            and all(then.is_same(path) for path in baselines_of(given))
            and not any(
                _was_of(given, path) for path in self._gone[root].get(os.path.realpath(given.folder), ())
            )
        )

    def _says_the_same(self, then: Before, path: str) -> bool:
        """Return whether a file that strategies share says the same as before, to them."""
        path = os.path.abspath(path)
        if path not in self._same:
            others = os.path.basename(path) == PROJECT_FILE and not _speaks_to_us(then, path)
            self._same[path] = others or then.is_same(path)
        return self._same[path]


def _speaks_to_us(then: Before, path: str) -> bool:
    """Return whether a project file, as it is or as it was, may have settings of ours, as most have not."""
    try:
        with open(path, "rb") as file:
            now = file.read()
    except OSError:
        now = b""
    return b"ecsc" in now or b"ecsc" in then.content(path)


def _gone(then: Before, homes: Collection[str]) -> dict[str, list[str]]:
    """Return the sources that are there no longer, as real paths, by the nearest folder of a strategy."""
    published = {posixpath.dirname(name) for name in then.blobs if posixpath.basename(name) == MANIFEST}
    gone: dict[str, list[str]] = {}
    for name in then.blobs:
        path = os.path.join(then.top, *name.split("/"))
        if not name.lower().endswith(SOURCE_ENDINGS) or os.path.lexists(path):
            continue
        home = os.path.dirname(path)
        while home not in homes and home != then.top:
            home = os.path.dirname(home)
        start = "" if home == then.top else os.path.relpath(home, then.top).replace(os.sep, "/") + "/"
        if home in homes and is_ours(name[len(start) :], published, start):
            gone.setdefault(home, []).append(path)
    return gone


def _was_of(given: StrategyInput, path: str) -> bool:
    """Return whether a file that is gone belonged to a strategy, as far as its name and today's settings tell."""
    if not isinstance(given.past, Past):
        return True
    alone = given.past.only is not None and not path.lower().endswith(TABLE_ENDINGS)
    return not alone and not given.past.reach.leaves_out(path)


def baselines_of(given: StrategyInput) -> Iterator[str]:
    """Yield where the file lies that a strategy names as its baseline, if it does."""
    for name, content in given.files:
        if b"baseline" not in content:
            continue
        from ecsc.source import read_document

        header: Any = read_document(name, content)[0].data.get("strategy")
        named: Any = header.get("baseline") if isinstance(header, dict) else None
        file = named.get("file") if isinstance(named, dict) else None
        if isinstance(file, str):
            with suppress(NotThereError):  # where no baseline can lie, none has changed
                yield path_beside(given.folder, file)
