"""Whether files are better for what was written into them: never worse, and the rest says what it said."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from ecsc.diagnostics import Finding, Fix, PathStep, Severity, Span
from ecsc.fixing.edits import Written, written_by
from ecsc.source import Document, read_document

YAML: Final = (".yaml", ".yml")
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


def still_there(mended: Iterable[Finding], before: Iterable[Finding], after: Iterable[Finding]) -> bool:
    """Return whether a finding that was mended is found all the same."""
    left = Counter(map(known_by, before))
    left.subtract(map(known_by, mended))
    found = Counter(map(known_by, after))
    return any(found[key] > left[key] for key in set(map(known_by, mended)))


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
    for finding in after:
        key = known_by(finding)
        if known[key] > 0:
            known[key] -= 1
        elif finding.level.rank <= least and stage(finding) <= latest:
            yield finding


def same_elsewhere(file: str, before: bytes, after: bytes, fixes: Sequence[Fix]) -> bool:
    """Return whether a file says the same everywhere but where fixes were made; a table, all of whose cells count.

    What could not be read before may be there after: to mend that is what a fix is for.
    """
    if not file.endswith(YAML) and file != "<stdin>":
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
