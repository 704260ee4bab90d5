"""The baseline of findings: what an old repository already has, so that only what is new counts.

A finding is known by its rule, its entry and its field, never by its line or file; so many alike as were there are
known, and one more is new. The file is JSON with an entry a line, sorted, so that version control shows each change
alone.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from ecsc.choosing.choices import Choices, Judged
from ecsc.choosing.selecting import Selecting
from ecsc.choosing.selectors import is_of_comments
from ecsc.diagnostics import Suppressed, identities

VERSION = 1
HEAD = "ecsc_findings"
LARGEST = 32_000_000
"""Bytes; a hundred thousand findings need a third of it."""
_WORD = re.compile(r"\w+")
_CODE = re.compile(r"[A-Z]{2,12}\d{3} \S")


class NotKnownError(Exception):
    """The bytes are no baseline of findings. `reason` and `hint` are templates over `params`; `line` is from 1."""

    def __init__(self, line: int, reason: str, hint: str, **params: object) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason
        self.hint = hint
        self.params = params


def set_known_aside(
    judged: Sequence[Judged], choices: Choices, strategy: str, selecting: Selecting, *, complete: bool
) -> tuple[list[Judged], list[Suppressed], tuple[str, ...]]:
    """Return the findings that are new, those that the baseline knows, and what it knows in vain.

    Where not everything was found (not `complete`), or a rule is off somewhere, nothing is known in vain.
    What is wrong with a comment is never known: it is of today.
    """
    known = set(choices.known.get(strategy, ()))
    left: list[Judged] = []
    aside: list[Suppressed] = []
    met: set[str] = set()
    names = identities(each.finding for each in judged)
    for each, name in zip(judged, names, strict=True):
        code = each.finding.rule.code
        if each.stays or is_of_comments(code) or not (choices.collect or name in known):
            left.append(each)
            continue
        met.add(name)
        aside.append(Suppressed(each.finding, "baseline", identity=name))
    vain = sorted(known - met) if complete else []
    return left, aside, tuple(one for one in vain if selecting.is_on_everywhere(one.partition(" ")[0]))


def known_in(
    known: Mapping[str, tuple[str, ...]], contents: Iterable[bytes]
) -> Mapping[str, tuple[str, ...]]:
    """Return what is known of the strategy with these files: of ids that stand in them as words.

    Many strategies may share a baseline, and each of them should carry no more of it than it needs.
    """
    if len(known) < 2:
        return known
    words: set[str] = set()
    for content in contents:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:  # some other encoding: the reader knows which
            return known
        if "\\" in text:  # a letter of an id may be written as an escape
            return known
        words.update(_WORD.findall(text if text.isascii() else unicodedata.normalize("NFC", text)))
    return {name: found for name, found in known.items() if name in words or not _WORD.fullmatch(name)}


def bytes_of(known: Mapping[str, Iterable[str]]) -> bytes:
    """Return the file of what is known by strategy id: UTF-8, sorted, an entry a line."""
    entries = sorted((strategy, one) for strategy, found in known.items() for one in set(found))
    lines = (
        json.dumps({"strategy": strategy, "finding": one}, ensure_ascii=False) for strategy, one in entries
    )
    text = f'{{"{HEAD}": {VERSION}, "entries": [\n' + ",\n".join(lines) + "\n]}\n"
    # A lone surrogate (a file name that is not UTF-8) has no UTF-8 form; as an escape it is valid JSON.
    return text.encode("utf-8", "backslashreplace")


@lru_cache(maxsize=4)
def known_of(raw: bytes) -> Mapping[str, tuple[str, ...]]:
    """Return what a file knows, by strategy id. Raises `NotKnownError` for everything else."""
    again = "mend the line, or delete the file and write it with `ecsc check --update-findings-baseline`"
    if len(raw) > LARGEST:
        raise NotKnownError(
            1, "it is larger than {size} bytes, so it is no baseline of findings", again, size=LARGEST
        )
    try:
        text = raw.decode("utf-8-sig")
        found: Any = json.loads(text)
    except UnicodeDecodeError as problem:
        line = raw[: problem.start].count(b"\n") + 1
        raise NotKnownError(line, "it is not saved as UTF-8", again) from None
    except json.JSONDecodeError as problem:
        raise NotKnownError(problem.lineno, "it is no JSON: {problem}", again, problem=problem.msg) from None
    except (RecursionError, ValueError) as problem:
        raise NotKnownError(1, "it is no JSON: {problem}", again, problem=str(problem)[:200]) from None
    version = found.get(HEAD) if isinstance(found, dict) else None
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        hint = "name a file that `ecsc check --update-findings-baseline` wrote"
        raise NotKnownError(1, "it is no baseline of findings", hint)
    if version > VERSION:
        told = {"version": version, "newest": VERSION}
        reason = "it is of version {version}; this ecsc reads up to {newest}"
        raise NotKnownError(_line_of(text, HEAD), reason, "bring ecsc up to date", **told)
    return _entries(found.get("entries"), text, again)


def _entries(entries: Any, text: str, again: str) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(entries, list):
        raise NotKnownError(_line_of(text, "entries"), "its `entries` are no list", again)
    known: dict[str, list[str]] = {}
    for number, entry in enumerate(entries):
        given = entry if isinstance(entry, dict) else {}
        strategy, finding = given.get("strategy"), given.get("finding")
        if not isinstance(strategy, str) or not isinstance(finding, str) or not _CODE.match(finding):
            # In a file as it is written, an entry is a line, and the first stands on the second.
            line = min(number + 2, text.count("\n") + 1)
            right = '{"strategy": "tea", "finding": "ECS501 budgets.marketing.limit"}'
            reason = "entry {number} is not as it should be: {right}"
            raise NotKnownError(line, reason, again, number=number + 1, right=right)
        known.setdefault(strategy, []).append(finding)
    return {strategy: tuple(found) for strategy, found in known.items()}


def _line_of(text: str, word: str) -> int:
    return text[: max(text.find(word), 0)].count("\n") + 1
