"""What a cache keeps of a strategy as checked, as bytes and back: plain values of fixed types, and no program."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, get_type_hints

import msgspec

from ecsc.pipeline import StrategyInput
from ecsc.report import Checked
from ecsc.runs.sources import Sources

_AT_HAND = ("folder", "sources")
"""What is known of a strategy whenever something that is kept of it is looked up."""

_KEPT = tuple(name for name in Checked.__struct_fields__ if name not in _AT_HAND)


def kept(one: Checked, *names: object) -> bytes | None:
    """Return a strategy as checked as bytes.

    None where anything in it, or of the names that it is kept by, is no text (a file name need not be).
    """
    try:
        msgspec.msgpack.encode(names)
        return msgspec.msgpack.encode([getattr(one, name) for name in _KEPT])
    except UnicodeEncodeError:
        return None


def restored(content: bytes, given: StrategyInput) -> Checked | None:
    """Return what was kept of the strategy; None for what cannot be read."""
    try:
        values = _decoder().decode(content)
    except (msgspec.DecodeError, ValueError):
        return None
    return Checked(folder=given.folder, sources=Sources(given), **dict(zip(_KEPT, values, strict=True)))


@cache
def _decoder() -> msgspec.msgpack.Decoder[tuple[Any, ...]]:
    # Nobody decodes the texts, so their type is not needed, nor the room that it comes from.
    types = get_type_hints(Checked, localns={"Mapping": Mapping, "SourceText": object})
    return msgspec.msgpack.Decoder(tuple[tuple(types[name] for name in _KEPT)])  # type: ignore[misc]
