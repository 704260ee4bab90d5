"""The organisation's own checks: 951 and 952."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.policies import PolicyView
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.model import Strategy
from ecsc.rules.rule import rule


@rule("ECS951", "policy-broken", Severity.ERROR)
def policy_broken(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The strategy keeps the policies it names.

    A policy is a check in the expression language with the organisation's own message and severity, so a
    finance department adds its rules without programming.

    Fails:

    ```yaml
    policies:
      small_steps: {for_each: tasks, check: duration <= 20 days, message: Cut long tasks into steps.}
    tasks:
      shop: {name: Shop, owner: lin, duration: 30d}
    ```

    Passes:

    ```yaml
    policies:
      small_steps: {for_each: tasks, check: duration <= 20 days, message: Cut long tasks into steps.}
    tasks:
      shop: {name: Shop, owner: lin, duration: 15d}
    ```
    """
    policies = assessed.linked.strategy.policies
    for view in assessed.policies:
        if view.outcome != "fail":
            continue
        policy = policies[view.policy]
        section = policy.for_each or ""
        yield Finding(
            rule,
            "{policy}: {message}",
            At("policies", policy.id, ("check",)),
            params={
                "policy": policy.name or policy.id,
                "message": policy.message or policy.check,
                "source": policy.source,
                "count": len(view.subjects),
                "found": view.found[0] if view.found else None,
            },
            label=_label(view),
            hint="source: {source}" if policy.source else "",
            related=tuple(
                Related(
                    At(section, name, part="key"), "it is {value}" if view.found else "broken here", extra
                )
                for name, extra in zip(view.subjects, _extras(view), strict=True)
            ),
            severity=Severity(policy.severity),
        )


def _label(view: PolicyView) -> str:
    if view.subjects:
        return "does not hold for {count}"
    return "it is {found}" if view.found else "does not hold"


def _extras(view: PolicyView) -> list[dict[str, object]]:
    """Return for each subject the value that was compared, for the label of its place."""
    if view.subjects and view.found:
        return [{"value": value} for value in view.found]
    return [{} for _ in view.subjects]


@rule("ECS952", "policy-undecided", Severity.INFO)
def policy_undecided(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Everything a policy asks about is stated.

    A value that is not written is missing, not zero: the policy can then be neither kept nor broken. Say
    `default(tasks.*.cost, 0)` where nothing means zero.

    Fails:

    ```yaml
    policies:
      cap: {check: sum(tasks.*.cost) <= 500000, message: The budget is capped.}
    tasks:
      shop: {name: Shop, owner: lin, duration: 30d}
    ```

    Passes:

    ```yaml
    policies:
      cap: {check: "sum(default(tasks.*.cost, 0)) <= 500000", message: The budget is capped.}
    tasks:
      shop: {name: Shop, owner: lin, duration: 30d}
    ```
    """
    policies = assessed.linked.strategy.policies
    for view in assessed.policies:
        if view.outcome != "undecidable":
            continue
        policy = policies[view.policy]
        at = At("policies", policy.id, ("check",))
        missing = [what for what in view.missing if not _unread(what, assessed.linked.strategy)]
        if view.missing and not missing:
            continue
        if view.error:
            yield Finding(rule, "{policy}: " + view.error, at, params={"policy": policy.id, **view.params})
            continue
        yield Finding(
            rule,
            "{policy}: not decidable because {missing} is missing"
            if len(missing) == 1
            else "{policy}: not decidable because {missing} are missing",
            at,
            params={"policy": policy.name or policy.id, "missing": missing[:5]},
            hint="state it, or say `default(…, 0)` where nothing means zero",
            missing=tuple(missing),
        )


def _unread(what: str, strategy: Strategy) -> bool:
    """Return whether a value, `tasks.shop.cost`, is missing because it could not be read.

    What is dropped of a budget line inside another, `budgets.marketing.kol.limit`, is noted as `lines` of the outer.
    """
    section, _, rest = what.partition(".")
    identifier, _, path = rest.partition(".")
    field, _, inner = path.partition(".")
    return strategy.lacks(section, identifier, "lines" if section == "budgets" and inner else field)


RULES = (policy_broken, policy_undecided)
