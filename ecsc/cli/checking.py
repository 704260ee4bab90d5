"""What `ecsc check` does: strategies from paths to a report."""

from __future__ import annotations

import datetime as dt
import sys

from msgspec import Struct
from msgspec.structs import replace

from ecsc.cli.answer import Answer
from ecsc.cli.inputs import inputs
from ecsc.cli.measuring import measured
from ecsc.cli.progress import Progress
from ecsc.cli.running import Run, changed_since, nothing_to_check, refuse_input, shard_of
from ecsc.cli.screen import is_unicode, layout_of, terminal_words
from ecsc.diagnostics import Severity
from ecsc.report import Format, closing_line, render, tally
from ecsc.runs import Asked, Cache, only_serious, outside


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

        follow(order.paths or (".",), order.format_name, lambda: answer(order), order.lang)
    done = answer(order)
    done.tell()
    return done.failed


def answer(order: CheckOrder) -> Answer:
    """Check once, and return what is to be told."""
    w = terminal_words(order.lang)
    layout = layout_of(order.color, notes_in_full=order.fail_on == "info")
    strategies, findings = inputs(order.paths, order.stdin_filename)
    shared = tuple(name for name in {name for one in strategies for name, _ in one.organisation.files})
    shard = shard_of(order.shard)
    everything = outside(findings, w) if shard is None or shard.tells_the_rest else []
    if order.strict:
        strategies = tuple(replace(one, choices=replace(one.choices, strict=True)) for one in strategies)
    strategies, baseline = measured(strategies, order.baseline_file, order.baseline_rev)
    chosen = changed_since(strategies, order.changed_since, (order.baseline_file,))
    asked = Asked(w.language, order.as_of, baseline, order.scenario, order.waivers)
    # What is sent to standard input is hardly ever the same twice.
    cache = Cache(asked, order.paths) if order.cache and "-" not in order.paths else None
    running = Run(asked, Progress(w, quiet=order.quiet), cache=cache, jobs=order.jobs)
    everything += running.check_share(chosen, shard)
    shown = [only_serious(one) for one in everything] if order.quiet else everything
    report = render(shown, order.format_name, w, layout, ascii_only=not is_unicode(sys.stdout))
    failed = tally(everything).reaches(Severity(order.fail_on))
    nothing = None if everything else nothing_to_check(chosen, order.changed_since, shard, w)
    lines = () if order.quiet else (nothing or closing_line(everything, w, failed=failed),)
    return Answer(report, lines, failed, layout, order.format_name, shared)
