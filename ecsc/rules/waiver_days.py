"""The days of waivers: 964 and 965."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ecsc.assess import Assessed
from ecsc.assess.ages import day_after
from ecsc.diagnostics import At, Finding, Related, Rule, Severity, undecidable
from ecsc.messages import Phrase
from ecsc.model.governance import Waiver
from ecsc.model.thresholds import length_threshold
from ecsc.rules.rule import rule


@rule("ECS964", "waiver-ends-soon", Severity.WARNING, thresholds=("waiver_notice",))
def waiver_ends_soon(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Before its last day a waiver is looked at, while there is time to mend what it accepts.

    After its last day the finding is back. The day is `strategy.as_of`, or `--as-of`; without either nobody can
    tell whether a waiver is in force, so none is.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, as_of: 2026-03-20}
    tasks:
      shop: {name: Shop, duration: 10d}
    waivers:
      later: {rule: owner-missing, at: tasks.shop, reason: hired in March, owner: lin, until: 2026-03-31}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, as_of: 2026-03-01}
    tasks:
      shop: {name: Shop, duration: 10d}
    waivers:
      later: {rule: owner-missing, at: tasks.shop, reason: hired in March, owner: lin, until: 2026-03-31}
    ```
    """
    strategy = assessed.linked.strategy
    today = strategy.header.as_of
    waivers = tuple(strategy.waivers.values())
    if today is None:
        if waivers:
            yield _no_day(waivers, rule)
        return
    notice = length_threshold(strategy, "waiver_notice")
    for waiver in waivers:
        if today <= waiver.until <= day_after(today, notice):
            left = (waiver.until - today).days
            yield Finding(
                rule,
                "the waiver ends {left} days from now, on {until}"
                if left > 1
                else ("the waiver ends tomorrow" if left else "this is the waiver's last day"),
                At("waivers", waiver.id, ("until",)),
                params={"left": left, "until": waiver.until, "owner": waiver.owner},
                hint="mend what it accepts; or {owner} says until when it is accepted now, and why",
            )


def _no_day(waivers: tuple[Waiver, ...], rule: Rule) -> Finding:
    first, *others = (At("waivers", waiver.id, ("until",)) for waiver in waivers)
    related = tuple(Related(at, "nor this one") for at in others)
    found = undecidable(
        rule, first, "strategy.as_of", subject=Phrase("whether a waiver is in force"), related=related
    )
    hint = "give the day, as `strategy.as_of` or `--as-of`; without one nothing is waived"
    return msgspec.structs.replace(found, hint=hint)


@rule("ECS965", "waiver-outlasts-strategy", Severity.INFO)
def waiver_outlasts_strategy(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A waiver ends within the strategy's period.

    One that outlasts it accepts something for good; then the rule, the limit or the plan should change.

    Fails:

    ```yaml
    tasks:
      shop: {name: Shop, duration: 10d}
    waivers:
      later: {rule: owner-missing, at: tasks.shop, reason: hired in March, owner: lin, until: 2099-12-31}
    ```

    Passes:

    ```yaml
    tasks:
      shop: {name: Shop, duration: 10d}
    waivers:
      later: {rule: owner-missing, at: tasks.shop, reason: hired in March, owner: lin, until: 2026-12-31}
    ```
    """
    period = assessed.linked.strategy.header.period
    for waiver in assessed.linked.strategy.waivers.values():
        if waiver.until > period.last:
            yield Finding(
                rule,
                "the waiver is in force until {until}, and the strategy ends on {last}",
                At("waivers", waiver.id, ("until",)),
                params={"until": waiver.until, "last": period.last},
                hint="end it by {last}",
            )


RULES = (waiver_ends_soon, waiver_outlasts_strategy)
