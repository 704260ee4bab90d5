"""Stretches of days in the ways people write them."""

from __future__ import annotations

import pytest

from ecsc.quantity import parse_period, parse_window


@pytest.mark.parametrize(
    "text", ["2026-06-01/2026-06-14", "2026-06-01 - 2026-06-14", "2026-06-01 至 2026-06-14"]
)
def test_other_ways_to_write_a_stretch_are_read(text: str) -> None:
    assert str(parse_period(text)) == "2026-06-01..2026-06-14"
    assert parse_window(text) == parse_window("2026-06-01..2026-06-14")
