"""Arithmetic with units: what works, and what is refused with the reason."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from ecsc.quantity import Count, Duration, Money, Points, QuantityError, Rate, add, divide, multiply, subtract

D = Decimal
CNY_30 = Money(D(30), "CNY")


@pytest.mark.parametrize(
    ("operation", "left", "right", "result"),
    [
        (add, CNY_30, Money(D("0.1"), "CNY"), Money(D("30.1"), "CNY")),
        (subtract, Money(D(100), "CNY"), Rate(D("0.2")), Money(D(80), "CNY")),
        (add, Count(D(200), "people"), Rate(D("0.15"), signed=True), Count(D(230), "people")),
        (add, Rate(D("0.6")), Rate(D("0.4")), Rate(D(1))),
        (add, Rate(D("0.03")), Points(D("0.0045")), Rate(D("0.0345"))),
        (subtract, Rate(D("0.45")), Rate(D("0.4")), Points(D("0.05"))),
        (add, Points(D("0.01")), Points(D("0.02")), Points(D("0.03"))),
        (add, Count(D(2), "people"), Count(D(3)), Count(D(5), "people")),
        (subtract, Duration(D(10), "d"), Duration(D(4), "d"), Duration(D(6), "d")),
        (multiply, CNY_30, 3, Money(D(90), "CNY")),
        (multiply, 3, CNY_30, Money(D(90), "CNY")),
        (multiply, Rate(D("0.5")), CNY_30, Money(D(15), "CNY")),
        (multiply, Count(D(100), "件"), CNY_30, Money(D(3000), "CNY")),
        (multiply, Rate(D("0.5")), Rate(D("0.5")), Rate(D("0.25"))),
        (multiply, Rate(D("0.5")), 3, Rate(D("1.5"))),
        (multiply, 2, D("1.5"), D(3)),
        (multiply, Count(D(400_000), "people"), Rate(D("0.025")), Count(D(10_000), "people")),
        (multiply, Count(D(4)), Count(D(5), "people"), Count(D(20), "people")),
        (divide, CNY_30, Money(D(20), "CNY"), D("1.5")),
        (divide, Count(D(1)), Count(D(4)), Rate(D("0.25"))),
        (divide, Count(D(6), "units"), Count(D(4), "orders"), D("1.5")),
        (divide, Money(D(1_000_000), "CNY"), Count(D(10_000), "orders"), Money(D(100), "CNY")),
        (divide, CNY_30, 3, Money(D(10), "CNY")),
        (divide, CNY_30, Rate(D("0.5")), Money(D(60), "CNY")),
        (divide, Rate(D("0.5")), Rate(D("0.25")), D(2)),
    ],
)
def test_units_combine(operation: Callable[..., object], left: Any, right: Any, result: object) -> None:
    assert operation(left, right) == result


@pytest.mark.parametrize(
    ("operation", "left", "right", "said"),
    [
        (add, CNY_30, Money(D(1), "USD"), "CNY 30 and USD 1 are in different currencies"),
        (divide, CNY_30, Money(D(1), "USD"), "different currencies"),
        (multiply, CNY_30, CNY_30, "CNY 30 * CNY 30 has no meaning"),
        (add, CNY_30, Count(D(1)), "has no meaning"),
        (add, Count(D(1), "people"), Count(D(1), "orders"), "count different things"),
        (multiply, Count(D(1), "people"), Count(D(1), "orders"), "has no meaning"),
        (add, Rate(D("0.03")), Rate(D("0.15"), signed=True), "3% changed by .15% has two readings"),
        (subtract, Rate(D("0.03")), Rate(D("0.15"), signed=True), "two readings"),
        (add, Points(D("0.01")), Rate(D("0.15")), "has no meaning"),
        (multiply, Points(D("0.01")), Rate(D("0.5")), "has no meaning"),
        (add, Duration(D(1), "d"), Duration(D(1), "w"), "different units of time"),
        (subtract, Duration(D(1), "d"), Duration(D(2), "d"), "negative length of time"),
        (divide, CNY_30, 0, "cannot be divided by zero"),
        (divide, CNY_30, Money(D(0), "CNY"), "cannot be divided by zero"),
        (divide, CNY_30, Duration(D(1), "d"), "has no meaning"),
    ],
)
def test_nonsense_is_refused(operation: Callable[..., object], left: Any, right: Any, said: str) -> None:
    with pytest.raises(QuantityError, match=said.replace("*", r"\*")):
        operation(left, right)


def test_sums_are_exact_to_34_digits() -> None:
    total: Any = Money(D(0), "CNY")
    for _ in range(1000):
        total = add(total, Money(D("0.1"), "CNY"))
    assert total == Money(D(100), "CNY")
    assert divide(Count(D(1)), 3) == Count(D("0." + "3" * 34))
