"""`offers.md`, `offers.csv` and `offers.svg`: the figures of the plan, the same in each, whatever the author wrote."""

from __future__ import annotations

import csv
import io
import json
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from ecsc.assess.offers import benefits, covered_goods, goods, price_rules
from ecsc.assess.offers import coins as coins_room
from ecsc.cli.program import program
from ecsc.compiled import Compiled
from ecsc.emit.offers import render
from ecsc.emit.prices.told import Prices
from ecsc.messages import words
from ecsc.pipeline import StrategyInput, compile_strategy
from ecsc.workspace import find_strategies
from tests.unit.emit_page.page_reading import Read
from tests.unit.emit_page.page_reading import page as html_page

TEXT = (Path(__file__).parent / "two_products.yaml").read_text()
HOSTILE = "</title><script>x</script> | =1+1 `"


def compiled(text: str = TEXT) -> Compiled:
    found = compile_strategy(StrategyInput("two", (("two.yaml", text.encode()),))).compiled
    assert found is not None
    return found


def made(text: str = TEXT, language: str = "en") -> dict[str, str]:
    return {one.name: one.content.decode("utf-8-sig") for one in render(compiled(text), language)}


def table(markdown: str) -> list[list[str]]:
    """Return the rows of the table of a page, its heading first."""
    rows = [line for line in markdown.splitlines() if line.startswith("|") and "--:" not in line]
    return [[cell.strip() for cell in row.strip("| ").split(" | ")] for row in rows]


def cells(sheet: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(sheet)))


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_page_and_markdown_tell_the_same_lines(language: str) -> None:
    told = table(made(language=language)["offers.md"])
    shown = [row for row in Read(html_page(TEXT, language)).cells["offers"] if row]
    assert len(told) == 3
    assert all(row in shown for row in told)


def test_markdown_and_spreadsheet_tell_the_figures_of_the_plan() -> None:
    plan = compiled().plan
    assert plan.offers is not None
    prices = Prices(plan, plan.offers, words("en"))
    files = made()
    rows = cells(files["offers.csv"])
    assert len(rows) == len(plan.offers.rows) == 4
    for row, cell in zip(plan.offers.rows, rows, strict=True):
        case, way = prices.case(row), prices.way(row)
        assert (cell["Product id"], cell["Channel id"]) == (row.product, row.channel)
        assert Decimal(cell["Lowest price (CNY)"]) == prices.price(row)
        assert Decimal(cell["Least left a piece (CNY)"]) == case.left
        assert Decimal(cell["Break-even (CNY)"]) == case.break_even
        assert Decimal(cell["Never below (CNY)"]) == way.bound.price
        steps = sum(
            Decimal(cell[f"{name} (CNY)"]) for name in ("Tax in the price", "Commission", "Payment fee")
        )
        goods = Decimal(cell["Goods (CNY)"]) + Decimal(cell["Sending (CNY)"])
        left = Decimal(cell["Left a piece at the lowest price (CNY)"])
        assert abs(prices.price(row) + steps + goods - left) <= Decimal("0.0003")
    bag = table(files["offers.md"])[1]
    assert bag[0] == "Bag"
    assert bag[3:7] == ["100", "65", "56", "-11.38 – -8.13"]


def test_the_answer_comes_first_and_says_what_to_decide() -> None:
    text = made()["offers.md"]
    answer = text.split("## Can anything be sold at a loss?")[1]
    assert answer.strip().startswith(
        "Yes: 2 of 4 prices can fall so low that money is lost; the worst is Bag (Tmall)"
    )
    assert "loses CNY 11.38 a piece" in answer
    assert "let Spring sale + Thirty off no longer go together" in answer


def test_a_safe_strategy_is_told_what_is_left_at_least() -> None:
    text = made(TEXT.replace("CNY 100, unit_cost: CNY 60", "CNY 1000, unit_cost: CNY 60"))["offers.md"]
    assert (
        "No: whatever offers and other goods are in the order, at least CNY 17.24 a piece are left." in text
    )


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_what_is_missing_is_said_with_who_can_supply_it(language: str) -> None:
    text = made(TEXT.replace("unit_cost: CNY 60, ", ""), language)["offers.md"]
    assert "`unit_cost`" in text
    assert "Ann" in text


def test_a_product_that_loses_at_its_list_price_is_told_so() -> None:
    text = made(TEXT.replace("unit_cost: CNY 60", "unit_cost: CNY 99"))["offers.md"]
    assert "Bag (Tmall) loses money at its list price already" in text


def test_an_amount_that_is_less_than_a_coin_keeps_its_sign() -> None:
    plan = compiled().plan
    assert plan.offers is not None
    prices = Prices(plan, plan.offers, words("en"))
    assert prices.bare(Decimal("-0.0012")) == "-0.0012"
    assert prices.show(Decimal("-0.0012")) == "CNY -0.0012"
    assert prices.bare(Decimal("0.0000")) == "0"
    assert prices.bare(Decimal("12.345")) == "12.35"


def test_the_picture_names_prices_offers_and_limits_in_text() -> None:
    root = ET.fromstring(made()["offers.svg"])  # noqa: S314 - our own output
    texts = ["".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")]
    for words_ in (
        "Bag (Tmall)",
        "List price",
        "Spring sale",
        "− CNY 20",
        "Floor price CNY 70",
        "Break-even CNY 78.79",
    ):
        assert words_ in texts


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_hostile_names_stay_names(language: str) -> None:
    text = TEXT.replace("name: Bag", f"name: '{HOSTILE}'").replace("name: Spring sale", f"name: '{HOSTILE}'")
    files = made(text, language)
    ET.fromstring(files["offers.svg"])  # noqa: S314 - our own output
    assert "<script>" not in files["offers.svg"]
    assert "<script>" not in files["offers.md"]
    assert not any(
        cell.startswith("=") for row in csv.reader(io.StringIO(files["offers.csv"])) for cell in row
    )
    assert "<script>x" not in html_page(text, language)


def test_without_offers_there_is_no_file() -> None:
    assert made(TEXT.partition("promotions:")[0]) == {}


def test_no_picture_where_no_offer_lowers_a_price() -> None:
    head, _, coupon = TEXT.partition("  sale:")
    never = head + coupon[coupon.index("  coupon:") :].replace("threshold: CNY 100", "threshold: CNY 900000")
    files = made(never)
    assert sorted(files) == ["offers.csv", "offers.md"]
    assert "no offer" in files["offers.md"]


def test_a_strategy_without_channels_has_prices_too() -> None:
    head, rest = TEXT.split("channels:\n")
    files = made(head + rest[rest.index("products:") :])
    assert table(files["offers.md"])[1][1] == "–"


def test_every_reason_for_leaving_something_out_is_said_in_chinese() -> None:
    w = words("zh-CN")
    modules = (benefits, coins_room, covered_goods, goods, price_rules)
    reasons = [
        value
        for module in modules
        for name, value in vars(module).items()
        if name.isupper() and isinstance(value, str) and " " in value
    ]
    assert len(reasons) >= 15
    untold = [one for one in reasons if w(one) == one]
    assert untold == []


@pytest.mark.parametrize("project", ["apparel_brand", "grocery_d2c"])
def test_the_command_line_tells_the_same_figures(project: str) -> None:
    folder = Path(__file__).parents[3] / "examples" / project
    (given,), _ = find_strategies([str(folder)])
    compiled = compile_strategy(given).compiled
    assert compiled is not None
    offers = compiled.plan.offers
    assert offers is not None
    printed = CliRunner().invoke(program, ["offers", str(folder), "--format", "csv", "--limit", "all"]).stdout
    told = {(row["product"], row["channel"]): row for row in cells(printed.lstrip("\ufeff"))}
    assert len(told) == len(offers.rows)
    for row in offers.rows:
        case, line = offers.cases[row.case], told[row.product, row.channel]
        way = offers.ways[case.way]
        assert way.lowest is not None
        assert case.left is not None
        assert case.break_even is not None
        assert coins(way.lowest.price) == Decimal(line["lowest"])
        assert coins(way.bound.price) == Decimal(line["bound"])
        assert case.break_even == Decimal(line["break_even"])
        if line["verdict"] == case.verdict:  # else that of an order with other goods is told there
            assert case.left == Decimal(line["left"])
    document = CliRunner().invoke(program, ["offers", str(folder), "--format", "json"]).stdout
    counts = json.loads(document)["counts"]
    assert counts.get("thin", 0) == offers.answer.thin
    assert counts.get("below_floor", 0) == offers.answer.below_floor


def coins(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


SAFE = TEXT.replace("CNY 100, unit_cost: CNY 60", "CNY 1000, unit_cost: CNY 60")
UNCOUNTED = """\
  odd: {name: Odd one, offer: 2折, applies_to: products nor, window: 2026-06-01..2026-06-10, redeem: automatic}
"""
"""A promotion of which nobody can tell which products it is for."""


def test_beside_an_offer_that_is_not_counted_nothing_is_safe() -> None:
    files = made(SAFE + UNCOUNTED)
    assert "Not decidable. Not counted, though it could lower prices: Odd one" in files["offers.md"]
    assert "✓" not in files["offers.md"]
    assert not any(line.startswith("No:") for line in files["offers.md"].splitlines())
    rows = cells(files["offers.csv"])
    assert {row["Not counted"] for row in rows} == {"Odd one"}
    page = html_page(SAFE + UNCOUNTED)
    assert "Not decidable. Not counted, though it could lower prices: Odd one" in page
    assert "See to it that Odd one can be counted." in page


def test_a_price_that_an_uncounted_offer_cannot_lower_stays_safe() -> None:
    odd = "  odd: {offer: {amount_off: USD 9}, applies_to: 'id == \"bag\"', window: 2026-06-01..2026-06-10}\n"
    rows = cells(made(TEXT + odd)["offers.csv"])
    assert {row["Product id"] for row in rows if row["Not counted"]} == {"bag"}


PROTECTED = TEXT.replace(
    "commission: 5%, payment_fee: 1%}", "commission: 5%, payment_fee: 1%, price_protection: 15d}"
)


def test_what_price_protection_pays_back() -> None:
    # The sale takes 20 % off a coat of 200 and a bag of 100; the coupon is asked for, so nobody is paid back for it.
    assert "Price protection" not in made()["offers.md"]
    text = made(PROTECTED)["offers.md"]
    assert (
        "pays back up to CNY 40 a piece: Coat (Tmall) falls from CNY 200 to CNY 160 by Spring sale,"
        " within 15 days after an order. 2 prices fall so." in text
    )
    assert "| Coat | Tmall | 15 days | 1 Mar 2026 | 200 | 160 | 40 | Spring sale |" in text
    assert "| Bag | Tmall | 15 days | 1 Mar 2026 | 100 | 80 | 20 | Spring sale |" in text
    assert "价保需退还差价，每件最多 40 元" in made(PROTECTED, "zh-CN")["offers.md"]


def test_price_protection_of_alike_channels_is_one_line() -> None:
    text = made(
        PROTECTED.replace("payment_fee: 1%}\nproducts", "payment_fee: 1%, price_protection: 15d}\nproducts")
    )
    assert "| Coat | Tmall and Own shop | 15 days |" in text["offers.md"]
