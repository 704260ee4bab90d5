"""The manifest of a published folder: what ecsc wrote there, and so what it may overwrite and delete."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from ecsc.workspace.scan import MANIFEST

MANIFEST_VERSION = 1
TEMPORARY = ".ecsc-new-"
"""How the name of a built file begins that is not yet in place; single files have names of their own."""


class PublishError(Exception):
    """The folder cannot be published into. `reason` is a message template, `params` its values."""

    def __init__(self, reason: str, **params: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.params = params


class Manifest(msgspec.Struct, frozen=True):
    """What ecsc wrote into a folder: the hash of the sources, and SHA-256 by file name."""

    source: str
    files: Mapping[str, str]
    version: int = MANIFEST_VERSION


def owned(home: Path, holds: Callable[[Path, str], bool]) -> Manifest:
    """Return what ecsc owns in the folder `home`: by its manifest, and by that of a run that was killed.

    Of the latter only files that `holds` their hash count. Raises `PublishError` when the manifest is none.
    """
    if home.exists() and not home.is_dir():
        raise PublishError("{folder} is a file, not a folder", folder=str(home))
    try:
        old = _read(home / MANIFEST)
    except msgspec.MsgspecError:
        reason = "{path} is not a list of files that ecsc wrote; delete it to go on"
        raise PublishError(reason, path=str(home / MANIFEST)) from None
    with suppress(msgspec.MsgspecError):
        begun = _read(temporary(home, MANIFEST)).files
        begun = {name: digest for name, digest in begun.items() if holds(home / name, digest)}
        old = Manifest(old.source, {**old.files, **begun})
    return old


def _read(path: Path) -> Manifest:
    try:
        found = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except FileNotFoundError:
        return Manifest("", {})
    # A manifest is a file that anybody can edit: it must not own anything outside its folder.
    return Manifest(found.source, {name: digest for name, digest in found.files.items() if is_plain(name)})


def is_plain(name: str) -> bool:
    """Return whether `name` is the name of a file and of no path, and none that publishing uses itself."""
    plain = name not in ("", ".", "..", MANIFEST) and name.isprintable() and not name.startswith(TEMPORARY)
    return plain and not any(sign in name for sign in "/\\:")


def temporary(home: Path, name: str) -> Path:
    """Return where the file `name` is written before it is moved into place."""
    return home / (TEMPORARY + name)
