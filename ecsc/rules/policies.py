"""The organisation's own checks: 951, 952, 954 and 955."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.policies import PolicyView
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.diagnostics.near import close_matches
from ecsc.diagnostics.slips import meant_by
from ecsc.messages import Phrase
from ecsc.model import SECTIONS, Strategy
from ecsc.model.governance import Policy
from ecsc.model.sections import home_of
from ecsc.rules.rule import rule


@rule("ECS951", "policy-broken", Severity.ERROR)
def policy_broken(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The strategy keeps its policies and those that its organisation shares.

    A policy is a check in the expression language with the organisation's own message and severity, so a
    finance department adds its rules without programming. Policies of several strategies stand in files that
    `ecsc.toml` names, and in packs that ecsc ships; `ecsc policies` lists those in force.

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
        if policy.id in assessed.linked.strategy.shared:
            yield from _shared_broken(assessed, rule, view)
            continue
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


def _told(assessed: Assessed, policy: Policy) -> dict[str, object]:
    """Return what a shared policy says; those of packs are told in the reader's language."""
    origin = assessed.linked.strategy.shared.get(policy.id)
    said = Phrase if origin is not None and origin.pack else str
    return {
        "policy": said(policy.name or policy.id),
        "message": said(policy.message or policy.check),
        "source": said(policy.source) if policy.source else None,
    }


def _shared_broken(assessed: Assessed, rule: Rule, view: PolicyView) -> Iterator[Finding]:
    """Yield what breaks a shared policy, each in its place in the strategy: the policy stands elsewhere."""
    policy = assessed.linked.strategy.policies[view.policy]
    params = _told(assessed, policy)
    values = view.found or (None,)
    for number, at in enumerate(_places(assessed, view)):
        found = values[number] if view.subjects and view.found else values[0]
        yield Finding(
            rule,
            "{policy}: {message}",
            at,
            params={**params, "found": found},
            label="it is {found}" if found is not None else "",
            hint="source: {source}" if policy.source else "",
            related=(_asked_here(policy.id),),
            severity=Severity(policy.severity),
        )


def _asked_here(policy: str) -> Related:
    return Related(At("policies", policy, ("check",)), "the policy asks for this")


def _places(assessed: Assessed, view: PolicyView) -> Iterator[At]:
    """Yield where the strategy says what a policy is about: each subject, else the first section it looks at."""
    strategy = assessed.linked.strategy
    each = strategy.policies[view.policy].for_each
    for subject in view.subjects:
        entity = strategy.section(each or "")[subject]
        stated = view.field if view.field and getattr(entity, view.field[0], None) is not None else ()
        yield At(each or "", subject, stated, part="value" if stated else "key")
    if view.subjects:
        return
    looked_at = (section for section in view.sections if strategy.section(section))
    section = next(looked_at, "strategy")
    yield At(section, part="key")


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
        if view.absent:
            continue
        at = At("policies", policy.id, ("check",))
        related: tuple[Related, ...] = ()
        if policy.id in assessed.linked.strategy.shared:
            at, related = next(_places(assessed, view)), (_asked_here(policy.id),)
        missing = [what for what in view.missing if not _unread(what, assessed.linked.strategy)]
        if view.missing and not missing:
            continue
        if view.error:
            yield Finding(
                rule,
                "{policy}: {problem}",
                at,
                params={"policy": policy.id, **view.params, "problem": Phrase(view.error, **view.params)},
                related=related,
            )
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
            related=related,
        )


def _unread(what: str, strategy: Strategy) -> bool:
    """Return whether a value, `tasks.shop.cost`, is missing because it could not be read."""
    section, rest = home_of(what.split("."))
    if section in SECTIONS and not strategy.knows(section):
        return True
    if section == "strategy" or (section in SECTIONS and SECTIONS[section].single):
        rest = ("", *rest)
    if section == "budgets" and len(rest) > 2:
        # What is dropped of a line inside another is noted as `lines` of the outermost.
        rest = (rest[0], "lines")
    if rest and (section, str(rest[0])) in strategy.lost:
        return True
    return len(rest) > 1 and strategy.lacks(section, str(rest[0]), str(rest[1]))


@rule("ECS954", "policy-not-applicable", Severity.INFO)
def policy_not_applicable(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A policy that several strategies share is about things that each of them has.

    A shared policy may name a metric, a goal or a channel that this strategy does not have. It is then not
    broken, but it checks nothing here either, which also happens when the name is misspelt. `known(…)` in the
    check says that the policy is for those strategies only which have it:
    `not known(goals.sales.target) or goals.sales.target >= 100万`.
    """
    policies = assessed.linked.strategy.policies
    for view in assessed.policies:
        if view.absent:
            policy = policies[view.policy]
            yield Finding(
                rule,
                "{policy} checks nothing here: this strategy has no {absent}",
                next(_places(assessed, view)),
                params={"policy": policy.name or policy.id, "absent": [f"`{one}`" for one in view.absent]},
                hint="if that is meant, say `not known(…) or …` in the policy",
                related=(_asked_here(policy.id),),
            )


@rule("ECS955", "policy-of-no-section", Severity.ERROR, "for_each")
def policy_of_no_section(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """`for_each` of a policy names a section of the language.

    The check is then made for each entry of that section, and its bare names are fields of the entry.

    Fails:

    ```yaml
    policies:
      small_steps: {for_each: task, check: duration <= 20 days, message: Cut long tasks into steps.}
    ```

    Passes:

    ```yaml
    policies:
      small_steps: {for_each: tasks, check: duration <= 20 days, message: Cut long tasks into steps.}
    ```
    """
    for policy in assessed.linked.strategy.policies.values():
        if policy.for_each is not None and policy.for_each not in SECTIONS:
            near = close_matches(policy.for_each, SECTIONS)
            yield Finding(
                rule,
                "there is no section `{section}`",
                At("policies", policy.id, ("for_each",)),
                params={"section": policy.for_each, "near": [f"`{name}`" for name in near]},
                hint="did you mean {near}?"
                if near
                else "name a section, such as tasks, products or promotions",
                meant=meant_by(policy.for_each, near),
            )


RULES = (policy_broken, policy_undecided, policy_not_applicable, policy_of_no_section)
