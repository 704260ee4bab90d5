"""A script of its own: the critical path of a large network, computed by ecsc and by the same pass over networkx.

In: how many tasks, how many rounds. Out: JSON, the seconds of every round by name, after making sure that both
give the same starts and floats. Three links a task, of all four kinds, with lags, on one calendar. Each once from
the activities, the graph or the arrays included, and once the pass alone.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import sys
import time
from collections.abc import Callable
from random import Random

import networkx as nx

from ecsc.schedule import Activity, Link, LinkKind, Network, build_calendar, compute, instant_of
from ecsc.schedule.backward import late_and_free, latest_end, limits_to
from ecsc.schedule.forward import forward
from ecsc.schedule.order import backwards
from ecsc.schedule.wiring import Wiring, wire

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


def graph_of(network: Network) -> nx.DiGraph[str]:
    """Return the network as a graph: minutes on the nodes, the gap between starts on the edges."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    lengths = {activity.id: activity.minutes for activity in network.activities}
    for name, minutes in lengths.items():
        graph.add_node(name, minutes=minutes)
    for activity in network.activities:
        for link in activity.links:
            gap = link.lag
            if link.kind in (LinkKind.FINISH_START, LinkKind.FINISH_FINISH):
                gap += lengths[link.predecessor]
            if link.kind in (LinkKind.FINISH_FINISH, LinkKind.START_FINISH):
                gap -= activity.minutes
            graph.add_edge(link.predecessor, activity.id, gap=gap)
    return graph


def walk(graph: nx.DiGraph[str]) -> Numbers:
    """Return early starts, total and free floats, in the order of the nodes: forwards, then backwards."""
    order = list(nx.topological_sort(graph))
    early: dict[str, int] = {}
    for node in order:
        early[node] = max(
            (early[tail] + data["gap"] for tail, _, data in graph.in_edges(node, data=True)), default=0
        )
        early[node] = max(early[node], 0)
    end = max(early[node] + graph.nodes[node]["minutes"] for node in order)
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


def passed(wiring: Wiring, network: Network) -> None:
    """Do what `walk` does: sort, forwards, the end, backwards for both floats."""
    order = backwards(wiring)
    place = forward(network, wiring, order)
    end = latest_end(place, place.starts[:-1], wiring.ends, frozenset())
    late_and_free(place, order, limits_to(place, end), stands=place.starts[:-1])


def main(tasks: str, rounds: str) -> None:
    """Print the seconds of all rounds, taken in turn."""
    given = network(int(tasks))
    graph, wiring = graph_of(given), wire(given)
    if ours(given) != walk(graph):
        raise SystemExit("the two passes differ")
    calls: dict[str, Callable[[], object]] = {
        "networkx, graph and pass": lambda: walk(graph_of(given)),
        "ecsc, whole": lambda: compute(given),
        "networkx, pass": lambda: walk(graph),
        "ecsc, pass": lambda: passed(wiring, given),
    }
    seconds: dict[str, list[float]] = {name: [] for name in calls}
    gc.disable()
    for _ in range(int(rounds)):
        for name, call in calls.items():
            gc.collect()
            start = time.perf_counter()
            call()
            seconds[name].append(time.perf_counter() - start)
    print(json.dumps(seconds))


if __name__ == "__main__":
    main(*sys.argv[1:])
