"""Columns and bars of the page: pictures that stand together share a scale, and figures keep to their places."""

from __future__ import annotations

import re
from decimal import Decimal

from ecsc.emit.pictures.bars import WIDTH, Bar, bars
from ecsc.emit.pictures.columns import Column, columns
from ecsc.emit.pictures.levels import Aim, levels
from ecsc.emit.pictures.text import width


def _heights(svg: str) -> list[float]:
    return [float(one) for one in re.findall(r'class="column"[^>]* height="([\d.]+)"', svg)]


def test_columns_of_one_scale_are_as_high_as_their_figures() -> None:
    large = _heights(columns([Column("Q1", Decimal(800), "800")], "a", top=Decimal(800)))
    small = _heights(columns([Column("Q1", Decimal(200), "200")], "b", top=Decimal(800)))
    assert small[0] * 4 == large[0]


def test_a_figure_stands_on_its_low_column() -> None:
    svg = levels([Aim("Q1", Decimal(1), "one"), Aim("Q2", Decimal(9), "nine")], "a")
    top = float(re.findall(r'class="column"[^>]* y="([\d.]+)"', svg)[0])
    placed = float(re.findall(r'class="amount" x="[\d.]+" y="([\d.]+)"', svg)[0])
    assert 0 < top - placed < 8


def test_the_figure_of_the_longest_bar_ends_within_the_picture() -> None:
    svg = bars([Bar("all", Decimal(1), "48,000,000")], "a")
    begins = float(re.findall(r'class="amount" x="([\d.]+)"', svg)[0])
    assert begins + width("48,000,000", 12, bold=True) <= WIDTH
