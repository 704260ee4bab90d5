"""The strategies that arguments name: paths, or standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from ecsc.cli.failure import UsageProblem
from ecsc.diagnostics import Finding
from ecsc.messages import Phrase
from ecsc.pipeline import StrategyInput
from ecsc.pipeline.inputs import Organisation
from ecsc.workspace import PathError, SettingsError, find_strategies, find_strategy_of_text
from ecsc.workspace.settings import organisation_of, settings_above


def inputs(
    paths: Sequence[str], stdin_filename: str | None = None, typed: bytes | None = None
) -> tuple[tuple[StrategyInput, ...], tuple[Finding, ...]]:
    """Return the strategies in `paths` (by default the current folder) and what is wrong with them.

    `typed` is what was read from standard input, if somebody has done so.
    """
    with wrong_usage():
        return _found(paths, stdin_filename, typed)


@contextmanager
def wrong_usage() -> Iterator[None]:
    """Turn paths that are not there and settings that cannot be read into wrong usage."""
    try:
        yield
    except PathError as problem:
        told = {"word": problem.path}
        hint = "check the path, seen from the folder you are in"
        raise UsageProblem("there is no file or folder {word}", told, hint=hint) from None
    except SettingsError as problem:
        raise wrong_settings(problem) from None


def standard_input() -> bytes:
    """Return what was typed or piped in. Raises `UsageProblem` where there is no standard input."""
    if sys.stdin is None:
        raise UsageProblem("standard input is closed", hint="name the file in place of -")
    return sys.stdin.buffer.read()


def plugins_here() -> Organisation:
    """Return what the settings in force in the current folder share, plug-ins among it. Raises `UsageProblem`."""
    try:
        return organisation_of(settings_above("."))
    except SettingsError as problem:
        raise wrong_settings(problem) from None


def wrong_settings(problem: SettingsError) -> UsageProblem:
    """Return what is wrong with settings, as wrong usage with its file and line."""
    told = {
        **problem.params,
        "file": problem.place.file,
        "line": problem.place.line,
        "reason": Phrase(problem.reason, **problem.params),
    }
    return UsageProblem("{file}:{line}: {reason}", told, hint=problem.hint)


def _found(
    paths: Sequence[str], stdin_filename: str | None, typed: bytes | None
) -> tuple[tuple[StrategyInput, ...], tuple[Finding, ...]]:
    if "-" in paths:
        if len(paths) > 1:
            hint = "check the paths in another run"
            raise UsageProblem("- stands alone: it is one strategy", hint=hint)
        return find_strategy_of_text(standard_input() if typed is None else typed, stdin_filename)
    if stdin_filename is not None:
        raise UsageProblem("--stdin-filename is for standard input", hint="add - to read from it")
    return find_strategies(paths or (".",))
