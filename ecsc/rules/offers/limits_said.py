"""What limits an offer: 810 and 811."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.law import applying
from ecsc.assess.offers.announced import gift_unstated, has_a_limit, limit_in_words, says_limited
from ecsc.diagnostics import At, Finding, Rule, Severity
from ecsc.model import Strategy
from ecsc.model.offer import OfferLimits, Promotion
from ecsc.rules.rule import rule


@rule("ECS810", "promotion-without-window", Severity.WARNING, "window")
def promotion_without_window(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A promotion says when it runs.

    Without a window it holds for ever: it meets every other offer, nobody prepares it in time, and what it costs has
    no end. What members always get is announced for a year, and then again.

    Fails:

    ```yaml
    promotions:
      silver: {name: 银卡 9 折, offer: 9折, level: member}
    ```

    Passes:

    ```yaml
    promotions:
      silver: {name: 银卡 9 折, offer: 9折, level: member, window: 2026}
    ```
    """
    strategy = assessed.linked.strategy
    for promotion in strategy.promotions.values():
        if promotion.window is None and not _told_by_law(promotion, strategy):
            yield Finding(
                rule,
                "{promotion} does not say when it runs",
                At("promotions", promotion.id, part="key"),
                params={"promotion": promotion.name or promotion.id},
                hint="add `window:`, as in `window: 2026-06-01..2026-06-18`",
            )


def _told_by_law(promotion: Promotion, strategy: Strategy) -> bool:
    """Return whether a legal check asks for the window already: of a gift, or of what is called limited."""
    if "period" in gift_unstated(promotion) and applying(strategy, "cn_gifts"):
        return True
    return _limit_asked_by_law(promotion, strategy)


def _limit_asked_by_law(promotion: Promotion, strategy: Strategy) -> bool:
    return (
        not has_a_limit(promotion)
        and says_limited(promotion) is not None
        and bool(applying(strategy, "cn_limited_offers", "us_limited_offers"))
    )


@rule("ECS811", "limit-only-in-words", Severity.WARNING, "limits", "name", "offer", "description")
def limit_only_in_words(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The number that an offer's text promises stands in `limits`.

    限量 100 件, 前 1000 名 and "the first 1,000" are for customers; the shop stops at what is set, and what the offer
    can cost follows from `limits` alone.

    Fails:

    ```yaml
    promotions:
      coupon: {name: 满199减30，前 1000 名, offer: 满199减30, level: shop, window: 2026-03-01..2026-03-06}
      flash: {name: 秒杀，限量 100 件, offer: 5折, window: 2026-03-07, limits: {units: 1000}}
    ```

    Passes:

    ```yaml
    promotions:
      coupon:
        name: 满199减30，前 1000 名
        offer: 满199减30
        level: shop
        window: 2026-03-01..2026-03-06
        limits: {redemptions: 1000}
      flash: {name: 秒杀，限量 100 件, offer: 5折, window: 2026-03-07, limits: {units: 100}}
    ```
    """
    strategy = assessed.linked.strategy
    for promotion in strategy.promotions.values():
        said = limit_in_words(promotion)
        if said is None or _limit_asked_by_law(promotion, strategy):
            continue
        limits = promotion.limits or OfferLimits()
        set_to = [one for one in (limits.units, limits.redemptions) if one is not None]
        # What the offer's own text says is read into the limits: only other texts can differ from them.
        differs = (
            said.field != "offer" and said.number is not None and bool(set_to) and said.number not in set_to
        )
        if differs or not (set_to or limits.spend):
            yield Finding(
                rule,
                "{promotion} says `{words}`, but is limited to {limit}"
                if differs
                else "{promotion} says `{words}`, but `limits` has no number",
                At("promotions", promotion.id, (said.field,)),
                params={
                    "promotion": promotion.name or promotion.id,
                    "words": said.words,
                    "limit": set_to[0] if set_to else None,
                },
                hint="say one number in both"
                if differs
                else "add `limits:` with `units` (pieces) or `redemptions` (orders)",
            )


RULES = (promotion_without_window, limit_only_in_words)
