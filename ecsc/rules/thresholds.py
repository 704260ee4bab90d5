"""Thresholds of the strategy's own: 190 and 191."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.catalogue import shipped_thresholds
from ecsc.diagnostics import At, Finding, Rule, Severity
from ecsc.diagnostics.near import close_matches
from ecsc.diagnostics.slips import meant_by
from ecsc.messages import Phrase
from ecsc.model.thresholds import shipped
from ecsc.rules.rule import rule


@rule("ECS190", "unknown-threshold", Severity.ERROR)
def unknown_threshold(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A threshold that a strategy sets is one that a check uses.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, thresholds: {sources_age: 18 months}}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, thresholds: {source_age: 18 months}}
    ```
    """
    known = shipped_thresholds()
    for name in assessed.linked.strategy.header.thresholds:
        if name not in known:
            near = close_matches(name, known)
            yield Finding(
                rule,
                "no check uses a threshold called `{name}`",
                At("strategy", path=("thresholds", name), part="key"),
                params={"name": name, "near": near},
                hint="did you mean {near}?"
                if near
                else "`ecsc explain CODE` shows the thresholds of a check",
                meant=meant_by(name, near),
            )


@rule("ECS191", "threshold-of-another-kind", Severity.ERROR)
def threshold_of_another_kind(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A threshold is of the kind that its check compares: a length of time, a percentage, a number.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, thresholds: {source_age: 18}}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, thresholds: {source_age: 18 months}}
    ```
    """
    known = shipped_thresholds()
    for name, own in assessed.linked.strategy.header.thresholds.items():
        if name in known and type(own) is not type(shipped(name)):
            yield Finding(
                rule,
                "`{name}` cannot be compared with {own}",
                At("strategy", path=("thresholds", name)),
                params={
                    "name": name,
                    "own": own,
                    "value": known[name]["value"],
                    "about": Phrase(known[name]["about"]),
                },
                hint="write it like `{value}`: it says {about}",
            )


RULES = (unknown_threshold, threshold_of_another_kind)
