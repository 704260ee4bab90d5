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


def held_by(place: Placement, head: int, limit: int) -> Iterator[tuple[int, Link]]:
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
    if not others or not _one_apart(place, head, anchor, others):
        yield links[first]


def earliest_held(place: Placement, head: int, _limit: int) -> Iterator[tuple[int, Link]]:
    """Yield the links of a boundary whose predecessors have to stay though many slip at once.

    Of several that start in time, the earliest keeps a first edge in its place: enough, though another one
    might do as well.
    """
    if place.activities[head].boundary is not Boundary.FIRST:
        yield from place.wiring.links_of(head)
    elif place.wiring.links_of(head):
        yield earliest(place, head)


def surely_held(place: Placement, head: int, _limit: int) -> Iterator[tuple[int, Link]]:
    """Yield the links of a boundary whose predecessors have to stay whatever the others do."""
    links = place.wiring.links_of(head)
    if place.activities[head].boundary is not Boundary.FIRST or len(links) == 1:
        yield from links


def earliest(place: Placement, head: int) -> tuple[int, Link]:
    """Return the link of a boundary that asks for the least, of several the first."""
    return min(place.wiring.links_of(head), key=lambda each: place.required_moment(each[0], each[1], head))


def _one_apart(place: Placement, head: int, anchor: int, others: Sequence[int]) -> bool:
    """Return whether one of `others` shares neither links nor awaited work with `anchor`.

    Found out once for each member of the boundary `head`, for both passes and the deadlines.
    """
    known = place.apart.setdefault(head, {})
    if any(known.get(other) for other in others):
        return True
    near = {anchor, *_tails(place, anchor)}
    for other in others:
        if other not in known and (other in near or not near.isdisjoint(_tails(place, other))):
            known[other] = False  # the common case: all wait for the phase before
    fresh = [other for other in others if other not in known]
    if not fresh:
        return False
    shared, waiting = {anchor}, [anchor]
    while waiting:
        found = [tail for tail in _tails(place, waiting.pop()) if tail not in shared]
        shared.update(found)
        waiting.extend(found)
    clean: set[int] = set()
    for other in fresh:
        known[other] = not _shares(place, other, shared, clean)
        if known[other]:
            return True
    return False


def _shares(place: Placement, number: int, shared: set[int], clean: set[int]) -> bool:
    """Return whether anything in `shared` could delay an activity, and note what lies on the way in both sets."""
    if number in shared:
        return True
    path = [(number, iter(_tails(place, number)))]
    while path:
        here, tails = path[-1]
        tail = next((tail for tail in tails if tail not in clean), None)
        if tail is None:
            clean.add(here)
            path.pop()
        elif tail in shared:
            shared.update(each for each, _ in path)
            return True
        else:
            path.append((tail, iter(_tails(place, tail))))
    return False


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
