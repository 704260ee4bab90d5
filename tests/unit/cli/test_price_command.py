"""`ecsc price`: the receipt, the lowest price, and what is asked wrongly."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from ecsc.emit.price_schema import ANSWERS, FOLDER, published
from tests.unit.cli.priced import DRESSES, MANY, OPEN

Price = Callable[..., Result]


@pytest.fixture
def price(tmp_path: Path) -> Price:
    """Run `ecsc price` on a text, at 80 columns."""
    from ecsc.cli.program import program

    def run(*args: str, text: str = DRESSES, lang: str = "en") -> Result:
        (tmp_path / "strategy.yaml").write_text(text, "utf-8")
        environment = {"COLUMNS": "80", "LANG": "C.UTF-8"}
        given = ["price", str(tmp_path), "--lang", lang, *args]
        try:
            return CliRunner().invoke(program, given, prog_name="ecsc", env=environment)
        finally:
            gc.enable()

    return run


def answered(result: Result) -> dict[str, Any]:
    """Return a document, held against its schema."""
    document: dict[str, Any] = json.loads(result.stdout)
    jsonschema.validate(document, json.loads(published("price")))
    return document


def test_three_dresses_of_a_silver_member(price: Price) -> None:
    done = price("--product", "dress", "--pieces", "3", "--member", "silver", "--channel", "shop")
    assert done.exit_code == 0
    assert done.output.splitlines()[:20] == [
        "3 × dress 碎花连衣裙 for CNY 228.65: CNY 76.22 a piece",
        "  on shop · 20 May 2026, 20:00, when it is cheapest · as silver 银卡",
        "  Amounts in CNY                  List price or off  To pay",
        "  dress 碎花连衣裙                       3 × 199.00  597.00",
        "  flash_half (product offer)                -298.50  298.50",
        "  silver_discount (member offer)             -29.85  268.65",
        "  welcome (shop offer)                       -10.00  258.65",
        "  coupon (shop offer)                        -30.00  228.65",
        "  total                                     -368.35  228.65",
        "Not used",
        "  later: runs from 1 Jun 2026",
        "What is left of a piece for the seller",
        "  price                                  76.22",
        "  commission                             -3.81",
        "  payment fee                             0.00",
        "  goods                                 -70.00",
        "  sending                                -8.00",
        "  left, -7.3% of the price without tax   -5.59",
        "  ✗ floor CNY 80: the price is CNY 3.78 under it",
        "  ✗ break-even CNY 82.11: the price is CNY 5.89 under it",
    ]
    assert "  is for silver: silver_discount (`segments`)" in done.output.splitlines()


def test_each_refusal_says_why(price: Price) -> None:
    done = price("--product", "belt", "--at", "2026-05-20T20:30")
    lines = done.output.splitlines()
    for line in (
        "  silver_discount: only for silver 银卡",
        "  coupon: under its threshold: CNY 170 lack",
        "  later: runs from 1 Jun 2026",
        "  for other products: flash_half",
        "  not decidable without products.belt.fulfilment",
    ):
        assert line in lines
    app = price("--product", "dress", "--channel", "app", "--at", "2026-06-19").output.splitlines()
    assert "  flash_half: only on shop" in app
    assert "  coupon: ran until 31 May 2026" in app


@pytest.mark.parametrize(
    ("coupon", "told"),
    [
        ("{offer: {amount_off: 20}, level: shop}", "welcome: does not go together with coupon"),
        (
            "{offer: {amount_off: 5, threshold: 60}, level: shop}",
            "coupon: under its threshold: CNY 10 lack, and does not go together with welcome",
        ),
        ("{offer: 满9件减1, level: payment}", "coupon: under its threshold of 9 pieces"),
        ("{offer: {amount_off: 5}, level: item, limits: {per_order: 0}}", "coupon: there are none of it"),
    ],
)
def test_refusals_of_other_kinds(price: Price, coupon: str, told: str) -> None:
    text = (
        OPEN.replace("10", "50")
        + f"promotions:\n  coupon: {coupon}\n  welcome: {{offer: {{amount_off: 10}}, level: shop}}\n"
    )
    output = " ".join(price("--product", "a", text=text).output.split())
    assert told in output


def test_many_offers_for_other_times_stand_together(price: Price) -> None:
    text = OPEN + "promotions:\n  p: {offer: {amount_off: 1}}\n  q: {offer: {amount_off: 2}, level: shop}\n"
    text += "".join(f"  o{n}: {{offer: 9折, window: 2026-04-{n:02}}}\n" for n in range(1, 14))
    lines = price("--product", "a", "--at", "2026-03-01", text=text).output.splitlines()
    assert "  at other times: o1, o2, o3 and 10 more" in lines
    assert "  p: does not go together with q" in lines


def test_without_a_channel_the_cheapest_comes_first(price: Price) -> None:
    lines = price("--product", "dress").output.splitlines()
    assert lines[0] == "dress 碎花连衣裙 for CNY 89.50"
    assert lines[-1] == "  app The app: CNY 159 on 1 Mar 2026, with coupon and welcome"
    scarf = price("--product", "scarf").output
    assert "on app The app" in scarf
    assert "shop: not sold there: scarf" in scarf


def test_a_day_is_asked_for_its_cheapest_time(price: Price) -> None:
    assert (
        "20 May 2026, 20:00, when it is cheapest that day"
        in price("--product", "dress", "--at", "2026-05-20").output
    )
    noon = price("--product", "dress", "--channel", "shop", "--at", "2026-05-20 12:00")
    assert "flash_half: runs from 20 May 2026, 20:00" in noon.output


def test_a_basket_is_shared_out_over_its_products(price: Price) -> None:
    document = answered(price("--product", "dress", "--basket", "belt：2，dress", "--format", "json"))
    first = document["orders"][0]
    assert [(line["product"], line["pieces"]) for line in first["lines"]] == [("dress", 2), ("belt", 2)]
    totals = [line["total"]["amount"] for line in first["lines"]]
    assert sum(map(float, totals)) == pytest.approx(float(first["receipt"]["total"]["amount"]))
    assert first["lines"][1]["left"]["missing"] == ["products.belt.fulfilment"]
    assert {one["field"] for one in first["assumed"]} >= {"percent_base", "funded_by"}
    both = price("--product", "dress", "--basket", "coat", "--member", "银卡", "--channel", "shop").output
    assert "2 pieces for CNY" in both
    assert "the whole order leaves CNY" in both


@pytest.mark.parametrize(
    ("product", "price_", "fillers"), [("dress", "71.55", "121.61"), ("coat", "107.86", "71.11")]
)
def test_the_lowest_price_with_and_without_other_goods(
    price: Price, product: str, price_: str, fillers: str
) -> None:
    lowest = answered(price("--product", product, "--worst", "--format", "json"))["lowest"]
    assert [one["channel"] for one in lowest] == ["shop", "app"]
    assert lowest[0]["bound"]["price"] == {"type": "money", "amount": price_, "currency": "CNY"}
    assert lowest[0]["bound"]["fillers"]["amount"] == fillers
    way = lowest[0]["lowest"]
    assert (way["segment"], way["start"], way["end"]) == ("silver", "2026-05-20T20:00", "2026-05-20T22:00")
    lines = price("--product", product, "--worst").output
    assert f"with CNY {fillers} of other goods: CNY {price_}" in lines


def test_the_lowest_price_says_who_and_when(price: Price) -> None:
    lines = price("--product", "dress", "--worst", lang="zh").output.splitlines()
    assert lines[0] == "dress 碎花连衣裙 最低 76.22 元：✗ 低于底价"
    assert lines[1] == "  shop · 3 件 · silver 银卡 · 2026年5月20日 20:00 至 22:00"
    anybody = price(
        "--product", "belt", "--worst", "--channel", "shop", text=DRESSES.replace("9折", "95折")
    ).output
    assert "1 piece · silver 银卡" in anybody
    alone = price(
        "--product", "belt", "--worst", text=DRESSES.replace("offer: 9折", "offer: 满900减1")
    ).output
    assert "1 piece · anybody · at any time" in alone


def test_more_combinations_than_can_be_looked_at(price: Price) -> None:
    refused = price("--product", "a", text=MANY)
    assert refused.exit_code == 2
    assert "so many offers can be combined that not all can be looked at" in refused.stderr
    worst = price("--product", "a", "--worst", text=MANY)
    assert worst.output.splitlines()[0] == "a costs no less than CNY 1,912: ? not decidable"


def test_a_strategy_without_offers_channels_and_costs(price: Price) -> None:
    lines = price("--product", "a", text=OPEN).output.splitlines()
    assert lines[0] == "a for CNY 10"
    assert "  No offer is for this." in lines
    document = answered(price("--product", "a", "--format", "json", text=OPEN))
    assert document["orders"][0]["channel"] is None


def test_a_gift_comes_along_and_what_is_left_waits_for_its_cost(price: Price) -> None:
    text = DRESSES + "  socks: {offer: 送一双袜子}\n"
    output = price("--product", "dress", "--at", "2026-04-01", text=text).output
    assert "socks: its gift comes along, and nothing is taken off" in output
    assert "not decidable without promotions.socks.offer.gift" in output


def test_a_name_of_several_products_is_not_guessed(price: Price) -> None:
    text = DRESSES.replace("name: Coat", "name: 碎花连衣裙")
    done = price("--product", "碎花连衣裙", text=text)
    assert done.exit_code == 2
    assert "name one by its id: dress, coat" in done.stderr


def test_what_is_left_out_is_said(price: Price) -> None:
    text = OPEN + "promotions: {odd: {offer: {percent_off: 120%}}}\n"
    done = price("--product", "a", text=text)
    assert "promotions.odd: it takes 120% off" in done.output


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ((), "say what is bought"),
        (("--product", "dres"), "did you mean dress?"),
        (("--product", "Coats"), "did you mean coat?"),
        (("--product", "pin"), "it has no `list_price`"),
        (("--product", "dress", "--pieces", "0"), "0 is not a number from 1 to 100,000"),
        (("--product", "dress", "--pieces", "1.5"), "1.5 is not a number"),
        (("--product", "dress", "--pieces", "9" * 30), "is not a number"),
        (("--product", "dress", "--channel", "tmall"), "it is one of shop, app"),
        (("--product", "dress", "--member", "gold"), "it is one of silver"),
        (("--product", "dress", "--at", "2026-02-30"), "it is not in the calendar"),
        (("--product", "dress", "--at", "2026-05-20T25:00"), "it is not in the calendar"),
        (("--product", "dress", "--at", "2026-05-20T10:00+08:00"), "is not a time"),
        (("--product", "dress", "--at", "now"), "write it as 2026-05-20T10:30"),
        (("--product", "scarf", "--channel", "shop"), "scarf is not sold on shop"),
        (("--product", "scarf", "--channel", "shop", "--worst"), "scarf is not sold there"),
        (("--basket", ","), "--basket holds nothing"),
        (("--basket", "dress:x"), "x is not a number"),
        (("--basket", ":2"), "there is no product"),
        (("--worst", "--basket", "dress"), "--worst needs --product"),
        (("--pieces", "2", "--basket", "dress"), "--pieces needs --product"),
        (
            ("--product", "dress", "--worst", "--at", "2026-05-20"),
            "--worst finds out by itself what --at says",
        ),
    ],
)
def test_wrong_usage_says_what_there_is(price: Price, args: tuple[str, ...], told: str) -> None:
    done = price(*args)
    assert done.exit_code == 2
    assert told in done.stderr
    assert done.stdout == ""


def test_ids_are_found_by_name_and_in_any_width(price: Price) -> None:
    assert price("--product", "碎花连衣裙", "--pieces", "３").output.startswith("3 × dress")
    assert price("--product", "ＣＯＡＴ").output.startswith("coat for")


def test_no_members_and_no_channels(price: Price) -> None:
    assert "has no members" in price("--product", "a", "--member", "x", text=OPEN).stderr
    assert "has no channels" in price("--product", "a", "--channel", "x", text=OPEN).stderr
    assert (
        "no product of this strategy has a list price"
        in price("--product", "a", text=OPEN.replace("list_price: 10", "name: A")).stderr
    )


def test_a_strategy_that_cannot_be_read_is_told(price: Price) -> None:
    done = price("--product", "a", text="ecsc: 1\n")
    assert done.exit_code == 1
    assert "error" in done.stdout


@pytest.mark.parametrize("command", list(ANSWERS))
def test_the_published_schemas_are_those_of_the_types(command: str) -> None:
    assert (FOLDER / ANSWERS[command][0]).read_bytes() == published(command), (
        "run python -m ecsc.emit.price_schema"
    )
    jsonschema.Draft202012Validator.check_schema(json.loads(published(command)))
