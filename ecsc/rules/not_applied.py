"""Sections that this version reads and carries, and does nothing with yet: 192."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Rule, Severity
from ecsc.rules.rule import rule

UNAPPLIED = {
    "waivers": "no finding is waived by them",
    "scenarios": "nothing is computed with their figures",
}


@rule("ECS192", "not-applied-yet", Severity.WARNING)
def not_applied_yet(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What a section says is acted on.

    These sections are read, checked for their shape and carried into the plan, but this version does nothing
    else with them. That is said, so that nobody relies on it.

    Fails:

    ```yaml
    scenarios:
      slow: {name: Slow start, changes: {tasks.shop.duration: 20d}}
    ```

    Passes:

    ```yaml
    x-scenarios:
      slow: {name: Slow start, changes: {tasks.shop.duration: 20d}}
    ```
    """
    for section, meaning in UNAPPLIED.items():
        entries = assessed.linked.strategy.section(section)
        if entries:
            yield Finding(
                rule,
                "`{section}` are read, but {meaning} yet",
                At(section, next(iter(entries)), part="key"),
                params={"section": section, "meaning": meaning},
                hint="keep them: a later version acts on them",
            )


RULES = (not_applied_yet,)
