"""What `ecsc check` does: strategies from paths to a report."""

from __future__ import annotations

import datetime as dt
import sys

import click
from msgspec import Struct
from msgspec.structs import replace

from ecsc.cli.compiling import compiled
from ecsc.cli.inputs import inputs
from ecsc.cli.measuring import measured
from ecsc.cli.progress import Progress
from ecsc.cli.screen import is_unicode, layout_of, terminal_words, write
from ecsc.diagnostics import Severity
from ecsc.report import Format, closing_line, render, tally
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


def check(order: CheckOrder) -> bool:
    """Check and report; return whether there is a finding at which the run fails."""
    w = terminal_words(order.lang)
    layout = layout_of(order.color, notes_in_full=order.fail_on == "info")
    strategies, findings = inputs(order.paths, order.stdin_filename)
    everything = outside(findings, w)
    if order.strict:
        strategies = tuple(replace(one, choices=replace(one.choices, strict=True)) for one in strategies)
    strategies, baseline = measured(strategies, order.baseline_file, order.baseline_rev)
    progress = Progress(w, quiet=order.quiet)
    results = compiled(
        strategies,
        order.as_of,
        progress,
        baseline=baseline,
        plan=False,
        scenario=order.scenario,
        waivers=order.waivers,
    )
    everything += told_once(checked(result, w) for result in results)
    shown = [only_serious(one) for one in everything] if order.quiet else everything
    write(render(shown, order.format_name, w, layout, ascii_only=not is_unicode(sys.stdout)), layout)
    failed = tally(everything).reaches(Severity(order.fail_on))
    if not order.quiet:
        # Programs read the other formats, so there the line for people goes to standard error.
        click.echo(
            closing_line(everything, w, failed=failed),
            file=sys.stdout if order.format_name == "text" else sys.stderr,
        )
    return failed
