"""What a simulation needs besides ecsc itself. What is installed never decides what is written."""

from __future__ import annotations

from importlib import import_module


class MissingExtraError(Exception):
    """A library is not installed that comes with an extra: `pip install 'ecsc[extra]'`."""

    def __init__(self, library: str, extra: str) -> None:
        super().__init__(f"{library} is not installed; the extra {extra} brings it")
        self.library = library
        self.extra = extra


def need_numpy() -> None:
    """Raise `MissingExtraError` where numpy is not installed."""
    try:
        import_module("numpy")
    except ImportError as missing:
        raise MissingExtraError("numpy", "simulate") from missing
