"""The guide to offers shows a strategy that is sound, and its tables mean what they say."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from ecsc.compiled import Compiled
from ecsc.model.offer import Offer, OfferLimits
from ecsc.model.short_offers import parse_offer
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


def test_the_worked_example_is_reckoned_as_the_guide_says() -> None:
    piece = Decimal(199) * Decimal("0.5") * Decimal("0.9")
    assert f"{piece - 10:.2f}" in GUIDE
    assert f"{(3 * piece - 40) / 3:.2f}" == "76.22"
    assert f"{piece * 159 / 199:.2f}" == "71.55"
    assert f"{Decimal(78) / Decimal('0.95'):.2f}" == "82.11"
    assert all(f"**{one}**" in GUIDE for one in ("76.22", "71.55"))
