"""Which promotions meet, and which goods they cover."""

from __future__ import annotations

import pytest

from ecsc.assess.offers.announced import limit_in_words
from ecsc.assess.offers.covered_goods import CoveredGoods
from ecsc.assess.offers.meetings import Meetings, refuses
from ecsc.model import Strategy
from tests.unit.assess.strategies import result

REST = """channels: {taobao: {kind: marketplace}, douyin: {kind: social}}
membership: {tiers: {silver: {threshold: 200, benefits: [it]}, gold: {threshold: 900}}}
products:
  dress: {list_price: 199, category: 连衣裙, channels: [taobao]}
  shirt: {list_price: 99, category: 衬衫, channels: [taobao, douyin]}
  socks: {list_price: 30}
"""


def strategy_of(text: str) -> Strategy:
    assessed = result(REST + text).assessed
    assert assessed is not None
    return assessed.linked.strategy


def met(first: str, second: str) -> bool:
    strategy = strategy_of(f"promotions:\n  a: {{offer: 9折, {first}}}\n  b: {{offer: 9折, {second}}}\n")
    pairs = list(Meetings(strategy).pairs())
    assert len(pairs) < 2
    return bool(pairs)


@pytest.mark.parametrize(
    ("first", "second", "meet"),
    [
        ("window: 2026-03-01..2026-03-07", "window: 2026-03-07", True),
        ("window: 2026-03-01..2026-03-07", "window: 2026-03-08", False),
        ("window: 2026-03-01..2026-03-07, expires: 3d", "window: 2026-03-09", True),
        ("window: 2026-03-07T20:00..2026-03-07T22:00", "window: 2026-03-07T22:00..2026-03-07T23:00", False),
        ("level: shop", "window: 2026-03-08", True),
        ("channels: [taobao]", "channels: [douyin]", False),
        ("channels: [taobao]", "level: shop", True),
        ("segments: [silver]", "segments: [gold]", False),
        ("segments: [silver]", "level: shop", True),
        (
            'applies_to: products where category == "连衣裙"',
            'applies_to: products where category == "衬衫"',
            False,
        ),
        ("applies_to: products where list_price > 90", 'applies_to: products where category == "衬衫"', True),
    ],
)
def test_offers_meet_for_one_order(first: str, second: str, meet: bool) -> None:
    assert met(first, second) == met(second, first) == meet


def test_a_benefit_of_a_tier_is_for_that_tier() -> None:
    strategy = strategy_of("promotions:\n  it: {offer: 9折}\n  gold: {offer: 8折, segments: [gold]}\n")
    assert not list(Meetings(strategy).pairs())


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ("level: shop", True), ("level: item", False), ("level: shop, stacks_with: all", False),
        ("level: item, stacks_with: none", True), ("level: item, exclusive: true", True),
        ("level: shop, stacks_with: [b]", False), ("level: shop, stacks_with: [shop]", False),
        ("level: item, stacks_with: [c]", True),
    ],
)  # fmt: skip
def test_what_a_promotion_refuses(said: str, refused: bool) -> None:
    strategy = strategy_of(
        f"promotions:\n  a: {{offer: 9折, {said}}}\n  b: {{offer: 满9减1, level: shop}}\n  c: {{offer: 9折}}\n"
    )
    reaches = Meetings(strategy).reaches
    assert refuses(reaches["a"], reaches["b"]) == refused


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (None, ["dress", "shirt", "socks"]),
        ("products", ["dress", "shirt", "socks"]),
        ('products where category == "衬衫"', ["shirt"]),
        ("products where list_price > 90", ["dress", "shirt"]),
        ("list_price < 50", ["socks"]),
        ('products where category == "裙"', []),
        ("products where stock > 3", None),
        ("channels", None),
        ("products where", None),
    ],
)
def test_the_goods_that_a_text_covers(text: str | None, ids: list[str] | None) -> None:
    found = CoveredGoods(strategy_of("")).of(text)
    assert (None if found is None else [one.id for one in found]) == ids


@pytest.mark.parametrize(
    ("name", "words", "number"),
    [
        ("前1000名下单", "前1000名", 1000),
        ("前 １，０００ 单", "前 1,000 单", 1000),
        ("前一千名", "前一千名", 1000),
        ("限量 100 件秒杀", "限量 100 件", 100),
        ("限量 5 折", "限量", None),
        ("不限量", None, None),
        ("前三天", None, None),
        ("首单立减", None, None),
        ("the first 1,000 customers", "first 1,000", 1000),
        ("Free in the first 3 days", None, None),
        ("While stocks last", "while stocks last", None),
        ("Unlimited", None, None),
    ],
)
def test_numbers_that_a_text_promises(name: str, words: str | None, number: int | None) -> None:
    promotion = strategy_of(f"promotions: {{a: {{name: '{name}', offer: 9折}}}}\n").promotions["a"]
    found = limit_in_words(promotion)
    assert (found.words if found else None, found.number if found else None) == (words, number)
