"""A script of its own: the critical path of a large network, computed by ecsc and by the same pass over networkx.

In: how many tasks, how many rounds. Out: JSON, the seconds of every round by name, after making sure that both
give the same starts and floats. Three links a task, of all four kinds, with lags, on one calendar.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import sys
import time
from random import Random

import networkx as nx

from ecsc.schedule import Activity, Link, LinkKind, Network, build_calendar, compute, instant_of

DAY = 480
REACH = 5_000
"""How far back a task's predecessors lie at most, so that the network is long and wide."""

Numbers = tuple[list[int], list[int], list[int]]


def network(tasks: int) -> Network:
    """Return a network of so many tasks and three times as many links, the same one every time."""
    random = Random(tasks)
    first = dt.date(2026, 1, 1)
    kinds = (LinkKind.FINISH_START,) * 7 + (
        LinkKind.START_START,
        LinkKind.FINISH_FINISH,
        LinkKind.START_FINISH,
    )
    activities = []
    for number in range(tasks):
        tails = {random.randrange(max(0, number - REACH), number) for _ in range(3)} if number else set()
        while len(tails) < min(3, number):
            tails.add(random.randrange(max(0, number - REACH), number))
        links = tuple(
            Link(f"task_{tail}", random.choice(kinds), random.choice((0, 0, DAY))) for tail in sorted(tails)
        )
        activities.append(Activity(f"task_{number}", random.randint(1, 9) * DAY, links=links))
    return Network(tuple(activities), (build_calendar(first, first, range(5)),), instant_of(first))


def graph_of(network: Network) -> nx.DiGraph:
    """Return the network as a graph: minutes on the nodes, the gap between starts on the edges."""
    graph = nx.DiGraph()
    for activity in network.activities:
        graph.add_node(activity.id, minutes=activity.minutes)
    for activity in network.activities:
        for link in activity.links:
            gap = link.lag
            if link.kind in (LinkKind.FINISH_START, LinkKind.FINISH_FINISH):
                gap += graph.nodes[link.predecessor]["minutes"]
            if link.kind in (LinkKind.FINISH_FINISH, LinkKind.START_FINISH):
                gap -= activity.minutes
            graph.add_edge(link.predecessor, activity.id, gap=gap)
    return graph


def walk(graph: nx.DiGraph) -> Numbers:
    """Return early starts, total and free floats, in the order of the nodes: forwards, then backwards."""
    order = list(nx.topological_sort(graph))
    early: dict[str, int] = {}
    for node in order:
        early[node] = max(
            (early[tail] + data["gap"] for tail, _, data in graph.in_edges(node, data=True)), default=0
        )
        early[node] = max(early[node], 0)
    end = max(early[node] + minutes for node, minutes in graph.nodes(data="minutes"))
    late: dict[str, int] = {}
    free: dict[str, int] = {}
    for node in reversed(order):
        last = end - graph.nodes[node]["minutes"]
        edges = graph.out_edges(node, data=True)
        late[node] = min((late[head] - data["gap"] for _, head, data in edges), default=last)
        late[node] = min(late[node], last)
        free[node] = min((early[head] - data["gap"] for _, head, data in edges), default=last)
        free[node] = min(free[node], last)
    starts = [early[node] for node in graph]
    return starts, [late[node] - early[node] for node in graph], [free[node] - early[node] for node in graph]


def ours(network: Network) -> Numbers:
    """Return the same of a computed schedule."""
    schedule = compute(network)
    origin = network.calendars[0].work_before(network.start)
    total = [one for one in schedule.total_float if one is not None]
    free = [one for one in schedule.free_float if one is not None]
    return [start - origin for start in schedule.early], total, free


def main(tasks: str, rounds: str) -> None:
    """Print the seconds of all rounds, taken in turn. The graph is given, as the activities are."""
    given = network(int(tasks))
    graph = graph_of(given)
    if ours(given) != walk(graph):
        raise SystemExit("the two passes differ")
    seconds: dict[str, list[float]] = {"ecsc": [], "networkx": []}
    gc.disable()
    for _ in range(int(rounds)):
        for name, call in (("ecsc", lambda: compute(given)), ("networkx", lambda: walk(graph))):
            gc.collect()
            start = time.perf_counter()
            call()
            seconds[name].append(time.perf_counter() - start)
    print(json.dumps(seconds))


if __name__ == "__main__":
    main(*sys.argv[1:])
