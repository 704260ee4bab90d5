"""A report reaches its file whole, an old one or a new one; pipes and devices are written to as they are."""

from __future__ import annotations

import os
from pathlib import Path

from ecsc.workspace.manifest import PublishError
from ecsc.workspace.whole import write_whole

__all__ = ["PublishError", "below_root", "write_report"]


def write_report(name: str, content: bytes) -> None:
    """Write `content` to the file `name`, making its folder. Raises `PublishError`."""
    path = Path(name)
    try:
        if path.is_dir() or name.endswith(("/", os.sep)):
            raise PublishError("{path} is a folder, where a file of that name is to be written", path=name)
        if path.exists() and not path.is_file():  # /dev/stdout, /dev/null, a named pipe: nothing to replace
            path.write_bytes(content)
            return
        if path.is_symlink():
            raise PublishError("{path} is a link; ecsc does not write through it", path=name)
        write_whole(path, content)
    except (OSError, ValueError) as problem:
        said = getattr(problem, "strerror", None) or str(problem)
        raise PublishError("{path} cannot be written: {problem}", path=name, problem=said) from problem


def below_root() -> str:
    """Return the way from the root of the git repository around the working directory to it, with `/`.

    It is empty at the root, and where there is no repository. A linked work tree, whose `.git` is a file, has its
    own root.
    """
    here = Path.cwd()
    for folder in (here, *here.parents):
        if os.path.lexists(folder / ".git"):
            return "" if folder == here else here.relative_to(folder).as_posix()
    return ""
