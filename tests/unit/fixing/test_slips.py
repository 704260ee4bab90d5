"""What is beyond doubt a slip of the pen."""

from __future__ import annotations

import pytest

from ecsc.diagnostics.slips import distance, meant_by, surely


@pytest.mark.parametrize(
    ("word", "names", "meant"),
    [
        ("lin_wie", ["lin_wei", "chen"], "lin_wei"), ("Lin-Wei", ["lin_wei"], "lin_wei"),
        ("ｌｉｎ＿ｗｅｉ", ["lin_wei"], "lin_wei"), ("linwei", ["lin_wei"], "lin_wei"),
        ("owner ", ["owner"], "owner"), ("marketplce", ["marketplace"], "marketplace"),
        ("gvm", ["gmv", "gpm"], "gmv"), ("duratoin", ["duration"], "duration"),
        ("lim", ["lin"], ""), ("may", ["mar"], ""), ("june", ["july"], ""), ("import", ["export"], ""),
        ("increase", ["decrease"], ""), ("q1_sale", ["q2_sale"], ""), ("一店", ["二店"], ""),
        ("华东仓库", ["华南仓库"], ""), ("abcd", ["abce", "abcf"], ""), ("A_b", ["a_b", "a-b"], ""),
        ("x" * 61, ["x" * 60], ""), ("", ["a"], ""), ("a", [], ""),
    ],
)  # fmt: skip
def test_slips(word: str, names: list[str], meant: str) -> None:
    assert surely(word, names) == meant


def test_one_candidate_is_a_guess_and_two_are_none() -> None:
    one = meant_by("tags", ["status"])
    assert one is not None
    assert (one.text, one.safe) == ("status", False)
    assert meant_by("tags", ["status", "tasks"]) is None
    assert meant_by("tags", []) is None


@pytest.mark.parametrize(
    ("one", "other", "steps"), [("ab", "ba", 1), ("abc", "ac", 1), ("", "ab", 2), ("a", "b", 1)]
)
def test_distance(one: str, other: str, steps: int) -> None:
    assert distance(one, other) == distance(other, one) == steps
