"""Whatever a finding says was gathered for translation: read from the source, proved by what rules really say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import ecsc
from ecsc.diagnostics import Finding, Rule
from ecsc.messages import Words
from ecsc.messages.domains import used
from ecsc.pipeline import StrategyInput, compile_strategy
from ecsc.report.manuals import manual_of
from ecsc.report.told import tell
from ecsc.rules import catalogue
from tests.test_rule_catalogue import blocks, strategy_of

CASES = sorted((Path(__file__).parent / "cases" / "err").glob("*.yaml"))
KNOWN = {
    text
    for templates in used(Path(ecsc.__file__).parent).values()
    for template in templates
    for text in ((template,) if isinstance(template, str) else template)
}


class Asked:
    """A catalogue that translates nothing and remembers what it was asked for and does not know."""

    def __init__(self) -> None:
        self.unknown: set[str] = set()

    def gettext(self, message: str) -> str:
        if message not in KNOWN:
            self.unknown.add(message)
        return message

    def ngettext(self, one: str, many: str, n: int) -> str:
        return self.gettext(one if n == 1 else many)


def unknown(findings: Iterator[Finding] | tuple[Finding, ...]) -> set[str]:
    asked = Asked()
    tell(findings, Words("zh-CN", asked))
    return asked.unknown


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: f"{rule.code}-{rule.name}")
def test_what_the_failing_example_says_is_gathered(rule: Rule) -> None:
    for example in blocks(rule, "Fails"):
        files = tuple((name, text.encode()) for name, text in strategy_of(rule, example))
        assert not unknown(tuple(compile_strategy(StrategyInput("demo", files)).findings))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_a_case_says_is_gathered(path: Path) -> None:
    given = StrategyInput(str(path.parent), ((path.name, path.read_bytes()),))
    assert not unknown(tuple(compile_strategy(given).findings))


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: f"{rule.code}-{rule.name}")
def test_every_paragraph_of_a_manual_is_gathered(rule: Rule) -> None:
    asked = Asked()
    assert manual_of(rule, Words("zh-CN", asked))
    assert not asked.unknown
