"""Built files reach their folder whole, and nothing that ecsc did not write is ever touched.

Every file is written under a temporary name in the same folder and moved into place, which POSIX and
Windows do at once; the manifest comes last. So after a crash or on a full disk every file is an old one
or a new one, and the old manifest still owns what it owned.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from ecsc.emit.artifact import Artifact
from ecsc.workspace.locking import HeldError, locked
from ecsc.workspace.manifest import TEMPORARY, Manifest, PublishError, is_plain, owned, temporary
from ecsc.workspace.scan import MANIFEST
from ecsc.workspace.whole import write_new


class Published(msgspec.Struct, frozen=True):
    """What publishing did: names written, names that were up to date, names deleted as no longer built."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    deleted: tuple[str, ...]


def publish(
    artifacts: Iterable[Artifact],
    folder: str | os.PathLike[str],
    source_hash: str,
    *,
    force: bool = False,
    partial: bool = False,
) -> Published:
    """Write `artifacts` into `folder`, making it if need be, and delete what the last manifest owns besides.

    Refuses, before it changes anything, a name that is a folder or a link and a file that ecsc does not own
    and that differs; `force` overwrites such a file, never a folder or a link. A `partial` build keeps the
    files of an earlier run of the same sources, so a folder never mixes two states of a strategy. Raises
    `PublishError`.
    """
    home = Path(folder)
    wanted = {artifact.name: artifact.content for artifact in artifacts}
    for name in wanted:
        if not is_plain(name):
            raise PublishError("{name} is no plain file name", name=name)
    try:
        with locked(
            home / MANIFEST
        ):  # of two runs that build here at once the later one finds what the first wrote
            return _published(home, wanted, source_hash, force=force, partial=partial)
    except HeldError:
        raise PublishError("another run is writing into {path}", path=str(home)) from None
    except OSError as problem:
        path = str(problem.filename or home)
        reason = "{path} cannot be written: {problem}"
        raise PublishError(reason, path=path, problem=problem.strerror or "") from problem


def _published(
    home: Path, wanted: Mapping[str, bytes], source_hash: str, *, force: bool, partial: bool
) -> Published:
    digests = {name: digest_of(content) for name, content in wanted.items()}
    old = owned(home, holds)
    present = {name for name in wanted if _is_there(home, name, digests[name], old, force=force)}
    home.mkdir(parents=True, exist_ok=True)
    kept = old.files if partial and old.source == source_hash else {}
    new = Manifest(source_hash, dict(sorted({**kept, **digests}.items())))
    contents = {name: wanted[name] for name in wanted if name not in present}
    written, deleted = _bring(home, contents, old, new)
    return Published(written, tuple(name for name in wanted if name in present), deleted)


def _bring(
    home: Path, contents: Mapping[str, bytes], old: Manifest, new: Manifest
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Bring the folder from `old` to `new` by writing `contents`; return the names written and deleted.

    The new manifest is laid down first under its temporary name and moved into place last: if the run
    is killed in between, the next one reads there what this one has already written and so owns.
    """
    listing = msgspec.json.format(msgspec.json.encode(new), indent=2) + b"\n"
    doomed = [name for name in old.files if name not in new.files]
    if not contents and not doomed and holds(home / MANIFEST, digest_of(listing)):
        return (), ()
    _sweep(home)
    write_new(temporary(home, MANIFEST), listing)
    for name, content in contents.items():
        write_new(temporary(home, name), content)
        temporary(home, name).replace(home / name)
    deleted = tuple(name for name in doomed if _delete(home / name, old.files[name]))
    temporary(home, MANIFEST).replace(home / MANIFEST)
    return tuple(contents), deleted


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of `content`, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def holds(path: Path, digest: str) -> bool:
    """Return whether `path` is a plain file whose content has this SHA-256."""
    try:
        return not path.is_symlink() and digest_of(path.read_bytes()) == digest
    except OSError:
        return False


def _is_there(home: Path, name: str, digest: str, old: Manifest, *, force: bool) -> bool:
    """Return whether `name` is there with the wanted content; raise when it must not be overwritten."""
    path = home / name
    if path.is_symlink():
        raise PublishError("{path} is a link; ecsc does not write through it", path=str(path))
    if path.is_dir():
        raise PublishError("{path} is a folder, where a file of that name is to be written", path=str(path))
    if not path.exists():
        return False
    same = holds(path, digest)
    if not (same or force or name in old.files):
        reason = "{path} was not written by ecsc; move it, or overwrite it with --force"
        raise PublishError(reason, path=str(path))
    return same


def _sweep(home: Path) -> None:
    """Remove what a run that was killed left half written; only such files bear this name."""
    for path in home.iterdir():
        if path.name.startswith(TEMPORARY):
            path.unlink()


def _delete(path: Path, digest: str) -> bool:
    """Delete an owned file that is no longer built; keep one that somebody has changed since."""
    if not holds(path, digest):
        return False
    path.unlink()
    return True
