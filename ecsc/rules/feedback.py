"""How customers are heard: 734 and 735."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.wording import folded
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.model.learning import Feedback
from ecsc.model.thresholds import threshold
from ecsc.quantity import Count
from ecsc.rules.rule import rule


@rule("ECS734", "feedback-incomplete", Severity.WARNING, thresholds=("feedback_channels",))
def incomplete(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Customers are heard over several channels, by somebody, and each kind of trouble goes somewhere.

    Who writes reviews is not who calls. A class of trouble needs an owner of its own or a route; whoever owns
    the feedback as a whole only sorts it.

    Fails:

    ```yaml
    feedback: {channels: reviews, every: month, categories: {price: {name: Price}}}
    ```

    Passes:

    ```yaml
    feedback: {channels: [reviews, tickets], every: month, owner: lin, categories: {price: {owner: lin}}}
    ```
    """
    strategy = assessed.linked.strategy
    feedback = strategy.feedback
    if feedback is None:
        return
    least = threshold(strategy, "feedback_channels")
    lost = strategy.damaged.get(("feedback", ""), frozenset())
    if feedback.every is not None and feedback.owner is None and "owner" not in lost:
        yield Finding(
            rule,
            "feedback is sorted {every}, by nobody",
            At("feedback", path=("every",)),
            params={"every": feedback.every},
            hint="add `owner:`, who sorts it",
        )
    known = len({folded(channel).strip() for channel in feedback.channels})
    if isinstance(least, Count) and known < least.value and "channels" not in lost:
        yield Finding(
            rule,
            "customers are heard over {count} channels where {least} are the least"
            if known != 1
            else "customers are heard over one channel where {least} are the least",
            At("feedback", path=("channels",) if feedback.channels else (), part="value"),
            params={"count": known, "least": least},
            hint="add one of `reviews`, `tickets`, `social` and `survey`",
        )
    yield from _classes(feedback, rule)


def _classes(feedback: Feedback, rule: Rule) -> Iterator[Finding]:
    for name, one in feedback.categories.items():
        if one.owner is None and not one.route:
            yield Finding(
                rule,
                "trouble of the class {name} goes nowhere",
                At("feedback", path=("categories", name)),
                params={"name": name},
                hint="add `owner:`, who takes it, or `route:`, where it goes",
            )


@rule("ECS735", "feedback-keyword", Severity.ERROR)
def keyword(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The words that tell of trouble are there, and each stands once.

    Compared without regard to capitals, widths, and simplified or traditional characters.

    Fails:

    ```yaml
    feedback: {channels: [reviews, tickets], sentiment: {keywords: [broken, Broken]}}
    ```

    Passes:

    ```yaml
    feedback: {channels: [reviews, tickets], sentiment: {keywords: [broken, never again]}}
    ```
    """
    strategy = assessed.linked.strategy
    feedback = strategy.feedback
    if feedback is None or feedback.sentiment is None or strategy.lacks("feedback", "", "sentiment"):
        return
    seen: dict[str, int] = {}
    for index, word in enumerate(feedback.sentiment.keywords):
        at = At("feedback", path=("sentiment", "keywords", index))
        plain = " ".join(folded(word).split())
        if not plain:
            yield Finding(
                rule, "a keyword is empty", at, hint="write a word that tells of trouble, or take it out"
            )
        elif (first := seen.setdefault(plain, index)) != index:
            yield Finding(
                rule,
                "{word} stands here twice",
                at,
                params={"word": word},
                hint="take one of them out",
                related=(Related(At("feedback", path=("sentiment", "keywords", first)), "here first"),),
            )
    if not feedback.sentiment.keywords:
        yield Finding(
            rule,
            "no keyword says what to look for",
            At("feedback", path=("sentiment",)),
            hint="add `keywords:`, words that tell of trouble",
        )


RULES = (incomplete, keyword)
