"""Checklists for each of some entries: 608 and 609."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Rule, Severity, undecidable
from ecsc.model import Strategy
from ecsc.rules.rule import rule

MOST_NAMED = 3
"""So many missing values are named; a table of products may lack thousands."""


def _read(strategy: Strategy, section: str) -> bool:
    """Return whether all of a section could be read, so that what is chosen of it is what was written."""
    partly = {home for home, _ in (*strategy.lost, *strategy.damaged)}
    return strategy.knows(section) and section not in partly


@rule("ECS608", "template-for-nothing", Severity.WARNING, "for_each")
def template_for_nothing(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A checklist that is worked through for each of some entries has entries to be worked through for.

    It has none when a category is spelt otherwise than the products spell it, or when the section is empty. The
    plan then has the checklist once.

    Fails:

    ```yaml
    products:
      linen: {name: Linen dress, category: dress, unit_cost: 60, skus: 15}
    tasks:
      listing: {owner: lin, duration: 5d, for_each: products where category == "dresses", checklist: Title}
    ```

    Passes:

    ```yaml
    products:
      linen: {name: Linen dress, category: dress, unit_cost: 60, skus: 15}
    tasks:
      listing: {owner: lin, duration: 5d, for_each: products where category == "dress", checklist: Title}
    ```
    """
    for task, found in assessed.subjects.items():
        if found.known and not found.ids and _read(assessed.linked.strategy, found.section):
            yield Finding(
                rule,
                "`{task}` is to be done for each of some entries, but none are chosen",
                At("tasks", task, ("for_each",)),
                params={"task": task},
                hint="compare the condition with what the entries say, letter by letter",
            )


@rule("ECS609", "template-undecided", Severity.INFO, "for_each")
def template_undecided(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """It can be told for which entries a checklist is worked through.

    What is not written is missing: a product without a category is neither a dress nor not one.

    Fails:

    ```yaml
    products:
      linen: {name: Linen dress, category: dress, unit_cost: 60, skus: 15}
      scarf: {name: Scarf, unit_cost: 20, skus: 3}
    tasks:
      listing: {owner: lin, duration: 5d, for_each: products where category == "dress", checklist: Title}
    ```

    Passes:

    ```yaml
    products:
      linen: {name: Linen dress, category: dress, unit_cost: 60, skus: 15}
      scarf: {name: Scarf, category: scarf, unit_cost: 20, skus: 3}
    tasks:
      listing: {owner: lin, duration: 5d, for_each: products where category == "dress", checklist: Title}
      scarves: {owner: lin, duration: 5d, for_each: products where category == "scarf", checklist: Title}
    ```
    """
    for task, found in assessed.subjects.items():
        at = At("tasks", task, ("for_each",))
        if found.missing and _read(assessed.linked.strategy, found.section):
            more = ("…",) if len(found.missing) > MOST_NAMED else ()
            yield undecidable(rule, at, *found.missing[:MOST_NAMED], *more, subject=task)
        elif found.error:
            yield Finding(rule, found.error, at, params=dict(found.params))


RULES = (template_for_nothing, template_undecided)
