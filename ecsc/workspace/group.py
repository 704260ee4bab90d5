"""Scanned folders become strategies: files are read, and each goes to the nearest folder with a header."""

# ruff: noqa: PTH118, PTH123
# pathlib costs a tenth of a clean run's start, so paths are text here.
from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeAlias

from ecsc.pipeline import StrategyInput
from ecsc.workspace.beside import Past, file_beside
from ecsc.workspace.chosen import with_choices
from ecsc.workspace.header import has_header
from ecsc.workspace.names import is_inside
from ecsc.workspace.scan import Entry, Folder, Problem, unreadable
from ecsc.workspace.tables import reader

SourceFile: TypeAlias = tuple[str, bytes]
Member: TypeAlias = tuple[Folder, dict[Entry, bytes]]
"""A folder of a strategy and the contents of its YAML files."""


def group(folders: list[Folder]) -> tuple[list[StrategyInput], list[Problem]]:
    """Return the strategies among `folders`, in order, and the problems inside them.

    `folders` come parents first. Problems outside every strategy are left out, unless there is none.
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
    return strategies, problems if strategies else everything


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
