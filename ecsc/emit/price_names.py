"""What verdicts, steps of margins and price protection are called, in every output that tells prices."""

from __future__ import annotations

from ecsc.assess.offers.types import PriceVerdict
from ecsc.messages import Words


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
