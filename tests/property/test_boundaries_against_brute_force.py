"""The edges of groups of work, against the same networks with every link written out, and against trials."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from ecsc.schedule import Activity, Boundary, Link, LinkKind, Network, Schedule, compute
from tests.property.test_schedule_against_brute_force import SHOPS, START, calendar_of, networks

FINISHES = (LinkKind.FINISH_START, LinkKind.FINISH_FINISH)


class Grouped(NamedTuple):
    """A network in which `head` and all after it may wait for the group of `members`, all before it."""

    network: Network
    members: tuple[int, ...]
    heads: tuple[tuple[int, Link], ...]


@st.composite
def grouped(draw: st.DrawFn, kinds: tuple[LinkKind, ...], most: int = 7) -> Grouped:
    network = draw(networks(most=most).filter(lambda found: len(found.activities) > 1))
    first = draw(st.integers(1, len(network.activities) - 1))
    members = draw(st.lists(st.integers(0, first - 1), min_size=1, max_size=4, unique=True))
    heads = draw(
        st.lists(st.integers(first, len(network.activities) - 1), min_size=1, max_size=3, unique=True)
    )
    links = st.builds(
        Link,
        predecessor=st.just(""),
        kind=st.sampled_from(kinds),
        lag=st.sampled_from((0, 0, 1, 5, 23, -1, -10)),
    )
    return Grouped(network, tuple(sorted(members)), tuple((head, draw(links)) for head in sorted(heads)))


def with_edges(given: Grouped) -> Network:
    """Return the network with one boundary for each end and kind of successor that waits for the group."""
    activities = list(given.network.activities)
    edges: dict[str, Activity] = {}
    for head, link in given.heads:
        each = activities[head]
        starts = link.kind not in FINISHES
        name = "start" if starts else "finish" if each.milestone else "buffered"
        kind = LinkKind.START_START if starts else LinkKind.FINISH_START
        edges.setdefault(
            name,
            Activity(
                name,
                0,
                links=tuple(Link(str(member), kind) for member in given.members),
                milestone=name == "finish",
                boundary=Boundary.FIRST if starts else Boundary.LAST,
            ),
        )
        found = (*each.links, structs.replace(link, predecessor=name))
        activities[head] = structs.replace(each, links=found)
    return structs.replace(given.network, activities=(*activities, *edges.values()))


def written_out(given: Grouped) -> Network:
    """Return the network in which everything waits for each member."""
    activities = list(given.network.activities)
    for head, link in given.heads:
        more = tuple(structs.replace(link, predecessor=str(member)) for member in given.members)
        activities[head] = structs.replace(activities[head], links=(*activities[head].links, *more))
    return structs.replace(given.network, activities=tuple(activities))


def dates(schedule: Schedule, count: int) -> list[object]:
    return [schedule.placed(str(number)) for number in range(count)]


@settings(max_examples=250, deadline=None, derandomize=True)
@given(grouped(FINISHES), st.data())
def test_waiting_for_an_end_is_waiting_for_each(given: Grouped, data: st.DataObject) -> None:
    count = len(given.network.activities)
    late = data.draw(st.lists(st.booleans(), min_size=count, max_size=count))
    due = data.draw(st.lists(st.none() | st.integers(0, 60), min_size=count, max_size=count))
    activities = tuple(
        structs.replace(each, late=is_late, due=None if day is None else given.network.start + day * 1440)
        for each, is_late, day in zip(given.network.activities, late, due, strict=True)
    )
    given = given._replace(network=structs.replace(given.network, activities=activities))
    short, long = compute(with_edges(given)), compute(written_out(given))
    assert dates(short, count) == dates(long, count)
    assert (short.horizon, short.finish, set(short.ids)) == (long.horizon, long.finish, set(long.ids))
    assert short.problems == long.problems
    for number in range(count):
        assert short.driver(str(number)).kind == long.driver(str(number)).kind
        assert {step.activity for step in short.driving_chain(str(number))} <= set(long.ids)


def delayed(network: Network, number: int, schedule: Schedule, by: int) -> Schedule:
    """Schedule again with one activity held back by working minutes, the others as they must."""
    each = network.activities[number]
    calendar = network.calendars[each.calendar]
    bound = calendar.start_at(schedule.early[number] + by)
    held = structs.replace(each, not_before=bound)
    activities = (*network.activities[:number], held, *network.activities[number + 1 :])
    return compute(structs.replace(network, activities=activities))


@st.composite
def started(draw: st.DrawFn) -> Network:
    """A group behind common and separate work, and long work that waits for its start."""
    roots = [Activity(name, draw(st.sampled_from((1, 10, 30)))) for name in ("r", "s")]
    members: list[Activity] = []
    for number in range(draw(st.integers(1, 4))):
        before = draw(
            st.lists(st.sampled_from(("r", "s", *(each.id for each in members))), max_size=2, unique=True)
        )
        kinds = st.sampled_from((LinkKind.FINISH_START, LinkKind.START_START))
        links = tuple(Link(name, draw(kinds), draw(st.sampled_from((0, 0, 5)))) for name in before)
        pin = draw(st.sampled_from((None, None, None, START + 1440 * 9 + 600)))
        minutes = draw(st.sampled_from((0, 1, 10, 30)))
        members.append(Activity(f"m{number}", minutes, draw(st.integers(0, 1)), links, pin=pin))
    start = Activity(
        "start",
        0,
        links=tuple(Link(each.id, LinkKind.START_START) for each in members),
        boundary=Boundary.FIRST,
    )
    kind = draw(st.sampled_from((LinkKind.START_START, LinkKind.START_FINISH)))
    waiting = [
        Activity(
            name,
            draw(st.sampled_from((1, 30, 60))),
            links=(Link("start", kind, draw(st.sampled_from((0, 3, 20, 40)))),),
        )
        for name in ("x", "y")
    ]
    return Network((*roots, *members, *waiting, start), tuple(map(calendar_of, SHOPS)), START)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(started())
def test_a_group_starts_with_its_first_and_floats_are_safe(network: Network) -> None:
    schedule = compute(network)
    members = [each.id for each in network.activities if each.id[0] == "m"]
    moment = min(schedule.placed(name).start for name in members)
    alone = compute(
        structs.replace(network, activities=tuple(bounded(each, moment) for each in network.activities))
    )
    for name in ("x", "y"):
        assert schedule.placed(name).start == alone.placed(name).start
    for number, each in enumerate(network.activities):
        if not each.minutes or each.pin is not None:
            continue
        total, free = schedule.total_float[number], schedule.free_float[number]
        assert total is not None
        assert free is not None
        assert 0 <= free <= total
        assert delayed(network, number, schedule, total).horizon == schedule.horizon
        if not any(each.links for each in network.activities if each.id in members):
            # Members that share nothing: the float is exactly what a trial finds.
            beyond, horizon = delayed(network, number, schedule, total + 1).horizon, schedule.horizon
            assert beyond is not None
            assert horizon is not None
            assert beyond > horizon
        moved = delayed(network, number, schedule, free)
        others = [
            n
            for n in range(len(network.activities))
            if n != number and network.activities[n].boundary is None
        ]
        assert [moved.early[n] for n in others] == [schedule.early[n] for n in others]


def bounded(each: Activity, moment: int) -> Activity:
    """Return what waits for the group's start as waiting for a moment on the clock instead."""
    if each.boundary is None:
        return each
    return structs.replace(each, links=(), boundary=None, milestone=True, pin=moment)


def test_floats_of_a_group_that_starts_together() -> None:
    """Two that start apart are free of each other; two behind common work hold the start together."""
    long = Activity("x", 60, links=(Link("start", LinkKind.START_START),))
    start = Activity(
        "start",
        0,
        links=(Link("a", LinkKind.START_START), Link("b", LinkKind.START_START)),
        boundary=Boundary.FIRST,
    )
    apart = (Activity("a", 10), Activity("b", 10), long, start)
    calendars = tuple(map(calendar_of, SHOPS))
    assert compute(Network(apart, calendars, START)).total_float[:3] == (50, 50, 0)
    behind = (Link("r"),)
    common = (Activity("a", 10, links=behind), Activity("b", 10, links=behind), long, start, Activity("r", 5))
    schedule = compute(Network(common, calendars, START))
    assert schedule.total_float[:3] == (0, 50, 0)
    assert schedule.total_float[4] == 0
    assert [step.activity for step in schedule.driving_chain("x")] == ["r", "a", "x"]
    assert set(schedule.ids) == {"r", "a", "b", "x"}


@settings(max_examples=100, deadline=None, derandomize=True)
@given(grouped(tuple(LinkKind)))
def test_a_run_without_uncertainty_is_the_schedule(given: Grouped) -> None:
    from ecsc.schedule import MINUTES_PER_DAY
    from ecsc.simulate.network import play_network

    schedule = compute(with_edges(given))
    played = play_network(schedule, {}, 1, 1)
    assert set(played.activities) == set(schedule.ids)
    for name in schedule.ids:
        ((day, _),) = played.activities[name].days.counts()
        assert day == schedule.placed(name).last_day.toordinal()
    assert played.finish is not None
    assert schedule.finish is not None
    ((end, _),) = played.finish.counts()
    assert end == (schedule.finish - 1) // MINUTES_PER_DAY
