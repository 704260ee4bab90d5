"""By what channels are chosen: 473 to 476, 480 and 481. Weights, scores and scales say what they must."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.catalogue import word_list
from ecsc.diagnostics import At, Finding, PathStep, Related, Rule, Severity
from ecsc.diagnostics.near import Names
from ecsc.diagnostics.slips import meant_by
from ecsc.quantity import Money, Rate
from ecsc.rules.rule import rule

_NEEDS = ("criteria", "scores", "candidates", "chosen")


def _at(*path: PathStep, key: bool = False) -> At:
    return At("channel_selection", path=path, part="key" if key else "value")


@rule("ECS473", "criteria-weights", Severity.ERROR, *_NEEDS)
def criteria_weights(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The weights of the criteria make 100%.

    A weight is how much of the decision a criterion makes; weights that make more or less leave open of what.

    Fails:

    ```yaml
    channel_selection:
      criteria: {traffic: {weight: 60%}, commission: {weight: 30%, direction: down}}
      scores: {taobao: {traffic: 9, commission: 5%}}
    ```

    Passes:

    ```yaml
    channel_selection:
      criteria: {traffic: {weight: 60%}, commission: {weight: 40%, direction: down}}
      scores: {taobao: {traffic: 9, commission: 5%}}
    ```
    """
    choice = assessed.choice
    if choice is None or not choice.criteria or choice.weights == 1:
        return
    yield Finding(
        rule,
        "the weights of the criteria make {made}",
        _at("criteria", key=True),
        params={"made": Rate(choice.weights)},
        hint="let the weights make 100%",
        related=tuple(
            Related(_at("criteria", one.id, "weight"), "{weight}", {"weight": Rate(one.weight)})
            for one in choice.criteria
        ),
    )


@rule("ECS474", "score-missing", Severity.ERROR, *_NEEDS)
def score_missing(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Every candidate has a score on every criterion.

    A missing score is no zero: who is not judged on a criterion cannot be compared with who is.

    Fails:

    ```yaml
    channel_selection:
      criteria: {traffic: {weight: 60%}, commission: {weight: 40%, direction: down}}
      scores: {taobao: {traffic: 9, commission: 5%}, douyin: {traffic: 8}}
    ```

    Passes:

    ```yaml
    channel_selection:
      criteria: {traffic: {weight: 60%}, commission: {weight: 40%, direction: down}}
      scores: {taobao: {traffic: 9, commission: 5%}, douyin: {traffic: 8, commission: 5%}}
    ```
    """
    choice = assessed.choice
    if choice is None:
        return
    for name, missing in choice.missing.items():
        home = next(
            (part for part in ("scores", "candidates") if name in getattr(choice.selection, part)), "chosen"
        )
        yield Finding(
            rule,
            "{candidate} has no score on {criteria}",
            _at("chosen") if home == "chosen" else _at(home, name, key=True),
            params={"candidate": name, "criteria": missing},
            hint="score it under `scores.{candidate}`",
        )


@rule("ECS475", "unknown-candidate", Severity.ERROR, *_NEEDS)
def unknown_candidate(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What is scored or chosen is a channel or a candidate, and what it is scored on a criterion.

    A slip in a name would judge somebody else, or by something that counts for nothing.

    Fails:

    ```yaml
    channels: {taobao: {kind: marketplace}}
    channel_selection:
      criteria: {traffic: {weight: 100%}}
      candidates: {jd: {name: JD}}
      scores: {taobao: {traffic: 9}, jdd: {traffic: 8}, jd: {traffic: 7}}
    ```

    Passes:

    ```yaml
    channels: {taobao: {kind: marketplace}}
    channel_selection:
      criteria: {traffic: {weight: 60%}, commission: {weight: 40%, direction: down}}
      candidates: {jd: {name: JD}}
      scores: {taobao: {traffic: 9, commission: 5%}, jd: {traffic: 7, commission: 8%}}
    ```
    """
    strategy = assessed.linked.strategy
    selection = strategy.channel_selection
    if selection is None:
        return
    known = {
        *strategy.channels,
        *selection.candidates,
        *(id_ for home, id_ in strategy.lost if home == "channels"),
    }
    places = [(name, _at("scores", name, key=True)) for name in selection.scores]
    places += [(name, _at("chosen", index)) for index, name in enumerate(selection.chosen)]
    names, criteria = Names(sorted(known)), Names(sorted(selection.criteria))
    if (strategy.channels or selection.candidates) and strategy.knows("channels"):
        for name, at in places:
            if name not in known:
                yield _unknown(rule, at, name, names, "{name} is neither a channel nor a candidate")
    for name, row in selection.scores.items():
        for key in row:
            if selection.criteria and key not in selection.criteria:
                at = _at("scores", name, key, key=True)
                yield _unknown(rule, at, key, criteria, "{name} is no criterion")


def _unknown(rule: Rule, at: At, name: str, known: Names, message: str) -> Finding:
    near = known.close_to(name)
    hint = "did you mean {near}?" if near else "define it, or take it out"
    return Finding(
        rule, message, at, params={"name": name, "near": near}, hint=hint, meant=meant_by(name, near)
    )


@rule("ECS476", "score-off-scale", Severity.ERROR, *_NEEDS)
def score_off_scale(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A score lies on the scale of its criterion, in the unit of the other scores.

    Without a `scale` the scores of the candidates are the scale, and a candidate more or less can turn the ranking.

    Fails:

    ```yaml
    channel_selection:
      criteria: {traffic: {weight: 60%, scale: 0-10}, commission: {weight: 40%, direction: down, scale: 0-20%}}
      scores: {taobao: {traffic: 90, commission: 5%}}
    ```

    Passes:

    ```yaml
    channel_selection:
      criteria: {traffic: {weight: 60%, scale: 0-10}, commission: {weight: 40%, direction: down, scale: 0-20%}}
      scores: {taobao: {traffic: 9, commission: 5%}}
    ```
    """
    choice = assessed.choice
    for one in choice.off_scale if choice is not None else ():
        yield Finding(
            rule,
            "{candidate} has {score} on {criterion}, whose scale is {low} to {high}"
            if one.low is not None
            else "{candidate} has {score} on {criterion}, in another unit than the other candidates",
            _at(*one.path),
            params={
                "candidate": one.candidate,
                "criterion": one.criterion,
                "score": one.score,
                "low": one.low,
                "high": one.high,
            },
            hint="score all candidates in one unit, from one end of the scale to the other",
            related=(Related(_at("criteria", one.criterion, key=True), "the criterion"),),
        )


@rule("ECS480", "single-criterion", Severity.WARNING, *_NEEDS)
def single_criterion(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Channels are chosen by more than one criterion.

    That a platform reaches the target group says nothing about its traffic, its commission and its support.

    Fails:

    ```yaml
    channel_selection:
      criteria: {match: {weight: 100%, scale: 0-10}}
      scores: {taobao: {match: 9}, jd: {match: 5}}
      chosen: taobao
    ```

    Passes:

    ```yaml
    channel_selection:
      criteria: {match: {weight: 60%, scale: 0-10}, commission: {weight: 40%, direction: down, scale: 0-20%}}
      scores: {taobao: {match: 9, commission: 5%}, jd: {match: 5, commission: 8%}}
      chosen: taobao
    ```
    """
    selection = assessed.linked.strategy.channel_selection
    if selection is None:
        return
    counting = [name for name, one in selection.criteria.items() if one.weight.value > 0]
    if len(counting) > 1 or not (counting or selection.chosen):
        return
    yield Finding(
        rule,
        "{criterion} alone decides which channels are chosen"
        if counting
        else "the channels are chosen by no criterion",
        _at("criteria", counting[0], key=True) if counting else _at("chosen"),
        params={"criterion": counting[0] if counting else ""},
        hint="add what else counts, such as traffic, the match with the target group, commission and support",
    )


@rule("ECS481", "cost-is-lower-better", Severity.ERROR, *_NEEDS)
def cost_is_lower_better(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A criterion that is a cost, such as the commission, is the better the lower it is.

    Left out, `direction` is `up`, and the dearest platform would win. It is about scores that are percentages or money;
    points from 0 to 10 may well be the higher, the cheaper.

    Fails:

    ```yaml
    channel_selection:
      criteria: {traffic: {weight: 60%, scale: 0-10}, commission: {weight: 40%, scale: 0-20%}}
      scores: {taobao: {traffic: 9, commission: 5%}}
    ```

    Passes:

    ```yaml
    channel_selection:
      criteria: {traffic: {weight: 60%, scale: 0-10}, commission: {weight: 40%, scale: 0-20%, direction: down}}
      scores: {taobao: {traffic: 9, commission: 5%}}
    ```
    """
    selection = assessed.linked.strategy.channel_selection
    if selection is None:
        return
    costs = [word for words in word_list("costs").values() for word in words]
    for name, one in selection.criteria.items():
        said = f"{name} {one.name or ''}".casefold().replace("_", " ")
        scores = [row[name] for row in selection.scores.values() if name in row]
        if (
            one.direction == "up"
            and any(isinstance(score, Rate | Money) for score in scores)
            and any(word in said for word in costs)
        ):
            stated = _at("criteria", name, key=True)
            yield Finding(
                rule,
                "{criterion} is a cost, but the highest score counts as the best",
                stated,
                params={"criterion": name},
                hint="add `direction: down`",
            )


RULES = (
    criteria_weights,
    score_missing,
    unknown_candidate,
    score_off_scale,
    single_criterion,
    cost_is_lower_better,
)
