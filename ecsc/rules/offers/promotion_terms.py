"""What a promotion says around its offer: 773 to 777. Partners, limits of nothing, who pays, for whom."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from decimal import Decimal

from ecsc.assess import Assessed
from ecsc.assess.offers.customers import CustomersOf
from ecsc.diagnostics import At, Finding, Rule, Severity
from ecsc.diagnostics.near import Names
from ecsc.diagnostics.slips import meant_by
from ecsc.model.offer import Level, Promotion, ShortOffer, in_short
from ecsc.quantity import Money, Rate
from ecsc.rules.rule import rule

_LEVELS: tuple[str, ...] = typing.get_args(Level)
_ALONE = ("all", "none")
_SELLER = "seller"
_AUDIENCE = re.compile("会员|會員|新人|新客")


@rule("ECS773", "no-such-partner", Severity.ERROR, "stacks_with", "exclusive")
def no_such_partner(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What a promotion goes together with is another promotion, a level, `all` or `none`.

    A partner that does not exist is never in an order, so the promotion would go together with nothing. `all` and
    `none` stand alone; `exclusive: true` means `none`.

    Fails:

    ```yaml
    promotions:
      sale: {offer: 5折, window: 2026-03-01..2026-03-07, stacks_with: coupn}
      coupon: {offer: 满199减30, window: 2026-03-01..2026-03-07, redeem: code}
    ```

    Passes:

    ```yaml
    promotions:
      sale: {offer: 5折, window: 2026-03-01..2026-03-07, stacks_with: [coupon, platform]}
      coupon: {offer: 满199减30, window: 2026-03-01..2026-03-07, redeem: code}
    ```
    """
    strategy = assessed.linked.strategy
    if not strategy.knows("promotions"):
        return
    lost = (identifier for home, identifier in strategy.lost if home == "promotions")
    known = dict.fromkeys((*strategy.promotions, *lost, *_LEVELS, *_ALONE))
    names = Names(known)
    for promotion in strategy.promotions.values():
        for index, partner in enumerate(promotion.stacks_with):
            at = At("promotions", promotion.id, ("stacks_with", index))
            params = {"promotion": promotion.name or promotion.id, "partner": partner}
            if partner not in known:
                near = names.close_to(partner)
                yield Finding(
                    rule,
                    "{partner} is no promotion and no level",
                    at,
                    params={**params, "near": near, "levels": _LEVELS},
                    hint="did you mean {near}?"
                    if near
                    else "name a promotion, `all`, `none`, or one of {levels}",
                    meant=meant_by(partner, near),
                )
            elif partner == promotion.id:
                yield Finding(
                    rule,
                    "{promotion} names itself among the offers it goes together with",
                    at,
                    params=params,
                    hint="take it out; `limits: {{per_order: 2}}` or `repeat: true` let it count more than once",
                )
            elif _contradicts(promotion, partner):
                yield Finding(
                    rule,
                    "{promotion} goes together with {partner}, and says something else beside it",
                    at,
                    params=params,
                    hint="write `all` or `none` alone, or the offers and levels one by one",
                )


def _contradicts(promotion: Promotion, partner: str) -> bool:
    """Return whether a partner says something else than the promotion does beside it; told once."""
    if partner == "none":
        return len(set(promotion.stacks_with)) > 1
    first = promotion.stacks_with[0] == partner and "none" not in promotion.stacks_with
    return bool(promotion.exclusive) and first


@rule("ECS774", "limit-of-nothing", Severity.WARNING, "limits", "cap", "offer")
def limit_of_nothing(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A limit leaves something to give: a limit or a cap of 0 lets nobody have the offer.

    An offer that is not to be had is better left out; one without a limit needs no field.

    Fails:

    ```yaml
    promotions:
      sale: {offer: 5折, window: 2026-03-01..2026-03-07, limits: {units: 0}}
    ```

    Passes:

    ```yaml
    promotions:
      sale: {offer: 5折, window: 2026-03-01..2026-03-07, limits: {units: 100}}
    ```
    """
    for promotion in assessed.linked.strategy.promotions.values():
        for path in _zeros(promotion):
            yield Finding(
                rule,
                "with `{field}` of 0 nobody gets {promotion}",
                At("promotions", promotion.id, path),
                params={"field": ".".join(path), "promotion": promotion.name or promotion.id},
                hint="write how much there is; where there is no limit, take the field out",
            )


def _zeros(promotion: Promotion) -> Iterator[tuple[str, ...]]:
    if promotion.cap is not None and not promotion.cap.amount:
        yield ("cap",)
    limits = promotion.limits
    for name in limits.__struct_fields__ if limits is not None else ():
        value = getattr(limits, name)
        if value is not None and not (value.amount if isinstance(value, Money) else value):
            yield ("limits", name)


@rule("ECS775", "shares-of-the-payers", Severity.ERROR, "funded_by")
def shares_of_the_payers(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Those who pay for a discount pay the whole of it together, and no more.

    What the others do not pay is the seller's, so he may be left out; where he is named, all shares make 100%.

    Fails:

    ```yaml
    promotions:
      sale: {offer: 5折, window: 2026-03-01..2026-03-07, funded_by: {seller: 70%, platform: 40%}}
    ```

    Passes:

    ```yaml
    promotions:
      sale: {offer: 5折, window: 2026-03-01..2026-03-07, funded_by: {seller: 70%, platform: 30%}}
      more: {offer: 5折, window: 2026-04-01..2026-04-07, funded_by: {platform: 30%}}
    ```
    """
    for promotion in assessed.linked.strategy.promotions.values():
        whole = sum((share.value for share in promotion.funded_by.values()), Decimal(0))
        if whole > 1 or (_SELLER in promotion.funded_by and whole < 1):
            yield Finding(
                rule,
                "{promotion} is paid for to {whole}",
                At("promotions", promotion.id, ("funded_by",)),
                params={"promotion": promotion.name or promotion.id, "whole": Rate(whole)},
                hint="let the shares make 100%, or leave `seller` out: he pays the rest",
            )


@rule("ECS776", "limit-said-twice", Severity.ERROR, "limits", "offer")
def limit_said_twice(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A limit that stands in the offer's text and under `limits` is the same in both.

    Of 5折 限100件 and `limits: {units: 200}` one is old. The field counts until they agree.

    Fails:

    ```yaml
    promotions:
      sale: {offer: 5折 限100件, window: 2026-03-01..2026-03-07, limits: {units: 200}}
    ```

    Passes:

    ```yaml
    promotions:
      sale: {offer: 5折 限100件, window: 2026-03-01..2026-03-07, limits: {per_customer: 1}}
    ```
    """
    for promotion in assessed.linked.strategy.promotions.values():
        said = promotion.offer.limits if isinstance(promotion.offer, ShortOffer) else None
        for name in said.__struct_fields__ if said is not None else ():
            in_text, in_field = getattr(said, name), getattr(promotion.limits, name)
            if in_text is not None and in_text != in_field:
                yield Finding(
                    rule,
                    "{promotion} is limited to {count} here, and to {said} in its offer",
                    At("promotions", promotion.id, ("limits", name)),
                    params={
                        "promotion": promotion.name or promotion.id,
                        "count": str(in_field),
                        "said": str(in_text),
                    },
                    hint="take one of the two out",
                )


@rule(
    "ECS777", "audience-in-words-alone", Severity.WARNING,
    "segments", "offer", "membership.tiers|welcome", "messages.promotions|segments",
)  # fmt: skip
def audience_in_words_alone(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """An offer whose text says that it is for members or for new customers is for them in its fields too.

    会员9折 without `segments` comes off for everybody, and prices are reckoned so. A benefit of a tier, an offer in
    `membership.welcome` and one that a message brings are for those already.

    Fails:

    ```yaml
    promotions:
      sale: {offer: 会员9折, window: 2026-03-01..2026-03-07}
    ```

    Passes:

    ```yaml
    promotions:
      sale: {offer: 会员9折, window: 2026-03-01..2026-03-07, segments: [silver]}
    membership: {name: Club, tiers: {silver: {threshold: 200}}}
    ```
    """
    strategy = assessed.linked.strategy
    club = strategy.membership
    meant = set(club.welcome) if club is not None else set()
    for message in strategy.messages.values():
        meant.update(message.promotions)
    customers = CustomersOf(strategy)
    for promotion in strategy.promotions.values():
        word = _AUDIENCE.search(in_short(promotion.offer))
        if word is None or promotion.id in meant or customers.of(promotion).segments:
            continue
        yield Finding(
            rule,
            "{promotion} says {word}, but is for everybody",
            At("promotions", promotion.id, ("offer",)),
            params={"promotion": promotion.name or promotion.id, "word": word[0]},
            hint="add `segments:`, or name it in `benefits` of a tier or in `membership.welcome`",
        )


RULES = (no_such_partner, limit_of_nothing, shares_of_the_payers, limit_said_twice, audience_in_words_alone)
