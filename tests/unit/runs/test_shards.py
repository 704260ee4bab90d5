"""Shares of a run: each strategy in exactly one, and together they find what the whole run finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ecsc.cli.progress import Progress
from ecsc.cli.running import Run
from ecsc.diagnostics import Severity, Span
from ecsc.messages import words
from ecsc.pipeline import Organisation, StrategyInput
from ecsc.report import Checked, Told, tell
from ecsc.rules import plugged
from ecsc.runs import Asked, Cache, told_once
from ecsc.runs.asked import check_one
from ecsc.runs.observed import Observed
from ecsc.runs.shards import Shard, told_here
from ecsc.runs.shelf import Shelf
from tests.unit.runs.conftest import HEADER, WORK

FAULTY = b"policies: {few: {name: Few, check: 'count(tasks <= 9', message: M, owner: lin}}\n"
ODD = b"policies: {few: {name: Few, check: count(tasks) <= 9}}\nx: 1\n"
SHARED = (
    Organisation(),
    Organisation(files=(("policies/faulty.yaml", FAULTY),)),
    Organisation(files=(("policies/faulty.yaml", FAULTY), ("policies/odd.yaml", ODD)), packs=("handbook",)),
)
TEXTS = (HEADER + WORK, HEADER + "x: 1\n" + WORK, "ecsc: 1\nstrategy: {}\n", HEADER)


def said(checked: Sequence[Checked]) -> Counter[tuple[str, str, str]]:
    return Counter((each.code, str(each.at), each.message) for one in checked for each in one.findings)


def check(one: StrategyInput) -> Checked:
    return check_one(one, Asked())


def strategies_of(kinds: list[tuple[int, int]]) -> list[StrategyInput]:
    return [
        StrategyInput(f"s{n}", ((f"s{n}/s.yaml", TEXTS[text].encode()),), organisation=SHARED[shared])
        for n, (text, shared) in enumerate(kinds)
    ]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), max_size=7), st.integers(1, 10))
def test_the_shares_find_what_the_whole_finds(kinds: list[tuple[int, int]], count: int) -> None:
    everything = strategies_of(kinds)
    whole = told_once(check(one) for one in everything)
    shares: list[Checked] = []
    for number in range(1, count + 1):
        indexes = Shard(number, count).indexes(everything)
        mine = (check(everything[index]) for index in sorted(indexes))
        shares += told_once(told_here(mine, everything, indexes, check))
    assert said(shares) == said(whole)
    assert sorted(one.folder for one in shares) == sorted(one.folder for one in whole)


@settings(max_examples=100)
@given(st.permutations(range(9)), st.integers(1, 30))
def test_every_strategy_is_in_exactly_one_share_whatever_the_order(order: list[int], count: int) -> None:
    everything = [StrategyInput(f"s{n}", ((f"s{n}/s.yaml", b""),)) for n in order]
    shares = [
        {everything[index].folder for index in Shard(number, count).indexes(everything)}
        for number in range(1, count + 1)
    ]
    assert Counter(one for share in shares for one in share) == Counter(f"s{n}" for n in order)
    assert max(map(len, shares)) - min(map(len, shares)) <= 1
    assert [share for share in shares if "s0" in share] == [shares[0]]


def test_a_faulty_policy_is_told_by_one_share_and_costs_the_others_one_strategy() -> None:
    everything = strategies_of([(0, 1)] * 6)
    asked: list[str] = []

    def counted(one: StrategyInput) -> Checked:
        asked.append(one.folder)
        return check(one)

    found = []
    for number in (1, 2, 3):
        indexes = Shard(number, 3).indexes(everything)
        mine = [check(everything[index]) for index in sorted(indexes)]
        found.append(sum(said(told_once(told_here(mine, everything, indexes, counted))).values()))
    assert found[0] > 0
    assert found[1:] == [0, 0]
    assert asked == ["s0", "s0"]


def test_a_finding_about_settings_is_told_by_one_share() -> None:
    everything = strategies_of([(0, 0)] * 4)
    place = Span("ecsc.toml", 0, 0, 3, 1, 3, 1)
    failure = plugged.failed("lint", place, "the plug-in {plugin} cannot be loaded: {reason}", reason="x")

    def fails(one: StrategyInput) -> Checked:
        return replace(check(one), findings=tell((failure,), words("en")))

    found = []
    for number in (1, 2, 3):
        indexes = Shard(number, 3).indexes(everything)
        mine = (fails(everything[index]) for index in sorted(indexes))
        shares = told_once(told_here(mine, everything, indexes, fails))
        found.append([each.code for one in shares for each in one.findings])
    assert found == [["ECS990"], [], []]


class Counted(dict[str, Any]):
    """Tables that count how often somebody goes through all of them."""

    def __init__(self) -> None:
        super().__init__({f"t{n}.csv": lambda: b"" for n in range(60)})
        self.times = 0

    def __iter__(self) -> Iterator[str]:
        self.times += 1
        return super().__iter__()


def test_tables_are_listed_once_for_all_findings_in_them() -> None:
    tables = Counted()
    one = StrategyInput("s", (("s/s.yaml", b""),), tables=tables)
    places = [Span(f"s/t{n}.csv", 0, 0, 1, 1, 1, 1) for n in range(60)]
    found = tuple(Told("ACME1", "x", Severity.ERROR, "fail", "m", at, "id") for at in places)
    assert told_here([Checked("s", found)], [one], frozenset({0}), check) == [Checked("s", found)]
    assert tables.times == 1


def test_names_of_tables_are_noted_once_however_they_are_asked_for() -> None:
    tables = Counted()
    observed = Observed(StrategyInput("s", (), tables=tables))
    assert len(observed.given.tables) == 60
    assert [each.kind for each in observed.reads or ()] == ["tables"]
    assert [observed.given.tables[f"t{n}.csv"]() for n in range(60)] == [b""] * 60
    assert tables.times == 1
    assert len(observed.reads or ()) == 61


def test_what_other_shares_are_asked_is_saved_once(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    organisations = [Organisation(files=((f"p{n}.yaml", ODD),)) for n in range(20)]
    everything = [
        replace(one, organisation=organisations[n]) for n, one in enumerate(strategies_of([(0, 0)] * 20))
    ]
    saved: list[str] = []
    real = Shelf.save

    def save(shelf: Shelf, is_there: Callable[[str], bool]) -> None:
        saved.append(shelf.path)
        real(shelf, is_there)

    monkeypatch.setattr(Shelf, "save", save)
    running = Run(Asked(), Progress(words("en"), quiet=True), cache=Cache(Asked(), ["."]), jobs=1)
    running.check_share(everything, Shard(2, 2))
    assert saved
    assert len(saved) == len(set(saved))


@pytest.mark.parametrize("number", [1, 2])
def test_one_share_tells_the_rest(number: int) -> None:
    assert Shard(number, 2).tells_the_rest is (number == 1)
