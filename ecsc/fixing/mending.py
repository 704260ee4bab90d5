"""Mending in rounds: what does not overlap is written at once, checked again, and taken back where that is worse."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from ecsc.diagnostics import Finding, Fix
from ecsc.fixing.edits import Shifts, files_of, fixed_text, writable
from ecsc.fixing.judging import (
    Key,
    known_by,
    made_worse,
    ripeness,
    same_elsewhere,
    start_of,
    still_there,
    to_blame,
)
from ecsc.fixing.picking import is_safe, is_wanted, picked

MOST_ROUNDS: Final = 20
"""How often fixes are made on top of one another: a line with more slips than that is not one to mend unseen."""

MOST_CHECKS: Final = 200
"""How often a strategy is checked again to find the fixes that make it worse."""

Files: TypeAlias = Mapping[str, bytes]
Check: TypeAlias = Callable[[Files], tuple[Finding, ...]]
Why: TypeAlias = Literal["worse", "untried", "encoding", "elsewhere"]


class LeftOut(Struct, frozen=True):
    """A finding whose fix was not made: it would make things `worse`, it was left `untried` because there were too
    many, or its file is in another `encoding` or `elsewhere`, where nothing is written."""

    finding: Finding
    why: Why


class Mended(Struct, frozen=True):
    """Files after mending: `changed` are those with new bytes, `mended` the findings that are gone for it.

    `findings` is what the last check found.
    """

    files: Files
    changed: tuple[str, ...]
    mended: tuple[Finding, ...]
    left_out: tuple[LeftOut, ...]
    findings: tuple[Finding, ...]


def mend(files: Files, check: Check, *, unsafe: bool = False) -> Mended:
    """Return the files with all safe fixes made, and with `unsafe` the others too.

    `files` are bytes by the name that findings have for the file; `check` returns what is found in such files, in
    their order. A fix is made only when its finding is gone after it, nothing as serious has come instead, and, if
    it is safe, the rest of its file says what it said.
    """
    mending = _Mending(files, check, unsafe=unsafe)
    mending.run()
    return mending.result()


class _Mending:
    """The state between rounds: the files as they are now, and what is found in them."""

    def __init__(self, files: Files, check: Check, *, unsafe: bool) -> None:
        self._original = files
        self._files = dict(files)
        self._check = check
        self._unsafe = unsafe
        self._checks = 0
        self._found = check(files)
        self._first = self._found
        self._open = [name for name, raw in files.items() if writable(name, raw) is not None]
        self._refused: set[tuple[Key, int]] = set()
        self._undone = False
        self._mended: list[Finding] = []

    def run(self) -> None:
        """Make fixes until there are none left to make."""
        for _ in range(MOST_ROUNDS):
            ready = picked(finding for finding in self._found if self._is_ready(finding))
            if not ready or self._checks >= MOST_CHECKS:
                break
            self._round(ready)
        if ripeness(self._found) > ripeness(self._first):
            # Slips that hid one another were uncovered and could not be mended: then all stays as it was.
            self._files, self._found, self._mended = dict(self._original), self._first, []
            self._undone = True

    def result(self) -> Mended:
        """Return what came of it."""
        changed = tuple(name for name, raw in self._files.items() if raw != self._original[name])
        left = [(each, self._why(each)) for each in self._found if each.fixes]
        left_out = tuple(LeftOut(finding, why) for finding, why in left if why is not None)
        return Mended(self._files, changed, tuple(self._mended), left_out, self._found)

    def _is_ready(self, finding: Finding) -> bool:
        refused = (known_by(finding), start_of(finding)) in self._refused
        return not refused and is_wanted(finding, self._open, unsafe=self._unsafe)

    def _why(self, finding: Finding) -> Why | None:
        if not (self._unsafe or is_safe(finding)):
            return None
        if any(name not in self._files for name in files_of(finding)):
            return "elsewhere"
        if not is_wanted(finding, self._open, unsafe=self._unsafe):
            return "encoding"
        return "untried" if self._is_ready(finding) and not self._undone else "worse"

    def _round(self, ready: Sequence[Finding]) -> None:
        """Make those fixes of a round that are good together, parting and at last refusing those that are not."""
        base = dict(self._files)
        made: list[Finding] = []
        waiting = [list(ready)]
        while waiting and self._checks < MOST_CHECKS:
            part = waiting.pop()
            trial = _with_fixes(base, [*made, *part])
            self._checks += 1
            after = self._check(trial)
            shifts = _shifts(base, [*made, *part])
            faulty = still_there(part, after, shifts)
            worse = list(self._worse(part, after))
            if not faulty and not worse and _same_elsewhere([*made, *part], base, trial):
                self._files, self._found = trial, after
                made += part
                continue
            faulty = faulty or to_blame(part, worse, shifts)
            if len(part) in (1, len(faulty)):
                self._refused.update((known_by(each), start_of(each)) for each in part)
            else:
                waiting += _parted(part, faulty)
        moved = _shifts(base, made)
        self._refused = {(key, place) for key, start in self._refused for place in moved.of(key[1], start)}
        self._mended += made

    def _worse(self, part: Sequence[Finding], after: Sequence[Finding]) -> Iterator[Finding]:
        # What comes to light and can be mended in the next round is no harm.
        return (each for each in made_worse(part, self._found, after) if not self._is_ready(each))


def _parted(part: Sequence[Finding], faulty: Sequence[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Return a part in two: what is at fault and what is not, else two halves; the second is tried first."""
    if faulty:
        known = set(map(id, faulty))
        return list(faulty), [each for each in part if id(each) not in known]
    middle = len(part) // 2
    return list(part[middle:]), list(part[:middle])


def _shifts(files: Files, findings: Sequence[Finding]) -> Shifts:
    names = {name for finding in findings for name in files_of(finding)}
    opened = {name: file for name in names if (file := writable(name, files[name])) is not None}
    return Shifts({name: file.text for name, file in opened.items()}, findings)


def _same_elsewhere(findings: Sequence[Finding], before: Files, after: Files) -> bool:
    """Return whether files in which only safe fixes were made say the same everywhere else."""
    fixes = [fix for finding in findings for fix in finding.fixes]
    by_file: dict[str, list[Fix]] = {}
    for fix in fixes:
        by_file.setdefault(fix.span.file, []).append(fix)
    return all(
        not all(fix.safe for fix in own) or same_elsewhere(name, before[name], after[name], own)
        for name, own in by_file.items()
    )


def _with_fixes(files: Files, findings: Collection[Finding]) -> dict[str, bytes]:
    by_file: dict[str, list[Fix]] = {}
    for finding in findings:
        for fix in finding.fixes:
            by_file.setdefault(fix.span.file, []).append(fix)
    new = dict(files)
    for name, fixes in by_file.items():
        open_file = writable(name, files[name])
        if open_file is not None:
            new[name] = open_file.mark + fixed_text(open_file.text, fixes).encode()
    return new
