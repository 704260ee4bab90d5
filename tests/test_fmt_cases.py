"""Files with their canonical layout: `x.yaml` beside `x.out`. `--update-goldens` rewrites the `.out` files."""

from __future__ import annotations

from pathlib import Path

import pytest

from ecsc.canonical import formed
from ecsc.source import read_document
from ecsc.workspace.starters import STARTERS, starter

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases" / "fmt").glob("*.yaml"))
EXAMPLES = sorted((HERE.parent / "examples").rglob("*.yaml"))
OTHERS = [*sorted((HERE / "cases" / "ok").glob("*.yaml")), *sorted((HERE / "projects").rglob("*.yaml"))]
PACKS = sorted((HERE.parent / "ecsc" / "catalogue" / "packs").glob("*.yaml"))
UNREADABLE = {"duplicate_key", "full_width_colon", "unquoted_comparison"}
"""Examples of what cannot be read."""


def test_there_are_cases() -> None:
    assert len(CASES) > 5
    assert {path.stem for path in (HERE / "cases" / "fmt").glob("*.out")} == {path.stem for path in CASES}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_layout_is_as_written(path: Path, update_goldens: bool) -> None:
    golden = path.with_suffix(".out")
    found = formed(path.name, path.read_bytes())
    assert found.left is None
    assert not found.odd
    if update_goldens:
        golden.write_bytes(found.content)
    assert found.content == golden.read_bytes()


@pytest.mark.parametrize("path", [*CASES, *OTHERS, *PACKS], ids=lambda path: path.stem)
def test_it_says_the_same_and_stays(path: Path) -> None:
    raw = path.read_bytes()
    before, findings = read_document(path.name, raw)
    found = formed(path.name, raw)
    assert not found.odd
    if found.left is not None:
        assert found.left in findings
        assert found.content == raw
        return
    assert repr(read_document(path.name, found.content)[0].data) == repr(before.data)
    assert formed(path.name, found.content).content == found.content


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_are_in_canonical_layout(path: Path) -> None:
    raw = path.read_bytes()
    found = formed(path.name, raw)
    assert found.content == raw, "run ecsc fmt examples"
    assert (found.left is not None) == (path.stem in UNREADABLE)
    assert not found.odd


@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize("template", STARTERS)
def test_starters_are_in_canonical_layout(template: str, language: str) -> None:
    files = starter(template, language)
    assert files
    assert {name: formed(name, raw).content for name, raw in files.items()} == files
