"""Proposals of levelling for programs: one JSON document, its shape fixed by `FORMAT_VERSION`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from ecsc import __version__
from ecsc.assess.proposal import Proposal

FORMAT_VERSION = 1
"""Raised when a key changes its meaning or goes; new keys may come without."""


def level_json(proposals: Sequence[tuple[str, str, Proposal]], *, ascii_only: bool = False) -> Iterator[str]:
    """Yield the document of (folder, id of the strategy, proposal). Numbers of days are decimal text."""
    strategies: list[dict[str, Any]] = [
        {"folder": folder, "id": name, **msgspec.to_builtins(proposal)}
        for folder, name, proposal in proposals
    ]
    document = {
        "format": "ecsc-level",
        "version": FORMAT_VERSION,
        "ecsc": __version__,
        "strategies": strategies,
    }
    text = json.dumps(document, ensure_ascii=ascii_only, indent=2)
    yield text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"
