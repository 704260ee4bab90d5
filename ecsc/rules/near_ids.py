"""Fields that take an id or words of one's own: 493. What is nearly an id was meant to be one."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Rule, Severity
from ecsc.diagnostics.near import close_matches
from ecsc.model import Strategy
from ecsc.rules.rule import rule

_EVIDENCE = ("market.findings", "market.sources", "experiments")
_PEOPLE = ("market.personas", "market.segments")
_ALIKE = 0.8
"""How alike words and an id are before a slip is supposed: words of one's own may share some letters."""


@rule("ECS493", "nearly-an-id", Severity.WARNING, "evidence", "audience")
def nearly_an_id(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What is written almost like an id is that id.

    A goal's `evidence` may be words, and so may the audience of a channel. Where a finding, a source, an experiment,
    a persona or a segment has nearly the same name, a slip of the pen has cut the link to it.

    Fails:

    ```yaml
    market:
      findings:
        phone_buyers: {text: 64 % buy on the phone.}
    goals:
      sales: {name: Sales, owner: lin, evidence: phone_buyer}
    ```

    Passes:

    ```yaml
    market:
      findings:
        phone_buyers: {text: 64 % buy on the phone.}
    goals:
      sales: {name: Sales, owner: lin, evidence: [phone_buyers, Sales rose by 60 % last year]}
    ```
    """
    strategy = assessed.linked.strategy
    for homes, written in ((_EVIDENCE, _evidence(strategy)), (_PEOPLE, _audiences(strategy))):
        known = dict.fromkeys(name for home in homes for name in strategy.section(home))
        if not known or not strategy.knows(*homes):
            continue
        for at, text in written:
            near = [] if text in known else close_matches(text, known, cutoff=_ALIKE)
            if near:
                yield Finding(
                    rule,
                    "{text} names nothing, but nearly {near}",
                    at,
                    params={"text": text, "near": near},
                    hint="did you mean {near}?",
                )


def _evidence(strategy: Strategy) -> Iterator[tuple[At, str]]:
    for goal in strategy.goals.values():
        for index, text in enumerate(goal.evidence):
            yield At("goals", goal.id, ("evidence", index)), text


def _audiences(strategy: Strategy) -> Iterator[tuple[At, str]]:
    for channel in strategy.channels.values():
        if channel.audience is not None:
            yield At("channels", channel.id, ("audience",)), channel.audience


RULES = (nearly_an_id,)
