"""Research: 441 to 443. How many are asked, what the report holds, and whether it comes in time."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ecsc.assess import Assessed
from ecsc.assess.research_parts import missing_parts
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.model.thresholds import threshold
from ecsc.quantity import Points
from ecsc.rules.rule import rule


@rule("ECS441", "survey-without-sample", Severity.WARNING, "sample_size", thresholds=("survey_margin",))
def survey_without_sample(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A survey says how many are asked, and they are enough.

    The margin of error of a share is at most 1.96 × √(0.25 / n) with 95 % confidence: 384 answers give 5 points.
    A smaller sample is only noted, with its margin: for a first look it may do.

    Fails:

    ```yaml
    market:
      research:
        awareness: {question: Who knows the brand?, method: questionnaire, owner: lin}
    ```

    Passes:

    ```yaml
    market:
      research:
        awareness: {question: Who knows the brand?, method: questionnaire, sample_size: 400, owner: lin}
    ```
    """
    strategy = assessed.linked.strategy
    limit = threshold(strategy, "survey_margin")
    if not strategy.market_research or not isinstance(limit, Points) or limit.value <= 0:
        return
    from ecsc.targets.sampling import answers_for, margin_of_error

    answers = answers_for(float(limit.value))
    for one in strategy.market_research.values():
        if one.method != "questionnaire":
            continue
        if one.sample_size is None or one.sample_size < 1:
            yield Finding(
                rule,
                "the survey `{id}` does not say how many are asked",
                At("market.research", one.id, part="key"),
                params={"id": one.id, "answers": answers, "limit": limit},
                hint="add `sample_size:`; {answers} answers tell a share to within {limit}",
            )
            continue
        margin = margin_of_error(one.sample_size)
        if round(margin, 3) > float(limit.value):
            yield Finding(
                rule,
                "{asked} answers tell a share only to within {margin}",
                At("market.research", one.id, ("sample_size",)),
                params={
                    "asked": one.sample_size,
                    "margin": Points(Decimal(str(round(margin, 3)))),
                    "answers": answers,
                    "limit": limit,
                },
                hint="ask {answers} for {limit}",
                severity=Severity.INFO,
            )


@rule("ECS442", "report-part-missing", Severity.WARNING, "market.research.sections")
def report_part_missing(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The report on the market holds the size of the market, competitors, users' needs, opportunities and risks.

    What one piece of research leaves out another one may report.

    Fails:

    ```yaml
    market:
      research:
        report: {method: industry_database, owner: lin, sections: [market_size, competitors]}
    ```

    Passes:

    ```yaml
    market:
      research:
        report: {method: industry_database, owner: lin, sections: [market_size, competitors]}
        talks: {method: interview, owner: lin, sections: [user_needs, opportunities_and_risks]}
    ```
    """
    strategy = assessed.linked.strategy
    first, missing = missing_parts(strategy)
    if first is None:
        return
    others = [one.id for one in strategy.market_research.values() if one.sections and one.id != first]
    yield Finding(
        rule,
        "no report of the research has a part on {missing}",
        At("market.research", first, ("sections",)),
        params={"missing": list(missing)},
        hint="add {missing} to the `sections` of a report",
        related=tuple(Related(At("market.research", one, ("sections",)), "reported here") for one in others),
    )


@rule("ECS443", "research-too-late", Severity.ERROR, "due", "before", "tasks.phase")
def research_too_late(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A report is due before the phase begins that uses it.

    The phase begins with its first task, or with its window when it has no tasks.

    Fails:

    ```yaml
    market:
      research:
        report: {question: How large is the market?, due: 2026-03-10, before: design, owner: lin}
    phases:
      design: {name: Design, window: 2026-03-02..2026-04-30}
    ```

    Passes:

    ```yaml
    market:
      research:
        report: {question: How large is the market?, due: 2026-02-27, before: design, owner: lin}
    phases:
      design: {name: Design, window: 2026-03-02..2026-04-30}
    ```
    """
    strategy = assessed.linked.strategy
    waited = [one for one in strategy.market_research.values() if one.due and one.before]
    if not waited:
        return
    from ecsc.assess.phase_days import phase_days, phase_start

    days = phase_days(strategy, assessed.timetable)
    for one in waited:
        start = phase_start(strategy, days, one.before or "")
        if start is None or one.due is None or one.due < start:
            continue
        phase = strategy.phases.get(one.before or "")
        if phase is not None and phase.window is not None and start < phase.window.start.date() > one.due:
            continue  # its tasks begin before its window does, which is told
        yield Finding(
            rule,
            "the report of `{id}` is due on {due}, but {phase}, which uses it, begins on {start}",
            At("market.research", one.id, ("due",)),
            params={"id": one.id, "due": one.due, "phase": one.before, "start": start},
            hint="let it be due before {start}, or begin {phase} after {due}",
            related=(Related(At("phases", one.before or "", part="key"), "begins on {start}"),),
        )


RULES = (survey_without_sample, report_part_missing, research_too_late)
