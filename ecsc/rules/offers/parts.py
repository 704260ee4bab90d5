"""Whether an offer's parts make one that can be given: 770 to 772."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.model.offer import Offer, Tier
from ecsc.quantity import Money
from ecsc.rules.rule import rule

_GIVEN = ("percent_off", "amount_off", "fixed_price", "buy", "get", "gift", "free_shipping")
_OF_NOTHING = ("percent_off", "amount_off", "get_percent_off")
_OF_SETS = ("get_percent_off", "choose")


@rule("ECS770", "offer-of-nothing", Severity.ERROR, "offer")
def offer_of_nothing(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """An offer gives something: a percentage or money off, a price, goods that come with it, a gift, free shipping.

    A threshold alone says from what on, but not what the customer gets; 0% off and 0 off are nothing either.

    Fails:

    ```yaml
    promotions:
      coupon: {offer: {threshold: 199}, window: 2026-03-01..2026-03-07, redeem: code}
    ```

    Passes:

    ```yaml
    promotions:
      coupon: {offer: {threshold: 199, amount_off: 30}, window: 2026-03-01..2026-03-07, redeem: code}
    ```
    """
    for promotion in assessed.linked.strategy.promotions.values():
        offer = promotion.offer
        params = {"promotion": promotion.name or promotion.id}
        if not offer.tiers and not any(getattr(offer, name) not in (None, False) for name in _GIVEN):
            # What belongs to a set of goods alone is told as half of one.
            if not any(getattr(offer, name) is not None for name in _OF_SETS):
                yield Finding(
                    rule,
                    "{promotion} does not say what the customer gets",
                    At("promotions", promotion.id, ("offer",)),
                    params=params,
                    hint="add what comes off, such as `amount_off: 30`, or write it in short: `满199减30`",
                )
            continue
        for name in _OF_NOTHING:
            off = getattr(offer, name)
            if off is not None and not (off.amount if isinstance(off, Money) else off.value):
                yield Finding(
                    rule,
                    "{promotion} takes {off} off, which is nothing",
                    At("promotions", promotion.id, ("offer", name)),
                    params={**params, "off": off},
                    hint="write what comes off, or take the field out",
                )


@rule("ECS771", "half-of-a-set", Severity.ERROR, "offer")
def half_of_a_set(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A buy-and-get offer says how many are bought and how many come with them, at most free.

    `buy: 2` alone gives nothing, and `choose` says which pieces are cheaper where none are. More than 100% off would
    pay the customer to take them.

    Fails:

    ```yaml
    promotions:
      set: {offer: {buy: 2, get_percent_off: 50%}, window: 2026-03-01..2026-03-07}
    ```

    Passes:

    ```yaml
    promotions:
      set: {offer: {buy: 2, get: 1, get_percent_off: 50%}, window: 2026-03-01..2026-03-07}
    ```
    """
    for promotion in assessed.linked.strategy.promotions.values():
        offer = promotion.offer
        params = {"promotion": promotion.name or promotion.id, "off": offer.get_percent_off}
        stated = [name for name in ("buy", "get", *_OF_SETS) if getattr(offer, name) is not None]
        if stated and (offer.buy is None or offer.get is None):
            yield Finding(
                rule,
                "{promotion} does not say how many are bought and how many come with them",
                At("promotions", promotion.id, ("offer", stated[0])),
                params=params,
                hint="write both, as in `{{buy: 2, get: 1}}`, or in short: `买2送1`",
            )
        elif offer.get_percent_off is not None and offer.get_percent_off.value > 1:
            yield Finding(
                rule,
                "{promotion} takes {off} off what comes with it",
                At("promotions", promotion.id, ("offer", "get_percent_off")),
                params=params,
                hint="100% makes it free, 50% half price",
            )


@rule("ECS772", "steps-that-do-not-rise", Severity.ERROR, "offer")
def steps_that_do_not_rise(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The steps of an offer rise: each starts at more than the one before it, and takes more off.

    Only the highest step that is reached counts. Where a higher one takes less off, or starts at the same value, who
    spends more would pay more for it. A share is held against shares, money against money.

    Fails:

    ```yaml
    promotions:
      steps: {offer: 满500减60/满300减30, window: 2026-03-01..2026-03-07}
    ```

    Passes:

    ```yaml
    promotions:
      steps: {offer: 满300减30/满500减60, window: 2026-03-01..2026-03-07}
    ```
    """
    for promotion in assessed.linked.strategy.promotions.values():
        name, offer = promotion.name or promotion.id, promotion.offer
        for at, tier in enumerate(offer.tiers):
            if not isinstance(tier.off, Money) and not 0 < tier.off.value < 1:
                yield Finding(
                    rule,
                    "{promotion} takes {off} off from {at} on",
                    At("promotions", promotion.id, ("offer", "tiers", at, "off")),
                    params={"promotion": name, "off": tier.off, "at": tier.at},
                    hint="a step takes more than 0% and less than 100% off",
                )
        for at, (lower, higher) in enumerate(pairwise(offer.tiers), 1):
            field = _falling(lower, higher)
            if field is None:
                continue
            yield Finding(
                rule,
                "{promotion} takes {off} off from {at} on, and before it {less} from {lower} on",
                At("promotions", promotion.id, ("offer", "tiers", at, field)),
                params={
                    "promotion": name,
                    "off": higher.off, "at": higher.at,
                    "less": lower.off, "lower": lower.at,
                },
                hint="write the steps rising, as in `满300减30/满500减60`",
                related=_before(offer, promotion.id, at),
            )  # fmt: skip


def _falling(lower: Tier, higher: Tier) -> str | None:
    """Return which field of the later step does not rise, None where all does or cannot be compared."""
    if lower.at.currency == higher.at.currency and higher.at.amount <= lower.at.amount:
        return "at"
    if isinstance(lower.off, Money) and isinstance(higher.off, Money):
        same = lower.off.currency == higher.off.currency
        return "off" if same and higher.off.amount <= lower.off.amount else None
    if isinstance(lower.off, Money) or isinstance(higher.off, Money):
        return None
    return "off" if higher.off.value <= lower.off.value else None


def _before(offer: Offer, identifier: str, at: int) -> tuple[Related, ...]:
    # Steps in short stand in one text, which is shown already.
    if type(offer) is not Offer:
        return ()
    return (Related(At("promotions", identifier, ("offer", "tiers", at - 1)), "the step before"),)


RULES = (offer_of_nothing, half_of_a_set, steps_that_do_not_rise)
