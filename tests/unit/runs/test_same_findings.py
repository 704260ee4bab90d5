"""Whatever is found is told alike: at once, from the cache, and by another process."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ecsc.messages import words
from ecsc.pipeline import StrategyInput, compile_strategy
from ecsc.report import Checked, Layout, render
from ecsc.report.render import FORMATS
from ecsc.runs import Asked, check_all, checked
from ecsc.runs.asked import check_one
from ecsc.runs.kept import kept, restored
from ecsc.runs.workers import check_in_workers
from ecsc.workspace import find_strategies
from tests.unit.runs.conftest import Quiet

ROOT = Path(__file__).parents[3]
CASES = sorted((ROOT / "tests/cases").glob("*/*.yaml"))
PROJECTS = ("examples/apparel_brand", "examples/broken", "examples/grocery_d2c")


def told(found: list[Checked], language: str) -> list[str]:
    w = words(language)
    return [
        "".join(render(found, name, w, Layout(notes_in_full=full)))
        for name in FORMATS
        for full in (True, False)
    ]


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_every_case_is_the_same_from_the_cache(language: str) -> None:
    for path in CASES:
        given = StrategyInput("cases", ((path.name, path.read_bytes()),))
        direct = checked(compile_strategy(given, plan=False), words(language))
        one = check_one(given, Asked(language))
        content = kept(one)
        assert content is not None, path
        again = restored(content, given)
        assert again is not None
        assert told([direct], language) == told([one], language) == told([again], language), path
        assert kept(again) == content


@pytest.mark.parametrize("project", PROJECTS)
def test_every_project_is_the_same_from_the_cache(project: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for given in find_strategies((project,))[0]:
        direct = checked(compile_strategy(given, plan=False), words("en"))
        content = kept(check_one(given, Asked()))
        assert content is not None
        again = restored(content, given)
        assert again is not None
        assert told([direct], "en") == told([again], "en")


def test_nothing_is_lost_on_the_way_from_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    strategies = find_strategies(PROJECTS)[0]
    here = list(check_all(strategies, Asked("zh-CN"), Quiet(), jobs=1))
    there = [one for one, _ in check_in_workers(strategies, Asked("zh-CN"), 2)]
    assert told(here, "zh-CN") == told(there, "zh-CN")
    assert [kept(one) for one in here] == [kept(one) for one in there]


def test_garbage_is_not_restored() -> None:
    given = StrategyInput("x", ())
    for content in (b"", b"\x93", b"\xc1", os.urandom(40), b"\x96\x90\xc0\x00\x00\x90\x91\x01"):
        assert restored(content, given) is None
