"""The people a goal is about: 746. A population that looks like an id is one of a persona or a segment."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Rule, Severity
from ecsc.diagnostics.near import close_matches
from ecsc.diagnostics.slips import meant_by
from ecsc.rules.rule import rule


@rule("ECS746", "unknown-population", Severity.ERROR, "population")
def unknown_population(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A goal's `population` is a persona, a segment, or says the people in words of its own.

    A share of people means nothing without the people. One word with `_`, or one that looks much like the id of a
    persona or segment, is taken for an id; anything else, such as `women of 18 to 30` or 城市年轻人, is text.

    Fails:

    ```yaml
    market:
      personas:
        young_urban: {name: Young urban people}
    goals:
      known: {name: Known to 40 %, target: 40%, population: young_urbn}
    ```

    Passes:

    ```yaml
    market:
      personas:
        young_urban: {name: Young urban people}
    goals:
      known: {name: Known to 40 %, target: 40%, population: young_urban}
    ```
    """
    strategy = assessed.linked.strategy
    if not strategy.knows("market.personas", "market.segments", "membership"):
        return
    tiers = strategy.membership.tiers if strategy.membership is not None else {}
    known = [*strategy.market_personas, *strategy.market_segments, *tiers]
    lost = [name for section, name in strategy.lost if section in ("market.personas", "market.segments")]
    for goal in strategy.goals.values():
        word = goal.population
        if word is None or word in known or word in lost or not word.isidentifier():
            continue
        near = close_matches(word, known, cutoff=0.7)
        if not near and not (word.isascii() and "_" in word):
            continue
        yield Finding(
            rule,
            "`{population}` is no persona and no segment",
            At("goals", goal.id, ("population",)),
            params={"population": word, "near": near},
            hint="did you mean {near}?"
            if near
            else "define it in `market.personas`, or say the people in words",
            meant=meant_by(word, near),
        )


RULES = (unknown_population,)
