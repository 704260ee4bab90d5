"""The page about planted mistakes says what is found today."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bench.mistakes import Said, outcomes, planted
from ecsc.diagnostics import Span
from ecsc.messages import words
from ecsc.pipeline import StrategyInput, compile_strategy
from ecsc.report import tell

PAGE = (Path(__file__).parents[1] / "docs" / "mistakes.md").read_text("utf-8")


def said(file: Path) -> Iterator[Said]:
    """Yield what `ecsc check` says, without a process of its own."""
    result = compile_strategy(StrategyInput(".", ((file.name, file.read_bytes()),)), plan=False)
    for one in tell(result.findings, words("en")):
        places = (one.at, *(related.at for related in one.related))
        lines = frozenset(place.line for place in places if isinstance(place, Span))
        yield f"{one.identity} {one.message}", lines


def test_the_page_tells_of_the_mistakes_that_are_planted() -> None:
    mistakes = [one.mistake for one in planted()]
    assert len(mistakes) == 40
    for number, one in enumerate(mistakes, 1):
        assert f"\n| {number} | {one.title} ({one.kind}) | " in PAGE


def test_what_the_page_says_is_found_is_found(tmp_path: Path) -> None:
    told = re.findall(r"^\| [0-9]+ \| .*? \| (line|found|–) \|", PAGE, re.MULTILINE)
    found = ["line" if one.placed else "found" if one.found else "–" for one in outcomes(said, tmp_path)]
    assert found == told
