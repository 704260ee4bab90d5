"""What is left as it is, what hostile files become, and how fast."""

from __future__ import annotations

import time

import pytest

from ecsc.canonical import form, formed
from ecsc.source import read_document


@pytest.mark.parametrize(
    "raw",
    [
        b"\x00\xff\xfe\x80" * 50,
        "策略: 春季\ntasks:   1\n".encode("gbk"),
        "a:   1\n".encode("utf-16"),
        b"a:\n\t- b\n",
        "a：   1\n".encode(),
        "a:\u00a0 1\n".encode(),
        b"a:   1\n---\nb: 2\n",
        b"[a,b]\n",
        b"a:   {x: 1,000}\n",
        b"a:   1\na: 2\n",
        b"? [a]\n:   1\n",
        b"a:   !!python/object x\n",
        b"a: {<<:   b}\n",
        b"a: " + b"[" * 150 + b"]" * 150,
        b"<html><body>",
    ],
    ids=lambda raw: repr(raw[:12]),
)
def test_what_cannot_be_read_is_left_as_it_is(raw: bytes) -> None:
    found = formed("x.yaml", raw)
    assert found.content == raw
    assert found.left is not None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", b""),
        (b"\n\n  \n", b""),
        (b"#a\n\n\n\n  #b", b"# a\n\n# b\n"),
        (b"---\n", b"---\n"),
        (b"\xef\xbb\xbfa:   1\n", b"a: 1\n"),
        (b"a:   1\r\nb: 2\r\nc: 3\n", b"a: 1\r\nb: 2\r\nc: 3\r\n"),
        (b"a:   1\rb: 2\r", b"a: 1\nb: 2\n"),
        ("a:  b\u2028c\u0085d #e\u2029f\n".encode(), "a: b\u2028c\u0085d # e\u2029f\n".encode()),
        (b"a: 1 #\tb\t \n", b"a: 1 #\tb\n"),
        (b"a: 1   ", b"a: 1\n"),
        (b"a: |+\n x\n\n\n", b"a: |+\n  x\n\n\n"),
        (b"a:   |+\n# b\nc:\n", b"a: |+\n# b\nc:\n"),
        (b"a:   >+ # b\n\n# c\n", b"a: >+ # b\n\n# c\n"),
        (b"a:   |+", b"a: |+\n"),
        (b"a: |\n x", b"a: |-\n  x\n"),
        (b"a: |\n\n\n", b"a: |\n"),
        (b"{a: 1}", b"{a: 1}\n"),
        ("a:   '🎁'\n".encode(), 'a: "🎁"\n'.encode()),
        (b"? a\n: 1\n", b"a: 1\n"),
        (b"a: {b: 'c\n  d'}\n", b'a: {b: "c d"}\n'),
        (b"a:   {b: ,c: }\n", b"a: {b: , c: }\n"),
        (b'a:   {b: ,"c": }\nd:   [e: ]', b'a: {b: , "c":}\nd: [e: ]\n'),
    ],
)
def test_edges(raw: bytes, expected: bytes) -> None:
    found = formed("x.yaml", raw)
    assert found.content == expected
    assert formed("x.yaml", expected).content == expected


def test_a_layout_that_would_say_something_else_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = b"a:   1 # b\n"
    monkeypatch.setattr(form, "laid_out", lambda file: ["a: 2 # b"])
    assert (formed("x.yaml", raw).content, formed("x.yaml", raw).odd) == (raw, True)
    monkeypatch.setattr(form, "laid_out", lambda file: ["a: 'yes' # b", "b: 1"])
    assert formed("x.yaml", raw).odd


@pytest.mark.parametrize("line", ["a: 1", "a: 1 # c", "a: 1 # b # b", "# b\na: 1 # b"])
def test_a_layout_that_would_lose_or_add_a_comment_is_not_taken(
    monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    raw = b"a:   1 # b\n"
    monkeypatch.setattr(form, "laid_out", lambda file: [line])
    assert (formed("x.yaml", raw).content, formed("x.yaml", raw).odd) == (raw, True)


def test_a_warning_is_not_laid_out_of_sight() -> None:
    raw = b"a:   NO\n"
    found = formed("x.yaml", raw)
    before, after = (read_document("x.yaml", one)[1] for one in (raw, found.content))
    assert found.content == b"a: NO\n"
    assert [one.rule.code for one in before] == [one.rule.code for one in after]


def test_a_hundred_levels() -> None:
    raw = "".join(f"{'   ' * level}k:\n" for level in range(95)).encode() + b" " * 300 + b"k: 1\n"
    found = formed("x.yaml", raw)
    assert not found.odd
    assert found.content.count(b"\n") == 96
    assert formed("x.yaml", found.content).content == found.content


def test_a_large_file_takes_seconds() -> None:
    entry = "    k{}:   [a,b,  中文]   #c\n    l{}: {{name: 上新, list: [a, b], window: 2026-01-01..2026-03-01}}\n"
    raw = ("a:\n" + "".join(entry.format(number, number) for number in range(20_000))).encode()
    start = time.perf_counter()
    found = formed("x.yaml", raw)
    assert time.perf_counter() - start < 20
    assert found.content.count(b"\n") == 40_001
    assert b"  k7: [a, b, \xe4\xb8\xad\xe6\x96\x87] # c\n" in found.content
