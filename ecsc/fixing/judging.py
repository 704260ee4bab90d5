"""Whether files are better for what was written into them: never worse, and the rest says what it said."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from ecsc.diagnostics import Finding, Fix, PathStep, Severity, Span
from ecsc.fixing.edits import Shifts, Written, written_by
from ecsc.source import Document, read_document
from ecsc.source.file_names import UNSAVED, YAML_ENDINGS

_STAGES: Final = ("ECS100", "ECS150", "ECS200", "ECS300", "ECS303", "ECS400")
"""Where the next stage begins: bytes and YAML, shape, values, references, formulas, their names, what is said."""

Key: TypeAlias = tuple[str, str, str, str]
Path: TypeAlias = tuple[PathStep, ...]


def stage(finding: Finding) -> int:
    """Return the stage of reading, from 0, that found it: what stops one stage hides what the later ones find."""
    code = finding.rule.code
    return bisect_right(_STAGES, code) if code.startswith("ECS") else len(_STAGES)


def ripeness(findings: Iterable[Finding]) -> tuple[int, ...]:
    """Return the number of errors of each stage but the last: less is better, and an earlier stage counts more."""
    errors = Counter(stage(each) for each in findings if each.level is Severity.ERROR)
    return tuple(errors[number] for number in range(len(_STAGES)))


def known_by(finding: Finding) -> Key:
    """Return what a finding is known by before and after a fix, wherever its place has moved to."""
    at = finding.at
    params = sorted(finding.params.items())
    told = " ".join(f"{name}={value}" for name, value in params if f"{{{name}}}" in finding.message)
    return finding.rule.code, at.file if isinstance(at, Span) else str(at), finding.message, told


def start_of(finding: Finding) -> int:
    """Return the offset in its file at which a finding stands, 0 outside any."""
    return finding.at.start if isinstance(finding.at, Span) else 0


def still_there(mended: Iterable[Finding], after: Iterable[Finding], shifts: Shifts) -> list[Finding]:
    """Return those of the findings that were mended which are found all the same, where they were."""
    found = {(known_by(each), start_of(each)) for each in after}
    left: list[Finding] = []
    for finding in mended:
        key = known_by(finding)
        if any((key, place) in found for place in shifts.of(key[1], start_of(finding))):
            left.append(finding)
    return left


def made_worse(
    mended: Sequence[Finding], before: Iterable[Finding], after: Iterable[Finding]
) -> Iterator[Finding]:
    """Yield what is found since the fixes of `mended` were made, as serious as the least serious of these.

    What a fix lets a later stage see for the first time is not its fault: a quoted text that is no formula, a
    budget that is overspent now that it can be read.
    """
    least = max(finding.level.rank for finding in mended)
    latest = max(map(stage, mended))
    known = Counter(map(known_by, before))
    known.subtract(map(known_by, mended))
    for finding in after:
        key = known_by(finding)
        if known[key] > 0:
            known[key] -= 1
        elif finding.level.rank <= least and stage(finding) <= latest:
            yield finding


def to_blame(mended: Sequence[Finding], worse: Iterable[Finding], shifts: Shifts) -> list[Finding]:
    """Return those of the findings that were mended where a finding of `worse` has come in their place."""
    places: dict[str, list[tuple[int, int, int]]] = {}
    for number, finding in enumerate(mended):
        for fix in finding.fixes:
            span = fix.span
            start, end = shifts.of(span.file, span.start)[0], shifts.of(span.file, span.end)[1]
            places.setdefault(span.file, []).append((start, end, number))
    for written in places.values():
        written.sort()
    blamed: set[int] = set()
    for finding in worse:
        if isinstance(at := finding.at, Span):
            written = places.get(at.file, [])
            last = bisect_right(written, (at.end, len(mended)))
            blamed.update(
                number for start, end, number in written[max(0, last - 2) : last] if end >= at.start
            )
    return [mended[number] for number in sorted(blamed)]


def same_elsewhere(file: str, before: bytes, after: bytes, fixes: Sequence[Fix]) -> bool:
    """Return whether a file says the same everywhere but where fixes were made; a table, all of whose cells count.

    What could not be read before may be there after: to mend that is what a fix is for.
    """
    if not file.lower().endswith(YAML_ENDINGS) and file != UNSAVED:
        return True
    old, _ = read_document(file, before)
    new, _ = read_document(file, after)
    before_it, after_it = written_by(old.source.text, fixes)
    leaves, found = dict(_leaves(old.data)), dict(_leaves(new.data))
    for path, value in leaves.items():
        same = path in found and found[path] == value and type(found[path]) is type(value)
        if not same and not _is_damaged(old, path) and not _is_at(old, path, before_it):
            return False
    if not old.whole:
        return True
    return all(path in leaves or _is_damaged(old, path) or _is_at(new, path, after_it) for path in found)


def _leaves(data: object) -> Iterator[tuple[Path, object]]:
    """Yield every value that holds no others, with its path; empty lists and maps too."""
    waiting: list[tuple[Path, object]] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, Mapping) and value:
            waiting.extend(((*path, key), part) for key, part in value.items())
        elif isinstance(value, list) and value:
            waiting.extend(((*path, number), part) for number, part in enumerate(value))
        else:
            yield path, value


def _is_damaged(document: Document, path: Path) -> bool:
    return any(path[:length] in document.damaged for length in range(1, len(path) + 1))


def _is_at(document: Document, path: Path, written: Written) -> bool:
    """Return whether a value, or a name that leads to it, stands where something was written.

    So does all in a list or map in front of which something was put in: a bracket, or a dash.
    """
    names = (document.span(path[:length], "key") for length in range(1, len(path) + 1))
    if any(written.meets(span.start, span.end) for span in (document.span(path), *names)):
        return True
    return any(document.span(path[:length]).start in written.put_in for length in range(1, len(path)))
