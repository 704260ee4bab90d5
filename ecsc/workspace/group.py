"""Scanned folders become strategies: files are read, and each goes to the nearest folder with a header."""

# ruff: noqa: PTH118, PTH119, PTH123
# pathlib costs a tenth of a clean run's start, so paths are text here.
from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeAlias

from ecsc.pipeline import StrategyInput
from ecsc.workspace.beside import Past, file_beside
from ecsc.workspace.chosen import with_choices
from ecsc.workspace.header import has_header, has_mark
from ecsc.workspace.names import is_inside
from ecsc.workspace.scan import Entry, Folder, Problem, unreadable
from ecsc.workspace.tables import reader

SourceFile: TypeAlias = tuple[str, bytes]
Member: TypeAlias = tuple[Folder, dict[Entry, bytes]]
"""A folder of a strategy and the contents of its YAML files."""


HEADER_FILES = ("strategy.yaml", "strategy.yml")
"""The names, in small letters, of a file that can hardly be anything but the one with the header."""


def group(folders: list[Folder]) -> tuple[list[StrategyInput], list[Problem], list[Folder]]:
    """Return the strategies among `folders`, in order, the problems inside them, and the folders that lost theirs.

    `folders` come parents first. Problems outside every strategy are left out, unless there is none, or the file that
    should have the header is what cannot be read.
    """
    contents = [_read(folder) for folder in folders]
    owners = _owners(folders, contents)
    everything = [problem for folder in folders for problem in folder.problems]
    members: dict[int, list[int]] = {}
    for index, owner in enumerate(owners):
        if owner is not None:
            members.setdefault(owner, []).append(index)
    problems: list[Problem] = []
    strategies = [
        _strategy(folders[owner], [(folders[i], contents[i]) for i in indexes], problems)
        for owner, indexes in members.items()
    ]
    lost = _lost(folders, contents, owners)
    unread = [
        one for index, folder in enumerate(folders) if owners[index] is None for one in _headless(folder)
    ]
    return strategies, [*problems, *unread] if strategies else everything, lost


def _lost(
    folders: list[Folder], contents: list[dict[Entry, bytes]], owners: list[int | None]
) -> list[Folder]:
    """Return the folders of no strategy with a file that is plainly meant for ecsc, or should have the header.

    Files with that mark below a folder that is told are most likely parts of its strategy.
    """
    policies = {path for folder in folders for path in folder.reach.settings.policies}
    lost: list[Folder] = []
    below: set[int] = set()
    results: set[int] = set()
    for folder, files, owner in zip(folders, contents, owners, strict=True):
        above = id(folder.parent)
        if owner is not None:
            continue
        if folder.published or above in results:
            results.add(id(folder))
            continue
        ours = {one: text for one, text in files.items() if os.path.realpath(one.path) not in policies}
        named = any(os.path.basename(one.name).lower() in HEADER_FILES for one in ours)
        if named or (above not in below and any(map(has_mark, ours.values()))):
            lost.append(folder)
            below.add(id(folder))
        elif above in below:
            below.add(id(folder))
    return lost


def _headless(folder: Folder) -> list[Problem]:
    """Return the problems of a folder with the file that should have its header."""
    if folder.published:
        return []
    return [one for one in folder.problems if os.path.basename(one.name).lower() in HEADER_FILES]


def _read(folder: Folder) -> dict[Entry, bytes]:
    contents: dict[Entry, bytes] = {}
    for entry in folder.files:
        try:
            with open(entry.path, "rb") as file:
                contents[entry] = file.read()
        except OSError as problem:
            folder.problems.append(unreadable(entry.name, problem))
    return contents


def _owners(folders: list[Folder], contents: list[dict[Entry, bytes]]) -> list[int | None]:
    """Return for each folder the index of the one whose strategy it belongs to."""
    owner_of: dict[int, int | None] = {}
    owners: list[int | None] = []
    for index, (folder, files) in enumerate(zip(folders, contents, strict=True)):
        if any(has_header(content) for content in files.values()):
            owner: int | None = index
        elif folder.published or folder.parent is None:
            owner = None
        else:
            owner = owner_of[id(folder.parent)]
        owner_of[id(folder)] = owner
        owners.append(owner)
    return owners


def _strategy(root: Folder, members: Sequence[Member], problems: list[Problem]) -> StrategyInput:
    """Return the strategy of `root`, and add the problems of its folders to `problems`.

    A link is read when it leads to a file of this strategy that is not read under its own name (as in
    a mounted configuration, whose files link into a hidden folder); one that leads out is a problem.
    """
    boundary, plain = _reach(root, members)
    taken: list[SourceFile] = []
    tables: dict[str, Entry] = {}
    prefix = len(os.path.join(root.path, ""))
    for folder, files in members:
        problems += folder.problems
        for entry in (*files, *folder.tables, *folder.linked):
            if entry.target and not is_inside(entry.target, boundary):
                problems.append(Problem("leaves", entry.name, entry.target))
            elif entry.target and (entry.target in plain or entry in folder.linked):
                continue  # read under its own name
            elif entry in files:
                taken.append((entry.name, files[entry]))
            else:
                tables[entry.path[prefix:].replace(os.sep, "/")] = entry
    found = {name: reader(entry.path) for name, entry in sorted(tables.items())}
    beside, past = file_beside(root.path), Past(root.path, root.name, reach=root.reach)
    organisation = root.reach.organisation
    given = StrategyInput(root.name, tuple(sorted(taken)), found, beside, past, organisation)
    return with_choices(given, root.reach)


def _reach(root: Folder, members: Sequence[Member]) -> tuple[str, frozenset[str]]:
    """Return the real path of `root` and of its plain files; both empty when there is no link to judge."""
    entries = [entry for folder, files in members for entry in (*files, *folder.tables, *folder.linked)]
    if not any(entry.target for entry in entries):
        return "", frozenset()
    real = frozenset(os.path.realpath(entry.path) for entry in entries if not entry.target)
    return os.path.realpath(root.path), real
