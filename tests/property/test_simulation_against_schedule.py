"""Random networks played with nothing uncertain: each run is the schedule itself, and so is what is critical."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ecsc.schedule import Activity, Network, Schedule, compute
from ecsc.schedule.backward import lone_dates
from ecsc.simulate import Spread, play_network
from ecsc.simulate.driving import critical_runs
from ecsc.simulate.network import fixed_lengths
from ecsc.simulate.played import Frame, Played
from tests.property.test_schedule_against_brute_force import ORIGIN, networks
from tests.property.test_schedule_against_minute_walker import drawn

INSTANTS = st.none() | st.integers(7 * 1440, 40 * 1440).map(lambda gap: ORIGIN + gap)


def dated(network: Network, data: st.DataObject) -> Network:
    """Return the network with pins, deadlines and work that is put off."""
    activities = tuple(
        Activity(
            each.id,
            each.minutes,
            each.calendar,
            each.links,
            pin=data.draw(INSTANTS) if data.draw(st.booleans()) else None,
            not_before=each.not_before,
            due=data.draw(INSTANTS),
            late=data.draw(st.booleans()),
            buffer=each.buffer,
            milestone=each.milestone,
        )
        for each in network.activities
    )
    return Network(activities, network.calendars, network.start)


def played(schedule: Schedule, runs: int = 2) -> Played:
    return Played(Frame(schedule), fixed_lengths(schedule), runs)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(networks(), st.data())
def test_what_is_certain_falls_on_the_dates_of_the_schedule(network: Network, data: st.DataObject) -> None:
    network = dated(network, data)
    schedule = compute(network)
    runs = played(schedule)
    assert [row.tolist() for row in runs.starts] == [[start] * 2 for start in schedule.scheduled]
    end = runs.latest_end(lone_dates(schedule.placement))
    assert (None if end is None else end.tolist()) == (schedule.finish and [schedule.finish] * 2)
    estimates = {each.id: Spread(each.minutes, each.minutes, each.minutes) for each in network.activities}
    outcome = play_network(schedule, estimates, 3, 1)
    for each in network.activities:
        placed, found = schedule.placed(each.id), outcome.activities[each.id]
        assert found.days.counts() == ((placed.last_day.toordinal(), 3),), each.id
        if each.due is not None:
            # A moment at 24:00 is shown a minute earlier, on its own day.
            assert found.on_time == (3 if placed.finish <= each.due else 0), each.id
        else:
            assert found.on_time is None


@settings(max_examples=200, deadline=None, derandomize=True)
@given(networks())
def test_the_driving_chain_decides_the_end(network: Network) -> None:
    """On one calendar that is what has no float; over several, float tells of gaps between working hours."""
    bare = tuple(
        Activity(each.id, each.minutes or 1, each.calendar, each.links, not_before=each.not_before)
        for each in network.activities
    )
    schedule = compute(Network(bare, network.calendars, network.start))
    runs = played(schedule)
    end = runs.latest_end(frozenset())
    assert end is not None
    counts = critical_runs(runs, end, frozenset())
    elapsed = any(link.elapsed for each in bare for link in each.links)
    if not elapsed and all(each.calendar == bare[0].calendar for each in bare):
        for number, each in enumerate(bare):
            assert counts[number] == (2 if schedule.is_critical(each.id) else 0), each.id
    last = [each.id for each in bare if schedule.placed(each.id).finish == schedule.finish]
    assert last
    for name in last:
        for step in schedule.driving_chain(name):
            assert counts[schedule.numbers[step.activity]] == 2, step


@settings(max_examples=60, deadline=None, derandomize=True)
@given(networks(), st.lists(st.integers(0, 9), min_size=6, max_size=6))
def test_runs_are_the_schedules_of_their_durations(network: Network, more: list[int]) -> None:
    """Each run, taken by itself, is what the engine computes for the durations that were drawn in it."""
    schedule = compute(network)
    count = 5
    pairs = zip(network.activities, more, strict=False)
    rows = [
        np.array([each.minutes + grows * run if each.minutes else 0 for run in range(count)], np.int64)
        for each, grows in pairs
    ]
    runs = Played(Frame(schedule), rows, count)
    for run in range(count):
        activities = tuple(
            Activity(
                each.id,
                int(rows[number][run]),
                each.calendar,
                each.links,
                not_before=each.not_before,
                buffer=each.buffer,
                milestone=each.milestone,
            )
            for number, each in enumerate(network.activities)
        )
        alone = compute(Network(activities, network.calendars, network.start))
        assert [int(row[run]) for row in runs.starts] == list(alone.early)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.integers(0, 10**6))
def test_lags_on_calendars_of_their_own_are_played_too(seed: int) -> None:
    network, _ = drawn(seed)
    schedule = compute(network)
    assert [row.tolist() for row in played(schedule).starts] == [[start] * 2 for start in schedule.scheduled]
