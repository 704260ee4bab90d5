"""Words of public texts: the three classes of claims, and what only looks like one."""

from __future__ import annotations

import pytest

from ecsc.assess.claims import claimed
from ecsc.assess.wording import ClaimKind, claim_word, vague_word

CLASSES: tuple[ClaimKind, ...] = ("claims_banned", "claims_rank", "claims_price")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("国家级面料", "claims_banned"),
        ("國家級面料", "claims_banned"),
        ("最佳连衣裙", "claims_banned"),
        ("100%好评", "claims_banned"),
        ("The best dress", "claims_banned"),
        ("销量第一", "claims_rank"),
        ("銷量第一", "claims_rank"),
        ("第\u200b一名", "claims_rank"),
        ("ＮＯ．１ 女装", "claims_rank"),
        ("全网No.1", "claims_rank"),
        ("No. 1 in dark dresses", "claims_rank"),
        ("唯一的亚麻专家", "claims_rank"),
        ("全网最低价", "claims_price"),
        ("全網最低", "claims_price"),
        ("best price in town", "claims_price"),
    ],
)
def test_a_claim_is_of_one_class(text: str, kind: str) -> None:
    assert [one for one in CLASSES if claim_word(text, one)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "第一季度新款", "第一次购买", "第一批到货", "第一步：选尺码", "第一階段", "招优化师", "Best Western",
        "最大承重 20kg", "最低消费 100 元", "100% cotton", "100%纯棉", "asbestos-free", "No.10", "最后三天",
        "最多 5 件", "best before 2026", "topology",
    ],
)  # fmt: skip
def test_ordinals_product_facts_and_names_claim_nothing(text: str) -> None:
    assert [one for one in CLASSES if claim_word(text, one)] == []


@pytest.mark.parametrize("text", ["招聘优化师", "招聘優化師", "提升机", "Best Western Hotel"])
def test_false_friends_are_not_vague(text: str) -> None:
    assert vague_word(text, "vague_verbs") is None


def test_one_word_of_a_friend_does_not_forgive_another() -> None:
    assert claim_word("第一季度销量第一", "claims_rank") == "第一"
    assert vague_word("优化师优化体验", "vague_verbs") == "优化"


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("95% of our customers come back", "95%"),
        ("9 out of 10 women agree", "9 out of 10"),
        ("超过10万人的选择", "10万"),
        ("比普通棉透气3倍", "3倍"),
    ],
)
def test_a_statistic_is_a_figure(text: str, figure: str) -> None:
    found = claimed(text)
    assert found is not None
    assert (found.kind, found.word) == ("figure", figure)


@pytest.mark.parametrize(
    "text", ["50% off", "100% linen", "20kg", "前1000名下单", "2026 new styles", "5折", "满199减30", ""]
)
def test_offers_and_product_facts_are_no_statistics(text: str) -> None:
    assert claimed(text) is None


def test_a_long_text_is_searched_in_no_time() -> None:
    assert claim_word("第" * 200_000, "claims_rank") is None
    assert claimed("1" * 20_000) is None
