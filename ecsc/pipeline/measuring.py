"""What a strategy is measured against: the file or the revision that it names as its baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ecsc.diagnostics import Severity
from ecsc.messages import Phrase
from ecsc.model import build
from ecsc.pipeline.inputs import NotThereError, StrategyInput
from ecsc.pipeline.reading import read_files

if TYPE_CHECKING:
    from ecsc.assess.baseline import Baseline as Measure
    from ecsc.assess.baseline import NoBaseline
    from ecsc.model.header import Baseline


def baseline_of(
    given: StrategyInput, named: Baseline | None, *, promises: bool = True
) -> Measure | NoBaseline | None:
    """Return the plan to measure against, or why there is none; None where none is named, or two are.

    Of a revision it has, beside the dates, what was promised then, unless no `promises` are asked for.
    """
    if named is None or (named.file is None) == (named.revision is None):
        return None
    from ecsc.assess.baseline import Baseline as Measure
    from ecsc.assess.baseline import NoBaseline
    from ecsc.source.baseline_file import NoBaselineError, dates_of

    field: Literal["file", "revision"] = "revision" if named.file is None else "file"
    try:
        if named.file is not None:
            return Measure(named.file, dates_of(given.beside(named.file)))
        return _measure(given.past(named.revision or ""), named.revision or "", promises=promises)
    except (NotThereError, NoBaselineError) as problem:
        return NoBaseline(field, Phrase(problem.reason, **problem.params), problem.hint)


def _measure(given: StrategyInput, revision: str, *, promises: bool) -> Measure:
    """Return the dates and commitments of a strategy as it once stood. A baseline of its own does not count."""
    from ecsc.assess import assess
    from ecsc.assess.baseline import Baseline as Measure
    from ecsc.assess.baseline import commitments, recorded
    from ecsc.link import link

    read = read_files(given)
    strategy, findings = build(read.documents, read.bad, read.rows.values())
    if not strategy.header_read:
        raise NotThereError("the strategy could not be read at that revision", "name another revision")
    linked, link_findings = link(strategy)
    assessed = assess(linked)
    times = assessed.timetable
    found = (*read.findings, *findings, *link_findings)
    errors = sum(finding.level is Severity.ERROR for finding in found) + len(times.schedule.cycles)
    promised = commitments(assessed.linked.strategy) if promises else None
    return Measure(revision, recorded(assessed.linked.strategy, times), errors, promised)
