"""The section of offers: the answer first, the worst prices drawn and in a table, what it rests on, the promotions."""

from __future__ import annotations

from pathlib import Path

from tests.unit.emit_page.page_reading import HEAD, Read, page

TEXT = (Path(__file__).parent.parent / "emit_offers" / "two_products.yaml").read_text()


def section(html: str) -> str:
    return html.split('id="offers"', 1)[1].split("</section>", maxsplit=1)[0]


def test_the_answer_is_the_first_sentence_and_the_worst_is_drawn() -> None:
    shown = section(page(TEXT))
    assert (
        shown.index("Can anything be sold at a loss?") < shown.index("<figure") < shown.index("Lowest prices")
    )
    assert shown.count('class="picture waterfall"') == 2
    assert "✗ under the floor and at a loss: CNY 11.38 are lost a piece" in shown
    assert "2 pieces in the order · 1 – 10 Mar 2026" in shown
    assert "Thirty off" in shown


def test_a_loss_is_told_on_the_first_screen_and_is_a_decision() -> None:
    html = page(TEXT)
    assert (
        "2 of 4 prices can be sold at a loss: at worst Bag (Tmall) at CNY 65, CNY 11.38 lost a piece." in html
    )
    assert "Decide on 2 prices that can be sold at a loss." in html.split('id="decisions"', 1)[1]


def test_safe_prices_ask_nothing_of_the_reader() -> None:
    html = page(TEXT.replace("CNY 100, unit_cost: CNY 60", "CNY 1000, unit_cost: CNY 60"))
    assert "No: whatever offers and other goods are in the order, at least" in section(html)
    assert "at a loss" not in html.split('id="decisions"', 1)[1]


def test_promotions_without_products_are_told_as_before() -> None:
    head, _, rest = TEXT.partition("products:")
    shown = section(page(head + "promotions:" + rest.partition("promotions:")[2]))
    assert "Spring sale" in shown
    assert "Can anything" not in shown


def test_without_offers_one_line_says_what_to_write() -> None:
    shown = section(page(HEAD))
    assert "write it under `promotions`" in shown or "<code>promotions</code>" in shown


def test_of_many_prices_the_worst_stand_on_the_page_and_the_rest_are_counted() -> None:
    products = "".join(
        f"  p{number}: {{name: P{number}, list_price: CNY {200 + number}, unit_cost: CNY 150, fulfilment: CNY 10}}\n"
        for number in range(120)
    )
    html = page(TEXT.replace("  bag:", products + "  bag:"))
    rows = [row for row in Read(html).cells["offers"] if row and row[0].startswith(("P", "Bag", "Coat"))]
    lines = [row for row in rows if len(row) == 11 and row[0] != "Product"]
    assert len(lines) == 50
    assert "more prices in offers.csv" in html
    assert len(html) < 400_000


def test_the_most_a_promotion_can_cost_is_told_with_how_it_comes_about() -> None:
    cells = Read(page(TEXT)).cells["offers"]
    row = next(row for row in cells if len(row) > 7 and row[0] == "Thirty off")
    assert row[4:6] == ["CNY 15,000", "500 orders of CNY 30 each"]
    assert "Others bear" not in section(page(TEXT))
    shared = TEXT.replace(
        "limits: {redemptions: 500}", "limits: {redemptions: 500}, funded_by: {platform: 40%}"
    )
    row = next(row for row in Read(page(shared)).cells["offers"] if len(row) > 7 and row[0] == "Thirty off")
    assert row[4] == "CNY 9,000"
    assert row[6] == "platform 40%, at most CNY 6,000"


def test_a_promotion_without_a_bound_says_why() -> None:
    shown = section(page(TEXT.replace(", limits: {redemptions: 500}", "")))
    assert "! no bound" in shown
    assert "nothing limits how often" in shown


def test_what_costs_nothing_needs_no_budget_line() -> None:
    free = (
        "ecsc: 1\nstrategy: {id: x, name: X, period: 2026-H1, currency: CNY, owner: w}\npeople: {w: {name: W}}\n"
        "budgets: {m: {limit: 1000}}\nproducts: {a: {list_price: 100, fulfilment: 5}}\n"
        "promotions: {p: {offer: 满99包邮, window: 2026-05-01..2026-05-31, redeem: automatic}}\n"
    )
    assert "No budget line pays for" not in page(free)
    assert "No budget line pays for CNY 50 of it" in page(free.replace("满99包邮", "满99减5 前10名"))
