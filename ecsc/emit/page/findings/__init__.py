"""What was found in the strategy, the gravest first, what could not be decided, and what is accepted for now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath

from ecsc.diagnostics import Finding, Place, Severity, Span, Waived
from ecsc.emit.page.markup import coded, fill
from ecsc.emit.page.reader import Reader
from ecsc.emit.page.section import Section
from ecsc.emit.page.undecided import undecided
from ecsc.messages import Words

MOST = 200
"""So many findings stand on the page, the gravest first; the rest are counted by rule."""


def section(reader: Reader) -> Section:
    """Return the findings by severity, the undecidable ones with who can supply what, and the waivers."""
    w, findings = reader.w, reader.compiled.findings
    title, waived = w("Findings"), reader.compiled.waived
    points = undecided(reader)
    lead = _lead(findings, len(reader.compiled.suppressed), w)
    if not findings and not waived:
        return Section("findings", title, lead, None)
    body = fill(
        "findings/findings.html.j2",
        w=w,
        groups=_groups(findings, w),
        undecided=[
            (
                coded(one.missing),
                one.names,
                reader.person(one.owner),
                _where(one.findings[0].at),
                len(one.findings),
            )
            for one in points[:MOST]
        ],
        undecided_left=max(0, len(points) - MOST),
        waived=[_waived(reader, one) for one in waived[:MOST]],
        waived_left=max(0, len(waived) - MOST),
    )
    return Section("findings", title, lead, body)


def _lead(findings: Iterable[Finding], aside: int, w: Words) -> str:
    told_aside = w.count(
        "{n} finding is set aside by a comment or a baseline",
        "{n} findings are set aside by comments or a baseline",
        aside,
    )
    counted = Counter(_group_of(one) for one in findings)
    if not counted["error"] and not counted["warning"] and not counted["undecidable"]:
        if aside:
            return told_aside
        return w("Nothing was found that keeps this plan from being signed.")
    told = (
        w.count("{n} error", "{n} errors", counted["error"]) if counted["error"] else "",
        w.count("{n} warning", "{n} warnings", counted["warning"]) if counted["warning"] else "",
        w.count("{n} point not decidable", "{n} points not decidable", counted["undecidable"])
        if counted["undecidable"]
        else "",
        w.count("{n} note", "{n} notes", counted["info"]) if counted["info"] else "",
        told_aside if aside else "",
    )
    return " · ".join(filter(None, told))


def _group_of(finding: Finding) -> str:
    return "undecidable" if finding.outcome == "undecidable" else finding.level.value


def _groups(findings: Iterable[Finding], w: Words) -> list[dict[str, object]]:
    """Return errors, warnings and notes, those without any left out; together at most so many rows as fit."""
    kinds = (
        (Severity.ERROR, "bad", "✗", w("Errors"), w("error")),
        (Severity.WARNING, "warn", "!", w("Warnings"), w("warning")),
        (Severity.INFO, "unknown", "i", w("Notes"), w("note")),
    )
    room = MOST
    groups: list[dict[str, object]] = []
    for severity, state, sign, title, word in kinds:
        found = [one for one in findings if _group_of(one) == severity.value]
        if not found:
            continue
        shown, left = found[:room], Counter(one.rule.code for one in found[room:])
        room -= len(shown)
        groups.append(
            {
                "title": title, "state": state, "sign": sign, "word": word,
                "rows": [_row(one, w) for one in shown],
                "left": [w("{code}: {n} more", code=code, n=n) for code, n in sorted(left.items())],
            }
        )  # fmt: skip
    return groups


def _row(finding: Finding, w: Words) -> dict[str, object]:
    return {
        "code": finding.rule.code,
        "message": coded(w(finding.message, **finding.params)),
        "hint": coded(w(finding.hint, **finding.params)) if finding.hint else "",
        "where": _where(finding.at),
    }


def _where(at: Place) -> str:
    """Return file and line; the file by its name alone, for its folder is another one on every machine."""
    return f"{PurePosixPath(at.file).name}:{at.line}" if isinstance(at, Span) else str(at)


def _waived(reader: Reader, one: Waived) -> dict[str, object]:
    w, finding = reader.w, one.finding
    return {
        "code": finding.rule.code,
        "message": coded(w(finding.message, **finding.params)),
        "where": _where(finding.at),
        "owner": reader.person(one.owner),
        "until": w.day(one.until),
        "reason": one.reason,
    }
