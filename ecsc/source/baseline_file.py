"""The baseline file: the dates of a plan as they once stood, in a small JSON of its own.

Only days are in it, so it means the same whatever calendar a later plan is counted on. `dates_of` reads one
and `bytes_of` writes one; the same dates give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping

import msgspec
from msgspec import Struct

BASELINE_VERSION = 1
LARGEST = 16_000_000
"""Bytes; a hundred thousand tasks need half of it."""
_BOM = b"\xef\xbb\xbf"


class TaskDays(Struct, frozen=True, forbid_unknown_fields=True):
    """A task's first and last working day, and the last day of its buffer, all in."""

    start: dt.date
    finish: dt.date
    buffer_finish: dt.date


class BaselineDates(Struct, frozen=True):
    """The dates of a plan by id; None for what had none. `finish` is its end without buffers.

    `source_hash` is the SHA-256 of the sources it was made of, in hex.
    """

    strategy: str
    source_hash: str
    finish: dt.date | None
    buffer_finish: dt.date | None
    tasks: Mapping[str, TaskDays | None]
    milestones: Mapping[str, dt.date | None]


class NoBaselineError(Exception):
    """The bytes are no baseline that can be used. `reason` is a message template, `params` its values."""

    def __init__(self, reason: str, hint: str, **params: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint
        self.params = params


class _Head(Struct):
    ecsc_baseline: int


def bytes_of(dates: BaselineDates) -> bytes:
    """Return the file of these dates: UTF-8, ids sorted, a line an entry."""
    content = {
        "ecsc_baseline": BASELINE_VERSION,
        "strategy": dates.strategy,
        "source_hash": dates.source_hash,
        "finish": dates.finish,
        "buffer_finish": dates.buffer_finish,
        "tasks": dict(sorted(dates.tasks.items())),
        "milestones": dict(sorted(dates.milestones.items())),
    }
    return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"


def is_baseline(raw: bytes) -> bool:
    """Return whether the bytes say that they are a baseline, of whatever version and state."""
    try:
        _decoded(raw.removeprefix(_BOM), _Head)
    except NoBaselineError:
        return False
    return True


def dates_of(raw: bytes) -> BaselineDates:
    """Return the dates in a baseline file. Raises `NoBaselineError` for everything else."""
    again = "write it anew with `ecsc baseline`"
    if len(raw) > LARGEST:
        raise NoBaselineError("it is larger than {size} bytes, so it is no baseline", again, size=LARGEST)
    raw = raw.removeprefix(_BOM)
    version = _decoded(raw, _Head).ecsc_baseline
    if version > BASELINE_VERSION:
        raise NoBaselineError(
            "it is a baseline of version {version}; this ecsc reads up to {newest}",
            "bring ecsc up to date, or write the baseline anew with `ecsc baseline`",
            version=version,
            newest=BASELINE_VERSION,
        )
    try:
        found = msgspec.json.decode(raw, type=BaselineDates)
    except (msgspec.MsgspecError, ValueError, RecursionError) as problem:
        raise NoBaselineError("it is damaged: {problem}", again, problem=str(problem)[:200]) from None
    for name, days in found.tasks.items():
        if days is not None and not days.start <= days.finish <= days.buffer_finish:
            raise NoBaselineError("it is damaged: `{name}` ends before it starts", again, name=name[:200])
    tasks = {unicodedata.normalize("NFC", name): days for name, days in found.tasks.items()}
    milestones = {unicodedata.normalize("NFC", name): day for name, day in found.milestones.items()}
    return msgspec.structs.replace(found, tasks=tasks, milestones=milestones)


def _decoded(raw: bytes, wanted: type[_Head]) -> _Head:
    """Return what every version of a baseline says first."""
    hint = "name a file that `ecsc baseline` wrote"
    try:
        head = msgspec.json.decode(raw, type=wanted)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise NoBaselineError("it is not a baseline", hint) from None
    if head.ecsc_baseline < 1:
        raise NoBaselineError("it is not a baseline", hint)
    return head


__all__ = [
    "BASELINE_VERSION",
    "LARGEST",
    "BaselineDates",
    "NoBaselineError",
    "TaskDays",
    "bytes_of",
    "dates_of",
    "is_baseline",
]
