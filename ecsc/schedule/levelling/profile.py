"""How much of a resource is taken when: a step function over the working minutes of its calendar."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from fractions import Fraction

_BEGIN = -(10**40)


class Profile:
    """Levels between breakpoints. Equal neighbours are one step, so work back to back is passed at once."""

    __slots__ = ("_at", "_levels", "_passed", "capacity")

    def __init__(self, capacity: Fraction) -> None:
        """Begin with nothing taken of `capacity`."""
        self.capacity = capacity
        self._at = [_BEGIN]
        self._levels = [Fraction(0)]
        self._passed: dict[tuple[int, Fraction], tuple[int, int]] = {}

    def take(self, begin: int, end: int, rate: Fraction) -> None:
        """Take `rate` of every minute in `[begin, end)`."""
        if begin >= end or not rate:
            return
        first, last = self._break(begin), self._break(end)
        levels = self._levels
        for index in range(first, last):
            levels[index] += rate
        for index in (last, first):
            if index and levels[index] == levels[index - 1]:
                del levels[index], self._at[index]

    def conflict(self, begin: int, end: int, rate: Fraction) -> int | None:
        """Return where the first step that leaves less than `rate` within `[begin, end)` ends; none if none."""
        at, levels, room = self._at, self._levels, self.capacity - rate
        index = bisect_right(at, begin) - 1
        size = len(at)
        while index < size and at[index] < end:
            if levels[index] > room:
                while index + 1 < size and levels[index + 1] > room:
                    index += 1
                return at[index + 1] if index + 1 < size else end
            index += 1
        return None

    def steps(self) -> list[tuple[int, int, Fraction]]:
        """Return (begin, end, level) of every step on which something is taken."""
        ends = zip(self._at[1:], self._at[2:], self._levels[1:], strict=False)
        return [(begin, end, level) for begin, end, level in ends if level]

    def passed(self, length: int, rate: Fraction, morning: int) -> int:
        """Return the first morning from `morning` on that was not yet found to have no room for `length` minutes.

        Room only shrinks: a morning without room will never have any.
        """
        begin, found = self._passed.get((length, rate), (0, _BEGIN))
        return found if begin <= morning < found else morning

    def remember(self, length: int, rate: Fraction, morning: int, found: int) -> None:
        """Remember that no morning from `morning` to before `found` has room for `length` minutes."""
        begin, last = self._passed.get((length, rate), (morning, morning))
        if begin <= morning <= last:
            self._passed[length, rate] = (begin, max(found, last))
        elif morning < begin <= found:
            self._passed[length, rate] = (morning, max(found, last))

    def _break(self, position: int) -> int:
        index = bisect_left(self._at, position)
        if index == len(self._at) or self._at[index] != position:
            self._at.insert(index, position)
            self._levels.insert(index, self._levels[index - 1])
        return index
