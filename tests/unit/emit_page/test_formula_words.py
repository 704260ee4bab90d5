"""Formulas on the page, with names for ids."""

from __future__ import annotations

import pytest

from tests.unit.emit_page.page_reading import Read, page

STRATEGY = """
ecsc: 1
strategy: {id: demo, name: Demo, period: 2026-01-01..2026-06-30, currency: EUR, owner: lin}
people: {lin: {name: Lin Wei}}
metrics:
  sent: {name: Boxes sent, unit: count}
  basket: {name: Value of a box, unit: money}
  sales: {name: Sales, unit: money, formula: sent * basket}
goals: {more: {name: More, metric: sales, baseline: 0, target: 1000, due: 2026-06-30, owner: lin}}
risks:
  thin: {name: Thin, likelihood: rare, impact: minor, owner: lin, trigger: sent < 12 or basket < EUR 5}
"""


def test_formulas_and_conditions_name_metrics() -> None:
    read = Read(page(STRATEGY))
    assert "Formula: Boxes sent × Value of a box" in read.sections["kpi"]
    assert "Boxes sent < 12 or Value of a box < EUR 5" in read.row("risks", "1")


@pytest.mark.parametrize(("language", "joint"), [("en", "or"), ("zh-CN", "或")])
def test_the_words_between_conditions_are_the_readers(language: str, joint: str) -> None:
    assert f"Boxes sent &lt; 12 {joint} Value of a box" in page(STRATEGY, language)
