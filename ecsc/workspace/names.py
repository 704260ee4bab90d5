"""How paths are named to people, relative to the working directory and with `/`, and where they lie."""

# pathlib costs a tenth of a clean run's start, so paths are text here.
from __future__ import annotations

import os

from ecsc.source.file_names import UNSAVED, YAML_ENDINGS

__all__ = ["UNSAVED", "YAML_ENDINGS", "is_inside", "joined", "shown"]


def shown(path: str) -> str:
    """Return `path` relative to the working directory where possible, with `/`."""
    try:
        name = os.path.relpath(path)
    except ValueError:  # another drive on Windows
        name = path
    return name.replace(os.sep, "/") if os.sep != "/" else name


def joined(folder: str, name: str) -> str:
    """Return a shown folder and a name below it as one shown path."""
    return name if folder in ("", ".") else f"{folder.rstrip('/')}/{name}"


def is_inside(path: str, folder: str) -> bool:
    """Return whether the real path `path` is `folder` or lies in it."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
