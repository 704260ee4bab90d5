"""What a misspelt name may have been meant for, also among thousands of names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from ecsc.diagnostics.slips import folded

FEW: Final = 200
"""So many names are all compared; of more, only those that share rare pairs of letters with the word."""

MOST_LOOKED_UP: Final = 500
"""So many different words are looked up in one strategy: where more are unknown, they are not misspelt one by one."""

_COMPARED: Final = 40
_LOOKED_UP: Final = 2000


class Names:
    """Names among which a misspelt one is looked for, again and again: what the search needs is prepared once."""

    def __init__(self, names: Iterable[str]) -> None:
        self._known = tuple(names)
        self._found: dict[tuple[str, int, float], list[str]] = {}
        self._places: dict[str, list[int]] = {}
        self._folded: dict[str, list[str]] = {}

    def close_to(self, word: str, n: int = 5, cutoff: float = 0.6) -> list[str]:
        """Return at most `n` of the names that are at least `cutoff` alike (Ratcliff and Obershelp), closest first.

        Closest of all is what is only written in another case, width or with blanks, however unlike difflib finds it.
        A comparison costs microseconds, but a file can misspell thousands of names among thousands: after
        `MOST_LOOKED_UP` different words there is no answer any more, for so many have another cause.
        """
        asked = (word, n, cutoff)
        found = self._found.get(asked)
        if found is None:
            if len(self._found) >= MOST_LOOKED_UP:
                return []
            from difflib import get_close_matches

            compared = self._known if len(self._known) <= FEW else self._likely(word)
            alike = get_close_matches(word, compared, n, cutoff)
            found = self._found[asked] = list(dict.fromkeys((*self._same(word), *alike)))[:n]
        return list(found)

    def _same(self, word: str) -> Sequence[str]:
        """Return the names that are `word` but for what people write differently."""
        if not self._folded:
            for name in self._known:
                self._folded.setdefault(folded(name), []).append(name)
        return self._folded.get(folded(word), ())

    def _likely(self, word: str) -> Sequence[str]:
        """Return the names that share most of the pairs of letters that are rarest among them."""
        from heapq import nsmallest

        if not self._places:
            for number, name in enumerate(self._known):
                for pair in _pairs(name):
                    self._places.setdefault(pair, []).append(number)
        places, shared = self._places, Counter[int]()
        looked_up = 0
        for numbers in sorted((places[pair] for pair in _pairs(word) if pair in places), key=len):
            looked_up += len(numbers)
            if shared and looked_up > _LOOKED_UP:
                break
            shared.update(numbers[:_LOOKED_UP])
        best = nsmallest(
            _COMPARED,
            shared,
            key=lambda number: (-shared[number], abs(len(self._known[number]) - len(word)), number),
        )
        return [self._known[number] for number in best]


def close_matches(word: str, names: Iterable[str], n: int = 5, cutoff: float = 0.6) -> list[str]:
    """Return what `Names.close_to` does, for names that are looked among once."""
    return Names(names).close_to(word, n, cutoff)


def _pairs(name: str) -> Iterable[str]:
    """Return the neighbouring letters of a name, its edges included, each pair once."""
    edged = f"\0{name.casefold()}\0"
    return dict.fromkeys(first + second for first, second in pairwise(edged))
