"""`ecsc offers`: the table of products by channels."""

from __future__ import annotations

import csv
import gc
import io
import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from ecsc.emit.price_schema import published
from ecsc.pipeline import StrategyInput, compile_strategy
from ecsc.report.columns import width
from tests.unit.cli.priced import DRESSES, HEAD, MANY, OPEN

Offers = Callable[..., Result]


@pytest.fixture
def offers(tmp_path: Path) -> Offers:
    """Run `ecsc offers` on a text."""
    from ecsc.cli.program import program

    def run(*args: str, text: str = DRESSES, columns: int = 80) -> Result:
        (tmp_path / "strategy.yaml").write_text(text, "utf-8")
        environment = {"COLUMNS": str(columns), "LANG": "C.UTF-8"}
        try:
            return CliRunner().invoke(
                program, ["offers", str(tmp_path), *args], prog_name="ecsc", env=environment
            )
        finally:
            gc.enable()

    return run


def test_the_worst_comes_first_and_the_run_fails(offers: Offers) -> None:
    done = offers()
    assert done.exit_code == 1
    assert done.output.splitlines()[:2] == [
        "Lowest prices of 4 products on 2 channels, in CNY",
        "  ✗ 1 under the floor · ? 2 not decidable · ✓ 4 safe",
    ]
    assert done.output.splitlines()[2:5] == [
        "    product         on      list  lowest  with others    left  break-even  floor",
        "  ✗ under the floor · 3 pieces · flash_half > silver_discount > welcome > coupon",
        "    dress 碎花连…   shop  199.00   76.22        71.55   -5.59       82.11  80.00",
    ]
    assert "  pin: it has no `list_price`" in done.output


@pytest.mark.parametrize("columns", [40, 80, 120, 200])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_line_is_wider_than_the_screen(offers: Offers, columns: int, lang: str) -> None:
    done = offers("--lang", lang, columns=columns)
    widest = max(width(line) for line in done.output.splitlines())
    assert widest <= max(columns, 80)
    assert ("break-even" in done.output) == (lang == "en")


def test_a_wide_screen_has_shares_too(offers: Offers) -> None:
    assert "-7.3%" in offers(columns=120).output
    assert "-7.3%" not in offers(columns=80).output


def test_rows_are_chosen_by_product_channel_and_verdict(offers: Offers) -> None:
    safe = offers("--verdict", "safe,thin", "--channel", "shop", "--product", "coat", "--product", "dress")
    assert safe.exit_code == 0
    assert "    coat     300.00" in safe.output
    assert "碎花" not in safe.output
    none = offers("--verdict", "thin")
    assert (none.exit_code, "no price is like that" in none.output) == (0, True)


def test_what_is_missing_is_named_by_field(offers: Offers) -> None:
    done = offers()
    assert "Missing, to tell what is left\n  `products.*.fulfilment`: belt\n" in done.output
    lines = offers(text=OPEN).output.splitlines()
    assert "  `pricing.tax`: a" in lines
    assert "  `channels`: a" in lines


def test_the_rest_is_counted(offers: Offers) -> None:
    done = offers("--limit", "1")
    assert "and 5 rows more: ? 1 not decidable · ✓ 4 safe (--limit all)" in done.output
    assert "  shop  " in done.output
    assert "rows more" not in offers("--limit", "ALL").output


def test_channels_that_are_the_same_stand_together(offers: Offers) -> None:
    text = DRESSES.replace("    channels: [shop]\n", "").replace("commission: 10%", "commission: 5%")
    done = offers("--product", "dress", text=text)
    assert done.output.count("碎花连衣裙") == 1


def test_losses_that_are_meant_do_not_fail(offers: Offers) -> None:
    product = "products: {a: {list_price: 10, unit_cost: 9, fulfilment: 0, loss_leader: true}}\n"
    rest = "channels: {s: {commission: 0%, payment_fee: 0%}}\npricing: {tax: {included: false}}\n"
    rest += "promotions: {p: {offer: 5折}}\n"
    meant = offers(text=HEAD + product + rest)
    assert meant.exit_code == 0
    assert "✗ under the cost · loss leader · 1 piece · p" in meant.output
    assert offers(text=HEAD + product.replace(", loss_leader: true", "") + rest).exit_code == 1
    assert (
        offers(text=HEAD + product.replace("unit_cost: 9", "floor_price: 8, unit_cost: 9") + rest).exit_code
        == 1
    )


def test_what_only_other_goods_lower_is_told_and_no_failure(offers: Offers) -> None:
    text = HEAD + (
        "products: {a: {list_price: 150, floor_price: 128, unit_cost: 50, fulfilment: 8}, "
        "b: {list_price: 60, unit_cost: 20, fulfilment: 8}}\n"
        "channels: {s: {commission: 0%, payment_fee: 0%}}\npricing: {tax: {included: false}}\n"
        "promotions: {c: {offer: 满199减30, limits: {per_order: 1}}}\n"
    )
    done = offers("--product", "a", text=text)
    assert "✗ under the floor · with other goods in the order · c" in done.output
    assert done.exit_code == 0


def test_beyond_the_exact_limit(offers: Offers) -> None:
    done = offers(text=MANY)
    assert done.exit_code == 0
    assert "Beyond the exact limit\n" in done.output
    assert "a safe limit" in done.output


def test_json_keeps_to_its_schema(offers: Offers) -> None:
    for text in (DRESSES, MANY, OPEN):
        document = json.loads(offers("--format", "json", text=text).stdout)
        jsonschema.validate(document, json.loads(published("offers")))
    document = json.loads(offers("--format", "json").stdout)
    assert document["holds"] is False
    assert document["rows"][0]["lowest"]["price"] == {"type": "money", "amount": "76.22", "currency": "CNY"}
    assert document["left_out"][0]["id"] == "pin"


def test_csv_has_a_row_a_price(offers: Offers) -> None:
    rows = list(csv.DictReader(io.StringIO(offers("--format", "csv").stdout)))
    assert len(rows) == 7
    assert (rows[0]["product"], rows[0]["lowest"], rows[0]["fillers"]) == ("dress", "76.22", "121.61")
    assert rows[0]["offers"] == "flash_half > silver_discount > welcome > coupon"


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--verdict", "bad"), "it is one of below_floor"),
        (("--limit", "0"), "is not a number from 1"),
        (("--limit", "many"), "is not a number from 1"),
        (("--channel", "ap"), "did you mean app?"),
        (("--product", "nothing"), "there is no product nothing"),
    ],
)
def test_wrong_usage(offers: Offers, args: tuple[str, ...], told: str) -> None:
    done = offers(*args)
    assert done.exit_code == 2
    assert told in done.stderr


UNREAD = (
    "ecsc: 1\nstrategy: {id: x, name: X, period: 2026-H1, currency: CNY, owner: w}\npeople: {w: {name: W}}\n"
    "pricing: {tax: {included: true, rate: 13%}}\n"
    "products: {a: {list_price: 100, unit_cost: 30, fulfilment: 5, floor_price: 40}}\n"
    "promotions: {p: {offer: OFFER, window: 2026-06-01..2026-06-10, applies_to: APPLIES}}\n"
)


@pytest.mark.parametrize(
    ("offer", "applies"), [("20", "products"), ("{amount_off: USD 12}", "products"), ("2折", "products nor")]
)
def test_an_offer_that_is_not_counted_leaves_no_price_safe(offers: Offers, offer: str, applies: str) -> None:
    result = offers(text=UNREAD.replace("OFFER", offer).replace("APPLIES", applies))
    assert result.exit_code == 1
    assert "? 1 not decidable" in result.output
    assert "not counted: promotions.p: " in result.output
    assert "safe" not in result.output


LIMIT = (
    "ecsc: 1\nstrategy: {id: x, name: X, period: 2026-H1, currency: CNY, owner: w}\npeople: {w: {name: W}}\n"
    "pricing: {tax: {included: false}}\n"
    "products: {oil: {list_price: 119, floor_price: 97, unit_cost: 9, fulfilment: 1}, scarf: {list_price: 60}}\n"
    "promotions:\n"
    "  a: {offer: 满2件减7, level: item, window: 2026-05-01..2026-05-31, redeem: automatic}\n"
    "  b: {offer: 每满300减50, level: platform, window: 2026-05-01..2026-05-31, redeem: automatic}\n"
)
"""No order is known that gets under the floor, and none can be ruled out."""


def test_a_limit_that_no_known_order_reaches_is_told_as_one(offers: Offers) -> None:
    result = offers("--product", "oil", text=LIMIT, columns=160)
    assert result.exit_code == 0
    assert "✗ 1 under the floor" in result.output
    assert "not ruled out with other goods: no order is known that gets there" in result.output
    found = compile_strategy(StrategyInput("x", (("x.yaml", LIMIT.encode()),)))
    assert found.compiled is not None
    assert found.compiled.plan.offers is not None
    assert found.compiled.plan.offers.answer.below_floor == 1
    (told,) = [one for one in found.findings if one.rule.code == "ECS803"]
    assert told.message.startswith("{product} costs at least {price}")


def test_a_price_rule_is_called_by_its_name(offers: Offers) -> None:
    rule = "pricing_rules: {r: {name: 尾货清仓, when: stock < 20, then: price - 30%, until: 2026-06-30}}\n"
    result = offers(text=LIMIT + rule)
    assert "尾货清仓 > " in result.output
    assert "pricing_rules." not in result.output


def test_errors_that_are_the_answer_itself_are_no_doubt_about_it(offers: Offers) -> None:
    result = offers(text=LIMIT.replace("floor_price: 97", "floor_price: 110"))
    assert result.exit_code == 1
    assert "may not hold" not in result.output


PROTECTED = (
    HEAD
    + """
products: {dress: {name: 裙子, list_price: 200}, belt: {list_price: 50}}
channels: {taobao: {price_protection: 15d}, jd: {price_protection: 15d}, own: {}}
promotions: {flash: {offer: 5折, level: item, window: 2026-05-01..2026-05-03}}
"""
)


def test_price_protection_is_told_the_most_first(offers: Offers) -> None:
    told = offers(text=PROTECTED, columns=100).stdout
    first, second = told.split("Price protection (价保) pays back\n")[1].splitlines()[1:3]
    assert first.split()[:2] == ["dress", "裙子"]
    assert "taobao and jd" in first
    assert "100.00" in first
    assert second.split()[0] == "belt"
    assert max(map(width, told.splitlines())) <= 100


def test_price_protection_of_what_is_asked_for(offers: Offers) -> None:
    assert "pays back" not in offers("--channel", "own", text=PROTECTED).stdout
    found = json.loads(
        offers("--channel", "jd", "--product", "belt", "--format", "json", text=PROTECTED).stdout
    )
    jsonschema.validate(found, json.loads(published("offers")))
    (one,) = found["paid_back"]
    assert (one["product"], one["channel"], one["offers"]) == ("belt", "jd", ["flash"])
