"""From paths on the command line to strategies: which files belong together, and what could not be read."""

# ruff: noqa: PTH100, PTH109, PTH113, PTH116, PTH118, PTH119, PTH120, PTH123
# pathlib costs a tenth of a clean run's start, so paths are text here.
from __future__ import annotations

import os
import stat
from collections.abc import Sequence

from msgspec import structs

from ecsc.diagnostics import Finding
from ecsc.pipeline import StrategyInput
from ecsc.workspace.beside import Past, file_beside
from ecsc.workspace.chosen import with_choices
from ecsc.workspace.git import repository_around
from ecsc.workspace.group import group
from ecsc.workspace.header import has_header, is_blank
from ecsc.workspace.names import UNSAVED, YAML_ENDINGS, is_inside, shown
from ecsc.workspace.problems import empty_text, finding_of, no_strategy, why_no_strategy
from ecsc.workspace.scan import scan, unreadable
from ecsc.workspace.settings import reach_above
from ecsc.workspace.tables import tables_beside


class PathError(Exception):
    """A path on the command line that does not exist: the command is wrong, not the strategy."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def find_strategies(paths: Sequence[str]) -> tuple[tuple[StrategyInput, ...], tuple[Finding, ...]]:
    """Return the strategies in `paths` (folders or single files) and what was wrong with the paths.

    In a folder all YAML files are one strategy when one of them has the `strategy:` header; a header
    further down starts a strategy of its own, and a folder without one gives all those below it, or else the
    strategy above that its files belong to. A single
    file with a header is a strategy of one file, whatever lies beside it; a file without one belongs to
    the strategy around it, and a policy file to all that share it. What is named twice is found once. What
    `ecsc.toml` says, nearest first, holds for what lies below it. Raises `PathError` and `SettingsError`.
    """
    strategies: dict[tuple[str, ...], StrategyInput] = {}
    findings: list[Finding] = []
    for path in paths:
        try:
            mode = os.stat(path).st_mode
        except (FileNotFoundError, NotADirectoryError, ValueError):
            raise PathError(path) from None
        except OSError as problem:
            findings.append(finding_of(unreadable(shown(path), problem)))
            continue
        found, problems = _in_folder(path) if stat.S_ISDIR(mode) else _single(path)
        for one in found:
            strategies.setdefault(tuple(name for name, _ in one.files), one)
        findings += problems
    once = {(finding.rule.code, str(finding.at)): finding for finding in findings}
    return tuple(strategies.values()), tuple(once.values())


def find_strategy_of_text(
    content: bytes, filename: str | None = None
) -> tuple[tuple[StrategyInput, ...], tuple[Finding, ...]]:
    """Return the strategy of a text that is not saved: alone, or in place of the file `filename`.

    With a name the rest of the strategy around that file is taken from disk, as an editor needs it. An
    empty text that stands alone is no strategy, as a folder of empty files is none.
    """
    if filename is None:
        return _alone(".", UNSAVED, content)
    return (_in_place_of(filename, content),), ()


def _in_place_of(filename: str, content: bytes) -> StrategyInput:
    name = shown(filename)
    folder = _sharing(filename) or _folder_around(filename)
    if folder is not None:
        for one in _in_folder(folder)[0]:
            shared = dict(one.organisation.files)
            if name in shared:
                files = tuple({**shared, name: content}.items())
                return structs.replace(one, organisation=structs.replace(one.organisation, files=files))
            # Of a strategy above the working directory, the same file is shown by another way.
            rest = [(other, text) for other, text in one.files if name != other and shown(other) != name]
            if len(rest) < len(one.files) or not has_header(content):
                there = structs.replace(one, files=tuple(sorted([*rest, (name, content)])))
                return with_choices(there, reach_above(folder))
    return _of_one_file(os.path.dirname(filename) or ".", name, content)


def _in_folder(path: str) -> tuple[list[StrategyInput], list[Finding]]:
    folders = list(scan(path))
    strategies, problems, lost = group(folders)
    findings = [finding_of(problem) for problem in problems]
    if not strategies and (folder := _sharing(path)) is not None:
        return _in_folder(folder)
    if not strategies and any(folder.files for folder in folders) and (above := _above(path)) is not None:
        return above
    if lost and not _is_below_strategy(path):
        for one in lost:
            findings += why_no_strategy(one.path) or [no_strategy(one.name)]
    if not strategies and not findings:
        findings += why_no_strategy(path) or [no_strategy(shown(path))]
    return strategies, findings


def _above(path: str) -> tuple[list[StrategyInput], list[Finding]] | None:
    """Return the strategy above a folder and what was wrong with it, None where no file of the folder is of it."""
    real = os.path.realpath(path)
    around = _folder_around(os.path.join(path, ""))
    if around is None or os.path.realpath(around) == real:
        return None
    strategies, findings = _in_folder(around)
    owning = [one for one in strategies if _holds(one, real)]
    return (owning, findings) if owning else None


def _single(path: str) -> tuple[list[StrategyInput], list[Finding]]:
    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError as problem:
        return [], [finding_of(unreadable(shown(path), problem))]
    if (folder := _sharing(path)) is not None:
        return _in_folder(folder)
    if not has_header(content) and (folder := _folder_around(path)) is not None:
        return _in_folder(folder)
    strategies, findings = _alone(os.path.dirname(path) or ".", shown(path), content)
    return list(strategies), list(findings)


def _sharing(path: str) -> str | None:
    """Return the folder of all strategies that share the policy file at `path`, or those in the folder `path`."""
    real = os.path.realpath(path)
    settings = reach_above(os.path.dirname(real) if os.path.isfile(real) else real).settings
    holds = real != settings.folder and any(is_inside(one, real) for one in settings.policies)
    return settings.folder if holds else None


def _alone(folder: str, name: str, content: bytes) -> tuple[tuple[StrategyInput, ...], tuple[Finding, ...]]:
    """Return the strategy of one file in `folder`; the finding that there is none where it holds nothing."""
    if is_blank(content):
        return (), (empty_text(name),)
    return (_of_one_file(folder, name, content),), ()


def _of_one_file(folder: str, name: str, content: bytes) -> StrategyInput:
    reach = reach_above(folder)
    past = Past(folder, shown(folder), os.path.basename(name), reach)
    given = StrategyInput(
        shown(folder),
        ((name, content),),
        tables_beside(folder),
        file_beside(folder),
        past,
        reach.organisation,
    )
    return with_choices(given, reach)


def _folder_around(path: str) -> str | None:
    """Return the folder of the strategy that the file `path` belongs to, if that is beyond doubt.

    That is the nearest folder, up to the working directory or the root of its repository, whichever is higher, in
    which exactly one file has a header.
    """
    here = os.path.abspath(os.path.dirname(path))
    tops = _tops(here)
    while True:
        headers = _headers_in(here)
        if headers:
            return here if headers == 1 else None
        below, here = here, os.path.dirname(here)
        if here == below or not any(is_inside(here, top) for top in tops):
            return None


def _tops(here: str) -> tuple[str, ...]:
    """Return how far up from a folder its strategy is looked for: where we are, and the root of its repository."""
    root = repository_around(here)
    return (os.getcwd(), root) if os.path.lexists(os.path.join(root, ".git")) else (os.getcwd(),)


def _holds(one: StrategyInput, folder: str) -> bool:
    """Return whether a file of a strategy lies in the real `folder`; what is hidden or excluded is of none."""
    return any(is_inside(os.path.realpath(name), folder) for name, _ in one.files)


def _is_below_strategy(path: str) -> bool:
    """Return whether a folder above `path` has a header: up to the root of its repository, or where we are."""
    here = os.path.realpath(path)
    top = repository_around(here)
    if not os.path.lexists(os.path.join(top, ".git")):
        top = os.getcwd()
    while here != top and is_inside(here, top):
        here = os.path.dirname(here)
        if _headers_in(here):
            return True
    return False


def _headers_in(folder: str) -> int:
    count = 0
    try:
        with os.scandir(folder) as found:
            for entry in found:
                ours = entry.name.lower().endswith(YAML_ENDINGS) and not entry.name.startswith(".")
                if ours and entry.is_file():
                    with open(entry.path, "rb") as file:
                        count += has_header(file.read())
    except OSError:
        pass  # what cannot be read here is no strategy; the file that was named says so itself
    return count
