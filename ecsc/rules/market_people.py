"""Personas, competitors and technology: 438 to 440."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.rules.rule import rule

TOPICS = ("market.trends", "market.competitors", "market.personas", "market.technology")
"""Sections that speak of a topic each."""


@rule("ECS438", "persona-ages-reversed", Severity.ERROR, "age_min", "age_max")
def persona_ages_reversed(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The youngest of a persona is not older than the oldest.

    Fails:

    ```yaml
    market:
      personas:
        young: {name: Young urban, age_min: 30, age_max: 18}
    ```

    Passes:

    ```yaml
    market:
      personas:
        young: {name: Young urban, age_min: 18, age_max: 30}
    ```
    """
    for persona in assessed.linked.strategy.market_personas.values():
        low, high = persona.age_min, persona.age_max
        if low is not None and high is not None and low > high:
            yield Finding(
                rule,
                "`{persona}` is from {low} to {high} years old",
                At("market.personas", persona.id, ("age_min",)),
                params={"persona": persona.id, "low": low, "high": high},
                hint="write the lower age as `age_min`: {high}, and {low} as `age_max`",
                related=(Related(At("market.personas", persona.id, ("age_max",)), "the oldest"),),
            )


@rule("ECS439", "competitor-one-sided", Severity.WARNING, "strengths", "weaknesses")
def competitor_one_sided(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A competitor is described by what it does better and where it can be beaten.

    Fails:

    ```yaml
    market:
      competitors:
        brand_a: {name: Brand A, strengths: [many styles]}
    ```

    Passes:

    ```yaml
    market:
      competitors:
        brand_a: {name: Brand A, strengths: [many styles], weaknesses: [slow delivery]}
    ```
    """
    for competitor in assessed.linked.strategy.market_competitors.values():
        missing = [name for name in ("strengths", "weaknesses") if not getattr(competitor, name)]
        if missing:
            yield Finding(
                rule,
                "{competitor} is described without {missing}",
                At("market.competitors", competitor.id, part="key"),
                params={"competitor": competitor.id, "missing": missing},
                hint="add {missing}: at least one of each",
            )


@rule(
    "ECS440",
    "technology-unwatched",
    Severity.WARNING,
    "tasks.every|name|checklist",
    "meetings.name|agenda",
    "reports.name|sections",
)
def technology_unwatched(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Technologies that may change the business are looked at again and again.

    A task, a meeting or a report that comes round keeps the list fresh: one whose name or checklist speaks of
    technology or trends, or which names the technology.

    Fails:

    ```yaml
    market:
      technology:
        fitting: {name: AR try-on, impact: Fewer returns.}
    ```

    Passes:

    ```yaml
    market:
      technology:
        fitting: {name: AR try-on, impact: Fewer returns.}
    tasks:
      scan: {name: Scan of new technology and trends, owner: lin, every: quarter}
    ```
    """
    strategy = assessed.linked.strategy
    if not strategy.market_technology or not strategy.knows("tasks", "meetings", "reports"):
        return
    from ecsc.assess.wording import mentions

    names = tuple(one.name or one.id for one in strategy.market_technology.values())
    regular = (
        *((task.name, *task.checklist) for task in strategy.tasks.values() if task.every is not None),
        *((meeting.name, *meeting.agenda) for meeting in strategy.meetings.values()),
        *((report.name, *report.sections) for report in strategy.reports.values()),
    )
    said = [text for texts in regular for text in texts if text]
    if any(mentions(text, "scans", names) for text in said):
        return
    first = next(iter(strategy.market_technology))
    yield Finding(
        rule,
        "no regular work looks at technology again",
        At("market.technology", first, part="key"),
        params={"technology": first},
        hint="add a task with `every: quarter` whose name says so, such as `Scan of new technology`",
    )


RULES = (persona_ages_reversed, competitor_one_sided, technology_unwatched)
