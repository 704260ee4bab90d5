"""Files that change, told once for many: an editor that saves by renaming, a folder that goes and comes back."""

# ruff: noqa: PTH100, PTH116
# paths are text here, as in the workspace
from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from time import sleep
from typing import Final

QUIET: Final = 80
"""Milliseconds without a change after which those before are told."""

LONGEST: Final = 400
"""Milliseconds after which changes are told though there are more and more of them."""

GLANCE: Final = 1000
"""Milliseconds between looks at what the system does not tell of: a folder that was replaced, files elsewhere."""

FOREIGN: Final = frozenset(("node_modules", "venv", "__pycache__", "site-packages"))


def changes(folders: Sequence[str], elsewhere: Callable[[], tuple[str, ...]] = tuple) -> Iterator[None]:
    """Yield whenever something in `folders` may have changed, or one of the files that `elsewhere` names.

    It ends never. Needs the library watchfiles. A folder that is not there is waited for.
    """
    here = tuple(dict.fromkeys(os.path.abspath(folder) for folder in folders))
    known, before = _identity(here), _looks(elsewhere())
    if known is None:
        yield
    while True:
        while (present := _identity(here)) is None:
            sleep(GLANCE / 5000)
        if present != known:
            known = present
            yield
        unseen = True  # what changed before the system began to watch
        with suppress(FileNotFoundError):
            for changed in _told(here):
                if _identity(here) != known:
                    break
                now = _looks(elsewhere())
                if changed or unseen or now != before:
                    unseen, before = False, now
                    yield
        known = _identity(here)
        yield


def _told(here: tuple[str, ...]) -> Iterator[bool]:
    """Yield whether something changed, at least once a glance; by polling where the system cannot watch more.

    It ends when a folder is deleted: the next one of its name may have its very number, and nobody tells of that.
    """
    from watchfiles import Change, watch

    def counts(_: Change, path: str) -> bool:
        return any(
            is_watched(os.path.relpath(path, one))
            for one in here
            if path == one or path.startswith(one.rstrip(os.sep) + os.sep)
        )

    for polling in (None, True):
        try:
            for changed in watch(
                *here, watch_filter=counts, debounce=LONGEST, step=QUIET, rust_timeout=GLANCE,
                yield_on_timeout=True, force_polling=polling, ignore_permission_denied=True,
            ):  # fmt: skip
                if any((Change.deleted, one) in changed for one in here):
                    return
                yield bool(changed)
        except FileNotFoundError:
            raise
        except OSError:  # too many folders for the system
            sleep(GLANCE / 1000)


def is_watched(path: str) -> bool:
    """Return whether a path below the folder can be a source: not hidden, no backup of an editor, nobody else's."""
    parts = Path(path).parts
    hidden = any(part.startswith(".") and part != ".." for part in parts)
    return not (hidden or path.endswith("~") or FOREIGN.intersection(parts))


def _identity(paths: tuple[str, ...]) -> tuple[tuple[int, int], ...] | None:
    """Return what tells folders from others of their names; None where one of them is missing."""
    try:
        found = [os.stat(path) for path in paths]
    except OSError:
        return None
    return tuple((one.st_dev, one.st_ino) for one in found)


def _looks(paths: tuple[str, ...]) -> tuple[tuple[int, int] | None, ...]:
    looks: list[tuple[int, int] | None] = []
    for path in paths:
        try:
            found = os.stat(path)
            looks.append((found.st_mtime_ns, found.st_size))
        except OSError:
            looks.append(None)
    return tuple(looks)
