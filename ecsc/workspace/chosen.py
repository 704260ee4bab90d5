"""Settings as the choices for one strategy: which of its files fit which patterns, and what its baseline knows."""

# ruff: noqa: PTH118, PTH119, PTH120, PTH123
# pathlib costs a tenth of a clean run's start, so paths are text here.
from __future__ import annotations

import os
from collections.abc import Callable, Mapping

from msgspec.structs import replace

from ecsc.choosing import Choices, Layer, PathLayer
from ecsc.choosing.known import LARGEST, NotKnownError, known_in, known_of
from ecsc.pipeline import StrategyInput
from ecsc.workspace.names import shown
from ecsc.workspace.settings import Reach, Settings, matcher
from ecsc.workspace.toml import Place, SettingsError


def with_choices(given: StrategyInput, reach: Reach) -> StrategyInput:
    """Return a strategy with what the settings choose for its findings. Raises `SettingsError`."""
    settings = reach.settings
    if not settings.file:
        return given
    if reach.choices is None:  # made once for all strategies below the settings
        reach.choices = _shared(settings)
    choices = reach.choices
    if choices.known:
        choices = replace(choices, known=known_of_strategy(choices.known, given))
    if settings.per_path:
        choices = replace(choices, per_path=_per_path(settings, given, reach.real))
    return replace(given, choices=choices)


def _shared(settings: Settings) -> Choices:
    """Return what settings choose for all strategies alike, with the whole baseline of findings."""
    known: Mapping[str, tuple[str, ...]] = {}
    if settings.findings_baseline is not None:
        known = read_known(settings.findings_baseline)
    return Choices(
        strict=settings.strict,
        fail_on=settings.fail_on,
        settings=Layer(settings.select, settings.ignore, settings.severity),
        known=known,
    )


def known_of_strategy(
    known: Mapping[str, tuple[str, ...]], given: StrategyInput
) -> Mapping[str, tuple[str, ...]]:
    """Return what of a baseline of findings may be about a strategy."""
    return known_in(known, (content for _, content in given.files))


def _per_path(
    settings: Settings, given: StrategyInput, real: Callable[[str], str] = os.path.realpath
) -> tuple[PathLayer, ...]:
    tables = map(given.shown, given.tables)
    names = (*(name for name, _ in given.files), *tables, *(name for name, _ in given.organisation.files))
    paths = {name: inside(settings, name, real) for name in names}
    found = []
    for pattern, layer in settings.per_path.items():
        fits = matcher((pattern,))
        files = tuple(
            sorted(
                name for name, path in paths.items() if fits is not None and path is not None and fits(path)
            )
        )
        found.append(PathLayer(pattern, layer, files))
    return tuple(found)


def inside(settings: Settings, name: str, real: Callable[[str], str] = os.path.realpath) -> str | None:
    """Return the path of a file from the settings' folder, with `/`; None for one that does not lie below it.

    `real` tells the real path of a folder.
    """
    path = os.path.join(real(os.path.dirname(name) or "."), os.path.basename(name))
    start = os.path.join(settings.folder, "")
    if path.startswith(start):
        return path.removeprefix(start).replace(os.sep, "/")
    try:
        found = os.path.relpath(path, settings.folder).replace(os.sep, "/")
    except ValueError:  # another drive on Windows
        return None
    return None if found == ".." or found.startswith("../") else found


def read_known(path: str, *, needed: bool = False) -> Mapping[str, tuple[str, ...]]:
    """Return what a baseline of findings knows, by strategy id; nothing where there is no file, unless `needed`.

    Without the file every finding counts, so nothing is hidden by its absence. Raises `SettingsError`.
    """
    try:
        with open(path, "rb") as file:
            raw = file.read(LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        if not needed:
            return {}
        hint = "write it with `ecsc check --update-findings-baseline`, or mend its name"
        raise SettingsError(Place(shown(path)), "there is no such file", hint) from None
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise SettingsError(
            Place(shown(path)), "the baseline of findings cannot be read: {reason}", "check that you may open it",
            reason=reason,
        ) from None  # fmt: skip
    try:
        return known_of(raw)
    except NotKnownError as problem:
        place = Place(shown(path), line=problem.line)
        raise SettingsError(place, problem.reason, problem.hint, **problem.params) from None
