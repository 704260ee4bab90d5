"""What a cache keeps of a strategy as checked, as bytes and back: plain values of fixed types, and no program."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from ecsc.pipeline import StrategyInput
from ecsc.report import Checked, Told
from ecsc.report.told import ToldSuppressed, ToldWaived
from ecsc.runs.sources import Sources


class _Kept(Struct, frozen=True, array_like=True):
    """A `Checked` without its folder and texts, which are at hand whenever it is looked up."""

    findings: tuple[Told, ...]
    strategy: str | None
    tasks: int
    goals: int
    waived: tuple[ToldWaived, ...]
    suppressed: tuple[ToldSuppressed, ...]


_DECODER = msgspec.msgpack.Decoder(_Kept)


def kept(one: Checked, *names: object) -> bytes | None:
    """Return a strategy as checked as bytes.

    None where anything in it, or of the names that it is kept by, is no text (a file name need not be).
    """
    values = _Kept(one.findings, one.strategy, one.tasks, one.goals, one.waived, one.suppressed)
    try:
        msgspec.msgpack.encode(names)
        return msgspec.msgpack.encode(values)
    except UnicodeEncodeError:
        return None


def restored(content: bytes, given: StrategyInput) -> Checked | None:
    """Return what was kept of the strategy; None for what cannot be read."""
    try:
        found = _DECODER.decode(content)
    except (msgspec.DecodeError, ValueError):
        return None
    return Checked(
        given.folder,
        found.findings,
        Sources(given),
        found.strategy,
        found.tasks,
        found.goals,
        found.waived,
        found.suppressed,
    )
