"""Sheets → the bytes of a workbook, by XlsxWriter."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence
from typing import Any

from ecsc.emit.spreadsheet.cells import DAY, Cell, Formula, Number, Sheet
from ecsc.messages import is_formula, one_line, shortened

LONGEST_TEXT = 32_000
"""Excel takes 32,767 characters a cell."""
LONGEST_NAME = 31
FIRST_YEAR = 1900
"""Excel knows no day before; such a day is written as text."""
HEAD: dict[str, object] = {
    "bold": True,
    "bg_color": "#1F3A5F",
    "font_color": "#FFFFFF",
    "text_wrap": True,
    "valign": "vcenter",
}
FILL_IN: dict[str, object] = {"bg_color": "#FFF8DC", "border": 1, "border_color": "#D9C88A"}


def book(sheets: Sequence[Sheet], title: str, day: dt.date) -> bytes:
    """Return the workbook; `day` is when it says that it was made, as no clock is asked."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    workbook = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    created = dt.datetime.combine(day, dt.time(), dt.UTC)
    workbook.set_properties({"title": shortened(title, 250), "author": "ecsc", "created": created})
    formats = _Formats(workbook)
    for sheet in sheets:
        _write(workbook.add_worksheet(_sheet_name(sheet.name)), sheet, formats)
    workbook.close()
    return out.getvalue()


class _Formats:
    """The formats of one workbook: each looks so only once, as a workbook may hold 64,000 of them."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def __call__(self, **looks: object) -> Any:
        key = tuple(sorted(looks.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(looks)
        return self._made[key]


def _write(worksheet: Any, sheet: Sheet, formats: _Formats) -> None:
    width, length = len(sheet.columns), len(sheet.rows)
    for place, column in enumerate(sheet.columns):
        worksheet.set_column(place, place, column.width)
        _text(worksheet, 0, place, column.title, formats, HEAD)
    worksheet.freeze_panes(1, sheet.held)
    worksheet.autofilter(0, 0, max(length, 1), width - 1)
    for number, row in enumerate(sheet.rows, 1):
        for place, cell in enumerate(row):
            looks = FILL_IN if sheet.columns[place].fill_in else {}
            _cell(worksheet, number, place, cell, formats, looks)
    for place, cell in enumerate(sheet.total):
        _cell(worksheet, length + 1, place, cell, formats, {"bold": True, "top": 1})
    worksheet.set_landscape()
    worksheet.set_paper(9)  # A4
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(0)


def _cell(
    worksheet: Any, row: int, column: int, cell: Cell, formats: _Formats, looks: dict[str, object]
) -> None:
    match cell:
        case None:
            if looks:
                worksheet.write_blank(row, column, None, formats(**looks))
        case str():
            _text(worksheet, row, column, cell, formats, looks)
        case Number(value=value, format=form):
            worksheet.write_number(row, column, float(value), formats(num_format=form, **looks))
        case Formula(text=text, result=result, format=form):
            shown = result if isinstance(result, str) else float(result)
            worksheet.write_formula(row, column, text, formats(num_format=form or "General", **looks), shown)
        case dt.date() if cell.year >= FIRST_YEAR:
            worksheet.write_datetime(row, column, cell, formats(num_format=DAY, align="left", **looks))
        case _:
            worksheet.write_string(row, column, cell.isoformat())


def _text(
    worksheet: Any, row: int, column: int, text: str, formats: _Formats, looks: dict[str, object]
) -> None:
    """Write text as text: what a program would compute stays text even when somebody edits the cell."""
    line = one_line(text)
    if len(line) > LONGEST_TEXT:
        line = shortened(line, LONGEST_TEXT)
    if not line:
        return
    quoted = {"quote_prefix": True} if is_formula(line) else {}
    worksheet.write_string(row, column, line, formats(**looks, **quoted) if looks or quoted else None)


def _sheet_name(name: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", name)[:LONGEST_NAME]
