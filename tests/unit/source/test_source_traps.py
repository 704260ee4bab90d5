"""What YAML does to people: each trap gives its finding, in its place, and the rest is read."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from ecsc.diagnostics import Finding, Span
from ecsc.source import read_document


def read(text: str, *, pure: bool = False) -> tuple[Any, list[Finding]]:
    document, findings = read_document("x.yaml", text.encode(), pure=pure)
    return document, list(findings)


def place(finding: Finding) -> str:
    assert isinstance(finding.at, Span)
    return f"{finding.at.line}:{finding.at.column} {finding.rule.code}"


CASES: list[tuple[str, list[str], Any]] = [
    # a value that must be quoted, with the rest of the file read
    ("criterion: >= 1.5\nb: 2\n", ["1:12 ECS020"], {"criterion": ">= 1.5", "b": 2}),
    ('a:\n  check: "dress" in x\n  c: 1', ["2:10 ECS020"], {"a": {"check": '"dress" in x', "c": 1}}),
    ("x: *.cost\ny: 1", ["1:4 ECS020"], {"x": "*.cost", "y": 1}),
    ("x: *cost\ny: 1", ["1:4 ECS045"], {"x": "*cost", "y": 1}),
    ("x: *b * 2\ny: 1", ["1:4 ECS020"], {"x": "*b * 2", "y": 1}),
    ("x: @y\ny: 1 # c", ["1:4 ECS020"], {"x": "@y", "y": 1}),
    ("x: %50", ["1:4 ECS020"], {"x": "%50"}),
    ("x: `y` # why", ["1:4 ECS020"], {"x": "`y`"}),
    ("a: {x: >= 5, y: @k}\n", ["1:8 ECS020", "1:17 ECS020"], {"a": {"x": ">= 5", "y": "@k"}}),
    ('a: {b: "x" y, c: 1}\n', ["1:8 ECS020"], {"a": {"b": '"x" y', "c": 1}}),
    ("a: {b: c: d}\n", ["1:8 ECS020"], {"a": {"b": "c: d"}}),
    ("a: 'it's'\nb: 1", ["1:4 ECS020"], {"a": "'it's'", "b": 1}),
    ("note: call: today\nb: 1", ["1:7 ECS020"], {"note": "call: today", "b": 1}),
    ("note: | text\n  more\nb: 1\n", ["1:9 ECS032"], {"note": "more\n", "b": 1}),
    # the same with lines behind
    ('r: {check: "dress" in x, m: 1}\nb: 2\n', ["1:12 ECS020"], {"r": {"check": '"dress" in x', "m": 1}, "b": 2}),
    ('a:\n  b: {n: "Shop"x, d: 1}\n  c: {m: [1]}\nd: 2\n', ["2:10 ECS020"],
     {"a": {"b": {"n": '"Shop"x', "d": 1}, "c": {"m": [1]}}, "d": 2}),
    ("a: {b: c: d, e: 1}\nf: 2\n", ["1:8 ECS020"], {"a": {"b": "c: d", "e": 1}, "f": 2}),
    ('a: {b: "他说"好的"就走"}\nc: 1\n', ["1:8 ECS020"], {"a": {"b": '"他说"好的"就走"'}, "c": 1}),
    ("a: {b: Tea [small, c: 1}\nd: 2\n", ["1:8 ECS020"], {"a": {"b": "Tea [small", "c": 1}, "d": 2}),
    ('a: {b: "x, y"z, c: 1}\nd: 2\n', ["1:8 ECS020"], {"a": {"b": '"x, y"z', "c": 1}, "d": 2}),
    ('a: {b: {c: "x"y, d: 1}\ne: 2\n', ["1:4 ECS025", "1:12 ECS020"], {"a": {"b": {"c": '"x"y', "d": 1}}, "e": 2}),
    # commas and colons inside brackets
    ("{limit: 1,000}", ["1:9 ECS022"], {"limit": "1,000"}),
    ("m: {m: max(a, b), n: 1}", ["1:8 ECS022"], {"m": {"m": "max(a, b)", "n": 1}}),
    ("a: [max(a, b), c]\n", ["1:5 ECS022"], {"a": ["max(a, b)", "c"]}),
    ("a: [1,000, 2]\n", ["1:5 ECS022"], {"a": ["1,000", 2]}),
    ("a: [sow 3,500 m², b]\n", ["1:5 ECS022"], {"a": ["sow 3,500 m²", "b"]}),
    ("a: [准备1,500件, b]\n", ["1:5 ECS022"], {"a": ["准备1,500件", "b"]}),
    ("a: [b, 1,234,567 people]\n", ["1:8 ECS022"], {"a": ["b", "1,234,567 people"]}),
    ("a: [预算 1,500, b]\nc: [spend 1,234,500]\n", ["1:5 ECS022", "2:5 ECS022"],
     {"a": ["预算 1,500", "b"], "c": ["spend 1,234,500"]}),
    ("a: [b, 500]\nc: [x1,200]\nd: [week 1, 200]\ne: [week 1,2]\nf: [week 1]\n", [],
     {"a": ["b", 500], "c": ["x1", 200], "d": ["week 1", 200], "e": ["week 1", 2], "f": ["week 1"]}),
    ("a: [1,200, a1,200 b, 0,600 c, 7, 800 d]\n", [], {"a": [1, 200, "a1", "200 b", 0, "600 c", 7, "800 d"]}),
    ("a: {name: Shop, and more, owner: x}\n", ["1:11 ECS022"], {"a": {"name": "Shop, and more", "owner": "x"}}),
    ("m: {share:60%, b: 1}", ["1:5 ECS021"], {"m": {"share": "60%", "b": 1}}),
    ("m: {a:{b: 1}, c:[2]}\nd: 3\n", ["1:5 ECS021", "1:15 ECS021"], {"m": {"a": {"b": 1}, "c": [2]}, "d": 3}),
    ("m: {a: b:{c}, d: 1}\ne: 2\n", ["1:8 ECS020"], {"m": {"a": "b:{c}", "d": 1}, "e": 2}),
    ("m: {2026-Q1:2, 2026-06:3}\n", ["1:5 ECS021", "1:16 ECS021"], {"m": {"2026-Q1": 2, "2026-06": 3}}),
    # colons, dashes, indentation
    ("a:1\nb: 2", ["1:1 ECS021"], {"a": 1, "b": 2}),
    ("b: 2\na:1\nc: 3", ["2:1 ECS021"], {"b": 2, "a": 1, "c": 3}),
    ("name = x\nb: 1\n", ["1:6 ECS027"], {"name": "x", "b": 1}),
    ("a:\n  b 1\n  c: 1\n", ["2:3 ECS027"], {"a": {"c": 1}}),
    ("a: - b\n   - c\nd: 1\n", ["1:4 ECS028"], {"a": ["b", "c"], "d": 1}),
    ("a: 1\n  b: 2\n", ["2:1 ECS023"], {"a": 1, "b": 2}),
    ("a:\n   b: 1\n  c: 2\n  d: 3\n", ["3:1 ECS023"], {"a": {"b": 1, "c": 2, "d": 3}}),
    ("a:\n  - b\n c: 1", ["3:1 ECS023"], {"a": ["b"], "c": 1}),
    ("a:\n- b: 1\n   c: 2\n", ["3:1 ECS023"], {"a": [{"b": 1, "c": 2}]}),
    ("  a: 1\nb: 2\n", ["2:1 ECS023"], {"a": 1, "b": 2}),
    ("a:\n\tb: 1\n\tc:\n\t\td: 1", ["2:1 ECS015"], {"a": {"b": 1, "c": {"d": 1}}}),
    ("a:\n  b: 1\n\tc: 2\n", ["3:1 ECS015"], {"a": {"b": 1, "c": 2}}),
    # what is opened and not closed, or closed too often
    ('a: "x\nb: 2\n', ["1:4 ECS024"], {"a": "x", "b": 2}),
    ('a: "x\nb: "y"\nc: 1\n', ["1:4 ECS024"], {"a": "x", "b": "y", "c": 1}),
    ('a: {b: "x, c: 1}\nd: 2\n', ["1:8 ECS024"], {"a": {"b": "x", "c": 1}, "d": 2}),
    ("a: {x: 1\nb: 2\n", ["1:4 ECS025"], {"a": {"x": 1}, "b": 2}),
    ("a: {\n  x: 1,\n  y: 2\n\nb: 3\n", ["1:4 ECS025"], {"a": {"x": 1, "y": 2}, "b": 3}),
    ("a: {b: [1,2}\nc: 1\n", ["1:8 ECS025"], {"a": {"b": [1, 2]}, "c": 1}),
    ("a: {b: [1,2}\n", ["1:8 ECS025"], {"a": {"b": [1, 2]}}),
    ("a: [1, 2", ["1:4 ECS025"], {"a": [1, 2]}),
    ("key: [a, b]]\nc: 1", ["1:12 ECS026"], {"key": ["a", "b"], "c": 1}),
    ("a: [,b]\n", ["1:5 ECS026"], {"a": ["b"]}),
    ('a: "\\q"', ["1:5 ECS029"], {"a": "\\q"}),
    ('a: "\\ud83d\\ude00"', ["1:5 ECS029"], {"a": "\ufffd"}),
    # look-alikes
    ("name：x", ["1:5 ECS012"], {"name": "x"}),
    ("a：\n  b：1\n  c：  2\nd: 1\n", ["1:2 ECS012", "2:4 ECS012", "3:4 ECS012"], {"a": {"b": 1, "c": 2}, "d": 1}),
    ("tasks:\n  店铺：\n    名称：x\n", ["2:5 ECS012", "3:7 ECS012"], {"tasks": {"店铺": {"名称": "x"}}}),
    ("a: [x，y]", ["1:6 ECS012"], {"a": ["x", "y"]}),
    ("a: {t: 1，b: 2}\n", ["1:9 ECS012"], {"a": {"t": 1, "b": 2}}),
    ("a: {b：1，c：2}\n", ["1:6 ECS012"], {"a": {"b": 1, "c": 2}}),
    ("b: ｛m: 1，n: 2｝\nc: ［x，y］", ["1:4 ECS012", "2:4 ECS012"], {"b": {"m": 1, "n": 2}, "c": ["x", "y"]}),
    ("a: “x”", ["1:4 ECS013"], {"a": "x"}),
    ("a: “x\"\nb: ”y”\n", ["1:4 ECS013", "2:4 ECS013"], {"a": "x", "b": "y"}),
    ('a: {n: "x”, d: 3}\nb: {n: “y", d: 4}\n', ["1:10 ECS013", "2:8 ECS013"],
     {"a": {"n": "x", "d": 3}, "b": {"n": "y", "d": 4}}),
    ('a: {n: "x”, d: “y"}\nb: [“x, y", z]\n', ["1:10 ECS013", "1:16 ECS013", "2:5 ECS012"],
     {"a": {"n": "x", "d": "y"}, "b": ["x, y", "z"]}),
    ("a: [x, 'y’]\nb: 1\n", ["1:10 ECS013"], {"a": ["x", "y"], "b": 1}),
    ("“name”: x\n", ["1:1 ECS013"], {"name": "x"}),
    ("a: [“x, y”, z]\n", ["1:5 ECS012"], {"a": ["x, y", "z"]}),
    ("a:\n  － x\n", ["2:3 ECS012"], {"a": ["x"]}),
    ("a:\n　　b: 1\n", ["2:1 ECS014"], {"a": {"b": 1}}),
    ("a:\n\xa0\xa0b: 1\n", ["2:1 ECS014"], {"a": {"b": 1}}),
    ("name:　x\n", ["1:6 ECS014"], {"name": "x"}),
    ("na\u200bme: x\n", ["1:3 ECS011"], {"name": "x"}),
    ("a: １２\nb: 50％\nc: ５０元", ["1:4 ECS016", "2:4 ECS016", "3:4 ECS016"], {"a": 12, "b": "50%", "c": "50元"}),
    ("a: 2026－06－01\nb: 2026－Q1\nc: 型号 3－4 号\n", ["1:4 ECS016", "2:4 ECS016"],
     {"a": "2026-06-01", "b": "2026-Q1", "c": "型号 3－4 号"}),
    ("a: b\x00c\nd: \x07e\n", ["1:5 ECS010"], {"a": "b\ufffdc", "d": "\ufffde"}),
    ('b: "\\x00"', ["1:4 ECS010"], {"b": "\ufffd"}),
    # what is not part of the language
    ("a: !!python/object:os.system {b: 1}", ["1:4 ECS040"], {"a": {"b": 1}}),
    ("a: !!set {b}", ["1:4 ECS040", "1:11 ECS022"], {"a": {"b": None}}),
    ("a: !x y\nb: 1", ["1:4 ECS040"], {"a": "y", "b": 1}),
    ("a: {x: 1}\nb:\n  <<: {y: 2}\n  z: 3", ["3:3 ECS041"], {"a": {"x": 1}, "b": {"z": 3}}),
    ("? [a]\n: 1\nb: 2", ["1:3 ECS042"], {"b": 2}),
    ("{a: 1}: 1", ["1:1 ECS042"], {}),
    ("~: 1\nb: 2", ["1:1 ECS042"], {"b": 2}),
    ("null: 1\nb: 2", ["1:1 ECS042"], {"b": 2}),
    ("promotions:\n  618: {a: 1}\n  2026-11-11: {}", ["2:3 ECS043", "3:3 ECS043"],
     {"promotions": {"p618": {"a": 1}, "p2026_11_11": {}}}),
    ("a: 1\nb: 2\na: 3", ["3:1 ECS044"], {"a": 3, "b": 2}),
    ("a: &x\n  b: *x\nc: 1", ["2:6 ECS046"], {"a": {"b": None}, "c": 1}),
    ("a: 1\n---\nb: 1", ["2:1 ECS048"], {"a": 1, "b": 1}),
    ("a: 1\n...\nb: 1", ["2:1 ECS048"], {"a": 1, "b": 1}),
    ("- a\n- b\n", ["1:1 ECS049"], {}),
    ("a: .nan\nb: -.inf", ["1:4 ECS050", "2:4 ECS050"], {"a": ".nan", "b": "-.inf"}),
    ("a: 1e999999999\nb: 1", ["1:4 ECS051"], {"a": "1e999999999", "b": 1}),
    ("# nothing\n", ["1:1 ECS002"], {}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "data"), CASES, ids=[case[0][:30] for case in CASES])
def test_trap(text: str, expected: list[str], data: Any) -> None:
    document, findings = read(text)
    assert [place(finding) for finding in findings] == expected
    assert document.data == data


@pytest.mark.parametrize("text", [case[0] for case in CASES], ids=[case[0][:30] for case in CASES])
def test_python_parser_finds_the_same(text: str) -> None:
    native, pure = read(text), read(text, pure=True)
    assert pure[0].data == native[0].data
    assert pure[0].damaged == native[0].damaged
    assert [place(finding) for finding in pure[1]] == [place(finding) for finding in native[1]]


@pytest.mark.parametrize("text", [case[0] for case in CASES], ids=[case[0][:30] for case in CASES])
def test_messages_are_complete_and_our_own(text: str) -> None:
    for finding in read(text)[1]:
        message = finding.message.format_map(finding.params)
        hint = finding.hint.format_map(finding.params)
        assert message
        assert hint
        for jargon in ("scalar", "mapping", "token", "did not find", "while parsing", "while scanning"):
            assert jargon not in message + hint


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("a：\n  b：1，2\n", "a:\n  b: 1，2\n"),
        ("a: [x，y]\n", "a: [x, y]\n"),
        ("a: “x”\n", 'a: "x"\n'),
        ('a: "x”\n', 'a: "x"\n'),
        ('a: {b: "x”, c: “y"}\n', 'a: {b: "x", c: "y"}\n'),
        ("a:\n\tb:\n\t\tc: 1\n", "a:\n  b:\n    c: 1\n"),
        ("a:\n　b: 1\n　c: 2\n", "a:\n  b: 1\n  c: 2\n"),
        ("a: １２\n", "a: 12\n"),
        ("a: ｛b：1｝\n", "a: {b: 1}\n"),
        ("a: ［b，“c，d”］\n", 'a: [b, "c，d"]\n'),
        ("a: 2026－06－01\n", "a: 2026-06-01\n"),
        ("na\u200bme: 1\n", "name: 1\n"),
    ],
)
def test_safe_fixes_leave_nothing_to_say_and_the_same_data(text: str, fixed: str) -> None:
    document, findings = read(text)
    fixes = [fix for finding in findings for fix in finding.fixes]
    assert all(fix.safe for fix in fixes)
    result = text
    for fix in sorted(fixes, key=lambda each: each.span.start, reverse=True):
        result = result[: fix.span.start] + fix.text + result[fix.span.end :]
    assert result == fixed
    again, nothing = read(result)
    assert nothing == []
    assert again.data == document.data


@pytest.mark.parametrize(
    "text",
    [
        "a: 目标：一百万\nb: 这是\n  目标：二\n",
        "checklist:\n  - 验收：所有图片\n  - 完成：上线\n",
        "a: |\n  　全角\n  名称：x\n  － 不是\nb: 1\n",
        "a: “双十一”大促\n",
        'a: "尺寸5”, 黑"\nb: "说：”，\n  次"\nc: "x”\n  y"\n# d: "D”\ne: [f, "5”, b"]\n',
        "a: {b: 'It’s', c: \"‘d’\"}\n",
        "a: {name: 你好，世界, b: 1}\n",
        "a: 12:30\nb: no\nc: on\nd: 2026-01-31\ne: 010\nf: 0b11\ng: 1_000\nh: 1,000\n",
        '{\n\t"a": 1,\n\t"b": [1, 2]\n}\n',
        "a: {2026-Q1: 1, 2026: 2, b: {7: 1}}\n",
        "a:\n  url:\n    https://example.com/x\n",
        "---\na: &x {b: 1}\nc: *x\n...\n",
        "a: >-\n  folded\n  text\nb: 'it''s'\n",
        "a: x (see b\nb: [a b, c d]\n",
        "actuals:\n  2026-01-31: {gmv: 1}\n",
        "a: 5 # [\nb: x#y\n",
    ],
)
def test_innocent(text: str) -> None:
    document, findings = read(text)
    assert [place(finding) for finding in findings] == []
    assert document.whole
    assert document.damaged == frozenset()


def test_plain_words_stay_text() -> None:
    document, _ = read(
        "a: no\nb: on\nc: 12:30\nd: 2026-01-31\ne: 010\nf: 0x1F\ng: True\nh: ~\ni: +3\nj: NO\n"
    )
    assert document.data == {
        "a": "no", "b": "on", "c": "12:30", "d": "2026-01-31", "e": "010", "f": "0x1F", "g": True, "h": None,
        "i": 3, "j": "NO",
    }  # fmt: skip


def test_numbers_are_exact() -> None:
    document, _ = read("a: 0.1\nb: 1.50\nc: 1e3\nd: 12345678901234567890123456789012.34\ne: -0\n")
    assert {key: str(value) for key, value in document.data.items()} == {
        "a": "0.1", "b": "1.50", "c": "1E+3", "d": "12345678901234567890123456789012.34", "e": "0",
    }  # fmt: skip


def test_duplicates_show_both_places_and_read_on() -> None:
    document, findings = read("tasks:\n  a: {x: 1}\npeople: {}\ntasks:\n  b: {x: @}\n  a: {y: 2}\n")
    assert [place(finding) for finding in findings] == ["4:1 ECS044", "5:10 ECS020", "6:3 ECS044"]
    assert [finding.related[0].at.line for finding in findings if finding.related] == [1, 2]  # type: ignore[union-attr]
    assert document.data["tasks"] == {"a": {"x": 1, "y": 2}, "b": {"x": "@"}}
    assert document.whole
    assert document.span(("tasks", "a", "y")).line == 6
    assert document.span(("tasks", "a", "x")).line == 2


def test_a_duplicate_that_hides_a_section_leaves_the_file_in_part() -> None:
    assert not read("tasks: {a: 1}\ntasks: 5\n")[0].whole


def test_damaged_values_are_named() -> None:
    assert read("a: {b: [1, @x]}\nc: %5\n")[0].damaged == {("a", "b", 1), ("c",)}
    assert read("a: {limit: 1,000}\n")[0].damaged == {("a", "limit")}


def test_damaged_values_of_an_entry_that_stands_twice_are_named_and_no_others() -> None:
    assert read("a:\n  b: {c: @x, d: 1}\n  b: {c: @y}\n")[0].damaged == {("a", "b", "c")}
    assert read("a:\n  b: {c: @x}\n  e: {}\n  b: {d: @y}\n")[0].damaged == {("a", "b", "c"), ("a", "b", "d")}


def test_everything_wrong_is_found_in_one_run() -> None:
    text = "".join(f"k{number}: @x\n" for number in range(120)) + "a: 1\na: 2\n"
    document, findings = read(text)
    assert len(findings) == 121
    assert document.whole
    assert len(document.data) == 121


def test_hint_shows_the_line_as_it_should_be() -> None:
    finding = read("a:\n  criterion: >= 1.5  # roas\n")[1][0]
    assert finding.params["line"] == 'criterion: ">= 1.5"  # roas'
    assert finding.hint.endswith("{line}")


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("a: {b: {c:1}, d: 2}", "c:1"),
        ("a: {b:{c: 1}, d: 2}", "b:{c: 1}"),
        ("b: 2\na:1 # c\nc: 3", "a:1"),
        ("a:1\nb: 2", "a:1"),
    ],
)
def test_a_missing_space_is_told_of_its_pair_alone(text: str, pair: str) -> None:
    assert [finding.params["text"] for finding in read(text)[1]] == [pair]


def test_line_breaks_of_other_standards_are_letters() -> None:
    document, findings = read('a: b\u2028c\nd: "x\x85y"\ne: @x\n')
    assert document.data == {"a": "b\u2028c", "d": "x\x85y", "e": "@x"}
    assert [place(finding) for finding in findings] == ["3:4 ECS020"]
    assert read("a:\r  b: 1\r\n  c: @x\rd: 2\r")[1][0].at.line == 3  # type: ignore[union-attr]


@pytest.mark.parametrize("pure", [False, True])
def test_agrees_with_the_safe_loader(pure: bool) -> None:
    text = (
        "strategy: &s\n  name: 'It''s'\n  text: |\n    one\n     two\n  fold: >\n    a\n    b\n\n    c\n"
        'list:\n- 1\n- [a, {b: "c\\n\\u00e9"}]\n-\n  - x\n- d: e\n  f: plain\n    over lines\nagain: *s\n"q": {}\n'
    )
    assert read(text, pure=pure)[0].data == yaml.safe_load(text)
