"""Findings for programs: one JSON document, its shape fixed by `FORMAT_VERSION`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from ecsc import __version__
from ecsc.diagnostics import Span
from ecsc.messages import Words
from ecsc.report.checked import Checked, tally
from ecsc.report.told import Told, ToldSuppressed, ToldWaived, Where

FORMAT_VERSION = 1
"""Raised when a key changes its meaning or goes; new keys may come without."""

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"


def as_json(checked: Sequence[Checked], w: Words, *, ascii_only: bool = False) -> Iterator[str]:
    """Yield the document: who was checked, the counts, and every finding in the pipeline's order.

    `ascii_only` escapes all else (RFC 8259 section 7), for an output that is not UTF-8.
    """
    import json

    counts = tally(checked)
    document: Json = {
        "format": "ecsc-check",
        "version": FORMAT_VERSION,
        "ecsc": __version__,
        "language": w.language,
        "summary": {
            "errors": counts.errors,
            "warnings": counts.warnings,
            "infos": counts.infos,
            "waived": sum(len(one.waived) for one in checked),
            "suppressed": sum(len(one.suppressed) for one in checked),
        },
        "strategies": [
            {"folder": one.folder, "id": one.strategy, "tasks": one.tasks, "goals": one.goals}
            for one in checked
            if one.folder
        ],
        "findings": [finding_json(finding) for one in checked for finding in one.findings],
        "waived": [_waived_json(waived) for one in checked for waived in one.waived],
        "suppressed": [_suppressed_json(each) for one in checked for each in one.suppressed],
    }
    text = json.dumps(document, ensure_ascii=ascii_only, indent=2)
    # A lone surrogate (a file name that is not UTF-8) has no UTF-8 form; as an escape it is valid JSON.
    yield text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"


def finding_json(finding: Told) -> Json:
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
        "identity": finding.identity,
        **_place(finding.at),
        "related": [{"message": one.message, **_place(one.at)} for one in finding.related],
        "fixes": [{"replacement": fix.text, "safe": fix.safe, **_place(fix.span)} for fix in finding.fixes],
    }


def _waived_json(waived: ToldWaived) -> Json:
    """Return a finding that is waived, with who accepts it, why and until when (ISO 8601)."""
    waiver: Json = {
        "id": waived.waiver,
        "owner": waived.owner,
        "until": waived.until.isoformat(),
        "reason": waived.reason,
        **_place(waived.at),
    }
    return {"waiver": waiver, "finding": finding_json(waived.finding)}


def _suppressed_json(suppressed: ToldSuppressed) -> Json:
    """Return a finding that is not counted, with how that came and where it is written."""
    return {
        "how": suppressed.how,
        "reason": suppressed.reason,
        **_place("" if suppressed.at is None else suppressed.at),
        "finding": finding_json(suppressed.finding),
    }


def _place(at: Where) -> dict[str, Json]:
    if not isinstance(at, Span):
        return {"file": None, "range": None, "place": at}
    start: Json = {"line": at.line, "column": at.column, "offset": at.start}
    end: Json = {"line": at.end_line, "column": at.end_column, "offset": at.end}
    return {"file": at.file, "range": {"start": start, "end": end}, "place": None}
