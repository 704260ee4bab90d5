"""WeasyPrint, or what is missing for it. What is installed never decides what is written."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from typing import Any

from ecsc.simulate.extra import MissingExtraError


class MissingLibraryError(Exception):
    """A library of the system is missing that no extra can bring."""

    def __init__(self, library: str) -> None:
        super().__init__(f"the system's library {library} cannot be loaded")
        self.library = library


def weasyprint() -> Any:
    """Return the module. Raises `MissingExtraError` without it, `MissingLibraryError` without its Pango."""
    try:
        # It prints advice of its own where a library of the system is missing.
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            return import_module("weasyprint")
    except ImportError as missing:
        raise MissingExtraError("WeasyPrint", "pdf") from missing
    except OSError as missing:
        raise MissingLibraryError("Pango") from missing
