"""What promotions and opinion leaders say in public: 925 to 928. No legal advice."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.law import applying, citations
from ecsc.assess.offers.announced import (
    base_asked_by,
    gift_unstated,
    has_a_limit,
    is_endorsement,
    says_limited,
)
from ecsc.diagnostics import At, Finding, Rule, Severity
from ecsc.rules.rule import rule


@rule("ECS925", "limited-without-limit", Severity.WARNING, "window", "limits", "name", "offer")
def limited_without_limit(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What is called limited has a limit: a number of pieces or orders, an amount, or an end.

    16 CFR 233.5 forbids the word otherwise, and the PRC rules on sales promotion want conditions and period
    stated. No legal advice.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, regions: [CN]}
    promotions:
      flash: {name: 限量秒杀, offer: 满199减30, level: shop}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, regions: [CN]}
    promotions:
      flash: {name: 限量秒杀, offer: 满199减30, level: shop, limits: {redemptions: 1000}}
    ```
    """
    strategy = assessed.linked.strategy
    laws = applying(strategy, "cn_limited_offers", "us_limited_offers")
    if not laws:
        return
    for promotion in strategy.promotions.values():
        if has_a_limit(promotion) or (word := says_limited(promotion)) is None:
            continue
        yield Finding(
            rule,
            "`{word}` promises a limit, and the promotion has neither one nor an end ({law}; no legal advice)",
            At("promotions", promotion.id, ("name",))
            if promotion.name and word in promotion.name.lower()
            else At("promotions", promotion.id, part="key"),
            params={"word": word, "law": citations(laws)},
            hint="add `limits:` with `units` or `redemptions`, or a `window:`",
        )


@rule("ECS926", "gift-not-described", Severity.WARNING, "offer", "window", "limits")
def gift_not_described(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A promised gift is described: what it is, how many there are, and until when.

    PRC Advertising Law art. 8; no legal advice.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, regions: [CN]}
    promotions:
      spring_gift: {offer: {gift: gift}, level: shop}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, regions: [CN]}
    promotions:
      spring_gift: {offer: {gift: one linen bag}, level: shop, window: 2026-03-01..2026-03-31}
    ```
    """
    strategy = assessed.linked.strategy
    laws = applying(strategy, "cn_gifts")
    if not laws:
        return
    for promotion in strategy.promotions.values():
        missing = gift_unstated(promotion)
        if missing:
            yield Finding(
                rule,
                "the gift is promised without its {missing} ({law}; no legal advice)",
                At("promotions", promotion.id, ("offer",)),
                params={"missing": list(missing), "law": citations(laws)},
                hint="say what it is and how many in `gift:`, and until when in `window:`",
            )


@rule("ECS927", "reduction-without-base", Severity.WARNING, "reference_price", "offer", "segments")
def reduction_without_base(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """An announced price reduction says against which price.

    In the EU that is the lowest price of the 30 days before; in China the base is stated, else the lowest of
    the 7 days before counts; in the US a former price must have been a real one. It is about reductions of a
    product's price for everybody, not about coupons, orders or members. No legal advice.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, regions: [CN, DE]}
    promotions:
      spring: {offer: 20% off, window: 2026-03-01..2026-03-31, reference_price: {basis: list_price}}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, regions: [CN, DE]}
    promotions:
      spring: {offer: 20% off, window: 2026-03-01..2026-03-31, reference_price: {basis: lowest_30_days}}
    ```
    """
    strategy = assessed.linked.strategy
    for promotion in strategy.promotions.values():
        laws = base_asked_by(promotion, strategy)
        if not laws:
            continue
        unstated = promotion.reference_price is None
        european = any(law.region == "EU" for law in laws)
        yield Finding(
            rule,
            "{promotion} announces a lower price, but not lower than what ({law}; no legal advice)"
            if unstated
            else "{promotion} announces a lower price, not against the lowest of 30 days ({law}; no legal advice)",
            At("promotions", promotion.id, ("offer",))
            if unstated
            else At("promotions", promotion.id, ("reference_price", "basis")),
            params={"promotion": promotion.name or promotion.id, "law": citations(laws)},
            hint="add `reference_price: {{basis: lowest_30_days}}`"
            if european
            else "add `reference_price: {{basis: lowest_7_days}}`",
        )


@rule("ECS928", "endorsement-without-label", Severity.WARNING, "ad_label", "kind", "kol")
def endorsement_without_label(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What opinion leaders are paid to say is marked as advertising.

    In China posts with a link to buy are marked 广告; in the US a tie between the two is disclosed. No legal
    advice.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, regions: [CN]}
    tactics:
      bloggers: {kind: kol, kol: {count: 5, followers: 1-5万, deliverables: 3}}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, regions: [CN]}
    tactics:
      bloggers: {kind: kol, kol: {count: 5, followers: 1-5万, deliverables: 3}, ad_label: true}
    ```
    """
    strategy = assessed.linked.strategy
    laws = applying(strategy, "cn_ad_label", "us_ad_label")
    if not laws:
        return
    for tactic in strategy.tactics.values():
        if is_endorsement(tactic) and not tactic.ad_label:
            yield Finding(
                rule,
                "{tactic} pays for recommendations without marking them as advertising ({law}; no legal advice)"
                if tactic.ad_label is False
                else "{tactic} does not say that its posts are marked as advertising ({law}; no legal advice)",
                At("tactics", tactic.id, ("ad_label",))
                if tactic.ad_label is False
                else At("tactics", tactic.id, part="key"),
                params={"tactic": tactic.name or tactic.id, "law": citations(laws)},
                hint="add `ad_label: true`, and put it into the contract and the checklist",
            )


RULES = (
    limited_without_limit,
    gift_not_described,
    reduction_without_base,
    endorsement_without_label,
)
