"""Whether a word is beyond doubt a slip of the pen: no other name is as near, and what differs says nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from ecsc.diagnostics.finding import Meant

SHORTEST: Final = 4
"""Letters of a part of a name within which one slip is beyond doubt: `may` and `mar` are two months."""

LONG: Final = 8
"""Letters from more than which on two slips are."""

LONGEST: Final = 60

_DIGITS = re.compile(r"[0-9一二三四五六七八九十]+")
_PARTS = re.compile(r"[_.]")


@lru_cache(maxsize=8192)
def folded(word: str) -> str:
    """Return a word without what people write differently: case, width, blanks and hyphens."""
    return re.sub(r"[-\s]+", "_", unicodedata.normalize("NFKC", word).strip().casefold())


def meant_by(word: str, near: Iterable[str], names: Iterable[str] | None = None) -> Meant | None:
    """Return what a misspelt `word` was meant for among the `near` names, None where several could be.

    It is safe when the word is beyond doubt a slip for one of `names`, which are `near` unless given.
    """
    near = tuple(near)
    sure = surely(word, near if names is None else names)
    if sure:
        return Meant(word, sure, safe=True)
    return Meant(word, near[0], safe=False) if len(near) == 1 else None


def surely(word: str, names: Iterable[str]) -> str:
    """Return the one of `names` that `word` is a slip of the pen for, or an empty text.

    That is another case, width or hyphen, a missing `_`, or at most a letter or two off within a part of the name:
    never its first letter, a digit or a short part, by which names are told apart on purpose (`q1`, `team_a`).
    """
    if len(word) > LONGEST:
        return ""
    names = tuple(dict.fromkeys(names))
    same = [name for name in names if folded(name) == folded(word)]
    if same:
        return same[0] if len(same) == 1 else ""
    off = [name for name in names if _is_slip(folded(word), folded(name))]
    return off[0] if len(off) == 1 else ""


def _is_slip(word: str, name: str) -> bool:
    if abs(len(word) - len(name)) > 2 or word[:1] != name[:1] or len(name) > LONGEST:
        return False
    if _DIGITS.findall(word) != _DIGITS.findall(name):
        return False
    ours, theirs = _PARTS.split(word), _PARTS.split(name)
    if len(ours) != len(theirs):
        return word.replace("_", "") == name.replace("_", "")
    wrong = [(one, other) for one, other in zip(ours, theirs, strict=True) if one != other]
    return len(wrong) == 1 and _is_near(*wrong[0])


def _is_near(one: str, other: str) -> bool:
    """Return whether two parts of names, in Latin letters, are one slip apart, long ones at most two."""
    if not (one.isascii() and other.isascii()) or one[:1] != other[:1]:
        return False
    if sorted(one) == sorted(other):  # only swapped: even of short words nobody makes two names
        return distance(one, other) == 1
    longest = max(len(one), len(other))
    return longest >= SHORTEST and distance(one, other) <= (2 if longest > LONG else 1)


def distance(one: str, other: str) -> int:
    """Return how many letters must be put in, taken out, replaced or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        above, before = before, row
        row = [i, *([0] * len(other))]
        for j, wanted in enumerate(other, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                row[j] = min(row[j], above[j - 2] + 1)
    return row[-1]
