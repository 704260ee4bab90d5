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
     "满199减30/", "满3件打8折", "x" * 300, True, None, "买0送1", "满199减30或买2送1"],
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
