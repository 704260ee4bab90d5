"""Which findings outside strategies a change concerns."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ecsc.diagnostics import Span
from ecsc.runs.beyond import concerned
from ecsc.runs.touched import touched
from ecsc.workspace import find_strategies
from tests.unit.runs.conftest import HEADER, WORK, Git, Put

DAMAGED = (HEADER + WORK).replace("strategy:", "stratgy:")


@pytest.fixture
def repository(put: Put, git: Git, here: Path) -> Git:
    """Sound strategies, one that lost its header long ago, and links that lead out of a strategy, all committed."""
    put("good/strategy.yaml")
    put("other/strategy.yaml")
    put("old/strategy.yaml", DAMAGED)
    put("old/parts/x.yaml", "meta: {}\n")
    put("elsewhere/x.yaml", "meta: {}\n")
    (here / "good/out.yaml").symlink_to("../elsewhere/x.yaml")
    (here / "good/gone.yaml").symlink_to("../../nowhere.yaml")
    (here / "good/system.yaml").symlink_to("/etc/hostname")
    git("add", "-A")
    git("commit", "-q", "-m", "1")
    return git


def told() -> list[str]:
    strategies, findings = find_strategies(["."])
    assert findings
    kept = concerned(findings, strategies, touched(strategies, "HEAD"), "HEAD")
    return sorted(one.at.file.removesuffix("/strategy.yaml") for one in kept if isinstance(one.at, Span))


def _link(at: Path) -> None:
    (at / "other/new.yaml").symlink_to("../elsewhere/x.yaml")


CHANGES: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "nothing": (lambda _: None, []),
    "another strategy": (lambda at: (at / "other/strategy.yaml").write_text(HEADER), []),
    "the file": (lambda at: (at / "old/strategy.yaml").write_text(DAMAGED + "x: 1\n"), ["old"]),
    "a file below": (lambda at: (at / "old/parts/x.yaml").write_text("meta: {x: 1}\n"), ["old"]),
    "a new file below": (lambda at: (at / "old/parts/y.yaml").write_text("meta: {}\n"), ["old"]),
    "a file below that is gone": (lambda at: (at / "old/parts/x.yaml").unlink(), ["old"]),
    "a folder below that is gone": (lambda at: shutil.rmtree(at / "old/parts"), ["old"]),
    "a file of others below": (lambda at: (at / "old/notes.md").write_text("x"), []),
    "a header that breaks": (lambda at: (at / "other/strategy.yaml").write_text(DAMAGED), ["other"]),
    "a new folder": (lambda at: shutil.copytree(at / "old", at / "new"), ["new"]),
    "a new link": (_link, ["other/new.yaml"]),
    "the strategy around links": (
        lambda at: (at / "good/strategy.yaml").write_text(HEADER),
        ["good/gone.yaml", "good/out.yaml", "good/system.yaml"],
    ),
    "settings": (
        lambda at: (at / "ecsc.toml").write_text("packs = []\n"),
        ["good/gone.yaml", "good/out.yaml", "good/system.yaml", "old"],
    ),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("staged", [False, True])
def test_a_change_concerns(repository: Git, here: Path, change: str, staged: bool) -> None:
    make, expected = CHANGES[change]
    make(here)
    if staged:
        repository("add", "-A")
    assert told() == expected


def test_the_folder_we_are_in(repository: Git, here: Path) -> None:
    os.chdir(here / "old")
    assert told() == []
    (here / "old/parts/x.yaml").write_text("meta: {x: 1}\n")
    assert told() == ["strategy.yaml"]
