"""Single files are written whole; a baseline overwrites nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ecsc.source.baseline_file import LARGEST, is_baseline
from ecsc.workspace.manifest import PublishError
from ecsc.workspace.whole import write_whole


def keep(
    name: str, content: bytes, *, force: bool = False, is_own: Callable[[bytes], bool] = is_baseline
) -> bool:
    """Write `content` to the file `name`, making its folder; return whether it differs from what was there.

    Refuses a folder, a link, and a file that is no baseline (not `is_own`); `force` overwrites the last of these.
    Raises `PublishError`.
    """
    path = Path(name)
    try:
        if path.is_symlink():
            raise PublishError("{path} is a link; ecsc does not write through it", path=name)
        if path.is_dir():
            raise PublishError("{path} is a folder, where a file of that name is to be written", path=name)
        if path.exists():
            if not path.is_file():
                raise PublishError("{path} is no plain file", path=name)
            old = _start_of(path)
            if old == content:
                return False
            if not (force or is_own(old)):
                reason = "{path} is no baseline; move it, or overwrite it with --force"
                raise PublishError(reason, path=name)
        write_whole(path, content)
    except (OSError, ValueError) as problem:
        reason = "{path} cannot be written: {problem}"
        said = getattr(problem, "strerror", None) or str(problem)
        raise PublishError(reason, path=name, problem=said) from problem
    return True


def _start_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST + 1)
