"""The weighted ranking: its golden values, its ties, and how the candidates that stand by change it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from ecsc.appraisal import Criterion, dominators, normalised, ranked, smallest_change

FREE = [
    Criterion("traffic", Decimal("0.30")),
    Criterion("match", Decimal("0.30")),
    Criterion("commission", Decimal("0.25"), lower_is_better=True),
    Criterion("support", Decimal("0.15")),
]
ROWS = {
    "taobao": ("9", "8", "0.05", "8"),
    "douyin": ("9", "9", "0.05", "6"),
    "jd": ("7", "5", "0.08", "9"),
    "own_site": ("2", "6", "0.01", "5"),
}


def scores(*names: str) -> dict[str, dict[str, Decimal]]:
    return {
        name: {one.id: Decimal(value) for one, value in zip(FREE, ROWS[name], strict=True)} for name in names
    }


def rounded(criteria: list[Criterion], *names: str) -> dict[str, float]:
    found = ranked(criteria, normalised(criteria, scores(*names)))
    return {one.id: round(float(one.score), 4) for one in found}


def test_two_tie_exactly_where_floats_would_differ() -> None:
    assert rounded(FREE, *ROWS) == {"taobao": 0.7446, "douyin": 0.7446, "jd": 0.3643, "own_site": 0.325}
    found = ranked(FREE, normalised(FREE, scores(*ROWS)))
    assert [one.place for one in found] == [1, 1, 3, 4]
    assert found[0].score == found[1].score


def test_dropping_the_last_candidate_turns_the_tie_into_a_lead() -> None:
    assert rounded(FREE, "taobao", "douyin", "jd") == {"taobao": 0.875, "douyin": 0.85, "jd": 0.15}


def test_a_fixed_scale_keeps_the_scores_whoever_stands_by() -> None:
    ten = {"low": Decimal(0), "high": Decimal(10)}
    fixed = [
        Criterion("traffic", Decimal("0.30"), **ten),  # type: ignore[arg-type]
        Criterion("match", Decimal("0.30"), **ten),  # type: ignore[arg-type]
        Criterion("commission", Decimal("0.25"), True, Decimal(0), Decimal("0.2")),
        Criterion("support", Decimal("0.15"), **ten),  # type: ignore[arg-type]
    ]
    every, fewer = rounded(fixed, *ROWS), rounded(fixed, "taobao", "douyin", "jd")
    assert every == {"taobao": 0.8175, "douyin": 0.8175, "jd": 0.645, "own_site": 0.5525}
    assert fewer == {name: every[name] for name in fewer}


def test_a_criterion_in_which_all_are_alike_moves_nobody() -> None:
    only = [Criterion("support", Decimal(1), lower_is_better=True)]
    alike = {"a": {"support": Decimal(3)}, "b": {"support": Decimal(3)}}
    assert [one.score for one in ranked(only, normalised(only, alike))] == [1, 1]


def test_the_smallest_change_draws_the_second_level_with_the_first() -> None:
    matrix = normalised(FREE, scores("taobao", "douyin", "jd"))
    change = smallest_change(FREE, matrix, "taobao", "douyin")
    assert change is not None
    # The lead of 0.025 lies in support (2/3 apart): 0.15 - 0.0375, a quarter of it; in match 0.1 of 0.3.
    assert (change.criterion, change.changed, change.relative) == (
        "support",
        Fraction("0.1125"),
        Fraction(1, 4),
    )
    weights = [
        Criterion(one.id, Decimal("0.1125") if one.id == "support" else one.weight, one.lower_is_better)
        for one in FREE
    ]
    level = {one.id: one.score for one in ranked(weights, matrix)}
    assert level["taobao"] == level["douyin"]


def test_what_is_better_everywhere_cannot_be_overtaken_by_any_weight() -> None:
    two = [Criterion("a", Decimal("0.5")), Criterion("b", Decimal("0.5"))]
    matrix = {"x": {"a": Fraction(1), "b": Fraction(1)}, "y": {"a": Fraction(0), "b": Fraction(1, 2)}}
    assert dominators(matrix, "y") == ("x",)
    assert dominators(matrix, "x") == ()
    assert smallest_change(two, matrix, "x", "y") is None


@pytest.mark.parametrize("alike", [{"a": Fraction(1)}, {"a": Fraction(0)}])
def test_the_same_scores_dominate_nobody(alike: dict[str, Fraction]) -> None:
    assert dominators({"x": alike, "y": alike}, "x") == ()
