"""Data about single persons: 929 to 931. It is used with their consent, protected, and messages can be ended."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.law import applying, citations, regions_checked
from ecsc.assess.privacy import uses_of_personal_data
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.model.reach import Message
from ecsc.rules.rule import rule

_OF_THE_ORDER = ("order_shipped",)
"""Messages that belong to a purchase; nobody has to agree to them."""


def _agreed(message: Message) -> bool:
    return message.consent not in (None, "none") or message.trigger in _OF_THE_ORDER


@rule("ECS929", "personal-data-without-consent", Severity.WARNING, "consent", "personal_data", "via")
def personal_data_without_consent(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A message that uses what is known about a person says on what ground.

    Fails:

    ```yaml
    security: {controls: {phones: {kind: masking, owner: lin}}}
    messages:
      picks: {via: app, trigger: viewed, personal_data: true, frequency_cap: 1 per week}
    ```

    Passes:

    ```yaml
    security: {controls: {phones: {kind: masking, owner: lin}}}
    messages:
      picks: {via: app, trigger: viewed, personal_data: true, consent: opt_in, frequency_cap: 1 per week}
    ```

    E-mails and text messages need consent anyway; they are a rule of their own.
    """
    strategy = assessed.linked.strategy
    if regions_checked(strategy) == frozenset():
        return
    for message in strategy.messages.values():
        if message.personal_data and message.via not in ("email", "sms") and not _agreed(message):
            yield Finding(
                rule,
                "{message} uses personal data, and nobody has agreed to it"
                if message.consent == "none"
                else "{message} uses personal data, and it is not said on what ground",
                At("messages", message.id, ("consent",))
                if message.consent
                else At("messages", message.id, part="key"),
                params={"message": message.name or message.id},
                hint="add `consent: opt_in`, or `existing_customer` for customers who were told",
            )


@rule(
    "ECS930",
    "personal-data-unprotected",
    Severity.WARNING,
    "security.regimes",
    "security.controls.kind",
)
def personal_data_unprotected(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Who uses personal data has measures that protect it.

    A recommendation from purchases and browsing is a use of personal data; without an entry under `security`
    nobody looks after it.

    Fails:

    ```yaml
    tactics:
      picks: {kind: loyalty, personal_data: true}
    ```

    Passes:

    ```yaml
    tactics:
      picks: {kind: loyalty, personal_data: true}
    security:
      controls:
        phones: {kind: masking, status: planned, due: 2026-02-01, owner: lin}
    ```
    """
    strategy = assessed.linked.strategy
    uses = [use for use in uses_of_personal_data(strategy) if use.section != "security"]
    if not uses or strategy.security_controls or not strategy.knows("security.controls", "security"):
        return
    if strategy.security is not None and strategy.security.regimes:
        return
    first = uses[0]
    yield Finding(
        rule,
        "{name} uses personal data, and nothing says how it is protected",
        first,
        params={"name": first.id},
        hint="add `security:` with the `regimes` it follows, `controls` such as encryption and masking, and "
        "whom to tell of a breach",
        related=tuple(Related(use, "used here too") for use in uses[1:4]),
    )


@rule("ECS931", "message-without-consent", Severity.WARNING, "consent", "unsubscribe", "via", "trigger")
def message_without_consent(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Advertising by e-mail or text message goes to people who agreed, and can be ended in every message.

    Notices of a parcel on its way belong to the purchase and are no advertising. No legal advice.

    Fails:

    ```yaml
    messages:
      news: {via: email, every: week}
    ```

    Passes:

    ```yaml
    messages:
      news: {via: email, every: week, consent: opt_in, unsubscribe: true}
    ```
    """
    strategy = assessed.linked.strategy
    if regions_checked(strategy) == frozenset():
        return
    laws = applying(strategy, "cn_consent", "eu_consent")
    for message in strategy.messages.values():
        if message.via not in ("email", "sms") or message.trigger in _OF_THE_ORDER:
            continue
        unasked, endless = not _agreed(message), not message.unsubscribe
        if not (unasked or endless):
            continue
        text = _TEXTS[unasked, endless]
        yield Finding(
            rule,
            text + " ({law}; no legal advice)" if laws else text,
            At("messages", message.id, part="key"),
            params={"message": message.name or message.id, "law": citations(laws)},
            hint="add `consent: opt_in` and `unsubscribe: true`, and see that it is so",
        )


_TEXTS = {
    (True, True): "{message} is sent without stated consent, and cannot be ended",
    (True, False): "{message} is sent without stated consent",
    (False, True): "{message} does not say how to end it",
}

RULES = (personal_data_without_consent, personal_data_unprotected, message_without_consent)
