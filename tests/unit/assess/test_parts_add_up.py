"""Printed parts add up to the printed total."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ecsc.assess.rounding import to_add_up

CENT = Decimal("0.01")


@pytest.mark.parametrize(
    ("parts", "total", "found"),
    [
        # 1.005 and 1.005 are 2.01: one of them has the coin.
        (["1.005", "1.005"], "2.01", ["1.01", "1.00"]),
        # -1.005 thrice is -3.015, told as -3.01 beside a price that was rounded up.
        (["-1.005", "-1.005", "-1.005"], "-3.01", ["-1.00", "-1.00", "-1.01"]),
        # The total may be a coin under all that is rounded down.
        (["1.00", "2.003"], "2.99", ["0.99", "2.00"]),
        ([], "0.00", []),
    ],
)
def test_parts_add_up(parts: list[str], total: str, found: list[str]) -> None:
    rounded = to_add_up(list(map(Decimal, parts)), Decimal(total), CENT)
    assert [str(one) for one in rounded] == found
    assert sum(rounded, Decimal(0)) == Decimal(total)
