"""What must be possible before something starts: 525 and 526."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.capabilities import Need, Ready, delivering, needs, readiness
from ecsc.diagnostics import At, Finding, Related, Rule, Severity, undecidable
from ecsc.diagnostics.near import Names
from ecsc.diagnostics.slips import meant_by
from ecsc.messages import Phrase
from ecsc.rules.rule import rule


@rule(
    "ECS525",
    "capability-unavailable",
    Severity.ERROR,
    "requires",
    "capabilities.available|available_from",
    "tasks.delivers|after|finish_after|start|not_before|duration|effort",
)
def capability_unavailable(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What needs a capability starts when the capability is there.

    A capability is there when it is `available`, from its `available_from` on, or once a task that `delivers` it is
    finished. Tactics, messages, tasks and automation name under `requires` what they cannot run without; what is on
    the roadmap comes after the plan, so nothing has to deliver it yet.

    Fails:

    ```yaml
    capabilities:
      recommendations: {name: Personal recommendations, available: false}
    tasks:
      engine: {name: Recommendation engine, owner: lin, start: 2026-03-02, duration: 20d, delivers: [recommendations]}
    tactics:
      mail: {kind: email, window: 2026-02-01..2026-06-30, requires: [recommendations]}
    ```

    Passes:

    ```yaml
    capabilities:
      recommendations: {name: Personal recommendations, available: false}
    tasks:
      engine: {name: Recommendation engine, owner: lin, start: 2026-03-02, duration: 20d, delivers: [recommendations]}
    tactics:
      mail: {kind: email, window: 2026-04-01..2026-06-30, requires: [recommendations]}
    ```
    """
    strategy = assessed.linked.strategy
    ready = readiness(strategy, assessed.timetable)
    for need in needs(strategy, assessed.timetable):
        if need.section == "roadmap":
            continue
        one = ready.get(need.capability)
        if one is None:
            if not strategy.capabilities and strategy.knows("capabilities"):
                yield undecidable(
                    rule,
                    need.at,
                    Phrase(
                        "{capability} under `capabilities`, with `available:`",
                        capability=f"`{need.capability}`",
                    ),
                    subject=need.id,
                )
            continue  # told by unknown-capability
        if ("capabilities", need.capability) in strategy.lost:
            continue
        if one.instant is None:
            yield _never(rule, assessed, need, one)
        elif one.instant and (need.instant is None or need.day is None):
            yield undecidable(
                rule, need.at, "`start`" if need.section == "automation" else "`window`", subject=need.id
            )
        elif need.instant is not None and need.instant < one.instant:
            yield _too_early(rule, assessed, need, one)


def _never(rule: Rule, assessed: Assessed, need: Need, ready: Ready) -> Finding:
    if ready.open_tasks:
        return undecidable(
            rule, At("tasks", ready.open_tasks[0], part="key"), "`duration`", subject=ready.open_tasks[0]
        )
    return Finding(
        rule,
        "{name} needs {capability}, which is not available, and no task delivers it",
        need.at,
        params={"name": need.name, "capability": need.capability},
        hint="plan a task with `delivers: [{capability}]` before it, or state `available_from:` if it comes anyway",
        related=_defined(assessed, need.capability),
    )


def _too_early(rule: Rule, assessed: Assessed, need: Need, ready: Ready) -> Finding:
    related = list(_defined(assessed, need.capability))
    if ready.task is not None:
        delivered = At("tasks", ready.task, ("delivers",))
        related.append(Related(delivered, "delivered here, finished on {available}"))
    return Finding(
        rule,
        "{name} needs {capability} from {needed} on, but {task} delivers it only on {available}"
        if ready.task is not None
        else "{name} needs {capability} from {needed} on, but it is available only from {available} on",
        need.at,
        params={
            "name": need.name,
            "capability": need.capability,
            "needed": need.day,
            "available": ready.day,
            "task": ready.task,
        },
        hint="start it later, or have {capability} earlier",
        related=tuple(related),
    )


def _defined(assessed: Assessed, capability: str) -> tuple[Related, ...]:
    if capability not in assessed.linked.strategy.capabilities:
        return ()
    return (Related(At("capabilities", capability, part="key"), "defined here"),)


@rule("ECS526", "unknown-capability", Severity.ERROR)
def unknown_capability(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A capability that is required or delivered is defined under `capabilities`.

    A slip in its name would make it another capability, one that nobody delivers or nobody needs.

    Fails:

    ```yaml
    capabilities:
      recommendations: {name: Personal recommendations, available: true}
    tactics:
      mail: {kind: email, window: 2026-04-01..2026-06-30, requires: [recomendations]}
    ```

    Passes:

    ```yaml
    capabilities:
      recommendations: {name: Personal recommendations, available: true}
    tactics:
      mail: {kind: email, window: 2026-04-01..2026-06-30, requires: [recommendations]}
    ```
    """
    strategy = assessed.linked.strategy
    if not strategy.capabilities or not strategy.knows("capabilities"):
        return
    named = [(need.capability, need.at) for need in needs(strategy, assessed.timetable)]
    named += [(name, at) for _, name, at in delivering(strategy)]
    known = Names(strategy.capabilities)
    for name, at in named:
        if strategy.defines("capabilities", name):
            continue
        near = known.close_to(name)
        yield Finding(
            rule,
            "there is no capability `{id}`",
            at,
            params={"id": name, "near": near},
            hint="did you mean {near}?" if near else "define it under `capabilities`",
            meant=meant_by(name, near),
        )


RULES = (capability_unavailable, unknown_capability)
