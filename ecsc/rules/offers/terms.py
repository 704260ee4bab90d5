"""What an offer says by itself: 760 and 761."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Rule, Severity
from ecsc.model.offer import Offer
from ecsc.quantity import Money
from ecsc.rules.rule import rule

_BENEFITS = ("percent_off", "amount_off", "fixed_price", "buy", "tiers")


@rule("ECS760", "more-off-than-the-threshold", Severity.ERROR, "offer")
def more_off_than_the_threshold(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """An offer takes no more off than the order is worth from which it holds.

    满199减230 would pay the customer to buy: two numbers changed places, or a digit is too many. Of an offer in
    steps every step is looked at.

    Fails:

    ```yaml
    promotions:
      coupon: {offer: 满199减230, window: 2026-03-01..2026-03-07, redeem: code}
    ```

    Passes:

    ```yaml
    promotions:
      coupon: {offer: 满199减30, window: 2026-03-01..2026-03-07, redeem: code}
    ```
    """
    for promotion in assessed.linked.strategy.promotions.values():
        for at, off in _steps(promotion.offer):
            if at.currency == off.currency and off.amount > at.amount:
                yield Finding(
                    rule,
                    "{promotion} takes {off} off an order of {at}",
                    At("promotions", promotion.id, ("offer",)),
                    params={"promotion": promotion.name or promotion.id, "off": off, "at": at},
                    hint="the threshold comes first, as in `满199减30`"
                    if at.amount
                    else "leave the threshold out for money off any order",
                )


def _steps(offer: Offer) -> Iterator[tuple[Money, Money]]:
    if offer.threshold is not None and offer.amount_off is not None:
        yield offer.threshold, offer.amount_off
    for tier in offer.tiers:
        if isinstance(tier.off, Money):
            yield tier.at, tier.off


@rule("ECS761", "offer-of-several-kinds", Severity.ERROR, "offer")
def offer_of_several_kinds(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """An offer has one kind of benefit: a percentage, money, a fixed price, goods that come with it, or steps.

    Nobody knows whether 50% and 30 off are meant together or one of them, and in which order. A gift and free
    shipping may come with any. A percentage off is less than 100%.

    Fails:

    ```yaml
    promotions:
      sale: {offer: {percent_off: 50%, amount_off: 30}, window: 2026-03-01..2026-03-07, redeem: code}
    ```

    Passes:

    ```yaml
    promotions:
      sale: {offer: {percent_off: 50%}, window: 2026-03-01..2026-03-07, redeem: code}
      more: {offer: {amount_off: 30}, window: 2026-03-01..2026-03-07, redeem: code}
    ```
    """
    for promotion in assessed.linked.strategy.promotions.values():
        offer = promotion.offer
        kinds = [name for name in _BENEFITS if getattr(offer, name) not in (None, ())]
        whole = offer.percent_off is not None and offer.percent_off.value >= 1
        if len(kinds) > 1 or whole:
            yield Finding(
                rule,
                "{promotion} takes off {off}"
                if whole
                else "{promotion} has several kinds of benefit: {kinds}",
                At("promotions", promotion.id, ("offer", *(["percent_off"] if whole else []))),
                params={
                    "promotion": promotion.name or promotion.id,
                    "kinds": tuple(kinds),
                    "off": offer.percent_off,
                },
                hint="a discount takes less than 100% off; a gift is `gift:`"
                if whole
                else "make each a promotion of its own, and say in `stacks_with` whether they combine",
            )


RULES = (more_off_than_the_threshold, offer_of_several_kinds)
