"""Risks scored and looked at: how high they are, what answers them, what they name."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from ecsc.model import SECTIONS, Strategy
from ecsc.model.risk import Risk

LIKELIHOODS = ("rare", "unlikely", "possible", "likely", "almost_certain")
IMPACTS = ("negligible", "minor", "moderate", "major", "severe")


def score(risk: Risk) -> int | None:
    """Return likelihood times impact, 1 to 25; None where one of the two is not stated."""
    if risk.likelihood is None or risk.impact is None:
        return None
    return (LIKELIHOODS.index(risk.likelihood) + 1) * (IMPACTS.index(risk.impact) + 1)


def noticed(risk: Risk) -> bool:
    """Return whether something tells that the risk has come true: a condition, or a sign in words."""
    return risk.trigger is not None or risk.signal is not None


def answered(risk: Risk) -> bool:
    """Return whether something prevents the risk or responds to it."""
    return bool(risk.prevent or risk.respond)


def only_named(risk: Risk) -> bool:
    """Return whether a risk has been found, with its cause, and nothing more has been said about it yet."""
    return risk.cause is not None and not (risk.likelihood or risk.impact or noticed(risk) or answered(risk))


def named_things(strategy: Strategy) -> AbstractSet[str]:
    """Return everything a risk can hit: the ids of all entries, and the categories of products."""
    found: set[str] = set()
    for section in SECTIONS:
        found.update(strategy.section(section))
    found.update(identifier for _, identifier in strategy.lost)
    found.update(one.category for one in strategy.products.values() if one.category)
    return found


def known_thing(name: str, things: AbstractSet[str], strategy: Strategy) -> bool:
    """Return whether a name of `hits` is an id, a dotted path to one, or a section."""
    head, dot, rest = name.partition(".")
    if name in things or name in SECTIONS:
        return True
    return bool(dot) and (
        head in things or (head in SECTIONS and (strategy.defines(head, rest.partition(".")[0])))
    )
