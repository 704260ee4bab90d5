"""Chain substitution of any product or sum of drivers: the effects of all drivers lead exactly from start to end."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from ecsc.expr import parse
from ecsc.targets.drivers import derive
from ecsc.targets.equations import Equations
from ecsc.targets.substitution import substitute

NAMES = ("a", "b", "c", "d")
numbers = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(100000), places=2)


def tree(formula: str):  # type: ignore[no-untyped-def]
    return parse(formula, "CNY", 1)[0]


@st.composite
def formulas(draw: st.DrawFn) -> str:
    names = list(NAMES[: draw(st.integers(1, 4))])
    text = names[0]
    for name in names[1:]:
        text = f"({text}) {draw(st.sampled_from('+-*/'))} {name}"
    return text


@given(formulas(), st.lists(numbers, min_size=4, max_size=4), st.lists(numbers, min_size=4, max_size=4))
def test_the_effects_sum_to_the_whole(formula: str, old: list[Decimal], new: list[Decimal]) -> None:
    equations = Equations({"whole": tree(formula)})
    names = [name for name in NAMES if name in formula]
    before, after = dict(zip(names, old, strict=False)), dict(zip(names, new, strict=False))
    way = substitute("whole", equations, before, after)
    assert way is not None
    reached = derive("whole", equations, after)
    start = derive("whole", equations, before)
    assert reached is not None
    assert start is not None
    end = Fraction(way.start) + sum(map(Fraction, way.effects.values()))
    assert abs(end - Fraction(reached.values["whole"])) <= Fraction(1, 2 * 10**12)
    assert abs(Fraction(way.start) - Fraction(start.values["whole"])) <= Fraction(1, 2 * 10**12)
    assert list(way.effects) == names


@given(numbers, numbers)
def test_a_driver_that_stays_has_no_effect(stays: Decimal, other: Decimal) -> None:
    way = substitute(
        "whole", Equations({"whole": tree("a * b")}), {"a": stays, "b": Decimal(1)}, {"a": stays, "b": other}
    )
    assert way is not None
    assert way.effects["a"] == 0


def test_figures_with_no_room_for_the_grid_have_no_way() -> None:
    huge = Decimal(10) ** 24
    assert (
        substitute(
            "whole", Equations({"whole": tree("a * b")}), {"a": huge, "b": huge}, {"a": huge, "b": huge}
        )
        is None
    )


def test_without_a_formula_there_is_no_way() -> None:
    assert (
        substitute("whole", Equations({"other": tree("a * 2")}), {"a": Decimal(1)}, {"a": Decimal(2)}) is None
    )
