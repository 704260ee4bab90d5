"""Notices of a data breach: whom they reach in which region, and by which law they are late."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, TypeAlias

from msgspec import Struct

from ecsc.assess.elapsed import days_in
from ecsc.assess.law import LegalCheck, applying, region_of
from ecsc.model import Strategy
from ecsc.model.risk import Notice
from ecsc.model.thresholds import length_threshold

Recipient: TypeAlias = Literal["authority", "users"]
BREACH_LAWS = ("cn_breach_notice", "eu_breach_authority", "eu_breach_users")
RECIPIENTS: tuple[Recipient, ...] = ("authority", "users")


class LateNotice(Struct, frozen=True):
    """A notice that a law wants sooner: which one in the list, and the laws that say so."""

    index: int
    notice: Notice
    laws: tuple[LegalCheck, ...]


def notices(strategy: Strategy) -> tuple[Notice, ...]:
    """Return whom the strategy tells of a breach."""
    security = strategy.security
    response = security.incident_response if security is not None else None
    return response.notify if response is not None else ()


def _reaches(notice: Notice, region: str) -> bool:
    return notice.region is None or region_of(notice.region) == region


def unreached(strategy: Strategy) -> dict[Recipient, tuple[str, ...]]:
    """Return who is never told of a breach, with the regions in which nobody tells them (none: anywhere)."""
    sent, found = notices(strategy), {}
    regions = sorted({law.region for law in applying(strategy, *BREACH_LAWS)})
    for recipient in RECIPIENTS:
        mine = [notice for notice in sent if notice.to == recipient]
        missing = tuple(region for region in regions if not any(_reaches(notice, region) for notice in mine))
        if not mine or missing:
            found[recipient] = missing if mine else ()
    return found


def not_immediate(strategy: Strategy) -> list[LateNotice]:
    """Return the notices for China that are not sent at once, with the four hours of an incident report."""
    laws = applying(strategy, "cn_breach_notice")
    report = applying(strategy, "cn_incident_report")
    limit = length_threshold(strategy, "incident_report")
    found = []
    for index, notice in enumerate(notices(strategy)):
        if notice.within is None or not laws or not _reaches(notice, "CN"):
            continue
        days = days_in(notice.within)
        if days > Decimal(0):
            late = notice.to == "authority" and days > days_in(limit)
            found.append(LateNotice(index, notice, (*laws, *report) if late else laws))
    return found


def later_than_allowed(strategy: Strategy) -> list[LateNotice]:
    """Return the notices to an authority of the EU that come later than it must be told."""
    laws = applying(strategy, "eu_breach_authority")
    limit = length_threshold(strategy, "authority_notice")
    if not laws:
        return []
    return [
        LateNotice(index, notice, laws)
        for index, notice in enumerate(notices(strategy))
        if notice.to == "authority"
        and notice.within is not None
        and _reaches(notice, "EU")
        and days_in(notice.within) > days_in(limit)
    ]
