"""One file: bytes → Document, reading on behind every trap that is recognised."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ecsc.diagnostics import Finding, PathStep
from ecsc.source import rules
from ecsc.source.compose import Composer
from ecsc.source.decode import decode
from ecsc.source.document import Document
from ecsc.source.files import empty_file
from ecsc.source.patch import Edit, Patched
from ecsc.source.text import SourceText
from ecsc.source.trap import Trap, as_finding

FEWEST_REPAIRS, MOST_REPAIRS = 50, 400
"""How often a file is repaired in memory and read again; small files more often than large ones."""

REPAIR_WORK = 20_000_000
"""How many characters all readings of one file may come to, beyond the fewest repairs."""


def read_document(file: str, raw: bytes, *, pure: bool = False) -> tuple[Document, tuple[Finding, ...]]:
    """Return a YAML file as a Document, and all that is wrong with its text, in the order of the file.

    `pure` insists on the parser in Python; the result is the same.
    """
    decoded = decode(file, raw)
    if not decoded.readable:
        return Document(decoded.source, {}, whole=False), decoded.findings
    reading = _Reading(decoded.source, pure=pure)
    composer = reading.read()
    document = reading.document(composer)
    findings = [*decoded.findings, *reading.findings]
    findings.sort(key=_place)
    return document, tuple(findings)


def _place(finding: Finding) -> tuple[int, int, str]:
    at: Any = finding.at
    return at.start, at.end, finding.rule.code


class _Reading:
    """The readings of one file until it is read to its end, or cannot be."""

    def __init__(self, source: SourceText, *, pure: bool) -> None:
        self.source = source
        self.findings: list[Finding] = []
        self._pure = pure
        self._patched = Patched(source.text)
        self._damaged_at: list[int] = []
        self._whole = True
        self._said: set[tuple[str, int]] = set()

    def read(self) -> Composer:
        """Read the text, repair what is recognised, and read again."""
        if not self.source.text.isascii():
            from ecsc.source.oddities.confusables import confusables

            self._take(confusables(self.source.text))
        repairs = max(FEWEST_REPAIRS, min(MOST_REPAIRS, REPAIR_WORK // (len(self.source.text) + 1)))
        while True:
            composer = Composer(self._patched.text, pure=self._pure)
            composer.run()
            traps = list(composer.traps)
            if composer.failure is not None:
                traps.append(self._diagnosed(composer))
            if repairs <= 0 or not self._take([trap for trap in traps if trap.edits]):
                break
            repairs -= 1
        for trap in traps:
            self._say(trap)
        if composer.stopped or composer.oddities.lossy:
            self._whole = False
        return composer

    def _diagnosed(self, composer: Composer) -> Trap:
        """Return the trap behind a syntax error; a place repaired in vain is left out instead."""
        assert composer.failure is not None  # noqa: S101 - the caller asked
        # What people get wrong fills many rooms; a file that reads needs none of them.
        from ecsc.source.failures.diagnosis import diagnose, failure_of
        from ecsc.source.failures.line import unreadable_line

        failure = failure_of(composer.failure, composer.text, composer.open_flows)
        trap = diagnose(failure)
        return unreadable_line(failure) if self._key(trap) in self._said else trap

    def _take(self, traps: list[Trap]) -> bool:
        """Say and repair those traps that do not overlap; return whether any was repaired."""
        edits: list[Edit] = []
        reached = -1
        said: list[Trap] = []
        for trap in sorted(traps, key=lambda each: each.edits[0].start if each.edits else 0):
            first = min(edit.start for edit in trap.edits)
            last = max(edit.end for edit in trap.edits)
            if first < reached or self._key(trap) in self._said:
                continue
            reached = max(last, first + 1)
            edits += trap.edits
            said.append(trap)
        for trap in said:
            self._say(trap)
        if edits:
            self._patched.apply(edits)
        return bool(edits)

    def _key(self, trap: Trap) -> tuple[str, int]:
        return trap.rule.code, self._patched.origin(trap.start)

    def _say(self, trap: Trap) -> None:
        """Turn a trap into a finding, once for each place, and once a file for a second document."""
        code, start = self._key(trap)
        key = (code, -1 if trap.rule is rules.SEVERAL_DOCUMENTS else start)
        if trap.lossy:
            self._whole = False
        if key in self._said:
            return
        self._said.add(key)
        self._said.add((code, start))
        if trap.damaged:
            self._damaged_at.append(start)
        self.findings.append(as_finding(trap, self._patched.text, self.source, self._patched.origin))

    def document(self, composer: Composer) -> Document:
        """Return what was read; a file that holds no map of sections has no data."""
        root = composer.root
        data = root if isinstance(root, dict) else {}
        positions = composer.positions
        if not isinstance(root, dict):
            self._no_sections(root)
        damaged: set[tuple[PathStep, ...]] = set(composer.damaged)
        if self._damaged_at:
            damaged |= _paths_at(composer, self._patched.origin, self._damaged_at)
        return Document(
            self.source,
            data,
            self._whole,
            frozenset(path for path in damaged if path),
            positions,
            self._patched if self._patched.text is not self.source.text else None,
        )

    def _no_sections(self, root: Any) -> None:
        if any(finding.rule is rules.SYNTAX or finding.rule is rules.TOO_DEEP for finding in self.findings):
            return
        if root is None and not self._whole:
            return
        if root is None or not self.source.text.strip():
            self.findings.append(empty_file(self.source.file))
            return
        self._whole = False
        first_line = next((line for line in self.source.text.splitlines() if line.strip()), "")
        table = isinstance(root, str) and (first_line.count(",") > 1 or "\t" in first_line)
        start = len(self.source.text) - len(self.source.text.lstrip())
        self.findings.append(
            Finding(
                rules.NOT_SECTIONS,
                "this looks like a table (CSV), not like a strategy"
                if table
                else "this file holds no sections: it is one list or one text",
                self.source.span(start, start + len(first_line.strip())),
                hint="a file starts with the name of a section and a colon, for example tasks:",
            )
        )


def _paths_at(
    composer: Composer, origin: Callable[[int], int], starts: list[int]
) -> set[tuple[PathStep, ...]]:
    """Return the paths of the values that stand at offsets of the file as written."""
    positions = composer.positions
    wanted = sorted(set(starts))
    found: set[tuple[PathStep, ...]] = set()
    low, high = 0, len(composer.text)
    for start in wanted:
        low, high = 0, len(composer.text)
        while low < high:  # origin rises, so the place in the repaired text can be searched for
            middle = (low + high) // 2
            if origin(middle) < start:
                low = middle + 1
            else:
                high = middle
        path = positions.path_at(low)
        if path:
            found.add(path)
    return found
