"""Which findings can be mended in one go: those whose fixes are wanted, can be written, and do not overlap."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Sequence

from ecsc.diagnostics import Finding, Fix
from ecsc.fixing.edits import files_of


def is_safe(finding: Finding) -> bool:
    """Return whether every fix of a finding is safe."""
    return all(fix.safe for fix in finding.fixes)


def is_wanted(finding: Finding, files: Collection[str], *, unsafe: bool) -> bool:
    """Return whether a finding has fixes that may be made in `files`."""
    return (
        bool(finding.fixes)
        and (unsafe or is_safe(finding))
        and all(name in files for name in files_of(finding))
    )


def picked(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings whose fixes do not overlap, safe ones first, then by place; the others wait a round."""
    taken: dict[str, list[tuple[int, int]]] = {}
    chosen: list[Finding] = []
    for finding in sorted(findings, key=lambda each: (not is_safe(each), *_first(each.fixes))):
        wanted = _reach(finding.fixes)
        if any(_overlaps(taken.get(file, ()), start, end) for file, start, end in wanted):
            continue
        for file, start, end in wanted:
            insort(taken.setdefault(file, []), (start, end))
        chosen.append(finding)
    return chosen


def _first(fixes: Sequence[Fix]) -> tuple[str, int, int]:
    first = min((fix.span for fix in fixes), key=lambda span: (span.file, span.start))
    return first.file, first.start, first.end


def _reach(fixes: Sequence[Fix]) -> list[tuple[str, int, int]]:
    """Return what nobody else may change: each span or, of two quotation marks, all between them."""
    spans = [fix.span for fix in fixes]
    if len(spans) == 2 and spans[0].line == spans[1].line and spans[0].file == spans[1].file:
        return [(spans[0].file, min(span.start for span in spans), max(span.end for span in spans))]
    return [(span.file, span.start, span.end) for span in spans]


def _overlaps(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Return whether a range meets one of the sorted, disjoint ranges; at a common edge too."""
    at = bisect_left(taken, (start, end))
    return (at < len(taken) and taken[at][0] <= end) or (at > 0 and taken[at - 1][1] >= start)
