"""What `ecsc check` does: strategies from paths to a report."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext, redirect_stdout

import click
from msgspec import Struct
from msgspec.structs import replace

from ecsc.cli.compiling import compiled
from ecsc.cli.inputs import inputs
from ecsc.cli.measuring import measured
from ecsc.cli.progress import Progress
from ecsc.cli.screen import is_unicode, layout_of, terminal_words, write
from ecsc.diagnostics import Severity
from ecsc.messages import Words
from ecsc.pipeline import Result, StrategyInput
from ecsc.report import Checked, Format, Layout, closing_line, fixable_line, render, tally
from ecsc.report.layout import Fixes
from ecsc.runs import checked, only_serious, outside, told_once


class CheckOrder(Struct, frozen=True):
    """What is to be checked: the options of the command, as they were given."""

    paths: tuple[str, ...]
    format_name: Format
    fail_on: str
    strict: bool
    as_of: dt.date | None
    lang: str | None
    quiet: bool
    color: str
    stdin_filename: str | None
    baseline_file: str | None = None
    baseline_rev: str | None = None
    scenario: str | None = None
    waivers: bool = True
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False


def check(order: CheckOrder) -> bool:
    """Check and report; return whether there is a finding at which the run fails."""
    w = terminal_words(order.lang)
    layout = layout_of(order.color, notes_in_full=order.fail_on == "info", fixes=_marked(order))
    typed = sys.stdin.buffer.read() if order.fix and not order.diff and order.paths == ("-",) else None
    strategies, findings = inputs(order.paths, order.stdin_filename, typed)
    everything = outside(findings, w)
    if order.strict:
        strategies = tuple(replace(one, choices=replace(one.choices, strict=True)) for one in strategies)
    strategies, baseline = measured(strategies, order.baseline_file, order.baseline_rev)
    progress = Progress(w, quiet=order.quiet)

    def compile_all(given: Iterable[StrategyInput]) -> Iterator[Result]:
        return compiled(
            given,
            order.as_of,
            progress,
            baseline=baseline,
            plan=False,
            scenario=order.scenario,
            waivers=order.waivers,
        )

    notes: tuple[str, ...] = ()
    if order.diff or order.fix:
        from ecsc.cli.fixing import fix, show_diff, wanted

        def compile_one(given: StrategyInput) -> Result:
            return next(compile_all((given,)))

        mend = wanted(order.paths, order.stdin_filename, unsafe=order.unsafe_fixes, quiet=order.quiet)
        if order.diff:
            return show_diff(strategies, mend, compile_one, w, layout)
        strategies, notes = fix(strategies, mend, compile_one, typed, w)
    everything += told_once(checked(result, w) for result in compile_all(strategies))
    failed = tally(everything).reaches(Severity(order.fail_on))
    # Where a mended text is the output, what people read goes beside it.
    with redirect_stdout(sys.stderr) if typed is not None else nullcontext():
        _report(everything, order, notes, w, layout, failed=failed)
    return failed


def _report(
    everything: Sequence[Checked],
    order: CheckOrder,
    notes: Sequence[str],
    w: Words,
    layout: Layout,
    *,
    failed: bool,
) -> None:
    shown = [only_serious(one) for one in everything] if order.quiet else everything
    write(render(shown, order.format_name, w, layout, ascii_only=not is_unicode(sys.stdout)), layout)
    if not order.quiet:
        fixable = "" if order.fix and order.unsafe_fixes else fixable_line(everything, w, layout.fixes)
        lines = (*notes, closing_line(everything, w, failed=failed), fixable)
        for line in filter(None, lines):
            # Programs read the other formats, so there the lines for people go to standard error.
            click.echo(line, file=sys.stdout if order.format_name == "text" else sys.stderr)


def _marked(order: CheckOrder) -> Fixes:
    """Return which findings are to be told as fixable: after mending, what could be mended is."""
    if order.fix:
        return "none"
    return "all" if order.unsafe_fixes else "safe"
