"""The most a promotion can cost the seller, as one amount; `exposures` tells how it comes about."""

from __future__ import annotations

from ecsc.assess.offers.exposures import SELLER, Exposures, sellers_share
from ecsc.model.offer import Promotion
from ecsc.quantity import Money

__all__ = ["SELLER", "Exposures", "exposure", "sellers_share"]


def exposure(promotion: Promotion, exposures: Exposures) -> Money | None:
    """Return the upper bound of what the promotion gives away, or None when its limits do not say."""
    return exposures.of(promotion).worst
