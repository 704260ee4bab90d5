"""What progress is measured against where the command line says so, and not the strategy."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from msgspec import structs

from ecsc.cli.failure import UsageProblem
from ecsc.pipeline import StrategyInput
from ecsc.workspace.beside import read_whole

if TYPE_CHECKING:
    from ecsc.model.header import Baseline


def measured(
    strategies: Iterable[StrategyInput], file: str | None, revision: str | None
) -> tuple[tuple[StrategyInput, ...], Baseline | None]:
    """Return the strategies and the baseline in place of their own; None where the command names none.

    The file may lie anywhere: it is the reader's own word, not an author's.
    """
    given = tuple(strategies)
    if file is not None and revision is not None:
        told = {"word": "--baseline-rev", "other": "--baseline-file"}
        raise UsageProblem("{word} and {other} exclude each other", told, hint="keep one of the two")
    if file is None and revision is None:
        return given, None
    from ecsc.model.header import Baseline

    if file is None:
        return given, Baseline(revision=revision)
    if not os.path.isfile(file):  # noqa: PTH113 - paths are text on the way in
        hint = "check the path, seen from the folder you are in"
        raise UsageProblem("there is no file {word}", {"word": file}, hint=hint)
    read = partial(_read_named, file)
    return tuple(structs.replace(one, beside=read) for one in given), Baseline(file=file)


def _read_named(file: str, _: str) -> bytes:
    return read_whole(file)
