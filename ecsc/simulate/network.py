"""A network played many times: when it ends, and what of it decides that."""

from __future__ import annotations

from collections.abc import Mapping
from operator import add
from typing import TYPE_CHECKING

from msgspec import Struct

from ecsc.schedule import MINUTES_PER_DAY, Schedule
from ecsc.schedule.backward import lone_dates
from ecsc.simulate.draws import Spread, Stream, triangular
from ecsc.simulate.driving import critical_runs
from ecsc.simulate.histogram import Histogram
from ecsc.simulate.played import LONGEST, Frame, Played, cut
from ecsc.simulate.rows import Length, Row

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CELLS = 6_000_000
"""Numbers held at once for each of starts, lengths and late starts: 48 MB each, whatever the runs."""

_FEWEST = 64


class ActivityRuns(Struct, frozen=True):
    """One activity: on which days it ended, in how many runs it decided the end, and kept its deadline.

    Days are ordinals. `on_time` is none without a deadline.
    """

    days: Histogram
    critical: int
    on_time: int | None


class NetworkRuns(Struct, frozen=True):
    """All runs: the days of the end, none for a network without work, and the activities by id."""

    runs: int
    finish: Histogram | None
    activities: Mapping[str, ActivityRuns]


def chunk_of(activities: int, runs: int) -> int:
    """Return how many runs are played at once, so that memory does not grow with them."""
    return max(min(runs, CELLS // max(activities, 1)), _FEWEST)


def fixed_lengths(schedule: Schedule) -> list[Length]:
    """Return the planned minutes of each activity, in the network's order."""
    return [cut(activity.minutes) for activity in schedule.placement.activities]


def play_network(schedule: Schedule, spreads: Mapping[str, Spread], runs: int, seed: int) -> NetworkRuns:
    """Play the network of a schedule `runs` times, O(runs x (activities + links)).

    `spreads` gives the minutes of uncertain activities, in whole minutes of their calendars; all others have
    their planned length. An uncertain activity needs a planned length, and lasts at least a minute in every
    run. Each draws from a stream of its own. What is scheduled late begins on its planned day. For what is
    critical in a run see `driving`; a milestone that stands alone never is.
    """
    frame = Frame(schedule)
    activities = frame.place.activities
    lone = lone_dates(frame.place)
    streams = {
        number: (cut_spread(spread), Stream(seed, "tasks", each.id))
        for number, each in enumerate(activities)
        if (spread := spreads.get(each.id)) is not None and each.minutes
    }
    lengths = fixed_lengths(schedule)
    limits = [
        frame.place.calendar(number).work_before(each.due) if each.due is not None else None
        for number, each in enumerate(activities)
    ]
    finish = Histogram()
    days = [Histogram() for _ in activities]
    critical, kept = [0] * len(activities), [0] * len(activities)
    step = chunk_of(len(activities), runs)
    for begin in range(0, runs, step):
        size = min(step, runs - begin)
        for number, (spread, stream) in streams.items():
            lengths[number] = minutes(triangular(spread, stream.uniform(size)))
        played = Played(frame, lengths, size)
        end = played.latest_end(lone)
        if end is not None:
            finish.add((end - 1) // MINUTES_PER_DAY)
            critical = list(map(add, critical, critical_runs(played, end, lone)))
        for number, each in enumerate(activities):
            days[number].add(played.finish_days(number))
            kept[number] += _kept(played, number, each.due, limits[number])
    found = {
        each.id: ActivityRuns(days[number], critical[number], None if each.due is None else kept[number])
        for number, each in enumerate(activities)
    }
    return NetworkRuns(runs, finish if finish.runs else None, found)


def cut_spread(spread: Spread) -> Spread:
    """Return a spread of lengths, cut to what can be added up."""
    low, likely, high = (max(min(value, LONGEST), 0) for value in (spread.low, spread.likely, spread.high))
    return Spread(low, likely, high)


def minutes(values: NDArray[np.float64]) -> Row:
    """Return lengths as whole minutes, half to even, at least one."""
    import numpy as np

    return np.maximum(np.rint(values).astype(np.int64), 1)


def _kept(played: Played, number: int, due: int | None, limit: int | None) -> int:
    """Return in how many runs an activity ends by its deadline."""
    if due is None or limit is None:
        return 0
    if number in played.moments:
        return int((played.moments[number] <= due).sum())
    return int((played.starts[number] + played.lengths[number] <= limit).sum())
