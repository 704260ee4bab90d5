"""What `ecsc check` does: strategies from paths to a report."""

from __future__ import annotations

import datetime as dt
import sys

import click
from msgspec import Struct
from msgspec.structs import replace

from ecsc.cli.chosen import command_layer, settings_at, with_command
from ecsc.cli.compiling import compiled
from ecsc.cli.failure import UsageProblem
from ecsc.cli.findings_baseline import refuse_update, update
from ecsc.cli.inputs import inputs
from ecsc.cli.measuring import measured
from ecsc.cli.progress import Progress
from ecsc.cli.screen import is_unicode, layout_of, terminal_words, write
from ecsc.diagnostics import Severity
from ecsc.report import FORMATS, STATISTICS, Format, closing_line, render, statistics
from ecsc.runs import checked, only_serious, outside, told_once
from ecsc.workspace.settings import Settings


class CheckOrder(Struct, frozen=True):
    """What is to be checked: the options of the command, as they were given."""

    paths: tuple[str, ...]
    format_name: Format | None
    fail_on: str | None
    strict: bool | None
    as_of: dt.date | None
    lang: str | None
    quiet: bool
    color: str
    stdin_filename: str | None
    baseline_file: str | None = None
    baseline_rev: str | None = None
    scenario: str | None = None
    waivers: bool = True
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    findings_baseline: str | None = None
    update_findings_baseline: bool = False
    ignores: bool = True
    statistics: bool = False


def check(order: CheckOrder) -> bool:
    """Check and report; return whether there is a finding at which the run fails."""
    settings = settings_at(order.paths, order.stdin_filename)
    w = terminal_words(order.lang or settings.lang)
    fail_on = Severity(order.fail_on) if order.fail_on is not None else settings.fail_on
    layout = layout_of(order.color, notes_in_full=fail_on is Severity.INFO)
    format_name = _format(order, settings)
    _refuse_update(order, settings)
    strategies, findings = inputs(order.paths, order.stdin_filename)
    everything = [replace(one, fail_on=fail_on) for one in outside(findings, w)]
    strategies = with_command(
        strategies,
        command_layer(order.select, order.ignore, settings),
        fail_on=order.fail_on,
        strict=order.strict,
        ignores=order.ignores,
        baseline=order.findings_baseline,
        collect=order.update_findings_baseline,
    )
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
    notes: list[str] = []
    if order.update_findings_baseline:
        everything, notes = update(everything, order.findings_baseline, w)
    shown = [only_serious(one) for one in everything] if order.quiet else everything
    ascii_only = not is_unicode(sys.stdout)
    if order.statistics:
        write(statistics(shown, format_name, w, layout, ascii_only=ascii_only), layout)
    else:
        write(render(shown, format_name, w, layout, ascii_only=ascii_only), layout)
    failed = any(one.fails for one in everything)
    if not order.quiet:
        # Programs read the other formats, so there the lines for people go to standard error.
        for line in (*notes, closing_line(everything, w, failed=failed)):
            click.echo(line, file=sys.stdout if format_name == "text" else sys.stderr)
    return failed


def _format(order: CheckOrder, settings: Settings) -> Format:
    """Return the format of the report: that of the command, else of the settings, else text."""
    asked = order.format_name or settings.format or "text"
    found = next(name for name in FORMATS if name == asked)
    if order.statistics and found not in STATISTICS:
        told = {"word": found}
        raise UsageProblem("--statistics are not told as {word}", told, hint="choose --format text or json")
    return found


def _refuse_update(order: CheckOrder, settings: Settings) -> None:
    refuse_update(
        asked=order.update_findings_baseline,
        file=order.findings_baseline,
        own=settings.findings_baseline,
        scenario=order.scenario,
        ignores=order.ignores,
    )
