"""What names say in public, and messages that nobody asked for: 573 and 574."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.claims import claimed, proven
from ecsc.assess.law import regions_checked
from ecsc.assess.wording import folded
from ecsc.diagnostics import At, Finding, Rule, Severity
from ecsc.model.offer import in_short
from ecsc.rules.rule import rule

_OF_THE_ORDER = ("order_shipped",)
_TOLD_ELSEWHERE = ("email", "sms")


@rule(
    "ECS573",
    "rank-in-a-name",
    Severity.WARNING,
    "name",
    "offer",
    "legal.claims.text",
    "legal.claims.evidence",
)
def rank_in_a_name(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What tactics, campaigns and promotions are called claims no rank that nothing proves.

    Such names stand on banners and in shop pages: "全网销量第一" in one is a claim as any other. A claim under
    `legal.claims` with the same words and a source proves it. Words of a list find it, so it may be wrong.

    Fails:

    ```yaml
    tactics: {ads: {name: 全网销量第一的茶, kind: content}}
    ```

    Passes:

    ```yaml
    tactics: {ads: {name: 第一季度的茶, kind: content}}
    ```
    """
    strategy = assessed.linked.strategy
    if regions_checked(strategy) == frozenset():
        return
    proofs = [folded(claim.text) for claim in strategy.legal_claims.values() if proven(claim)]
    for section in ("tactics", "campaigns", "promotions"):
        for name, one in strategy.section(section).items():
            texts = [("name", one.name or "")]
            if section == "promotions":
                texts.append(("offer", in_short(one.offer)))
            for field, text in texts:
                found = claimed(text) if text else None
                if found is None or found.kind != "rank" or any(found.word in proof for proof in proofs):
                    continue
                yield Finding(
                    rule,
                    "`{word}` claims a rank, and nothing proves it",
                    At(section, name, (field,)),
                    params={"word": found.word},
                    hint="take the word out, or add the claim with its `evidence:` to `legal.claims`",
                )


@rule("ECS574", "message-nobody-asked-for", Severity.WARNING, "consent", "trigger", "via", "personal_data")
def message_nobody_asked_for(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Who gets a message that advertises has agreed to it, on whatever way it comes.

    E-mails, text messages and the use of personal data have rules of their own; messages about an order need no
    consent.

    Fails:

    ```yaml
    messages: {news: {via: wechat, trigger: schedule, every: week, consent: none, frequency_cap: 1 per week}}
    ```

    Passes:

    ```yaml
    messages: {news: {via: wechat, trigger: schedule, every: week, consent: opt_in, frequency_cap: 1 per week}}
    ```
    """
    strategy = assessed.linked.strategy
    if regions_checked(strategy) == frozenset():
        return
    for message in strategy.messages.values():
        if (
            message.consent == "none"
            and not message.personal_data
            and message.via not in _TOLD_ELSEWHERE
            and message.trigger not in _OF_THE_ORDER
        ):
            yield Finding(
                rule,
                "{message} is sent to people who have not agreed to it",
                At("messages", message.id, ("consent",)),
                params={"message": message.name or message.id},
                hint="write `consent: opt_in`, or `existing_customer` for customers who were told",
            )


RULES = (rank_in_a_name, message_nobody_asked_for)
