"""What verdicts, defaults, steps of margins and price protection are called, in every output that tells prices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ecsc.assess.offers.types import PriceVerdict
from ecsc.messages import Words

SIGNS: Mapping[PriceVerdict, str] = {
    "below_floor": "✗", "below_cost": "✗", "below_break_even": "✗", "not_decidable": "?", "thin": "!", "safe": "✓",
}  # fmt: skip
"""A sign for every verdict, so that none rests on its colour."""

ORDER: Sequence[PriceVerdict] = tuple(SIGNS)
"""The verdicts, the worst first."""


def verdict_words(verdict: PriceVerdict, w: Words) -> str:
    """Return a verdict on a price."""
    return {
        "below_floor": w("under the floor"),
        "below_cost": w("under the cost"),
        "below_break_even": w("under the break-even"),
        "not_decidable": w("not decidable"),
        "thin": w("thin: under the target margin"),
        "safe": w("safe"),
    }[verdict]


def paid_back_head(w: Words) -> str:
    """Return what stands over the amounts that price protection pays back."""
    return w("Price protection (价保) pays back")


def step_words(key: str, w: Words) -> str:
    """Return what one step from a price to its margin is called."""
    return {
        "tax": w("tax in the price"),
        "commission": w("commission"),
        "fees": w("fees of the channel"),
        "payment_fee": w("payment fee"),
        "goods": w("goods"),
        "fulfilment": w("sending"),
        "returns": w("returns"),
        "return_insurance": w("return insurance"),
        "subsidy": w("borne by others"),
        "gifts": w("gifts"),
    }[key]


def meaning(field: str, value: str, w: Words) -> str:
    """Return what a default means."""
    told = {
        ("window", "always"): w("runs at any time"),
        ("threshold_base", "current"): w("the threshold is of what is left to pay"),
        ("percent_base", "current"): w("the percentage is of what is left to pay"),
        ("repeat", "true"): w("comes again for every full set"),
        ("repeat", "false"): w("comes once in an order"),
        ("offer.get_percent_off", "100%"): w("what is got is free"),
        ("offer.choose", "cheapest"): w("the cheapest pieces are the free ones"),
        ("stacks_with", "other_levels"): w("goes together with offers of other levels"),
        ("redeem", "automatic"): w("is used without a code"),
        ("funded_by", "seller"): w("the seller bears it"),
        ("offer.free_shipping", "fulfilment"): w("free shipping costs no more than `fulfilment`"),
    }.get((field, value))
    if told is not None:
        return told
    if field == "level":
        return w("is of the level {value}", value=value)
    if field == "segments":
        return w("is for {segments}", segments=value) if value else w("is for everybody")
    return w("is reckoned with {value}", value=value)
