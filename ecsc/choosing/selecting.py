"""Which rules are on for a file and how serious they are, from layers of settings that lie upon each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from ecsc.choosing.choices import Choices, Layer
from ecsc.diagnostics import Severity

_T = TypeVar("_T")


class Selecting:
    """The choices for one strategy, ready to be asked about many findings."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        self._files = [(frozenset(one.files), one.layer) for one in choices.per_path]
        self._layers: dict[str, tuple[Layer, ...]] = {}
        self._on: dict[tuple[str, str], bool] = {}

    @property
    def is_open(self) -> bool:
        """Return whether every rule is on, at its own severity."""
        chosen = self._choices
        return not chosen.per_path and chosen.settings == chosen.command == Layer()

    def is_on(self, code: str, file: str) -> bool:
        """Return whether a rule is on for a file."""
        known = self._on.get((code, file))
        if known is None:
            known = self._on[code, file] = is_on(code, self._of(file))
        return known

    def is_on_everywhere(self, code: str) -> bool:
        """Return whether a rule is on for every file."""
        named = {file for one in self._choices.per_path for file in one.files}
        return all(self.is_on(code, file) for file in ("", *named))

    def severity(self, code: str, file: str) -> Severity | None:
        """Return the severity that a rule is given for a file; None where it keeps its own."""
        for layer in reversed(self._of(file)):
            if (found := _best(layer.severity, code)) is not None:
                return layer.severity[found]
        return None

    def _of(self, file: str) -> tuple[Layer, ...]:
        known = self._layers.get(file)
        if known is None:
            fitting = [layer for files, layer in self._files if file in files]
            known = self._layers[file] = in_order(self._choices, fitting)
        return known


def in_order(choices: Choices, fitting: Iterable[Layer]) -> tuple[Layer, ...]:
    """Return the layers in force for a file that the `fitting` ones of paths are about, the lowest first.

    A selection of the command replaces that of the settings and of paths; what is ignored for a path stays so.
    """
    asked = choices.command
    if asked.select is None:
        return (choices.settings, *fitting, asked)
    without = (Layer(None, layer.ignore, layer.severity) for layer in fitting)
    return (Layer(severity=choices.settings.severity), asked, *without)


def is_on(code: str, layers: Iterable[Layer]) -> bool:
    """Return whether a rule is on: in each layer the longer start of its code wins, of equals `ignore` does."""
    on = True
    for layer in layers:
        ignored = _best(layer.ignore, code)
        if layer.select is not None:
            selected = _best(layer.select, code)
            on = selected is not None and (ignored is None or len(ignored) < len(selected))
        elif ignored is not None:
            on = False
    return on


def _best(starts: Iterable[str] | Mapping[str, _T], code: str) -> str | None:
    """Return the longest of the starts that the code has."""
    return max((start for start in starts if code.startswith(start)), key=len, default=None)
