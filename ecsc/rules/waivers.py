"""Waivers as they are written: 960 to 962, and 966. `waiver_days` has their days, `waiving` acts on them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Rule, Severity
from ecsc.diagnostics.near import close_matches
from ecsc.model import Strategy
from ecsc.rules.rule import rule
from ecsc.rules.waiver_places import nowhere, place_of

OWN = re.compile(r"ECS9[67]\d")
"""The rules about waivers and scenarios themselves."""


def folded(name: str) -> str:
    """Return the name or code of a rule in the form in which they are compared."""
    return re.sub(r"[\s_]+", "-", unicodedata.normalize("NFKC", name).strip().casefold())


def can_be_waived(rule: Rule) -> bool:
    """Return whether findings of a rule can be accepted: not that a file, a shape or a reference is broken."""
    if not rule.code.startswith("ECS"):  # a plug-in's
        return True
    if OWN.fullmatch(rule.code):
        return False
    return rule.code[3] not in "01" and not (rule.code[3] == "2" and rule.severity is Severity.ERROR)


def _rules(strategy: Strategy) -> Mapping[str, Rule]:
    """Return the rules that can be named, those of plug-ins too, by code and by name."""
    return {**_shipped(), **_by_word(strategy.plugged)} if strategy.plugged else _shipped()


@cache
def _shipped() -> Mapping[str, Rule]:
    from ecsc.rules.catalogue import catalogue

    return _by_word(catalogue())


def _by_word(rules: Iterable[Rule]) -> dict[str, Rule]:
    return {name: one for one in rules for name in (one.code.casefold(), one.name)}


@rule("ECS960", "waiver-of-unknown-rule", Severity.ERROR)
def waiver_of_unknown_rule(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A waiver names a rule that there is, by its code or its name.

    A misspelt rule waives nothing, and who reads the waiver thinks that it does.

    Fails:

    ```yaml
    goals:
      brand: {name: Brand, metric: gmv, target: 100万, due: 2026-12-31, owner: lin}
    waivers:
      late: {rule: goal-not-relevent, at: goals.brand, reason: no research yet, owner: lin, until: 2026-03-31}
    ```

    Passes:

    ```yaml
    goals:
      brand: {name: Brand, metric: gmv, target: 100万, due: 2026-12-31, owner: lin}
    waivers:
      late: {rule: goal-not-relevant, at: goals.brand, reason: no research yet, owner: lin, until: 2026-03-31}
    ```
    """
    from ecsc.rules.catalogue import RETIRED

    known = _rules(assessed.linked.strategy)
    for waiver in assessed.linked.strategy.waivers.values():
        name = folded(waiver.rule)
        if name in known:
            continue
        gone = any(name in (code.casefold(), old) for code, old in RETIRED.items())
        near = close_matches(name, (word for word in known if not word.startswith("ecs")))
        yield Finding(
            rule,
            "`{name}` is a rule no more" if gone else "there is no rule `{name}`",
            At("waivers", waiver.id, ("rule",)),
            params={"name": waiver.rule, "near": near},
            hint="take the waiver out"
            if gone
            else ("did you mean {near}?" if near else "`ecsc rules` lists the rules"),
        )


@rule("ECS961", "waiver-at-nowhere", Severity.ERROR)
def waiver_at_nowhere(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A waiver names a place of the strategy, as a path with dots.

    The place is an entry (`goals.brand`), a field of it (`goals.brand.target`), a section that is one object
    (`service`) or a section itself (`goals`), where what is missing from the section is told.

    Fails:

    ```yaml
    goals:
      brand: {name: Brand, metric: gmv, target: 100万, due: 2026-12-31, owner: lin}
    waivers:
      late: {rule: goal-not-relevant, at: goals.brend, reason: no research yet, owner: lin, until: 2026-03-31}
    ```

    Passes:

    ```yaml
    goals:
      brand: {name: Brand, metric: gmv, target: 100万, due: 2026-12-31, owner: lin}
    waivers:
      late: {rule: goal-not-relevant, at: goals.brand, reason: no research yet, owner: lin, until: 2026-03-31}
    ```
    """
    strategy = assessed.linked.strategy
    for waiver in strategy.waivers.values():
        broken = nowhere(place_of(waiver.at), strategy)
        if broken is not None:
            yield Finding(
                rule,
                "there is no `{name}` in `{above}`" if broken.above else "there is no section `{name}`",
                At("waivers", waiver.id, ("at",)),
                params={"name": broken.name, "above": broken.above, "near": broken.near},
                hint="did you mean {near}?"
                if broken.near
                else "write the section, the id and, if need be, the field: `goals.revenue.target`",
            )


@rule("ECS962", "not-waivable", Severity.ERROR)
def not_waivable(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What a waiver accepts is about the plan, not about how it is written.

    A file that cannot be read, a field of the wrong shape and a name that means nothing (`ECS0xx`, `ECS1xx` and
    the errors of `ECS2xx`) leave the rest of the plan without ground; nobody can accept that for a time. Nor can
    a waiver be waived, or a change of a scenario. Warnings of these rules can be set aside by a comment.

    Fails:

    ```yaml
    tasks:
      shop: {name: Shop, duration: 10d, owner: lin}
    waivers:
      later: {rule: unknown-field, at: tasks.shop, reason: comes later, owner: lin, until: 2026-03-31}
    ```

    Passes:

    ```yaml
    tasks:
      shop: {name: Shop, duration: 10d, owner: lin}
    waivers:
      later: {rule: owner-missing, at: tasks.shop, reason: comes later, owner: lin, until: 2026-03-31}
    ```
    """
    known = _rules(assessed.linked.strategy)
    for waiver in assessed.linked.strategy.waivers.values():
        named = known.get(folded(waiver.rule))
        if named is not None and not can_be_waived(named):
            stays = named.severity is Severity.ERROR or OWN.fullmatch(named.code)
            yield Finding(
                rule,
                "{code} cannot be waived",
                At("waivers", waiver.id, ("rule",)),
                params={"code": named.code, "name": named.name},
                hint="mend what `{name}` tells; a waiver is for rules from ECS300 on"
                if stays
                else "a comment can set it aside: `# ecsc: ignore[{code}] reason` on its line",
            )


@rule("ECS966", "waiver-without-reason", Severity.ERROR)
def waiver_without_reason(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A waiver says why the finding is accepted.

    Whoever reads the plan, and whoever looks at the waiver before its last day, judges the reason. A waiver with an
    empty one accepts nothing.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, as_of: 2026-03-01}
    tasks:
      shop: {name: Shop, duration: 10d}
    waivers:
      later: {rule: owner-missing, at: tasks.shop, reason: " ", owner: lin, until: 2026-03-31}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, as_of: 2026-03-01}
    tasks:
      shop: {name: Shop, duration: 10d}
    waivers:
      later: {rule: owner-missing, at: tasks.shop, reason: hired in March, owner: lin, until: 2026-03-31}
    ```
    """
    for waiver in assessed.linked.strategy.waivers.values():
        if not waiver.reason.strip():
            yield Finding(
                rule,
                "the waiver gives no reason, so it accepts nothing",
                At("waivers", waiver.id, ("reason",)),
                hint="say why this is accepted for now",
            )


RULES = (
    waiver_of_unknown_rule,
    waiver_at_nowhere,
    not_waivable,
    waiver_without_reason,
)
