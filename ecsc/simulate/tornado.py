"""What moves the end most: each uncertain activity at its low and at its high, all others at their likely."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from ecsc.schedule import Schedule
from ecsc.schedule.backward import lone_dates
from ecsc.simulate.draws import Spread
from ecsc.simulate.network import chunk_of, cut_spread, fixed_lengths
from ecsc.simulate.played import Frame, Played
from ecsc.simulate.rows import Row


class Moves(Struct, frozen=True):
    """By how many working minutes of the first calendar the end moves: at the low and at the high."""

    id: str
    low: int
    high: int

    @property
    def span(self) -> int:
        """Return the distance between the two."""
        return abs(self.high - self.low)


def tornado(schedule: Schedule, spreads: Mapping[str, Spread]) -> tuple[Moves, ...]:
    """Return what each uncertain activity does to the end by itself, the most first, then as defined."""
    import numpy as np

    frame = Frame(schedule)
    activities = frame.place.activities
    uncertain = [n for n, each in enumerate(activities) if each.id in spreads and each.minutes]
    lone = lone_dates(frame.place)
    if not uncertain or len(lone) == len(activities):
        return ()
    lengths, count = fixed_lengths(schedule), 2 * len(uncertain) + 1
    ends: list[Row] = []
    step = chunk_of(len(activities), count)
    for begin in range(0, count, step):
        size = min(step, count - begin)
        for place, number in enumerate(uncertain):
            lengths[number] = _row(cut_spread(spreads[activities[number].id]), 2 * place + 1 - begin, size)
        end = Played(frame, lengths, size).latest_end(lone)
        if end is not None:
            ends.append(end)
    positions = frame.clocks[0].work_before(np.concatenate(ends))
    moved = (positions - positions[0]).tolist()
    found = [
        Moves(activities[number].id, moved[2 * place + 1], moved[2 * place + 2])
        for place, number in enumerate(uncertain)
    ]
    return tuple(sorted(found, key=lambda one: -one.span))


def _row(spread: Spread, low: int, size: int) -> Row:
    """Return an activity's lengths: likely in each run but `low`, where it is low, and the next, where high."""
    import numpy as np

    row = np.full(size, max(round(spread.likely), 1), np.int64)
    if 0 <= low < size:
        row[low] = max(round(spread.low), 1)
    if 0 <= low + 1 < size:
        row[low + 1] = max(round(spread.high), 1)
    return row
