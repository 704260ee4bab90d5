"""The workbook, read back by another program; its formulas are computed again here."""

from __future__ import annotations

import datetime as dt
import io
import re
import subprocess
import sys
import time
import zipfile
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from openpyxl import load_workbook

from ecsc.compiled import Compiled
from ecsc.emit.spreadsheet import render
from ecsc.emit.spreadsheet.cells import letter, number_format, percent_format
from ecsc.plan.money_types import BudgetPlan, LinePeriod
from ecsc.quantity import Money
from ecsc.workspace import find_strategies
from tests.unit.emit_text.apparel_sample import apparel
from tests.unit.emit_text.plan_samples import empty, period, task, with_plan, with_work, yuan
from tests.unit.emit_text.test_hostile_text import HOSTILE, renamed

ROOT = Path(__file__).parents[3]


def content(compiled: Compiled, language: str = "en") -> bytes:
    (file,) = render(compiled, language)
    return file.content


def opened(compiled: Compiled, language: str = "en", *, results: bool = False) -> Any:
    """Return the workbook as openpyxl reads it: formulas, or the results that are kept beside them."""
    return load_workbook(io.BytesIO(content(compiled, language)), data_only=results)


def column(sheet: Any, title: str) -> list[Any]:
    """Return the cells below a title."""
    place = next(cell.column for cell in sheet[1] if cell.value == title)
    return [sheet.cell(row, place) for row in range(2, sheet.max_row + 1)]


def computed(sheet: Any, formula: str) -> Decimal:
    """Return what a formula of sums comes to, by the cells that it names."""

    def value(name: str) -> Decimal:
        held = sheet[name.replace("$", "")].value
        return computed(sheet, held[1:]) if isinstance(held, str) else Decimal(str(held or 0))

    def cells(area: str) -> list[Any]:
        return [
            cell
            for row in sheet[area.replace("$", "")]
            for cell in (row if isinstance(row, tuple) else (row,))
        ]

    def summed(found: re.Match[str]) -> str:
        name, areas = found[1], found[2].split(",")
        if name == "SUM":
            return str(sum((value(cell.coordinate) for cell in cells(areas[0])), Decimal(0)))
        if name == "SUMIF":
            keys, wanted, amounts = areas
            right = sheet[wanted.replace("$", "")].value
        else:
            amounts, keys, right = areas[0], areas[1], None
            assert areas[2] == '"="', "only the empty cells are asked for"
        pairs = zip(cells(keys), cells(amounts), strict=True)
        return str(sum((value(amount.coordinate) for key, amount in pairs if key.value == right), Decimal(0)))

    text = re.sub(r"(SUM|SUMIFS?)\(([^()]*)\)", summed, formula)
    total = Decimal(0)
    for sign, term in re.findall(r"([+-]?)([^+-]+)", text):
        amount = value(term) if term[0].isalpha() else Decimal(term)
        total += -amount if sign == "-" else amount
    return total


def line(
    path: str, limit: str | None, quarters: tuple[str, str], elsewhere: str = "0", reserved: str = "0"
) -> BudgetPlan:
    whole = sum(map(Decimal, quarters), Decimal(elsewhere))
    held = None if limit is None else yuan(limit)
    left = None if held is None else Money(held.amount - whole, "CNY")
    periods = tuple(
        LinePeriod(period(label), None, yuan(amount))
        for label, amount in zip(("2026-Q1", "2026-Q2"), quarters, strict=True)
    )
    return BudgetPlan(
        path, path.upper(), path.count("."), held, Money(whole, "CNY"), yuan(reserved), left, reserve=False,
        periods=periods, commitments=(), owner=None,
    )  # fmt: skip


BUDGETS = (
    line("ads", "1000", ("160.75", "60"), "10", reserved="100"),
    line("ads.search", "300", ("100.25", "50")),
    line("ads.search.brand", None, ("40", "50")),
    line("ads.kol", None, ("50.50", "0"), "10"),
    line("shop", "20", ("30", "0.01")),
)


def test_every_sheet_has_a_frozen_head_and_a_filter() -> None:
    book = opened(apparel())
    assert book.sheetnames == ["Plan", "Goals", "KPI targets", "Tasks", "Budgets", "Risks"]
    for sheet in book.worksheets:
        assert sheet.freeze_panes.endswith("2")
        assert sheet.auto_filter.ref.startswith("A1:")
        assert all(cell.font.b for cell in sheet[1])
    assert opened(apparel("zh-CN"), "zh-CN").sheetnames == [
        "计划",
        "目标",
        "KPI 目标",
        "任务",
        "预算",
        "风险",
    ]


def test_dates_and_numbers_are_of_their_kinds() -> None:
    book = opened(apparel())
    starts = [cell for cell in column(book["Tasks"], "Start") if cell.value]
    assert starts
    assert all(isinstance(cell.value, dt.datetime) and cell.is_date for cell in starts)
    committed = column(book["KPI targets"], "Committed")
    formats = {cell.number_format for cell in committed}
    assert any("CNY" in one for one in formats)
    assert any("%" in one for one in formats)
    assert all(isinstance(cell.value, int | float) for cell in committed if cell.value is not None)


def test_attainment_is_what_is_filled_in_against_the_target() -> None:
    sheet = opened(apparel())["KPI targets"]
    heads = {cell.value: cell.column_letter for cell in sheet[1]}
    rows = [
        row for row in range(2, sheet.max_row + 1) if sheet[f"{heads['Committed']}{row}"].value is not None
    ]
    assert len(rows) > 3
    for row in rows:
        target, actual = f"{heads['Committed']}{row}", f"{heads['Actual']}{row}"
        assert sheet[actual].value is None
        share = sheet[f"{heads['Attainment']}{row}"]
        assert share.value == f'=IF(AND(ISNUMBER({actual}),{target}<>0),{actual}/{target},"")'
        assert share.number_format == "0.0%"
    signs = {sheet[f"{heads['Better']}{row}"].value: sheet[f"{heads['Reached']}{row}"].value for row in rows}
    assert "<=" in signs["Lower is better"]
    assert ">=" in signs["Higher is better"]


def test_sums_of_budgets_are_formulas_that_come_to_what_the_plan_says() -> None:
    compiled = with_plan(empty(), budgets=BUDGETS)
    sheet, kept = opened(compiled)["Budgets"], opened(compiled, results=True)["Budgets"]
    heads = {cell.value: cell.column_letter for cell in sheet[1]}
    found = 0
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("="):
                found += 1
                assert computed(sheet, cell.value[1:]) == Decimal(str(kept[cell.coordinate].value)), (
                    cell.coordinate
                )
    assert found > 15
    planned = [kept[f"{heads['Planned spend']}{row}"].value for row in range(2, 8)]
    assert planned == [230.75, 150.25, 90, 60.5, 30.01, 260.76]
    assert sheet["F2"].value == "=SUMIF($B$3:$B$5,$A2,F$3:F$5)+10"
    assert kept[f"{heads['Headroom']}2"].value == 1000 - 230.75 - 100
    assert kept[f"{heads['Left']}4"].value is None
    assert sheet["A7"].value == "In all"


@pytest.mark.parametrize("name", ["apparel_brand", "grocery_d2c"])
def test_sums_of_the_examples_come_to_what_the_plan_says(name: str) -> None:
    from ecsc.pipeline import compile_strategy

    (given,), _ = find_strategies([str(ROOT / "examples" / name)])
    compiled = compile_strategy(given).compiled
    assert compiled is not None
    sheet, kept = opened(compiled)["Budgets"], opened(compiled, results=True)["Budgets"]
    planned = next(cell.column_letter for cell in sheet[1] if cell.value == "Planned spend")
    headroom = next(cell.column_letter for cell in sheet[1] if cell.value == "Headroom")
    for number, one in enumerate(compiled.plan.budgets, 2):
        assert computed(sheet, sheet[f"{planned}{number}"].value[1:]) == one.committed.amount
        if one.headroom is not None:
            assert computed(sheet, sheet[f"{headroom}{number}"].value[1:]) == one.headroom.amount
            assert kept[f"{headroom}{number}"].value == float(one.headroom.amount)


def test_a_risk_is_scored_by_a_formula() -> None:
    sheet = opened(apparel())["Risks"]
    kept = opened(apparel(), results=True)["Risks"]
    assert [cell.value for cell in sheet[2]][2:5] == ['=IF(COUNT(D2:E2)=2,D2*E2,"")', 4, 4]
    assert kept["C2"].value == 16


@pytest.mark.parametrize("name", HOSTILE, ids=[ascii(name[:20]) for name in HOSTILE])
def test_no_name_is_a_formula(name: str) -> None:
    plain, found = opened(renamed("plain name")), opened(renamed(name))
    for sheet in found.worksheets:
        before = plain[sheet.title]
        assert sheet.max_row == before.max_row
        for row in sheet.iter_rows():
            for cell in row:
                formula = before[cell.coordinate].data_type == "f"
                assert (cell.data_type == "f") == formula
                if isinstance(cell.value, str) and not formula and cell.value.startswith(("=", "+", "@")):
                    assert cell.quotePrefix
                assert not cell.hyperlink


def test_text_that_is_too_long_for_a_cell_is_cut() -> None:
    sheet = opened(with_work(empty(), tasks=(task("a", "长" * 40_000),)))["Tasks"]
    assert len(sheet["B2"].value) == 32_000
    assert sheet["B2"].value.endswith("…")


def test_a_day_before_excel_knows_days_is_text() -> None:
    early = structs.replace(task("a", "A"), start=dt.date(1850, 1, 2), finish=dt.date(1850, 1, 3))
    assert opened(with_work(empty(), tasks=(early,)))["Tasks"]["F2"].value == "1850-01-02"


def test_an_empty_strategy_has_every_sheet() -> None:
    for sheet in opened(empty()).worksheets[1:]:
        assert sheet.max_row == 1


def test_the_workbook_says_when_a_plan_is_not_valid() -> None:
    assert "not valid yet" in opened(apparel())["Plan"]["B2"].value


SCRIPT = """
import sys, os, time
sys.path.insert(0, {root!r})
from hashlib import sha256
from ecsc.emit.spreadsheet import render
from tests.unit.emit_text.apparel_sample import apparel
print(sha256(render(apparel(), "en")[0].content).hexdigest())
"""


def test_no_clock_no_zone_and_no_hash_seed_is_in_it() -> None:
    digest = sha256(content(apparel())).hexdigest()
    for zone, seed in (("Asia/Shanghai", "1"), ("America/Los_Angeles", "2")):
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT.format(root=str(ROOT))],
            capture_output=True,
            text=True,
            check=True,
            env={"TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        )
        assert done.stdout.strip() == digest
    with zipfile.ZipFile(io.BytesIO(content(apparel()))) as packed:
        assert {one.date_time for one in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert packed.read("docProps/core.xml").count(b"2026-01-01T00:00:00Z") == 2


def test_ten_thousand_tasks_take_seconds() -> None:
    tasks = tuple(task(f"t{n}", f"Task {n}", "01-05", "01-09", checklist=("One",)) for n in range(10_000))
    start = time.perf_counter()
    made = content(with_work(empty(), tasks=tasks))
    assert time.perf_counter() - start < 8
    assert len(made) < 3_000_000


def test_formats_have_the_decimals_of_their_number() -> None:
    assert [percent_format(Decimal(one)) for one in ("0.2", "0.025", "0.0255", "1", "0")] == [
        "0%", "0.0%", "0.00%", "0%", "0%",
    ]  # fmt: skip
    assert [number_format(Decimal(one)) for one in ("1E+2", "4.5", "0.125")] == [
        "#,##0",
        "#,##0.0",
        "#,##0.000",
    ]
    assert [letter(one) for one in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
