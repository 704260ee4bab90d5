"""`ecsc.toml`, or `[tool.ecsc]` of pyproject.toml: what an organisation says once for all its strategies.

The nearest one from the strategy's folder upwards is in force, as far as the root of the repository. What it
says is held to strictly: a setting that nobody knows would be a check that nobody makes.
"""

# ruff: noqa: PTH113, PTH114, PTH116, PTH118, PTH120, PTH123
# pathlib costs a tenth of a clean run's start, so paths are text here.
from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from ecsc.choosing import Choices, Layer
from ecsc.diagnostics import Severity
from ecsc.pipeline import Organisation
from ecsc.workspace.names import shown
from ecsc.workspace.toml import Place, SettingsError, read_table

if TYPE_CHECKING:
    from ecsc.model import Amount

FILE: Final = "ecsc.toml"
PROJECT_FILE: Final = "pyproject.toml"
SETTINGS_FILES: Final = frozenset((FILE, PROJECT_FILE))
LARGEST: Final = 1_000_000
"""Bytes of a settings file that are read; nobody writes more of them by hand."""


class Settings(Struct, frozen=True):
    """The settings in force. `file` is where they come from, as shown, empty for the defaults.

    `origins` says of every setting that is written there in which line; all others have their defaults.
    `policies` are real paths of files, as is `findings_baseline`. Paths and patterns count from `folder`. Rules are
    named by codes or the start of codes. `lang` and `format` are None where nothing is said.
    """

    file: str = ""
    folder: str = ""
    origins: Mapping[str, int] = {}
    exclude: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    thresholds: Mapping[str, Amount] = {}
    plugins: tuple[str, ...] = ()
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = {}
    per_path: Mapping[str, Layer] = {}
    fail_on: Severity = Severity.ERROR
    strict: bool = False
    lang: str | None = None
    format: str | None = None
    findings_baseline: str | None = None


DEFAULTS: Final = Settings()
"""What holds where there is no settings file: nothing is left out, and nothing is shared."""


def settings_above(folder: str) -> Settings:
    """Return the settings in force for a strategy in `folder`. Raises `SettingsError`."""
    here = os.path.realpath(folder)
    while True:
        found = settings_in(here)
        if found is not None:
            return found
        above = os.path.dirname(here)
        if above == here or os.path.lexists(os.path.join(here, ".git")):
            return DEFAULTS
        here = above


def settings_near(path: str, *, is_file: bool | None = None) -> Settings:
    """Return the settings in force at a folder or file, whether or not it is there. Raises `SettingsError`.

    `is_file` tells what it is where the file system cannot. Of a path that cannot be, those of the current folder.
    """
    try:
        above = os.path.isfile(path) if is_file is None else is_file
        return settings_above((os.path.dirname(path) if above else path) or ".")
    except (OSError, ValueError):  # whoever reads it says so
        return settings_above(".")


def settings_places(folder: str) -> tuple[str, ...]:
    """Return where settings for a strategy in `folder` may stand, whether or not there are any: real paths."""
    here, places = os.path.realpath(folder), list[str]()
    while True:
        places += [os.path.join(here, FILE), os.path.join(here, PROJECT_FILE)]
        above = os.path.dirname(here)
        if above == here or os.path.lexists(os.path.join(here, ".git")):
            return tuple(places)
        here = above


def settings_in(folder: str) -> Settings | None:
    """Return the settings that `folder`, a real path, states itself, None without. Raises `SettingsError`."""
    own = os.path.join(folder, FILE)
    content = _content(own)
    if content is not None:
        return _settings(folder, Place(shown(own)), content)
    project = os.path.join(folder, PROJECT_FILE)
    content = _content(project, optional=True)
    if content is None or b"ecsc" not in content:
        return None
    return _settings(folder, Place(shown(project), ("tool", "ecsc")), content)


def _content(path: str, *, optional: bool = False) -> bytes | None:
    """Return the bytes of a settings file, None where there is none; an `optional` one may be unreadable."""
    try:
        content = _read(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as problem:
        if optional:
            return None
        reason = problem.strerror or type(problem).__name__
        place = Place(shown(path))
        raise SettingsError(
            place, "the settings cannot be read: {reason}", "mend or remove it", reason=reason
        ) from None
    return content


def _read(path: str) -> bytes:
    if not stat.S_ISREG(os.stat(path).st_mode):  # a pipe or a device: reading it could wait for ever
        raise OSError(errno.EINVAL, "it is not a file")
    with open(path, "rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise OSError(errno.EFBIG, "it is larger than a megabyte")
    return content


def _settings(folder: str, place: Place, content: bytes) -> Settings | None:
    table = read_table(place, content)
    if table is None:
        return None
    # Here because it knows packs and quantities, which a folder without settings never asks about.
    from ecsc.workspace.setting_kinds import read_settings

    found = Settings(file=place.file, folder=folder, origins=table.lines, **read_settings(table, folder))
    excludes = Reach(replace(found, policies=()))
    return replace(found, policies=tuple(path for path in found.policies if not excludes.leaves_out(path)))


class Reach:
    """Which files below a settings file are a strategy's: not what is excluded, and no policy files."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._excludes = matcher(settings.exclude)
        self._policies = frozenset(settings.policies)
        self._organisation: Organisation | None = None
        self._real: dict[str, str] = {}
        self.choices: Choices | None = None
        """What the settings choose for every strategy alike, once somebody has asked for it."""

    def __reduce__(self) -> tuple[type[Reach], tuple[Settings]]:
        """Send another process what this was made of."""
        return Reach, (self.settings,)

    @property
    def organisation(self) -> Organisation:
        """Return what the settings share between strategies, read once for all of them. Raises `SettingsError`."""
        if self._organisation is None:
            self._organisation = organisation_of(self.settings)
        return self._organisation

    @property
    def is_whole(self) -> bool:
        """Return whether nothing is left out."""
        return self._excludes is None and not self._policies

    def leaves_out(self, path: str, *, folder: bool = False) -> bool:
        """Return whether the file or folder at `path`, in a real folder, is no part of a strategy."""
        if self._policies:
            target = os.path.realpath(path) if os.path.islink(path) else path
            if path in self._policies or target in self._policies:
                return True
        if self._excludes is None:
            return False
        inside = path.removeprefix(os.path.join(self.settings.folder, ""))
        if inside == path:
            inside = os.path.relpath(path, self.settings.folder)
        inside = inside.replace(os.sep, "/")
        return self._excludes(inside + "/" if folder else inside)

    def real(self, folder: str) -> str:
        """Return the real path of a folder, which is asked for once."""
        if folder not in self._real:
            self._real[folder] = os.path.realpath(folder)
        return self._real[folder]


def reach_above(folder: str) -> Reach:
    """Return the settings in force for `folder` and what they leave out. Raises `SettingsError`."""
    found = settings_above(folder)
    return Reach(found) if found.file else EVERYTHING


@lru_cache(maxsize=256)
def matcher(patterns: tuple[str, ...]) -> Callable[[str], bool] | None:
    """Return whether a path from the settings' folder fits patterns as `.gitignore` has them; None for no patterns."""
    if not patterns:
        return None
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns).match_file


EVERYTHING: Final = Reach(DEFAULTS)
"""What is a strategy's where there are no settings."""


def organisation_of(settings: Settings) -> Organisation:
    """Return what the settings share between strategies, policy files with their bytes. Raises `SettingsError`."""
    if not settings.file:
        return Organisation()
    files = tuple((shown(path), _policy_file(settings, path)) for path in settings.policies)
    at = (settings.file, settings.origins.get("plugins", 1))
    return Organisation(files, settings.packs, settings.thresholds, settings.plugins, at)


def _policy_file(settings: Settings, path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as problem:
        raise SettingsError(
            Place(settings.file, line=settings.origins.get("policies", 1)),
            "the policy file {path} cannot be read: {reason}",
            "check that you may open it",
            path=shown(path),
            reason=problem.strerror or type(problem).__name__,
        ) from None
