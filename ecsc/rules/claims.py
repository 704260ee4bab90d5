"""What is said in public: 920 to 924, 947 and 948. No legal advice; `legal.checks: none` switches the law off."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.claims import Claimed, claimed, proven, unstated
from ecsc.assess.law import applying, citations, regions_checked, unknown_sets
from ecsc.assess.wording import claim_word
from ecsc.diagnostics import At, Finding, Rule, Severity, undecidable
from ecsc.messages import Phrase
from ecsc.model.risk import Claim
from ecsc.rules.rule import rule


@rule("ECS920", "claim-with-banned-word", Severity.WARNING, "strategy.regions", "legal.checks")
def claim_with_banned_word(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Advertising in China uses no word that its law bans: 国家级, 最高级, 最佳 and words like them.

    Proof does not save such a word (PRC Advertising Law art. 9; no legal advice). A word list finds it, so it
    may be wrong: ordinals (第一季度), store rules (最低消费) and names ("Best Western") are no hits.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, regions: [CN]}
    legal:
      claims:
        cloth: {text: 国家级面料, evidence: {source: lab, date: 2026-01-10, scope: linen}}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, regions: [CN]}
    legal:
      claims:
        cloth: {text: 第一季度新款亚麻连衣裙}
    ```
    """
    strategy = assessed.linked.strategy
    laws = applying(strategy, "cn_banned_words")
    if regions_checked(strategy) is None and strategy.legal_claims:
        first = next(iter(strategy.legal_claims))
        if claim_word(strategy.legal_claims[first].text, "claims_banned"):
            yield undecidable(
                rule, At("legal.claims", first, ("text",)), Phrase("`regions` of the strategy"), subject=first
            )
    if not laws:
        return
    for claim in strategy.legal_claims.values():
        word = claim_word(claim.text, "claims_banned")
        if word is not None:
            yield Finding(
                rule,
                "`{word}` is a word that advertising must not use, proven or not ({law}; no legal advice)",
                At("legal.claims", claim.id, ("text",)),
                params={"word": word, "law": citations(laws)},
                hint="say what is special instead, with a figure and its source",
            )


@rule("ECS921", "rank-without-evidence", Severity.ERROR, "text", "evidence")
def rank_without_evidence(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Who claims to be first says who has measured it.

    "No. 1 in sales" (销量第一) needs data: a source, with the day and the scope it holds for.

    Fails:

    ```yaml
    legal:
      claims:
        first: {text: 销量第一}
    ```

    Passes:

    ```yaml
    legal:
      claims:
        first: {text: 销量第一, evidence: {source: Sycm, date: 2026-02-28, scope: "Taobao, linen dresses"}}
    ```
    """
    for claim, found in _unproven(assessed, "rank"):
        yield _finding(assessed, rule, claim, found.word, "`{word}` claims a rank and names no evidence")


@rule("ECS922", "price-claim-without-evidence", Severity.WARNING, "text", "evidence")
def price_claim_without_evidence(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Who claims the lowest price says with what it was compared.

    Such a claim holds for a place and a time only, and a competitor can end it in an hour.

    Fails:

    ```yaml
    legal:
      claims:
        price: {text: 全网最低价}
    ```

    Passes:

    ```yaml
    legal:
      claims:
        price: {text: 全网最低价, evidence: {source: price survey, date: 2026-02-28, scope: five shops}}
    ```
    """
    for claim, found in _unproven(assessed, "price"):
        yield _finding(assessed, rule, claim, found.word, "`{word}` compares prices and names no evidence")


@rule("ECS923", "evidence-without-date-or-scope", Severity.WARNING, "text", "evidence")
def evidence_without_date_or_scope(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Evidence says as of when it holds and for what.

    A rank of three years ago, or of another class of goods, proves nothing about today.

    Fails:

    ```yaml
    legal:
      claims:
        first: {text: 销量第一, evidence: {source: Sycm}}
    ```

    Passes:

    ```yaml
    legal:
      claims:
        first: {text: 销量第一, evidence: {source: Sycm, date: 2026-02-28, scope: "Taobao, linen dresses"}}
    ```
    """
    strategy = assessed.linked.strategy
    laws = applying(strategy, "cn_claim_evidence")
    for claim in strategy.legal_claims.values():
        missing = unstated(claim)
        if not missing or not proven(claim) or claimed(claim.text) is None:
            continue
        yield Finding(
            rule,
            "the evidence has no {missing} ({law}; no legal advice)"
            if laws
            else "the evidence has no {missing}",
            At("legal.claims", claim.id, ("evidence",)),
            params={"missing": list(missing), "law": citations(laws)},
            hint="add `date:`, as of when it holds, and `scope:`, for what and where",
        )


@rule("ECS924", "figure-without-source", Severity.ERROR, "text", "evidence")
def figure_without_source(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A claim with a figure names the source of it.

    "9 out of 10 buyers come back" is a statistic: somebody has counted. Offers (50 % off) and what a product
    is made of (100 % linen) are no statistics.

    Fails:

    ```yaml
    legal:
      claims:
        liked: {text: 95% of our customers come back}
    ```

    Passes:

    ```yaml
    legal:
      claims:
        liked:
          text: 95% of our customers come back
          evidence: {source: own order data, date: 2026-02-28, scope: buyers of 2025}
        cloth: {text: 100% linen}
    ```
    """
    for claim, found in _unproven(assessed, "figure"):
        yield _finding(assessed, rule, claim, found.word, "`{word}` is a figure without a source")


@rule("ECS947", "unknown-legal-checks", Severity.WARNING)
def unknown_legal_checks(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The sets of legal checks are ones that ecsc has: CN, EU, US, or `none`.

    A country of the EU counts as EU. A set that is not known would be checked by nobody.

    Fails:

    ```yaml
    legal: {checks: [Atlantis]}
    ```

    Passes:

    ```yaml
    legal: {checks: [CN, EU]}
    ```
    """
    for index, text in unknown_sets(assessed.linked.strategy):
        yield Finding(
            rule,
            "there are no legal checks called `{name}`",
            At("legal", path=("checks", index)),
            params={"name": text},
            hint="write `CN`, `EU`, `US`, or `none` for no legal checks",
        )


@rule("ECS948", "certificate-without-evidence", Severity.WARNING, "text", "evidence")
def certificate_without_evidence(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Who speaks of a certificate says who has given it.

    A seal makes people trust, so it must be there when somebody asks for it. A word list finds it; logging in with
    a real name (实名认证) is no certificate.

    Fails:

    ```yaml
    legal:
      claims:
        cloth: {text: 面料通过有机认证}
    ```

    Passes:

    ```yaml
    legal:
      claims:
        cloth: {text: 面料通过有机认证, evidence: {source: GOTS, date: 2026-01-10, scope: linen}}
    ```
    """
    for claim in assessed.linked.strategy.legal_claims.values():
        word = claim_word(claim.text, "claims_certificate")
        if word is None or proven(claim) or claimed(claim.text) is not None:
            continue
        yield _finding(assessed, rule, claim, word, "`{word}` speaks of a certificate and names no evidence")


def _unproven(assessed: Assessed, kind: str) -> Iterator[tuple[Claim, Claimed]]:
    for claim in assessed.linked.strategy.legal_claims.values():
        if proven(claim):
            continue
        found = claimed(claim.text)
        if found is not None and found.kind == kind:
            yield claim, found


def _finding(assessed: Assessed, rule: Rule, claim: Claim, word: str, text: str) -> Finding:
    laws = applying(assessed.linked.strategy, "cn_claim_evidence")
    return Finding(
        rule,
        text + " ({law}; no legal advice)" if laws else text,
        At("legal.claims", claim.id, ("text",)),
        params={"word": word, "law": citations(laws)},
        hint="add `evidence:` with `source`, `date` and `scope`, or say less",
    )


RULES = (
    claim_with_banned_word,
    rank_without_evidence,
    price_claim_without_evidence,
    evidence_without_date_or_scope,
    figure_without_source,
    certificate_without_evidence,
    unknown_legal_checks,
)
