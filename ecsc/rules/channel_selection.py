"""Which channels are chosen: 477 to 479 and 562. The choice follows the ranking, clearly, and is carried out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ecsc.appraisal import Change, Ranked, dominators, smallest_change
from ecsc.assess import Assessed
from ecsc.assess.channel_choice import ChannelChoice, as_rate
from ecsc.diagnostics import At, Finding, PathStep, Related, Rule, Severity
from ecsc.model.thresholds import threshold
from ecsc.quantity import Rate
from ecsc.rules.rule import rule

COMPARED = 20
"""With so many of the best that were not chosen each that was is compared."""

_NEEDS = ("criteria", "scores", "candidates", "chosen")


def _at(*path: PathStep, key: bool = False) -> At:
    return At("channel_selection", path=path, part="key" if key else "value")


@rule("ECS477", "dominated-choice", Severity.ERROR, *_NEEDS)
def dominated_choice(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """No candidate is chosen while another is better on one criterion and worse on none.

    However the criteria are weighed, the other one is the better choice.

    Fails:

    ```yaml
    channel_selection:
      criteria: {traffic: {weight: 60%, scale: 0-10}, commission: {weight: 40%, direction: down, scale: 0-20%}}
      scores: {jd: {traffic: 7, commission: 8%}, taobao: {traffic: 9, commission: 5%}}
      chosen: jd
    ```

    Passes:

    ```yaml
    channel_selection:
      criteria: {traffic: {weight: 60%, scale: 0-10}, commission: {weight: 40%, direction: down, scale: 0-20%}}
      scores: {jd: {traffic: 7, commission: 8%}, taobao: {traffic: 9, commission: 5%}}
      chosen: taobao
    ```
    """
    choice = assessed.choice
    if choice is None or not choice.ranking:
        return
    outside = _outside(choice)
    for index, name in enumerate(choice.selection.chosen):
        better = _dominating(choice, name, outside)
        if better:
            yield Finding(
                rule,
                "{name} is chosen, but {better} is at least as good on every criterion and better on one",
                _at("chosen", index),
                params={"name": name, "better": better[0]},
                hint="choose {better}, or add the criterion on which {name} is better",
                related=tuple(Related(_at("scores", one, key=True), "its scores") for one in (*better, name)),
            )


@rule("ECS478", "choice-not-top", Severity.WARNING, "reason", *_NEEDS)
def choice_not_top(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Who is chosen is who ranks first; where several are chosen, they are the first ones.

    A choice against the ranking may be right, but then something counts that is no criterion: `reason` says what.

    Fails:

    ```yaml
    channel_selection:
      criteria: {traffic: {weight: 60%, scale: 0-10}, commission: {weight: 40%, direction: down, scale: 0-20%}}
      scores: {own_site: {traffic: 2, commission: 1%}, taobao: {traffic: 9, commission: 5%}}
      chosen: own_site
    ```

    Passes:

    ```yaml
    channel_selection:
      criteria: {traffic: {weight: 60%, scale: 0-10}, commission: {weight: 40%, direction: down, scale: 0-20%}}
      scores: {own_site: {traffic: 2, commission: 1%}, taobao: {traffic: 9, commission: 5%}}
      chosen: own_site
      reason: Customers of our own can be written to.
    ```
    """
    choice = assessed.choice
    if choice is None or not choice.ranking or choice.selection.reason:
        return
    score = {one.id: one.score for one in choice.ranking}
    outside = _outside(choice)
    for index, name in enumerate(choice.selection.chosen):
        better = outside[:1]
        if not better or better[0].score <= score[name] or _dominating(choice, name, outside):
            continue
        yield Finding(
            rule,
            "{name} is chosen with {score}, but {better} ranks higher with {top}",
            _at("chosen", index),
            params={
                "name": name,
                "score": as_rate(score[name]),
                "better": better[0].id,
                "top": as_rate(better[0].score),
            },
            hint="choose {better}, or say under `reason` what speaks for {name}",
            related=tuple(
                Related(_at("scores", one, key=True), "its scores") for one in (better[0].id, name)
            ),
        )


def _outside(choice: ChannelChoice) -> list[Ranked]:
    """Return the best of those that were not chosen."""
    chosen = frozenset(choice.selection.chosen)
    return [one for one in choice.ranking if one.id not in chosen][:COMPARED]


def _dominating(choice: ChannelChoice, name: str, outside: Sequence[Ranked]) -> tuple[str, ...]:
    """Return those of the best that were not chosen which are nowhere worse than `name` and somewhere better."""
    names = [one.id for one in outside]
    return dominators({one: choice.matrix[one] for one in (*names, name)}, name)


@rule(
    "ECS479", "choice-close", Severity.WARNING, "reason", "sensitivity", *_NEEDS, thresholds=("choice_lead",)
)
def choice_close(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Who is chosen leads clearly over who is not.

    A lead smaller than the `sensitivity` is within what the weights could just as well have been; a tie decides
    nothing. `reason` says what tipped the balance.

    Fails:

    ```yaml
    channel_selection:
      criteria: {traffic: {weight: 60%, scale: 0-10}, commission: {weight: 40%, direction: down, scale: 0-20%}}
      scores: {taobao: {traffic: 8, commission: 5%}, douyin: {traffic: 9, commission: 7%}}
      chosen: douyin
    ```

    Passes:

    ```yaml
    channel_selection:
      criteria: {traffic: {weight: 60%, scale: 0-10}, commission: {weight: 40%, direction: down, scale: 0-20%}}
      scores: {taobao: {traffic: 8, commission: 5%}, douyin: {traffic: 9, commission: 7%}}
      chosen: [taobao, douyin]
    ```
    """
    strategy = assessed.linked.strategy
    choice = assessed.choice
    if choice is None or choice.selection.reason:
        return
    pair = _border(choice)
    if pair is None:
        return
    first, second = pair
    asked = choice.selection.sensitivity
    least = asked if asked is not None else threshold(strategy, "choice_lead")
    lead = first.score - second.score
    if not isinstance(least, Rate) or lead >= Fraction(least.value):
        return
    change = smallest_change(choice.criteria, choice.matrix, first.id, second.id)
    yield Finding(
        rule,
        "{first} and {second} tie at {score}"
        if lead == 0
        else "{first} leads {second} by {lead} only, with {score}, which is less than {least}",
        _at("chosen") if choice.selection.chosen else _at("scores", key=True),
        params={
            "first": first.id,
            "second": second.id,
            "lead": as_rate(lead),
            "score": as_rate(first.score),
            "least": least,
            **_change(change),
        },
        hint="say under `reason` what tips the balance"
        if lead == 0 or change is None
        else "they are level once the weight of {criterion} goes from {weight} to {changed}; say under `reason` what "
        "tips the balance",
        related=tuple(Related(_at("scores", one.id, key=True), "its scores") for one in (first, second)),
    )


def _change(change: Change | None) -> dict[str, object]:
    if change is None:
        return {}
    return {
        "criterion": change.criterion,
        "weight": as_rate(change.weight),
        "changed": as_rate(change.changed),
    }


def _border(choice: ChannelChoice) -> tuple[Ranked, Ranked] | None:
    """Return the last that is chosen and the first that is not, where the choice follows the ranking.

    Without a choice these are the first two.
    """
    chosen = frozenset(choice.selection.chosen or [one.id for one in choice.ranking[:1]])
    inside = [one for one in choice.ranking if one.id in chosen]
    outside = [one for one in choice.ranking if one.id not in chosen]
    if not inside or not outside or inside[-1].score < outside[0].score:
        return None
    return inside[-1], outside[0]


@rule("ECS562", "chosen-channel-missing", Severity.WARNING, "chosen")
def chosen_channel_missing(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Where several channels are chosen, each of them is a channel of the strategy.

    Who chose two and plans for one sells on one. A candidate keeps its id when it becomes a channel. Before the first
    channel is written nothing is said.

    Fails:

    ```yaml
    channels: {taobao: {kind: marketplace}}
    channel_selection:
      criteria: {traffic: {weight: 60%, scale: 0-10}, reach: {weight: 40%, scale: 0-10}}
      candidates: {jd: {name: JD}}
      scores: {taobao: {traffic: 9, reach: 5}, jd: {traffic: 7, reach: 6}}
      chosen: [taobao, jd]
    ```

    Passes:

    ```yaml
    channels: {taobao: {kind: marketplace}, jd: {kind: marketplace}}
    channel_selection:
      criteria: {traffic: {weight: 60%, scale: 0-10}, reach: {weight: 40%, scale: 0-10}}
      scores: {taobao: {traffic: 9, reach: 5}, jd: {traffic: 7, reach: 6}}
      chosen: [taobao, jd]
    ```
    """
    strategy = assessed.linked.strategy
    selection = strategy.channel_selection
    if selection is None or not strategy.channels or strategy.unread("channels"):
        return
    chosen = tuple(dict.fromkeys(selection.chosen))
    missing = [name for name in chosen if name in selection.candidates and name not in strategy.channels]
    if len(chosen) > 1 and missing:
        yield Finding(
            rule,
            "{missing} is chosen, and no channel of the strategy"
            if len(missing) == 1
            else "{missing} are chosen, and no channels of the strategy",
            _at("chosen", selection.chosen.index(missing[0])),
            params={"missing": missing},
            hint="define it in `channels`, or take it out of `chosen`"
            if len(missing) == 1
            else "define them in `channels`, or take them out of `chosen`",
        )


RULES = (dominated_choice, choice_not_top, choice_close, chosen_channel_missing)
