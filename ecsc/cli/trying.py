"""What is to be tried with tasks, from the options of a command."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TypeVar

from ecsc.assess.delays import Change
from ecsc.cli.failure import UsageProblem
from ecsc.quantity import Duration, QuantityError, parse_duration

_Given = TypeVar("_Given")
_MINUS = ("-", "−", "－")


def changes_of(
    names: Sequence[str], slip: Sequence[str], start: Sequence[dt.date], longer: Sequence[str]
) -> tuple[Change, ...]:
    """Return a change for each task. Raises `UsageProblem` for what cannot be meant."""
    if not (slip or start or longer):
        raise UsageProblem("say what is to be tried with {word}", {"word": names[0]}, hint="add --slip 5d")
    if slip and start:
        raise UsageProblem("--slip and --start both say when it starts", hint="keep one of the two")
    slips = _spread("--slip", [_length("--slip", one) for one in slip], len(names))
    starts = _spread("--start", list(start), len(names))
    lengths = _spread("--longer", [_length("--longer", one) for one in longer], len(names))
    return tuple(Change(*one) for one in zip(names, slips, starts, lengths, strict=True))


def _spread(option: str, given: Sequence[_Given], count: int) -> Sequence[_Given | None]:
    if not given:
        return [None] * count
    if len(given) == 1:
        return [given[0]] * count
    if len(given) != count:
        told = {"option": option, "given": len(given), "count": count}
        raise UsageProblem(
            "{option} is given {given} times for {count} tasks",
            told,
            hint="give it once, or once for each task",
        )
    return given


def _length(option: str, text: str) -> Duration:
    bare = text.strip().lstrip("+＋")
    back = bare.startswith(_MINUS)
    try:
        length = parse_duration(bare.lstrip("".join(_MINUS)).strip())
    except QuantityError:
        told = {"option": option, "word": text}
        raise UsageProblem(
            "{option}: {word} is no length of time", told, hint="write it as 5d, 2w or -3d"
        ) from None
    return Duration(-length.value, length.unit, length.kind) if back else length
