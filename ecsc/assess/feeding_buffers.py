"""Feeding buffers: where a chain of other work joins the critical chain, time in hand that moves nothing.

Critical chain project management (Goldratt, *Critical Chain*, 1997): no task has a buffer of its own, the
project has one at its end, and each chain that joins the critical one has one at the join. Here the schedule is
not moved to make room for it: a feeding buffer covers what room there is, and less than it asks for is told.

The chains are those of the schedule, so they are always the same: the critical chain drives the last finish.
At each of its members, the chain that joins there is the driving chain of one thing that the member waits for
and that is not critical: that with the most work on it, of equal ones the later to finish, then the first
written. It begins where the critical chain leaves it alone. Each task ends one chain, at the first join.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from ecsc.assess.project_buffer import buffer_size, critical_chain
from ecsc.assess.timetable import Timetable
from ecsc.model import Strategy
from ecsc.schedule import Join, Schedule, joins, members


class FeedingBuffer(Struct, frozen=True):
    """The buffer after task `after`, whose chain joins the critical item `joins`.

    `chain` is the feeding chain, `after` its last; `size` what the policy asks for and `room` what there is,
    in working minutes of the strategy's calendar, counted from its position `begin`.
    """

    after: str
    joins: str
    chain: tuple[str, ...]
    size: int
    room: int
    begin: int


def feeding_buffers(strategy: Strategy, table: Timetable) -> tuple[FeedingBuffer, ...]:
    """Return the feeding buffers along the critical chain; none under another policy."""
    header = strategy.header
    if header.buffer.policy != "critical_chain" or header.buffer.size is None:
        return ()
    return tuple(_Feeders(table).buffers(lambda work: buffer_size(header, work)))


class _Feeders:
    """The chains beside the critical one, each looked up once."""

    def __init__(self, table: Timetable) -> None:
        self.table = table
        self.schedule: Schedule = table.schedule
        self.activities = table.schedule.placement.activities
        self.chain = tuple(table.schedule.numbers[name] for name in critical_chain(table))
        self.critical = frozenset(self.chain)
        self._work: dict[int, int] = {}
        self._groups: dict[int, int | None] = {}

    def buffers(self, size: Callable[[int], int]) -> Iterator[FeedingBuffer]:
        """Yield a buffer for each chain that joins, along the critical chain; `size` is that for its work."""
        used: set[int] = set()
        for head in self.chain:
            found: dict[int, Join] = {}
            for join in joins(self.schedule, head):
                tail = join.tail if join.group is None else self._best_of_group(join.group)
                if tail is not None and self.work(tail) and tail not in used:
                    kept = found.get(tail)
                    found[tail] = join if kept is None or join.limit < kept.limit else kept
            tail = self._best(found)
            if tail is not None:
                used.add(tail)
                yield self._buffer(tail, found[tail], size(self.work(tail)))

    def work(self, number: int) -> int:
        """Return the minutes of work on the driving chain of an activity, up to the critical chain."""
        path: list[int] = []
        here: int | None = number
        while here is not None and here not in self.critical and here not in self._work:
            path.append(here)
            here = self._source(here)
        total = self._work.get(here, 0) if here is not None else 0
        for each in reversed(path):
            total = self._work[each] = total + self.activities[each].minutes
        return self._work.get(number, 0)

    def _source(self, number: int) -> int | None:
        source = self.schedule.driver(self.activities[number].id).source
        return None if source is None else self.schedule.numbers[source]

    def _best(self, numbers: Iterable[int]) -> int | None:
        candidates = [number for number in numbers if self.work(number)]
        finish = self.schedule.early
        return max(
            candidates,
            key=lambda each: (self.work(each), finish[each] + self.activities[each].minutes, -each),
            default=None,
        )

    def _best_of_group(self, boundary: int) -> int | None:
        if boundary not in self._groups:
            self._groups[boundary] = self._best(members(self.schedule, boundary))
        return self._groups[boundary]

    def _buffer(self, tail: int, join: Join, size: int) -> FeedingBuffer:
        chain: list[int] = []
        here: int | None = tail
        while here is not None and here not in self.critical:
            chain.append(here)
            here = self._source(here)
        last = next(each for each in chain if self.activities[each].minutes)
        calendar = self.table.calendar
        begin = calendar.work_before(self.schedule.placed(self.activities[tail].id).finish)
        return FeedingBuffer(
            self.activities[last].id,
            self.activities[join.head].id,
            tuple(self.activities[each].id for each in reversed(chain)),
            size,
            max(calendar.work_before(join.limit) - begin, 0),
            begin,
        )
