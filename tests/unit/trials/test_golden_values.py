"""The arithmetic of experiments against published and recomputed figures, within one per cent."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ecsc.trials import (
    Design,
    adjusted,
    chance_below,
    compare,
    days_needed,
    detectable,
    power_of,
    sample_per_arm,
    split_test,
)
from ecsc.trials.splitting import chi_square_tail

PLAIN = Design()


def near(value: float | None, expected: float) -> bool:
    return value is not None and abs(value - expected) <= abs(expected) / 100


@pytest.mark.parametrize(
    ("base", "points", "lift"),
    [(0.01, 1.68, 168), (0.02, 2.16, 108), (0.03, 2.53, 84), (0.05, 3.10, 62), (0.10, 4.08, 41), (0.15, 4.74, 32),
     (0.40, 6.20, 15.5), (0.50, 6.25, 12.5)],
)  # fmt: skip
def test_what_a_thousand_in_each_arm_can_see(base: float, points: float, lift: float) -> None:
    seen = detectable(base, 1000, PLAIN, "up")
    assert seen is not None
    assert near((seen - base) * 100, points)
    assert (seen / base - 1) * 100 == pytest.approx(lift, abs=0.5)


def test_one_side_sees_less_of_a_change() -> None:
    seen = detectable(0.03, 1000, Design(sides="one"), "up")
    assert seen is not None
    assert near((seen - 0.03) * 100, 2.20)


@pytest.mark.parametrize(
    ("base", "lift", "needed"),
    [(0.03, 0.15, 24193), (0.05, 0.15, 14193), (0.10, 0.15, 6693), (0.03, 0.10, 53211), (0.03, 0.20, 13914),
     (0.03, 0.50, 2518)],
)  # fmt: skip
def test_how_many_it_takes(base: float, lift: float, needed: int) -> None:
    assert sample_per_arm(base, base * (1 + lift), PLAIN) == needed


def test_three_comparisons_take_more() -> None:
    assert sample_per_arm(0.03, 0.0345, Design(comparisons=3)) == 32270


def test_power_of_a_thousand() -> None:
    assert near(power_of(0.03, 0.0345, 1000, PLAIN), 0.082)


@pytest.mark.parametrize(
    ("first", "second", "z", "p"),
    [((30, 1000), (45, 1000), 1.7655, 0.0775), ((300, 10000), (345, 10000), 1.8012, 0.0717),
     ((500, 1000), (455, 1000), -2.0145, 0.0440)],
)  # fmt: skip
def test_two_proportions(first: tuple[int, int], second: tuple[int, int], z: float, p: float) -> None:
    found = compare(first, second)
    assert found is not None
    assert (round(found.z, 4), round(found.p, 4)) == (z, p)
    assert found.low < found.difference < found.high
    assert (found.low < 0 < found.high) == (p >= 0.05)


def test_one_sided_is_half_on_the_better_side() -> None:
    both = compare((30, 1000), (45, 1000))
    up, down = (compare((30, 1000), (45, 1000), sides=side) for side in ("up", "down"))
    assert both is not None
    assert up is not None
    assert down is not None
    assert up.p == pytest.approx(both.p / 2, abs=1e-6)
    assert up.p + down.p == pytest.approx(1, abs=2e-6)


@pytest.mark.parametrize("arm", [(9, 1000), (991, 1000), (0, 0), (5, 5)])
def test_too_few_of_either_kind_are_not_decidable(arm: tuple[int, int]) -> None:
    assert compare((30, 1000), arm) is None
    assert compare(arm, (30, 1000)) is None


def test_split_of_a_thousand_and_eleven_hundred() -> None:
    found = split_test([1000, 1100], [0.5, 0.5])
    assert found is not None
    assert (round(found.chi_square, 2), round(found.p, 3)) == (4.76, 0.029)


@pytest.mark.parametrize(
    ("value", "degrees"),
    [(3.841459, 1), (5.991465, 2), (7.814728, 3), (9.487729, 4), (11.070498, 5), (18.307038, 10)],
)
def test_chi_square_at_five_per_cent(value: float, degrees: int) -> None:
    assert chi_square_tail(value, degrees) == pytest.approx(0.05, abs=1e-6)


def test_chi_square_at_the_ends() -> None:
    assert chi_square_tail(0, 3) == 1
    assert chi_square_tail(1e6, 1) == 0
    assert 0.4 < chi_square_tail(5000, 5000) < 0.6


def test_split_of_few_is_not_decidable() -> None:
    assert split_test([4, 4], [0.5, 0.5]) is None
    assert split_test([1000], [1.0]) is None


def test_how_long_it_takes() -> None:
    half = Decimal("0.5")
    assert days_needed(24193, half, Decimal(1000)) == 49
    assert days_needed(10, half, Decimal(1000)) == 7
    assert days_needed(3500, half, Decimal(1000)) == 7
    assert days_needed(3501, half, Decimal(1000)) == 14
    assert days_needed(10, half, Decimal(0)) is None


def test_holm_lies_between_nothing_and_bonferroni() -> None:
    values = (0.04, 0.01, 0.03)
    assert adjusted(values, "none") == values
    assert adjusted(values, "bonferroni") == pytest.approx((0.12, 0.03, 0.09))
    assert adjusted(values, "holm") == pytest.approx((0.06, 0.03, 0.06))
    assert adjusted((0.9, 0.9), "bonferroni") == (1.0, 1.0)


def test_chance_alone() -> None:
    assert chance_below(0.022, 0.015, 2000) == pytest.approx(0.0164, abs=1e-3)
    assert chance_below(0.5, 0.6, 100) == chance_below(0.5, 0.4, 100)


@pytest.mark.parametrize(("base", "aim"), [(0, 0.1), (0.1, 1), (0.1, 0.1)])
def test_impossible_shares_are_refused(base: float, aim: float) -> None:
    with pytest.raises(ValueError, match="shares between 0 and 1"):
        sample_per_arm(base, aim, PLAIN)


def test_nothing_can_be_seen_with_hardly_anyone() -> None:
    assert detectable(0.5, 2, PLAIN, "up") is None
    assert sample_per_arm(0.5, 0.5 + 1e-9, PLAIN) is None


@pytest.mark.parametrize("direction", ["up", "down"])
@pytest.mark.parametrize("base", [0.003, 0.03, 0.3, 0.9])
def test_sample_power_and_effect_are_one_formula(base: float, direction: str) -> None:
    seen = detectable(base, 5000, PLAIN, "up" if direction == "up" else "down")
    if seen is None:
        assert (base, direction) == (0.003, "down")
        return
    assert power_of(base, seen, 5000, PLAIN) == pytest.approx(0.8, abs=2e-3)
    assert sample_per_arm(base, seen, PLAIN) == pytest.approx(5000, rel=2e-3)
