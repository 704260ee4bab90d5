"""Telling people of a data breach: 912 to 916. Two entries: the authority and the users."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.breaches import later_than_allowed, not_immediate, notices, unreached
from ecsc.assess.law import applying, citations
from ecsc.assess.privacy import uses_of_personal_data
from ecsc.diagnostics import At, Finding, PathStep, Related, Rule, Severity
from ecsc.model.thresholds import threshold
from ecsc.rules.rule import rule


def _place(index: int, *path: PathStep) -> At:
    return At("security", path=("incident_response", "notify", index, *path))


@rule("ECS912", "breach-notice-missing", Severity.WARNING, "security.incident_response")
def breach_notice_missing(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Who uses personal data says whom to tell of a breach.

    The law of most regions gives hours, not days: that is too short to find out whom to call. Asked only of a
    strategy with a `security` section; where that is missing altogether, another rule says so.

    Fails:

    ```yaml
    security: {personal_data_from: 2026-03-01}
    ```

    Passes:

    ```yaml
    security:
      personal_data_from: 2026-03-01
      incident_response:
        owner: lin
        notify:
          - {to: authority, within: immediately}
          - {to: users, within: immediately}
    ```
    """
    strategy = assessed.linked.strategy
    uses = uses_of_personal_data(strategy)
    if not uses or notices(strategy) or strategy.security is None:
        return
    laws = applying(strategy, "cn_breach_notice", "eu_breach_authority", "eu_breach_users")
    yield Finding(
        rule,
        "personal data is used, and nothing says whom to tell of a breach ({law}; no legal advice)"
        if laws
        else "personal data is used, and nothing says whom to tell of a breach",
        uses[0],
        params={"law": citations(laws)},
        hint="add `security.incident_response.notify` with an entry for the authority and one for the users",
        related=tuple(Related(use, "used here too") for use in uses[1:4]),
    )


@rule("ECS913", "breach-notice-incomplete", Severity.ERROR, "security.incident_response|owner")
def breach_notice_incomplete(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A notice of a breach says how soon it goes out and who sends it.

    The owner of the response to incidents, or of security, answers for notices that name nobody.

    Fails:

    ```yaml
    security: {incident_response: {notify: [{to: authority}, {to: users, within: immediately, owner: lin}]}}
    ```

    Passes:

    ```yaml
    security:
      incident_response:
        owner: lin
        notify: [{to: authority, within: immediately}, {to: users, within: immediately}]
    ```
    """
    strategy = assessed.linked.strategy
    security = strategy.security
    response = security.incident_response if security is not None else None
    if security is None or response is None:
        return
    for index, notice in enumerate(response.notify):
        unowned = notice.owner is None and response.owner is None and security.owner is None
        if notice.within is not None and not unowned:
            continue
        yield Finding(
            rule,
            "the notice to the {to} says neither how soon it goes out nor who sends it"
            if unowned and notice.within is None
            else "nobody answers for the notice to the {to}"
            if unowned
            else "the notice to the {to} does not say how soon it goes out",
            _place(index),
            params={"to": notice.to},
            hint="add `within:`, such as `immediately` or `72h`, and `owner:`",
        )


@rule("ECS914", "breach-notice-one-sided", Severity.WARNING, "security.incident_response")
def breach_notice_one_sided(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """After a breach both are told: the authority and the people whose data it is.

    "Users within 72 hours" is half of it: the 72 hours of the GDPR are those to the authority, and PIPL wants
    both told at once.

    Fails:

    ```yaml
    security: {incident_response: {owner: lin, notify: [{to: users, within: 72h}]}}
    ```

    Passes:

    ```yaml
    security:
      incident_response:
        owner: lin
        notify: [{to: authority, within: 72h}, {to: users, within: 72h}]
    ```
    """
    strategy = assessed.linked.strategy
    if not notices(strategy):
        return
    for recipient, regions in unreached(strategy).items():
        laws = applying(
            strategy,
            "cn_breach_notice",
            "eu_breach_authority" if recipient == "authority" else "eu_breach_users",
        )
        laws = tuple(law for law in laws if not regions or law.region in regions)
        yield Finding(
            rule,
            _TEXTS[recipient, bool(regions), bool(laws)],
            At("security", path=("incident_response", "notify"), part="key"),
            params={"regions": list(regions), "law": citations(laws), "to": recipient},
            hint="add an entry with `to: {to}`, `within`, `owner`, and `region` if it is for one region",
        )


_TEXTS = {
    ("authority", False, False): "after a breach no authority is told",
    ("authority", False, True): "after a breach no authority is told ({law}; no legal advice)",
    ("authority", True, False): "after a breach no authority of {regions} is told",
    ("authority", True, True): "after a breach no authority of {regions} is told ({law}; no legal advice)",
    ("users", False, False): "after a breach the users are not told",
    ("users", False, True): "after a breach the users are not told ({law}; no legal advice)",
    ("users", True, False): "after a breach the users in {regions} are not told",
    ("users", True, True): "after a breach the users in {regions} are not told ({law}; no legal advice)",
}


@rule("ECS915", "breach-notice-not-immediate", Severity.WARNING, thresholds=("incident_report",))
def breach_notice_not_immediate(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """In China the authority and the users are told of a breach immediately.

    PIPL art. 57 gives no hours: "immediately". From 1 November 2025 a relatively serious incident is also
    reported to the provincial authority within 4 hours, by critical infrastructure within 1. The 72 hours of
    many handbooks are the GDPR's, to the authority. No legal advice.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, regions: [CN]}
    security:
      regimes: [PIPL]
      incident_response:
        owner: lin
        notify: [{to: authority, within: 72h}, {to: users, within: 72h}]
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, regions: [CN]}
    security:
      regimes: [PIPL]
      incident_response:
        owner: lin
        notify: [{to: authority, within: immediately}, {to: users, within: immediately}]
    ```
    """
    strategy = assessed.linked.strategy
    late = not_immediate(strategy)
    if not late:
        return
    first = late[0]
    laws = tuple(dict.fromkeys(law for one in late for law in one.laws))
    yield Finding(
        rule,
        "a breach is told in China only within {within}, not immediately ({law}; no legal advice)",
        _place(first.index, "within"),
        params={
            "within": first.notice.within,
            "law": citations(laws),
            "limit": threshold(strategy, "incident_report"),
        },
        hint="write `within: immediately`; a serious incident is reported within {limit} at the latest"
        if any(law.id == "cn_incident_report" for law in laws)
        else "write `within: immediately`; other regions can have entries of their own with `region:`",
        related=tuple(
            Related(_place(one.index, "within"), "and here within {there}", {"there": one.notice.within})
            for one in late[1:]
        ),
    )


@rule("ECS916", "breach-notice-too-late", Severity.ERROR, thresholds=("authority_notice",))
def breach_notice_too_late(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """In the EU the supervisory authority is told of a breach within 72 hours.

    GDPR art. 33, counted from becoming aware of it, unless a risk is unlikely. No legal advice.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: EUR, regions: [EU]}
    security:
      regimes: [GDPR]
      incident_response:
        owner: lin
        notify: [{to: authority, within: 5d}, {to: users, within: 3d}]
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: EUR, regions: [EU]}
    security:
      regimes: [GDPR]
      incident_response:
        owner: lin
        notify: [{to: authority, within: 72h}, {to: users, within: 3d}]
    ```
    """
    strategy = assessed.linked.strategy
    for one in later_than_allowed(strategy):
        yield Finding(
            rule,
            "the authority is told only within {within}, and {limit} are allowed ({law}; no legal advice)",
            _place(one.index, "within"),
            params={
                "within": one.notice.within,
                "limit": threshold(strategy, "authority_notice"),
                "law": citations(one.laws),
            },
            hint="write `within: {limit}` or less",
        )


RULES = (
    breach_notice_missing,
    breach_notice_incomplete,
    breach_notice_one_sided,
    breach_notice_not_immediate,
    breach_notice_too_late,
)
