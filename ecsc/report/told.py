"""Findings told in one language: plain texts and places, which a cache can keep and another process can send."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias

from msgspec import Struct

from ecsc.diagnostics import Finding, Fix, Place, Severity, Span, Suppressed, Waived, identities
from ecsc.messages import Words
from ecsc.report.wording import render_message, shown

Where: TypeAlias = Span | str
"""A place in a file, or the name of one that stands in no file."""


class Pointed(Struct, frozen=True):
    """A second place, and what stands there."""

    message: str
    at: Where


class Told(Struct, frozen=True):
    """One finding in the words of a language; `severity` is the one in force.

    `identity` is what it is known by whatever the language and the line (see `identities`). `params` are printed as
    the language writes them.
    """

    code: str
    name: str
    severity: Severity
    outcome: Literal["fail", "undecidable"]
    message: str
    at: Where
    identity: str
    label: str = ""
    hint: str = ""
    params: Mapping[str, str] = {}
    missing: tuple[str, ...] = ()
    related: tuple[Pointed, ...] = ()
    fixes: tuple[Fix, ...] = ()


class ToldWaived(Struct, frozen=True):
    """A finding that somebody accepts: the waiver's id, why, who, until which day, and where that is written."""

    finding: Told
    waiver: str
    reason: str
    owner: str
    until: dt.date
    at: Where


class ToldSuppressed(Struct, frozen=True):
    """A finding that is not counted, `how` that came, where it is written (None in no file that is read), and why.

    `identity` is what a baseline of findings knows it by, empty for others.
    """

    finding: Told
    how: Literal["comment", "baseline"]
    at: Where | None
    reason: str
    identity: str = ""


def tell(findings: Iterable[Finding], w: Words) -> tuple[Told, ...]:
    """Return the findings of one strategy in words, in their order."""
    known = tuple(findings)
    return tuple(_told(each, name, w) for each, name in zip(known, identities(known), strict=True))


def tell_waived(waived: Iterable[Waived], w: Words) -> tuple[ToldWaived, ...]:
    """Return what is waived in one strategy, in words."""
    known = tuple(waived)
    told = tell([each.finding for each in known], w)
    return tuple(
        ToldWaived(finding, each.waiver, each.reason, each.owner, each.until, _where(each.at))
        for each, finding in zip(known, told, strict=True)
    )


def tell_suppressed(suppressed: Iterable[Suppressed], w: Words) -> tuple[ToldSuppressed, ...]:
    """Return what is not counted in one strategy, in words."""
    known = tuple(suppressed)
    told = tell([each.finding for each in known], w)
    return tuple(
        ToldSuppressed(
            finding, each.how, None if each.at is None else _where(each.at), each.reason, each.identity
        )
        for each, finding in zip(known, told, strict=True)
    )


def _told(finding: Finding, identity: str, w: Words) -> Told:
    params = finding.params
    return Told(
        finding.rule.code,
        finding.rule.name,
        finding.level,
        finding.outcome,
        render_message(finding.message, params, w),
        _where(finding.at),
        identity,
        label=render_message(finding.label, params, w),
        hint=render_message(finding.hint, params, w),
        params={name: shown(value, w) for name, value in params.items()},
        missing=tuple(map(str, finding.missing)),
        related=tuple(
            Pointed(
                render_message(one.label, {**params, **one.extra} if one.extra else params, w), _where(one.at)
            )
            for one in finding.related
        ),
        fixes=finding.fixes,
    )


def _where(at: Place) -> Where:
    return at if isinstance(at, Span) else str(at)
