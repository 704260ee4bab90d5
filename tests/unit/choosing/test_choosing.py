"""Choices are made on what a strategy's findings are: severities, comments, the baseline, and what stays."""

from __future__ import annotations

import datetime as dt

import pytest

from ecsc.choosing import Choices, Layer, PathLayer, asked_for, choose
from ecsc.diagnostics import At, Finding, Rule, Severity, Waived
from ecsc.messages import words
from ecsc.pipeline import Organisation, Result, StrategyInput, compile_strategy
from ecsc.report import tell

HEAD = "ecsc: 1\nstrategy: {id: tea, name: Tea, period: 2026, currency: CNY, owner: lin}\npeople: {lin: {name: Lin}}\n"
SHOP = "tasks:\n  shop: {name: Shop, duration: 10d}"


def result(
    text: str, choices: Choices | None = None, *, head: str = HEAD, scenario: str | None = None
) -> Result:
    given = StrategyInput("tea", (("tea/s.yaml", (head + text).encode()),), choices=choices or Choices())
    return compile_strategy(given, plan=False, scenario=scenario)


def found(of: Result) -> list[str]:
    return [f"{one.level} {one.rule.code}" for one in of.findings]


def aside(of: Result) -> list[str]:
    return [f"{one.how} {one.finding.rule.code}" for one in of.suppressed]


@pytest.mark.parametrize(
    ("text", "left", "set_aside"),
    [
        (SHOP + "\n", ["error ECS630"], []),
        (SHOP + " # ecsc: ignore[ECS630] later\n", [], ["comment ECS630"]),
        (SHOP + " # ecsc: ignore[owner-missing]\n", [], ["comment ECS630"]),
        (SHOP + " # ecsc: ignore[Owner_Missing]\n", [], ["comment ECS630"]),
        (SHOP + "\n# ecsc: ignore-file[ECS630]\n", [], ["comment ECS630"]),
        ("tasks:\n  # ecsc: ignore[ECS630]\n  shop: {name: Shop, duration: 10d}\n", [], ["comment ECS630"]),
        ("tasks:\n  shop: # ecsc: ignore[ECS630]\n    name: Shop\n    duration: 10d\n", [], ["comment ECS630"]),
        ("tasks: # ecsc: ignore[ECS630]\n  shop: {name: S, duration: 1d}\n", ["warning ECS070", "error ECS630"], []),
        (SHOP + " # ecsc: ignore[ECS630, ECS501]\n", ["warning ECS070"], ["comment ECS630"]),
        (SHOP + " # ecsc: ignore[ECS630, nobody-knows]\n", ["warning ECS072"], ["comment ECS630"]),
        (SHOP + " # ecsc: ignore[ECS6]\n", ["error ECS630", "warning ECS072"], []),
        (SHOP + " # ecsc: ignore[not-compiled-yet]\n", ["error ECS630", "warning ECS072"], []),
        (SHOP + " # ecsc: ignore\n", ["error ECS630", "warning ECS071"], []),
        (SHOP + " # ecsc: ignore[ECS630] # ecsc: ignore[ECS630]\n", [], ["comment ECS630"]),
        (SHOP + " # ecsc: ignore[ECS630, ECS072, xx]\n", [], ["comment ECS630", "comment ECS072"]),
        (SHOP + "\n# ecsc: ignore-file[ECS630, ECS070, ECS501]\n", [], ["comment ECS630", "comment ECS070"]),
        ("tasks:\n  shop: {name: Shop, duration: 10d, owner: lyn} # ecsc: ignore[ECS201]\n",
         ["error ECS201", "warning ECS073"], []),
        ("tasks:\n  shop: {name: Shop, duration: 10d, owner: lin} # ecsc: ignore[ECS201]\n", ["warning ECS073"], []),
        ("tasks:\n  shop: {name: Shop, duration: １０d, owner: lin} # ecsc: ignore[ECS016]\n", [], ["comment ECS016"]),
        ("tasks:\n  shop: {name: Shop, duration: １０d, owner: lin}\n", ["info ECS016"], []),
    ],
)  # fmt: skip
def test_comments(text: str, left: list[str], set_aside: list[str]) -> None:
    done = result(text)
    assert (found(done), aside(done)) == (left, set_aside)


def test_a_comment_says_where_it_stands_and_why() -> None:
    (one,) = result(SHOP + " # ecsc: ignore[ECS630] hired in March\n").suppressed
    assert (one.reason, getattr(one.at, "line", 0)) == ("hired in March", 5)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (SHOP + ", x # ecsc: ignore[ECS501]\n", None),
        ("tasks:\n  shop: {name: S, duration: 1d} # ecsc: ignore[ECS630, ECS501]\n",
         "tasks:\n  shop: {name: S, duration: 1d} # ecsc: ignore[ECS630]\n"),
        ("# ecsc: ignore-file[ECS501]\npeople: {}\n", "people: {}\n"),
    ],
)  # fmt: skip
def test_an_unused_comment_is_taken_out_by_its_fix(before: str, after: str | None) -> None:
    done = result(before)
    told = [one for one in done.findings if one.rule.code == "ECS070"]
    if after is None:
        assert told == [], "of a file that could not be read whole, nobody knows"
        return
    (fix,) = told[0].fixes
    text = HEAD + before
    assert fix.safe
    assert text[: fix.span.start] + fix.text + text[fix.span.end :] == HEAD + after


def test_an_unused_comment_with_a_reason_is_not_taken_out_unasked() -> None:
    text = "tasks:\n  shop:\n    name: S\n    # ecsc: ignore[ECS630] the agency starts in March\n    duration: 1d\n"
    (told,) = (one for one in result(text).findings if one.rule.code == "ECS070")
    assert [fix.safe for fix in told.fixes] == [False]


def test_comments_of_rules_that_are_not_selected_are_left_alone() -> None:
    text = SHOP + " # ecsc: ignore[ECS630, ECS501]\n"
    assert found(result(text, Choices(command=Layer(("ECS7", "ECS0"))))) == []
    per_path = (PathLayer("*", Layer(ignore=("ECS501",)), ("tea/s.yaml",)),)
    assert found(result(text, Choices(per_path=per_path))) == []


def test_comments_are_not_called_unused_under_a_scenario() -> None:
    text = (
        SHOP
        + " # ecsc: ignore[ECS501]\nscenarios: {slow: {name: Slow, changes: {tasks.shop.duration: 12d}}}\n"
    )
    assert found(result(text)) == ["error ECS630", "warning ECS070"]
    assert found(result(text, scenario="slow")) == ["error ECS630"]


def test_without_comments_everything_counts_and_none_is_unused() -> None:
    text = SHOP + " # ecsc: ignore[ECS630, ECS501]\n"
    assert found(result(text, Choices(comments=False))) == ["error ECS630"]


def test_severities_and_what_stays() -> None:
    settings = Layer(severity={"ECS": Severity.INFO})
    text = "tasks:\n  shop: {name: Shop, duration: １０d}\n  ads: {name: Ads, duration: 1d, owner: lyn}\n"
    done = result(text, Choices(settings=settings))
    assert found(done) == ["info ECS630", "info ECS016", "error ECS201"]
    assert found(result(text, Choices(settings=Layer(("ECS7",))))) == ["error ECS201"]
    raised = Choices(settings=Layer(severity={"ECS016": Severity.ERROR}))
    assert found(result(text, raised)) == ["error ECS630", "error ECS016", "error ECS201"]
    assert found(result(text.replace("lyn}", "lin}") + "# ecsc: ignore-file[ECS016]\n", raised)) == [
        "error ECS630"
    ]


GOAL = """goals:
  brand: {name: Brand, metric: gmv, target: 100万, due: 2026-12-31, owner: lin}
metrics:
  gmv: {standard: gmv}
"""


def test_what_cannot_be_decided_is_an_info_but_under_strict() -> None:
    levels = {
        (one.rule.code, one.level)
        for one in result(GOAL, Choices(settings=Layer(severity={"ECS4": Severity.WARNING}))).findings
        if one.outcome == "undecidable"
    }
    assert {level for _, level in levels} == {Severity.INFO}
    strict = result(GOAL, Choices(strict=True, settings=Layer(severity={"ECS4": Severity.WARNING})))
    assert {one.level for one in strict.findings if one.outcome == "undecidable"} == {Severity.ERROR}


def collected(text: str, head: str = HEAD) -> tuple[str, ...]:
    done = result(text, Choices(collect=True), head=head)
    return tuple(one.identity for one in done.suppressed if one.how == "baseline")


def test_the_baseline_knows_what_was_there() -> None:
    known = collected(SHOP + "\n")
    assert known == ("ECS630 tasks.shop",)
    choices = Choices(known={"tea": known})
    done = result(SHOP + "\n", choices)
    assert (found(done), aside(done), done.unneeded) == ([], ["baseline ECS630"], ())
    moved = "# a comment\n\ntasks:\n\n  ads: {name: Ads, duration: 1d}\n  shop: {name: Shop, duration: 10d}\n"
    assert found(result(moved, choices)) == ["error ECS630"], "that of ads is new"
    assert result("", choices).unneeded == known
    assert result(SHOP + "\n", Choices(known={"coffee": known})).unneeded == ()


def test_of_two_that_are_alike_the_second_is_new() -> None:
    known = collected(GOAL)
    assert "ECS407 goals.brand #2" in known
    one_less = Choices(known={"tea": tuple(one for one in known if one != "ECS407 goals.brand #2")})
    assert found(result(GOAL, one_less)) == ["error ECS407"]


def test_what_could_not_be_decided_is_not_the_failure_of_tomorrow() -> None:
    assert {"ECS405 goals.brand undecidable", "ECS405 goals.brand"} <= set(collected(GOAL))


def test_places_in_lists_are_one_place() -> None:
    text = "tasks:\n  a: {name: A, duration: 1d, owner: lin}\n  c: {name: C, duration: 1d, owner: lin, after: [a, c]}\n"
    assert collected(text) == ("ECS601 tasks.c.after",)


def test_a_policy_is_a_rule_of_its_own() -> None:
    text = "tasks:\n  a: {name: A, duration: 1d, owner: lin}\n"
    policy = b"policies:\n  p: {for_each: tasks, check: duration >= 5d}\n"
    policy += b"  q: {for_each: tasks, check: duration >= 4d}\n"
    files = (("tea/s.yaml", (HEAD + text).encode()),)
    shared = Organisation((("policies.yaml", policy + b"# ecsc: ignore-file[ECS501]\n"),))
    given = StrategyInput("tea", files, organisation=shared, choices=Choices(collect=True))
    done = compile_strategy(given, plan=False)
    assert [one.identity for one in done.suppressed] == [
        "ECS951 tasks.a.duration p",
        "ECS951 tasks.a.duration q",
    ]
    assert done.findings == (), "another strategy may need the comment of a policy file"


def test_the_baseline_takes_in_no_error_that_stays_and_no_comment() -> None:
    text = "tasks:\n  shop: {name: Shop, duration: 1d, owner: lyn} # ecsc: ignore[xx]\n"
    assert collected(text) == ()
    forged = Choices(known={"tea": ("ECS201 tasks.shop.owner",)})
    assert found(result(text, forged)) == ["error ECS201", "warning ECS072"]


def test_a_rule_that_is_off_is_not_known_in_vain() -> None:
    known = {"tea": ("ECS501 budgets.x", "ECS630 tasks.gone")}
    assert result("", Choices(known=known)).unneeded == known["tea"]
    assert result("", Choices(known=known, command=Layer(("ECS5",)))).unneeded == ("ECS501 budgets.x",)
    assert result("", Choices(known=known), head="").unneeded == (), "nobody knows whose it is"
    assert result("tasks: {shop: {name: [}}\n", Choices(known=known)).unneeded == (), (
        "not everything was read"
    )


@pytest.mark.parametrize(("ignored", "is_left"), [("ECS5", True), ("ECS6", False)])
def test_what_stands_in_no_file_is_chosen_alike_whether_waived_or_not(ignored: str, *, is_left: bool) -> None:
    rule, at = Rule("ECS630", "owner-missing", Severity.ERROR, ""), At("tasks", "shop")
    choices = Choices(settings=Layer(ignore=(ignored,)))
    one = Finding(rule, "x", at)
    waived = Waived(one, "w", "later", "lin", dt.date(2026, 12, 31), at)
    assert choose([one], choices).findings == ((one,) if is_left else ())
    assert asked_for([waived], choices) == ((waived,) if is_left else ())


ALIKE = """tasks:
  shop:
    name: Shop
    owner: lin
    duration: 10d
    checklist:
      - “one”{comment}
      - “two”
"""
FIRST, SECOND = "ECS013 tasks.shop.checklist", "ECS013 tasks.shop.checklist #2"


@pytest.mark.parametrize(
    ("comment", "known"), [("", ()), ("", (FIRST,)), (" # ecsc: ignore[ECS013] a name", ())]
)
def test_what_is_set_aside_leaves_its_name_to_nobody(comment: str, known: tuple[str, ...]) -> None:
    """Else services would take the one that is left for the one that is known, and open that as a new one."""
    done = result(ALIKE.format(comment=comment), Choices(known={"tea": known}))
    assert tell(done.findings, words("en"))[-1].identity == SECOND
    assert len(done.findings) + len(done.suppressed) == 2
    assert [one.finding.identity for one in done.suppressed] == [FIRST] * len(done.suppressed)
