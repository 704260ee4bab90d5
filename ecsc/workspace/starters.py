"""Starter strategies: commented files that are sound as they are, in English and in Chinese."""

from __future__ import annotations

from pathlib import Path

from ecsc.workspace.names import YAML_ENDINGS

STARTERS = ("minimal", "brand_launch")
"""The templates, the smallest first. Each is a folder of files per language beside this module."""

_HERE = Path(__file__).parent / "starter_files"


class StarterError(Exception):
    """The folder cannot take a starter. `reason` is a message template, `params` its values."""

    def __init__(self, reason: str, **params: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.params = params


def starter(template: str, language: str) -> dict[str, bytes]:
    """Return the files of a template by name, in order."""
    folder = _HERE / language / template
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.yaml"))}


def start(folder: str, template: str, language: str) -> tuple[str, ...]:
    """Write the files of a template into `folder`, making it if need be, and return their paths.

    Refuses, before it writes anything, when one of the files is there already or the folder holds other
    YAML, which would become part of the new strategy. Raises `StarterError`.
    """
    home = Path(folder)
    files = starter(template, language)
    try:
        if home.is_dir():
            _refuse_sources(home)
        home.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            with (home / name).open("xb") as file:
                file.write(content)
    except OSError as problem:
        raise StarterError(
            "{folder} cannot be written: {problem}", folder=folder, problem=problem.strerror or ""
        ) from problem
    return tuple((home / name).as_posix() for name in files)


def _refuse_sources(home: Path) -> None:
    for path in sorted(home.iterdir()):
        if path.suffix.lower() in YAML_ENDINGS and not path.name.startswith("."):
            raise StarterError("{path} is there already, and nothing is overwritten", path=path.as_posix())
