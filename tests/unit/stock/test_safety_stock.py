"""Golden values: demand 100 a week, standard deviation 30, lead time 2 weeks."""

from __future__ import annotations

from math import inf

import pytest

from ecsc.stock import cycle_service_level, days_of_cover, demand_spread, reorder_point, safety_stock

SPREAD = demand_spread(30, 2)


@pytest.mark.parametrize(("level", "pieces"), [(0.90, 54.4), (0.95, 69.8), (0.975, 83.2), (0.99, 98.7)])
def test_safety_stock_for_a_service_level(level: float, pieces: float) -> None:
    assert safety_stock(level, SPREAD) == pytest.approx(pieces, abs=0.05)


def test_lead_times_that_stray_need_more() -> None:
    assert safety_stock(0.95, demand_spread(30, 2, 100, 0.5)) == pytest.approx(107.9, abs=0.05)


@pytest.mark.parametrize(("stock", "level"), [(40, 0.827), (80, 0.970)])
def test_the_service_level_that_a_percentage_implies(stock: float, level: float) -> None:
    assert cycle_service_level(stock, SPREAD) == pytest.approx(level, abs=0.0005)


@pytest.mark.parametrize(
    ("variation", "level"), [(0.1, 0.998), (0.2, 0.921), (0.3, 0.827), (0.5, 0.714), (1.0, 0.611)]
)
def test_twenty_percent_is_worth_less_the_more_demand_strays(variation: float, level: float) -> None:
    found = cycle_service_level(0.2 * 100 * 2, demand_spread(100 * variation, 2))
    assert found == pytest.approx(level, abs=0.0006)


def test_the_reorder_point_is_demand_of_the_lead_time_and_the_stock() -> None:
    assert reorder_point(100, 2, 70) == 270


def test_the_edges() -> None:
    assert safety_stock(1, SPREAD) == inf
    assert safety_stock(0, SPREAD) == -inf
    assert cycle_service_level(0, 0) == 1
    assert cycle_service_level(-1, 0) == 0
    assert days_of_cover(10, 0) == inf
    assert days_of_cover(40, 100 / 7) == pytest.approx(2.8)
