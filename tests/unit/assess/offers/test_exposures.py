"""The most that promotions can cost, each and together."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ecsc.assess.offers.exposures import Exposure, Exposures, JointExposure, joint_exposure
from tests.unit.assess.strategies import plan, result

GOODS = """products:
  dress: {list_price: 300, category: 连衣裙}
  shirt: {list_price: 199, unit_cost: 40, category: 衬衫}
  socks: {list_price: 50, category: 袜子}
"""


def exposures(text: str) -> dict[str, Exposure]:
    assessed = result(text).assessed
    assert assessed is not None
    return {one.promotion: one for one in Exposures(assessed.linked.strategy).all()}


def one(offer: str, goods: str = GOODS) -> Exposure:
    return exposures(f"{goods}promotions:\n  it: {offer}\n")["it"]


def worst(offer: str, goods: str = GOODS) -> Decimal | None:
    found = one(offer, goods).worst
    return found.amount if found is not None else None


CASE = f"""market: {{segments: {{new_members: {{name: 新会员, size: 2.3万}}}}}}
{GOODS}budgets: {{discounts: {{limit: 50万, includes_discounts: true}}}}
promotions:
  flash: {{name: 秒杀, offer: 5折, limits: {{units: 100}}, budget: discounts}}
  coupon: {{name: 满减, offer: 满199减30, level: shop, limits: {{redemptions: 1000}}, budget: discounts}}
  welcome:
    {{name: 注册券, offer: 10元无门槛券, level: shop, segments: [new_members], limits: {{per_customer: 1}},
      budget: discounts}}
  silver: {{name: 银卡, offer: 9折, level: member}}
"""


def joint(text: str) -> JointExposure:
    assessed = result(text).assessed
    assert assessed is not None
    strategy = assessed.linked.strategy
    return joint_exposure(Exposures(strategy).all(), strategy)


def test_the_three_limited_offers_of_the_case_cost_275000_and_the_silver_discount_has_no_bound() -> None:
    found = exposures(CASE)
    amounts = {name: each.worst.amount if each.worst else None for name, each in found.items()}
    assert amounts == {"flash": 15000, "coupon": 30000, "welcome": 230000, "silver": None}
    assert found["silver"].open == ("times",)
    assert found["welcome"].assumed == ("audience",)
    together = joint(CASE)
    assert together.worst.amount == 275000
    assert together.open == ("silver",)
    assert [(line.line, line.worst.amount, line.open) for line in together.lines] == [
        ("discounts", Decimal(275000), ()),
        ("", Decimal(0), ("silver",)),
    ]
    planned = plan(CASE)
    assert planned.joint_exposure == together
    assert [each.exposure_detail for each in planned.promotions] == list(found.values())


@pytest.mark.parametrize(
    ("offer", "amount"),
    [
        ("{offer: 5折, limits: {units: 100}}", 15000),
        ("{offer: 一口价99, limits: {units: 2}}", 402),
        ("{offer: 9折, applies_to: products where list_price < 100, limits: {units: 10}}", 50),
        ("{offer: 买2送1, limits: {units: 50}}", 15000),
        ("{offer: buy 2 get 2 at 50% off, limits: {units: 50}}", 7500),
        ("{offer: 第二件半价, limits: {redemptions: 4, per_order: 2}}", 1200),
        ("{offer: 第二件半价, repeat: false, limits: {redemptions: 4}}", 600),
        ("{offer: 满199减30, level: shop, limits: {redemptions: 10}}", 300),
        ("{offer: 满199减30, level: shop, limits: {redemptions: 10, units: 3}}", 90),
        ("{offer: 每满100减20, level: shop, cap: 60, limits: {redemptions: 10}}", 600),
        ("{offer: 每满100减20, level: shop, limits: {redemptions: 10, per_order: 2}}", 400),
        ("{offer: 每满100减20, level: shop, limits: {redemptions: 10}}", None),
        ("{offer: 满199减30/满299减60, level: shop, limits: {redemptions: 10}}", 600),
        ("{offer: 满199打9折, level: shop, limits: {redemptions: 10}}", None),
        ("{offer: 满199打9折, level: shop, cap: 50, limits: {redemptions: 10}}", 500),
        ("{offer: {gift: shirt}, level: shop, limits: {redemptions: 10}}", 400),
        ("{offer: {gift: 帆布袋}, level: shop, limits: {redemptions: 10}}", None),
        ("{offer: {amount_off: 10, gift: shirt}, level: shop, limits: {redemptions: 10}}", 500),
        ("{offer: 满99包邮, level: shop}", 0),
        ("{offer: 9折, limits: {redemptions: 0}}", 0),
        ("{offer: 9折, limits: {spend: 800}}", 800),
        ("{offer: 10元无门槛, level: shop, limits: {redemptions: 10}, funded_by: {platform: 40%}}", 60),
        ("{offer: 9折, funded_by: {platform: 100%}}", 0),
        ("{offer: {threshold_pieces: 3, amount_off: 20}, limits: {redemptions: 10}}", 200),
        (
            "{offer: {threshold_pieces: 3, percent_off: 20%}, level: item, limits: {redemptions: 9, per_order: 1}}",
            None,
        ),
        ("{offer: 9折}", None),
        ("{offer: {threshold: 99}, limits: {redemptions: 10}}", None),
    ],
)
def test_what_an_offer_can_cost(offer: str, amount: int | None) -> None:
    assert worst(offer) == amount


def test_why_nothing_bounds_it() -> None:
    assert one("{offer: 每满100减20, level: shop}").open == ("times", "repeats")
    assert one("{offer: 满199打9折, level: shop, limits: {redemptions: 9}}").open == ("order_size",)
    assert one("{offer: {gift: 帆布袋}, level: shop, limits: {redemptions: 9}}").open == ("gift_cost",)
    assert one("{offer: 9折, limits: {units: 9}}", "products: {a: {category: x}}\n").open == ("list_price",)
    assert one("{offer: {tiers: [{at: 100, off: USD 5}]}, limits: {redemptions: 9}}").open == (
        "exchange_rate",
    )


def test_pieces_are_spread_over_the_stock_in_a_short_window_of_goods_that_are_not_ordered_again() -> None:
    goods = """products:
  dress: {list_price: 300, stock: 10}
  shirt: {list_price: 200, stock: 20}
"""
    short = "{offer: 5折, window: 2026-03-07T20:00..2026-03-07T22:00, limits: {units: 15}}"
    assert worst(short, goods) == 10 * 150 + 5 * 100
    assert worst("{offer: 5折, window: 2026-03-07}", goods) == 10 * 150 + 20 * 100
    assert one("{offer: 5折, window: 2026-03-07}", goods).assumed == ("stock",)
    assert worst("{offer: 5折, window: 2026}", goods) is None
    assert worst(short, goods.replace("stock: 10", "stock: 10, reorder_point: 5")) == 15 * 150


def test_money_that_is_noticed_afterwards_can_be_overshot_by_one_use() -> None:
    found = one("{offer: 满199减30, level: shop, limits: {redemptions: 1000, spend: 20000}}")
    assert found.by == "spend"
    assert found.assumed == ("hard_stop",)
    assert found.overshoot is not None
    assert found.overshoot.amount == 30


def test_who_pays_what() -> None:
    found = one(
        "{offer: 10元无门槛, level: shop, limits: {redemptions: 100}, funded_by: {platform: 25%, brand: 25%}}"
    )
    shares = {payer.who: payer.amount.amount for payer in found.payers if payer.amount is not None}
    assert shares == {"seller": 500, "platform": 250, "brand": 250}


def test_who_pays_what_beside_a_limit_on_what_the_seller_spends() -> None:
    found = one("{offer: 9折, limits: {spend: 600}, funded_by: {platform: 40%}}")
    assert [(payer.who, payer.amount and payer.amount.amount) for payer in found.payers] == [
        ("seller", Decimal(600)),
        ("platform", Decimal(400)),
    ]


def test_a_coupon_can_come_back_after_its_window() -> None:
    found = one("{offer: 10元无门槛, level: shop, window: 2026-03-01..2026-03-31, expires: 30d}")
    assert str(found.last_day) == "2026-04-30"


def test_a_forecast_stands_beside_the_bound() -> None:
    text = f"""{GOODS}goals: {{grow: {{metric: new_members, target: 23000, owner: lin, due: 2026-12-31}}}}
metrics: {{new_members: {{standard: new_members}}}}
membership: {{welcome: [gift]}}
promotions:
  gift: {{offer: 10元无门槛券, level: shop, limits: {{per_customer: 1}}}}
"""
    found = exposures(text)["gift"]
    assert found.worst is None
    assert found.forecast is not None
    assert found.forecast.amount == 230000
