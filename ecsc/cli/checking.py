"""What `ecsc check` does: strategies from paths to a report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ecsc.cli.answer import Answer
from ecsc.cli.chosen import command_layer, settings_at, with_command
from ecsc.cli.failure import UsageProblem
from ecsc.cli.findings_baseline import refuse_update, update
from ecsc.cli.inputs import inputs, standard_input
from ecsc.cli.measuring import measured
from ecsc.cli.outputs import Output, Reported, outputs_of, spare_sources
from ecsc.cli.progress import Progress
from ecsc.cli.running import (
    Run,
    changed_since,
    concerned_since,
    lines_about_namesakes,
    nothing_to_check,
    refuse_input,
    refuse_mending,
    shard_of,
    shared_files,
)
from ecsc.cli.screen import layout_of, terminal_words
from ecsc.diagnostics import Severity
from ecsc.pipeline import StrategyInput
from ecsc.report import STATISTICS, Checked, closing_line, fixable_line
from ecsc.report.layout import Fixes
from ecsc.runs import Asked, Cache, outside
from ecsc.workspace.settings import Settings

if TYPE_CHECKING:
    from ecsc.cli.fixing import Mending
    from ecsc.messages import Words
    from ecsc.runs.shards import Shard


class CheckOrder(Struct, frozen=True):
    """What is to be checked: the options of the command, as they were given."""

    paths: tuple[str, ...]
    format_name: str | None
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
    outputs: tuple[str, ...] = ()
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False


def check(order: CheckOrder) -> bool:
    """Check and report, after every change where it is asked for; return whether a finding makes the run fail."""
    refuse_mending(
        asked=order.fix or order.diff,
        watch=order.watch,
        share=order.shard,
        update=order.update_findings_baseline,
    )
    refuse_input(order.paths, watch=order.watch, revision=order.changed_since, share=order.shard)
    if order.watch:
        from ecsc.cli.following import follow

        settings = settings_at(order.paths)
        language = order.lang or settings.lang
        follow(
            order.paths or (".",), _outputs(order, settings)[-1].format_name, lambda: answer(order), language
        )
    done = answer(order)
    done.tell()
    return done.failed


def answer(order: CheckOrder) -> Answer:
    """Check once, and return what is to be told."""
    settings = settings_at(order.paths, order.stdin_filename)
    w = terminal_words(order.lang or settings.lang)
    fail_on = Severity(order.fail_on) if order.fail_on is not None else settings.fail_on
    layout = layout_of(order.color, notes_in_full=fail_on is Severity.INFO, fixes=_marked(order))
    outputs = _outputs(order, settings)
    _refuse_update(order, settings)
    typed = standard_input() if order.fix and not order.diff and order.paths == ("-",) else None
    strategies, findings = inputs(order.paths, order.stdin_filename, typed)
    strategies, baseline = measured(
        _chosen(strategies, order, settings), order.baseline_file, order.baseline_rev
    )
    shared = shared_files(strategies, order.baseline_file, order.findings_baseline)
    spare_sources(outputs, strategies, shared)
    asked = Asked(w.language, order.as_of, baseline, order.scenario, order.waivers)
    work = _Work(order, asked, shard_of(order.shard), w)
    chosen = changed_since(strategies, order.changed_since, (order.baseline_file, order.findings_baseline))
    rest = concerned_since(findings, strategies, chosen, order.changed_since)
    if order.diff:
        return Answer((), Reported((), w, work.mending().show(chosen, layout)), layout, shared)
    if order.fix:
        chosen = work.mended(chosen, typed)
    everything = work.checked(chosen, [replace(one, fail_on=fail_on) for one in outside(rest, w)])
    failed = any(one.fails for one in everything)
    namesakes = lines_about_namesakes(everything, w)
    lines = [
        *work.notes,
        *namesakes,
        work.nothing(everything, chosen) or closing_line(everything, w, failed=failed),
    ]
    if outputs[-1].format_name == "text" and not order.statistics:
        # Programs know the end of the other formats by the closing line.
        lines += filter(None, [fixable_line(everything, w, layout.fixes)])
    told = Reported(
        tuple(everything),
        w,
        failed,
        () if order.quiet else tuple(lines),
        quiet=order.quiet,
        statistics=order.statistics,
    )
    return Answer(outputs, told, layout, shared, aside=typed is not None)


class _Work:
    """What is done with the strategies of a check; `notes` say what was written on the way."""

    def __init__(self, order: CheckOrder, asked: Asked, shard: Shard | None, w: Words) -> None:
        self._order, self._asked, self._shard, self._w = order, asked, shard, w
        self._progress = Progress(w, quiet=order.quiet)
        self.notes: list[str] = []

    def mending(self) -> Mending:
        """Return what mends files, as the command wants it."""
        from ecsc.cli.fixing import Mending, wanted

        order = self._order
        mend = wanted(order.paths, order.stdin_filename, unsafe=order.unsafe_fixes, quiet=order.quiet)
        return Mending(mend, self._asked, self._progress, self._w)

    def mended(self, strategies: Sequence[StrategyInput], typed: bytes | None) -> Sequence[StrategyInput]:
        """Mend the files of strategies, and return these as they are then."""
        strategies, notes = self.mending().make(strategies, typed)
        self.notes += notes
        return strategies

    def checked(self, strategies: Sequence[StrategyInput], rest: list[Checked]) -> list[Checked]:
        """Return the strategies as checked, after the `rest`, what was found outside any of them."""
        order = self._order
        everything = rest if self._shard is None or self._shard.tells_the_rest else []
        # What is sent to standard input is hardly ever the same twice.
        kept = order.cache and not order.fix and "-" not in order.paths
        cache = Cache(self._asked, order.paths) if kept else None
        running = Run(self._asked, self._progress, cache=cache, jobs=order.jobs)
        everything += running.check_share(strategies, self._shard)
        if order.update_findings_baseline:
            everything, notes = update(everything, order.findings_baseline, self._w)
            self.notes += notes
        return everything

    def nothing(self, everything: Sequence[Checked], strategies: Sequence[StrategyInput]) -> str | None:
        """Return what to say where nothing was to be checked; None where something was."""
        if everything:
            return None
        return nothing_to_check(strategies, self._order.changed_since, self._shard, self._w)


def _marked(order: CheckOrder) -> Fixes:
    """Return which findings are to be told as fixable: after mending, what could be mended is."""
    if order.fix:
        return "none"
    return "all" if order.unsafe_fixes else "safe"


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


def _outputs(order: CheckOrder, settings: Settings) -> tuple[Output, ...]:
    """Return where the reports go, standard output last; its format is the command's, else the settings'."""
    outputs = outputs_of(order.format_name, order.outputs, settings.format or "text")
    found = outputs[-1].format_name
    if order.statistics and found not in STATISTICS:
        told = {"word": found}
        raise UsageProblem("--statistics are not told as {word}", told, hint="choose --format text or json")
    return outputs


def _refuse_update(order: CheckOrder, settings: Settings) -> None:
    refuse_update(
        asked=order.update_findings_baseline,
        file=order.findings_baseline,
        own=settings.findings_baseline,
        scenario=order.scenario,
        ignores=order.ignores,
    )
