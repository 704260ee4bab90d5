"""How choices are made on the findings of one strategy: severity, selection, comments, baseline, in this order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import TYPE_CHECKING

from ecsc.choosing.choices import Choices, Chosen, Judged
from ecsc.choosing.selecting import Selecting
from ecsc.choosing.selectors import codes_with, is_fixed
from ecsc.diagnostics import Finding, Rule, Severity, Span, Suppressed, Waived, sort_key

if TYPE_CHECKING:
    from ecsc.source.comments import Commented


def choose(
    findings: Iterable[Finding],
    choices: Choices,
    commented: Sequence[Commented] = (),
    *,
    strategy: str = "",
    complete: Set[str] = frozenset(),
    plugged: Sequence[Rule] = (),
) -> Chosen:
    """Return what counts of the located `findings` of one strategy.

    `strategy` is its id, empty where it could not be read: then the baseline is not asked. `complete` are the files
    of which everything was found, so that a comment without a finding is told; the same is true of the baseline where
    there are any. `plugged` are the rules of plug-ins.
    """
    selecting = Selecting(choices)
    found = list(findings)
    if selecting.is_open and not (choices.strict or commented or choices.known or choices.collect):
        return Chosen(tuple(found))
    judged = list(_judged(found, choices, selecting))
    suppressed: list[Suppressed] = []
    if commented:
        from ecsc.choosing.commenting import set_aside

        codes, heard = codes_with(plugged), commented if choices.comments else ()
        aside = set_aside(judged, heard, codes, selecting, complete)
        about = (*(one for each in commented for one in each.malformed), *aside.found)
        again = set_aside(
            [*aside.left, *_judged(about, choices, selecting)], heard, codes, selecting, frozenset()
        )
        judged = sorted(again.left, key=lambda each: sort_key(each.finding))
        suppressed += [*aside.suppressed, *again.suppressed]
    unneeded: tuple[str, ...] = ()
    if strategy and (choices.known or choices.collect):
        from ecsc.choosing.known import set_known_aside

        judged, aware, unneeded = set_known_aside(
            judged, choices, strategy, selecting, complete=bool(complete)
        )
        suppressed += aware
    suppressed.sort(key=lambda each: sort_key(each.finding))
    return Chosen(tuple(each.finding for each in judged), tuple(suppressed), unneeded)


def asked_for(waived: Iterable[Waived], choices: Choices) -> tuple[Waived, ...]:
    """Return those of the `waived` findings whose rules are on where they stand."""
    selecting = Selecting(choices)
    if selecting.is_open:
        return tuple(waived)
    return tuple(one for one in waived if selecting.is_on(one.finding.rule.code, _file_of(one.finding)))


def _judged(findings: Iterable[Finding], choices: Choices, selecting: Selecting) -> Iterator[Judged]:
    """Yield the findings whose rules are on, at the severity in force."""
    for one in findings:
        file = _file_of(one)
        if is_fixed(one):
            yield Judged(one, stays=True)
        elif selecting.is_on(one.rule.code, file):
            yield Judged(_levelled(one, choices, selecting.severity(one.rule.code, file)), stays=False)


def _file_of(finding: Finding) -> str:
    """Return the file by which choices for paths know a finding, empty for one that stands in none."""
    return finding.at.file if isinstance(finding.at, Span) else ""


def _levelled(finding: Finding, choices: Choices, severity: Severity | None) -> Finding:
    """Return a finding at its severity; what cannot be decided has none of its rule's, but may be an error."""
    if finding.outcome == "undecidable":
        return finding.with_severity(Severity.ERROR) if choices.strict else finding
    return finding if severity is None else finding.with_severity(severity)
