"""The KPI targets on the page: the same figures as in the sheet, their levels, and the way to the target."""

from __future__ import annotations

import re

from tests.unit.emit_page.strategies import EMPTY, HEAD, PEOPLE, page

GOALS = (
    HEAD
    + PEOPLE
    + """metrics:
  gmv: {standard: gmv}
  visitors: {standard: visitors}
  orders: {standard: orders}
  conversion: {standard: conversion}
  aov: {standard: aov}
goals:
  sales: {name: 销售额, metric: gmv, baseline: 668800, target: 1000000, due: 2026-06-30, owner: lin,
    drivers: {visitors: 400000, conversion: 2%, aov: 120}BASELINES}
targets:
  q1: {metric: gmv, period: 2026-Q1, committed: 40万, stretch: 45万, floor: 35万, of: sales}
  q2: {metric: gmv, period: 2026-Q2, committed: 60万, stretch: 70万, floor: 50万, of: sales}
"""
)
STATED = ", driver_baselines: {visitors: 32万, conversion: 2.2%, aov: 95}"


def section_of(html: str) -> str:
    found = re.search(r'<section id="kpi".*?</section>', html, re.DOTALL)
    assert found is not None
    return found[0]


def test_the_way_to_the_target_leaves_no_rest() -> None:
    found = section_of(page(GOALS.replace("BASELINES", STATED)))
    for figure in (
        "CNY 668,800",
        "+CNY 167,200",
        "CNY -76,000",
        "+CNY 200,000",
        "CNY 960,000",
        "+CNY 40,000",
    ):
        assert figure in found
    assert "hatching" in found, "what goes down is told by a pattern too"
    assert "stage open" in found


def test_without_baselines_it_says_which_are_missing() -> None:
    found = section_of(page(GOALS.replace("BASELINES", "")))
    assert "not decidable because the baselines of Visitors, Conversion rate and Average order value" in found
    assert "waterfall" not in found


def test_levels_are_marked_by_shape() -> None:
    found = section_of(page(GOALS.replace("BASELINES", "")))
    assert found.count('class="stretch"') == 2
    assert found.count('class="floor"') == 2
    assert 'class="level-line"' not in found, "a baseline of the half-year says nothing of one quarter"


def test_a_strategy_without_targets_says_what_to_write() -> None:
    found = section_of(page(EMPTY))
    assert "targets" in found
    assert "<table" not in found
