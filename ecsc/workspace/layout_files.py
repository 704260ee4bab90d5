"""The YAML files whose layout somebody wants in order, and how one is written anew."""

# ruff: noqa: PTH116, PTH120, PTH123
# pathlib costs a tenth of a clean run's start, so paths are text here.
from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct, structs

from ecsc.diagnostics import Finding
from ecsc.workspace.find import PathError, find_strategies
from ecsc.workspace.manifest import PublishError
from ecsc.workspace.names import YAML_ENDINGS, is_inside, shown
from ecsc.workspace.problems import finding_of
from ecsc.workspace.scan import Problem, unreadable
from ecsc.workspace.settings import Reach, reach_above
from ecsc.workspace.whole import write_whole


class SourceFile(Struct, frozen=True):
    """A YAML file: its name as shown to people, its real path, and its bytes."""

    name: str
    path: str
    content: bytes


class SourceFiles(Struct):
    """Files in the order they were found, what is wrong with the paths, and names that settings exclude."""

    files: list[SourceFile]
    findings: list[Finding]
    excluded: list[str]


def yaml_files(paths: Sequence[str]) -> SourceFiles:
    """Return the YAML files in `paths`: files as they are named, and those of all strategies in folders.

    Policy files that strategies share count too where they lie in such a folder. What settings exclude stays
    out, also when it is named. What is named twice is found once. Raises `PathError` and `SettingsError`.
    """
    found = SourceFiles([], [], [])
    taken: set[str] = set()
    for path in paths:
        try:
            mode = os.stat(path).st_mode
        except (FileNotFoundError, NotADirectoryError, ValueError):
            raise PathError(path) from None
        except OSError as problem:
            found.findings.append(finding_of(unreadable(shown(path), problem)))
            continue
        new = _in_folder(path, found) if stat.S_ISDIR(mode) else _named(path, found, mode)
        found.files += [one for one in new if one.path not in taken]
        taken |= {one.path for one in new}
    return found


def is_excluded(path: str) -> bool:
    """Return whether the settings above a file exclude it. Raises `SettingsError`."""
    folder = os.path.realpath(os.path.dirname(path) or ".")
    settings = structs.replace(reach_above(folder).settings, policies=())
    return Reach(settings).leaves_out(os.path.join(folder, os.path.basename(path)))  # noqa: PTH118, PTH119


def _in_folder(path: str, found: SourceFiles) -> list[SourceFile]:
    strategies, findings = find_strategies((path,))
    found.findings += findings
    top = os.path.realpath(path)
    files = [each for one in strategies for each in (*one.files, *one.organisation.files)]
    new = [SourceFile(name, os.path.realpath(name), content) for name, content in files]
    return list({one.path: one for one in new if is_inside(one.path, top)}.values())


def _named(path: str, found: SourceFiles, mode: int) -> list[SourceFile]:
    name = shown(path)
    if is_excluded(path):
        found.excluded.append(name)
        return []
    if not stat.S_ISREG(mode):
        found.findings.append(finding_of(Problem("not_a_file", name)))
        return []
    try:
        with open(path, "rb") as file:
            return [SourceFile(name, os.path.realpath(path), file.read())]
    except OSError as problem:
        found.findings.append(finding_of(unreadable(name, problem)))
        return []


def is_yaml(name: str) -> bool:
    """Return whether a file is called as YAML files are."""
    return name.lower().endswith(YAML_ENDINGS)


def rewrite(file: SourceFile, content: bytes) -> None:
    """Replace a file whole by `content`, keeping its permissions; a link stays one. Raises `PublishError`."""
    path = Path(file.path)
    try:
        if path.read_bytes() != file.content:
            raise PublishError("{path} was changed meanwhile", path=file.name)
        if not os.access(path, os.W_OK):
            raise PublishError("{path} may not be written", path=file.name)
        write_whole(path, content, mode_of=path)
    except OSError as problem:
        said = problem.strerror or str(problem)
        raise PublishError("{path} cannot be written: {problem}", path=file.name, problem=said) from problem
