"""Networks played many times, against closed forms, convolutions and each other."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from ecsc.schedule import Activity, Link, LinkKind, Network, Schedule, build_calendar, compute, instant_of
from ecsc.simulate import NetworkRuns, Spread, network, play_network, tornado
from ecsc.simulate.played import LONGEST
from tests.unit.simulate.test_draws import inverse

MONDAY = dt.date(2026, 1, 5)
DAYS = build_calendar(MONDAY, MONDAY + dt.timedelta(days=3000), range(7), hours=((0, 1440),))
OFFICE = build_calendar(MONDAY, dt.date(2026, 12, 31), range(5))
DAY = 1440


def scheduled(*activities: Activity, calendar: object = DAYS) -> Schedule:
    return compute(Network(activities, (calendar,), instant_of(MONDAY)))  # type: ignore[arg-type]


def task(name: str, days: int, *after: str) -> Activity:
    return Activity(name, days * DAY, links=tuple(map(Link, after)))


def spread(low: float, likely: float, high: float) -> Spread:
    return Spread(low * DAY, likely * DAY, high * DAY)


def last(runs: NetworkRuns, percent: int) -> int:
    """Days from the start to the end, both in."""
    assert runs.finish is not None
    return runs.finish.percentile(percent) - MONDAY.toordinal() + 1


def test_one_task_has_the_quantiles_of_its_triangle() -> None:
    runs = play_network(scheduled(task("a", 100)), {"a": spread(80, 100, 300)}, 40_000, 3)
    for percent in (5, 50, 80, 95):
        assert abs(last(runs, percent) - inverse(Spread(80, 100, 300), percent / 100)) < 2.5


def test_two_tasks_side_by_side_are_the_product_of_their_distributions() -> None:
    """P(max <= x) = F(x) G(x), read off numerically."""
    first, second = Spread(80, 100, 300), Spread(50, 200, 260)
    schedule = scheduled(task("a", 100), task("b", 200))
    runs = play_network(schedule, {"a": spread(80, 100, 300), "b": spread(50, 200, 260)}, 40_000, 3)
    grid = np.linspace(0, 1, 20_001)[:-1]
    f, g = (np.array([inverse(each, share) for share in grid]) for each in (first, second))
    for percent in (20, 50, 80, 95):
        x = next(x for x in range(50, 301) if np.mean(f <= x) * np.mean(g <= x) >= percent / 100)
        assert abs(last(runs, percent) - x) <= 2.5
    longer = sum(float(np.mean(g <= x)) for x in f) / len(f)  # P(b <= a)
    assert abs(runs.activities["a"].critical / 40_000 - longer) < 0.01
    assert abs(runs.activities["a"].critical + runs.activities["b"].critical - 40_000) < 100


def test_two_tasks_in_a_row_are_the_convolution() -> None:
    schedule = scheduled(task("a", 100), task("b", 200, "a"))
    runs = play_network(schedule, {"a": spread(80, 100, 300), "b": spread(50, 200, 260)}, 40_000, 3)

    def density(each: Spread) -> NDArray[np.float64]:
        x = np.arange(0, 601) + 0.5
        rising = (x - each.low) / (each.likely - each.low)
        falling = (each.high - x) / (each.high - each.likely)
        found: NDArray[np.float64] = np.clip(np.minimum(rising, falling), 0, None)
        return found

    sums = np.convolve(density(Spread(80, 100, 300)), density(Spread(50, 200, 260)))
    total = np.cumsum(sums) / sums.sum()
    for percent in (5, 50, 80, 95):
        assert abs(last(runs, percent) - int(np.searchsorted(total, percent / 100)) - 1) <= 2.5


def test_another_task_changes_nobody_elses_draws() -> None:
    spreads = {"a": spread(5, 10, 30), "b": spread(1, 2, 9)}
    alone = play_network(scheduled(task("a", 10)), spreads, 500, 9)
    joined = play_network(scheduled(task("b", 2), task("a", 10)), spreads, 500, 9)
    assert joined.activities["a"].days.counts() == alone.activities["a"].days.counts()
    other = play_network(scheduled(task("a", 10)), spreads, 500, 10)
    assert other.activities["a"].days.counts() != alone.activities["a"].days.counts()


def test_runs_in_parts_are_the_runs_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    activities = tuple(task(str(n), 5, *([str(n - 1)] if n % 3 else [])) for n in range(20))
    spreads = {str(n): spread(2, 5, 20) for n in range(20)}
    whole = play_network(scheduled(*activities), spreads, 1000, 4)
    moves = tornado(scheduled(*activities), spreads)
    monkeypatch.setattr(network, "CELLS", 1)
    parts = play_network(scheduled(*activities), spreads, 1000, 4)
    assert tornado(scheduled(*activities), spreads) == moves
    for name, one in whole.activities.items():
        other = parts.activities[name]
        assert (one.days.counts(), one.critical) == (other.days.counts(), other.critical)


def test_the_fewer_runs_are_the_first_of_the_more() -> None:
    few = play_network(scheduled(task("a", 10)), {"a": spread(5, 10, 30)}, 1, 4)
    assert few.finish is not None
    assert few.finish.runs == 1


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    st.lists(st.tuples(st.integers(1, 20), st.integers(0, 20), st.integers(0, 40)), min_size=1, max_size=5),
    st.integers(1, 30),
)
def test_percentiles_rise_and_more_spread_never_lowers_the_high_ones(
    chain: list[tuple[int, int, int]], more: int
) -> None:
    activities = [
        task(str(n), low + up, *([str(n - 1)] if n else [])) for n, (low, up, _) in enumerate(chain)
    ]
    schedule = scheduled(*activities)

    def played(wider: int) -> NetworkRuns:
        spreads = {
            str(n): spread(low, low + up, low + up + right + wider)
            for n, (low, up, right) in enumerate(chain)
        }
        return play_network(schedule, spreads, 300, 5)

    narrow, wide = played(0), played(more)
    assert last(narrow, 50) <= last(narrow, 80) <= last(narrow, 95)
    assert last(narrow, 95) <= last(wide, 95)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=5))
def test_symmetric_spread_moves_p95_away_from_the_middle(chain: list[tuple[int, int]]) -> None:
    schedule = scheduled(*(task(str(n), 20, *([str(n - 1)] if n else [])) for n in range(len(chain))))
    narrow = {str(n): spread(20 - half, 20, 20 + half) for n, (half, _) in enumerate(chain)}
    wide = {str(n): spread(20 - half * 2, 20, 20 + half * 2) for n, (half, _) in enumerate(chain)}
    runs = [play_network(schedule, each, 400, 5) for each in (narrow, wide)]
    assert last(runs[0], 95) <= last(runs[1], 95)


def test_a_tornado_moves_one_task_at_a_time() -> None:
    schedule = compute(
        Network(
            (
                Activity("a", 4800),
                Activity("b", 2400, links=(Link("a"),)),
                Activity("side", 1920, links=(Link("a"),)),
                Activity("sure", 480, links=(Link("b"), Link("side"))),
            ),
            (OFFICE,),
            instant_of(MONDAY),
        )
    )
    spreads = {
        "side": Spread(480, 1920, 4800),
        "a": Spread(3840, 4800, 9600),
        "b": Spread(480, 2400, 2880),
    }
    found = {each.id: (each.low, each.high) for each in tornado(schedule, spreads)}
    assert found == {"a": (-960, 4800), "side": (0, 2400), "b": (-480, 480)}
    assert list(found) == ["a", "side", "b"]
    assert tornado(schedule, {}) == ()


def test_a_deadline_is_kept_by_the_minute() -> None:
    due = instant_of(MONDAY) + 10 * DAY
    schedule = scheduled(
        Activity("a", 10 * DAY, due=due), Activity("m", 0, links=(Link("a"),), due=due, milestone=True)
    )
    runs = play_network(schedule, {"a": spread(5, 10, 10)}, 1000, 1)
    assert runs.activities["a"].on_time == runs.activities["m"].on_time == 1000
    runs = play_network(schedule, {"a": spread(10, 10, 11)}, 1000, 1)
    late = 1000 - (runs.activities["a"].on_time or 0)
    assert late > 990
    assert runs.activities["a"].on_time == runs.activities["m"].on_time


def test_an_uncertain_task_lasts_at_least_a_minute() -> None:
    runs = play_network(scheduled(task("a", 10)), {"a": Spread(0, 0, 0)}, 100, 1)
    assert runs.activities["a"].days.counts() == ((MONDAY.toordinal(), 100),)


def test_moments_do_not_vary_and_lone_dates_decide_nothing() -> None:
    schedule = scheduled(
        task("a", 3),
        Activity("zero", 0),
        Activity("date", 0, due=instant_of(dt.date(2027, 1, 1)), milestone=True),
    )
    runs = play_network(schedule, {"zero": spread(1, 2, 3)}, 100, 1)
    assert runs.activities["zero"].days.counts() == ((MONDAY.toordinal(), 100),)
    assert runs.activities["date"].critical == 0
    assert runs.activities["a"].critical == 100
    only = play_network(scheduled(Activity("date", 0, due=instant_of(MONDAY), milestone=True)), {}, 100, 1)
    assert only.finish is None


def test_an_empty_network() -> None:
    runs = play_network(scheduled(), {}, 100, 1)
    assert (runs.finish, dict(runs.activities)) == (None, {})


@pytest.mark.parametrize("high", [LONGEST, 1e30, float("inf")])
def test_ages_stay_within_the_axis(high: float) -> None:
    schedule = scheduled(task("a", 10**9), task("b", 10**9, "a"), Activity("c", 10**30, links=(Link("b"),)))
    spreads = {"a": Spread(1, high, high), "b": Spread(1, 1, high), "c": Spread(high, high, high)}
    assert play_network(schedule, spreads, 100, 1).finish is not None
    assert len(tornado(schedule, spreads)) == 3


def test_a_circle_is_played_without_its_links() -> None:
    schedule = scheduled(task("a", 1, "b"), task("b", 1, "a"), task("c", 1, "nobody"))
    assert schedule.cycles
    runs = play_network(schedule, {"a": spread(1, 1, 2)}, 100, 1)
    assert runs.finish is not None


@pytest.mark.parametrize("kind", LinkKind)
def test_a_person_away_moves_only_what_reaches_into_the_absence(kind: LinkKind) -> None:
    absent = [(dt.date(2026, 1, 12), dt.date(2026, 1, 16))]
    away = build_calendar(MONDAY, dt.date(2026, 12, 31), range(5), absences=absent)
    activities = (Activity("a", 4 * 480, 0), Activity("b", 480, 1, links=(Link("a", kind, 480),)))
    schedule = compute(Network(activities, (OFFICE, away), instant_of(MONDAY)))
    runs = play_network(schedule, {"a": Spread(960, 1920, 4800)}, 400, 2)
    off = range(dt.date(2026, 1, 12).toordinal(), dt.date(2026, 1, 17).toordinal())
    assert not {day for day, _ in runs.activities["b"].days.counts()} & set(off)
