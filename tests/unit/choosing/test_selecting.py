"""Rules are named, and layers of settings decide which are on and how serious they are."""

from __future__ import annotations

import pytest

from ecsc.choosing import Choices, Layer, PathLayer, Selecting, UnknownRuleError, selector_of, stays
from ecsc.diagnostics import Rule, Severity

PLUGGED = (Rule("ACME001", "task-too-dear", Severity.WARNING, "Dear."),)


@pytest.mark.parametrize(
    ("word", "selector"),
    [
        ("ECS501", "ECS501"), ("ecs501", "ECS501"), ("ＥＣＳ５０１", "ECS501"), ("ECS5", "ECS5"), ("ECS50", "ECS50"),
        ("ECS", "ECS"), ("ALL", ""), ("all", ""), ("budget-overcommitted", "ECS501"),
        ("Budget Overcommitted", "ECS501"), ("budget_overcommitted", "ECS501"), (" ECS501 ", "ECS501"),
        ("ACME001", "ACME001"), ("acme", "ACME"), ("task-too-dear", "ACME001"),
    ],
)  # fmt: skip
def test_what_rules_are_called(word: str, selector: str) -> None:
    assert selector_of(word, PLUGGED) == selector


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("budget-overcomitted", "budget-overcommitted"), ("ECS5011", "ECS501"), ("ESC501", "ECS501"),
        ("501", "ECS501"), ("owner-mising", "owner-missing"),
    ],
)  # fmt: skip
def test_a_misspelt_rule_is_told_with_what_was_meant(word: str, near: str) -> None:
    with pytest.raises(UnknownRuleError) as caught:
        selector_of(word)
    assert near in caught.value.near
    assert not caught.value.gone


@pytest.mark.parametrize("word", ["", "ECS088", "E", "X", "预算", "ECS5*", "*", "5", "\0", "ACME", "ECS-5"])
def test_what_is_no_rule(word: str) -> None:
    with pytest.raises(UnknownRuleError):
        selector_of(word)


def test_a_rule_that_is_gone_is_told_as_such() -> None:
    with pytest.raises(UnknownRuleError) as caught:
        selector_of("not-compiled-yet")
    assert caught.value.gone


@pytest.mark.parametrize(
    ("selector", "fixed"),
    [
        ("ECS201", True), ("ECS020", True), ("ECS203", False), ("ECS2", False), ("ECS016", False), ("ECS501", False),
        ("", False), ("ECS", False), ("ECS04", True), ("ACME", False),
    ],
)  # fmt: skip
def test_errors_of_the_lower_bands_stay(selector: str, fixed: bool) -> None:
    assert stays(selector) is fixed


def on(choices: Choices, code: str, file: str = "a.yaml") -> bool:
    return Selecting(choices).is_on(code, file)


@pytest.mark.parametrize(
    ("layer", "expected"),
    [
        (Layer(), "all"),
        (Layer(ignore=("ECS5",)), "ECS402"),
        (Layer(("ECS5",)), "ECS501 ECS502"),
        (Layer(("ECS5",), ("ECS501",)), "ECS502"),
        (Layer(("", "ECS501"), ("ECS5",)), "ECS402 ECS501"),
        (Layer(("ECS501",), ("ECS501",)), ""),
        (Layer(("ECS4", "ECS501"), ("ECS",)), "ECS402 ECS501"),
    ],
)
def test_the_longer_start_wins_and_ignore_of_two_that_are_equal(layer: Layer, expected: str) -> None:
    codes = ("ECS402", "ECS501", "ECS502")
    found = " ".join(code for code in codes if on(Choices(settings=layer), code))
    assert found == (" ".join(codes) if expected == "all" else expected)


def test_paths_lie_upon_the_settings_and_upon_each_other() -> None:
    choices = Choices(
        settings=Layer(ignore=("ECS4",)),
        per_path=(
            PathLayer("drafts/**", Layer(ignore=("ECS5",)), ("drafts/a.yaml", "drafts/b.yaml")),
            PathLayer("b.yaml", Layer(("ECS5",)), ("drafts/b.yaml",)),
        ),
    )
    assert [on(choices, code) for code in ("ECS402", "ECS501", "ECS601")] == [False, True, True]
    assert [on(choices, code, "drafts/a.yaml") for code in ("ECS402", "ECS501", "ECS601")] == [
        False,
        False,
        True,
    ]
    assert [on(choices, code, "drafts/b.yaml") for code in ("ECS402", "ECS501", "ECS601")] == [
        False,
        True,
        False,
    ]
    assert not Selecting(choices).is_on_everywhere("ECS501")
    assert not Selecting(choices).is_on_everywhere("ECS601")


def test_the_command_takes_the_place_of_the_selection_and_comes_on_top_of_it() -> None:
    settings = Layer(("ECS5", "ECS6"), ("ECS501",))
    drafts = PathLayer("drafts/**", Layer(("ECS7",), ("ECS502",)), ("d.yaml",))
    selected = Choices(settings=settings, per_path=(drafts,), command=Layer(("ECS50",)))
    assert [on(selected, code) for code in ("ECS501", "ECS502", "ECS601")] == [True, True, False]
    assert [on(selected, code, "d.yaml") for code in ("ECS501", "ECS502", "ECS701")] == [True, False, False]
    ignored = Choices(settings=settings, command=Layer(ignore=("ECS6",)))
    assert [on(ignored, code) for code in ("ECS501", "ECS502", "ECS601")] == [False, True, False]


def test_the_severity_of_the_latest_layer_and_the_longest_start() -> None:
    info, warning, error = Severity.INFO, Severity.WARNING, Severity.ERROR
    choices = Choices(
        settings=Layer(severity={"ECS5": info, "ECS501": error}),
        per_path=(PathLayer("d", Layer(severity={"ECS": warning}), ("d.yaml",)),),
        command=Layer(("ECS5",)),
    )
    found = Selecting(choices)
    assert [found.severity(code, "a.yaml") for code in ("ECS402", "ECS501", "ECS502")] == [None, error, info]
    assert [found.severity(code, "d.yaml") for code in ("ECS402", "ECS501", "ACME001")] == [
        warning,
        warning,
        None,
    ]
