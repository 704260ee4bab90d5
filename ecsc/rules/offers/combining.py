"""Promotions that meet: 812, 813 and 817. What a price comes to depends on what is said of both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ecsc.assess import Assessed
from ecsc.assess.offers.meetings import LEVELS, Meetings, refuses, says_stacking
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.model.offer import Promotion
from ecsc.quantity import Rate
from ecsc.rules.offers.item_prices import two_prices
from ecsc.rules.rule import rule

_SHOWN = 5


@rule(
    "ECS812",
    "base-unstated",
    Severity.INFO,
    "promotions.threshold_base|percent_base|window|channels|segments|applies_to|stacks_with|exclusive|offer",
)
def base_unstated(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Where an offer comes after another, it says what its threshold or percentage is of.

    Shops do both: 满199减30 compared with the list price, or with what is left after a 9折; 10% of the one or of the
    other. Left open, it is what is left (`current`). A piece listed at 300 can come to half or to a third of it by
    that choice alone.

    Fails:

    ```yaml
    promotions:
      sale: {offer: 9折, window: 2026-03-01..2026-03-31}
      coupon: {offer: 满199减30, level: shop, window: 2026-03-01..2026-03-31, redeem: code}
    ```

    Passes:

    ```yaml
    promotions:
      sale: {offer: 9折, window: 2026-03-01..2026-03-31}
      coupon:
        offer: 满199减30
        level: shop
        window: 2026-03-01..2026-03-31
        threshold_base: current
        redeem: code
    ```
    """
    order = {name: number for number, name in enumerate(assessed.linked.strategy.promotions)}
    found: dict[str, Promotion] = {}
    for one, other in Meetings(assessed.linked.strategy).pairs():
        if refuses(one, other) or refuses(other, one):
            continue
        first, second = (
            reach.promotion
            for reach in sorted(
                (one, other), key=lambda each: (LEVELS.index(each.level), order[each.promotion.id])
            )
        )
        if _lowers(first) and _base_open(second):
            found[second.id] = second
    if found:
        names = sorted(found, key=order.__getitem__)
        yield Finding(
            rule,
            "{promotion} follows another offer and does not say what it is reckoned on: the price left is taken"
            if len(names) == 1
            else "{promotion} and {others} more follow another offer and do not say what they are reckoned on: "
            "the price left is taken",
            At("promotions", names[0], ("offer",)),
            params={"promotion": found[names[0]].name or names[0], "others": len(names) - 1},
            hint="add `threshold_base:` for a threshold, `percent_base:` for a percentage: `current` or `list`",
            related=_beside(names[1:], "so does this one"),
        )


def _beside(names: Sequence[str], label: str) -> tuple[Related, ...]:
    return tuple(Related(At("promotions", name, ("offer",)), label) for name in names[:_SHOWN])


def _lowers(promotion: Promotion) -> bool:
    """Return whether an offer takes money off: a gift or free shipping do not."""
    offer = promotion.offer
    return bool(offer.tiers) or any(
        one is not None for one in (offer.percent_off, offer.amount_off, offer.fixed_price, offer.buy)
    )


def _base_open(promotion: Promotion) -> bool:
    offer = promotion.offer
    threshold = offer.threshold is not None or bool(offer.tiers)
    share = offer.percent_off is not None or any(isinstance(tier.off, Rate) for tier in offer.tiers)
    return (threshold and promotion.threshold_base is None) or (share and promotion.percent_base is None)


@rule(
    "ECS813",
    "stacking-unstated",
    Severity.INFO,
    "promotions.stacks_with|exclusive|window|channels|segments|applies_to|level|offer",
)
def stacking_unstated(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Promotions that can meet say whether they go together.

    Left open, those of different levels are combined, and of one level the customer uses the better one. That is what
    prices are reckoned with; it is well to have decided it.

    Fails:

    ```yaml
    promotions:
      sale: {offer: 9折, window: 2026-03-01..2026-03-31}
      coupon: {offer: 10元无门槛, level: shop, window: 2026-03-01..2026-03-31, redeem: code}
    ```

    Passes:

    ```yaml
    promotions:
      sale: {offer: 9折, window: 2026-03-01..2026-03-31, stacks_with: [coupon]}
      coupon: {offer: 10元无门槛, level: shop, window: 2026-03-01..2026-03-31, redeem: code, stacks_with: [sale]}
    ```
    """
    promotions = assessed.linked.strategy.promotions
    silent = [one.id for one in promotions.values() if _lowers(one) and not says_stacking(one)]
    found: set[str] = set()
    for one, other in Meetings(assessed.linked.strategy).pairs(silent):
        if not two_prices(one, other):
            found |= {one.promotion.id, other.promotion.id}
    names = [name for name in promotions if name in found]
    if names:
        yield Finding(
            rule,
            "{promotion} and {others} more promotions can meet and do not say whether they go together",
            At("promotions", names[0], part="key"),
            params={"promotion": promotions[names[0]].name or names[0], "others": len(names) - 1},
            hint="add `stacks_with:` to each: ids, levels, `all` or `none`",
            related=tuple(
                Related(At("promotions", name, part="key"), "one of them") for name in names[1 : _SHOWN + 1]
            ),
        )


@rule(
    "ECS817",
    "combination-never-used",
    Severity.WARNING,
    "stacks_with",
    "exclusive",
    "promotions.stacks_with|exclusive|window|channels|segments|applies_to|level",
)
def combination_never_used(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A promotion that another one names in `stacks_with` accepts that one, and can meet it.

    Both sides must agree. Left open, a promotion accepts those of other levels only. Two that never hold on one
    channel, on one product, on one day and for one customer are not combined either.

    Fails:

    ```yaml
    promotions:
      sale: {offer: 9折, window: 2026-03-01..2026-03-31, stacks_with: [coupon]}
      coupon: {offer: 10元无门槛, level: shop, window: 2026-03-01..2026-03-31, redeem: code, stacks_with: none}
    ```

    Passes:

    ```yaml
    promotions:
      sale: {offer: 9折, window: 2026-03-01..2026-03-31, stacks_with: [coupon]}
      coupon: {offer: 10元无门槛, level: shop, window: 2026-03-01..2026-03-31, redeem: code, stacks_with: [sale]}
    ```
    """
    strategy = assessed.linked.strategy
    if not any(one.stacks_with for one in strategy.promotions.values()):
        return
    reaches, told = Meetings(strategy).reaches, set[frozenset[str]]()
    for promotion in strategy.promotions.values():
        for index, name in enumerate(promotion.stacks_with):
            other = strategy.promotions.get(name)
            if other is None or other.id == promotion.id:
                continue
            refused = refuses(reaches[other.id], reaches[promotion.id])
            if not refused and reaches[promotion.id].meets(reaches[other.id]):
                continue
            pair = frozenset((promotion.id, other.id))
            if not refused and pair in told:
                continue  # they name each other, and that was said there
            told.add(pair)
            side = _side(other)
            yield Finding(
                rule,
                "{promotion} goes together with {other}, but {other} does not accept it"
                if refused
                else "{promotion} names {other}, but they never hold for one order",
                At("promotions", promotion.id, ("stacks_with", index)),
                params={
                    "promotion": promotion.name or promotion.id,
                    "other": other.name or other.id,
                    "id": promotion.id,
                },
                hint="add `stacks_with: [{id}]` to {other}, or take it out here"
                if refused
                else "look at their windows, channels, goods and segments",
                related=(
                    Related(
                        At("promotions", other.id, side, part="value" if side else "key"), "the other side"
                    ),
                ),
            )


def _side(promotion: Promotion) -> tuple[str, ...]:
    if promotion.stacks_with:
        return ("stacks_with",)
    return ("exclusive",) if promotion.exclusive is not None else ()


RULES = (base_unstated, stacking_unstated, combination_never_used)
