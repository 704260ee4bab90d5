"""The steps from a price to what is left, in their order, with their names."""

from __future__ import annotations

from ecsc.emit.price_names import step_words
from ecsc.messages import Words

STEPS = (
    "tax", "commission", "fees", "payment_fee", "subsidy", "goods", "fulfilment", "returns", "return_insurance",
    "gifts",
)  # fmt: skip


def step_name(key: str, w: Words) -> str:
    """Return what a step is called at the head of a column."""
    told = step_words(key, w)
    return told[:1].upper() + told[1:]
