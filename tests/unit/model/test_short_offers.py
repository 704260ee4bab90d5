"""Offers in short, read into the fields that say the same."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from ecsc.model.offer import Offer, Tier, highest_rate
from ecsc.model.short_offers import FORMS, parse_offer
from ecsc.quantity import Money, QuantityError, Rate


def cny(amount: object) -> Money:
    return Money(Decimal(str(amount)), "CNY")


def share(percent: object) -> Rate:
    return Rate(Decimal(str(percent)) / 100)


def fields(text: str) -> dict[str, Any]:
    """Return the fields of an offer in short that are not empty."""
    offer = parse_offer(text, "CNY")
    assert offer.text == text
    return {
        name: value
        for name in (*Offer.__struct_fields__, "repeats")
        if (value := getattr(offer, name)) not in (None, (), False)
    }


SPEND_AND_SAVE = {"threshold": cny(199), "amount_off": cny(30)}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        *((one, SPEND_AND_SAVE) for one in (
            "满199减30", "滿199減30", "满199元减30元", "满 199 减 30", "满199立减30", "满１９９减３０", "全场满199减30",
            "spend 199 save 30", "spend 199, save 30", "Spend CNY 199 and get 30 off", "30 off orders over 199",
            "save 30 on 199", "满¥199减¥30",
        )),
        ("每满300减50", {"threshold": cny(300), "amount_off": cny(50), "repeats": True}),
        ("满1万减1千", {"threshold": cny(10000), "amount_off": cny(1000)}),
        *((one, {"tiers": (Tier(cny(199), cny(30)), Tier(cny(299), cny(60)))}) for one in (
            "满199减30/满299减60", "满199减30,满299减60", "满199减30 满299减60", "满199减30;满299减60",
            "满199减30、满299减60",
        )),
        ("满199打9折", {"threshold": cny(199), "percent_off": share(10)}),
        ("满199打9折/满299打8折", {"tiers": (Tier(cny(199), share(10)), Tier(cny(299), share(20)))}),
        ("5折", {"percent_off": share(50)}),
        ("限时5折", {"percent_off": share(50)}),
        ("九五折", {"percent_off": share(5)}),
        ("半价", {"percent_off": share(50)}),
        ("20% off", {"percent_off": share(20)}),
        ("20% off over 100", {"percent_off": share(20), "threshold": cny(100)}),
        *((one, {"threshold_pieces": 3, "percent_off": share(20)}) for one in (
            "满3件8折", "三件8折", "3件打8折", "任选3件8折", "3件及以上享8折", "滿3件8折", "20% off 3 or more",
            "20% off when you buy 3", "buy 3 get 20% off", "buy three or more, save 20%",
        )),
        *((one, {"threshold_pieces": 2, "amount_off": cny(20)}) for one in (
            "满2件减20", "满两件立减20元", "2件减20", "buy 2 save 20",
        )),
        ("每满2件减20", {"threshold_pieces": 2, "amount_off": cny(20), "repeats": True}),
        ("满199且满2件减30", {"threshold": cny(199), "threshold_pieces": 2, "amount_off": cny(30)}),
        ("满2件包邮", {"threshold_pieces": 2, "free_shipping": True}),
        *((one, {"threshold": cny(300), "amount_off": cny(50), "repeats": True}) for one in (
            "every 300 save 50", "save 50 for every 300", "50 off every 300", "每300减50", "每滿３００減５０",
            "每满300减50上不封顶", "for every CNY 300 spent, you save 50",
        )),
        *((one, {"tiers": (Tier(cny(300), cny(30)), Tier(cny(500), cny(60)))}) for one in (
            "满300减30/500减60", "spend 300 save 30 / spend 500 save 60", "spend 300, save 30; spend 500, save 60",
            "spend 300 save 30 and spend 500 save 60",
        )),
        *((one, {"buy": 2, "get": 1, "get_percent_off": share(90)}) for one in (
            "第3件1折", "第三件打1折", "third item 90% off",
        )),
        *((one, {"buy": 2, "get": 1, "get_percent_off": share(100)}) for one in (
            "买三免一", "3件付2件", "3 for 2", "buy 2 get 1 free",
        )),
        ("buy 1 get 1 half price", {"buy": 1, "get": 1, "get_percent_off": share(50)}),
        ("满三百减五十", {"threshold": cny(300), "amount_off": cny(50)}),
        ("199-30", SPEND_AND_SAVE),
        ("立减20%", {"percent_off": share(20)}),
        *((one, {**SPEND_AND_SAVE, "free_shipping": True}) for one in (
            "满199减30包邮", "满199减30，包邮", "满199减30 + 包邮", "spend 199 save 30 and free shipping",
        )),
        ("满199减30，送帆布袋", {**SPEND_AND_SAVE, "gift": "帆布袋"}),
        ("20％ｏｆｆ", {"percent_off": share(20)}),
        ("CNY10 off", {"amount_off": cny(10)}),
        ("5折秒殺", {"percent_off": share(50)}),
        ("save 20% sitewide", {"percent_off": share(20)}),
        ("特价99元", {"fixed_price": cny(99)}),
        *((one, {"amount_off": cny(10)}) for one in (
            "10元无门槛", "10元无门槛券", "10元券", "无门槛10元券", "立减10元", "10元 off", "CNY 10 off", "¥10 off",
        )),
        ("5 EUR off", {"amount_off": Money(Decimal(5), "EUR")}),
        ("一口价99", {"fixed_price": cny(99)}),
        *((one, {"buy": 2, "get": 1, "get_percent_off": share(100)}) for one in (
            "买2送1", "买二赠一", "买两件送一件", "買2送1", "buy 2 get 1", "Buy two, get one free",
        )),
        ("buy 1 get 1 50% off", {"buy": 1, "get": 1, "get_percent_off": share(50)}),
        *((one, {"buy": 1, "get": 1, "get_percent_off": share(50)}) for one in (
            "第二件半价", "第2件5折", "second half price", "2nd item 50% off",
        )),
        ("第二件0元", {"buy": 1, "get": 1, "get_percent_off": share(100)}),
        ("满99送帆布袋", {"threshold": cny(99), "gift": "帆布袋"}),
        ("gift: a tote bag", {"gift": "a tote bag"}),
        ("包邮", {"free_shipping": True}),
        ("满99包邮", {"free_shipping": True, "threshold": cny(99)}),
        ("free shipping over 99", {"free_shipping": True, "threshold": cny(99)}),
    ],
)  # fmt: skip
def test_a_short_offer_is_read_into_fields(text: str, read: dict[str, Any]) -> None:
    assert fields(text) == read


@pytest.mark.parametrize("text", FORMS)
def test_the_forms_that_are_named_work(text: str) -> None:
    assert fields(text)


@pytest.mark.parametrize(
    "text",
    ["hello world", "5 off", "30%", "30", 5, "", "满199", "满减", "买送", "120% off", "0折", "10折", "满a减b", "第二件",
     "满199减30/", "满件打8折", "x" * 300, True, None, "买0送1", "满199减30或买2送1"],
)  # fmt: skip
def test_what_says_no_offer_is_refused(text: object) -> None:
    with pytest.raises(QuantityError):
        parse_offer(text, "CNY")


def test_what_a_bare_amount_off_could_mean_is_told() -> None:
    with pytest.raises(QuantityError) as refused:
        parse_offer("5 off", "EUR")
    assert refused.value.params["percent"] == "`5% off`"


def test_the_highest_rate_is_that_at_the_threshold() -> None:
    assert highest_rate(parse_offer("满200减30", "CNY")) == share(15)
    assert highest_rate(parse_offer("5折", "CNY")) is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("加1元多一件", "price of its own"), ("99元换购", "price of its own"), ("第二件1元", "price of its own"),
        ("5折起", "the most that comes off"), ("up to 50% off", "the most that comes off"),
        ("每满300减50，最高减200", "a bound inside"), ("20% off, max 50", "a bound inside"),
        ("满199减30，上不封顶", "no end"), ("送满199减30", "not an offer"),
        ("满2件9折/满3件8折", "steps that count pieces"), ("99元任选3件", "one price for several"),
        ("满199返30", "for later"), ("第1件5折", "comes with no other"), ("限100件", "not what the customer gets"),
        ("save 10", "percentage or money"), ("30%", "paid or taken off"), ("2 for 3", "no piece would be free"),
        ("10折", "the full price"), ("0折", "give the goods away"), ("100% off", "not a discount"),
        ("满0件8折", "no number of pieces"), ("满199减30前0名", "lets nobody have it"),
    ],
)  # fmt: skip
def test_what_the_language_cannot_say_is_refused_with_the_reason_and_a_remedy(text: str, word: str) -> None:
    with pytest.raises(QuantityError) as refused:
        parse_offer(text, "CNY")
    assert word in str(refused.value)
    assert refused.value.hint


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("满200减", "满199减30"), ("满五件折", "满3件8折"), ("spend 100", "spend 199 save 30"),
        ("买3送", "买2送1"), ("20% of", "20% off"), ("满99包", "满99包邮"),
    ],
)  # fmt: skip
def test_the_form_nearest_to_a_text_is_named_first(text: str, nearest: str) -> None:
    with pytest.raises(QuantityError) as refused:
        parse_offer(text, "CNY")
    forms = refused.value.params["forms"]
    assert isinstance(forms, tuple)
    assert forms[0] == nearest
