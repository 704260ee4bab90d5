"""Findings as `plan.json` tells them."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from msgspec import Struct

from ecsc.diagnostics import Finding, Place, Severity, Span, Suppressed, Waived
from ecsc.messages import Words


class Location(Struct, frozen=True):
    """A place in a file: 1-based `line` and `column`, `end_column` exclusive, columns in code points."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


class Mention(Struct, frozen=True):
    """Another place that explains a finding, and what is to be seen there."""

    message: str
    location: Location | None
    at: str | None


class Found(Struct, frozen=True):
    """A finding: the rule's `code` and `name`, the `severity` in force, and its sentences in English.

    `outcome` is `undecidable` when the rule lacks the input named by `missing`. `location` is None when the
    finding belongs to no place in a file; `at` then names the entity it is about, if there is one.
    """

    code: str
    name: str
    severity: Literal["error", "warning", "info"]
    outcome: Literal["fail", "undecidable"]
    message: str
    hint: str | None
    location: Location | None
    at: str | None
    missing: tuple[str, ...]
    related: tuple[Mention, ...]


class Accepted(Struct, frozen=True):
    """A finding that is accepted: by whose word (`owner`), why, until which day, and the id of the waiver."""

    waiver: str
    owner: str
    until: dt.date
    reason: str
    finding: Found


class SetAside(Struct, frozen=True):
    """A finding that is not counted, by a `comment` or a `baseline` of findings, and why, as far as that is said."""

    how: Literal["comment", "baseline"]
    reason: str
    finding: Found


_LEVELS: dict[Severity, Literal["error", "warning", "info"]] = {
    Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info",
}  # fmt: skip


def found(finding: Finding, w: Words) -> Found:
    """Return a finding with its templates filled."""
    location, at = _place(finding.at)
    related = []
    for other in finding.related:
        there, name = _place(other.at)
        related.append(Mention(w(other.label, **{**finding.params, **other.extra}), there, name))
    return Found(
        finding.rule.code,
        finding.rule.name,
        _LEVELS[finding.level],
        finding.outcome,
        w(finding.message, **finding.params),
        w(finding.hint, **finding.params) or None,
        location,
        at,
        finding.missing,
        tuple(related),
    )


def accepted(waived: Waived, w: Words) -> Accepted:
    """Return a finding that is waived, with its templates filled."""
    return Accepted(waived.waiver, waived.owner, waived.until, waived.reason, found(waived.finding, w))


def set_aside(suppressed: Suppressed, w: Words) -> SetAside:
    """Return a finding that is not counted, with its templates filled."""
    return SetAside(suppressed.how, suppressed.reason, found(suppressed.finding, w))


def _place(place: Place) -> tuple[Location | None, str | None]:
    if isinstance(place, Span):
        return Location(place.file, place.line, place.column, place.end_line, place.end_column), None
    return None, str(place) or None
