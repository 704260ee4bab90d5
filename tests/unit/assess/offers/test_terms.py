"""A strategy's goods and offers as the solver takes them, with every default and everything left out."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from ecsc.assess.offers.terms import offer_terms
from ecsc.assess.offers.types import EVERYWHERE, Assumed, LeftOut, OfferTerms
from ecsc.offers import AmountOff, BuyAndGet, FixedPrice, NoMoneyOff, Offer, PercentOff, Stacking, Step, Steps
from tests.unit.assess.strategies import HEAD, result

PRODUCTS = """products:
  dress: {category: dress, list_price: 199, unit_cost: 70}
  skirt: {category: 裙, list_price: 80}
  tee: {category: tee, list_price: 49.9, stock: 30}
"""


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def terms(text: str, head: str = HEAD) -> OfferTerms:
    assessed = result(text, head).assessed
    assert assessed is not None
    return offer_terms(assessed.linked.strategy)


def made(promotion: str, more: str = "", head: str = HEAD) -> OfferTerms:
    return terms(f"{PRODUCTS}{more}promotions: {{p: {{{promotion}}}}}\n", head)


def offer(promotion: str, more: str = "", head: str = HEAD) -> Offer:
    found = made(promotion, more, head)
    assert len(found.offers) == 1, found.left_out
    return found.offers[0]


def assumed(promotion: str, more: str = "") -> dict[str, str]:
    found = made(promotion, more)
    return {one.field: one.value for one in found.assumed if one.id == "p"}


def why_left_out(found: OfferTerms, identifier: str) -> str:
    note = next(one for one in found.left_out if one.id == identifier)
    return note.reason.format(**dict(note.params))


def test_an_offer_in_coins_with_all_that_it_says() -> None:
    found = offer(
        "offer: 满199减30, level: shop, channels: [taobao], segments: [vip], window: 2026-05-01..2026-05-20, "
        "threshold_base: list, repeat: true, cap: 90, limits: {redemptions: 1000, per_customer: 2}, "
        "stacks_with: [item, 会员], funded_by: {seller: 70%, platform: 30%}, redeem: code",
        "channels: {taobao: {kind: marketplace}}\n",
    )
    assert found == Offer(
        "p",
        "shop",
        AmountOff(3000),
        threshold=19900,
        threshold_on="list",
        repeats=True,
        cap=9000,
        times=2,
        channels=frozenset({"taobao"}),
        segments=frozenset({"vip"}),
        start=at("2026-05-01"),
        end=at("2026-05-21"),
        stacking=Stacking(frozenset({"item", "会员"})),
        automatic=False,
        seller_share=Decimal("0.7"),
    )


def test_an_offer_that_says_everything_takes_nothing_for_granted() -> None:
    said = (
        "offer: 满199减30, level: shop, window: 2026-05-01, threshold_base: list, repeat: false, redeem: code, "
        "stacks_with: all, funded_by: {seller: 100%}"
    )
    assert assumed(said) == {}
    assert offer(said).stacking == Stacking(everything=True)


def test_every_default_is_named() -> None:
    assert assumed("offer: 满199减30") == {
        "level": "shop",
        "window": "always",
        "threshold_base": "current",
        "repeat": "false",
        "stacks_with": "other_levels",
        "redeem": "automatic",
        "funded_by": "seller",
    }
    assert assumed("offer: 5折") == {
        "level": "item",
        "window": "always",
        "percent_base": "current",
        "stacks_with": "other_levels",
        "redeem": "automatic",
        "funded_by": "seller",
    }
    assert "repeat" not in assumed("offer: 每满199减30")
    assert assumed("offer: {buy: 2, get: 1}")["repeat"] == "true"
    assert assumed("offer: {buy: 2, get: 1}")["offer.choose"] == "cheapest"
    assert assumed("offer: {buy: 2, get: 1}")["offer.get_percent_off"] == "100%"
    assert assumed("offer: 满99包邮")["offer.free_shipping"] == "fulfilment"
    assert "funded_by" not in assumed("offer: 满99包邮")


@pytest.mark.parametrize(
    ("promotion", "level"),
    [
        ("offer: 满199减30", "shop"),
        ("offer: {tiers: [{at: 300, off: 30}]}", "shop"),
        ("offer: 10元无门槛", "shop"),
        ("offer: 包邮", "shop"),
        ("offer: 满199打9折", "shop"),
        ("offer: 9折, segments: [silver]", "member"),
        ("offer: 满199减30, segments: [silver]", "shop"),
        ("offer: 9折, segments: [silver, students]", "item"),
        ("offer: 9折", "item"),
        ("offer: 一口价99", "item"),
        ("offer: 买2送1", "item"),
        ("offer: 9折, level: payment", "payment"),
        ("offer: 满199减30, level: item", "item"),
    ],
)
def test_the_level_that_is_left_out(promotion: str, level: str) -> None:
    assert offer(promotion, "membership: {tiers: {silver: {threshold: 200}}}\n").level == level


@pytest.mark.parametrize(
    ("written", "benefit"),
    [
        ("5折", PercentOff(Decimal("0.5"))),
        ("一口价99", FixedPrice(9900)),
        ("10元无门槛", AmountOff(1000)),
        ("买2送1", BuyAndGet(2, 1)),
        ("第二件半价", BuyAndGet(1, 1, Decimal("0.5"))),
        ("{buy: 2, get: 1, choose: most_expensive}", BuyAndGet(2, 1, dearest=True)),
        (
            "{tiers: [{at: 500, off: 10%}, {at: 300, off: 30}]}",
            Steps((Step(30000, amount=3000), Step(50000, share=Decimal("0.1")))),
        ),
        ("{gift: dress}", NoMoneyOff()),
        ("满99包邮", NoMoneyOff()),
    ],
)
def test_benefits(written: str, benefit: object) -> None:
    assert offer(f"offer: {written}").benefit == benefit


@pytest.mark.parametrize(
    ("promotion", "repeats"),
    [
        ("offer: 满199减30", False),
        ("offer: 每满199减30", True),
        ("offer: 每满199减30, repeat: false", False),
        ("offer: 买2送1", True),
        ("offer: 买2送1, repeat: false", False),
    ],
)
def test_what_comes_again(promotion: str, repeats: bool) -> None:
    assert offer(promotion).repeats is repeats


@pytest.mark.parametrize(
    ("promotion", "times"),
    [
        ("offer: 5折, limits: {units: 100, redemptions: 7}", 100),
        ("offer: 5折, limits: {units: 100, per_order: 2, per_customer: 3}", 2),
        ("offer: 5折, cap: 50, limits: {units: 100, redemptions: 7}", 7),
        ("offer: 满199减30, limits: {redemptions: 1000, units: 5}", 1000),
        ("offer: 满199减30, limits: {redemptions: 1000, per_customer: 1}", 1),
        ("offer: 买2送1, limits: {units: 7}", 7),
        ("offer: {buy: 2, get: 2}, limits: {units: 7}", 3),
        ("offer: 5折, limits: {redemptions: 0}", 0),
        ("offer: 满199减30, limits: {units: 0}", 0),
        ("offer: 5折, limits: {spend: 500}", None),
        ("offer: 5折", None),
    ],
)
def test_how_often_in_one_order(promotion: str, times: int | None) -> None:
    assert offer(promotion).times == times


@pytest.mark.parametrize(
    ("window", "end"),
    [
        ("window: 2026-05-01..2026-05-20", at("2026-05-21")),
        ("window: 2026-05-01..2026-05-20, expires: 30d", at("2026-06-20")),
        ("window: 2026-01-01..2026-01-30, expires: 1 month", at("2026-02-28")),
        ("window: '2026-05-20T10:00..2026-05-20T12:00', expires: 72h", at("2026-05-23T12:00")),
        ("window: 2026-05-01, expires: 9000 years", None),
        ("expires: 30d", None),
    ],
)
def test_a_coupon_is_good_until_it_expires(window: str, end: dt.datetime | None) -> None:
    assert offer(f"offer: 满199减30, {window}").end == end


@pytest.mark.parametrize(
    ("said", "stacking"),
    [
        ("", Stacking()),
        ("stacks_with: none", Stacking(nothing=True)),
        ("exclusive: true, stacks_with: all", Stacking(nothing=True)),
        ("exclusive: false", Stacking()),
        ("stacks_with: all", Stacking(everything=True)),
        ("stacks_with: [shop, 优惠券]", Stacking(frozenset({"shop", "优惠券"}))),
    ],
)
def test_what_goes_together(said: str, stacking: Stacking) -> None:
    assert offer(", ".join(filter(None, ("offer: 5折", said)))).stacking == stacking


def test_a_changed_price_is_what_every_promotion_starts_from() -> None:
    rules = "pricing_rules: {r: {when: stock < 20, then: price - 20%}}\n"
    accepted = {
        "exclusive: true": Stacking(frozenset({"price"})),
        "stacks_with: none": Stacking(frozenset({"price"})),
        "stacks_with: [shop]": Stacking(frozenset({"shop", "price"})),
        "stacks_with: all": Stacking(everything=True),
        "cap: 10": Stacking(),
    }
    for said, stacking in accepted.items():
        found = made(f"offer: 5折, {said}", rules)
        assert [one.id for one in found.offers] == ["p", "pricing_rules.r"]
        assert found.offers[0].stacking == stacking


MEMBERS = """membership:
  tiers: {silver: {threshold: 200, benefits: [p]}, 金卡: {threshold: 900, benefits: [p, q]}}
  welcome: [w]
  channels: [taobao]
channels: {taobao: {kind: marketplace}, douyin: {kind: marketplace}}
market: {segments: {students: {benefits: [s]}}}
messages: {m: {promotions: [a, q, s, b], segments: [vip]}, n: {promotions: [b]}}
promotions:
  p: {offer: 9折}
  q: {offer: 9折, segments: [students]}
  w: {offer: 10元无门槛}
  s: {offer: 9折}
  a: {offer: 9折}
  b: {offer: 9折}
"""


def test_who_gets_what() -> None:
    found = terms(PRODUCTS + MEMBERS)
    got = {
        one.id: (sorted(one.segments or ()), sorted(one.channels or ()), one.level) for one in found.offers
    }
    assert got == {
        "p": (["silver", "金卡"], ["taobao"], "member"),
        "q": (["students"], ["taobao"], "item"),
        "w": ([], ["taobao"], "shop"),
        "s": (["students"], [], "item"),
        "a": (["vip"], [], "item"),
        "b": ([], [], "item"),
    }
    assert found.segments == ("silver", "金卡", "students", "vip")
    assert found.channels == ("taobao", "douyin")
    said = {(one.id, one.value) for one in found.assumed if one.field == "segments"}
    assert said == {("p", "silver, 金卡"), ("s", "students"), ("a", "vip")}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("products", None),
        ('category == "裙"', {"skirt"}),
        ('products where list_price < 100 and category == "裙"', {"skirt"}),
        ("products where list_price < 100", {"skirt", "tee"}),
        ("list_price between 40 and 90", {"skirt", "tee"}),
        ("list_price > unit_cost or list_price < 100", {"dress", "skirt", "tee"}),
        ('id in ["dress", "tee"] and list_price > 60', {"dress"}),
        ('not (category == "tee")', {"dress", "skirt"}),
        ("list_price < CNY 60", {"tee"}),
        ('(products where list_price < 100) where category == "tee"', {"tee"}),
    ],
)
def test_which_products(text: str, meant: set[str] | None) -> None:
    found = offer(f"offer: 5折, applies_to: '{text}'")
    assert found.goods == (None if meant is None else frozenset(meant))


def test_products_that_cannot_be_judged_are_left_out_and_the_others_are_not() -> None:
    found = made("offer: 5折, applies_to: 'stock > 10'")
    assert found.offers[0].goods == frozenset({"tee"})
    assert why_left_out(found, "p") == (
        "whether it is for these products cannot be told without `products.dress.stock`, `products.skirt.stock`"
    )


@pytest.mark.parametrize(
    ("promotion", "why"),
    [
        ("offer: 5折, applies_to: dress", "which products it is for cannot be told from `dress`"),
        ("offer: 5折, applies_to: 所有连衣裙", "which products it is for cannot be told from `所有连衣裙`"),
        (
            "offer: 5折, applies_to: 'list_price / 0 > 1'",
            "which products it is for cannot be calculated from `list_price / 0 > 1`",
        ),
        (
            "offer: 5折, applies_to: 'category == \"coat\"'",
            "it is for none of the products that have a price",
        ),
        ("offer: {percent_off: 10%, amount_off: 5}", "it has several kinds of benefit"),
        ("offer: 5折, applies_to: channels", "which products it is for cannot be told from `channels`"),
        (
            "offer: 5折, applies_to: products where products",
            "which products it is for cannot be told from `products where products`",
        ),
        ("offer: {gift: ''}", "it does not say what the customer gets"),
        ("offer: {buy: 2}", "it has a `buy` and no `get`"),
        ("offer: {get: 2}", "it has a `get` and no `buy`"),
        ("offer: {threshold: 100}", "it does not say what the customer gets"),
        ("offer: {percent_off: 120%}", "it takes 120% off"),
        ("offer: {tiers: [{at: 300, off: 30}, {at: 300, off: 40}]}", "two of its steps start at CNY 300"),
        ("offer: 满USD 30减USD 3", "`exchange_rates` states no rate of USD in CNY"),
        ("offer: 5折, cap: USD 3", "`exchange_rates` states no rate of USD in CNY"),
        (
            "offer: {amount_off: 10000000000000000}",
            "CNY 10000000000000000 is too large to reckon with",
        ),
        ("offer: 5折, cap: viel", "`cap` could not be read"),
        ("offer: 5折, limits: {units: -3}", "`limits` could not be read"),
        ("offer: 5折, window: 2026-02-30", "`window` could not be read"),
    ],
)
def test_what_cannot_be_reckoned_is_left_out_with_why(promotion: str, why: str) -> None:
    found = made(promotion)
    assert found.offers == ()
    assert why_left_out(found, "p") == why
    assert not [one for one in found.assumed if one.id == "p" and one.field == "level"]


def test_money_of_another_currency_is_converted_and_noted() -> None:
    rates = "exchange_rates: {usd: {base: USD, quote: CNY, rate: 7.123}}\n"
    found = made("offer: 满USD 30减USD 3", rates)
    assert (found.offers[0].threshold, found.offers[0].benefit) == (21369, AmountOff(2137))
    assert Assumed("promotions", "p", "offer.amount_off", "CNY 21.37") in found.assumed


def test_amounts_that_are_no_whole_coins_are_rounded_half_up_and_noted() -> None:
    yen = HEAD.replace("CNY", "JPY")
    text = (
        "products: {a: {list_price: 100.5, floor_price: 50}}\npromotions: {p: {offer: {amount_off: 2.5}}}\n"
    )
    found = terms(text, yen)
    assert (found.currency, found.places) == ("JPY", 0)
    assert (found.goods[0].price, found.goods[0].floor, found.offers[0].benefit) == (101, 50, AmountOff(3))
    rounded = [one for one in found.assumed if one.field in ("list_price", "floor_price", "offer.amount_off")]
    assert rounded == [
        Assumed("products", "a", "list_price", "JPY 101"),
        Assumed("promotions", "p", "offer.amount_off", "JPY 3"),
    ]


def test_goods() -> None:
    found = terms(
        """channels: {taobao: {kind: marketplace}}
products:
  连衣裙: {list_price: 199, floor_price: 99, floor_enforced: true, stock: 3, channels: taobao}
  sold_out: {list_price: 50, stock: 0}
  unpriced: {unit_cost: 5}
  free: {list_price: 0}
  foreign: {list_price: USD 5}
  unread: {list_price: viel}
"""
    )
    assert [
        (one.id, one.price, one.floor, one.floor_enforced, one.stock, one.channels) for one in found.goods
    ] == [
        ("连衣裙", 19900, 9900, True, 3, frozenset({"taobao"})),
        ("sold_out", 5000, None, False, None, None),
    ]
    assert [why_left_out(found, name) for name in ("unpriced", "free", "foreign", "unread")] == [
        "it has no `list_price`",
        "its list price is nothing",
        "`exchange_rates` states no rate of USD in CNY",
        "`list_price` could not be read",
    ]


def test_a_strategy_without_channels_sells_everywhere() -> None:
    found = made("offer: 5折")
    assert found.channels == (EVERYWHERE,)
    assert found.offers[0].channels is None


def test_gifts() -> None:
    assert offer("offer: {gift: dress}").gift == 7000
    assert offer("offer: {gift: skirt}").gift is None
    assert offer("offer: 送一双袜子").gift is None


@pytest.mark.parametrize(
    ("then", "benefit"),
    [
        ("price - 20%", PercentOff(Decimal("0.2"))),
        ("list_price - 20%", PercentOff(Decimal("0.2"), "list")),
        ("price - 10", AmountOff(1000)),
        ("price - CNY 10", AmountOff(1000)),
        ("price * 0.8", PercentOff(Decimal("0.2"))),
        ("0.8 * list_price", PercentOff(Decimal("0.2"), "list")),
        ("price * 80%", PercentOff(Decimal("0.2"))),
        ("price / 2", PercentOff(Decimal("0.5"))),
        ("'50'", FixedPrice(5000)),
        ("CNY 50", FixedPrice(5000)),
    ],
)
def test_price_rules(then: str, benefit: object) -> None:
    text = f"pricing_rules: {{r: {{when: stock < 20, then: {then}, until: 2026-06-30, applies_to: 'id == \"tee\"'}}}}\n"
    (found,) = terms(PRODUCTS + text).offers
    assert (found.id, found.level, found.benefit) == ("pricing_rules.r", "price", benefit)
    assert (found.automatic, found.end) == (False, at("2026-07-01"))
    assert found.goods == frozenset({"tee"})
    assert found.repeats is isinstance(benefit, AmountOff)


@pytest.mark.parametrize(
    "then",
    [
        "price + 10%",
        "price + 10",
        "price * 1.2",
        "floor_price",
        "list_price - 10",
        "price - 10 - 5%",
        "打八折",
        "price / 0",
        "price - 120%",
    ],
)
def test_price_rules_that_are_not_plain_are_left_out(then: str) -> None:
    found = terms(PRODUCTS + f"pricing_rules: {{r: {{when: stock < 20, then: {then}}}}}\n")
    assert found.offers == ()
    assert [one.id for one in found.left_out] == ["r"]
    assert then in why_left_out(found, "r")


def test_what_is_left_out_says_where() -> None:
    found = made("offer: {amount_off: USD 3}")
    (note,) = [one for one in found.left_out if one.id == "p"]
    assert isinstance(note, LeftOut)
    assert (note.section, note.path) == ("promotions", ("offer", "amount_off"))
    (short,) = [one for one in made("offer: 减USD 3").left_out if one.id == "p"]
    assert short.path == ("offer",)


def test_nothing_raises_on_an_empty_strategy() -> None:
    found = terms("")
    assert (found.goods, found.offers, found.left_out) == ((), (), ())
