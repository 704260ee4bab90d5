"""A strategy as it stood at a git revision: its files straight from the repository, nothing checked out."""

# ruff: noqa: PTH118, PTH122
# pathlib costs a tenth of a clean run's start, so paths are text here.
from __future__ import annotations

import os
import posixpath
from collections.abc import Callable

from msgspec import Struct

from ecsc.pipeline import NotThereError, StrategyInput
from ecsc.source.file_names import TABLE_ENDINGS
from ecsc.workspace.git import LACKING, ask, commit_of, contents
from ecsc.workspace.header import has_header
from ecsc.workspace.names import YAML_ENDINGS, joined
from ecsc.workspace.scan import FOREIGN, MANIFEST
from ecsc.workspace.settings import EVERYTHING, Reach

LARGEST = 200_000_000
"""Bytes of YAML that are read of one revision."""


class _Blob(Struct, frozen=True):
    """A file of a revision: its path below the strategy's folder, the hash of its content, its size."""

    path: str
    name: str
    size: int


def at_revision(
    folder: str, shown: str, revision: str, only: str | None = None, reach: Reach = EVERYTHING
) -> StrategyInput:
    """Return the strategy in `folder` as it stood at a revision. Raises `NotThereError`.

    `shown` is the folder as people are told it; `only` the name of the file that is the whole strategy. What the
    settings of today leave out, `reach` leaves out of the past too.
    """
    commit = commit_of(folder, revision)
    prefix = ask(folder, "rev-parse", "--show-prefix")
    where = "" if prefix is None else os.fsdecode(prefix).removesuffix("\n").rstrip("/")
    tree = ask(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}:{where}")
    if not tree:
        raise NotThereError(
            "the strategy's folder did not exist at that revision",
            "name a later revision, or a `file:` that `ecsc baseline` wrote",
        )
    listing = ask(folder, "ls-tree", "-r", "-l", "-z", "--full-tree", _line(tree))
    if listing is None:
        raise NotThereError(LACKING, "fetch the whole repository")
    blobs = _blobs(listing)
    if not reach.is_whole:
        here = os.path.realpath(folder)
        blobs = [one for one in blobs if not reach.leaves_out(os.path.join(here, *one.path.split("/")))]
    return _strategy(folder, shown, blobs, only)


def _line(answer: bytes) -> str:
    return answer.decode("ascii", "replace").strip()


def _blobs(listing: bytes) -> list[_Blob]:
    """Return the plain files of a tree in order of path; links and other repositories are left out."""
    found = []
    for entry in listing.split(b"\0"):
        facts, _, path = entry.partition(b"\t")
        words = facts.split()
        if len(words) == 4 and words[0] in (b"100644", b"100755"):
            if not words[3].isdigit():  # a clone that has not everything
                raise NotThereError(LACKING, "fetch the whole repository")
            found.append(_Blob(os.fsdecode(path), words[2].decode("ascii"), int(words[3])))
    return sorted(found, key=lambda one: one.path)


def _strategy(folder: str, shown: str, blobs: list[_Blob], only: str | None) -> StrategyInput:
    published = {posixpath.dirname(one.path) for one in blobs if posixpath.basename(one.path) == MANIFEST}
    ours = [one for one in blobs if is_ours(one.path, published)]
    sources = [one for one in ours if _ends(one.path, YAML_ENDINGS) and only in (None, one.path)]
    if sum(one.size for one in sources) > LARGEST:
        raise NotThereError("its files are too large at that revision", "name a `file:` instead")
    texts = dict(zip(sources, contents(folder, [one.name for one in sources]), strict=True))
    nested = {posixpath.dirname(one.path) for one, raw in texts.items() if has_header(raw)} - {""}
    mine = {one: raw for one, raw in texts.items() if not _within(one.path, nested)}
    if not any(has_header(raw) for raw in mine.values()):
        raise NotThereError(
            "there was no strategy in its folder at that revision",
            "name a later revision, or a `file:` that `ecsc baseline` wrote",
        )
    tables = {
        one.path: _reader(folder, one.name)
        for one in ours
        if _ends(one.path, TABLE_ENDINGS) and not _within(one.path, nested)
    }
    files = tuple(sorted((joined(shown, one.path), raw) for one, raw in mine.items()))
    return StrategyInput(shown, files, tables)


def is_ours(path: str, published: set[str], start: str = "") -> bool:
    """Return whether the folder of a path is one in which sources are kept; the strategy's own always is.

    Paths count from it, with `/`; those of the folders of `published` files have `start` before them.
    """
    parts = path.split("/")[:-1]
    above = {start + "/".join(parts[: count + 1]) for count in range(len(parts))}
    return not published & above and not any(part.startswith(".") or part in FOREIGN for part in parts)


def _within(path: str, folders: set[str]) -> bool:
    parts = path.split("/")[:-1]
    return any("/".join(parts[: count + 1]) in folders for count in range(len(parts)))


def _ends(path: str, endings: tuple[str, ...]) -> bool:
    """Return whether a path ends so and is none of a hidden file, which belongs to another program."""
    name = posixpath.basename(path)
    return not name.startswith(".") and os.path.splitext(name)[1].lower() in endings


def _reader(folder: str, name: str) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            return contents(folder, [name])[0]
        except NotThereError as problem:
            raise OSError(problem.reason) from problem

    return read
