"""What is left of a piece at a price: the known values, every step, and what lacks."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from ecsc.assess.offers.margins import (
    NO_RETURNS,
    WITH_TAX,
    WITHOUT_TAX,
    Margins,
    Sale,
    sale_of,
)
from ecsc.assess.offers.types import EVERYWHERE, Margin
from ecsc.offers import Good, Line, Path, Receipt, Taken
from ecsc.quantity import Rate
from tests.unit.assess.strategies import HEAD, result

PRODUCT = "products: {dress: {category: dress, list_price: 199, unit_cost: 70, fulfilment: 8MORE}}\n"
NO_TAX = "pricing: {tax: {included: false}}\n"
SHOP = "channels: {shop: {commission: 5%, payment_fee: 0%MORE}}\n"


def margin(
    price: str,
    channel: str = "",
    product: str = "",
    tax: str = NO_TAX,
    more: str = "",
    head: str = HEAD,
    shop: str = SHOP,
    **sale: object,
) -> Margin:
    text = PRODUCT.replace("MORE", product) + shop.replace("MORE", channel) + tax + more
    assessed = result(text, head).assessed
    assert assessed is not None
    strategy = assessed.linked.strategy
    channel_id = "shop" if strategy.channels else EVERYWHERE
    coins = Fraction(price) * 100
    return Margins(assessed.linked).of(strategy.products["dress"], channel_id, Sale(coins, **sale))  # type: ignore[arg-type]


def steps(found: Margin) -> dict[str, str]:
    return {step.key: str(step.amount.amount.quantize(Decimal("0.01"))) for step in found.steps}


def amount(found: Margin) -> str:
    assert found.amount is not None, found.missing
    return str(found.amount.amount.quantize(Decimal("0.01")))


def even(found: Margin) -> str:
    assert found.break_even is not None
    return str(found.break_even.amount.quantize(Decimal("0.01"), "ROUND_HALF_UP"))


@pytest.mark.parametrize(
    ("price", "left"),
    [("199", "111.05"), ("99.50", "16.52"), ("79.55", "-2.43"), ("76.22", "-5.59"), ("0", "-78.00")],
)
def test_the_known_values(price: str, left: str) -> None:
    found = margin(price)
    assert found.amount is not None
    assert str(found.amount.amount.quantize(Decimal("0.01"), "ROUND_HALF_DOWN")) == left
    assert even(found) == "82.11"
    assert found.share is None if price == "0" else found.share is not None
    assert found.missing == ()
    assert found.assumed == (NO_RETURNS,)


def test_the_share_is_of_the_price() -> None:
    found = margin("199")
    assert found.share is not None
    assert found.share.value.quantize(Decimal("0.001")) == Decimal("0.558")


def test_the_share_is_of_the_price_without_tax() -> None:
    """226 hold 26 of tax; of the 200 without it 11.30 and 78 go, so 110.70 are left."""
    found = margin("226", tax="pricing: {tax: {included: true, rate: 13%}}\n")
    assert found.share == Rate(Decimal("0.5535"))
    assert margin("0").share is None
    assert margin("226", tax="").share is None


def test_every_step_in_its_order() -> None:
    channel = (
        ", fees: {service: {rate: 1%}, parcel: {per_order: 3, per_piece: 0.1}}, return_insurance: 1.2, "
        "returns: {rate: 10%, cost: 9}"
    ).replace("payment_fee: 0%", "payment_fee: 1%")
    found = margin(
        "113", channel, tax="pricing: {tax: {included: true, rate: 13%}}\n", pieces=2, others=Fraction(1000),
        gift=Fraction(200),
    )  # fmt: skip
    assert steps(found) == {
        "tax": "-13.00",
        "commission": "-5.65",
        "fees": "-2.73",  # 1 % of 113, half of 3, and 0.1
        "payment_fee": "0.00",
        "subsidy": "10.00",
        "goods": "-70.00",
        "fulfilment": "-8.00",
        "returns": "-3.41",  # a tenth of 23.62, of the 1.50 an order that does not come back, and of 9
        "return_insurance": "-0.60",
        "gifts": "-2.00",
    }
    assert amount(found) == "17.61"
    assert found.assumed == ()


def test_the_sum_of_the_steps_is_what_is_left() -> None:
    found = margin(
        "101.01", ", fees: {a: {rate: 0.7%, at_most: 0.3}}, returns: {rate: 7%, cost: 3}", pieces=3
    )
    assert found.amount is not None
    total = found.price.amount + sum(step.amount.amount for step in found.steps)
    assert abs(total - found.amount.amount) < Decimal("1e-25")


@pytest.mark.parametrize(
    ("of", "taken"), [("paid", "-5.00"), ("list", "-9.95"), ("before_others", "-6.00"), (None, "-5.00")]
)
def test_the_base_of_the_commission(of: str | None, taken: str) -> None:
    found = margin("100", f", commission_of: {of}" if of else "", others=Fraction(2000))
    assert steps(found)["commission"] == taken


def test_a_category_has_its_own_commission() -> None:
    assert steps(margin("100", ", commission_by_category: {dress: 8%}"))["commission"] == "-8.00"
    assert steps(margin("100", ", commission_by_category: {裙: 8%}"))["commission"] == "-5.00"


def test_break_even_where_a_fee_is_full() -> None:
    # 20 % of the price up to 10: full from 50 on, so 0.95 p = 78 + 10.
    assert even(margin("199", ", fees: {service: {rate: 20%, at_most: 10}}")) == "92.63"
    # 20 % up to 30, full from 150 on: 0.75 p = 78 comes first.
    assert even(margin("199", ", fees: {service: {rate: 20%, at_most: 30}}")) == "104.00"
    # The whole price goes to fees until they are full at 40: 0.95 p = 78 + 40.
    found = margin("199", ", fees: {service: {rate: 100%, at_most: 40}}")
    assert even(found) == "124.21"


def test_the_break_even_leaves_nothing() -> None:
    fees = "fees: {a: {rate: 3%, per_order: 1, at_most: 4}, b: {rate: 2%, at_most: 1}}"
    channel = f", {fees}, returns: {{rate: 9%, cost: 4}}"
    price = margin("199", channel, pieces=2).break_even
    assert price is not None
    found = margin(str(price.amount), channel, pieces=2)
    assert found.amount is not None
    assert abs(found.amount.amount) < Decimal("1e-25")


def test_no_price_breaks_even_where_all_of_it_is_taken() -> None:
    found = margin("199", ", fees: {service: {rate: 95%}}")
    assert found.break_even is None
    assert amount(found) == "-78.00"
    assert found.missing == ()


def test_what_others_bear_counts_for_the_break_even() -> None:
    """0.95 of the price and the 40 of others have to bring 78: that is 40 of the customer."""
    assert even(margin("60", others=Fraction(4000))) == "40.00"
    assert even(margin("60")) == "82.11"


@pytest.mark.parametrize(
    ("change", "lacks"),
    [
        ({"shop": "channels: {shop: {payment_fee: 0%}}\n"}, ("`channels.shop.commission`",)),
        ({"shop": "channels: {shop: {commission: 5%}}\n"}, ("`channels.shop.payment_fee`",)),
        ({"shop": ""}, ("`channels`",)),
        ({"tax": ""}, ("`pricing.tax`",)),
        ({"tax": "pricing: {tax: {included: true}}\n"}, ("`pricing.tax`",)),
        ({"channel": ", returns: {rate: 10%}"}, ("`channels.shop.returns.cost`",)),
        ({"channel": ", returns: {cost: 10}"}, ("`channels.shop.returns.rate`",)),
        ({"channel": ", return_insurance: USD 1"}, ("`exchange_rates`: USD",)),
        ({"channel": ", fees: {a: {rate: viel}}"}, ("`channels.shop.fees`",)),
        ({"shop": "channels: {shop: {kind: own_site}}\n"}, ("`channels.shop.payment_fee`",)),
    ],
)
def test_what_lacks_is_named(change: dict[str, str], lacks: tuple[str, ...]) -> None:
    found = margin("199", **change)
    assert found.missing == lacks
    assert found.amount is None
    assert found.share is None
    assert found.break_even is None


def test_a_product_without_costs() -> None:
    text = "products: {dress: {list_price: 199}}\n" + SHOP.replace("MORE", "") + NO_TAX
    assessed = result(text).assessed
    assert assessed is not None
    product = assessed.linked.strategy.products["dress"]
    found = Margins(assessed.linked).of(product, "shop", Sale(Fraction(19900)))
    assert found.missing == ("`products.dress.unit_cost`", "`products.dress.fulfilment`")
    assert steps(found) == {"commission": "-9.95", "payment_fee": "0.00"}


def test_an_own_site_pays_no_commission() -> None:
    found = margin("199", shop="channels: {shop: {kind: own_site, payment_fee: 0%}}\n")
    assert amount(found) == "121.00"
    assert found.assumed == ("no commission on an own site", NO_RETURNS)


def test_what_is_usual_of_tax_is_told() -> None:
    china = HEAD.replace("owner: lin}", "owner: lin, regions: [CN]}")
    states = HEAD.replace("owner: lin}", "owner: lin, regions: [US]}")
    assert WITH_TAX in margin("199", tax="pricing: {tax: {rate: 13%}}\n", head=china).assumed
    assert WITHOUT_TAX in margin("199", tax="", head=states).assumed
    assert steps(margin("113", product=", tax: {included: true, rate: 13%}"))["tax"] == "-13.00"


def test_a_gift_whose_cost_nobody_says() -> None:
    promotions = "promotions: {g: {offer: 送一双袜子}, h: {offer: {gift: dress}}, c: {offer: 5折}}\n"
    assert margin("199", more=promotions, offers=("g", "c")).missing == ("`promotions.g.offer.gift`",)
    assert margin("199", more=promotions, offers=("h", "c")).missing == ()
    assert margin("199", more=promotions, offers=("c", "pricing_rules.x")).missing == ()


def test_money_of_another_currency_is_converted() -> None:
    rates = "exchange_rates: {usd: {base: USD, quote: CNY, rate: 7.2}}\n"
    found = margin("199", ", return_insurance: USD 1", more=rates)
    assert steps(found)["return_insurance"] == "-7.20"


def test_a_piece_of_the_order_that_reaches_a_price() -> None:
    good = Good("dress", 19900)
    receipt = Receipt(
        39800, (Taken("coupon", 3000, 36800, (3000,)),), (36800,), 36800, Fraction(37700), gifts=500
    )
    path = Path(("coupon",), 2, None, None, None, Fraction(18400), Fraction(18600), receipt)
    assert Line(good, 2).pieces == path.pieces
    assert sale_of(path) == Sale(Fraction(18400), 2, Fraction(450), Fraction(250), ("coupon",))
