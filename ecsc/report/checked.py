"""What a report is about: strategies as checked, and how many findings of each severity they have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from ecsc.diagnostics import Severity, Span
from ecsc.report.told import Told, ToldSuppressed, ToldWaived

if TYPE_CHECKING:
    from ecsc.source import SourceText


class Checked(Struct, frozen=True):
    """One strategy and what was found in it; also what was found outside any strategy, with `strategy` None.

    `strategy` is its id, None also where the header could not be read; `tasks` and `goals` count entries. `waived` are
    the findings that somebody accepts, `suppressed` those that a comment or a baseline of findings sets aside;
    `unneeded` is what that baseline knows in vain. A run fails at findings of `fail_on` or more serious.
    """

    folder: str
    findings: tuple[Told, ...] = ()
    sources: Mapping[str, SourceText] = {}
    strategy: str | None = None
    tasks: int = 0
    goals: int = 0
    waived: tuple[ToldWaived, ...] = ()
    suppressed: tuple[ToldSuppressed, ...] = ()
    unneeded: tuple[str, ...] = ()
    fail_on: Severity = Severity.ERROR

    @property
    def fails(self) -> bool:
        """Return whether a finding is serious enough to fail the run."""
        return any(finding.severity.rank <= self.fail_on.rank for finding in self.findings)


class Tally(Struct, frozen=True):
    """How many findings there are of each severity, and in how many files the errors and warnings lie."""

    errors: int
    warnings: int
    infos: int
    files: int


def tally(checked: Iterable[Checked]) -> Tally:
    """Return the counts over all of `checked`."""
    counts = [0, 0, 0]
    files: set[str] = set()
    for one in checked:
        for finding in one.findings:
            rank = finding.severity.rank
            counts[rank] += 1
            if rank < Severity.INFO.rank:
                files.add(finding.at.file if isinstance(finding.at, Span) else "")
    return Tally(counts[0], counts[1], counts[2], len(files))
