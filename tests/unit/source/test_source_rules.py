"""The manual of every rule of the room holds what it promises."""

from __future__ import annotations

import re

import pytest

from ecsc.diagnostics import Rule
from ecsc.source import RULES, read_document


def block(rule: Rule, head: str) -> str | None:
    found = re.search(rf"{head}:\n```yaml\n(.*?)```", rule.manual, re.DOTALL)
    return found[1] if found else None


def test_codes_and_names_are_unique_and_in_band() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert re.fullmatch(r"ECS0[0-9]{2}", rule.code)
        assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", rule.name)
        assert "\n" not in rule.summary
        assert len(rule.manual.splitlines()) > 2


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_snippets(rule: Rule) -> None:
    fails, passes = block(rule, "Fails"), block(rule, "Passes")
    assert (fails is None) == (passes is None)
    if fails is not None:
        assert rule.code in [finding.rule.code for finding in read_document("x.yaml", fails.encode())[1]]
    if passes is not None:
        assert [finding.rule.code for finding in read_document("x.yaml", passes.encode())[1]] == []
