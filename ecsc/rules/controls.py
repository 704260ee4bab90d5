"""Measures that protect data: 907 to 911. They are there, in time, and somebody can show that they work."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.law import applying, citations
from ecsc.assess.privacy import demands, lacking, regimes_missing, uses_of_personal_data
from ecsc.diagnostics import At, Finding, Related, Rule, Severity, undecidable
from ecsc.messages import Phrase
from ecsc.model import Strategy
from ecsc.rules.rule import rule

REGULAR = ("vulnerability_scan",)


def _security(strategy: Strategy, *path: str) -> At:
    if strategy.security_controls:
        return At("security", path=("controls",), part="key")
    return At("security", path=path, part="key") if strategy.security is not None else At("strategy")


@rule("ECS907", "control-missing", Severity.WARNING, "security.controls.kind|status")
def control_missing(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The measures are there that good practice and the law of the regions sold to ask for.

    Everybody who keeps data has HTTPS, two-factor log-in, encryption, masking and a regular scan for weak
    points. PIPL art. 51 asks for five things: internal rules, classified data, encryption or masking, access
    rights with training, and a plan for incidents; GDPR art. 32 for encryption or masking and for regular
    tests. A measure whose `status` is `missing` does not count. No legal advice; `legal.checks` switches it.

    Fails:

    ```yaml
    security:
      controls:
        https: {kind: https, status: in_place, evidence: certificate, owner: lin}
    ```

    Passes:

    ```yaml
    security:
      controls:
        https: {kind: https, status: in_place, evidence: certificate, owner: lin}
        log_in: {kind: two_factor, status: in_place, evidence: log-in page, owner: lin}
        disks: {kind: encryption, status: in_place, evidence: settings, owner: lin}
        phones: {kind: masking, status: in_place, evidence: test, owner: lin}
        scan: {kind: vulnerability_scan, status: in_place, every: quarter, evidence: report, owner: lin}
    ```
    """
    strategy = assessed.linked.strategy
    if not strategy.security_controls and not (strategy.security and strategy.security.regimes):
        return
    told: set[str] = set()
    for demand in demands(strategy):
        kinds = [kind for kind in lacking(demand, strategy.security_controls) if kind not in told]
        if not kinds:
            continue
        told.update(kinds)
        yield Finding(
            rule,
            "{regime} asks for {kinds}, and no control does that ({law}; no legal advice)"
            if demand.law is not None
            else "no control does {kinds}",
            _security(strategy, "regimes"),
            params={
                "regime": demand.name,
                "kinds": kinds,
                "law": citations([demand.law]) if demand.law is not None else "",
            },
            hint="add an entry to `security.controls` for each, with `status`, `owner` and `evidence`",
            related=tuple(
                Related(At("security.controls", control.id, ("status",)), "stated as missing")
                for control in strategy.security_controls.values()
                if control.status == "missing" and control.kind in kinds
            ),
        )


@rule("ECS908", "control-too-late", Severity.WARNING, "due", "status", "security.personal_data_from")
def control_too_late(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A measure is in place before the first personal data is collected.

    Fails:

    ```yaml
    security:
      personal_data_from: 2026-03-01
      controls:
        disks: {kind: encryption, status: planned, due: 2026-04-15, owner: lin}
    ```

    Passes:

    ```yaml
    security:
      personal_data_from: 2026-03-01
      controls:
        disks: {kind: encryption, status: planned, due: 2026-02-15, owner: lin}
    ```

    Data that is unprotected on its first day cannot be protected afterwards.
    """
    strategy = assessed.linked.strategy
    first = strategy.security.personal_data_from if strategy.security is not None else None
    if first is None:
        return
    for control in strategy.security_controls.values():
        if control.status != "planned":
            continue
        start = (
            Related(At("security", path=("personal_data_from",)), "personal data is collected from here"),
        )
        if control.due is None:
            yield undecidable(
                rule,
                At("security.controls", control.id, part="key"),
                Phrase("its `due`"),
                subject=control.name or control.id,
                related=start,
            )
        elif control.due > first:
            yield Finding(
                rule,
                "{control} is due on {due}, and personal data is collected from {first} on",
                At("security.controls", control.id, ("due",)),
                params={"control": control.name or control.id, "due": control.due, "first": first},
                hint="have it in place by {first}, or collect the data later",
                related=start,
            )


@rule("ECS909", "regular-control-without-interval", Severity.ERROR, "every")
def regular_control_without_interval(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What is done regularly says how often.

    "A regular scan" is no plan until the interval is known.

    Fails:

    ```yaml
    security:
      controls:
        scan: {kind: vulnerability_scan, status: in_place, evidence: report, owner: lin}
    ```

    Passes:

    ```yaml
    security:
      controls:
        scan: {kind: vulnerability_scan, status: in_place, every: quarter, evidence: report, owner: lin}
    ```
    """
    for control in assessed.linked.strategy.security_controls.values():
        if control.kind in REGULAR and control.every is None and control.status != "missing":
            yield Finding(
                rule,
                "{control} is done regularly, but it is not said how often",
                At("security.controls", control.id, part="key"),
                params={"control": control.name or control.id},
                hint="add `every:`, such as `quarter`",
            )


@rule("ECS910", "control-unproven", Severity.WARNING)
def control_unproven(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Each measure has an owner, and one that is in place has something that shows it.

    Fails:

    ```yaml
    security:
      controls:
        log_in: {kind: two_factor, status: in_place}
    ```

    Passes:

    ```yaml
    security:
      controls:
        log_in: {kind: two_factor, status: in_place, owner: lin, evidence: setting of the shop}
    ```

    After a breach the first question is who looked after it, and what proves that.
    """
    strategy = assessed.linked.strategy
    everybody = strategy.security.owner if strategy.security is not None else None
    for control in strategy.security_controls.values():
        unowned = control.owner is None and everybody is None
        unproven = control.status == "in_place" and control.evidence is None
        if control.status == "missing" or not (unowned or unproven):
            continue
        yield Finding(
            rule,
            "{control} has neither an owner nor evidence that it works"
            if unowned and unproven
            else "{control} has no owner"
            if unowned
            else "nothing shows that {control} works",
            At("security.controls", control.id, part="key"),
            params={"control": control.name or control.id},
            hint="add `owner:` and, for what is in place, `evidence:` such as a report or a setting",
        )


@rule("ECS911", "region-without-regime", Severity.WARNING, "security.regimes", "strategy.regions")
def region_without_regime(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The law on personal data of each region sold to is among the regimes.

    The EU has the GDPR, China the PIPL. The handbook names only the GDPR; a strategy that sells in China
    needs the PIPL as well. It is asked only of a strategy with a `security` section.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, regions: [CN, DE]}
    security: {regimes: [GDPR]}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, regions: [CN, DE]}
    security: {regimes: [GDPR, PIPL]}
    ```
    """
    strategy = assessed.linked.strategy
    uses = uses_of_personal_data(strategy)
    if strategy.security is None and not strategy.security_controls:
        return
    for region, regime in regimes_missing(strategy):
        law = applying(strategy, "cn_privacy_controls" if regime == "PIPL" else "eu_privacy_controls")
        yield Finding(
            rule,
            "the strategy sells in {region}, and {regime} is not among its regimes ({law}; no legal advice)",
            At("security", path=("regimes",))
            if strategy.security is not None and strategy.security.regimes
            else At("strategy", path=("regions",)),
            params={"region": region, "regime": regime, "law": citations(law) or regime},
            hint="add {regime} to `security.regimes`, and the measures it asks for",
            related=tuple(Related(use, "personal data is used here") for use in uses[:3]),
        )


RULES = (
    control_missing,
    control_too_late,
    regular_control_without_interval,
    control_unproven,
    region_without_regime,
)
