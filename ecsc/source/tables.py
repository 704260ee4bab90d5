"""Tables beside the strategy: CSV bytes → rows of text with their places."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from msgspec import Struct

from ecsc.diagnostics import Finding, Related, Rule, Span
from ecsc.source import rules
from ecsc.source.decode import decode
from ecsc.source.text import SourceText

_CELL_END = re.compile(r'"(?:[^"]|"")*"?')
_STATED = r"(?i)\"?sep=([,;|\t])\"?[,; \t]*(?:\r\n?|\n|\Z)"
"""The first line with which Excel's users tell it the delimiter; it is no row."""

LONGEST_CELL = 1_000_000
"""Code points of one cell; a longer one is a quotation mark that was never closed."""


class Table(Struct, frozen=True):
    """A CSV file: `header` and `rows` of texts, blanks around them left out, all rows as long as the header.

    Rows count from 0 without the header. Empty rows are left out, `span` still finds the others.
    """

    file: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    source: SourceText
    _delimiter: str = ","
    _columns: tuple[int, ...] = ()
    _starts: tuple[int, ...] = ()
    _ends: tuple[int, ...] = ()
    _text: str = ""  # as it was read: as long as that of the source

    def span(self, row: int, column: int) -> Span:
        """Return where a cell stands; row -1 is the header. Outside the table, the nearest place in it."""
        if not self._starts:
            return self.source.span(0, 0)
        at = min(max(row + 1, 0), len(self._starts) - 1)
        cells = _cells(self._text, self._starts[at], self._ends[at], self._delimiter)
        if not self._columns:
            return self.source.span(*cells[0])
        wanted = self._columns[min(max(column, 0), len(self._columns) - 1)]
        return self.source.span(*cells[min(wanted, len(cells) - 1)])


class _Row(Struct, frozen=True):
    cells: list[str]
    start: int
    end: int


def read_table(file: str, raw: bytes) -> tuple[Table, tuple[Finding, ...]]:
    """Return a CSV file (RFC 4180; comma, semicolon or tab) as a Table, with all that is wrong with it."""
    decoded = decode(file, raw)
    source = decoded.source
    if not decoded.readable:
        return Table(file, (), (), source), decoded.findings
    findings = list(decoded.findings)
    stated = re.match(_STATED, source.text)
    start = stated.end() if stated else 0
    written = source
    if not stated and "，" in source.text:
        from ecsc.source.table_commas import narrow_commas

        text, told = narrow_commas(source, start)
        findings += told
        source = SourceText(file, text)
    delimiter = stated[1] if stated else _delimiter(source.text)
    rows = [row for row in _rows(source, delimiter, findings, start) if any(row.cells)]
    if not rows:
        findings.append(_finding(rules.EMPTY_TABLE, "{file} has no rows", source.span(0, 0), file=file))
        return Table(file, (), (), source), tuple(findings)
    columns = _columns(source, rows, delimiter, findings)
    body = [row for row in rows[1:] if _fits(source, rows[0], row, delimiter, findings)]
    if not rows[1:]:
        at = source.span(rows[0].start, rows[0].end)
        findings.append(_finding(rules.EMPTY_TABLE, "{file} has a header but no rows", at, file=file))
    kept = [rows[0], *body]
    table = Table(
        file,
        tuple(rows[0].cells[at] for at in columns),
        tuple(tuple(row.cells[at] if at < len(row.cells) else "" for at in columns) for row in body),
        written,
        delimiter,
        tuple(columns),
        tuple(row.start for row in kept),
        tuple(row.end for row in kept),
        source.text,
    )
    return table, tuple(findings)


def _finding(rule: Rule, message: str, at: Span, hint: str = "", **params: object) -> Finding:
    return Finding(rule, message, at, params=params, hint=hint)


def _delimiter(text: str) -> str:
    """Return the delimiter that the first line with content uses most outside quotation marks."""
    first = next((line for line in text[:100_000].splitlines() if line.strip(' ,;\t"')), "")
    bare = re.sub(r'"(?:[^"]|"")*"', "", first)
    return max(",;\t", key=lambda mark: (bare.count(mark), -",;\t".index(mark)))


def _rows(source: SourceText, delimiter: str, findings: list[Finding], offset: int) -> Iterator[_Row]:
    """Yield the rows from `offset` on with theirs; the csv module reads, its count of lines tells where."""
    stream = io.StringIO(source.text[offset:], newline="")

    def lines() -> Iterator[str]:
        nonlocal offset
        while line := stream.readline():
            offset += len(line)
            yield line.replace("\0", "")

    before = csv.field_size_limit()
    reader = csv.reader(lines(), delimiter=delimiter, strict=False)
    while True:
        start = offset
        try:
            csv.field_size_limit(LONGEST_CELL)
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            findings.append(_open_quote(source, start))
            return
        finally:
            csv.field_size_limit(before)
        raw = source.text[start:offset]
        if "\n" in raw.rstrip("\r\n") and raw.count('"') % 2:
            findings.append(_open_quote(source, start))
        yield _Row([cell.strip() for cell in cells], start, start + len(raw.rstrip("\r\n")))


def _open_quote(source: SourceText, start: int) -> Finding:
    at = max(source.text.find('"', start), start)
    return _finding(
        rules.TABLE_QUOTE,
        "the quotation mark that opens here is never closed, so the rows below belong to this cell",
        source.span(at, at + 1),
        'close it; a quotation mark inside a text is written twice: ""',
    )


def _cells(text: str, start: int, end: int, delimiter: str) -> list[tuple[int, int]]:
    """Return the ranges of the cells of one row, quotation marks included and blanks left out."""
    found = []
    at = start
    while True:
        begin = at
        while begin < end and text[begin] == " ":
            begin += 1
        quoted = _CELL_END.match(text, begin, end) if text[begin : begin + 1] == '"' else None
        stop = text.find(delimiter, quoted.end() if quoted else begin, end)
        stop = end if stop < 0 else stop
        found.append((begin, begin + len(text[begin:stop].rstrip())))
        if stop >= end:
            return found
        at = stop + 1


def _columns(source: SourceText, rows: list[_Row], delimiter: str, findings: list[Finding]) -> list[int]:
    """Return the columns that are read: those with a name of their own."""
    header = rows[0]
    places = _cells(source.text, header.start, header.end, delimiter)
    first: dict[str, int] = {}
    for at, name in enumerate(header.cells):
        place = source.span(*places[min(at, len(places) - 1)])
        if not name:
            if any(at < len(row.cells) and row.cells[at] for row in rows[1:]):
                findings.append(
                    _finding(
                        rules.EMPTY_HEADER, "column {column} has values but no name", place,
                        "write a name into the first row", column=at + 1,
                    )
                )  # fmt: skip
        elif name in first:
            findings.append(
                Finding(
                    rules.DUPLICATE_HEADER,
                    "two columns are called {name}",
                    place,
                    params={"name": name},
                    hint="give one of them another name, or delete it",
                    related=(Related(source.span(*places[first[name]]), "first defined here"),),
                )
            )
        else:
            first[name] = at
    return list(first.values())


def _fits(source: SourceText, header: _Row, row: _Row, delimiter: str, findings: list[Finding]) -> bool:
    """Return whether a row can be read; short ones are filled up, but for a row of fewer than half."""
    extra = row.cells[len(header.cells) :]
    if not any(extra):
        if len(row.cells) >= len(header.cells):
            return True
        cells, hint = len(row.cells), "add the missing cells, empty ones too: each needs its {delimiter}"
    else:
        cells, hint = len(row.cells), "a text with a {delimiter} inside stands in quotation marks"
    findings.append(
        _finding(
            rules.RAGGED_ROW,
            "this row has {cells} cells, the header {columns}",
            source.span(row.start, row.end),
            hint,
            cells=cells,
            columns=len(header.cells),
            delimiter=delimiter if delimiter != "\t" else "tab",
        )
    )
    return not any(extra)
