"""The steps from a price to what is left, in their order, with their names."""

from __future__ import annotations

from ecsc.messages import Words

STEPS = (
    "tax", "commission", "fees", "payment_fee", "subsidy", "goods", "fulfilment", "returns", "return_insurance",
    "gifts",
)  # fmt: skip


def step_name(key: str, w: Words) -> str:
    """Return what a step is called."""
    names = {
        "tax": w("Tax in the price"),
        "commission": w("Commission"),
        "fees": w("Fees"),
        "payment_fee": w("Payment fee"),
        "subsidy": w("Borne by others"),
        "goods": w("Goods"),
        "fulfilment": w("Sending"),
        "returns": w("Returns"),
        "return_insurance": w("Return insurance"),
        "gifts": w("Gifts"),
    }
    return names[key]
