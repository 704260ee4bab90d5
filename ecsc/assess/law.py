"""Which legal checks a strategy is held against, and how a finding cites them. No legal advice.

The checks are data with the day their text was read: `ecsc/catalogue/legal.json`.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

from msgspec import Struct

from ecsc.catalogue import legal_checks
from ecsc.messages import Phrase, enumerated
from ecsc.model import Strategy

NONE = "none"


class LegalCheck(Struct, frozen=True):
    """One thing a law asks for: where, since when, and when its text was read; None where nobody has read it."""

    id: str
    region: str
    law: str
    article: str
    in_force: dt.date
    asks: str
    source: str
    read: dt.date | None

    @property
    def citation(self) -> str:
        """Return how the law is cited: `PRC Advertising Law art. 9`."""
        return Phrase("{law} {article}", law=Phrase(self.law), article=Phrase(self.article))


@cache
def known_checks() -> Mapping[str, LegalCheck]:
    """Return every shipped legal check by id."""
    return {
        one["id"]: LegalCheck(
            **{
                **one,
                "in_force": dt.date.fromisoformat(one["in_force"]),
                "read": dt.date.fromisoformat(one["read"]) if one["read"] else None,
            }
        )
        for one in legal_checks()["checks"]
    }


@cache
def _regions_by_name() -> Mapping[str, str]:
    return {name: region for region, names in legal_checks()["regions"].items() for name in names}


def region_of(text: str) -> str | None:
    """Return the region of law a name means, `EU` for its members; None for one without checks."""
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    # `DE-SN` and `CN-ZJ` are parts of a country.
    head, dash, _ = plain.partition("-")
    return _regions_by_name().get(plain) or (_regions_by_name().get(head) if dash else None)


def unknown_sets(strategy: Strategy) -> Iterable[tuple[int, str]]:
    """Yield (index, text) of each entry of `legal.checks` that names no set of checks, and no check."""
    for index, text in enumerate(strategy.legal.checks if strategy.legal is not None else ()):
        if _plain(text) != NONE and region_of(text) is None and _plain(text) not in known_checks():
            yield index, text


def regions_checked(strategy: Strategy) -> frozenset[str] | None:
    """Return the regions whose law is looked at, empty when switched off; None where nothing says them.

    `legal.checks` decides; left out, the regions the strategy sells in.
    """
    named = strategy.legal.checks if strategy.legal is not None else ()
    if any(_plain(text) == NONE for text in named):
        return frozenset()
    if not named and not strategy.header.regions:
        return None
    found = {region_of(text) for text in named or strategy.header.regions}
    return frozenset(region for region in found if region is not None)


def applying(strategy: Strategy, *ids: str) -> tuple[LegalCheck, ...]:
    """Return those of the checks that hold for the strategy: its regions, and in force by its last day."""
    regions = regions_checked(strategy) or frozenset()
    named = {_plain(text) for text in strategy.legal.checks} if strategy.legal is not None else set()
    off = NONE in named
    last = strategy.header.period.last
    checks = (known_checks()[name] for name in ids)
    return tuple(
        check
        for check in checks
        if not off and (check.region in regions or check.id in named) and check.in_force <= last
    )


def citations(checks: Iterable[LegalCheck]) -> str:
    """Return the laws of some checks for the end of a finding: `PIPL art. 51, GDPR art. 32`.

    Where the check is general knowledge only, that is said.
    """
    told = dict.fromkeys(
        check.citation
        if check.read is not None
        else Phrase("{law} (its text was not checked)", law=check.citation)
        for check in checks
    )
    return enumerated(told)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()
