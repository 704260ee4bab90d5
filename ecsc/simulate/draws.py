"""Random numbers: one stream for each name, and triangular values made of them.

A stream is Philox (Salmon et al., *Parallel random numbers: as easy as 1, 2, 3*, 2011), keyed by the seed and
the name, so that a task more or less changes nobody else's draws. Of numpy only the raw bits are used, whose
order is guaranteed; the methods of its `Generator` may change between versions (NEP 19).
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BITS = 11
_UNIT = 2.0**-53
"""The top 53 of 64 bits make a double in [0, 1) without rounding."""


class Spread(Struct, frozen=True):
    """A triangular distribution: `low` <= `likely` <= `high`."""

    low: float
    likely: float
    high: float


class Stream:
    """The uniform numbers of one name; every call goes on where the last one ended."""

    __slots__ = ("_bits",)

    def __init__(self, seed: int, *name: str) -> None:
        """Begin the stream of `name` (section, id and what else tells it from others)."""
        from numpy.random import Philox

        told = "\0".join((str(seed), *name)).encode()
        self._bits = Philox(key=int.from_bytes(blake2b(told, digest_size=16).digest(), "little"))

    def uniform(self, count: int) -> NDArray[np.float64]:
        """Return the next `count` numbers in [0, 1)."""
        import numpy as np

        raw: NDArray[np.uint64] = np.asarray(self._bits.random_raw(count), np.uint64)
        return (raw >> np.uint64(_BITS)).astype(np.float64) * _UNIT


def triangular(spread: Spread, uniform: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the values of a triangular distribution at the given probabilities (its inverse)."""
    import numpy as np

    low, likely, high = spread.low, spread.likely, spread.high
    width = high - low
    if not width > 0:
        return np.full(uniform.shape, likely, np.float64)
    rising = low + np.sqrt(uniform * (width * (likely - low)))
    falling = high - np.sqrt((1.0 - uniform) * (width * (high - likely)))
    values = np.where(uniform < (likely - low) / width, rising, falling)
    return np.clip(values, low, high)
