"""SARIF 2.1.0, which code scanning reads (OASIS Standard, 27 March 2020).

Columns count code points, which `columnKind` says: without it they would be taken for UTF-16 units. Regions are of one
line and their ends exclusive; file names count from the root of the repository.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

from ecsc import __version__
from ecsc.diagnostics import Fix, Span
from ecsc.report.checked import Checked
from ecsc.report.formats.asked import Report
from ecsc.report.formats.places import (
    Fingerprints,
    document_of,
    end_column,
    file_of,
    is_whole_file,
    text_of,
)
from ecsc.report.formats.sarif_rules import LEVELS, described
from ecsc.report.told import Told, ToldSuppressed, ToldWaived, Where
from ecsc.report.waived import accepted

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
FINGERPRINT = "ecscIdentity/v1"
_LINK = re.compile(r"(?<!\\)\[([^\[\]]*)\]\(")


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
        "language": report.w.language,
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
        "automationDetails": {"id": "ecsc/"},
        "results": list(_results(report, index, fingerprints)),
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    yield document_of(document, report)


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
            yield {**result, "suppressions": [_waiver(waived, one, report)]}
        for each in one.suppressed:
            result = _result(each.finding, one, report, index, fingerprints)
            yield {**result, "suppressions": [_suppression(each, one, report)]}


def _result(
    finding: Told, one: Checked, report: Report, index: dict[str, int], fingerprints: Fingerprints
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": LEVELS[finding.severity],
        "message": {"text": _plain(text_of(finding))},
        "locations": [_location(finding.at, one, report, finding.label)],
        "partialFingerprints": {FINGERPRINT: fingerprints.of(one, finding)},
        "properties": {"outcome": finding.outcome, "identity": finding.identity},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_location(each.at, one, report, each.message)}
            for number, each in enumerate(finding.related, 1)
        ]
    if finding.fixes:
        result["fixes"] = [_fix(finding.fixes, report)]
    return result


def _location(at: Where, one: Checked, report: Report, message: str = "") -> dict[str, Any]:
    """Return a place; code scanning takes no result without a file, so a place without one has its strategy's."""
    physical: dict[str, Any] = {"artifactLocation": _artifact(file_of(at, report, one))}
    found: dict[str, Any] = {"physicalLocation": physical}
    if isinstance(at, Span) and at.file:
        physical["region"] = _region(at)
    else:
        physical["region"] = {"startLine": 1}
        if isinstance(at, str) and at:
            found["logicalLocations"] = [{"fullyQualifiedName": at}]
    if message:
        found["message"] = {"text": _plain(message)}
    return found


def _artifact(name: str) -> dict[str, Any]:
    # A colon in the first segment would make it a scheme (RFC 3986, 4.2), so it is escaped as well.
    uri = quote(name.encode("utf-8", "surrogateescape"), safe="/!$&'()*+,;=@~")
    if name.startswith(("/", "../")):
        return {"uri": f"file://{uri}" if name.startswith("/") else uri}
    return {"uri": uri, "uriBaseId": ROOT}


def _plain(text: str) -> str:
    """Return text as a message in which no link of the author's is one (section 3.11.6)."""
    return _LINK.sub(lambda link: f"\\[{link[1]}\\](", text)


def _region(at: Span) -> dict[str, int]:
    region = {"startLine": at.line}
    if is_whole_file(at):
        return region
    region["startColumn"] = at.column
    if (end := end_column(at)) is not None:
        region |= {"endLine": at.line, "endColumn": end}
    return region


def _fix(fixes: Sequence[Fix], report: Report) -> dict[str, Any]:
    """Return what mends a finding: all its replacements together, by file."""
    w = report.w
    safe = all(fix.safe for fix in fixes)
    told = w("ecsc check --fix does this") if safe else w("ecsc check --fix --unsafe-fixes does this")
    changes: dict[str, list[dict[str, Any]]] = {}
    for fix in fixes:
        changes.setdefault(file_of(fix.span, report), []).append(_replacement(fix))
    return {
        "description": {"text": told},
        "artifactChanges": [
            {"artifactLocation": _artifact(file), "replacements": made} for file, made in changes.items()
        ],
    }


def _replacement(fix: Fix) -> dict[str, Any]:
    at = fix.span
    deleted = {
        "startLine": at.line,
        "startColumn": at.column,
        "endLine": at.end_line,
        "endColumn": at.end_column,
    }
    return {"deletedRegion": deleted, "insertedContent": {"text": fix.text}}


def _waiver(waived: ToldWaived, one: Checked, report: Report) -> dict[str, Any]:
    return {
        "kind": "inSource",
        "status": "accepted",
        "justification": accepted(waived, report.w),
        "location": _location(waived.at, one, report),
    }


def _suppression(each: ToldSuppressed, one: Checked, report: Report) -> dict[str, Any]:
    found: dict[str, Any] = {
        "kind": "inSource" if each.how == "comment" else "external",
        "status": "accepted",
    }
    if each.reason:
        found["justification"] = each.reason
    if each.at is not None:
        found["location"] = _location(each.at, one, report)
    return found
