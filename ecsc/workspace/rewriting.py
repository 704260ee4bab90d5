"""A file of the author's own is written anew: whole, with its mode, and only if it still is what was read."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from ecsc.workspace.manifest import PublishError, temporary
from ecsc.workspace.publish import write_new


def rewrite(name: str, before: bytes, after: bytes) -> None:
    """Replace the content `before` of the file `name` by `after`, all at once, and keep its permissions.

    Refuses a link, a file that may not be written, and one that somebody has changed since it was read. Raises
    `PublishError`.
    """
    path = Path(name)
    try:
        if path.is_symlink():
            raise PublishError("{path} is a link; ecsc does not write through it", path=name)
        mode = path.stat().st_mode
        if not os.access(path, os.W_OK):
            raise PublishError("{path} may not be written", path=name)
        if path.read_bytes() != before:
            raise PublishError("{path} has changed since it was read; run the command again", path=name)
        new = temporary(path.parent, path.name)
        new.unlink(missing_ok=True)  # what a run that was killed left half written
        write_new(new, after)
        try:
            new.chmod(stat.S_IMODE(mode))
            new.replace(path)
        except BaseException:
            with suppress(OSError):
                new.unlink()
            raise
    except (OSError, ValueError) as problem:
        said = getattr(problem, "strerror", None) or str(problem)
        raise PublishError("{path} cannot be written: {problem}", path=name, problem=said) from problem
