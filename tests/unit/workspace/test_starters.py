"""Starter strategies: there in both languages, never over anything."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ecsc.workspace import find_strategies
from ecsc.workspace.starters import STARTERS, StarterError, start, starter

LANGUAGES = ("en", "zh-CN")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", STARTERS)
def test_a_starter_is_one_strategy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, template: str, language: str
) -> None:
    monkeypatch.chdir(tmp_path)
    names = start("new/one", template, language)
    assert names
    (one,), findings = find_strategies(["new"])
    assert findings == ()
    assert one.folder == "new/one"
    assert tuple(name for name, _ in one.files) == tuple(sorted(names))


@pytest.mark.parametrize("template", STARTERS)
def test_the_languages_say_the_same(template: str) -> None:
    english, chinese = starter(template, "en"), starter(template, "zh-CN")
    assert list(english) == list(chinese)
    for name in english:
        keys = [re.findall(rb"^ *[a-z_]\w*:", text, re.MULTILINE) for text in (english[name], chinese[name])]
        assert keys[0] == keys[1], name
        assert english[name].isascii()
        assert re.search("[\u4e00-\u9fff]", chinese[name].decode())
        assert english[name].startswith(b"#"), "a starter explains itself"
        assert chinese[name].startswith(b"#")


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    start(str(tmp_path), "minimal", "en")
    before = (tmp_path / "strategy.yaml").read_bytes()
    with pytest.raises(StarterError):
        start(str(tmp_path), "minimal", "zh-CN")
    assert (tmp_path / "strategy.yaml").read_bytes() == before
    other = tmp_path / "other"
    other.mkdir()
    (other / "mine.yml").write_text("x: 1\n")
    (other / "readme.md").write_text("mine")
    with pytest.raises(StarterError):
        start(str(other), "brand_launch", "en")
    assert sorted(path.name for path in other.iterdir()) == ["mine.yml", "readme.md"]


def test_a_folder_with_other_things_takes_a_starter(tmp_path: Path) -> None:
    (tmp_path / "readme.md").write_text("mine")
    (tmp_path / ".gitlab-ci.yml").write_text("include: []\n")
    assert start(str(tmp_path), "minimal", "en") == (f"{tmp_path.as_posix()}/strategy.yaml",)


def test_a_file_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(StarterError):
        start(str(tmp_path / "x"), "minimal", "en")
