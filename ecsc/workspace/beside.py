"""What lies beside a strategy and is read when it is named: a file in its folder, or the folder's own past."""

# ruff: noqa: PTH116, PTH117, PTH118, PTH123
# pathlib costs a tenth of a clean run's start, so paths are text here.
from __future__ import annotations

import os
import stat
from collections.abc import Callable
from functools import partial

from msgspec import Struct

from ecsc.pipeline import NO_FILE, NO_FILE_HINT, NotThereError, StrategyInput
from ecsc.workspace.names import is_inside
from ecsc.workspace.settings import EVERYTHING, Reach


def file_beside(folder: str) -> Callable[[str], bytes]:
    """Return a function that reads a file by its path below `folder`, with `/`. It raises `NotThereError`."""

    return partial(_read_beside, folder)


def _read_beside(folder: str, name: str) -> bytes:
    return read_whole(path_beside(folder, name))


def path_beside(folder: str, name: str) -> str:
    """Return where the file `name` lies that a strategy in `folder` names. Raises `NotThereError`."""
    if not name.isprintable() or "\\" in name:
        raise NotThereError("its name cannot be a path", "write folders with `/`, as plans/baseline.json")
    outside = os.path.isabs(name) or name.startswith("~") or ":" in name or ".." in name.split("/")
    path = os.path.join(folder, name)
    if outside or not is_inside(os.path.realpath(path), os.path.realpath(folder)):
        raise NotThereError(
            "it would leave the strategy's folder",
            "keep the baseline inside the strategy's folder and name it from there",
        )
    return path


def shared_by(given: StrategyInput) -> tuple[str, ...]:
    """Return the files that count for strategies alike, besides settings: shared policies, the baseline of findings."""
    known = given.past.reach.settings.findings_baseline if isinstance(given.past, Past) else None
    return (*(name for name, _ in given.organisation.files), *([] if known is None else [known]))


def read_whole(path: str, largest: int = 2**31) -> bytes:
    """Return the content of a plain file, of a huge one the first `largest` bytes. Raises `NotThereError`."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # a pipe or a device: reading it could wait for ever
            raise NotThereError("it is not a file", "name a file that `ecsc baseline` wrote")
        with open(path, "rb") as file:
            return file.read(largest)
    except (FileNotFoundError, NotADirectoryError):
        raise NotThereError(NO_FILE, NO_FILE_HINT) from None
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise NotThereError(
            "it cannot be read: {problem}", "check that you may open it", problem=reason
        ) from None


class Past(Struct, frozen=True):
    """A strategy's own past, as a function from a git revision to the strategy as it stood there; see `at_revision`.

    It can be sent to another process, which then asks git itself.
    """

    folder: str
    shown: str
    only: str | None = None
    reach: Reach = EVERYTHING

    def __call__(self, revision: str) -> StrategyInput:
        """Return the strategy as it stood at `revision`. Raises `NotThereError`."""
        from ecsc.workspace.revision import at_revision

        return at_revision(self.folder, self.shown, revision, self.only, self.reach)
