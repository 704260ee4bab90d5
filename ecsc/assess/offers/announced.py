"""What a promotion announces to the public, and what the law wants said with it."""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec import Struct

from ecsc.assess.law import LegalCheck, applying
from ecsc.assess.wording import claim_word, folded
from ecsc.model import Strategy
from ecsc.model.offer import Promotion, ShortOffer, in_short, level_of
from ecsc.model.reach import Tactic
from ecsc.quantity.numerals import read_numeral

_REDUCTION = re.compile(r"\d\s*折|\d\s*%\s*off|立减|直降|半价|half price|half-price")
_ON_THE_ORDER = re.compile(r"满|券|coupon|over\b|from\b|第二件")
_FIRST_FEW = re.compile(
    r"(?:前|首)\s*([0-9][0-9,]*|[一二两三四五六七八九十百千万]+)\s*(?:名|位|单|件|人|个|笔|份|双|套)"
    r"|(?<![a-z])first\s+([0-9][0-9,]*)(?![0-9,]|\s*(?:%|minutes?|hours?|days?|weeks?|months?|quarters?|years?))"
    r"|限量\s*([0-9][0-9,]*)\s*(?:名|位|单|件|人|个|笔|份|双|套)"
)
_HOW_MANY = re.compile(r"\d|[一二两三四五六七八九十百]\s*[件份个只双支瓶盒套条张]|\b(?:one|two|three|a|an)\b")


def says_limited(promotion: Promotion) -> str | None:
    """Return the word by which a promotion calls itself limited, in its name or its offer."""
    for text in (promotion.name or "", in_short(promotion.offer)):
        if word := claim_word(text, "limited_offers"):
            return word
    return None


class LimitInWords(Struct, frozen=True):
    """A number of pieces or orders that an offer's text promises: the words, and the number where it stands there.

    `field` is the one that has them.
    """

    words: str
    number: int | None
    field: str


def limit_in_words(promotion: Promotion) -> LimitInWords | None:
    """Return the limited number that a promotion's name, offer or description speaks of."""
    texts = {"name": promotion.name, "offer": in_short(promotion.offer), "description": promotion.description}
    found: LimitInWords | None = None
    for field, text in texts.items():
        if match := _FIRST_FEW.search(folded(text or "")):
            return LimitInWords(match[0].strip(), _whole(match[1] or match[2] or match[3]), field)
        if found is None and (word := claim_word(text or "", "limited_numbers")):
            found = LimitInWords(word, None, field)
    return found


def _whole(digits: str) -> int | None:
    plain = digits.replace(",", "")
    found = Decimal(plain) if plain.isdecimal() else read_numeral(plain)
    return int(found) if found is not None else None


def has_a_limit(promotion: Promotion) -> bool:
    """Return whether a promotion ends, or runs out."""
    limits = promotion.limits
    return promotion.window is not None or (
        limits is not None and any((limits.units, limits.redemptions, limits.spend))
    )


def gift_unstated(promotion: Promotion) -> tuple[str, ...]:
    """Return what a promised gift leaves open, of `kind`, `quantity` and `period`; nothing without a gift."""
    offer = promotion.offer
    if offer.gift is None:
        return ()
    limits = promotion.limits
    counted = limits is not None and any((limits.units, limits.redemptions, limits.per_customer))
    return tuple(
        name
        for name, stated in (
            (
                "kind",
                offer.gift.strip() and folded(offer.gift).strip() not in ("gift", "赠品", "礼品", "礼物"),
            ),
            ("quantity", counted or _HOW_MANY.search(folded(offer.gift))),
            ("period", promotion.window is not None or promotion.expires is not None),
        )
        if not stated
    )


def announces_reduction(promotion: Promotion) -> bool:
    """Return whether a promotion announces a lower price of a product to everybody.

    Coupons, spend-and-save offers on an order and offers to certain customers only are none.
    """
    if (
        level_of(promotion, {}) not in ("item", "platform")
        or promotion.segments
        or promotion.redeem == "code"
    ):
        return False
    offer = promotion.offer
    if not isinstance(offer, ShortOffer):
        return offer.threshold is None and (offer.percent_off is not None or offer.amount_off is not None)
    text = folded(offer.text)
    return bool(_REDUCTION.search(text)) and not _ON_THE_ORDER.search(text)


def base_asked_by(promotion: Promotion, strategy: Strategy) -> tuple[LegalCheck, ...]:
    """Return the laws that want another base of an announced reduction than the promotion states."""
    if not announces_reduction(promotion):
        return ()
    if promotion.reference_price is None:
        return applying(strategy, "cn_discount_base", "eu_reduction_base", "us_former_price")
    if promotion.reference_price.basis != "lowest_30_days":
        return applying(strategy, "eu_reduction_base")
    return ()


def is_endorsement(tactic: Tactic) -> bool:
    """Return whether a tactic has others recommend the goods."""
    return tactic.kind == "kol" or tactic.kol is not None
