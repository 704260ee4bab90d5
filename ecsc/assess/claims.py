"""What public texts claim: banned words, ranks, prices and figures, and what proves them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, TypeAlias

from msgspec import Struct

from ecsc.assess.wording import claim_word, folded
from ecsc.model.risk import Claim

ClaimClass: TypeAlias = Literal["rank", "price", "figure"]

_COUNTED = "customers|people|users|women|men|buyers|orders|members|shops|stores|reviews|sold"
_FIGURE = re.compile(
    r"(?<![\d.,])\d[\d.,]*\s*(?:%|percent|per cent|倍|times\b|x\b|万|亿|million|billion|k\b"
    rf"|\+?\s*(?:{_COUNTED})\b|人|位|名|用户|顾客|买家|会员|家门店|单(?!品))"
    r"|(?<![\d.,])\d+\s*(?:out of|in)\s*\d+|百分之"
)
_OFFER = re.compile(
    r"(?<![\d.,])\d[\d.,]*\s*%\s*(?:off|discount)|(?:save|off)\s+\d[\d.,]*\s*%|立减\s*\d[\d.,]*\s*%|"
    r"100%\s*(?:cotton|linen|wool|silk|recycled|纯?棉|亚麻|羊毛|真丝|桑蚕丝)|前\s*\d+\s*(?:名|位|单)"
)


class Claimed(Struct, frozen=True):
    """What one claim says that must be proven: its class and the words that say it."""

    kind: ClaimClass
    word: str


@lru_cache(maxsize=20_000)
def claimed(text: str) -> Claimed | None:
    """Return the strongest thing a text claims: a rank, then a price, then a figure; None for plain talk."""
    if word := claim_word(text, "claims_rank"):
        return Claimed("rank", word)
    if word := claim_word(text, "claims_price"):
        return Claimed("price", word)
    match = _FIGURE.search(_OFFER.sub(" ", folded(text)))
    return Claimed("figure", match.group(0).strip()) if match else None


def proven(claim: Claim) -> bool:
    """Return whether a claim names a source."""
    return claim.evidence is not None and claim.evidence.source is not None


def unstated(claim: Claim) -> tuple[str, ...]:
    """Return what the evidence of a claim leaves open, of `date` and `scope`."""
    evidence = claim.evidence
    if evidence is None:
        return ()
    return tuple(name for name in ("date", "scope") if getattr(evidence, name) is None)
