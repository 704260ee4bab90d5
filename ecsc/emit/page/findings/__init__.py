"""What was found in the strategy, the gravest first: errors, warnings, what could not be decided."""

from __future__ import annotations

from ecsc.diagnostics import Severity
from ecsc.emit.page.markup import fill
from ecsc.emit.page.reader import Reader
from ecsc.emit.page.section import Section

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def section(reader: Reader) -> Section:
    """Return the findings as a table, or the sentence that there are none."""
    w, findings = reader.w, sorted(reader.compiled.findings, key=lambda one: _ORDER[one.level])
    title = w("Findings")
    if not findings:
        return Section(
            "findings", title, w("Nothing was found that keeps this plan from being signed."), None
        )
    rows = [
        {
            "level": one.level.value,
            "outcome": one.outcome,
            "code": one.rule.code,
            "message": w(one.message, **one.params),
            "hint": w(one.hint, **one.params) if one.hint else "",
            "where": str(one.at),
        }
        for one in findings
    ]
    lead = w.count("{n} finding", "{n} findings", len(rows))
    return Section("findings", title, lead, fill("findings/findings.html.j2", w=w, rows=rows))
