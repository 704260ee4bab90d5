"""The money on the page: the same figures as `budget.md`, whatever the strategy says or lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from ecsc.emit.money import render as render_money
from tests.unit.emit_page.page_reading import HEAD, Read, compiled, page

SMALL = (Path(__file__).parent.parent / "plan" / "small_money.yaml").read_text()


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_the_page_and_budget_md_tell_the_same_figures(language: str) -> None:
    markdown = render_money(compiled(SMALL), language)[0].content.decode()
    told = {
        tuple(cell.strip("› ") for cell in line.strip("| ").split(" | "))
        for line in markdown.splitlines()
        if line.startswith("|") and "--:" not in line
    }
    shown = {tuple(row) for row in Read(page(SMALL, language)).cells["money"] if row}
    overview = {row for row in told if len(row) == 7 and row[0] in ("m", "ads", "kept", "goods")}
    assert overview <= shown
    months = {row for row in told if len(row) == 6}
    assert len(overview) == 4
    assert len(months) == 4
    assert months <= shown


def test_the_ladder_and_the_cash_say_what_is_left() -> None:
    read = Read(page(SMALL))
    assert read.row("money", "Contribution") == ["Contribution", "CNY 61,342.84", "CNY 21,895.22"]
    assert "CNY 61,342.84 are left, 42.79% of net sales." in read.sections["money"]
    assert "The lowest point is CNY -17,211.48, at the end of Jan 2026" in read.sections["money"]


def test_a_line_over_its_limit_says_so_in_words() -> None:
    text = HEAD + (
        "budgets: {m: {name: Ads, limit: 1000}}\n"
        "tactics: {a: {name: Search, window: 2026-01-01..2026-03-31, cost: 2500, budget: m}}\n"
    )
    read = Read(page(text))
    assert "! CNY 1,500 over the limit" in read.sections["money"]
    assert read.row("money", "Ads")[1:] == [
        "CNY 1,000", "CNY 2,500", "CNY 0", "CNY 0", "! CNY -1,500", "! CNY -1,500",
    ]  # fmt: skip


def test_a_line_without_a_limit_has_no_bar_and_says_so() -> None:
    text = HEAD + (
        "budgets: {m: {name: Ads}}\n"
        "tactics: {a: {name: Search, window: 2026-01-01..2026-03-31, cost: 2500, budget: m}}\n"
    )
    html = page(text)
    assert "CNY 2,500, no limit stated" in html
    assert 'class="track"' not in html


def test_the_largest_who_spend_are_named_and_the_rest_counted() -> None:
    tactics = "\n".join(
        f"  t{n}: {{name: Tactic {n}, window: 2026-01-01..2026-03-31, cost: {100 * n}, budget: m}}"
        for n in range(1, 9)
    )
    read = Read(page(f"{HEAD}budgets: {{m: {{limit: 10000}}}}\ntactics:\n{tactics}\n"))
    spenders = [row[0] for row in read.cells["money"] if row and row[0].startswith("Tactic")]
    assert spenders == ["Tactic 8", "Tactic 7", "Tactic 6", "Tactic 5", "Tactic 4"]
    assert "and 3 more" in read.sections["money"]


def test_what_no_line_pays_is_shown() -> None:
    read = Read(page(HEAD + "tactics: {a: {name: Search, window: 2026-01-01..2026-01-31, cost: 900}}\n"))
    assert read.row("money", "Search") == ["Search", "CNY 900", "2026-01"]


def test_without_money_one_line_says_what_to_write() -> None:
    read = Read(page(HEAD))
    assert "budgets" in read.sections["money"]
    assert "promotions" in read.sections["offers"]
    assert not read.cells["money"]


def test_channels_that_lack_a_figure_say_which() -> None:
    text = SMALL.replace(
        "targets:\n  back: {metric: refund_rate, period: 2026-Q1, committed: 10%, owner: lin}\n", ""
    )
    read = Read(page(text))
    assert "tmall: not decidable without the target of a refund rate" in read.sections["money"]
    assert read.row("money", "Contribution")[1:] == ["–", "–"]
