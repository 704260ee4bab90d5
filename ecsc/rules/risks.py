"""Risks: 901 to 906. A risk is noticed by something, answered by something, and somebody answers for it."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.risks import answered, known_thing, named_things, noticed, only_named, score
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.diagnostics.near import Names
from ecsc.diagnostics.slips import meant_by
from ecsc.model.thresholds import number_threshold
from ecsc.rules.rule import rule

MOST_LOOKED_UP = 100
"""For so many unknown names a likeness is looked for; who has more of them has another mistake."""


@rule("ECS901", "risk-incomplete", Severity.ERROR)
def risk_incomplete(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A risk says how it is noticed and how it is answered.

    Without a trigger nobody sees that it has come true, without an answer nobody knows what to do. A trigger
    is a condition; where none says it, a `signal` in words does. `prevent` and `respond` are answers.

    Fails:

    ```yaml
    risks:
      late_parcels: {likelihood: possible, impact: moderate, owner: lin, prevent: two carriers}
    ```

    Passes:

    ```yaml
    risks:
      late_parcels:
        likelihood: possible
        impact: moderate
        owner: lin
        signal: parcels are three days late
        prevent: two carriers
    ```
    """
    for risk in assessed.linked.strategy.risks.values():
        if only_named(risk) or (noticed(risk) and answered(risk)):
            continue
        if noticed(risk):
            text, hint = "{risk} has no answer", "add `prevent:`, or `respond:` with the task that answers it"
        elif answered(risk):
            text = "{risk} says nowhere how it is noticed"
            hint = "add `trigger:`, such as `stock < reorder_point`, or `signal:` in words"
        else:
            text = "{risk} says neither how it is noticed nor how it is answered"
            hint = "add `trigger:` or `signal:`, and `prevent:` or `respond:`"
        yield Finding(
            rule, text, At("risks", risk.id, part="key"), params={"risk": risk.name or risk.id}, hint=hint
        )


@rule("ECS902", "high-risk-without-response", Severity.WARNING, "respond", thresholds=("high_risk",))
def high_risk_without_response(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A high risk has a task that starts when it comes true, not only something that makes it less likely.

    The score is likelihood times impact, each in five steps from 1.

    Fails:

    ```yaml
    risks:
      stock_out:
        likelihood: likely
        impact: major
        owner: lin
        signal: a size is gone
        prevent: two backup suppliers
    ```

    Passes:

    ```yaml
    risks:
      stock_out:
        likelihood: likely
        impact: major
        owner: lin
        signal: a size is gone
        respond: [rush]
    tasks:
      rush: {name: Rush order, owner: lin, duration: 5d, contingent: true}
    ```
    """
    strategy = assessed.linked.strategy
    limit = number_threshold(strategy, "high_risk")
    for risk in strategy.risks.values():
        found = score(risk)
        if found is not None and found >= limit and answered(risk) and not risk.respond:
            yield Finding(
                rule,
                "{risk} scores {score} and no task responds when it comes true",
                At("risks", risk.id, part="key"),
                params={"risk": risk.name or risk.id, "score": found, "limit": limit},
                hint="add `respond:` with a task that has `contingent: true`; from {limit} on a risk is high",
                related=(
                    Related(At("risks", risk.id, ("likelihood",)), "likelihood"),
                    Related(At("risks", risk.id, ("impact",)), "impact"),
                ),
            )


@rule("ECS903", "cause-without-answer", Severity.WARNING)
def cause_without_answer(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A cause that was found has an answer.

    A risk of which only the cause is written has been found, but nothing has been done about it.

    Fails:

    ```yaml
    risks:
      factory_stops: {cause: the only factory stops production, owner: lin}
    ```

    Passes:

    ```yaml
    risks:
      factory_stops:
        cause: the only factory stops production
        owner: lin
        signal: an order is not confirmed
        prevent: two backup suppliers
    ```
    """
    for risk in assessed.linked.strategy.risks.values():
        if only_named(risk):
            yield Finding(
                rule,
                "nothing answers the cause of {risk}",
                At("risks", risk.id, ("cause",)),
                params={"risk": risk.name or risk.id},
                hint="add `prevent:` or `respond:`, and `trigger:` or `signal:` by which it is noticed",
            )


@rule("ECS904", "risk-without-owner", Severity.WARNING)
def risk_without_owner(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Somebody answers for each risk.

    A risk that nobody watches is noticed when it is too late.

    Fails:

    ```yaml
    risks:
      late_parcels: {signal: parcels are three days late, prevent: two carriers}
    ```

    Passes:

    ```yaml
    risks:
      late_parcels: {signal: parcels are three days late, prevent: two carriers, owner: lin}
    ```
    """
    for risk in assessed.linked.strategy.risks.values():
        if risk.owner is None and not only_named(risk):
            yield Finding(
                rule,
                "nobody answers for {risk}",
                At("risks", risk.id, part="key"),
                params={"risk": risk.name or risk.id},
                hint="add `owner:`, the id of a person or team",
            )


@rule("ECS905", "response-never-runs", Severity.WARNING)
def response_never_runs(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A task that responds to a risk can still be done: it waits for the risk, or has its place in the plan.

    A task that was dropped, or is done already, answers nothing that comes later.

    Fails:

    ```yaml
    risks:
      stock_out: {signal: a size is gone, owner: lin, respond: [rush]}
    tasks:
      rush: {name: Rush order, owner: lin, duration: 5d, status: dropped}
    ```

    Passes:

    ```yaml
    risks:
      stock_out: {signal: a size is gone, owner: lin, respond: [rush]}
    tasks:
      rush: {name: Rush order, owner: lin, duration: 5d, contingent: true}
    ```
    """
    strategy = assessed.linked.strategy
    for risk in strategy.risks.values():
        for index, name in enumerate(risk.respond):
            task = strategy.tasks.get(name)
            if task is None or task.status not in ("dropped", "done"):
                continue
            yield Finding(
                rule,
                "{task} cannot respond to {risk}: it was dropped"
                if task.status == "dropped"
                else "{task} cannot respond to {risk}: it is done",
                At("risks", risk.id, ("respond", index)),
                params={"task": task.name or name, "risk": risk.name or risk.id},
                hint="name a task with `contingent: true` that waits for the risk",
                related=(Related(At("tasks", name, ("status",)), "stated here"),),
            )


@rule("ECS906", "risk-hits-unknown", Severity.WARNING)
def risk_hits_unknown(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What a risk hits is something of the strategy, by id.

    So the plan can show beside a goal or a task what threatens it.

    Fails:

    ```yaml
    risks:
      stock_out: {signal: a size is gone, owner: lin, prevent: two suppliers, hits: [revenu]}
    goals:
      revenue: {name: Revenue, owner: lin}
    ```

    Passes:

    ```yaml
    risks:
      stock_out: {signal: a size is gone, owner: lin, prevent: two suppliers, hits: [revenue]}
    goals:
      revenue: {name: Revenue, owner: lin}
    ```
    """
    strategy = assessed.linked.strategy
    if not any(risk.hits for risk in strategy.risks.values()) or not strategy.whole or strategy.torn:
        return
    things = named_things(strategy)
    ids, looked_up = Names(sorted(things)), 0
    for risk in strategy.risks.values():
        for index, name in enumerate(risk.hits):
            if known_thing(name, things, strategy):
                continue
            looked_up += 1
            near = ids.close_to(name) if len(name) <= 100 and looked_up <= MOST_LOOKED_UP else []
            yield Finding(
                rule,
                "{risk} hits `{name}`, which is nothing in this strategy",
                At("risks", risk.id, ("hits", index)),
                params={"risk": risk.name or risk.id, "name": name, "near": near},
                hint="did you mean {near}?"
                if near
                else "name a goal, a task, a channel or a product by its id",
                meant=meant_by(name, near),
            )


RULES = (
    risk_incomplete,
    high_risk_without_response,
    cause_without_answer,
    risk_without_owner,
    response_never_runs,
    risk_hits_unknown,
)
