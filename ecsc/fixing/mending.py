"""Mending in rounds: what does not overlap is written at once, checked again, and taken back where that is worse."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from ecsc.diagnostics import Finding, Fix
from ecsc.fixing.edits import files_of, fixed_text, writable
from ecsc.fixing.judging import Key, known_by, made_worse, ripeness, same_elsewhere, still_there
from ecsc.fixing.picking import is_safe, is_wanted, picked

MOST_ROUNDS: Final = 20
"""How often fixes are made on top of one another: a line with more slips than that is not one to mend unseen."""

MOST_CHECKS: Final = 200
"""How often a strategy is checked again to find the fixes that make it worse."""

Files: TypeAlias = Mapping[str, bytes]
Check: TypeAlias = Callable[[Files], tuple[Finding, ...]]
Why: TypeAlias = Literal["worse", "encoding", "elsewhere"]


class LeftOut(Struct, frozen=True):
    """A finding whose fix was not made: it would make things `worse`, or its file is in another `encoding` or
    `elsewhere`, where nothing is written."""

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
        self._refused: dict[Key, Finding] = {}
        self._mended: list[Finding] = []

    def run(self) -> None:
        """Make fixes until there are none left to make."""
        for _ in range(MOST_ROUNDS):
            ready = picked(finding for finding in self._found if self._is_ready(finding))
            if not ready or not self._round(ready):
                break
        if ripeness(self._found) > ripeness(self._first):
            # Slips that hid one another were uncovered and could not be mended: then all stays as it was.
            self._refused.update((known_by(each), each) for each in self._mended)
            self._files, self._found, self._mended = dict(self._original), self._first, []

    def result(self) -> Mended:
        """Return what came of it."""
        changed = tuple(name for name, raw in self._files.items() if raw != self._original[name])
        left = [(each, self._why(each)) for each in self._found if each.fixes]
        left_out = tuple(LeftOut(finding, why) for finding, why in left if why is not None)
        return Mended(self._files, changed, tuple(self._mended), left_out, self._found)

    def _is_ready(self, finding: Finding) -> bool:
        return known_by(finding) not in self._refused and is_wanted(finding, self._open, unsafe=self._unsafe)

    def _why(self, finding: Finding) -> Why | None:
        if not (self._unsafe or is_safe(finding)):
            return None
        if any(name not in self._files for name in files_of(finding)):
            return "elsewhere"
        if not is_wanted(finding, self._open, unsafe=self._unsafe):
            return "encoding"
        return "worse"

    def _round(self, ready: Sequence[Finding]) -> bool:
        """Make those fixes of a round that are good together, halving where some are not; return whether any was."""
        base = dict(self._files)
        made: list[Finding] = []
        waiting = [list(ready)]
        while waiting:
            part = waiting.pop()
            if self._checks >= MOST_CHECKS:
                break
            trial = _with_fixes(base, [*made, *part])
            self._checks += 1
            after = self._check(trial)
            if self._is_better(part, after) and _same_elsewhere([*made, *part], base, trial):
                self._files, self._found = trial, after
                made += part
            elif len(part) == 1:
                self._refused[known_by(part[0])] = part[0]
            else:
                middle = len(part) // 2
                waiting += (part[middle:], part[:middle])
        self._mended += made
        return bool(made)

    def _is_better(self, part: Sequence[Finding], after: Sequence[Finding]) -> bool:
        if still_there(part, self._found, after):
            return False
        mended = set(map(known_by, part))
        worse = made_worse(part, self._found, after)
        # What comes to light and can be mended in the next round is no harm.
        return all(self._is_ready(new) and known_by(new) not in mended for new in worse)


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
