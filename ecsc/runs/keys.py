"""By what a result is known again: everything that it follows from, as far as it is known before it is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import blake2b
from typing import Any

import msgspec

from ecsc.pipeline import Organisation, StrategyInput
from ecsc.runs.asked import Asked


class Keys:
    """Makes the keys of one run, in which all strategies are asked the same and many share their settings."""

    def __init__(self, asked: Asked) -> None:
        self._asked = _plain(asked)
        self._made: dict[int, tuple[object, bytes]] = {}

    def key(self, given: StrategyInput) -> bytes:
        """Return 16 bytes for a strategy: its files with their names, what it shares and chooses, what is asked.

        What is read on demand is not in it: nobody knows yet what that will be.
        """
        digest = blake2b(self._asked, digest_size=16)
        for name in given.choices.__struct_fields__:  # strategies share most of them, and not always all
            digest.update(self._once(getattr(given.choices, name), _plain))
        digest.update(self._once(given.organisation, _organisation))
        _add(digest, given.folder, b"")
        for name, content in given.files:
            _add(digest, name, content)
        return digest.digest()

    def _once(self, shared: Any, digested: Callable[[Any], bytes]) -> bytes:
        """Return the digest of what many strategies have in common, which is made but once."""
        if id(shared) not in self._made:
            # Kept with what it was made of, so that nothing else can come by the same id.
            self._made[id(shared)] = shared, blake2b(digested(shared)).digest()
        return self._made[id(shared)][1]


def _organisation(shared: Organisation) -> bytes:
    digest = blake2b(_plain(shared.packs))
    digest.update(_plain({name: repr(value) for name, value in shared.thresholds.items()}))
    for name, content in shared.files:
        _add(digest, name, content)
    return digest.digest()


def _add(digest: blake2b, name: str, content: bytes) -> None:
    digest.update(f"{name}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
    digest.update(content)


def _plain(value: object) -> bytes:
    """Return settings as bytes, the same ones in every process: sets and tables in order."""
    return msgspec.msgpack.encode(value, enc_hook=_told, order="deterministic")


def _told(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) else repr(value)
