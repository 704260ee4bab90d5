"""SARIF 2.1.0, which code scanning reads (OASIS Standard, 27 March 2020).

Columns count code points, which `columnKind` says: without it they would be taken for UTF-16 units. Regions are of one
line and their ends exclusive; file names count from the root of the repository.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from ecsc import __version__
from ecsc.diagnostics import Fix, Severity, Span
from ecsc.report.checked import Checked
from ecsc.report.formats.asked import Report
from ecsc.report.formats.places import Fingerprints, end_column, file_of, is_whole_file, text_of
from ecsc.report.formats.sarif_rules import described
from ecsc.report.told import Told, ToldSuppressed, ToldWaived, Where

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
ROOT = "%SRCROOT%"
FINGERPRINT = "ecscIdentity/v1"


def render(report: Report) -> Iterator[str]:
    """Yield the document: the findings, and what is set aside with its suppression."""
    told = [*(finding for _, finding in report.findings()), *_set_aside(report.checked)]
    rules = described(sorted({finding.code for finding in told}), report.w)
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    fingerprints = Fingerprints(report)
    run = {
        "tool": {
            "driver": {"name": "ecsc", "version": __version__, "semanticVersion": __version__, "rules": rules}
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
        "automationDetails": {"id": "ecsc/"},
        "results": list(_results(report, index, fingerprints)),
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    text = json.dumps(document, ensure_ascii=report.ascii_only, indent=2)
    yield text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"


def _set_aside(checked: Iterable[Checked]) -> Iterator[Told]:
    for one in checked:
        yield from (each.finding for each in one.waived)
        yield from (each.finding for each in one.suppressed)


def _results(report: Report, index: dict[str, int], fingerprints: Fingerprints) -> Iterator[dict[str, Any]]:
    for one in report.checked:
        for finding in one.findings:
            yield _result(finding, one, report, index, fingerprints)
        for waived in one.waived:
            result = _result(waived.finding, one, report, index, fingerprints)
            yield {**result, "suppressions": [_waiver(waived, report)]}
        for each in one.suppressed:
            result = _result(each.finding, one, report, index, fingerprints)
            yield {**result, "suppressions": [_suppression(each)]}


def _result(
    finding: Told, one: Checked, report: Report, index: dict[str, int], fingerprints: Fingerprints
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": LEVELS[finding.severity],
        "message": {"text": text_of(finding)},
        "locations": [_location(finding.at, report, finding.label)],
        "partialFingerprints": {FINGERPRINT: fingerprints.of(one, finding)},
        "properties": {"outcome": finding.outcome, "identity": finding.identity},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_location(each.at, report, each.message)}
            for number, each in enumerate(finding.related, 1)
        ]
    if finding.fixes:
        result["fixes"] = [_fix(fix, report) for fix in finding.fixes]
    return result


def _location(at: Where, report: Report, message: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    if isinstance(at, Span) and at.file:
        found["physicalLocation"] = {"artifactLocation": _artifact(at, report), "region": _region(at)}
    else:
        found["logicalLocations"] = [{"fullyQualifiedName": str(at) if isinstance(at, str) else "."}]
    if message:
        found["message"] = {"text": message}
    return found


def _artifact(at: Span, report: Report) -> dict[str, Any]:
    name = file_of(at, report)
    uri = quote(name.encode("utf-8", "surrogateescape"), safe="/!$&'()*+,;=:@~")
    if name.startswith(("/", "../")):
        return {"uri": f"file://{uri}" if name.startswith("/") else uri}
    return {"uri": uri, "uriBaseId": ROOT}


def _region(at: Span) -> dict[str, int]:
    region = {"startLine": at.line}
    if is_whole_file(at):
        return region
    region["startColumn"] = at.column
    if (end := end_column(at)) is not None:
        region |= {"endLine": at.line, "endColumn": end}
    return region


def _fix(fix: Fix, report: Report) -> dict[str, Any]:
    at = fix.span
    deleted = {
        "startLine": at.line,
        "startColumn": at.column,
        "endLine": at.end_line,
        "endColumn": at.end_column,
    }
    w = report.w
    told = w("ecsc check --fix does this") if fix.safe else w("ecsc check --fix --unsafe-fixes does this")
    replacement = {"deletedRegion": deleted, "insertedContent": {"text": fix.text}}
    change = {"artifactLocation": _artifact(at, report), "replacements": [replacement]}
    return {"description": {"text": told}, "artifactChanges": [change]}


def _waiver(waived: ToldWaived, report: Report) -> dict[str, Any]:
    told = report.w(
        "until {until} by {owner}: {reason}",
        until=report.w.day(waived.until), owner=waived.owner, reason=waived.reason,
    )  # fmt: skip
    return {
        "kind": "external",
        "status": "accepted",
        "justification": told,
        "location": _location(waived.at, report),
    }


def _suppression(each: ToldSuppressed) -> dict[str, Any]:
    found: dict[str, Any] = {
        "kind": "inSource" if each.how == "comment" else "external",
        "status": "accepted",
    }
    if each.reason:
        found["justification"] = each.reason
    return found
