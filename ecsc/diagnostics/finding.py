"""Findings: what is wrong, where, why it matters and what would be right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

import msgspec
from msgspec import Struct

from ecsc.diagnostics.place import At, Place, Span
from ecsc.diagnostics.rule import Rule, Severity


class Related(Struct, frozen=True):
    """A second place that explains a finding: an edge of a cycle, a contributor to a sum.

    `label` is a message template over the finding's own `params` and `extra`.
    """

    at: Place
    label: str
    extra: Mapping[str, object] = {}


class Fix(Struct, frozen=True):
    """A replacement of one span by `text`; `safe` when it cannot change what the strategy means.

    All fixes of a finding are made together or not at all. A line break in `text` is `\\n`, whatever the file has.
    """

    span: Span
    text: str
    safe: bool


class Meant(Struct, frozen=True):
    """What a word of the strategy was meant for: at the finding's place, `text` for `was`, safe or not.

    It becomes a fix when the place in the file is known, if `was` stands there once, letter by letter.
    """

    was: str
    text: str
    safe: bool


class Finding(Struct, frozen=True):
    """One finding. `message`, `label` and `hint` are templates with `{named}` parameters from `params`.

    Templates are msgids for translation, so they are literal text, never f-strings; parameters are
    typed values (Money, Decimal, date, text) that the reader's language prints. `label` stands beside
    the underlined text. `missing` turns the finding into the third outcome, *not decidable*: it names
    what would be needed to decide the rule. `about` is the place in the strategy once `at` is one in a file, so
    that a reader can be told whose entry it is. `meant` is a fix that does not know yet where it goes. `identity` is
    what it is known by (see `identified`), empty as long as others may still be found.
    """

    rule: Rule
    message: str
    at: Place
    params: Mapping[str, object] = {}
    label: str = ""
    hint: str = ""
    related: tuple[Related, ...] = ()
    fixes: tuple[Fix, ...] = ()
    severity: Severity | None = None
    missing: tuple[str, ...] = ()
    about: At | None = None
    meant: Meant | None = None
    identity: str = ""

    @property
    def outcome(self) -> Literal["fail", "undecidable"]:
        """Return whether the rule failed or could not be decided."""
        return "undecidable" if self.missing else "fail"

    @property
    def level(self) -> Severity:
        """Return the severity in force: an override, info when undecidable, else the rule's own."""
        if self.severity is not None:
            return self.severity
        return Severity.INFO if self.missing else self.rule.severity

    def with_severity(self, severity: Severity) -> Finding:
        """Return the same finding at another severity."""
        return msgspec.structs.replace(self, severity=severity)


class Waived(Struct, frozen=True):
    """A finding that somebody accepts for a time: the id of the waiver, its reason, who, and the last day.

    `at` is where the waiver stands.
    """

    finding: Finding
    waiver: str
    reason: str
    owner: str
    until: dt.date
    at: Place


class Suppressed(Struct, frozen=True):
    """A finding that is not counted: `how` it was set aside, where that is written, and why (empty if untold).

    `identity` is what a baseline of findings knows it by.
    """

    finding: Finding
    how: Literal["comment", "baseline"]
    at: Place | None = None
    reason: str = ""
    identity: str = ""


def undecidable(
    rule: Rule, at: Place, *missing: str, subject: str = "", related: tuple[Related, ...] = ()
) -> Finding:
    """Return the third outcome of `rule` at `at`: not decidable because each of `missing` is missing."""
    return Finding(
        rule,
        "{subject}: not decidable because {missing} is missing"
        if len(missing) == 1
        else "{subject}: not decidable because {missing} are missing",
        at,
        params={"subject": subject or str(at), "missing": list(missing)},
        related=related,
        missing=missing,
    )


def sort_key(finding: Finding) -> tuple[object, ...]:
    """Return the order of findings: file, place, code."""
    at = finding.at
    if not isinstance(at, Span):
        raise TypeError("only located findings have an order")
    return (at.file, at.start, at.end, finding.rule.code)
