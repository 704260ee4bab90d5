"""Who is meant: 484, 488 and 492. Segments that exist, messages to persons, and not too many of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from ecsc.assess import Assessed
from ecsc.assess.elapsed import recurrence_days
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.diagnostics.near import Names
from ecsc.model import Strategy
from ecsc.model.reach import Message
from ecsc.model.thresholds import number_threshold
from ecsc.quantity import EXACT
from ecsc.rules.rule import rule


@rule("ECS484", "unknown-segment", Severity.ERROR, "segments", "membership.tiers")
def unknown_segment(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A segment that an offer or a message is for exists: under `market.segments`, or as a tier of the membership.

    Every tier is a segment too. An offer for nobody reaches nobody.

    Fails:

    ```yaml
    membership: {tiers: {silver: {threshold: 200}, gold: {threshold: 1000}}}
    promotions:
      for_silver: {offer: 9折, level: member, window: 2026-03-01..2026-03-31, segments: [sliver]}
    ```

    Passes:

    ```yaml
    membership: {tiers: {silver: {threshold: 200}, gold: {threshold: 1000}}}
    promotions:
      for_silver: {offer: 9折, level: member, window: 2026-03-01..2026-03-31, segments: [silver]}
    ```
    """
    strategy = assessed.linked.strategy
    known = _segments(strategy)
    names = Names(known)
    if not known or not strategy.knows("market.segments", "membership"):
        return
    for section in ("promotions", "messages"):
        for identifier, entity in strategy.section(section).items():
            for index, name in enumerate(entity.segments):
                if name in known:
                    continue
                near = names.close_to(name)
                yield Finding(
                    rule,
                    "{name} is no segment and no tier",
                    At(section, identifier, ("segments", index)),
                    params={"name": name, "near": near},
                    hint="did you mean {near}?" if near else "define it under `market.segments`",
                )


def _segments(strategy: Strategy) -> dict[str, None]:
    tiers = strategy.membership.tiers if strategy.membership is not None else {}
    lost = (identifier for home, identifier in strategy.lost if home == "market.segments")
    return dict.fromkeys((*strategy.market_segments, *tiers, *lost))


@rule("ECS488", "birthday-without-offer", Severity.ERROR, "promotions", "trigger")
def birthday_without_offer(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A birthday message names the promotion it brings.

    What customers are promised on their birthday must be something the shop can take off, with a line that pays.

    Fails:

    ```yaml
    messages:
      birthday: {via: email, trigger: birthday, consent: opt_in, unsubscribe: true, frequency_cap: 1 per year}
    ```

    Passes:

    ```yaml
    messages:
      birthday: {via: email, trigger: birthday, consent: opt_in, unsubscribe: true, promotions: [gift]}
    promotions:
      gift: {offer: 满100减20, level: member, window: 2026-01-01..2026-12-31, limits: {redemptions: 500}}
    ```
    """
    for one in assessed.linked.strategy.messages.values():
        if one.trigger == "birthday" and not one.promotions:
            yield Finding(
                rule,
                "{message} brings no offer",
                At("messages", one.id, ("trigger",)),
                params={"message": one.id},
                hint="add `promotions:`, the offer it brings",
            )


ENDLESS = ("viewed", "cart_left", "price_drop")
"""What sets a message off again and again, as often as the customer does it."""


@rule(
    "ECS492",
    "messages-uncapped",
    Severity.WARNING,
    "messages.frequency_cap|trigger|every|segments",
    thresholds=("messages_per_week",),
)
def messages_uncapped(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Nobody gets messages without a limit.

    What is sent after each look at a product comes as often as somebody looks, and regular messages to the same
    people add up: two of them every week are 52 each in half a year. Those who get too much go, and do not come back.

    Fails:

    ```yaml
    messages:
      new_styles: {via: email, trigger: schedule, every: week, consent: opt_in, unsubscribe: true}
      events: {via: email, trigger: schedule, every: week, consent: opt_in, unsubscribe: true}
    ```

    Passes:

    ```yaml
    messages:
      new_styles: {via: email, trigger: schedule, every: week, consent: opt_in, unsubscribe: true,
                   frequency_cap: 1 per week}
      events: {via: email, trigger: schedule, every: week, consent: opt_in, unsubscribe: true,
               frequency_cap: 1 per week}
    ```
    """
    uncapped = [one for one in assessed.linked.strategy.messages.values() if one.frequency_cap is None]
    endless = [one for one in uncapped if one.trigger in ENDLESS]
    regular = [one for one in uncapped if one.trigger == "schedule" or (one.trigger is None and one.every)]
    most = number_threshold(assessed.linked.strategy, "messages_per_week")
    rates = _per_week(regular)
    together = [one for one in regular if _received(one, rates) > most]
    sent = endless + together
    if not sent:
        return
    first, *others = sent
    yield Finding(
        rule,
        "nothing limits how often the same people get {messages}",
        At("messages", first.id, part="key"),
        params={"messages": [one.id for one in sent]},
        hint="add `frequency_cap:`, as in `frequency_cap: 1 per week`",
        related=tuple(Related(At("messages", one.id, part="key"), "unlimited too") for one in others),
    )


def _per_week(messages: Iterable[Message]) -> Mapping[str, Decimal]:
    """Return how many messages a week each segment gets on its own, and under "" what everybody gets."""
    rates: dict[str, Decimal] = {}
    for message in messages:
        if message.every is not None:
            rate = EXACT.divide(Decimal(7), recurrence_days(message.every))
            for segment in dict.fromkeys(message.segments or ("",)):
                rates[segment] = rates.get(segment, Decimal(0)) + rate
    return rates


def _received(message: Message, rates: Mapping[str, Decimal]) -> Decimal:
    """Return how many messages a week those get who get this one: the most of any segment it goes to."""
    own = message.segments or tuple(segment for segment in rates if segment)
    return rates.get("", Decimal(0)) + max(
        (rates.get(segment, Decimal(0)) for segment in own), default=Decimal(0)
    )


RULES = (
    unknown_segment,
    birthday_without_offer,
    messages_uncapped,
)
