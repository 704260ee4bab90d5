"""Every rule has a code of its own and a manual whose two examples do what they say."""

from __future__ import annotations

import re
from functools import cache

import pytest

from ecsc.catalogue import shipped_thresholds
from ecsc.diagnostics import Finding, Rule
from ecsc.pipeline import StrategyInput, compile_strategy
from ecsc.rules import catalogue
from ecsc.rules.catalogue import RETIRED, checks

RULES = catalogue()
BANDS = {
    "0": "source", "1": "shape", "2": "references", "3": "expressions", "4": "SMART and targets",
    "5": "money", "6": "schedule", "7": "measurement", "8": "offers", "9": "risk, law, policies",
}  # fmt: skip
HEADER = "strategy: {id: demo, name: Demo, period: 2026, currency: CNY}\n"
PEOPLE = "people:\n  lin: {name: Lin Wei}\n"
UNSHOWN = {
    "ECS211": "needs two files", "ECS213": "needs two files",
    "ECS160": "stands in a table", "ECS161": "stands in a table", "ECS162": "stands in a table",
    "ECS313": "needs ten thousand characters",
    "ECS953": "stands in a policy file", "ECS954": "stands in a policy file",
    "ECS619": "depends on which years are published",
    "ECS678": "needs a file beside the strategy", "ECS679": "needs a file beside the strategy",
    "ECS990": "needs a plug-in that fails",
    "ECS741": "needs the strategy as it once stood",
}  # fmt: skip
"""Rules whose examples cannot be one YAML file, with the reason; other tests fire them."""


BESIDE = {"ECS115"}
"""Rules about a file that stands beside a strategy and is none itself."""


def blocks(rule: Rule, heading: str) -> list[str]:
    """Return the YAML blocks under `Fails:` or `Passes:` of a manual."""
    found = re.findall(rf"{heading}:\n\n```yaml\n(.*?)```", rule.manual, re.DOTALL)
    return [str(block) for block in found]


def completed(text: str) -> str:
    """Return an example as a strategy of its own: what it does not say is filled in before it."""
    head = ""
    if not re.search(r"^ecsc[:：]", text, re.MULTILINE):
        head += "ecsc: 1\n"
    if not re.search(r"^\"?strategy\"?\s*[:：]", text, re.MULTILINE):
        head += HEADER
    if not re.search(r"^people[:：]", text, re.MULTILINE):
        head += PEOPLE
    return head + text


def strategy_of(rule: Rule, text: str) -> tuple[tuple[str, str], ...]:
    """Return the files of an example: most are a strategy by themselves, some stand beside one."""
    if rule.code in BESIDE:
        return (("demo.yaml", completed("")), ("other.yaml", text))
    return (("demo.yaml", completed(text)),)


@cache
def findings(files: tuple[tuple[str, str], ...]) -> tuple[Finding, ...]:
    given = StrategyInput("demo", tuple((name, text.encode()) for name, text in files))
    return tuple(compile_strategy(given).findings)


def codes(files: tuple[tuple[str, str], ...]) -> frozenset[str]:
    return frozenset(finding.rule.code for finding in findings(files))


def test_codes_and_names_are_unique_and_in_their_band() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert re.fullmatch(r"ECS\d{3}", rule.code), rule.code
        assert rule.code[3] in BANDS, rule.code
        assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", rule.name), rule.name


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.code}-{rule.name}")
def test_the_manual_has_a_first_line_and_a_reason(rule: Rule) -> None:
    first, _, rest = rule.manual.strip().partition("\n")
    assert first.endswith("."), rule.code
    assert 15 <= len(first) <= 120, rule.code
    assert rest.strip(), f"{rule.code} does not say why"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.code}-{rule.name}")
def test_the_failing_example_fails(rule: Rule) -> None:
    examples = blocks(rule, "Fails")
    if not examples:
        assert rule.code in UNSHOWN or rule.code < "ECS100", f"{rule.code} shows no failing example"
    for example in examples:
        found = codes(strategy_of(rule, example))
        assert rule.code in found, f"{rule.code} does not fire on its example, only {sorted(found)}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.code}-{rule.name}")
def test_the_passing_example_passes(rule: Rule) -> None:
    if blocks(rule, "Fails"):
        assert blocks(rule, "Passes"), f"{rule.code} shows what fails but not what passes"
    for example in blocks(rule, "Passes"):
        assert rule.code not in codes(strategy_of(rule, example)), f"{rule.code} fires on its passing example"


def test_every_threshold_is_one_that_a_check_declares_and_no_code_comes_back() -> None:
    declared = {name for check in checks() for name in check.thresholds}
    assert declared == set(shipped_thresholds())
    assert not {rule.code for rule in RULES} & set(RETIRED)
