"""Limits said inside an offer's text, and how they meet those of the field."""

from __future__ import annotations

from typing import Any

import pytest

from ecsc.model.offer import Offer, OfferLimits, Promotion, level_of
from ecsc.model.reach import MemberTier
from ecsc.model.short_offers import parse_offer
from ecsc.quantity import QuantityError, parse_money


@pytest.mark.parametrize(
    ("said", "limits"),
    [
        *((one, {"redemptions": 1000}) for one in (
            "前1000名", "前1,000名", "前1千名", "前一千名下单", "限前1000单", "限1000单", "前1000个订单", "仅限1000名",
            "first 1,000 orders", "for the first 1000 customers", "first 1000 buyers only", "only 1000 orders",
        )),
        *((one, {"units": 100}) for one in (
            "限100件", "限量100件", "前100件", "限１００份", "仅售100双", "100 pieces only", "up to 100 pieces",
            "limited to 100 items", "first 100 pieces", "限量100隻",
        )),
        *((one, {"per_customer": 1}) for one in (
            "每人限1件", "每人限领一张", "每个用户限1次", "每户限一份", "限购1件", "限1单", "限1次", "one per customer",
            "limit 1 per customer", "once per customer", "1 per person", "每ID限1件", "每人1张",
        )),
        *((one, {"per_order": 2}) for one in ("每单限2件", "每笔订单限2张", "2 per order", "max 2 pieces per order")),
        ("前1000名，每人限1件", {"redemptions": 1000, "per_customer": 1}),
        ("每单限2件、每人限3件；限量100件", {"per_order": 2, "per_customer": 3, "units": 100}),
        ("first 1000 orders and one per customer", {"redemptions": 1000, "per_customer": 1}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("offer", ["满199减30", "5折", "20% off", "买2送1"])
@pytest.mark.parametrize(
    "form", ["{offer}，{said}", "{offer} {said}", "{offer}（{said}）", "{said}, {offer}"]
)
def test_limits_are_read_at_either_end(said: str, limits: dict[str, Any], offer: str, form: str) -> None:
    read = parse_offer(form.format(offer=offer, said=said), "CNY")
    alone = parse_offer(offer, "CNY")
    assert read.limits == OfferLimits(**limits)
    assert all(getattr(read, name) == getattr(alone, name) for name in Offer.__struct_fields__)


def test_chinese_needs_nothing_between_them() -> None:
    for text in ("5折限100件", "限100件5折", "5折每人限1件"):
        assert parse_offer(text, "CNY").limits is not None


@pytest.mark.parametrize(
    "text", ["满199减30", "满2件8折", "买2送1", "3 for 2", "20% off 3 or more", "满99包邮", "送帆布袋3件套"]
)
def test_numbers_of_the_offer_itself_are_no_limits(text: str) -> None:
    assert parse_offer(text, "CNY").limits is None


@pytest.mark.parametrize("text", ["5折 限0件", "5折 前0名", "5折 限100件 限200件", "first 0 orders, 20% off"])
def test_limits_that_say_nothing_are_refused(text: str) -> None:
    with pytest.raises(QuantityError):
        parse_offer(text, "CNY")


def test_the_field_counts_and_the_text_fills_what_it_leaves_open() -> None:
    offer = parse_offer("满199减30，前1000名，每人限1件", "CNY")
    assert Promotion("p", offer).limits == OfferLimits(redemptions=1000, per_customer=1)
    field = OfferLimits(redemptions=500, spend=parse_money(9000, "CNY"))
    merged = Promotion("p", offer, limits=field).limits
    assert merged == OfferLimits(redemptions=500, per_customer=1, spend=parse_money(9000, "CNY"))
    assert Promotion("p", parse_offer("5折", "CNY")).limits is None


@pytest.mark.parametrize(
    ("text", "fields", "level"),
    [
        ("满199减30", {}, "shop"), ("10元无门槛", {}, "shop"), ("包邮", {}, "shop"), ("满3件8折", {}, "shop"),
        ("满300减30/满500减60", {}, "shop"), ("5折", {}, "item"), ("第二件半价", {}, "item"), ("一口价99", {}, "item"),
        ("9折", {"segments": ("silver",)}, "member"), ("9折", {"segments": ("silver", "vip")}, "item"),
        ("满199减30", {"level": "platform"}, "platform"),
    ],
)  # fmt: skip
def test_the_level_that_is_left_out_follows_from_the_offer(
    text: str, fields: dict[str, Any], level: str
) -> None:
    tiers = {"silver": MemberTier(parse_money(200, "CNY"), benefits=("birthday",))}
    assert level_of(Promotion("p", parse_offer(text, "CNY"), **fields), tiers) == level
    assert level_of(Promotion("birthday", parse_offer("9折", "CNY")), tiers) == "member"
