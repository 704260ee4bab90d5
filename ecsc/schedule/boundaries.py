"""The edges of groups of work: what has to keep its place so that an edge keeps its own.

The last edge of a group is an ordinary moment: whatever ends later moves it. The first edge moves only when
everything that starts in time slips past the limit. So total and free float, which ask what may slip by
itself, leave a first edge alone where two activities start in time that no third one could delay together.
Where all that start in time depend on one another or on common work, the earliest of them has to keep the
limit: floats are then never too great, though they may be smaller than what a trial would find.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ecsc.schedule.network import Boundary, Link, Network
from ecsc.schedule.placement import Placement


def edges_of(network: Network) -> frozenset[int]:
    """Return the numbers of the boundaries of a network."""
    return frozenset(number for number, each in enumerate(network.activities) if each.boundary is not None)


def held_by(place: Placement, backwards: Sequence[int], head: int, limit: int) -> Iterator[tuple[int, Link]]:
    """Yield the links of a boundary whose predecessors have to stay so that it stands no later than `limit`."""
    links = place.wiring.links_of(head)
    if place.activities[head].boundary is not Boundary.FIRST:
        yield from links
        return
    asks = [place.required_moment(tail, link, head) for tail, link in links]
    if not asks:
        return
    first = asks.index(min(asks))
    anchor = links[first][0]
    others = [tail for (tail, _), asked in zip(links, asks, strict=True) if asked <= limit and tail != anchor]
    if not others or not _one_apart(place, backwards, anchor, others):
        yield links[first]


def earliest(place: Placement, head: int) -> tuple[int, Link]:
    """Return the link of a boundary that asks for the least, of several the first."""
    return min(place.wiring.links_of(head), key=lambda each: place.required_moment(each[0], each[1], head))


def _one_apart(place: Placement, backwards: Sequence[int], anchor: int, others: Sequence[int]) -> bool:
    """Return whether one of `others` shares neither links nor awaited work with `anchor`."""
    touched, waiting = {anchor}, [anchor]
    while waiting:
        fresh = [tail for tail in _tails(place, waiting.pop()) if tail not in touched]
        touched.update(fresh)
        waiting.extend(fresh)
    if any(other not in touched and not _tails(place, other) for other in others):
        return True
    for number in reversed(backwards):
        if not touched.isdisjoint(_tails(place, number)):
            touched.add(number)
    return not touched.issuperset(others)


def _tails(place: Placement, number: int) -> list[int]:
    """Return what could delay an activity; nothing delays a pinned one."""
    if place.activities[number].pin is not None:
        return []
    wiring, nobody = place.wiring, len(place.activities)
    return [tail for tail in wiring.tails[wiring.begin[number] : wiring.begin[number + 1]] if tail != nobody]


def source_of(place: Placement, number: int) -> int | None:
    """Return the work that a boundary stands for, none where a circle left it none; work stands for itself.

    Looked up once for each boundary: thousands may wait for a group of thousands.
    """
    if place.activities[number].boundary is None:
        return number
    if number not in place.sources:
        moment = place.moments[number]
        asks = (
            (tail, place.required_moment(tail, link, number)) for tail, link in place.wiring.links_of(number)
        )
        found = next((tail for tail, asked in asks if asked == moment), None)
        place.sources[number] = None if found is None else source_of(place, found)
    return place.sources[number]
