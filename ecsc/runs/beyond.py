"""Which findings outside strategies a change concerns: those about files and folders that are not as they were."""

# ruff: noqa: PTH100, PTH112, PTH114, PTH118, PTH119, PTH120
# paths are text here, as in the workspace
from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from ecsc.diagnostics import Finding, Span
from ecsc.pipeline import StrategyInput
from ecsc.source.file_names import SOURCE_ENDINGS
from ecsc.source.rules import FOLDER_WITHOUT_STRATEGY
from ecsc.workspace.changes import Before, before
from ecsc.workspace.git import repository_around
from ecsc.workspace.names import is_inside
from ecsc.workspace.settings import settings_places


def concerned(
    findings: Sequence[Finding],
    strategies: Sequence[StrategyInput],
    touched: Sequence[StrategyInput],
    revision: str,
) -> tuple[Finding, ...]:
    """Return the findings about paths that a change since `revision` concerns.

    A path inside one of the `strategies` is told with it, when that is `touched`. Any other, or one of a strategy that
    is not, is told when it is new or changed, when something below it is or is gone, or when the settings are others.
    Raises `NotThereError`.
    """
    homes = {os.path.realpath(one.folder) for one in strategies}
    told = {os.path.realpath(one.folder) for one in touched}
    known: dict[str, Before] = {}
    found: list[Finding] = []
    for finding in findings:
        if not isinstance(finding.at, Span):
            found.append(finding)
            continue
        path = os.path.abspath(finding.at.file)
        if finding.rule is FOLDER_WITHOUT_STRATEGY and not os.path.isdir(path):
            path = os.path.dirname(path)  # a misspelt header is what is wrong with its folder
        if _home(path, homes) in told or _differs(_before(path, revision, known), path):
            found.append(finding)
    return tuple(found)


def _home(path: str, homes: set[str]) -> str | None:
    """Return the nearest folder of a strategy around a path."""
    real = os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))
    return max((home for home in homes if is_inside(real, home)), key=len, default=None)


def _before(path: str, revision: str, known: dict[str, Before]) -> Before:
    folder = path if os.path.isdir(path) else os.path.dirname(path)
    root = repository_around(folder)
    if root not in known:
        known[root] = before(folder, revision)
    return known[root]


def _differs(then: Before, path: str) -> bool:
    """Return whether a file, link or folder is not as it was, or the settings for it are not."""
    folder = path if os.path.isdir(path) else os.path.dirname(path)
    if not all(then.is_same(place) for place in settings_places(folder)):
        return True
    if os.path.isdir(path) and not os.path.islink(path):
        return _differs_below(then, os.path.realpath(path))
    return not then.is_same_entry(path)


def _differs_below(then: Before, folder: str) -> bool:
    """Return whether a source in a real folder, or below it, is new, changed or gone, or the folder itself is new."""
    start = "" if folder == then.top else f"{then.inside(folder) or ''}/"
    was = [name for name in then.blobs if name.startswith(start)]
    there = (os.path.join(then.top, *name.split("/")) for name in was if _is_source(name[len(start) :]))
    return not (
        was and all(map(then.is_same_entry, there)) and all(map(then.is_same_entry, _sources(folder)))
    )


def _sources(folder: str) -> Iterator[str]:
    """Yield the sources in a folder and below it, without those in hidden folders."""
    for here, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (os.path.join(here, name) for name in files if _is_source(name))


def _is_source(name: str) -> bool:
    hidden = any(part.startswith(".") for part in name.split("/"))
    return not hidden and name.lower().endswith(SOURCE_ENDINGS)
