"""What `ecsc check` does: strategies from paths to a report."""

from __future__ import annotations

import datetime as dt
import sys

from msgspec import Struct
from msgspec.structs import replace

from ecsc.cli.answer import Answer
from ecsc.cli.chosen import command_layer, settings_at, with_command
from ecsc.cli.failure import UsageProblem
from ecsc.cli.findings_baseline import refuse_update, update
from ecsc.cli.inputs import inputs
from ecsc.cli.measuring import measured
from ecsc.cli.progress import Progress
from ecsc.cli.running import Run, changed_since, nothing_to_check, refuse_input, shard_of
from ecsc.cli.screen import is_unicode, layout_of, terminal_words
from ecsc.diagnostics import Severity
from ecsc.pipeline import StrategyInput
from ecsc.report import FORMATS, STATISTICS, Checked, Format, closing_line, render, statistics
from ecsc.runs import Asked, Cache, only_serious, outside
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
    cache: bool = True
    jobs: int | None = None
    changed_since: str | None = None
    shard: tuple[int, int] | None = None
    watch: bool = False


def check(order: CheckOrder) -> bool:
    """Check and report, after every change where it is asked for; return whether a finding makes the run fail."""
    refuse_input(order.paths, watch=order.watch, revision=order.changed_since, share=order.shard)
    if order.watch:
        from ecsc.cli.following import follow

        settings = settings_at(order.paths)
        language = order.lang or settings.lang
        follow(order.paths or (".",), _format(order, settings), lambda: answer(order), language)
    done = answer(order)
    done.tell()
    return done.failed


def answer(order: CheckOrder) -> Answer:
    """Check once, and return what is to be told."""
    settings = settings_at(order.paths, order.stdin_filename)
    w = terminal_words(order.lang or settings.lang)
    fail_on = Severity(order.fail_on) if order.fail_on is not None else settings.fail_on
    layout = layout_of(order.color, notes_in_full=fail_on is Severity.INFO)
    format_name = _format(order, settings)
    _refuse_update(order, settings)
    strategies, findings = inputs(order.paths, order.stdin_filename)
    named = (settings.findings_baseline, order.findings_baseline)
    shared = {name for one in strategies for name, _ in one.organisation.files}.union(filter(None, named))
    shard = shard_of(order.shard)
    everything: list[Checked] = []
    if shard is None or shard.tells_the_rest:
        everything = [replace(one, fail_on=fail_on) for one in outside(findings, w)]
    strategies, baseline = measured(
        _chosen(strategies, order, settings), order.baseline_file, order.baseline_rev
    )
    chosen = changed_since(strategies, order.changed_since, (order.baseline_file, order.findings_baseline))
    asked = Asked(w.language, order.as_of, baseline, order.scenario, order.waivers)
    # What is sent to standard input is hardly ever the same twice.
    cache = Cache(asked, order.paths) if order.cache and "-" not in order.paths else None
    running = Run(asked, Progress(w, quiet=order.quiet), cache=cache, jobs=order.jobs)
    everything += running.check_share(chosen, shard)
    notes: list[str] = []
    if order.update_findings_baseline:
        everything, notes = update(everything, order.findings_baseline, w)
    shown = [only_serious(one) for one in everything] if order.quiet else everything
    tell = statistics if order.statistics else render
    report = tell(shown, format_name, w, layout, ascii_only=not is_unicode(sys.stdout))
    failed = any(one.fails for one in everything)
    nothing = None if everything else nothing_to_check(chosen, order.changed_since, shard, w)
    closing = nothing or closing_line(everything, w, failed=failed)
    lines = () if order.quiet else (*notes, closing)
    return Answer(report, lines, failed, layout, format_name, tuple(shared))


def _chosen(
    strategies: tuple[StrategyInput, ...], order: CheckOrder, settings: Settings
) -> tuple[StrategyInput, ...]:
    """Return the strategies with what the command chooses."""
    return with_command(
        strategies,
        command_layer(order.select, order.ignore, settings),
        fail_on=order.fail_on,
        strict=order.strict,
        ignores=order.ignores,
        baseline=order.findings_baseline,
        collect=order.update_findings_baseline,
    )


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
