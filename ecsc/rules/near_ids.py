"""Fields that take an id or words of one's own: 493. What is nearly an id was meant to be one."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, PathStep, Rule, Severity
from ecsc.diagnostics.near import close_matches
from ecsc.model import Strategy
from ecsc.rules.rule import rule

_EVIDENCE = ("market.findings", "market.sources", "experiments")
_PEOPLE = ("market.personas", "market.segments")


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
    for section, identifier, path, text, homes in _written(strategy):
        known = [name for home in homes for name in strategy.section(home)]
        if text in known or not strategy.knows(*homes):
            continue
        near = close_matches(text, known)
        if near:
            yield Finding(
                rule,
                "{text} names nothing, but nearly {near}",
                At(section, identifier, path),
                params={"text": text, "near": near},
                hint="did you mean {near}?",
            )


def _written(
    strategy: Strategy,
) -> Iterator[tuple[str, str, tuple[PathStep, ...], str, tuple[str, ...]]]:
    """Yield each text that may be an id: section, id, path, the text, and the sections it may name."""
    for goal in strategy.goals.values():
        for index, text in enumerate(goal.evidence):
            yield "goals", goal.id, ("evidence", index), text, _EVIDENCE
    for channel in strategy.channels.values():
        if channel.audience is not None:
            yield "channels", channel.id, ("audience",), channel.audience, _PEOPLE


RULES = (nearly_an_id,)
