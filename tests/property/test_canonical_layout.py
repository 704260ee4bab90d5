"""Whatever a file looks like, its canonical layout says the same, keeps each comment, and stays as it is."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ecsc.canonical import formed
from ecsc.source import read_document
from tests.property.untidy_yaml import UntidyYaml


@given(st.integers(0, 2**32))
@settings(max_examples=600, deadline=None)
def test_any_layout_becomes_canonical(seed: int) -> None:
    untidy = UntidyYaml(seed)
    raw = untidy.file().encode()
    before, findings = read_document("x.yaml", raw)
    done = formed("x.yaml", raw)
    if done.left is not None:
        assert done.content == raw
        return
    text = done.content.decode()
    assert not done.odd, raw.decode()
    after, said = read_document("x.yaml", done.content)
    assert repr(after.data) == repr(before.data)
    assert [finding.rule.code for finding in said] == [finding.rule.code for finding in findings]
    assert formed("x.yaml", done.content).content == done.content
    in_comments = re.compile(r"#\s*(c\d+\.(?:#x #y|: x| - \[| 注)?)")
    assert in_comments.findall(text) == in_comments.findall(raw.decode())
    assert len(in_comments.findall(text)) == untidy.comments


def test_most_random_files_are_laid_out() -> None:
    files = [UntidyYaml(seed).file().encode() for seed in range(200)]
    done = [formed("x.yaml", raw) for raw in files]
    assert sum(one.left is None and not one.odd for one in done) > 150


def test_the_parser_in_python_gives_the_same_layout(monkeypatch: pytest.MonkeyPatch) -> None:
    files = [UntidyYaml(seed).file().encode() for seed in range(150)]
    fast = [formed("x.yaml", raw).content for raw in files]
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert [formed("x.yaml", raw).content for raw in files] == fast
