"""Strategies mended before they are checked: those that share policies together, each with its own tables."""

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
    """Return what mending changes in the files of the strategies, or in those of the names in `only`."""
    groups: dict[tuple[str, ...], list[StrategyInput]] = {}
    for one in strategies:
        shared = tuple(name for name, _ in one.organisation.files)
        groups.setdefault(shared or (one.folder, *(name for name, _ in one.files)), []).append(one)
    files: list[Changed] = []
    mended: list[Finding] = []
    left_out: list[LeftOut] = []
    for group in groups.values():
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
    mended = [name for name in new if name.endswith(_TABLES) and _inside(one.folder, name) in tables]
    if mended:
        tables = {**tables, **{_inside(one.folder, name): partial(_given, new[name]) for name in mended}}
    return replace(one, files=files, tables=tables, organisation=organisation)


_TABLES = (".csv", ".tsv", ".txt")


def _inside(folder: str, shown: str) -> str:
    return posixpath.relpath(shown, folder or ".")


def _given(raw: bytes) -> bytes:
    return raw


class _Together:
    """Strategies that are mended as one, because they share policies; each is compiled again only where it differs."""

    def __init__(self, group: Sequence[StrategyInput], compile_one: Compile) -> None:
        self._group = group
        self._compile = compile_one
        self._found: dict[int, tuple[Mapping[str, bytes], tuple[Finding, ...]]] = {}
        self._own: list[frozenset[str]] = []
        self.files: dict[str, bytes] = {}
        for number, one in enumerate(group):
            result = compile_one(one)
            own = dict((*one.files, *one.organisation.files))
            own.update(_tables(one, result.tables))
            self._own.append(frozenset(own))
            self._found[number] = (own, result.findings)
            self.files.update(own)

    def check(self, files: Mapping[str, bytes]) -> tuple[Finding, ...]:
        """Return what is found in all of them with these files, each thing once."""
        together: dict[object, Finding] = {}
        for number, one in enumerate(self._group):
            own = {name: files.get(name, self.files[name]) for name in self._own[number]}
            known, findings = self._found[number]
            if known != own:
                findings = self._compile(with_bytes(one, own)).findings
                self._found[number] = (own, findings)
            for each in findings:
                together.setdefault((each.rule.code, each.at, each.message, repr(each.params)), each)
        return tuple(together.values())


def _tables(one: StrategyInput, names: Iterable[str]) -> dict[str, bytes]:
    """Return the tables that a strategy names, those that can be read."""
    found: dict[str, bytes] = {}
    for name in names:
        shown = one.shown(name)
        if shown.endswith(_TABLES):
            try:
                found[shown] = one.tables[name]()
            except OSError:
                continue  # told where it is named
    return found
