"""Strategies mended before they are checked: those that share policies or tables together, every file once."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from ecsc.diagnostics import Finding
from ecsc.fixing import LeftOut, mend
from ecsc.pipeline import Result, StrategyInput
from ecsc.source.file_names import TEXT_TABLE_ENDINGS

Compile: TypeAlias = Callable[[StrategyInput], Result]


class Changed(Struct, frozen=True):
    """One file before and after mending, by the name that people know."""

    name: str
    before: bytes
    after: bytes


class MendedRun(Struct, frozen=True):
    """All strategies of a run after mending: the files that differ, what was mended, and what was left out and why."""

    files: tuple[Changed, ...]
    mended: tuple[Finding, ...]
    left_out: tuple[LeftOut, ...]


def mend_strategies(
    strategies: Iterable[StrategyInput],
    compile_one: Compile,
    *,
    unsafe: bool = False,
    only: Collection[str] | None = None,
) -> MendedRun:
    """Return what mending changes in the files of the strategies, or in those of the names in `only`.

    Every file is mended once, with all strategies that it is a part of.
    """
    files: list[Changed] = []
    mended: list[Finding] = []
    left_out: list[LeftOut] = []
    for group in _connected([_compiled(one, compile_one) for one in strategies]):
        together = _Together(group, compile_one)
        given = {name: raw for name, raw in together.files.items() if only is None or name in only}
        done = mend(given, together.check, unsafe=unsafe)
        files += (Changed(name, given[name], done.files[name]) for name in done.changed)
        mended += done.mended
        left_out += done.left_out
    return MendedRun(tuple(sorted(files, key=lambda each: each.name)), tuple(mended), tuple(left_out))


def with_bytes(one: StrategyInput, new: Mapping[str, bytes]) -> StrategyInput:
    """Return a strategy in which the files, tables and shared policies of these names have these bytes."""
    organisation = one.organisation
    if any(name in new for name, _ in organisation.files):
        shared = tuple((name, new.get(name, raw)) for name, raw in organisation.files)
        organisation = replace(organisation, files=shared)
    files = tuple((name, new.get(name, raw)) for name, raw in one.files)
    tables = one.tables
    mended = [name for name in new if _is_text_table(name) and _inside(one.folder, name) in tables]
    if mended:
        tables = {**tables, **{_inside(one.folder, name): partial(_given, new[name]) for name in mended}}
    return replace(one, files=files, tables=tables, organisation=organisation)


def _is_text_table(name: str) -> bool:
    return name.lower().endswith(TEXT_TABLE_ENDINGS)


def _inside(folder: str, shown: str) -> str:
    return posixpath.relpath(shown, folder or ".")


def _given(raw: bytes) -> bytes:
    return raw


class _Compiled(Struct, frozen=True):
    """A strategy, what is found with the bytes of its `files`, tables and shared policies, and these."""

    given: StrategyInput
    files: Mapping[str, bytes]
    findings: tuple[Finding, ...]


def _compiled(one: StrategyInput, compile_one: Compile) -> _Compiled:
    result = compile_one(one)
    tables = _tables(one, result.tables)
    return _Compiled(one, dict((*one.files, *one.organisation.files, *tables.items())), result.findings)


def _connected(members: Sequence[_Compiled]) -> list[list[_Compiled]]:
    """Return strategies in groups, so that those that share a policy or a table, directly or not, are together."""
    above = list(range(len(members)))
    holder: dict[str, int] = {}

    def top(number: int) -> int:
        while above[number] != number:
            above[number] = number = above[above[number]]
        return number

    for number, member in enumerate(members):
        for name in member.files:
            one, other = top(number), top(holder.setdefault(name, number))
            above[max(one, other)] = min(one, other)
    groups: dict[int, list[_Compiled]] = {}
    for number, member in enumerate(members):
        groups.setdefault(top(number), []).append(member)
    return list(groups.values())


class _Together:
    """Strategies that are mended as one, because they share files; each is compiled again only where it differs."""

    def __init__(self, group: Sequence[_Compiled], compile_one: Compile) -> None:
        self._group = list(group)
        self._compile = compile_one
        self.files = {name: raw for one in group for name, raw in one.files.items()}

    def check(self, files: Mapping[str, bytes]) -> tuple[Finding, ...]:
        """Return what is found in all of them with these files, each thing once."""
        together: dict[object, Finding] = {}
        for number, one in enumerate(self._group):
            own = {name: files.get(name, self.files[name]) for name in one.files}
            if one.files != own:
                found = self._compile(with_bytes(one.given, own)).findings
                self._group[number] = _Compiled(one.given, own, found)
            for each in self._group[number].findings:
                together.setdefault((each.rule.code, each.at, each.message, repr(each.params)), each)
        return tuple(together.values())


def _tables(one: StrategyInput, names: Iterable[str]) -> dict[str, bytes]:
    """Return the tables that a strategy names, those that can be read."""
    found: dict[str, bytes] = {}
    for name in names:
        shown = one.shown(name)
        if _is_text_table(shown):
            try:
                found[shown] = one.tables[name]()
            except OSError:
                continue  # told where it is named
    return found
