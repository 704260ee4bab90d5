"""The folders under a path and what lies in them, without reading any file."""

# ruff: noqa: PTH118, PTH122
# pathlib costs a tenth of a clean run's start, so paths are text here.
from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from typing import Literal, TypeAlias

from msgspec import Struct

from ecsc.source.file_names import TABLE_ENDINGS
from ecsc.workspace.names import YAML_ENDINGS, is_inside, joined, shown
from ecsc.workspace.settings import EVERYTHING, SETTINGS_FILES, Reach, reach_above, settings_in

MANIFEST = ".ecsc-manifest.json"
"""The list of what was published into a folder; a folder that has one holds no sources."""

FOREIGN = frozenset(("dist", "node_modules", "venv", "__pycache__", "site-packages"))
"""Folders of other programs and of results, in which nobody keeps a strategy."""

Trouble: TypeAlias = Literal["unreadable", "forbidden", "folder_as_file", "not_a_file", "loop", "leaves"]


class Problem(Struct, frozen=True):
    """A path that cannot be read as what it is named: `name` as shown, `reason` in the system's words."""

    trouble: Trouble
    name: str
    reason: str = ""


class Entry(Struct, frozen=True):
    """A file: as shown to people, and where it is. `target` is where a link leads, empty for a plain file."""

    name: str
    path: str
    target: str = ""


class Folder(Struct):
    """One folder: its files, problems and linked folders with YAML in them, and the folder it lies in.

    `published` tells that it has a manifest, so that its files are results, unless it is a strategy itself.
    `reach` are the settings in force in it and what they leave out, `real` its real path.
    """

    path: str
    name: str
    parent: Folder | None
    files: list[Entry]
    tables: list[Entry]
    problems: list[Problem]
    linked: list[Entry]
    published: bool = False
    reach: Reach = EVERYTHING
    real: str = ""


def scan(path: str) -> Iterator[Folder]:
    """Yield the folder `path` and those below it, each before the folders in it, all in order of name.

    Hidden folders and `FOREIGN` ones are left out, except `path` itself, which was named, and hidden files: they are
    settings of other programs, as `.pre-commit-config.yaml` is. Links to folders are not followed, so nothing is
    read twice and no loop is walked. What settings exclude is left out too. Raises `SettingsError`.
    """
    real = os.path.realpath(path)
    waiting = [Folder(path, shown(path), None, [], [], [], [], reach=reach_above(path), real=real)]
    while waiting:
        folder = waiting.pop()
        inner = _look_into(folder)
        yield folder
        waiting.extend(reversed(inner))


def _look_into(folder: Folder) -> list[Folder]:
    """Fill `folder` and return the folders in it."""
    inner: list[Folder] = []
    try:
        with os.scandir(folder.path) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as problem:
        folder.problems.append(unreadable(folder.name, problem))
        return inner
    folder.published = folder.parent is not None and any(entry.name == MANIFEST for entry in entries)
    if folder.parent is not None:
        folder.reach = _reach_in(folder, {entry.name for entry in entries}, folder.parent.reach)
    if not folder.reach.is_whole:
        entries = [
            entry
            for entry in entries
            if not folder.reach.leaves_out(
                os.path.join(folder.real, entry.name), folder=entry.is_dir(follow_symlinks=False)
            )
        ]
    for entry in entries:
        ending = os.path.splitext(entry.name)[1].lower()
        name = joined(folder.name, entry.name)
        if entry.is_symlink():
            if not entry.name.startswith("."):
                _follow(folder, entry, name, ending)
        elif entry.is_dir(follow_symlinks=False):
            if ending in YAML_ENDINGS:
                folder.problems.append(Problem("folder_as_file", name))
            if not entry.name.startswith(".") and entry.name not in FOREIGN:
                real = os.path.join(folder.real, entry.name)  # no link is followed
                inner.append(Folder(entry.path, name, folder, [], [], [], [], real=real))
        elif not entry.name.startswith("."):
            _add(folder, Entry(name, entry.path), ending, regular=entry.is_file(follow_symlinks=False))
    return inner


def _reach_in(folder: Folder, names: set[str], above: Reach) -> Reach:
    """Return the settings in force in a folder: its own, else those above."""
    if names.isdisjoint(SETTINGS_FILES):
        return above
    own = settings_in(folder.real)
    return above if own is None else Reach(own)


def _add(folder: Folder, entry: Entry, ending: str, *, regular: bool) -> None:
    if ending in YAML_ENDINGS:
        if regular:
            folder.files.append(entry)
        else:  # a pipe or a device: reading it could wait for ever
            folder.problems.append(Problem("not_a_file", entry.name))
    elif ending in TABLE_ENDINGS and regular:
        folder.tables.append(entry)


def _follow(folder: Folder, entry: os.DirEntry[str], name: str, ending: str) -> None:
    try:
        mode = entry.stat().st_mode
        target = os.path.realpath(entry.path)
    except OSError as problem:
        if ending in YAML_ENDINGS or ending in TABLE_ENDINGS:
            folder.problems.append(unreadable(name, problem))
        return
    if not stat.S_ISDIR(mode):
        _add(folder, Entry(name, entry.path, target), ending, regular=stat.S_ISREG(mode))
    elif is_inside(folder.real, target):
        folder.problems.append(Problem("loop", name))
    elif _has_yaml(target):
        folder.linked.append(Entry(name, entry.path, target))


def _has_yaml(path: str) -> bool:
    try:
        with os.scandir(path) as found:
            return any(entry.name.lower().endswith(YAML_ENDINGS) for entry in found)
    except OSError:
        return False


def unreadable(name: str, problem: OSError) -> Problem:
    """Return the problem that the system had with the path shown as `name`."""
    if problem.errno == errno.ELOOP:
        return Problem("loop", name)
    if problem.errno in (errno.EACCES, errno.EPERM):
        return Problem("forbidden", name)
    return Problem("unreadable", name, problem.strerror or type(problem).__name__)
