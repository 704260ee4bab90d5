"""Comments that set findings aside: found by the scanner, read leniently, told when they are malformed."""

from __future__ import annotations

import pytest

from ecsc.source import read_document
from ecsc.source.comments import Commented, comments_of


def read(text: str) -> Commented | None:
    document, _ = read_document("x.yaml", text.encode())
    return comments_of(document)


def comments(text: str) -> list[tuple[str, int, list[str], str]]:
    found = read(text)
    return [
        (one.kind, one.line, [name.word for name in one.names], one.reason)
        for one in (found.comments if found else ())
    ]


def malformed(text: str) -> list[str]:
    found = read(text)
    return [one.message.format(**one.params) for one in (found.malformed if found else ())]


@pytest.mark.parametrize(
    "text",
    [
        "a: '# ecsc: ignore[X]'\n",
        'a: "b # ecsc: ignore[X]"\n',
        "a: |\n  b # ecsc: ignore[X]\n",
        "a: >-\n  b\n  # ecsc: ignore[X]\n",
        "a: 'b\n  # ecsc: ignore[X]\n  c'\n",
        '"a # ecsc: ignore[X]": 1\n',
        "a: b#ecsc: ignore[X]\n",
        "ecsc: 1\n",
        "# ecsc: 1\n",
        "# ecsc: see the handbook\n",
        "# ecsc builds: ignore[X]\n",
        "",
        "# ecsc",
    ],
)
def test_what_is_no_comment_for_ecsc(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 1 # ecsc: ignore[ECS203] why\n", ("line", 1, ["ECS203"], "why")),
        ("a: 1 #ecsc:ignore[x,y]\n", ("line", 1, ["x", "y"], "")),
        ("a: 1 # ECSC: Ignore[ECS203]: why\n", ("line", 1, ["ECS203"], "why")),
        (
            "a: 1 # ecsc：ignore［ECS203，unknown-id、x］ 原因\n",
            ("line", 1, ["ECS203", "unknown-id", "x"], "原因"),
        ),
        ("a: 1 # ecsc: ignore【ECS203】\n", ("line", 1, ["ECS203"], "")),
        ("a: 1 # the hero # ecsc: ignore[x] why\n", ("line", 1, ["x"], "why")),
        ("a: |  # ecsc: ignore[x]\n  b\n", ("line", 1, ["x"], "")),
        ("a: [1,\n  # ecsc: ignore[x]\n  2]\n", ("line", 3, ["x"], "")),
        ("a: [1]# ecsc: ignore[x]\n", ("line", 1, ["x"], "")),
        ("a: 'b' # ecsc: ignore[x]\n", ("line", 1, ["x"], "")),
        ("# ecsc: ignore[x]\n# more\n\n---\na: 1\n", ("line", 5, ["x"], "")),
        ("# ecsc: ignore[x]\r\na: 1\r\n", ("line", 2, ["x"], "")),
        ("﻿# ecsc: ignore[x]\na: 1\n", ("line", 2, ["x"], "")),
        ("a: 1\n# ecsc: ignore[x]\n", ("line", 0, ["x"], "")),
        ("a: 1\n  # ecsc: ignore-file[x] all of it", ("file", 0, ["x"], "all of it")),
        ("a：1 # ecsc: ignore[x]\n", ("line", 1, ["x"], "")),
        ("a: [1 # ecsc: ignore[x]\nb: 2\n", ("line", 1, ["x"], "")),
        ("- a\n- b # ecsc: ignore[x]\n", ("line", 2, ["x"], "")),
        ("# ecsc: ignore[x]\n", ("line", 0, ["x"], "")),
    ],
)
def test_comments_are_read(text: str, found: tuple[str, int, list[str], str]) -> None:
    assert comments(text) == [found]
    assert malformed(text) == []


def test_two_comments_on_a_line() -> None:
    text = "a: 1 # ecsc: ignore[x] one # ecsc: ignore[y] two\n"
    assert comments(text) == [("line", 1, ["x"], "one"), ("line", 1, ["y"], "two")]


def test_comments_are_read_in_gbk_too() -> None:
    document, _ = read_document("x.yaml", "名: 一 # ecsc: ignore[x] 原因\n".encode("gb18030"))
    found = comments_of(document)
    assert found is not None
    assert [one.reason for one in found.comments] == ["原因"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1 # ecsc: ignore\n", "no rule in brackets"),
        ("a: 1 # ecsc: ignore ECS203\n", "no rule in brackets"),
        ("a: 1 # ecsc: ignore(ECS203)\n", "no rule in brackets"),
        ("a: 1 # ecsc: ignore[]\n", "names no rule"),
        ("a: 1 # ecsc: ignore[ , ]\n", "names no rule"),
        ("a: 1 # ecsc: ignore[ECS203\n", "not closed"),
        ("a: 1 # ecsc: disable[ECS203]\n", "not `disable`"),
        ("a: 1 # ecsc: ingore[ECS203]\n", "not `ingore`"),
        ("a: 1 # ecsc: 忽略 ECS203\n", "not `忽略`"),
        ("a: 1 # ecsc: ignore-next-line[ECS203]\n", "not `ignore-next-line`"),
        ("a: 1 # ecsc: ignore-file[ECS203]\n", "stands behind something"),
    ],
)
def test_what_was_meant_for_ecsc_and_is_malformed_is_told(text: str, said: str) -> None:
    (found,) = malformed(text)
    assert said in found
    assert comments(text) == []


@pytest.mark.parametrize(
    ("text", "path", "part", "lines"),
    [
        ("a:\n  b: 1 # ecsc: ignore[x]\n", ("a",), "value", {1, 2}),
        ("a:\n  b: 1 # ecsc: ignore[x]\n", ("a",), "key", {1}),
        ("a:\n  b: 1 # ecsc: ignore[x]\n", ("a", "b"), "key", {2}),
        ("a:\n  b: 1 # ecsc: ignore[x]\n", ("a", "b"), "value", {2}),
        ("a: # why\n\n  # more\n  b: 1 # ecsc: ignore[x]\n  c: 2\n", ("a",), "value", {1, 4}),
        ("a: # ecsc: ignore[x]\n  - 1\n  - 2\n", ("a",), "value", {1, 2}),
        ("a: # ecsc: ignore[x]\n  - 1\n  - 2\n", ("a", 1), "value", {3}),
        ("a: # ecsc: ignore[x]\n  some text\n", ("a",), "value", {1, 2}),
    ],
)
def test_the_lines_a_finding_is_of(
    text: str, path: tuple[str | int, ...], part: str, lines: set[int]
) -> None:
    document, _ = read_document("x.yaml", text.encode())
    found = comments_of(document)
    assert found is not None
    assert found.lines_of(document.span(path, "key" if part == "key" else "value")) == lines


def test_a_place_inside_a_text_is_of_the_line_where_the_text_begins() -> None:
    document, _ = read_document("x.yaml", b"a: |  # ecsc: ignore[x]\n  one +\n  two\n")
    found = comments_of(document)
    assert found is not None
    assert found.lines_of(document.span(("a",), within=(6, 9))) == {1, 3}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a: 1  # ecsc: ignore[x] why\nb: 2\n", "a: 1\nb: 2\n"),
        ("# ecsc: ignore[x]\na: 1\n", "a: 1\n"),
        ("a:\r\n  # ecsc: ignore[x]\r\n  b: 1\r\n", "a:\r\n  b: 1\r\n"),
        ("a: 1 # the hero # ecsc: ignore[x]\n", "a: 1 # the hero\n"),
        ("a: 1\n# ecsc: ignore[x]", "a: 1\n"),
    ],
)
def test_what_goes_with_a_comment_that_is_taken_out(text: str, left: str) -> None:
    found = read(text)
    assert found is not None
    (one,) = found.comments
    assert text[: one.removal.start] + text[one.removal.end :] == left
