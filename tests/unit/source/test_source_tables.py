"""CSV beside the strategy, as Excel and others leave it."""

from __future__ import annotations

import pytest

from ecsc.source.rules import EMPTY_TABLE
from ecsc.source.tables import Table, read_table


def cell(table: Table, row: int, column: int) -> str:
    span = table.span(row, column)
    return table.source.text[span.start : span.end]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_encodings_and_delimiters(encoding: str, mark: str) -> None:
    raw = f"id{mark}名称\r\na{mark}连衣裙\r\n".encode(encoding)
    table, findings = read_table("p.csv", raw)
    assert table.header == ("id", "名称")
    assert table.rows == (("a", "连衣裙"),)
    codes = [finding.rule.code for finding in findings]
    assert codes == {"gb18030": ["ECS008"], "utf-16": ["ECS009"]}.get(encoding, [])


def test_quotes_breaks_and_places() -> None:
    text = 'id, name ,note\na,"x, ""y""","two\nlines"\n\n b , z,\n'
    table, findings = read_table("p.csv", text.encode())
    assert findings == ()
    assert table.rows == (("a", 'x, "y"', "two\nlines"), ("b", "z", ""))
    assert cell(table, -1, 1) == "name"
    assert cell(table, 0, 1) == '"x, ""y"""'
    assert cell(table, 0, 2) == '"two\nlines"'
    assert cell(table, 1, 0) == "b"
    assert (table.span(1, 1).line, table.span(1, 1).column) == (5, 6)
    assert table.span(99, 99).line == 5


def test_ragged_rows() -> None:
    table, findings = read_table("p.csv", b"id,name\na,x\nb\nc,1,000\nd,y,,\n")
    assert [(finding.rule.code, finding.at.line) for finding in findings] == [  # type: ignore[union-attr]
        ("ECS060", 3), ("ECS060", 4),
    ]  # fmt: skip
    assert table.rows == (("a", "x"), ("b", ""), ("d", "y"))
    assert table.span(2, 0).line == 5


def test_headers() -> None:
    table, findings = read_table("p.csv", b"id,,name,id,,\na,lost,x,2,,\n")
    assert [(finding.rule.code, finding.at.column) for finding in findings] == [  # type: ignore[union-attr]
        ("ECS061", 4), ("ECS062", 10),
    ]  # fmt: skip
    assert findings[1].related[0].at.column == 1  # type: ignore[union-attr]
    assert table.header == ("id", "name")
    assert table.rows == (("a", "x"),)
    assert cell(table, 0, 1) == "x"


@pytest.mark.parametrize(
    ("text", "rows", "commas"),
    [
        ("id，name，price\na,x，y,1\n", (("a", "x，y", "1"),), 2),
        ("id，name，price\na，x，1\nb,y,2\n", (("a", "x", "1"), ("b", "y", "2")), 4),
        ('id，name，price\na,"x，y",1\n', (("a", "x，y", "1"),), 2),
        ("id,name，price\na,x,1\n", (("a", "x", "1"),), 1),
    ],
)
def test_full_width_commas_are_told_and_read_as_commas(
    text: str, rows: tuple[tuple[str, ...], ...], commas: int
) -> None:
    table, findings = read_table("p.csv", text.encode())
    assert [finding.rule.code for finding in findings] == ["ECS012"]
    assert [(fix.text, fix.safe) for fix in findings[0].fixes] == [(",", True)] * commas
    assert table.header == ("id", "name", "price")
    assert table.rows == rows
    assert cell(table, 0, 2) == "1"
    assert "，" in table.source.text


@pytest.mark.parametrize(
    "text",
    [
        "id,name，alias\na,x\n",
        "id;name，alias\na;x\n",
        "id,name\na,x，y\n",
        "sep=;\n名，字;b\na;c\n",
    ],
)
def test_full_width_commas_inside_cells_are_text(text: str) -> None:
    assert read_table("p.csv", text.encode())[1] == ()


def test_empty_comma_rows_are_dropped() -> None:
    table, findings = read_table("p.csv", b"id,name\na,x\n" + b",\n" * 60_000 + b"b,y\n")
    assert findings == ()
    assert len(table.rows) == 2
    assert table.span(1, 0).line == 60_003


@pytest.mark.parametrize(("raw", "code"), [(b"", "ECS063"), (b",,\n", "ECS063"), (b"id,name\n", "ECS063"),
                                           ("，，\n\n".encode(), "ECS063"),
                                           (b"<html>", "ECS006"), (b"PK\x03\x04", "ECS006")])  # fmt: skip
def test_no_rows_or_no_table(raw: bytes, code: str) -> None:
    table, findings = read_table("p.csv", raw)
    assert [finding.rule.code for finding in findings] == [code]
    assert table.rows == ()
    assert table.span(0, 0).line == 1


@pytest.mark.parametrize("tail", [b"", b"x" * 2_000_000])
def test_unclosed_quote(tail: bytes) -> None:
    findings = read_table("p.csv", b'id,name\na,"x\nb,y\nc,z\n' + tail)[1]
    assert findings[0].rule.code == "ECS064"
    assert (findings[0].at.line, findings[0].at.column) == (2, 3)  # type: ignore[union-attr]


def test_zero_bytes_and_lone_returns() -> None:
    table, _ = read_table("p.csv", b"id,name\ra,x\0y\rb,z\r")
    assert table.header == ("id", "name")
    assert len(table.rows) == 2


@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"', "sep=;;;"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_first_line_for_excel_tells_the_delimiter(first: str, end: str) -> None:
    text = end.join([first, "id;name, long", 'a;"x;y"', "b;1,5", ""])
    table, findings = read_table("p.csv", b"\xef\xbb\xbf" + text.encode())
    assert findings == ()
    assert table.header == ("id", "name, long")
    assert table.rows == (("a", "x;y"), ("b", "1,5"))
    assert cell(table, -1, 0) == "id"
    assert cell(table, 1, 1) == "1,5"
    assert (table.span(1, 1).line, table.span(1, 1).column) == (4, 3)


def test_a_first_line_for_excel_alone_is_an_empty_table() -> None:
    table, findings = read_table("p.csv", b"sep=,")
    assert table.rows == ()
    assert [finding.rule.code for finding in findings] == [EMPTY_TABLE.code]


def test_a_column_may_be_called_sep() -> None:
    table, _ = read_table("p.csv", b"sep=x,id\n1,2\n")
    assert table.header == ("sep=x", "id")
