"""Regular checks by lawyers: 935 and 936."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.legal_reviews import quarters_without_review
from ecsc.diagnostics import At, Finding, Related, Rule, Severity, undecidable
from ecsc.messages import Phrase
from ecsc.rules.rule import rule


@rule("ECS935", "quarter-without-legal-review", Severity.ERROR, "legal.reviews.every|last")
def quarter_without_legal_review(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A legal review falls in every quarter of the period.

    Reviews are counted from `last`; without it, one that comes at least every quarter has its place in each.

    Fails:

    ```yaml
    legal:
      reviews:
        adverts: {every: half, last: 2025-12-15, reviewer: Law office Chen, owner: lin}
    ```

    Passes:

    ```yaml
    legal:
      reviews:
        adverts: {every: quarter, last: 2025-12-15, reviewer: Law office Chen, owner: lin}
    ```

    Campaigns change faster than a yearly check can follow.
    """
    strategy = assessed.linked.strategy
    if not strategy.header_read:
        return
    reviews = tuple(strategy.legal_reviews.values())
    if not reviews:
        first = next(
            (
                At(name, one, part="key")
                for name in ("legal.claims", "legal.assets")
                for one in strategy.section(name)
            ),
            None,
        )
        if first is not None and strategy.knows("legal.reviews", "legal"):
            yield undecidable(rule, first, "`legal.reviews`", subject=Phrase("the quarterly legal review"))
        return
    missing = quarters_without_review(strategy)
    if missing:
        yield Finding(
            rule,
            "no legal review falls in {quarters}",
            At("legal.reviews", reviews[0].id, ("every",)),
            params={"quarters": [str(quarter) for quarter in missing]},
            hint="write `every: quarter`, and in `last:` the day it was last done",
            related=tuple(
                Related(At("legal.reviews", one.id, ("every",)), "{other}", {"other": one.every})
                for one in reviews[1:]
            ),
        )


@rule("ECS936", "legal-review-without-reviewer", Severity.WARNING)
def legal_review_without_reviewer(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A legal review says who does it: somebody of the own legal department, or an office outside.

    Fails:

    ```yaml
    legal:
      reviews:
        adverts: {every: quarter}
    ```

    Passes:

    ```yaml
    legal:
      reviews:
        adverts: {every: quarter, reviewer: Law office Chen, owner: lin}
    ```

    A check that is nobody's work is not done in the busy months.
    """
    strategy = assessed.linked.strategy
    for review in strategy.legal_reviews.values():
        owner = review.owner or (strategy.legal.owner if strategy.legal is not None else None)
        if owner is None and review.reviewer is None:
            yield Finding(
                rule,
                "nobody does {review}",
                At("legal.reviews", review.id, part="key"),
                params={"review": review.name or review.id},
                hint="add `reviewer:`, or `owner:` for somebody of your own",
            )


RULES = (quarter_without_legal_review, legal_review_without_reviewer)
