"""What a misspelt name may have been meant for, also among thousands of names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

FEW: Final = 200
"""So many names are all compared; of more, only those that share rare pairs of letters with the word."""

_COMPARED: Final = 40
_LOOKED_UP: Final = 2000


def close_matches(word: str, names: Iterable[str], n: int = 5, cutoff: float = 0.6) -> list[str]:
    """Return at most `n` of `names` that are at least `cutoff` alike (Ratcliff and Obershelp), closest first.

    A comparison costs microseconds, but a file can misspell thousands of names among thousands.
    """
    from difflib import get_close_matches

    known = tuple(names)
    return get_close_matches(word, known if len(known) <= FEW else _likely(word, known), n, cutoff)


def _likely(word: str, known: tuple[str, ...]) -> Sequence[str]:
    """Return the names that share most of the pairs of letters that are rarest among them."""
    places = _places(known)
    shared: Counter[int] = Counter()
    looked_up = 0
    for numbers in sorted((places[pair] for pair in _pairs(word) if pair in places), key=len):
        looked_up += len(numbers)
        if shared and looked_up > _LOOKED_UP:
            break
        shared.update(numbers[:_LOOKED_UP])
    best = sorted(shared, key=lambda number: (-shared[number], abs(len(known[number]) - len(word)), number))
    return [known[number] for number in best[:_COMPARED]]


@lru_cache(maxsize=8)
def _places(known: tuple[str, ...]) -> Mapping[str, Sequence[int]]:
    """Return for each pair of letters the numbers of the names that have it."""
    places: dict[str, list[int]] = {}
    for number, name in enumerate(known):
        for pair in _pairs(name):
            places.setdefault(pair, []).append(number)
    return places


def _pairs(name: str) -> Iterable[str]:
    """Return the neighbouring letters of a name, its edges included, each pair once."""
    edged = f"\0{name.casefold()}\0"
    return dict.fromkeys(first + second for first, second in pairwise(edged))
