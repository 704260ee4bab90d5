"""A script of its own: the stages of `ecsc check` and the bare load, timed in one process.

In: the file's path and the number of rounds. Out: JSON, the seconds of every round by name of the part.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import yaml

from ecsc.assess import assess
from ecsc.link import link
from ecsc.locating import Locator
from ecsc.model import build
from ecsc.rules import check_all
from ecsc.source import read_document
from ecsc.source.shape.gate import check_shape

Value = TypeVar("Value")


class Clock:
    """Times calls and keeps the seconds by name."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = {}

    def __call__(self, name: str, call: Callable[[], Value]) -> Value:
        """Return what `call` returns, its seconds kept under `name`."""
        start = time.perf_counter()
        value = call()
        self.seconds.setdefault(name, []).append(time.perf_counter() - start)
        return value


def load(clock: Clock, raw: bytes) -> None:
    """Time the bare load with the collector on, as everybody runs it."""
    gc.enable()
    clock("load", lambda: yaml.load(raw, Loader=yaml.CSafeLoader))


def stages(clock: Clock, raw: bytes) -> None:
    """Time the stages in their order with the collector off, as `ecsc check` runs them."""
    gc.disable()
    document, _ = clock("read", lambda: read_document("strategy.yaml", raw))
    _, refused = clock("gate", lambda: check_shape(document))
    strategy, _ = clock("build", lambda: build([document], [refused]))
    linked, _ = clock("link", lambda: link(strategy))
    assessed = clock("assess", lambda: assess(linked))
    found = clock("rules", lambda: tuple(check_all(assessed)))
    clock("locate", lambda: Locator([document], {}).locate_all(found))


def main(path: str, rounds: str) -> None:
    """Print the seconds of all rounds. The first one, which also imports and fills caches, is left out."""
    raw = Path(path).read_bytes()
    clock = Clock()
    for _ in range(int(rounds) + 1):
        for part in (load, stages):
            gc.collect()  # what one part leaves behind must not be collected while the other is timed
            part(clock, raw)
    print(json.dumps({name: seconds[1:] for name, seconds in clock.seconds.items()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
