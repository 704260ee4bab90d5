"""Results of the pipeline as reports need them: in words, and each thing said once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

from msgspec.structs import replace

from ecsc.diagnostics import Finding, Severity
from ecsc.messages import Words
from ecsc.report import Checked, Told, tell, tell_suppressed, tell_waived

if TYPE_CHECKING:
    from ecsc.pipeline import Result

Said: TypeAlias = tuple[str, object, str]
"""Code, place and message of a finding."""


def checked(result: Result, w: Words) -> Checked:
    """Return what a report needs of `result`."""
    tasks, goals = result.counts.get("tasks", 0), result.counts.get("goals", 0)
    return Checked(
        result.folder,
        tell(result.findings, w),
        result.sources,
        result.name or None,
        tasks,
        goals,
        tell_waived(result.waived, w),
        tell_suppressed(result.suppressed, w),
        result.unneeded,
        result.fail_on,
    )


def outside(findings: Iterable[Finding], w: Words) -> list[Checked]:
    """Return what a report needs of findings that belong to no strategy; nothing for none."""
    told = tell(findings, w)
    return [Checked("", told)] if told else []


def said(finding: Told) -> Said:
    """Return what a finding says, by which a run tells it once."""
    return finding.code, finding.at, finding.message


def told_once(everything: Iterable[Checked]) -> list[Checked]:
    """Return what was checked, each finding with the first strategy only: several may share a faulty policy."""
    together = list(everything)
    if len(together) < 2:
        return together
    told: set[Said] = set()
    kept: list[Checked] = []
    for one in together:
        own = [said(finding) for finding in one.findings]
        new = tuple(each for each, key in zip(one.findings, own, strict=True) if key not in told)
        told.update(own)
        kept.append(one if len(new) == len(one.findings) else replace(one, findings=new))
    return kept


def only_serious(one: Checked) -> Checked:
    """Return `one` without its infos and without what is waived, which the closing line counts."""
    serious = tuple(finding for finding in one.findings if finding.severity is not Severity.INFO)
    return replace(one, findings=serious, waived=(), suppressed=())
