"""Findings for programs: one JSON document, its shape fixed by `FORMAT_VERSION`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TypeAlias

from ecsc import __version__
from ecsc.diagnostics import Span
from ecsc.report.checked import Checked, tally
from ecsc.report.formats.asked import Report
from ecsc.report.told import Told, ToldSuppressed, ToldWaived, Where

FORMAT_VERSION = 1
"""Raised when a key changes its meaning or goes; new keys may come without."""

LISTS = {"strategy": "strategies", "finding": "findings", "waived": "waived", "suppressed": "suppressed"}
"""Kind of entry to the key of the list of them."""

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"


def render(report: Report) -> Iterator[str]:
    """Yield the document: who was checked, the counts, and every finding in the pipeline's order.

    With `ascii_only` all else is escaped (RFC 8259 section 7).
    """
    document: dict[str, Any] = {**head(report), "summary": summary(report)}
    for kind, entries in list_of(report):
        document[LISTS[kind]] = list(entries)
    text = json.dumps(document, ensure_ascii=report.ascii_only, indent=2)
    # A lone surrogate (a file name that is not UTF-8) has no UTF-8 form; as an escape it is valid JSON.
    yield text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"


def head(report: Report) -> dict[str, Json]:
    """Return what the document is: its format and version, and who made it in which language."""
    return {
        "format": "ecsc-check",
        "version": FORMAT_VERSION,
        "ecsc": __version__,
        "language": report.w.language,
    }


def summary(report: Report) -> dict[str, Json]:
    """Return the counts."""
    counts = tally(report.checked)
    return {
        "errors": counts.errors,
        "warnings": counts.warnings,
        "infos": counts.infos,
        "waived": sum(len(one.waived) for one in report.checked),
        "suppressed": sum(len(one.suppressed) for one in report.checked),
    }


def list_of(report: Report) -> Iterator[tuple[str, Iterator[dict[str, Json]]]]:
    """Yield each kind of entry with its entries, in the order of the report."""
    checked = report.checked
    yield (
        "strategy",
        (
            {"folder": one.folder, "id": one.strategy, "tasks": one.tasks, "goals": one.goals}
            for one in checked
            if one.folder
        ),
    )
    yield "finding", (finding_json(finding, one) for one in checked for finding in one.findings)
    yield "waived", (_waived_json(waived, one) for one in checked for waived in one.waived)
    yield "suppressed", (_suppressed_json(each, one) for one in checked for each in one.suppressed)


def finding_json(finding: Told, one: Checked) -> dict[str, Json]:
    """Return one finding: rule, words and places. `params` are printed as the language writes them."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "outcome": finding.outcome,
        "message": finding.message,
        "label": finding.label,
        "hint": finding.hint,
        "params": dict(finding.params),
        "missing": list(finding.missing),
        "strategy": one.strategy,
        "identity": finding.identity,
        **_place(finding.at),
        "related": [{"message": one.message, **_place(one.at)} for one in finding.related],
        "fixes": [{"replacement": fix.text, "safe": fix.safe, **_place(fix.span)} for fix in finding.fixes],
    }


def _waived_json(waived: ToldWaived, one: Checked) -> dict[str, Json]:
    """Return a finding that is waived, with who accepts it, why and until when (ISO 8601)."""
    waiver: Json = {
        "id": waived.waiver,
        "owner": waived.owner,
        "until": waived.until.isoformat(),
        "reason": waived.reason,
        **_place(waived.at),
    }
    return {"waiver": waiver, "finding": finding_json(waived.finding, one)}


def _suppressed_json(suppressed: ToldSuppressed, one: Checked) -> dict[str, Json]:
    """Return a finding that is not counted, with how that came and where it is written."""
    return {
        "how": suppressed.how,
        "reason": suppressed.reason,
        **_place(suppressed.at),
        "finding": finding_json(suppressed.finding, one),
    }


def _place(at: Where | None) -> dict[str, Json]:
    if not isinstance(at, Span):
        return {"file": None, "range": None, "place": at}
    start: Json = {"line": at.line, "column": at.column, "offset": at.start}
    end: Json = {"line": at.end_line, "column": at.end_column, "offset": at.end}
    return {"file": at.file, "range": {"start": start, "end": end}, "place": None}
