"""What an author is told at the gate: one finding a cause, at the right place, with what would be right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pytest

from ecsc.diagnostics import Finding, Severity, Span
from ecsc.messages import words
from ecsc.source import Document, read_document
from ecsc.source.shape.gate import check_shape
from ecsc.source.shape.rules import RULES
from ecsc.source.shape.schema_files import bundle
from ecsc.source.shape.wrong_keys import MOST_USED

NEVER = re.compile(
    r"given schemas|anyOf|oneOf|\bregex\b|\^\[|\\u|propert|additional|mapping|scalar|None|\{\w+\}"
)


def read(text: str) -> Document:
    return read_document("s.yaml", text.encode())[0]


def told(text: str, header_keys: Iterable[str] = ()) -> list[str]:
    """Return `code underlined: message` for each finding, in order."""
    document = read(text)
    return [line(document, finding) for finding in check_shape(document, tuple(header_keys))[0]]


def line(document: Document, finding: Finding) -> str:
    assert isinstance(finding.at, Span)
    marked = document.source.text[finding.at.start : finding.at.end]
    return f"{finding.rule.code} {marked}: {words('en')(finding.message, **finding.params)}"


def hint(text: str) -> str:
    """Return the hint of the only finding."""
    (finding,) = check_shape(read(text))[0]
    return words("en")(finding.hint, **finding.params)


def fixed(text: str) -> str:
    """Return the text with the fix of the only finding."""
    (finding,) = check_shape(read(text))[0]
    (fix,) = finding.fixes
    return text[: fix.span.start] + fix.text + text[fix.span.end :]


CASES: tuple[tuple[str, str, list[str]], ...] = (
    ("a file in order", "tasks: {a: {owner: lin, duration: 10d}}", []),
    ("an empty section", "tasks:\nmilestones:\n", []),
    ("free keys", "x-notes: [1]\nmeta: {a: b}\ntasks: {a: {x-ticket: 3, meta: [1]}}", []),
    ("a number as text", "tasks: {a: {name: 618, checklist: [1, 2]}}", []),
    (
        "an unknown field",
        "tasks: {a: {ownr: lin}}",
        ["ECS101 ownr: `ownr` is not a field of `tasks.a`"],
    ),
    (
        "two unknown fields are two causes",
        "tasks: {a: {ownr: lin, duratoin: 1d}}",
        [
            "ECS101 ownr: `ownr` is not a field of `tasks.a`",
            "ECS101 duratoin: `duratoin` is not a field of `tasks.a`",
        ],
    ),
    (
        "a missing field, at the parent's key",
        "promotions:\n  flash: {level: shop}\n",
        ["ECS102 flash: `promotions.flash` lacks offer"],
    ),
    (
        "several missing fields in one finding",
        "targets: {t: {floor: 3}}",
        ["ECS102 t: `targets.t` lacks metric and period"],
    ),
    (
        "a misspelt field that is also missing",
        "promotions: {p: {ofer: 5折}}",
        ["ECS101 ofer: `ofer` is not a field of `promotions.p`"],
    ),
    (
        "a missing field in a list",
        "promotions: {p: {offer: {tiers: [{at: 300, off: 30}, {at: 500}]}}}",
        ["ECS102 {at: 500}: `promotions.p.offer.tiers.1` lacks off"],
    ),
    (
        "a list where a text is meant",
        "tasks: {a: {duration: [10d]}}",
        ["ECS103 [10d]: `tasks.a.duration` must be a length of time"],
    ),
    (
        "what lies under a wrong value is not told",
        "tasks: {a: [ownr, {b: 1}]}",
        ["ECS103 [ownr, {b: 1}]: `tasks.a` must be fields: each a name, a colon and a value"],
    ),
    (
        "a number that is no id",
        "tasks: {a: {owner: 5}}",
        ["ECS103 5: `tasks.a.owner` must be the id of something defined in people and teams"],
    ),
    (
        "an unknown word",
        "risks: {a: {likelihood: often}}",
        ["ECS104 often: `often` is not one of the words that `risks.a.likelihood` takes"],
    ),
    (
        "a number for a word is one finding",
        "risks: {a: {likelihood: 3}}",
        ["ECS104 3: `3` is not one of the words that `risks.a.likelihood` takes"],
    ),
    (
        "yes",
        "budgets: {a: {reserve: yes}}",
        ["ECS105 yes: `yes` is a text here; `budgets.a.reserve` must be true or false"],
    ),
    (
        "是",
        "budgets: {a: {reserve: 是}}",
        ["ECS105 是: `是` is a text here; `budgets.a.reserve` must be true or false"],
    ),
    (
        "any other word where true or false is meant",
        "budgets: {a: {reserve: maybe}}",
        ["ECS103 maybe: `budgets.a.reserve` must be true or false"],
    ),
    (
        "a number that YAML kept as text",
        "promotions: {p: {offer: 5折, limits: {units: 1_000}}}",
        ["ECS106 1_000: `1_000` is a text and no number, because programs disagree about what it means"],
    ),
    ("a hyphen in an id", "tasks: {a-b: {}}", ["ECS107 a-b: `a-b` cannot be an id: there is a hyphen in it"]),
    (
        "a blank in an id",
        "tasks: {店铺 设计: {}}",
        ["ECS107 店铺 设计: `店铺 设计` cannot be an id: there is a blank in it"],
    ),
    ("a digit first", "tasks: {1st: {}}", ["ECS107 1st: `1st` cannot be an id: it starts with a digit"]),
    (
        "a dot in an id",
        "tasks: {a.b: {}}",
        ["ECS107 a.b: `a.b` cannot be an id: it may only have letters, digits and `_`"],
    ),
    (
        "an id inside an entry",
        "budgets: {m: {lines: {a-b: {lines: {c d: {}}}}}}",
        [
            "ECS107 a-b: `a-b` cannot be an id: there is a hyphen in it",
            "ECS107 c d: `c d` cannot be an id: there is a blank in it",
        ],
    ),
    (
        "a misspelt id hides nothing",
        "tasks: {a-b: {ownr: x}}",
        [
            "ECS107 a-b: `a-b` cannot be an id: there is a hyphen in it",
            "ECS101 ownr: `ownr` is not a field of `tasks.a-b`",
        ],
    ),
    (
        "a list where ids are meant",
        "tasks:\n  - name: Shop design\n    ownr: lin\n  - 3\n",
        ["ECS108 tasks: `tasks` must be entries, each under an id of its own, not a list"],
    ),
    (
        "one value where a list is meant",
        "goals: {a: {breakdown: quarter}}",
        ["ECS109 quarter: `goals.a.breakdown` must be a list"],
    ),
    ("an unknown section", "taks: {a: {}}", ["ECS110 taks: `taks` is not a section of a strategy"]),
    ("an entry with nothing", "tasks:\n  a:\n  b: {}\n", ["ECS112 a: `tasks.a` has nothing under it"]),
    ("a field with nothing", "tasks: {a: {owner: }}", ["ECS112 owner: `tasks.a.owner` has no value"]),
    (
        "an item with nothing",
        "tasks:\n  a:\n    checklist:\n      - one\n      -\n",
        ["ECS112 : a line of the list `tasks.a.checklist` has nothing after its dash"],
    ),
    (
        "a month that is none",
        "strategy: {id: a, name: b, period: 2026, currency: CNY, fiscal_year_start: 13}",
        ["ECS113 13: `strategy.fiscal_year_start` must be between 1 and 12"],
    ),
    (
        "fewer than none",
        "promotions: {p: {offer: 5折, limits: {units: -1}}}",
        ["ECS113 -1: `promotions.p.limits.units` must be 0 or more"],
    ),
    ("a later language", "ecsc: 2", ["ECS114 2: this version of ecsc reads version 1 of the language only"]),
    (
        "another program's file",
        "name: CI\njobs: {build: {steps: []}}\n",
        ["ECS115 name: this file has no section of a strategy, and is left out"],
    ),
    (
        "fields beside their entry",
        "tasks:\n  a:\n  owner: lin\n  duration: 10d\n  b: {owner: lin}\n",
        [
            (
                "ECS116 a: `tasks.a` has nothing under it, and what belongs there follows at the same depth:"
                " owner and duration"
            )
        ],
    ),
    (
        "the header's fields beside it",
        "strategy:\nid: a\nname: b\nperiod: 2026\ncurrency: CNY\n",
        [
            (
                "ECS116 strategy: `strategy` has nothing under it, and what belongs there follows at the same depth:"
                " id, name, period and currency"
            )
        ],
    ),
    (
        "entries beside their section",
        "tasks:\na: {owner: lin}\nb: {ownr: lin, duration: 1d}\nrisks: {}\n",
        [
            "ECS116 tasks: `tasks` has nothing under it, and what belongs there follows at the same depth: a and b"
        ],
    ),
)


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_each_cause_is_told_once_where_it_stands(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_every_rule_of_the_family_is_seen_in_a_case() -> None:
    seen = {each.split(" ", 1)[0] for _, _, expected in CASES for each in expected}
    assert seen == {rule.code for rule in RULES}


@pytest.mark.parametrize("text", [case[1] for case in CASES])
def test_no_word_of_a_programmer_reaches_the_author(text: str) -> None:
    for finding in check_shape(read(text))[0]:
        for template in (finding.message, finding.label, finding.hint):
            assert not NEVER.search(words("en")(template, **finding.params))


HINTS: tuple[tuple[str, str], ...] = (
    ("tasks: {a: {ownr: lin}}", "did you mean owner?"),
    ("tasks: {a: {Owner: lin}}", "did you mean owner?"),
    ("tasks: {a: {负责人: lin}}", "did you mean owner?"),
    ("tasks: {a: {depends-on: b}}", "did you mean after?"),
    ("tasks: {a: {deadline: 2026-03-01}}", "did you mean due?"),
    ("targets: {t: {metric: m, period: 2026, strech: 3}}", "did you mean stretch?"),
    ("taks: {}", "did you mean tasks?"),
    ("任务: {}", "did you mean tasks?"),
    ("tasks: {}\nexperimnts: {}", "did you mean experiments?"),
    (
        "promotions: {p: {offer: 5折, per_customer: 1}}",
        "`per_customer` stands one level deeper, under `promotions.p.limits`",
    ),
    (
        "strategy: {id: a, name: b, period: 2026, currency: CNY, buffer: {timezone: x}}",
        "`timezone` stands further out, as a field of `strategy`: indent it less",
    ),
    (
        "tasks: {a: {milestones: {}}}",
        "`milestones` is a section of its own: start its line at the left edge, without blanks before it",
    ),
    ("currency: CNY\ntasks: {}", "`currency` is a field of `strategy`: indent it under `strategy:`"),
    (
        "tasks: {a: {criterion: x}}",
        "`criterion` is a field of milestones; a note of your own goes under `x-criterion`",
    ),
    (
        "phases: {a: {frobnicate: 1}}",
        (
            "the fields here are name, window, after, owner and description; a note of your own goes under a name that"
            " starts with `x-`"
        ),
    ),
    (
        "tasks: {a: {frobnicate: 1}}",
        "take it out, put it into `description`, or keep it as a note of your own: `x-frobnicate`",
    ),
    ("promotions: {p: {level: shop}}", "add for example `offer: 5折`"),
    (
        "risks: {a: {impact: Major}}",
        (
            "did you mean major? The words are negligible (hardly noticed), minor (a nuisance),"
            " moderate (a goal is late or short), major (a goal is missed) and severe (the strategy fails)"
        ),
    ),
    (
        "tasks: {a: {duration: [10d]}}",
        "only one can stand here: write it without the brackets or the dash: 10d",
    ),
    ("tasks: {a: {duration: true}}", "write for example 10d and 2w"),
    ("tasks: {a: {name: true}}", 'if a text is meant, put it in quotes: "true"'),
    (
        "tasks: {a: {checklist: [Colours: approved]}}",
        'if a text is meant, put it in quotes: "Colours: approved"',
    ),
    ("tasks:\n  a:\n    checklist:\n      - ? what", 'if a text is meant, put it in quotes: "? what"'),
    ("goals: {g: {breakdown: {split: quarter}}}", "put a dash and a blank in front of each entry"),
    (
        "tasks:\n  - id: Shop Design\n    owner: lin\n",
        "take the dash away and give each entry an id that others can name, as in `shop_design: {owner: lin}`",
    ),
    (
        "tasks:\n  - shop_design: {owner: lin}\n",
        "take the dash away and give each entry an id that others can name, as in `shop_design: {owner: lin}`",
    ),
    (
        "people: [林薇]",
        "take the dash away and give each entry an id that others can name, as in `林薇: {name: 林薇}`",
    ),
    ("tasks: {618 sale: {}}", "write `p618_sale`, and put what people should read into `name`"),
    (
        "strategy:\n  - id: a\n  - name: b\n",
        "take the dashes away: each name starts its own line, without a dash",
    ),
    ("ecsc: 3", "write `ecsc: 1`, or install the version of ecsc that the file was written for"),
)


@pytest.mark.parametrize(("text", "expected"), HINTS, ids=[text for text, _ in HINTS])
def test_the_hint_says_what_would_be_right(text: str, expected: str) -> None:
    assert hint(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tasks: {a: {ownr: lin}}", "tasks: {a: {owner: lin}}"),
        ('tasks: {a: {"ownr": lin}}', "tasks: {a: {owner: lin}}"),
        ("budgets: {a: {reserve: 'No'}}", "budgets: {a: {reserve: false}}"),
        ("tasks: {shop-design: {}}", "tasks: {shop_design: {}}"),
        ("risks: {a: {impact: Major}}", "risks: {a: {impact: major}}"),
        (
            "promotions: {p: {offer: 5折, limits: {units: 010}}}",
            "promotions: {p: {offer: 5折, limits: {units: 10}}}",
        ),
    ],
)
def test_a_fix_mends_the_file(text: str, expected: str) -> None:
    assert fixed(text) == expected
    assert check_shape(read(expected)) == ((), frozenset())


def test_only_fixes_that_cannot_change_the_meaning_are_safe() -> None:
    safe = {
        "budgets: {a: {reserve: no}}": True,
        "tasks: {a: {ownr: lin}}": True,
        "tasks: {a: {tags: x}}": False,
        "tasks: {a-b: {}}": False,
    }
    for text, expected in safe.items():
        (finding,) = check_shape(read(text))[0]
        assert [fix.safe for fix in finding.fixes] == [expected]


@pytest.mark.parametrize(
    ("text", "bad"),
    [
        ("tasks: {a: {ownr: lin}}", {("tasks", "a", "ownr")}),
        ("promotions: {p: {level: shop}}", {("promotions", "p")}),
        ("promotions: {p: {ofer: 5折}}", {("promotions", "p"), ("promotions", "p", "ofer")}),
        ("tasks: {a: {checklist: [1, [2]]}}", {("tasks", "a", "checklist", 1)}),
        ("tasks: {a-b: {}}", {("tasks", "a-b")}),
        ("tasks: [{id: a}, {b: {}}, 3]", {("tasks",), ("tasks", "a"), ("tasks", "b")}),
        ("taks: {a: {}}\nrisks: {}", {("taks",), ("tasks", "a")}),
        ("tasks:\na: {owner: lin}\n", {("tasks",), ("a",), ("tasks", "a")}),
    ],
)
def test_bad_paths_are_what_must_not_be_read(text: str, bad: set[tuple[Any, ...]]) -> None:
    assert check_shape(read(text))[1] == bad


def test_a_header_may_stand_in_several_files() -> None:
    part = "strategy: {calendar: {country: CN}}"
    assert told(part) == ["ECS102 strategy: `strategy` lacks id, name, period and currency"]
    assert told(part, ["id", "name", "period", "currency"]) == []
    assert told(part, ["id", "name"]) == []  # told where the id stands
    assert told("strategy: {id: a, name: b}", ["id", "name", "calendar"]) == [
        "ECS102 strategy: `strategy` lacks period and currency"
    ]


def test_what_the_reader_of_the_file_has_told_is_not_told_again() -> None:
    document = read("tasks: {a: {duration: [10d]}, b: {ownr: lin}}")
    damaged = Document(
        document.source,
        document.data,
        damaged=frozenset({("tasks", "a", "duration"), ("tasks", "b")}),
        _positions=document._positions,
    )
    found, bad = check_shape(damaged)
    assert found == ()
    assert bad == {("tasks", "a", "duration"), ("tasks", "b", "ownr")}


def test_findings_stand_in_the_order_of_the_file() -> None:
    text = "risks: {r: {impact: x}}\ntaks: {}\ntasks:\n  a-b: {serves: x, ownr: y}\n"
    found = check_shape(read(text))[0]
    places = [finding.at.start for finding in found if isinstance(finding.at, Span)]
    assert places == sorted(places)
    assert len(places) == 4


def test_severities() -> None:
    by_code = {rule.code: rule.severity for rule in RULES}
    assert by_code.pop("ECS115") is Severity.INFO
    assert set(by_code.values()) == {Severity.ERROR}


BLOCK = re.compile(r"(Fails|Passes):\n\n```yaml\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.code))
def test_the_two_files_of_a_manual_do_what_it_says(rule: Any) -> None:
    blocks = dict(BLOCK.findall(rule.manual))
    assert [finding.rule.code for finding in check_shape(read(blocks["Fails"]))[0]] == [rule.code]
    assert check_shape(read(blocks["Passes"])) == ((), frozenset())
    assert rule.summary
    assert re.fullmatch(r"ECS1\d\d", rule.code)


def test_an_unknown_section_is_met_with_the_most_used_ones() -> None:
    told = hint("wibble: {a: {}}\ntasks: {}\n")
    assert "goals, tasks, budgets" in told
    assert "suppliers, " not in told
    assert set(MOST_USED) <= set(bundle()["properties"])
