"""What `ecsc check --fix` and `--diff` do before they report: files mended on disk, or shown as they would be."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence

import click
from msgspec import Struct

from ecsc.cli.compiling import compiled
from ecsc.cli.diffing import write_diff
from ecsc.cli.progress import Progress
from ecsc.cli.screen import write_error
from ecsc.diagnostics import Finding
from ecsc.fixing import LeftOut
from ecsc.messages import Words
from ecsc.pipeline import Result, StrategyInput
from ecsc.report.columns import visible
from ecsc.report.layout import Layout
from ecsc.report.snippet import place_name
from ecsc.runs import Asked
from ecsc.runs.mending import Changed, MendedRun, mend_strategies, with_bytes
from ecsc.workspace.layout_files import SourceFile, rewrite
from ecsc.workspace.manifest import PublishError
from ecsc.workspace.names import UNSAVED, shown

LEFT_OUT_SHOWN = 5
"""Fixes that were not made and are told one by one; the others are counted."""


class Wanted(Struct, frozen=True):
    """What is to be mended: `unsafe` fixes too, `only` the files of these names; `quiet` says nothing about it."""

    unsafe: bool = False
    only: tuple[str, ...] | None = None
    quiet: bool = False


def wanted(paths: Sequence[str], stdin_filename: str | None, *, unsafe: bool, quiet: bool) -> Wanted:
    """Return what a command asks for: of standard input only its own text is mended."""
    only = (UNSAVED if stdin_filename is None else shown(stdin_filename),) if "-" in paths else None
    return Wanted(unsafe, only, quiet)


class Mending:
    """Mending as a command asks for it: what is `wanted`, and how strategies are `asked` while it is tried."""

    def __init__(self, wanted: Wanted, asked: Asked, progress: Progress, w: Words) -> None:
        self._wanted = wanted
        self._asked = asked
        self._progress = progress
        self._w = w

    def make(
        self, strategies: Sequence[StrategyInput], typed: bytes | None
    ) -> tuple[tuple[StrategyInput, ...], list[str]]:
        """Mend the files of the strategies and write them; a text that was `typed` goes to standard output mended.

        Return the strategies as they are then, and lines for people about what was done.
        """
        run = self._run(strategies)
        if typed is not None:
            click.echo(next((each.after for each in run.files), typed), nl=False)
            written = [each.name for each in run.files]
        else:
            written = [each.name for each in run.files if _written(each, self._w)]
        bytes_now = {each.name: each.after for each in run.files if each.name in written}
        after = tuple(with_bytes(one, bytes_now) for one in strategies)
        return after, [] if self._wanted.quiet else list(_notes(run, written, self._w))

    def show(self, strategies: Sequence[StrategyInput], layout: Layout) -> bool:
        """Print what mending would change as a unified diff, and write nothing; return whether that is anything."""
        run = self._run(strategies)
        for each in run.files:
            write_diff(each.name, each.before, each.after, layout)
        if not self._wanted.quiet:
            for note in _notes(run, [each.name for each in run.files], self._w, would=True):
                click.echo(note, err=True)
        return bool(run.files)

    def _run(self, strategies: Sequence[StrategyInput]) -> MendedRun:
        run = mend_strategies(strategies, self._compiled, unsafe=self._wanted.unsafe, only=self._wanted.only)
        self._progress.clear()
        return run

    def _compiled(self, one: StrategyInput) -> Result:
        asked = self._asked
        return next(
            compiled(
                (one,),
                asked.as_of,
                self._progress,
                baseline=asked.baseline,
                plan=False,
                scenario=asked.scenario,
                waivers=asked.waivers,
            )
        )


def _written(changed: Changed, w: Words) -> bool:
    try:
        rewrite(SourceFile(changed.name, os.path.realpath(changed.name), changed.before), changed.after)
    except PublishError as problem:
        write_error("error", w("error"), w(problem.reason, **problem.params))
        return False
    return True


def _notes(run: MendedRun, written: Collection[str], w: Words, *, would: bool = False) -> Iterator[str]:
    """Yield how many findings were mended in the files `written`, and what could not be and why."""
    mended = sum(all(one.span.file in written for one in finding.fixes) for finding in run.mended)
    files = len(written)
    if mended and would:
        yield w.count("{n} finding would be mended", "{n} findings would be mended", mended)
    elif mended:
        yield w("mended: {findings}, {files}", findings=_findings(mended, w), files=_files(files, w))
    for each in run.left_out[:LEFT_OUT_SHOWN]:
        yield visible(_left_out(each, w))
    if len(run.left_out) > LEFT_OUT_SHOWN:
        rest = len(run.left_out) - LEFT_OUT_SHOWN
        yield w.count("and {n} more fix was not made", "and {n} more fixes were not made", rest)


def _findings(n: int, w: Words) -> str:
    return w.count("{n} finding", "{n} findings", n)


def _files(n: int, w: Words) -> str:
    return w.count("{n} file", "{n} files", n)


def _left_out(one: LeftOut, w: Words) -> str:
    finding: Finding = one.finding
    told = {"place": place_name(finding.fixes[0].span), "code": finding.rule.code}
    if one.why == "encoding":
        return w("not mended: {place} {code}: save the file as UTF-8 first", **told)
    if one.why == "elsewhere":
        return w("not mended: {place} {code}: that file is not part of this run", **told)
    if one.why == "untried":
        return w("not mended: {place} {code}: there were too many to try them all; mend once more", **told)
    return w("not mended: {place} {code}: the fix at hand would not make it better", **told)
