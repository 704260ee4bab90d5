"""User text in Markdown and CSV: whatever it is, it stays text."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecsc.messages import Markdown, code, csv_file, isolated, markdown, one_line, settled, shortened

RLO = "\u202e"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\nb", "a b"),
        ("a\r\n\r\n b", "a b"),
        ("a\u2028b\x85c\x0bd\te", "a b c d e"),
        (f"pay {RLO}001", "pay 001"),
        ("\ufeffx\x00\x1b[31m", "x[31m"),
        ("  شتاء ", "شتاء"),
        ("👩‍👩‍👧 family", "👩‍👩‍👧 family"),
        ("\ud800", ""),
    ],
)
def test_one_line(text: str, line: str) -> None:
    assert one_line(text) == line


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("Colour | size", "Colour \\| size"),
        ("# Heading", "\\# Heading"),
        ("#618 sale", "#618 sale"),
        ("tagged ##", "tagged \\##"),
        ("- item", "\\- item"),
        ("-2%", "-2%"),
        ("+15%", "+15%"),
        ("---", "\\---"),
        ("===", "\\==="),
        ("1. first", "1\\. first"),
        ("1.5 days", "1.5 days"),
        ("2026. Done", "2026\\. Done"),
        ("> quote", "\\> quote"),
        ("roas >= 1.5", "roas >= 1.5"),
        ("<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>"),
        ("a &lt; b & c", "a &amp;lt; b & c"),
        ("*bold* _it_ snake_case ~~x~~", "\\*bold\\* \\_it\\_ snake_case \\~\\~x\\~\\~"),
        ("`code`", "\\`code\\`"),
        ("[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"),
        ("![x](y)", "!\\[x\\](y)"),
        ("back\\slash", "back\\\\slash"),
        ("cost $5 and $6", "cost \\$5 and \\$6"),
        ("满199减30", "满199减30"),
        ("one\n\n# two", "one # two"),
    ],
)
def test_markdown(text: str, safe: str) -> None:
    assert markdown(text) == safe


def test_markdown_is_escaped_once() -> None:
    once = markdown("a|b")
    assert markdown(once) == once == "a\\|b"
    assert isinstance(once, Markdown)


@given(st.text())
def test_markdown_keeps_its_line_and_its_cell(text: str) -> None:
    safe = markdown(text)
    assert "\n" not in safe
    assert len(safe.splitlines()) <= 1
    assert "<" not in safe
    bars = [i for i, char in enumerate(safe) if char in "|`"]
    for bar in bars:
        before = safe[:bar]
        assert (len(before) - len(before.rstrip("\\"))) % 2 == 1


def test_shortened() -> None:
    assert shortened("x" * 60) == "x" * 60
    assert shortened("x" * 500) == "x" * 59 + "…"
    assert shortened("a\nb") == "a b"


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "＝", "＋", "－", "＠", "\u202e="]
)
def test_formulas_are_neutralised(start: str) -> None:
    assert rows(csv_file([[start + 'cmd|"/c calc"!A1']]))[0][0].startswith("'")


@pytest.mark.parametrize("number", ["-2", "-2.5", "3%", "1000000", "-0.5%"])
def test_numbers_stay_numbers(number: str) -> None:
    assert rows(csv_file([[number]])) == [[number]]


def test_csv_form() -> None:
    content = csv_file([["a", None, 3], ['b,"c"', "two\nlines", "尾"]])
    assert content == b'\xef\xbb\xbfa,,3\r\n"b,""c""",two lines,\xe5\xb0\xbe\r\n'


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=4))
def test_csv_cells_never_start_a_formula(cells: list[list[str]]) -> None:
    read = rows(csv_file(cells))
    assert len(read) == len(cells)
    for row in read:
        for cell in row:
            number = cell.lstrip("-").rstrip("%").replace(".", "", 1)
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")) or number.isdecimal()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("gmv >= 1", "`gmv >= 1`"),
        ("a `b` c", "``a `b` c``"),
        ("`b`", "`` `b` ``"),
        ("a``b", "```a``b```"),
        ("a\nb\u202e", "`a b`"),
        ("<script>", "`<script>`"),
    ],
)
def test_code_is_one_span_whatever_is_in_it(text: str, written: str) -> None:
    assert code(text) == written
    assert markdown(code(text)) == written


def test_what_runs_leftwards_is_kept_apart() -> None:
    assert isolated("Plan (2026)") == "Plan (2026)"
    assert isolated("供应商") == "供应商"
    assert isolated("חנות (50%)") == "\u2068חנות (50%)\u2069"
    assert isolated(f"متجر{RLO}") == "\u2068متجر\u2069"
    assert isolated("\u2069متجر\u2068") == "\u2068متجر\u2069", "nobody gets out of it"


@given(st.text("a\u05d0\u2066\u2067\u2068\u2069\u202e\u200f"))
def test_no_text_turns_what_follows_it(text: str) -> None:
    depth = 0
    for mark in settled(text):
        assert mark not in "\u2066\u2067\u202e\u200f"
        depth += {"\u2068": 1, "\u2069": -1}.get(mark, 0)
        assert depth >= 0
    assert depth == 0
