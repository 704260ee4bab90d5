"""Growth of sums and of levels, with the figures of the handbook."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecsc.targets.growth import growth_of_level, growth_of_sum, step_of_level, step_of_sum

ROUNDED = Decimal("0.0001")


def test_fifteen_percent_a_quarter_make_the_year_43_6_percent_larger() -> None:
    assert growth_of_sum(Decimal("0.15"), 4).quantize(Decimal("0.001")) == Decimal("0.436")


def test_fifteen_percent_a_quarter_raise_a_level_by_74_9_percent() -> None:
    assert growth_of_level(Decimal("0.15"), 4).quantize(Decimal("0.001")) == Decimal("0.749")


def test_twenty_percent_for_the_year_need_7_43_percent_a_quarter() -> None:
    assert step_of_sum(Decimal("0.20"), 4).quantize(ROUNDED) == Decimal("0.0743")


def test_a_level_needs_the_root() -> None:
    assert step_of_level(Decimal("0.20"), 4).quantize(ROUNDED) == Decimal("0.0466")


@pytest.mark.parametrize("growth", ["-0.99", "-0.5", "0", "3", "99"])
def test_what_falls_and_what_multiplies_is_solved_too(growth: str) -> None:
    step = step_of_sum(Decimal(growth), 12)
    assert abs(growth_of_sum(step, 12) - Decimal(growth)) < Decimal("1e-9")


@given(st.decimals("-0.9", "5", places=4), st.integers(1, 52))
def test_the_step_makes_the_growth_again(growth: Decimal, steps: int) -> None:
    for made, solved in ((growth_of_sum, step_of_sum), (growth_of_level, step_of_level)):
        assert abs(made(solved(growth, steps), steps) - growth) < Decimal("1e-6")
