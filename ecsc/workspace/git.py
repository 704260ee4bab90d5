"""Git, asked for what a repository holds at a revision; nothing is ever written, fetched or run.

Arguments go as a list and never through a shell. What a repository's own configuration could start (hooks,
file monitors, pagers, transports) is switched off, and no variable of a surrounding git call reaches it.
"""

# ruff: noqa: PTH118, PTH120
# paths are text here, as in the rest of the workspace
from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence

from ecsc.pipeline import NotThereError

LONGEST_REVISION = 250
PATIENCE = 60
"""Seconds after which git is not waited for any longer."""
LACKING = "the repository lacks a file of that revision"

_FORBIDDEN = frozenset(" :?*[\\\x7f")
_QUIET = (
    "--no-pager", "--no-replace-objects", "--literal-pathspecs", "--no-optional-locks",
    "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "protocol.allow=never",
)  # fmt: skip
_KEPT = frozenset(
    ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CEILING_DIRECTORIES")
)


def refuse(revision: str) -> None:
    """Raise `NotThereError` for what cannot name a commit, or names another one every day (`main@{yesterday}`)."""
    odd = revision.startswith("-") or any(char in _FORBIDDEN or char < " " for char in revision)
    if not revision.strip() or len(revision) > LONGEST_REVISION or odd or not revision.isprintable():
        raise NotThereError("it is not the name of a git revision", "name a tag, a branch or a commit")
    if "@{" in revision or "^{" in revision or ".." in revision:
        raise NotThereError(
            "it does not name one fixed commit", "name a tag, a branch or a commit, as v1.0 or 3f2a9c1"
        )


def ask(folder: str, *arguments: str, text: bytes = b"") -> bytes | None:
    """Return what git prints about the repository around `folder`; None where it fails.

    Raises `NotThereError` where there is no git, or it does not come to an end.
    """
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and nothing of an author's is an option
            (_program(), *_QUIET, "-C", folder, *arguments),
            input=text,
            capture_output=True,
            check=False,
            timeout=PATIENCE,
            env=_environment(),
        )
    except OSError:
        raise NotThereError("git cannot be started here", "install git, or name a `file:` instead") from None
    except subprocess.TimeoutExpired:
        raise NotThereError("git does not answer", "name a `file:` instead") from None
    return done.stdout if done.returncode == 0 else None


def _program() -> str:
    """Return where git is: on the search path alone, never in the folder that is looked at."""
    from shutil import which

    found = which("git", path=os.pathsep.join(filter(os.path.isabs, os.get_exec_path())))
    if found is None:
        raise NotThereError("git is not installed here", "install git, or name a `file:` instead")
    return found


def _environment() -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_") or key in _KEPT}
    return {
        **kept,
        "LC_ALL": "C",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
    }


def repository_around(folder: str) -> str:
    """Return the nearest folder from `folder` upwards that is a repository's root; the last one for none."""
    here = os.path.realpath(folder)
    while not os.path.lexists(os.path.join(here, ".git")) and here != os.path.dirname(here):
        here = os.path.dirname(here)
    return here


def commit_of(folder: str, revision: str) -> str:
    """Return the full hash of the commit that a revision names. Raises `NotThereError`."""
    refuse(revision)
    if ask(folder, "rev-parse", "--git-dir") is None:
        raise NotThereError(
            "the strategy is in no git repository that can be read",
            "name a `file:` that `ecsc baseline` wrote instead",
        )
    found = ask(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
    if not found:
        raise NotThereError(
            "the repository has no such revision",
            "look with `git tag` and `git log`; a shallow clone lacks old ones",
        )
    return found.decode("ascii", "replace").strip()


def stamp_of(folder: str) -> str:
    """Return the full hash of the commit that is checked out, with ` + changes` where files differ from it.

    Only files of this folder count. Raises `NotThereError` without a repository or a commit.
    """
    from pathlib import Path

    place = folder if Path(folder).is_dir() else str(Path(folder).parent)
    commit = commit_of(place, "HEAD")
    changed = ask(place, "status", "--porcelain", "--untracked-files=all", "--", ".")
    return commit if changed == b"" else f"{commit} + changes"


def contents(folder: str, names: Sequence[str]) -> list[bytes]:
    """Return the contents of objects by their hashes. Raises `NotThereError` where one is missing."""
    if not names:
        return []
    answer = ask(folder, "cat-file", "--batch", text="".join(f"{name}\n" for name in names).encode("ascii"))
    found: list[bytes] = []
    at = 0
    for _ in names:
        end = (answer or b"").find(b"\n", at)
        head = (answer or b"")[at:end].split() if end >= 0 else []
        if answer is None or len(head) != 3 or not head[2].isdigit():
            raise NotThereError(LACKING, "fetch the whole repository")
        size = int(head[2])
        found.append(answer[end + 1 : end + 1 + size])
        at = end + 1 + size + 1
    return found
