"""The order in which a network can be computed, and the circles that forbid one."""

from __future__ import annotations

from ecsc.schedule.wiring import Wiring


def backwards(wiring: Wiring) -> list[int]:
    """Return the activities so that each comes before all it waits for (Kahn, from the last to the first).

    Deterministic: by definition order within a rank. What waits in a circle, and what a circle waits for, is
    left out. Reversed it is the order of the forward pass.
    """
    begin, tails = wiring.begin, wiring.tails
    nobody = len(wiring.activities)
    waiting = [0] * (nobody + 1)
    for tail in tails:
        waiting[tail] += 1
    waiting[nobody] = -1
    queue = [number for number in range(nobody) if not waiting[number]]
    append = queue.append
    for head in queue:
        for tail in tails[begin[head] : begin[head + 1]]:
            left = waiting[tail] - 1
            waiting[tail] = left
            if not left:
                append(tail)
    return queue


def circles(wiring: Wiring, ordered: list[int]) -> list[list[int]]:
    """Return the groups of activities that wait for each other, sorted by definition order.

    These are the strongly connected components (Tarjan 1972, with an explicit stack) of more than one
    activity or with a link to itself, among the activities that `ordered` leaves out.
    """
    rest = sorted(set(range(len(wiring.activities))).difference(ordered))
    inside = set(rest)
    ranks: dict[int, int] = {}
    low: dict[int, int] = {}
    path: list[int] = []
    on_path: set[int] = set()
    found: list[list[int]] = []
    for root in rest:
        if root in ranks:
            continue
        work = [(root, iter(_tails(wiring, root, inside)))]
        ranks[root] = low[root] = len(ranks)
        path.append(root)
        on_path.add(root)
        while work:
            head, tails = work[-1]
            for tail in tails:
                if tail not in ranks:
                    ranks[tail] = low[tail] = len(ranks)
                    path.append(tail)
                    on_path.add(tail)
                    work.append((tail, iter(_tails(wiring, tail, inside))))
                    break
                if tail in on_path:
                    low[head] = min(low[head], ranks[tail])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[head])
                if low[head] == ranks[head]:
                    found.append(_component(wiring, head, path, on_path))
    return sorted(group for group in found if group)


def _tails(wiring: Wiring, head: int, inside: set[int]) -> list[int]:
    return [tail for tail in wiring.tails[wiring.begin[head] : wiring.begin[head + 1]] if tail in inside]


def _component(wiring: Wiring, head: int, path: list[int], on_path: set[int]) -> list[int]:
    """Take the component of `head` off the path; empty when it is one activity without a link to itself."""
    group: list[int] = []
    while not group or group[-1] != head:
        group.append(path.pop())
    on_path.difference_update(group)
    if len(group) == 1 and head not in _tails(wiring, head, {head}):
        return []
    return sorted(group)


def inner_links(wiring: Wiring, groups: list[list[int]]) -> list[tuple[int, int]]:
    """Return the links (activity, number of the link) that stay within one group."""
    group_of = {number: place for place, group in enumerate(groups) for number in group}
    return [
        (head, number)
        for group in groups
        for head in group
        for number, tail in enumerate(wiring.tails[wiring.begin[head] : wiring.begin[head + 1]])
        if group_of.get(tail) == group_of[head]
    ]
