"""Results of the last runs, so that what is unchanged is not checked again; whatever fails here is only a miss."""

# ruff: noqa: PTH100, PTH103, PTH108, PTH109, PTH113, PTH116, PTH118, PTH119, PTH120, PTH123, PTH208
# paths are text here, as in the workspace
from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from zlib import crc32

from ecsc.pipeline import StrategyInput
from ecsc.report import Checked
from ecsc.runs.asked import Asked
from ecsc.runs.kept import kept, restored
from ecsc.runs.keys import Keys
from ecsc.runs.observed import Read, is_same
from ecsc.runs.shelf import HALF, Result, Shelf
from ecsc.runs.stamp import program_stamp
from ecsc.workspace.settings import SETTINGS_FILES

FOLDER = ".ecsc_cache"
"""Hidden, so that no strategy is ever looked for in it."""

VARIABLE = "ECSC_CACHE_DIR"
"""The variable of the environment that names another folder."""

SHELVES = 16
"""Files that results are spread over: one strategy needs only one of them read."""

_TAG = b"""Signature: 8a477f597d28d172789f06886806bc55
# This folder is a cache of ecsc, which can be deleted at any time.
# What the tag is for: https://bford.info/cachedir/
"""


_ABANDONED = 3600
"""Seconds by which a half written file is older than a whole one when nobody writes it any more."""


class Cache:
    """The results that are kept for one run, which asks the same of all its strategies."""

    def __init__(self, asked: Asked, paths: Sequence[str]) -> None:
        self._root = root_of(paths)
        named = os.environ.get(VARIABLE, "")
        self._folder = os.path.abspath(named) if named else os.path.join(self._root, FOLDER)
        self._here = os.getcwd()
        # Repositories that share a folder are told apart by their names, for a pipeline moves them about.
        self._prefix = f"{os.path.basename(self._root)}:" if named else ""
        self._stamp = program_stamp()
        self._keys = Keys(asked)
        self._shelves: dict[int, Shelf] = {}

    def get(self, given: StrategyInput) -> Checked | None:
        """Return what is known of a strategy, None where it must be checked."""
        if given.organisation.plugins:
            return None
        slot = self._slot(given)
        results = self._shelf(slot).results(slot)
        key = self._key(given) if results else None
        for one in results:
            if one.key == key and is_same(given, one.reads):
                return restored(one.kept, given)
        return None

    def put(self, given: StrategyInput, one: Checked, reads: tuple[Read, ...] | None) -> None:
        """Keep what was found in a strategy, `reads` being what it read on demand; None keeps nothing.

        Nor is anything kept that plug-ins have looked at: nobody knows what else they read, or when they change.
        """
        if given.organisation.plugins:
            return
        slot = self._slot(given)
        if reads is None or (content := kept(one, slot, reads)) is None:
            return
        if (key := self._key(given)) is not None:
            self._shelf(slot).put(slot, Result(key, reads, content))

    def save(self) -> None:
        """Write what is new. A folder that cannot be written has no cache, and nobody needs to hear of it."""
        with suppress(OSError):
            self._save()

    def _save(self) -> None:
        changed = [shelf for shelf in self._shelves.values() if shelf.changed]
        if not changed:
            return
        os.makedirs(self._folder, exist_ok=True)
        for name, content in ((".gitignore", b"*\n"), ("CACHEDIR.TAG", _TAG)):
            with suppress(FileExistsError), open(os.path.join(self._folder, name), "xb") as file:
                file.write(content)
        for shelf in changed:
            shelf.save(self._is_there)
        self._sweep(os.stat(changed[-1].path).st_mtime)

    def _sweep(self, now: float) -> None:
        """Delete what runs that were killed have left half written."""
        for name in os.listdir(self._folder):
            path = os.path.join(self._folder, name)
            if name.endswith(HALF) and os.stat(path).st_mtime < now - _ABANDONED:
                os.unlink(path)

    def _key(self, given: StrategyInput) -> bytes | None:
        """Return what a strategy is known by; None where anything in it is no text (a file name need not be)."""
        try:
            return self._keys.key(given)
        except UnicodeEncodeError:
            return None

    def _slot(self, given: StrategyInput) -> str:
        """Return the path of a strategy, from the root where the cache is its own; of a single file the file's."""
        name = given.files[0][0] if len(given.files) == 1 else given.folder
        path = os.path.normpath(os.path.join(self._here, name))
        return self._prefix + path.removeprefix(os.path.join(self._root, ""))

    def _is_there(self, slot: str) -> bool:
        """Return whether a strategy still exists, as far as it is known here."""
        path = os.path.join(self._root, slot.removeprefix(self._prefix))
        return not slot.startswith(self._prefix) or os.path.lexists(path)

    def _shelf(self, slot: str) -> Shelf:
        number = crc32(slot.encode("utf-8", "surrogateescape")) % SHELVES
        if number not in self._shelves:
            self._shelves[number] = Shelf(os.path.join(self._folder, f"{number:02}.results"), self._stamp)
        return self._shelves[number]


def root_of(paths: Sequence[str]) -> str:
    """Return the folder that a cache lies in for these paths.

    That is the root of the git repository around the first of them, else the nearest folder from there upwards
    with settings, else the working directory.
    """
    here = os.path.realpath(paths[0] if paths else ".")
    settings = ""
    while True:
        if os.path.lexists(os.path.join(here, ".git")):
            return here
        if not settings and any(os.path.isfile(os.path.join(here, name)) for name in SETTINGS_FILES):
            settings = here
        above = os.path.dirname(here)
        if above == here:
            return settings or os.getcwd()
        here = above
