"""What triggers do: 750 and 751. Whether what they name exists is told with the other references."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.diagnostics.near import close_matches
from ecsc.diagnostics.slips import meant_by
from ecsc.link.actions import ACTIONS, Action, actions_of
from ecsc.quantity import QuantityError, parse_money, parse_rate
from ecsc.rules.rule import rule

_ANY = "CNY"
"""In which currency an amount is read where the strategy names none: here only its form counts."""

_SPELT = {
    "start": "start(task)",
    "notify": "notify(person)",
    "shift_budget": "shift_budget(from, to, 10%)",
    "pause": "pause(tactic)",
}


@rule("ECS750", "trigger-action-form", Severity.ERROR, "then")
def form(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What a trigger does is one of the four actions, with what each takes, or it is plain words.

    An action that is misspelt or lacks a part is nothing but a text in the plan: nobody is told and nothing starts.

    Fails:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    triggers:
      weak_channel: {when: conversion < 1.5%, then: notfy(lin), minimum_sample: 2000}
    ```

    Passes:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    triggers:
      weak_channel: {when: conversion < 1.5%, then: notify(lin), minimum_sample: 2000}
    ```
    """
    strategy = assessed.linked.strategy
    for action in actions_of(strategy):
        at = At("triggers", action.trigger, ("then", action.index))
        if action.verb not in ACTIONS:
            near = close_matches(action.verb.lower(), ACTIONS, 1, 0.7)
            if near:
                yield Finding(
                    rule,
                    "`{verb}` is no action of a trigger",
                    at,
                    params={"verb": action.verb, "near": near[0], "form": _SPELT[near[0]]},
                    hint="did you mean `{near}`, as in `{form}`? Plain words are fine too, without brackets",
                    meant=meant_by(action.verb, near),
                )
        elif not action.closed:
            yield Finding(
                rule,
                "the bracket of `{verb}(` is not closed",
                at,
                params={"verb": action.verb, "form": _SPELT[action.verb]},
                hint="write it as in `{form}`",
            )
        elif not action.whole:
            yield Finding(
                rule,
                "`{verb}` takes {n} things in its brackets, not {given}"
                if len(action.takes) > 1
                else "`{verb}` takes one thing in its brackets, not {given}",
                at,
                params={
                    "verb": action.verb,
                    "n": len(action.takes),
                    "given": len(action.arguments),
                    "form": _SPELT[action.verb],
                },
                hint="write it as in `{form}`",
            )
        elif action.verb == "shift_budget":
            yield from _shifted(assessed, rule, action, at)


def _shifted(assessed: Assessed, rule: Rule, action: Action, at: At) -> Iterator[Finding]:
    """Yield what is wrong with how much is shifted, or between which lines."""
    start, end, much = action.arguments
    if start == end:
        yield Finding(
            rule,
            "`{line}` gives the money to itself",
            at,
            params={"line": start},
            hint="name the line that gives, then the line that gets",
        )
    elif not _is_amount(much, assessed.linked.strategy.header.currency):
        yield Finding(
            rule,
            "`{amount}` does not say how much of `{line}` is shifted",
            at,
            params={"amount": much, "line": start},
            hint="write a share above 0% up to 100%, or an amount of money",
        )


def _is_amount(text: str, currency: str | None) -> bool:
    """Return whether the text is a share of a line, or money."""
    with suppress(QuantityError):
        return 0 < parse_rate(text).value <= 1
    with suppress(QuantityError):
        return parse_money(text, currency or _ANY).amount > 0
    return False


@rule("ECS751", "trigger-starts-scheduled", Severity.WARNING, "then", "tasks.contingent|status")
def starts_scheduled(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What a trigger starts is work that waits for it: `contingent: true`.

    Other work has its dates in the plan and is done whether the trigger goes off or not; dropped work is not done
    even then.

    Fails:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    tasks:
      rebuild: {name: Rebuild the ads, owner: lin, duration: 5d, serves: [web]}
    triggers:
      weak_channel: {when: conversion < 1.5%, then: start(rebuild), minimum_sample: 2000}
    ```

    Passes:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    tasks:
      rebuild: {name: Rebuild the ads, owner: lin, duration: 5d, serves: [web], contingent: true}
    triggers:
      weak_channel: {when: conversion < 1.5%, then: start(rebuild), minimum_sample: 2000}
    ```
    """
    strategy = assessed.linked.strategy
    for action in actions_of(strategy):
        task = strategy.tasks.get(action.arguments[0]) if action.whole and action.verb == "start" else None
        if task is None or (task.contingent and task.status != "dropped"):
            continue
        if task.contingent is None and task.status in ("started", "done"):
            continue  # it went off, and the work has been put into the plan
        yield Finding(
            rule,
            "{trigger} starts {task}, which was dropped"
            if task.status == "dropped"
            else "{trigger} starts {task}, which has its dates in the plan whether the trigger goes off or not",
            At("triggers", action.trigger, ("then", action.index)),
            params={"trigger": action.trigger, "task": task.id},
            hint="name work that can still be done"
            if task.status == "dropped"
            else "add `contingent: true` to {task}: it then stays out of the schedule until the trigger goes off",
            related=(Related(At("tasks", task.id, part="key"), "defined here"),),
        )


RULES = (form, starts_scheduled)
