"""Waterfalls with limits: lines behind the bars, told in words below them, no figure under a line."""

from __future__ import annotations

import re
from decimal import Decimal
from xml.etree import ElementTree as ET

from ecsc.emit.offers.svg import wrapped
from ecsc.emit.pictures.text import width
from ecsc.emit.pictures.waterfall import WIDTH, Limit, Stage, waterfall

STAGES = (
    Stage("List price", Decimal(100), "CNY 100", "level"),
    Stage("满减券", Decimal(60), "− CNY 40", "down"),
    Stage("Lowest price", Decimal(60), "CNY 60", "level"),
)


def limits(*values: int) -> tuple[Limit, ...]:
    return tuple(Limit(f"Break-even CNY {value}", Decimal(value), "solid") for value in values)


def test_without_limits_nothing_is_held_against() -> None:
    assert "limit" not in waterfall(STAGES, "t")


def test_no_line_runs_through_a_figure_and_all_words_stay_inside() -> None:
    for values in ((62, 66), (99, 100), (1, 130), (60, 61), (0, 101)):
        svg = waterfall(STAGES, "t", limits(*values))
        root = ET.fromstring(svg)  # noqa: S314 - our own output
        found = re.findall(r'limit-line[^"]*" d="M([\d.]+) 16V([\d.]+)', svg)
        lines = [(float(x), float(end)) for x, end in found]
        assert len(lines) == len(values)
        for one in root.iter("text"):
            x, long = float(one.get("x", "0")), width("".join(one.itertext()), 12)
            left = x - long if one.get("text-anchor") == "end" else x
            assert left >= -0.5
            assert left + long <= WIDTH + 0.5
            if one.get("class") in ("amount", "limit-words"):
                above = float(one.get("y", "0")) - 11
                assert not any(left < line < left + long and end > above for line, end in lines)


def test_a_limit_beyond_every_bar_widens_the_scale() -> None:
    svg = waterfall(STAGES, "t", limits(400))
    bars = [float(wide) for wide in re.findall(r'class="stage level"[^>]*width="([\d.]+)"', svg)]
    assert max(bars) < WIDTH / 3


def test_lines_break_between_words_and_between_ideographs() -> None:
    told = "会：31 个价格中有 26 个会低到亏本；最差的是 Hay-milk cheese，卖到零元时每件亏 4.15 欧元。" * 3
    lines = list(wrapped(told, 13, 300))
    assert len(lines) > 3
    assert all(width(line, 13) <= 305 for line in lines)
    assert "".join(lines).replace(" ", "") == told.replace(" ", "")
    assert next(wrapped("a" * 400, 13, 300)).endswith("…")
