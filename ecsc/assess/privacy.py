"""Personal data: where it is used, which laws rule it, and the measures that those ask for."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from msgspec import Struct

from ecsc.assess.law import LegalCheck, applying, known_checks, region_of, regions_checked
from ecsc.diagnostics import At
from ecsc.model import Strategy
from ecsc.model.risk import Control

BASICS = ("https", "two_factor", "encryption", "masking", "vulnerability_scan")
"""The measures of the handbook: any one shop that keeps data has them all."""

REGIMES: Mapping[str, str] = {"CN": "PIPL", "EU": "GDPR"}
"""The regime that rules personal data in each region of law that is looked at."""

_ASKED: Mapping[str, tuple[str, tuple[tuple[str, ...], ...]]] = {
    "PIPL": (
        "cn_privacy_controls",
        (
            ("internal_rules",),
            ("classification",),
            ("encryption", "masking"),
            ("access_training",),
            ("incident_plan",),
        ),
    ),
    "GDPR": ("eu_privacy_controls", (("encryption", "masking"), ("vulnerability_scan",))),
}


class Demand(Struct, frozen=True):
    """What asks for measures, and which of them: each entry one measure, or several of which one will do."""

    name: str
    law: LegalCheck | None
    measures: tuple[tuple[str, ...], ...]


def uses_of_personal_data(strategy: Strategy) -> tuple[At, ...]:
    """Return where the strategy says that it uses data about single persons."""
    found = [
        At(section, one.id, ("personal_data",))
        for section in ("messages", "tactics")
        for one in strategy.section(section).values()
        if one.personal_data
    ]
    if strategy.security is not None and strategy.security.personal_data_from is not None:
        found.append(At("security", path=("personal_data_from",)))
    return tuple(found)


def regimes_named(strategy: Strategy) -> frozenset[str]:
    """Return the regimes that the strategy says it follows, in capitals."""
    named = strategy.security.regimes if strategy.security is not None else ()
    return frozenset(unicodedata.normalize("NFKC", text).strip().upper() for text in named)


def regimes_missing(strategy: Strategy) -> tuple[tuple[str, str], ...]:
    """Return (region as written, regime) of each region sold to whose regime is not named."""
    named, checked = regimes_named(strategy), regions_checked(strategy) or frozenset()
    found: dict[str, str] = {}
    for written in strategy.header.regions:
        region = region_of(written)
        regime = REGIMES.get(region or "")
        if region in checked and regime is not None and regime not in named:
            found.setdefault(regime, written)
    return tuple((region, regime) for regime, region in found.items())


def demands(strategy: Strategy) -> tuple[Demand, ...]:
    """Return what asks for measures: good practice, and each regime that is named or rules a region sold to."""
    found = [Demand("", None, tuple((kind,) for kind in BASICS))]
    named = regimes_named(strategy)
    for regime, (check, measures) in _ASKED.items():
        laws = applying(strategy, check)
        if laws or (regime in named and regions_checked(strategy) != frozenset()):
            found.append(Demand(regime, known_checks()[check], measures))
    return tuple(found)


def lacking(demand: Demand, controls: Mapping[str, Control]) -> tuple[str, ...]:
    """Return the measures of a demand that no control takes, or only one whose status is missing."""
    taken = {control.kind for control in controls.values() if control.status != "missing"}
    return tuple(choice[0] for choice in demand.measures if taken.isdisjoint(choice))
