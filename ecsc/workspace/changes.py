"""What a change touches: files as they are here, held against the commit that the change started from.

Contents are compared by their hashes in the repository, so uncommitted, untracked and ignored files count as they
are, and no filter of a repository's configuration is ever run.
"""

# ruff: noqa: PTH114, PTH115, PTH118, PTH119, PTH120, PTH123
# paths are text here, as in the rest of the workspace
from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping

from msgspec import Struct

from ecsc.pipeline import NotThereError
from ecsc.workspace.git import LACKING, ask, contents, refuse

_LINK = b"120000"


class Blob(Struct, frozen=True):
    """A file of a commit: its mode in git's words, and the hash of its content."""

    mode: bytes
    name: str


class Before:
    """A repository as it was where a change parted from the line of a revision. `top` is its root, a real path."""

    def __init__(self, top: str, blobs: Mapping[str, Blob]) -> None:
        self.top = top
        self.blobs = blobs

    def inside(self, path: str) -> str | None:
        """Return a path from the root of the repository, with `/`; None outside of it. Links at its end stay."""
        real = os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))
        start = os.path.join(self.top, "")
        return real[len(start) :].replace(os.sep, "/") if real.startswith(start) else None

    def is_same(self, path: str, content: bytes | None = None) -> bool:
        """Return whether the file at `path`, with that content if it was read already, is as it was, or never was."""
        name = self.inside(path)
        blob = None if name is None else self.blobs.get(name)
        if blob is None or not os.path.lexists(path):
            return blob is None and not os.path.lexists(path)
        if os.path.islink(path) or blob.mode == _LINK:
            if not (os.path.islink(path) and blob.mode == _LINK):
                return False
            return _has(blob, os.fsencode(os.readlink(path))) and self.is_same(
                os.path.realpath(path), content
            )
        if content is None:
            try:
                with open(path, "rb") as file:
                    content = file.read()
            except OSError:  # who cannot read it cannot call it the same
                return False
        # Some working trees have other line ends than the repository.
        return _has(blob, content) or (b"\r\n" in content and _has(blob, content.replace(b"\r\n", b"\n")))

    def is_same_entry(self, path: str) -> bool:
        """Return whether what lies at `path` is as it was: of a link where it leads, not what is there."""
        name = self.inside(path)
        blob = None if name is None else self.blobs.get(name)
        if not os.path.islink(path):
            return self.is_same(path)
        return blob is not None and blob.mode == _LINK and _has(blob, os.fsencode(os.readlink(path)))

    def content(self, path: str) -> bytes:
        """Return what was in the file at `path`, nothing where there was none. Raises `NotThereError`."""
        name = self.inside(path)
        blob = None if name is None else self.blobs.get(name)
        return b"" if blob is None else contents(self.top, [blob.name])[0]


def _has(blob: Blob, content: bytes) -> bool:
    """Return whether a blob is of that content (gitformat-object: its kind and length come before it)."""
    algorithm = "sha1" if len(blob.name) == 40 else "sha256"
    digest = hashlib.new(algorithm, b"blob %d\0" % len(content), usedforsecurity=False)
    digest.update(content)
    return digest.hexdigest() == blob.name


def before(folder: str, revision: str) -> Before:
    """Return the repository around `folder` at the merge base of `revision` and what is checked out.

    Raises `NotThereError`.
    """
    try:
        refuse(revision)
    except NotThereError:
        hint = "name a branch, a tag or a commit, as origin/main"
        raise NotThereError("{word} does not name one commit for good", hint, word=revision) from None
    top = _asked(folder, "rev-parse", "--show-toplevel")
    if not top:
        raise NotThereError(
            "there is no git repository around {folder} that can be read",
            "`git status` in that folder says what is missing; without a repository check everything",
            folder=folder,
        )
    base = _base(folder, revision)
    if not base:
        return Before(os.path.realpath(top), {})
    listing = ask(folder, "ls-tree", "-r", "-z", "--full-tree", base)
    if listing is None:
        raise NotThereError(LACKING, "fetch the whole repository")
    return Before(os.path.realpath(top), dict(_blobs(listing)))


def _base(folder: str, revision: str) -> str:
    """Return the commit from which both `revision` and what is checked out come; none before the first commit."""
    commit = _asked(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
    here = _asked(folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    shallow = _asked(folder, "rev-parse", "--is-shallow-repository") == "true"
    if not here and revision == "HEAD":  # a hook that runs at the first commit: all of it is new
        return ""
    base = _asked(folder, "merge-base", commit, here) if commit and here else ""
    if base:
        return base
    reason = (
        "the repository has no revision {word}" if not commit else "{word} and HEAD have no common commit"
    )
    hint = "look with `git branch --all` and `git tag`; fetch it first if it is not here"
    if shallow:
        hint = "the clone is shallow: fetch all of it, with `git fetch --unshallow` or `fetch-depth: 0`"
    elif commit:
        hint = "name the branch that this one comes from"
    raise NotThereError(reason, hint, word=revision)


def _asked(folder: str, *arguments: str) -> str:
    return os.fsdecode(ask(folder, *arguments) or b"").removesuffix("\n")


def _blobs(listing: bytes) -> list[tuple[str, Blob]]:
    """Return the files of a tree by path (git-ls-tree: `mode type hash`, a tab, the path)."""
    found = []
    for entry in listing.split(b"\0"):
        facts, _, path = entry.partition(b"\t")
        words = facts.split()
        if len(words) == 3 and words[1] == b"blob":
            found.append((os.fsdecode(path), Blob(words[0], words[2].decode("ascii"))))
    return found
