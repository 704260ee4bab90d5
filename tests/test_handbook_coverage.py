"""Every row of the handbook has its fields, the checks it asks for at the level it asks, and its decisions."""

from __future__ import annotations

import pytest

from docs.handbook_coverage import (
    AMBIGUITIES,
    LATER,
    LEVELS,
    chapters,
    checks_of,
    decisions,
    fields,
    rows,
    rules,
    unknown_outputs,
)
from docs.schema_pages import description, places
from ecsc.cli.program import COMMANDS
from ecsc.diagnostics import Severity
from ecsc.emit.registry import EMITTERS
from tests.test_rule_catalogue import UNSHOWN, blocks, codes, findings, strategy_of

HANDBOOK = {
    "O": range(1, 4), "M": range(1, 7), "G": range(1, 10), "S": (*range(1, 5), *range(11, 17)), "K": range(1, 11),
    "B": range(1, 13), "R": range(8), "P": range(1, 9), "C": range(1, 5), "X": range(5), "W": range(1, 11),
    "E": range(6), "F": range(1, 8), "D": range(1, 9), "V": range(1, 7), "Z": range(1, 20), "L": range(1, 9),
    "A": range(1, 46),
}  # fmt: skip
"""The rows there are: a letter for each part of the handbook, and its numbers."""
UNCHECKED = {"B-08", "K-08", "S-11", "S-14", "S-16"}
"""Rows that only want a place in the language."""
WAITING: dict[str, set[str]] = {}
"""Rows of which a check is still to come, and what it comes with. When it is there, the row leaves the list."""
STRICTNESS = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}
AMBIGUOUS = tuple(chapters()[AMBIGUITIES])
OTHERS = tuple(name for name in rows() if name not in AMBIGUOUS)
NAMED = sorted({code for name in OTHERS for check in checks_of(name) for code in check.get("rules", ())})


def strictness(code: str) -> int:
    """Return how strict a rule is where its manual fires it: one that only says "not decidable" is info."""
    rule = rules()[code]
    told = [
        STRICTNESS[finding.level]
        for example in blocks(rule, "Fails")
        for finding in findings(strategy_of(rule, example))
        if finding.rule.code == code
    ]
    return max(told, default=STRICTNESS[rule.severity])


def test_the_list_has_every_row_of_the_handbook_and_no_other() -> None:
    there = {f"{letter}-{number:02}" for letter, numbers in HANDBOOK.items() for number in numbers}
    assert set(rows()) == there
    assert set(AMBIGUOUS) == {name for name in there if name.startswith("A")}
    assert sum(len(held) for held in chapters().values()) == len(there), "a row stands in two chapters"


def test_the_schema_names_rows_that_there_are() -> None:
    assert set(fields()) <= set(rows())


@pytest.mark.parametrize("name", rows())
def test_a_row_has_a_place_with_words_for_it(name: str) -> None:
    assert fields().get(name), f"no field carries {name}"
    for path, schema in places():
        if name in schema.get("x-ecsc-rows", ()):
            assert description(schema), f"{path} carries {name} and says nothing"


@pytest.mark.parametrize("name", OTHERS)
def test_a_row_has_the_checks_it_asks_for(name: str) -> None:
    assert bool(checks_of(name)) == (name not in UNCHECKED)
    for check in checks_of(name):
        assert set(check) <= {"level", "asks", "rules", "outputs", "reason", "later"}, check
        assert check["level"] in LEVELS
        assert check["asks"]
        answered = any(check.get(way) for way in ("rules", "outputs", "reason", "later"))
        assert answered, f"{name}: nothing answers for {check['asks']!r}"


@pytest.mark.parametrize("name", OTHERS)
def test_a_check_is_as_strict_as_the_handbook_or_says_why_not(name: str) -> None:
    for check in checks_of(name):
        assert set(check.get("rules", ())) <= set(rules()), f"{name} names a rule that is not there"
        asked = STRICTNESS[Severity(LEVELS[check["level"]])]
        as_strict = max(map(strictness, check.get("rules", ())), default=-1) >= asked
        shown = check["level"] == "I" and bool(check.get("outputs"))
        assert as_strict or shown or check.get("reason") or check.get("later"), (
            f"{name}: {check['asks']!r} is to be {LEVELS[check['level']]}, and no rule is that strict"
        )
        assert not (as_strict and "reason" in check), f"{name}: {check['asks']!r} needs no reason"


def test_outputs_are_outputs_commands_or_parts_of_the_plan() -> None:
    named = [one for name in OTHERS for check in checks_of(name) for one in check.get("outputs", ())]
    assert named
    assert not list(unknown_outputs(named, COMMANDS, EMITTERS))
    nonsense = ["plan:goals.nothing", "fax", "plan:"]
    assert list(unknown_outputs(nonsense, COMMANDS, EMITTERS)) == nonsense


def test_only_named_rows_wait_for_a_check() -> None:
    waiting: dict[str, set[str]] = {}
    for name in OTHERS:
        for check in checks_of(name):
            if "later" in check:
                waiting.setdefault(check["later"], set()).add(name)
    assert waiting == WAITING
    assert set(waiting) <= set(LATER)


@pytest.mark.parametrize("code", NAMED)
def test_a_rule_is_shown_to_fire_and_to_be_silent(code: str) -> None:
    rule = rules()[code]
    fails, passes = blocks(rule, "Fails"), blocks(rule, "Passes")
    if code in UNSHOWN or code < "ECS100":
        return  # its manual cannot be one file of YAML; the tests of its own stage fire it
    assert fails
    assert passes
    assert all(code in codes(strategy_of(rule, example)) for example in fails)
    assert not any(code in codes(strategy_of(rule, example)) for example in passes)


@pytest.mark.parametrize("name", AMBIGUOUS)
def test_an_ambiguity_is_decided_where_it_is_written(name: str) -> None:
    found = decisions(name)
    for words in rows()[name]["decision"]:
        assert any(words in sentence for _, sentence in found), f"no field of {name} says {words!r}"
    assert {path for path, _ in found} == set(fields()[name]), (
        "a field carries an ambiguity and decides nothing"
    )


def test_rows_without_a_check_are_known_to_the_handbook() -> None:
    assert set(rows()) >= UNCHECKED
    assert all(row.get("like", "O-01") in rows() for row in rows().values())
