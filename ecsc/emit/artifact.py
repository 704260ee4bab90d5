"""What an emitter returns: named bytes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from msgspec import Struct

from ecsc.compiled import Compiled


class Artifact(Struct, frozen=True):
    """One output file: `name` is a plain file name made by ecsc, `content` its bytes, `note` who it is for."""

    name: str
    content: bytes
    note: str = ""


Emitter: TypeAlias = Callable[[Compiled, str], tuple[Artifact, ...]]
"""Compiled and a language (`en` or `zh-CN`) in, files out; pure and deterministic."""
