"""What could not be decided, drawn together: what is missing, for what, and who can supply it."""

from __future__ import annotations

from msgspec import Struct

from ecsc.diagnostics import Finding
from ecsc.emit.page.owners import Owners
from ecsc.emit.page.reader import Reader
from ecsc.messages import shortened

MOST_NAMES = 3
"""So many names stand in a sentence; the rest are counted."""


class Undecided(Struct, frozen=True):
    """The same things missing for entries of one owner: `missing` and `names` in words, and the findings."""

    missing: str
    names: str
    owner: str | None
    findings: tuple[Finding, ...]


def undecided(reader: Reader) -> tuple[Undecided, ...]:
    """Return what is missing by what and whom, what keeps most from being decided first."""
    owners, w = Owners(reader.plan), reader.w
    found: dict[tuple[tuple[str, ...], str | None], list[Finding]] = {}
    for finding in reader.compiled.findings:
        if finding.outcome == "undecidable":
            found.setdefault((finding.missing, owners.of_finding(finding)), []).append(finding)
    points = [
        Undecided(w.show(list(missing)), _names(group, reader), owner, tuple(group))
        for (missing, owner), group in found.items()
    ]
    return tuple(sorted(points, key=lambda one: -len(one.findings)))


def _names(findings: list[Finding], reader: Reader) -> str:
    """Return what the findings are about, by name, each once; a section as a whole by its key."""
    w, names = reader.w, dict[str, None]()
    for finding in findings:
        about = finding.about
        if about is None:
            continue
        names[shortened(reader.name(about.id), 40) if about.id else about.section] = None
    shown = list(names)[:MOST_NAMES]
    if len(names) > MOST_NAMES:
        return w("{names} and {n} more", n=len(names) - MOST_NAMES, names=", ".join(shown))
    return w.show(shown)
