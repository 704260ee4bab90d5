"""The guide to offers shows a strategy that is sound, and its tables mean what they say."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from ecsc.assess.offers.terms import offer_terms
from ecsc.compiled import Compiled
from ecsc.model.offer import Offer, OfferLimits
from ecsc.model.short_offers import parse_offer
from ecsc.offers.search import worst
from ecsc.pipeline import StrategyInput, compile_strategy

GUIDE = (Path(__file__).parent.parent / "docs" / "offers.md").read_text("utf-8")
STRATEGY = "".join(re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL))


def check(text: str) -> tuple[list[str], Compiled | None]:
    """Return the codes of the findings, without those about the low prices that the guide is about."""
    result = compile_strategy(StrategyInput("guide", (("guide.yaml", text.encode()),)))
    return [
        finding.rule.code for finding in result.findings if not finding.rule.code.startswith("ECS8")
    ], result.compiled


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the table under a heading, without its header."""
    part = GUIDE.split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line.strip("|").split(" | ") for line in part.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line] for line in lines]


def test_the_strategy_of_the_guide_is_sound() -> None:
    codes, compiled = check(STRATEGY)
    assert codes == []
    assert compiled is not None
    limits = {one.id: (one.units, one.redemptions, one.per_customer) for one in compiled.plan.promotions}
    assert limits["flash"] == (100, None, None)
    assert limits["coupon_199_30"] == (None, 1000, None)
    assert limits["welcome_10"] == (None, 5000, 1)
    assert {one.id: one.level for one in compiled.plan.promotions} == {
        "flash": "item", "silver_10": "member", "coupon_199_30": "shop", "welcome_10": "shop",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [(text, row[2]) for row in rows("In short") for text in re.findall(r"`([^`]+)`", row[0])],
)
def test_the_short_forms_of_the_guide_mean_the_fields_beside_them(text: str, said: str) -> None:
    read = parse_offer(text, "CNY")
    for name, value in re.findall(r"(\w+): ([\w%]+)", said.split("`")[1]) if "`" in said else []:
        if name in ("at", "off", "gift") or name not in Offer.__struct_fields__:
            continue
        assert str(getattr(read, name)).lower().removeprefix("cny ") == value, (text, name)
    assert read.repeats == said.startswith("the same")


@pytest.mark.parametrize(
    ("text", "said"),
    [(text, row[1]) for row in rows("Limits") for text in re.findall(r"`([^`]+)`", row[0])],
)
def test_the_limits_of_the_guide_are_read_from_the_text(text: str, said: str) -> None:
    match = re.search(r"`(\w+): (\d+)`", said)
    assert match is not None
    assert parse_offer(f"5折 {text}", "CNY").limits == msgspec.structs.replace(
        OfferLimits(), **{match[1]: int(match[2])}
    )


def lowest(text: str) -> tuple[str, int, str]:
    """Return what the dress can come to: a piece, the pieces of that order, and the bound with other goods."""
    result = compile_strategy(StrategyInput("guide", (("guide.yaml", text.encode()),)))
    assert result.assessed is not None
    terms = offer_terms(result.assessed.linked.strategy)
    assert not terms.left_out
    dress = next(good for good in terms.goods if good.id == "dress_01")
    found = worst(dress, "", terms.offers)
    assert found.attainable is not None
    price, bound = (f"{float(one) / 100:.2f}" for one in (found.attainable.price, found.bound.price))
    return price, found.attainable.pieces, bound


@pytest.mark.parametrize(
    ("old", "new", "prices"),
    [
        ("", "", ("76.22", 3, "71.55")),
        ("  flash:\n", "  flash:\n    exclusive: true\n", ("99.50", 1, "99.50")),
        (r"stacks_with: \[.*\]", "stacks_with: none", ("89.55", 1, "89.55")),
        ("floor_price: 99", "floor_price: 99, floor_enforced: true", ("99.00", 1, "99.00")),
    ],
    ids=["as written", "exclusive sale", "coupons alone", "floor enforced"],
)
def test_the_dress_comes_to_what_the_guide_says(old: str, new: str, prices: tuple[str, int, str]) -> None:
    text = re.sub(old, new, STRATEGY) if old else STRATEGY
    assert (text != STRATEGY) == bool(old)
    assert lowest(text) == prices
    assert prices[0].removesuffix(".00") in GUIDE
    assert prices[2].removesuffix(".00") in GUIDE


def test_the_break_even_price_of_the_guide_is_that_of_its_costs() -> None:
    assert f"{Decimal(70 + 8) / Decimal('0.95'):.2f}" == "82.11"
    assert "82.11" in GUIDE
