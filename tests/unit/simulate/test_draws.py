"""Draws: the same bits everywhere, the triangle they are turned into, and what closed forms say of it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ecsc.simulate import Histogram, Spread, Values, rank
from ecsc.simulate.draws import Stream, triangular


def test_the_same_bits_on_every_machine() -> None:
    first = Stream(618, "tasks", "视觉").uniform(4)
    assert [value.hex() for value in first.tolist()] == [
        "0x1.0e99937fa4229p-1", "0x1.952803f6c6ca8p-4", "0x1.ac53adb7f625fp-1", "0x1.17c17ccb9b993p-1",
    ]  # fmt: skip
    assert all(0 <= value < 1 for value in first)


def test_a_stream_goes_on_where_it_ended() -> None:
    whole, parts = Stream(1, "tasks", "a"), Stream(1, "tasks", "a")
    assert whole.uniform(10).tolist() == [*parts.uniform(3).tolist(), *parts.uniform(7).tolist()]


def test_streams_differ_by_seed_and_by_name() -> None:
    streams = (
        Stream(1, "tasks", "a"), Stream(2, "tasks", "a"), Stream(1, "tasks", "b"), Stream(1, "goals", "a"),
        Stream(1, "goals", "a", "b"),
    )  # fmt: skip
    assert len({float(each.uniform(1)[0]) for each in streams}) == len(streams)


def inverse(spread: Spread, share: float) -> float:
    """The quantile of a triangular distribution, as textbooks have it."""
    a, c, b = spread.low, spread.likely, spread.high
    if share < (c - a) / (b - a):
        return a + math.sqrt(share * (b - a) * (c - a))
    return b - math.sqrt((1 - share) * (b - a) * (b - c))


@pytest.mark.parametrize(
    "spread", [Spread(480, 960, 2400), Spread(0, 0, 100), Spread(5, 10, 10), Spread(-3, 1, 2)]
)
def test_mean_variance_and_quantiles(spread: Spread) -> None:
    values = np.sort(triangular(spread, Stream(7, "x").uniform(200_000)))
    a, c, b = spread.low, spread.likely, spread.high
    width = b - a
    assert abs(float(values.mean()) - (a + b + c) / 3) < 0.005 * width
    variance = (a * a + b * b + c * c - a * b - a * c - b * c) / 18
    assert abs(float(values.var()) / variance - 1) < 0.02
    for percent in (5, 20, 50, 80, 95, 99):
        assert abs(values[rank(percent, len(values))] - inverse(spread, percent / 100)) < 0.01 * width
    assert a <= values[0] <= values[-1] <= b


def test_no_width_is_the_likely() -> None:
    assert triangular(Spread(3, 3, 3), Stream(1).uniform(5)).tolist() == [3] * 5


def test_nearest_ranks() -> None:
    assert [rank(percent, 100) for percent in (0, 1, 50, 80, 95, 100)] == [0, 0, 49, 79, 94, 99]
    assert rank(95, 1) == 0
    assert rank(50, 3) == 1


def test_a_histogram_grows_to_both_sides() -> None:
    histogram = Histogram()
    assert histogram.counts() == ()
    assert histogram.up_to(5) == 0
    with pytest.raises(ValueError, match="no runs"):
        histogram.percentile(50)
    histogram.add(np.array([5, 5, 6]))
    histogram.add(np.array([3]))
    histogram.add(np.array([9, 8]))
    assert histogram.counts() == ((3, 1), (5, 2), (6, 1), (8, 1), (9, 1))
    assert [histogram.up_to(day) for day in (2, 3, 5, 7, 9, 99)] == [0, 1, 3, 4, 6, 6]
    assert [histogram.percentile(percent) for percent in (1, 50, 51, 80, 100)] == [3, 5, 6, 8, 9]


def test_values_are_kept_from_the_side_that_is_better() -> None:
    values = Values(np.arange(1.0, 101.0))
    assert [values.kept(percent, falling=False) for percent in (50, 80, 95)] == [51, 21, 6]
    assert [values.kept(percent, falling=True) for percent in (50, 80, 95)] == [50, 80, 95]
    assert values.reaching(81, falling=False) == 20
    assert values.reaching(81, falling=True) == 81
