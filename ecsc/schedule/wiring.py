"""The network as integer arrays.

Activity `v` has the links `begin[v]` to `begin[v + 1]`. Where both ends have one calendar and the lag is
working time, a link is one number: `start(v) >= start(tail) + offset`, in positions of that calendar. The
other links are `crossings`; in the arrays they weigh nothing. A link that leads nowhere has the tail `n`, a
nobody behind the last activity.
"""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct

from ecsc.schedule.network import Activity, Link, LinkKind, Network

NEVER = -(10**40)
"""The offset that binds nothing: further back than any lag an author can mean."""


class Crossing(Struct, frozen=True):
    """A link that has to be measured through instants: two or three calendars, elapsed lag, a moment's finish."""

    tail: int
    link: Link


class Wiring(Struct, frozen=True):
    """The arrays of a network.

    `ends` are the minutes from each activity's start to its `buffer_finish`; `unknown` are the links
    (activity, number of the link) to ids that do not exist.
    """

    activities: tuple[Activity, ...]
    numbers: dict[str, int]
    ends: list[int]
    begin: list[int]
    tails: list[int]
    offsets: list[int]
    crossings: dict[int, tuple[Crossing, ...]]
    unknown: tuple[tuple[int, int], ...]

    def links_of(self, head: int) -> list[tuple[int, Link]]:
        """Return the links of an activity that lead somewhere, each with its tail."""
        tails = self.tails[self.begin[head] : self.begin[head + 1]]
        nobody = len(self.activities)
        links = self.activities[head].links
        return [(tail, link) for tail, link in zip(tails, links, strict=True) if tail != nobody]


def wire(network: Network, dropped: Collection[tuple[int, int]] = frozenset()) -> Wiring:
    """Return the arrays of a network without the `dropped` links (activity, number of the link)."""
    activities = network.activities
    nobody = len(activities)
    index = {activity.id: number for number, activity in enumerate(activities)}
    calendars = [activity.calendar for activity in activities]
    begin, tails, offsets = [0], list[int](), list[int]()
    crossings: dict[int, tuple[Crossing, ...]] = {}
    unknown: list[tuple[int, int]] = []
    lengths = [activity.minutes for activity in activities]
    ends = [activity.minutes + (0 if activity.milestone else activity.buffer) for activity in activities]
    finish_start, finish_finish = LinkKind.FINISH_START, LinkKind.FINISH_FINISH
    number_of, add_tail, add_offset = index.get, tails.append, offsets.append
    for head, activity in enumerate(activities):
        links = activity.links
        if links:
            calendar, length = activity.calendar, activity.minutes
            reach = lengths if activity.milestone else ends
            hard = False
            for link in links:
                tail = number_of(link.predecessor, nobody)
                kind = link.kind
                offset = NEVER
                if tail == nobody:
                    unknown.append((head, len(tails) - begin[head]))
                elif calendars[tail] != calendar or link.elapsed or link.lag_calendar is not None:
                    hard = True
                elif kind is finish_start:
                    offset = reach[tail] + link.lag
                elif kind is not finish_finish:
                    offset = link.lag if kind is LinkKind.START_START else link.lag - length
                elif ends[tail]:
                    offset = reach[tail] + link.lag - length
                else:
                    hard = True
                add_tail(tail)
                add_offset(offset)
            if hard:
                crossings[head] = tuple(
                    Crossing(tail, link)
                    for tail, link, offset in zip(
                        tails[begin[head] :], links, offsets[begin[head] :], strict=True
                    )
                    if offset == NEVER and tail != nobody
                )
        begin.append(len(tails))
    if dropped:
        crossings = _drop(dropped, begin, tails, offsets, crossings, nobody)
    return Wiring(activities, index, ends, begin, tails, offsets, crossings, tuple(unknown))


def _drop(
    dropped: Collection[tuple[int, int]],
    begin: list[int],
    tails: list[int],
    offsets: list[int],
    crossings: dict[int, tuple[Crossing, ...]],
    nobody: int,
) -> dict[int, tuple[Crossing, ...]]:
    gone: dict[int, set[int]] = {}
    for head, number in dropped:
        place = begin[head] + number
        gone.setdefault(head, set()).add(tails[place])
        tails[place], offsets[place] = nobody, NEVER
    kept = {
        head: tuple(crossing for crossing in found if crossing.tail not in gone.get(head, ()))
        for head, found in crossings.items()
    }
    return {head: found for head, found in kept.items() if found}
